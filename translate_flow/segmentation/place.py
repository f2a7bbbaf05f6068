"""A place where a sentence may end, what can be read around it, and the names of the rules that decide there."""

import re
from enum import StrEnum
from typing import NamedTuple

from translate_flow.segmentation.pattern import STRONG
from translate_flow.segmentation.rules import Rules

WORD_LIMIT = 40  # how far back the word before a stop is looked for, in characters
BRACKET_LIMIT = 400  # how far a pair of brackets may reach on either side of a stop
STRONG_STOPS = frozenset(STRONG)
_SHORT = 40
_DATED = re.compile(r"(?:.*\d{4}|[IVXLCІХ]+)")  # some type Roman numerals with Cyrillic letters


class Rule(StrEnum):
    """Why a sentence ends at a candidate, or does not."""

    STOP = "a stop, and a sentence may begin behind it"
    STRONG_STOP = "a stop that needs no space behind it"
    PARAGRAPH = "an empty line"
    STARTER = "an abbreviation, but the next word begins a sentence"
    GLUED = "a stop without a space, but the next word begins a sentence"
    SMALL_STARTER = "a small letter, but the word begins a sentence"
    ABBREVIATION = "an abbreviation that never ends a sentence"
    BEFORE_NUMBER = "an abbreviation before a number"
    PERHAPS = "an abbreviation, and no sentence seems to begin behind it"
    INITIAL = "an initial"
    ORDINAL = "an ordinal number"
    LIST_NUMBER = "the number of a list item or a section"
    NAME = "a name that ends in a stop"
    LOWER_CASE = "a small letter follows"
    GOES_ON = "a comma or another mark follows"
    BRACKETS = "inside brackets"
    NOTHING_BEFORE = "no word stands before it"
    QUOTING = "the sentence goes on behind the quotation"
    NO_SPACE = "no space follows"
    ELLIPSIS = "an ellipsis, and no capital letter tells that a sentence begins"
    NO_STOP = "a point that ends no sentence in this language"
    LIST_ITEM = "the next item of a list"
    END = "the end of the text"

    @property
    def cuts(self) -> bool:
        """Does a sentence end there?"""
        return self in CUTTING


CUTTING = frozenset(
    (
        Rule.LIST_ITEM,
        Rule.STOP,
        Rule.STRONG_STOP,
        Rule.PARAGRAPH,
        Rule.STARTER,
        Rule.GLUED,
        Rule.SMALL_STARTER,
    )
)


class Place(NamedTuple):
    """What the rules look at."""

    text: str
    start: int  # of the sentence
    stop: int  # the first stop
    closed: int  # behind the stops and closing marks
    end: int  # behind the white space
    word: str  # before the stop, without opening marks; empty where a space stands between
    begins: str  # the first word behind it
    is_starter: bool
    rules: Rules


def has_letter(text: str) -> bool:
    """Is there a letter or a digit?"""
    return any(c.isalnum() for c in text)


def before_word(place: Place) -> str:
    """A little of what stands before the word, in the same sentence."""
    begin = place.stop - len(place.word)
    return place.text[max(place.start, begin - 16) : begin]


def is_first(place: Place) -> bool:
    """Does the word begin the sentence, but for marks?"""
    return not has_letter(before_word(place))


def number_before(place: Place) -> str:
    """The Arabic or Roman number that a unit counts, if one stands there: of `5 млрд. руб.` the 5."""
    before = before_word(place).split()
    rules = place.rules
    unit = before[-1].rstrip(".") if len(before) > 1 else ""
    if unit in rules.unit or unit in rules.maybe or unit in rules.closing:
        before.pop()
    last = before[-1].rstrip(",") if before else ""
    return last if last[-1:].isdigit() or _DATED.fullmatch(last) else ""


def is_short(place: Place, number: str) -> bool:
    """Is this no sentence yet, like `В 1998 г.`?"""
    is_date = len(place.word) == 1 or _DATED.fullmatch(number)
    return (
        bool(is_date) and place.stop - place.start < _SHORT and len(place.text[place.start : place.stop].split()) <= 3
    )


def is_opening(place: Place) -> bool:
    """Is this no more than a time that opens a sentence, like `At 5 a.m.`?"""
    return len(place.text[place.start : place.stop][:_SHORT].split()) <= 3


def is_aside(text: str, at: int) -> bool:
    """Is what stands in brackets here no sentence of its own: `(1992)`, `(Smith 55)`, `(2010 г.)`?"""
    closing = text.find(")", at, at + BRACKET_LIMIT)
    return closing > 0 and (text[closing - 1] not in ".!?…" or text[at + 1].isdigit())
