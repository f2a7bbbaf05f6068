"""The engine: one pass over the candidates of a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from translate_flow.segmentation.judgement import (
    BRACKET_LIMIT,
    CUTTING,
    STRONG_STOPS,
    WORD_LIMIT,
    Rule,
    judge,
)
from translate_flow.segmentation.lists import find_items
from translate_flow.segmentation.pattern import candidates
from translate_flow.segmentation.rules import Rules


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
    items = find_items(text, rules.after_ordinals)
    if not items:
        return _find_stops(text, 0, len(text), rules)
    cuts: list[int] = []
    for begin, end in pairwise((0, *items, len(text))):
        cuts += [begin, *_find_stops(text, begin, end, rules)]
    return cuts[1:]


def _find_stops(text: str, start: int, size: int, rules: Rules) -> list[int]:
    """Cuts behind stops between two offsets."""
    cuts: list[int] = []
    suspects, marks = rules.suspects, frozenset(".!?") - rules.points
    for found in candidates(rules.stops).finditer(text, start, size):
        stop, end = found.span()
        if end == size:
            break
        if stop < start:
            continue
        # the plain case, decided as `judge` would, only faster: a word, one stop, a letter that is not small
        if end - stop == 2 and text[stop] in marks and text[end].isalpha() and not text[end].islower():
            floor = stop - WORD_LIMIT if stop - start > WORD_LIMIT else start
            word = text[text.rfind(" ", floor, stop) + 1 or floor : stop]
            is_plain = len(word) > 1 and word.isalpha() and word not in suspects and not word.isupper()
            is_plain = is_plain or (not word and stop - start > 2 and text[stop - 2].isalnum())
        else:
            is_plain = text[stop] in STRONG_STOPS and text[end].isalpha() and _is_plain(text, start, stop, end)
        if is_plain and text.rfind("(", max(start, stop - BRACKET_LIMIT), stop) < 0:
            cuts.append(end)
            start = end
            continue
        rule, end = judge(text, start, found, rules)
        if rule in CUTTING:
            cuts.append(end)
            start = end
    return cuts


def _is_plain(text: str, start: int, stop: int, end: int) -> bool:
    """Is this a strong stop without closing marks, between two letters of a script without small ones?"""
    return (
        stop - start > 2
        and (end - stop == 1 or (end - stop == 2 and text[stop + 1].isspace()))
        and text[stop] not in "！？"
        and not text[end].islower()
        and (text[stop - 1].isalpha() or text[stop - 2].isalpha())
        and text.rfind("（", max(start, stop - BRACKET_LIMIT), stop) < 0
        and text.rfind("《", max(start, stop - BRACKET_LIMIT), stop) < 0
    )


def find_candidates(text: str, rules: Rules) -> Iterator[Candidate]:
    """Every candidate of a text with the rule that decides there."""
    items = find_items(text, rules.after_ordinals)
    for begin, size in pairwise((0, *items, len(text))):
        start = begin
        if begin:
            yield Candidate(begin, begin, Rule.LIST_ITEM)
        for found in candidates(rules.stops).finditer(text, begin, size):
            if start <= found.start() and found.end() < size:
                rule, end = judge(text, start, found, rules)
                yield Candidate(found.start(), end, rule)
                if rule.cuts:
                    start = end
