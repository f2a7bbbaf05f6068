"""Percentages: numbers with a percent sign or the words for it."""

import re
from functools import lru_cache

from translate_flow.checks import languages
from translate_flow.checks.values.quantities import Quantity, scan

_GAPS = str.maketrans("-\u00a0\u202f", "   ")
_SIGN = re.compile(r"[%٪％‰﹪]")
_WORD = re.compile(r"[^\W\d_]+(?:[. ][^\W\d_]+)?")
# words for points: in some languages they stand for percentage points
_POINTS = re.compile(r"\b(?:point|punct|punkt|пункт|punto|punti|ponto)", re.IGNORECASE)


@lru_cache(maxsize=16)
def marked(text: str, tag: str) -> tuple[Quantity, ...]:
    """The numbers in digits that are percentages."""
    found = []
    for quantity in scan(text, tag):
        behind = text[quantity.end : quantity.end + 24]
        before = text[max(0, quantity.start - 1) : quantity.start]
        if _SIGN.match(behind.lstrip(" \u00a0\u202f")) or (before and _SIGN.match(before)) or _has_word(behind, tag):
            found.append(quantity)
    return tuple(found)


def _has_word(behind: str, tag: str) -> bool:
    """Does the text behind a number begin with the language's words for percent?"""
    words = behind.casefold().translate(_GAPS).split()
    known = languages.of(tag).percent
    starts = {words[0].rstrip(".,;:)")} if words else set()
    if len(words) > 1:
        second = words[1].rstrip(".,;:!?)»”")
        starts |= {f"{words[0]} {second}"} | ({second} if words[0] == "de" else set())
    return bool(starts & known)


def mentions(text: str, tag: str) -> bool:
    """Does a text speak of percent or points at all, or may it in words that are not known?"""
    known = languages.of(tag).percent
    if not known or _SIGN.search(text) or _POINTS.search(text):
        return True
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", text)}
    return bool(words & known) or any(" " in phrase and phrase in text.casefold() for phrase in known)
