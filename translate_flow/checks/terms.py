"""Does the target keep to the glossary?"""

import re
from collections.abc import Iterator

from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.language import spaces_words
from translate_flow.model import SegmentTerm, Severity, Side, Term, TermHit, TermStatus


@check("terminology", Severity.WARNING)
def terminology(context: Context) -> Iterator[Finding]:
    """The target does not keep to the glossary.

    A warning where the source has a term and the target none of the terms that may translate it; the place
    is the term in the source. An error where the target has a forbidden (deprecated) term, or where a word
    that must not be translated is missing or written in another way.
    """
    used = {hit.term.id or hit.term.text for hit in context.target_terms}
    for found in context.terms:
        if found.hit.term.status is TermStatus.DO_NOT_TRANSLATE:
            yield from _unchanged(context, found)
        elif not _is_part_of_longer(found.hit, context.terms):
            yield from _missing(context, found, used)
    yield from _forbidden(context)


def _unchanged(context: Context, found: SegmentTerm) -> Iterator[Finding]:
    """A word that must not be translated stands in the target as often as one could ask for: once."""
    hit = found.hit
    word = context.source[hit.start : hit.end]
    if word in context.target or hit.term.text in context.target:
        return
    if not hit.term.is_case_sensitive and word.casefold() in context.target.casefold():
        return
    message = f"“{word}” must stay as it is in the target."
    yield Finding(hit.start, hit.end, message, Side.SOURCE, severity=Severity.ERROR)


def _missing(context: Context, found: SegmentTerm, used: set[int | str]) -> Iterator[Finding]:
    allowed = [term for term in found.targets if term.status is not TermStatus.DEPRECATED]
    if not allowed or any(_is_used(term, used, context) for term in allowed):
        return
    word = context.source[found.hit.start : found.hit.end]
    expected = " or ".join(f"“{term.text}”" for term in allowed[:3])
    yield Finding(found.hit.start, found.hit.end, f"The glossary translates “{word}” as {expected}.", Side.SOURCE)


def _is_used(term: Term, used: set[int | str], context: Context) -> bool:
    """Was the term recognised in the target, or does a word there begin with it?"""
    if (term.id or term.text) in used:
        return True
    text, target = term.text.casefold(), context.target.casefold()
    if not spaces_words(context.target_language):
        return text in target
    return re.search(rf"(?<!\w){re.escape(text)}", target) is not None


def _is_part_of_longer(hit: TermHit, terms: tuple[SegmentTerm, ...]) -> bool:
    """Does a longer term cover this one? Then only the longer one counts."""
    spans = [(other.hit.start, other.hit.end) for other in terms]
    return any(start <= hit.start and hit.end <= end and end - start > hit.end - hit.start for start, end in spans)


def _forbidden(context: Context) -> Iterator[Finding]:
    """Forbidden terms in the target, unless they are part of a longer term that is allowed."""
    for hit in context.target_terms:
        if hit.term.status is not TermStatus.DEPRECATED or _is_inside_allowed(hit, context.target_terms):
            continue
        word = context.target[hit.start : hit.end]
        concept = [found for found in context.terms if found.hit.term.concept == hit.term.concept]
        better = [
            term.text
            for found in concept
            for term in found.targets
            if term.status in (TermStatus.PREFERRED, TermStatus.ADMITTED)
        ]
        advice = f" Use “{better[0]}”." if better else ""
        yield Finding(hit.start, hit.end, f"The glossary forbids “{word}”.{advice}", severity=Severity.ERROR)


def _is_inside_allowed(hit: TermHit, hits: tuple[TermHit, ...]) -> bool:
    return any(
        other.term.status is not TermStatus.DEPRECATED
        and other.start <= hit.start
        and hit.end <= other.end
        and (other.end - other.start) > (hit.end - hit.start)
        for other in hits
    )


CHECKS: tuple[Check, ...] = (terminology,)
