"""Quotations: as many as in the source, nested alike, in the marks of the target language."""

import re
from collections.abc import Iterator
from itertools import pairwise

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.languages import Language
from translate_flow.checks.pieces import FILLER, blank
from translate_flow.checks.quoting import Quotation, read
from translate_flow.model import Side

_DIALOGUE = re.compile(r"^\s*[—–―-]\s")
_NAME_WORDS = 5
_EXPRESSION_WORDS = 3
_LONGEST_INTERRUPTION = 120


@check("quotes")
def quotes(context: Context) -> Iterator[Finding]:
    """A quotation mark of the target has no other half, though the source is not open in the same way.

    A quotation that runs over several segments is open on both sides.
    """
    source = read(context.source, context.source_language)
    target = read(context.target, context.target_language)
    for places, allowed, done in (
        (target.opened, len(source.opened), "closed"),
        (target.closed, len(source.closed), "opened"),
    ):
        for place in places[allowed:]:
            mark = context.target[place]
            yield Finding(place, place + 1, f"The quotation mark “{mark}” is not {done}.")


@check("quotations")
def quotations(context: Context) -> Iterator[Finding]:
    """A quotation of the source is missing, one was invented, or they are nested in another way.

    Names of companies, papers and works are quoted in some languages and not in others, so a quotation that
    looks like a name may come or go there. Russian, Romanian and French dialogue may begin with a dash
    instead.
    """
    source = read(context.source, context.source_language)
    target = read(context.target, context.target_language)
    if source.opened or source.closed or target.opened or target.closed:
        return
    theirs, ours = speaking(source.pairs, context.source), speaking(target.pairs, context.target)
    fewest, most = _fewest(theirs, context.source, context.source_language), len(theirs)
    fewest_here, most_here = _fewest(ours, context.target, context.target_language), len(ours)
    if most_here < fewest and not _DIALOGUE.search(context.target):
        for quotation in theirs[most_here - most :]:
            yield Finding(quotation.start, quotation.end, "This quotation is missing in the target.", Side.SOURCE)
    elif fewest_here - _expressions(ours, context.target) > most and not _DIALOGUE.search(context.source):
        for quotation in ours[most - most_here :]:
            yield Finding(quotation.start, quotation.end, "The source has no such quotation.")
    elif most == most_here and sorted(one.depth for one in ours) != sorted(one.depth for one in theirs):
        quotation = max(ours + theirs, key=lambda one: one.depth)
        side = Side.TARGET if quotation in ours else Side.SOURCE
        yield Finding(quotation.start, quotation.end, "The quotations are nested in another way.", side)


def speaking(found: tuple[Quotation, ...], text: str) -> tuple[Quotation, ...]:
    """Quotations that hold more than a placeholder: '%s' may stand without its marks."""
    bare = blank(text) if found else text
    return tuple(one for one in found if bare[one.start + 1 : one.end - 1].strip(f" \u00a0{FILLER}"))


def _expressions(found: tuple[Quotation, ...], text: str) -> int:
    """How many quotations are a loose expression, which a translator may put between marks."""
    pieces = [text[one.start + 1 : one.end - 1].strip() for one in found]
    return sum(len(piece.split()) <= _EXPRESSION_WORDS and piece[-1:] not in ",.!?" for piece in pieces)


def _fewest(found: tuple[Quotation, ...], text: str, tag: str) -> int:
    """How many quotations there are at least: without names, and without what a speaker's name interrupts."""
    names = _names(found, text, tag)
    left = [one for one in found if one not in names]
    return len(left) - sum(_is_interrupted(one, other, text) for one, other in pairwise(left))


def _is_interrupted(first: Quotation, second: Quotation, text: str) -> bool:
    """Do two quotations belong together: “Yes,” he said, “of course”? Some languages write them as one."""
    gap = text[first.end : second.start]
    is_speech = text[first.end - 2] in ",.!?…" or gap.startswith((",", " —", " –"))
    return len(gap) <= _LONGEST_INTERRUPTION and is_speech and first.depth == second.depth


def _names(found: tuple[Quotation, ...], text: str, tag: str) -> list[Quotation]:
    """Quotations that look like names, in languages that quote names."""
    known = languages.of(tag)
    if not known.names_are_quoted:
        return []
    return [one for one in found if _looks_like_name(text[one.start + 1 : one.end - 1].strip())]


def _looks_like_name(text: str) -> bool:
    """A few words that begin with a capital or a digit and do not end like a sentence."""
    first = text[:1]
    has_case = first.lower() != first.upper()
    return (
        (first.isupper() or first.isdigit() or (not has_case and len(text) <= 12))
        and len(text.split()) <= _NAME_WORDS
        and not text.endswith((".", "!", "?", ","))
    )


@check("quotation-marks")
def quotation_marks(context: Context) -> Iterator[Finding]:
    """A quotation stands in marks that are not the target language's: “…” in Romanian, where „…” belongs.

    Straight marks are left alone in English, and where the source has straight ones. The fix puts the
    language's marks.
    """
    known = languages.of(context.target_language)
    if not known.quotes:
        return
    found = read(context.target, context.target_language)
    has_straight = '"' in context.source or _has_straight_single(context)
    end = 0
    for pair in found.pairs:
        if pair.end > end and not _is_usual(pair, known, has_straight):
            end = pair.end
            right = _with_marks(context.target, pair, found.pairs, known)
            outer = known.quotes[0]
            message = f"The marks here are {outer[0]}…{outer[1]}, not {pair.marks[0]}…{pair.marks[1]}."
            yield Finding(pair.start, pair.end, message, fix=right)
    allowed = "".join(known.quotes + known.inner_quotes)
    for place in found.opened + found.closed:
        mark = context.target[place]
        if mark not in allowed and mark != '"':
            yield Finding(place, place + 1, f"The mark {mark} is not used in this language.")


def _has_straight_single(context: Context) -> bool:
    return "'" in context.source and any(
        pair.marks == "''" for pair in read(context.source, context.source_language).pairs
    )


def _is_usual(pair: Quotation, known: Language, has_straight: bool) -> bool:
    if pair.marks in ('""', "''"):
        return has_straight or known.straight_quotes
    return pair.marks in (known.quotes if pair.depth == 1 else known.quotes + known.inner_quotes)


def _with_marks(text: str, outer: Quotation, pairs: tuple[Quotation, ...], known: Language) -> str:
    """A quotation and those inside it in the marks of the language, spaced as French asks for."""
    signs = list(text)
    for pair in pairs:
        if outer.start <= pair.start and pair.end <= outer.end:
            inner = known.inner_quotes or known.quotes
            marks = known.quotes[0] if (pair.depth - outer.depth) % 2 == 0 else inner[0]
            opening, closing = marks[0], marks[1]
            has_spaces = "»" in known.space_before and opening == "«"
            signs[pair.start] = opening + "\u00a0" * (has_spaces and not text[pair.start + 1].isspace())
            signs[pair.end - 1] = "\u00a0" * (has_spaces and not text[pair.end - 2].isspace()) + closing
    return "".join(signs[outer.start : outer.end])


CHECKS: tuple[Check, ...] = (quotes, quotations, quotation_marks)
