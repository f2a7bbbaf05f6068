"""The engine: one pass over the candidates of a text."""

import re
from collections.abc import Iterator
from itertools import pairwise

from translate_flow.records import frozen
from translate_flow.segmentation.abbreviations import is_vowelless
from translate_flow.segmentation.judgement import judge
from translate_flow.segmentation.lists import find_items
from translate_flow.segmentation.pattern import candidates
from translate_flow.segmentation.place import BRACKET_LIMIT, CUTTING, STRONG_STOPS, WORD_LIMIT, Rule
from translate_flow.segmentation.rules import Rules

_WORD = re.compile(r"\w*+")


@frozen
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
    """Cuts behind stops between two offsets.

    The plain cases are decided here, as `judge` would, only faster: a word, one stop, a space, a letter.
    """
    cuts: list[int] = []
    suspects, marks, small_starters = rules.suspects, rules.marks, rules.small_starters
    for found in candidates(rules.stops).finditer(text, start, size):
        stop, end = found.span()
        if end == size:
            break
        if stop < start:
            continue
        is_plain = False
        if end - stop == 2 and text[stop] in marks and text[stop + 1].isspace():
            following = text[end]
            if following.isupper() or (following.isalnum() and not following.islower()):
                is_plain = _is_plain_word(text, start, stop, suspects)
            elif _is_plain_small(text, stop, end, small_starters):
                continue
        elif text[stop] in STRONG_STOPS and text[end].isalnum():
            is_plain = _is_plain(text, start, stop, end, rules)
        if is_plain and not _is_open(text, "(", ")", start, stop):
            rule = Rule.STOP
        else:
            rule, end = judge(text, start, found, rules)
        if rule in CUTTING:
            cuts.append(end)
            start = end
    return cuts


def _is_plain_small(text: str, stop: int, end: int, small_starters: frozenset[str]) -> bool:
    """Does a word in small letters follow, that begins no sentence? (Georgian letters count as small.)"""
    if text[stop - 1] > "\u036f" and text[end] <= "z":  # two scripts
        return False
    if not text[end].islower() or text[end] >= "\u10d0" or text[end + 1 : end + 2].isupper():
        return False
    begins = _WORD.match(text, end)
    return begins is not None and begins[0] not in small_starters


def _is_plain_word(text: str, start: int, stop: int, suspects: frozenset[str]) -> bool:
    """Does a word that is no abbreviation, number or initial stand before the stop, or a space and a word?"""
    floor = stop - WORD_LIMIT if stop - start > WORD_LIMIT else start
    word = text[text.rfind(" ", floor, stop) + 1 or floor : stop]
    if not word:
        return stop - start > 2 and text[stop - 2].isalnum()
    if word in suspects or not word.isalpha() or word.isupper() or word.endswith("str"):  # `Lindenstr. 5`
        return False
    return len(word) > 5 or (len(word) > 1 and not is_vowelless(word))


def _is_plain(text: str, start: int, stop: int, end: int, rules: Rules) -> bool:
    """Is this a strong stop without closing marks, between two words of a script without small letters?"""
    mark = text[stop]
    return (
        stop - start > 2
        and (end - stop == 1 or (end - stop == 2 and text[stop + 1].isspace()))
        and mark != "．"
        and (mark not in "！？" or not rules.quoting)
        and (mark != "۔" or (stop - start > 7 and text[stop - 7 : stop].split() == [text[stop - 7 : stop]]))
        and not text[end].islower()
        and (text[stop - 1].isalnum() or text[stop - 2].isalnum())
        and not _is_open(text, "（", "）", start, stop)
        and not _is_open(text, "《", "》", start, stop)
    )


def _is_open(text: str, opening: str, closing: str, start: int, stop: int) -> bool:
    """Does a bracket open not far before the stop that does not close before it?"""
    opened = text.rfind(opening, max(start, stop - BRACKET_LIMIT), stop)
    return opened >= 0 and text.find(closing, opened, stop) < 0


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
