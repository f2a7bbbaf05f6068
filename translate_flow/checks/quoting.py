"""Where a text quotes: pairs of quotation marks, told apart from apostrophes, feet and inches."""

import re
from dataclasses import replace
from functools import lru_cache

from translate_flow.checks.pieces import FILLER, blank
from translate_flow.language import spaces_words
from translate_flow.records import frozen

_MARKS = re.compile(r"[\"“”„‟«»‹›‚‘’「」『』＂']")
_ALWAYS_OPEN = "„‚「『"
_ALWAYS_CLOSE = "」』"
_FAMILY = {
    mark: family
    for family, marks in {"double": '"“”„‟«»＂', "single": "'‘’‚‹›", "corner": "「」『』"}.items()
    for mark in marks
}


@frozen
class Quotation:
    """A quotation found in a text, with its marks."""

    start: int
    """Offset of the opening mark."""
    end: int
    """Offset behind the closing mark."""
    depth: int
    """1 for an outer quotation, 2 for one inside it …"""
    marks: str
    """Opening and closing mark."""


@frozen
class Quotations:
    """What a text quotes."""

    pairs: tuple[Quotation, ...]
    """Quotations that begin and end in the text."""
    opened: tuple[int, ...]
    """Marks that open a quotation that does not end in the text."""
    closed: tuple[int, ...]
    """Marks that close a quotation that did not begin in the text."""


@lru_cache(maxsize=8)
def read(text: str, language: str) -> Quotations:
    """Find the quotations of a text, by the look of the marks and what stands around them.

    An apostrophe is a single mark with a letter before it and no single quotation open; feet, inches and
    minutes are marks behind a digit. Marks that may open or close (“ is the closing one in German, ” opens
    in Finnish) follow their surroundings.
    """
    if not _MARKS.search(text):
        return Quotations((), (), ())
    text, is_spaced = blank(text).replace(FILLER, "x"), spaces_words(language)
    stack: list[int] = []
    pairs: list[Quotation] = []
    closed: list[int] = []
    for found in _MARKS.finditer(text):
        place = found.start()
        partner = next((at for at in reversed(stack) if _may_pair(text[at], text[place])), None)
        if _is_no_quotation(text, place, partner is not None, is_spaced):
            continue
        is_plain = text[place] == '"' and not is_spaced
        if partner is None if is_plain else _opens(text, place, partner is not None):
            stack.append(place)
        elif partner is None:
            closed.append(place)
        else:
            depth = stack.index(partner) + 1
            pairs.append(Quotation(partner, place + 1, depth, text[partner] + text[place]))
            del stack[depth - 1 :]
    _close_together(text, stack, pairs)
    opened = tuple(place for place in stack if _FAMILY[text[place]] != "single" or text[place] in "‚‹›")
    return Quotations(tuple(sorted(pairs, key=lambda pair: pair.start)), opened, tuple(closed))


def _close_together(text: str, stack: list[int], pairs: list[Quotation]) -> None:
    """Russian « » inside « » share the closing mark at the end: the outer quotation ends there too."""
    for place in [place for place in stack if text[place] == "«"]:
        last = max((pair.end for pair in pairs if pair.start > place and pair.marks == "«»"), default=0)
        if last and not text[last:].count("«"):
            stack.remove(place)
            pairs[:] = [replace(pair, depth=2) if pair.end == last else pair for pair in pairs]
            pairs.append(Quotation(place, last, 1, "«»"))


def _may_pair(opening: str, closing: str) -> bool:
    return _FAMILY[opening] == _FAMILY[closing] and (opening + closing) not in ("「』", "『」")


def _is_no_quotation(text: str, place: int, has_partner: bool, is_spaced: bool) -> bool:
    """Apostrophes, feet, inches, minutes, the sign inside Hebrew abbreviations (דוא"ל)."""
    mark = text[place]
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    if mark in "'’":
        if before.isalnum() and (behind.isalnum() or not has_partner):
            return True
        return not before.isalnum() and not has_partner and (behind.isdigit() or mark == "’")
    if mark == "‘":
        return before.isalnum() and behind.isalnum()
    is_inside_word = before.isalpha() and behind.isalpha() and before.lower() == before.upper()
    return mark in '"”' and ((before.isdigit() and not has_partner) or (mark == '"' and is_inside_word and is_spaced))


def _opens(text: str, place: int, has_partner: bool) -> bool:
    """Does the mark open a quotation? By its kind, else by the spaces around it."""
    mark = text[place]
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    if mark in "«»‹›":
        return _guillemet_opens(text, place, has_partner)
    stands_before_word = behind.isalnum() or (bool(behind) and behind in "„“«‘‚¿¡([{—…\"'<#@$€£")
    opens_by_space = (not before or before.isspace() or before in "([{—–-/¿¡„“«‘\"'") and stands_before_word
    if mark in "“‘":
        closes_by_space = bool(before.strip()) and before not in "([{" and not stands_before_word
        return opens_by_space or not (has_partner or closes_by_space)
    return opens_by_space and not (has_partner and mark in "”’")


def _may_begin(sign: str) -> bool:
    """May a quotation begin with it? A letter, a digit, a mark such as that of an option."""
    return bool(sign.strip()) and sign not in ",;:!?)"


def _guillemet_opens(text: str, place: int, has_partner: bool) -> bool:
    """« opens and » closes, but for the German and Danish »…« and the Finnish »…»."""
    mark = text[place]
    before = text[:place].rstrip()[-1:]
    if mark in "»›":
        return not has_partner and (place == 0 or text[place - 1].isspace()) and _may_begin(text[place + 1 : place + 2])
    return not (
        has_partner
        and before
        and text[place - 1] not in " \u00a0(["
        and text.rfind("»", 0, place) > text.rfind("«", 0, place)
    )
