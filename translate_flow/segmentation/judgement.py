"""The rules: why a sentence ends at a candidate, or does not."""

import re
from enum import StrEnum
from typing import NamedTuple

from translate_flow.segmentation.pattern import CLOSERS, DASHES, OPENERS, STRONG, UNSPACED
from translate_flow.segmentation.rules import Rules

WORD_LIMIT = 40  # how far back the word before a stop is looked for, in characters
BRACKET_LIMIT = 400  # how far a pair of brackets may reach on either side of a stop
_QUOTE_LIMIT = 1000
_SHORT = 40
_COMMAS = frozenset(",;:")
STRONG_STOPS = frozenset(STRONG)
_NEXT = re.compile(rf"(?:[\s{re.escape(OPENERS + DASHES)}…]|,,|\.\.\.)*+((\w*+)[-'’]?)")
_REFERENCE = re.compile(r"(?:\[\d{1,3}\]\s*+)++")
_DETACHED = re.compile(r"(''|[»”’›)\]}」』\"'«“])(?=\s|$|[.,;:!?…])\s*+([.!?…]*+)\s*+")
_NO_INITIAL = re.compile(r"[\d°@/:]|[^\W_](?:[^\w.]?[^\W_]){2}")
_ROMAN = re.compile(r"[IVXLC]+")
_NUMBER = re.compile(r"\d+(?:[.,:/\-–]\d+)*")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}")
_DATE = re.compile(r"\d\d\.\d\d\.\d\d")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_]{1,3}\.\s)+[^\W\d_]{1,3}$")
_QUOTES = frozenset("\"”»“’'")
_NAME_AND_WORD = re.compile(r"(?:[^\W\d_a-z][\w'’-]*\.?\s){1,3}([a-z]+)")
_JOINT = re.compile(r"[-–’'/]")


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


class _Place(NamedTuple):
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


def judge(text: str, start: int, found: re.Match[str], rules: Rules) -> tuple[Rule, int]:
    """The rule for one candidate of a sentence that began at `start`, and where the next one would begin."""
    stop, end = found.span()
    if text[stop] == "\n":
        is_blank = stop == start or text[start:stop].isspace()
        return (Rule.NOTHING_BEFORE if is_blank else Rule.PARAGRAPH), end
    if end - stop > 2 and text.count("\n", stop, end) > 1:
        return Rule.PARAGRAPH, end
    end = _skip_detached(text, stop, end)
    if end >= found.endpos:
        return Rule.END, end
    following = _NEXT.match(text, end)
    assert following  # it matches nothing at all, too
    starters = rules.starters
    begins = following[2]
    is_starter = (begins.lower() in starters or following[1].lower() in starters) and not (
        len(begins) == 1 and text.startswith(".", following.end())
    )
    word = _word_before(text, start, stop)
    place = _Place(text, start, stop, found.end(1), end, word, begins, is_starter, rules)
    rule = _judge_following(place)
    if rule is None:
        rule = _judge_word(place) if text[stop] == "." else _judge_name(place)
    if rule in CUTTING and _is_in_brackets(place):
        rule = Rule.BRACKETS
    return rule, end


def _skip_detached(text: str, stop: int, end: int) -> int:
    """Closing quotes behind a space and reference marks such as `[17]` belong to the sentence before."""
    if end < len(text) and text[end] in "[»”’›)]}」』\"'«“":
        if found := _REFERENCE.match(text, end):
            return found.end()
        found = _DETACHED.match(text, end)
        if found and _is_closing(text, stop, found):
            return found.end()
    return end


def _is_closing(text: str, stop: int, found: re.Match[str]) -> bool:
    """Does a mark between two spaces close something? Straight quotes are counted, as far as they reach."""
    mark = found[1]
    if found[2] or text[found.end() : found.end() + 1] in _COMMAS or mark not in "\"'«“":
        return True
    return mark in "\"'" and text.count(mark, max(0, stop - _QUOTE_LIMIT), stop) % 2 == 1


def _word_before(text: str, start: int, stop: int) -> str:
    if stop == start or text[stop - 1].isspace():
        return ""
    pieces = text[max(start, stop - WORD_LIMIT) : stop].split()
    return pieces[-1].lstrip(OPENERS + DASHES + "…,")


def _judge_following(place: _Place) -> Rule | None:
    """Rules that look at what follows; None where it may be a sentence."""
    text, end, stop, begins = place.text, place.end, place.stop, place.begins
    first = text[end]
    if first in ",;:!?.…)]}/&№" and not text.startswith(("...", ",,"), end):
        return Rule.GOES_ON
    if not place.word[-1:].isalnum() and not _has_letter(text[max(place.start, stop - WORD_LIMIT) : stop]):
        return Rule.NOTHING_BEFORE
    if begins[:1].islower() and not begins[1:2].isupper() and not "\u10d0" <= begins[0] <= "\u10ff":  # Georgian
        return Rule.SMALL_STARTER if _is_small_start(place) else Rule.LOWER_CASE
    if text[place.closed - 1] in _QUOTES and first == "(" and _is_aside(text, end):
        return Rule.GOES_ON
    if _goes_on_quoting(place) or _is_reported(place):
        return Rule.QUOTING
    if "\u0590" <= begins[:1] <= "\u08ff" and text.startswith(("…", "..."), stop):
        return Rule.ELLIPSIS
    if text[stop] in STRONG_STOPS:
        is_decimal = text[stop] == "．" and text[stop - 1].isdigit() and begins[:1].isdigit()
        return Rule.NO_SPACE if is_decimal else Rule.STRONG_STOP
    if place.closed == end:  # no white space behind it
        return _judge_unspaced(place)
    return None


def _goes_on_quoting(place: _Place) -> bool:
    """Does a particle that ends a quotation follow?"""
    words = place.rules.quoting
    if not words or (place.closed - place.stop == 1 and place.text[place.stop] not in "!?！？"):
        return False
    return place.text.startswith(tuple(words), place.end)


def _is_reported(place: _Place) -> bool:
    """Do a name and a verb of saying follow a quoted question, as in `“Why?” Mr. Smith asked`?"""
    text, verbs = place.text, place.rules.reporting
    if not verbs or text[place.stop] == "." or text[place.closed - 1] not in _QUOTES:
        return False
    following = _NAME_AND_WORD.match(text, place.end)
    return following is not None and following[1] in verbs and not place.is_starter


def _has_letter(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _is_small_start(place: _Place) -> bool:
    """Does a careless writer begin a sentence with a small letter? Only words that say so count."""
    word = place.word
    return (
        place.begins in place.rules.small_starters
        and place.text[place.stop] != "…"
        and place.closed - place.stop == 1
        and place.closed < place.end
        and (
            (len(word) > 2 and "." not in word and word not in place.rules.suspects)
            if word
            else place.text[place.stop - 2] not in ".…"
        )
        and word + place.text[place.stop] not in place.rules.names
    )


def _is_aside(text: str, at: int) -> bool:
    """Is what stands in brackets here no sentence of its own: `(1992)`, `(Smith 55)`?"""
    closing = text.find(")", at, at + BRACKET_LIMIT)
    return closing > 0 and text[closing - 1] not in ".!?…"


def _judge_unspaced(place: _Place) -> Rule:
    text, stop, end = place.text, place.stop, place.end
    if text[stop] != "." and text[stop - 1] >= UNSPACED[0]:
        return Rule.STRONG_STOP
    behind = end + len(place.begins)
    is_sentence = place.is_starter and text[stop - 1].islower() and place.begins[0].isupper()
    return Rule.GLUED if is_sentence and text[behind : behind + 1] in (" ", "'", "’", ",") else Rule.NO_SPACE


def _judge_name(place: _Place) -> Rule:
    if place.word + place.text[place.stop] not in place.rules.names or place.closed - place.stop > 1:
        return Rule.STOP
    return Rule.STARTER if place.is_starter else Rule.NAME


def _judge_word(place: _Place) -> Rule:
    """Rules that look at the word before a full stop."""
    text, stop, word, rules = place.text, place.stop, place.word, place.rules
    after = text[stop + 1]
    if "." in rules.points and after != ".":
        return Rule.NO_STOP
    if not word or after == "." or word[-1] in CLOSERS or (after in CLOSERS and after not in ")’'*_"):
        return Rule.STOP
    part = _JOINT.split(word)[-1]
    for form in (*_spaced_forms(place), word, part):
        if form in rules.ends:
            return Rule.STOP
        if abbreviation := _judge_abbreviation(place, form):
            return abbreviation
    if word[0].isdigit() and _NUMBER.fullmatch(word):
        return _judge_number(place)
    if len(word) == 1 and word.isalpha() and _is_first(place):
        return Rule.LIST_NUMBER
    if _are_initials(word, part):
        return Rule.STARTER if place.is_starter else Rule.INITIAL
    if _ROMAN.fullmatch(word) and (rules.after_ordinals or _is_first(place)):
        return Rule.STARTER if place.is_starter else Rule.ORDINAL
    return Rule.STOP


def _spaced_forms(place: _Place) -> list[str]:
    """`т. д` as it would be without spaces, `т.д`; of `г. до н. э` first the longest piece."""
    if len(place.word) > 3 or place.stop - place.start < 4:
        return []
    found = _SPACED.search(place.text, max(place.start, place.stop - 16), place.stop)
    if not found:
        return []
    pieces = found[0].split()
    return ["".join(pieces[number:]) for number in range(len(pieces) - 1)]


def _judge_abbreviation(place: _Place, word: str) -> Rule | None:
    rules = place.rules
    if word not in rules.suspects:
        is_street = word.endswith("str") and place.begins[:1].isdigit()
        return Rule.BEFORE_NUMBER if is_street else None
    begins = place.begins
    is_numbered = begins[:1].isdigit() or bool(not place.is_starter and _ROMAN.fullmatch(begins))
    if word in rules.number and is_numbered:
        return Rule.BEFORE_NUMBER
    if word in rules.unit and _is_behind_number(place):
        return Rule.PERHAPS if _is_short(place) else Rule.STOP
    if word in rules.never:
        return Rule.STARTER if place.is_starter and place.text[place.stop + 1] == ")" else Rule.ABBREVIATION
    if word in rules.maybe:
        return Rule.STARTER if place.is_starter else Rule.PERHAPS
    if word in rules.number and len(begins) == 1 and not place.is_starter:
        return Rule.BEFORE_NUMBER
    return None


def _are_initials(word: str, part: str) -> bool:
    """`J`, `J.R`, `Jean-J`, `d'A`, `जी.डी.पी`; not `consegue-o`."""
    if "." in word:
        return not _NO_INITIAL.search(word)
    return len(part) == 1 and part.isalpha() and part < UNSPACED[0] and (part == word or part.isupper())


def _before_word(place: _Place) -> str:
    """A little of what stands before the word, in the same sentence."""
    begin = place.stop - len(place.word)
    return place.text[max(place.start, begin - 10) : begin]


def _is_first(place: _Place) -> bool:
    return not _has_letter(_before_word(place))


def _is_behind_number(place: _Place) -> bool:
    return _before_word(place).rstrip()[-1:].isdigit()


def _is_short(place: _Place) -> bool:
    """Is this no sentence yet, like `В 1998 г.`?"""
    return place.stop - place.start < _SHORT and len(place.text[place.start : place.stop].split()) <= 3


def _judge_number(place: _Place) -> Rule:
    word, rules = place.word, place.rules
    if _is_first(place):
        return Rule.LIST_NUMBER
    if _SECTION.fullmatch(word) and not _DATE.fullmatch(word) and not place.is_starter:
        return Rule.LIST_NUMBER
    if not rules.after_ordinals or not word.isdigit():
        return Rule.STOP
    before = _before_word(place).split()
    if before and before[-1].rstrip(".").lstrip(OPENERS) in rules.number:  # `fig. 3. Karel`
        return Rule.STOP
    follows = place.begins.lower() in rules.after_ordinals
    return Rule.ORDINAL if follows or (len(word) < 4 and not place.is_starter) else Rule.STOP


def _is_in_brackets(place: _Place) -> bool:
    """Does the stop stand in brackets that opened inside this sentence and will close?"""
    if _is_between(place, "(", ")"):
        return True
    return place.text[place.stop] in STRONG_STOPS and (_is_between(place, "（", "）") or _is_between(place, "《", "》"))


def _is_between(place: _Place, opening: str, closing: str) -> bool:
    text, start, closed = place.text, place.start, place.closed
    floor = max(start, place.stop - BRACKET_LIMIT)
    opened = text.rfind(opening, floor, closed)
    if opened < 0 or text.find(closing, opened, closed) >= 0:
        return False
    if text.count(closing, floor, opened) > text.count(opening, floor, opened):
        return False  # unbalanced: brackets say nothing here
    if not _has_letter(text[floor:opened]):
        return False  # whole sentences in brackets
    end = text.find(closing, closed, closed + BRACKET_LIMIT)
    return end >= 0 and text.find(opening, closed, end) < 0
