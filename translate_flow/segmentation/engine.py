"""The engine: one pass over the candidates of a text, a handful of set look-ups at each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from translate_flow.segmentation.pattern import (
    CLOSERS,
    DASHES,
    OPENERS,
    STRONG,
    candidates,
)
from translate_flow.segmentation.rules import Rules

_WORD_LIMIT = 40  # how far back the word before a stop is looked for, in characters
_BRACKET_LIMIT = 400  # how far a pair of brackets may reach around a stop
_NEXT = re.compile(rf"[\s{re.escape(OPENERS + DASHES)}…]*+(\w*+)([-'’]?)")
_REFERENCE = re.compile(r"(?:\[\d{1,3}\]\s*+)++")
_ROMAN = re.compile(r"[IVXLC]+")
_NUMBER = re.compile(r"\d+(?:[.,:/\-–]\d+)*")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[-\s]?)*[^\W\d_]")


class Rule(StrEnum):
    """Why a sentence ends at a candidate, or does not."""

    STOP = "a stop, and a sentence may begin behind it"
    STRONG_STOP = "a stop that needs no space behind it"
    PARAGRAPH = "an empty line"
    STARTER = "an abbreviation, but the next word begins a sentence"
    GLUED = "a stop without a space, but the next word begins a sentence"
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

    @property
    def cuts(self) -> bool:
        """Does a sentence end there?"""
        return self in _CUTTING


_CUTTING = frozenset((Rule.STOP, Rule.STRONG_STOP, Rule.PARAGRAPH, Rule.STARTER, Rule.GLUED))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a sentence might end."""

    start: int
    """Offset of its first stop."""
    end: int
    """Offset where the next sentence would begin."""
    rule: Rule
    """The rule that decides there."""

    @property
    def is_cut(self) -> bool:
        """Does a sentence end there?"""
        return self.rule.cuts


def find_cuts(text: str, rules: Rules) -> list[int]:
    """Offsets at which sentences begin, but the first. Linear in the length of the text."""
    cuts: list[int] = []
    start, size, suspects = 0, len(text), rules.suspects
    for found in candidates(rules.stops).finditer(text):
        stop, end = found.span()
        if end == size:
            break
        if end - stop == 2 and text[end].isupper():  # the plain case, decided as `judge` would, only faster
            floor = stop - _WORD_LIMIT if stop - start > _WORD_LIMIT else start
            word = text[text.rfind(" ", floor, stop) + 1 or floor : stop]
            if (
                word.isalpha()
                and stop - start > 2
                and len(word) > 2
                and word not in suspects
                and text.rfind("(", max(start, stop - _BRACKET_LIMIT), stop) < 0
            ):
                cuts.append(end)
                start = end
                continue
        rule, end = judge(text, start, found, rules)
        if rule in _CUTTING and end < size:
            cuts.append(end)
            start = end
    return cuts


def find_candidates(text: str, rules: Rules) -> Iterator[Candidate]:
    """Every candidate of a text with the rule that decides there."""
    start = 0
    for found in candidates(rules.stops).finditer(text):
        if found.end() == len(text):
            break
        rule, end = judge(text, start, found, rules)
        if end < len(text):
            yield Candidate(found.start(), end, rule)
        if rule.cuts:
            start = end


def judge(text: str, start: int, found: re.Match[str], rules: Rules) -> tuple[Rule, int]:
    """The rule for one candidate of a sentence that began at `start`, and where the next one would begin."""
    stop, end = found.span()
    mark = text[stop]
    if mark == "\n":
        return Rule.PARAGRAPH, end
    closed = found.end(1)
    end = _skip_detached(text, start, end)
    if end == len(text):
        return Rule.STOP, end
    word = _word_before(text, start, stop)
    rule = _judge_next(text, start, stop, closed, end, word, rules)
    if rule is None:
        rule = _judge_word(text, start, stop, closed, end, word, rules)
    if rule.cuts and _is_in_brackets(text, start, stop, closed):
        rule = Rule.BRACKETS
    return rule, end


def _skip_detached(text: str, start: int, end: int) -> int:
    """Closing quotes behind a space and reference marks such as `[17]` belong to the sentence before."""
    if text[end : end + 1] == "[" and (found := _REFERENCE.match(text, end)):
        return found.end()
    return end


def _word_before(text: str, start: int, stop: int) -> str:
    floor = max(start, stop - _WORD_LIMIT)
    pieces = text[floor:stop].split()
    if not pieces or text[stop - 1].isspace():
        return ""
    return pieces[-1].lstrip(OPENERS + DASHES + "…")


def _judge_next(text: str, start: int, stop: int, closed: int, end: int, word: str, rules: Rules) -> Rule | None:
    """Rules that look at what follows only."""
    first = text[end]
    if first in ",;:!?.…)]}" and not text.startswith("...", end):
        return Rule.GOES_ON
    if not any(c.isalnum() for c in text[max(start, stop - _WORD_LIMIT) : stop]):
        return Rule.NOTHING_BEFORE
    following = _NEXT.match(text, end)
    assert following
    begins = following[1]
    if begins and begins[0].islower() and not begins[1:2].isupper():
        return Rule.LOWER_CASE
    if closed == end:  # no white space behind it
        if text[stop] in STRONG:
            return Rule.STRONG_STOP
        is_start = begins[:1].isupper() and text[stop - 1].islower() and begins.lower() in rules.starters
        return Rule.GLUED if is_start else Rule.NO_SPACE
    if text[stop] in STRONG:
        return Rule.STOP
    return None


def _judge_word(text: str, start: int, stop: int, closed: int, end: int, word: str, rules: Rules) -> Rule:
    """Rules that look at the word before."""
    following = _NEXT.match(text, end)
    assert following
    begins = following[1]
    starts = (begins + following[2]).lower() in rules.starters or begins.lower() in rules.starters
    if text[stop] == "!" and word + "!" in rules.names:
        return Rule.STARTER if starts else Rule.NAME
    if text[stop] != "." or text[stop + 1 : stop + 2] == ".":
        return Rule.STOP
    if text[stop + 1] in CLOSERS and text[stop + 1] not in ")’'":
        return Rule.STOP
    if not word:
        return Rule.STOP
    return _judge_abbreviation(text, start, stop, end, word, begins, starts, rules)


def _judge_abbreviation(
    text: str, start: int, stop: int, end: int, word: str, begins: str, starts: bool, rules: Rules
) -> Rule:
    is_number = begins[:1].isdigit()
    forms = (word, re.split(r"[-’'/]", word)[-1])
    before = text[max(start, stop - len(word) - 8) : stop - len(word)].split()
    if any(form in rules.unit for form in forms) and before and before[-1][-1].isdigit():
        return Rule.STOP
    if any(form in rules.never for form in forms):
        return Rule.ABBREVIATION
    if any(form in rules.number for form in forms) and (is_number or _ROMAN.fullmatch(begins)):
        return Rule.BEFORE_NUMBER
    if any(form in rules.maybe for form in forms):
        return Rule.STARTER if starts else Rule.PERHAPS
    if word in rules.ends:
        return Rule.STOP
    if word[0].isdigit() and _NUMBER.fullmatch(word):
        return _judge_number(text, start, stop, word, begins, starts, rules)
    if _INITIALS.fullmatch(forms[1]):
        return Rule.STARTER if starts else Rule.INITIAL
    if _ROMAN.fullmatch(word) and (rules.after_ordinals or _is_first(text, start, stop, word)):
        return Rule.STARTER if starts else Rule.ORDINAL
    return Rule.STOP


def _is_first(text: str, start: int, stop: int, word: str) -> bool:
    return not any(c.isalnum() for c in text[max(start, stop - len(word) - 8) : stop - len(word)])


def _judge_number(text: str, start: int, stop: int, word: str, begins: str, starts: bool, rules: Rules) -> Rule:
    if _is_first(text, start, stop, word):
        return Rule.LIST_NUMBER
    if word.count(".") >= 2 and not starts and word[0] != "0":
        return Rule.LIST_NUMBER
    if rules.after_ordinals and word.isdigit():
        if begins.lower() in rules.after_ordinals:
            return Rule.ORDINAL
        if len(word) < 4 and not starts:
            return Rule.ORDINAL
    return Rule.STOP


def _is_in_brackets(text: str, start: int, stop: int, closed: int) -> bool:
    """Is there a bracket that opened inside this sentence and will close?"""
    floor = max(start, stop - _BRACKET_LIMIT)
    opened = text.rfind("(", floor, closed)
    if opened < 0 or text.rfind(")", opened, closed) >= 0:
        return False
    if not any(c.isalnum() for c in text[start:opened]):
        return False
    closing = text.find(")", closed, closed + _BRACKET_LIMIT)
    return closing >= 0 and text.find("(", closed, closing) < 0
