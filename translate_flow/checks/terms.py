"""Does the target keep to the glossary?"""

import shlex
from collections.abc import Iterator
from itertools import groupby

from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.language import spaces_words
from translate_flow.model import SegmentTerm, Severity, Side, State, Term, TermHit, TermStatus

Span = tuple[int, int]


@check("terminology", Severity.WARNING)
def terminology(context: Context) -> Iterator[Finding]:
    """The target does not keep to the glossary.

    A warning where the source has a term and the target none of the terms that may translate it, in no form; the
    place is the term in the source. An error where the target has a forbidden (deprecated) term, or where a word
    that must not be translated is missing or written in another way. Of words with several meanings a term of any
    of them will do; a term inside a longer one is not asked for.
    """
    used = {hit.term.id or hit.term.text for hit in context.target_terms}
    for group in _places(context):
        fixed = [found for found in group if found.hit.term.status is TermStatus.DO_NOT_TRANSLATE]
        if fixed and len(fixed) == len(group):
            yield from _unchanged(context, fixed[0])
        elif not any(_is_met(found, used, context) for found in group):
            yield from _missing(context, group)
    yield from _forbidden(context)


@check("term-form", Severity.INFO)
def term_form(context: Context) -> Iterator[Finding]:
    """A word of the target looks like a form of the term that is wanted, but nobody has said so yet.

    Answer once with `glossary form TERM FORM`, or with `--no`. Forms in reviewed targets count without a question,
    from then on in every segment.
    """
    if context.state in (State.REVIEWED, State.FINAL):
        return
    used = {hit.term.id or hit.term.text for hit in context.target_terms}
    asked: set[Span] = set()
    for group in _places(context):
        if any(_is_recognised(term, used, context) for found in group for term in _allowed(found)):
            continue
        for found in group:
            for term, (start, end) in _questions(found, context):
                # a word that must stay as it is has no forms; another check tells
                if term.status is not TermStatus.DO_NOT_TRANSLATE and (start, end) not in asked:
                    asked.add((start, end))
                    form = context.target[start:end]
                    answer = f"glossary form {shlex.quote(term.text)} {shlex.quote(form)}"
                    message = f"Is “{form}” a form of “{term.text}”? Answer: {answer}, or with --no."
                    yield Finding(start, end, message, other=(found.hit.start, found.hit.end))


def _places(context: Context) -> Iterator[list[SegmentTerm]]:
    """The terms that count, by place: homographs stand together."""
    counted = [found for found in context.terms if not found.is_inside and not _is_part_of_longer(found, context.terms)]
    for _, group in groupby(counted, key=lambda found: (found.hit.start, found.hit.end)):
        yield list(group)


def _is_part_of_longer(found: SegmentTerm, terms: tuple[SegmentTerm, ...]) -> bool:
    """Does a longer term cover this one? Then only the longer one counts."""
    hit, size = found.hit, found.hit.end - found.hit.start
    spans = [(other.hit.start, other.hit.end) for other in terms]
    return any(start <= hit.start and hit.end <= end and end - start > size for start, end in spans)


def _unchanged(context: Context, found: SegmentTerm) -> Iterator[Finding]:
    """A word that must not be translated stands in the target as often as one could ask for: once."""
    hit = found.hit
    word = context.source[hit.start : hit.end]
    if word in context.target or hit.term.text in context.target:
        return
    if not hit.term.is_case_sensitive and word.casefold() in context.target.casefold():
        return
    place = next((place for _, place in _questions(found, context)), None)
    written = f", not “{context.target[place[0] : place[1]]}”" if place else ""
    message = f"“{word}” must stay as it is in the target{written}."
    yield Finding(hit.start, hit.end, message, Side.SOURCE, severity=Severity.ERROR, other=place)


def _allowed(found: SegmentTerm) -> list[Term]:
    return [term for term in found.targets if term.status is not TermStatus.DEPRECATED]


def _is_met(found: SegmentTerm, used: set[int | str], context: Context) -> bool:
    """Is a permitted term there, or a word that may be a form of one? A concept without a permitted term is met."""
    allowed = _allowed(found)
    is_there = any(_is_recognised(term, used, context) for term in allowed)
    return not allowed or is_there or any(True for _ in _questions(found, context))


def _is_recognised(term: Term, used: set[int | str], context: Context) -> bool:
    if (term.id or term.text) in used:
        return True
    is_spaced = spaces_words(context.target_language)
    return not is_spaced and term.text.casefold() in context.target.casefold()


def _questions(found: SegmentTerm, context: Context) -> Iterator[tuple[Term, Span]]:
    """Places that may be forms of a permitted term."""
    for term in _allowed(found):
        for hit in context.possible_terms:
            if (hit.term.id or hit.term.text) == (term.id or term.text):
                yield term, (hit.start, hit.end)


def _missing(context: Context, group: list[SegmentTerm]) -> Iterator[Finding]:
    hit = group[0].hit
    word = context.source[hit.start : hit.end]
    allowed = dict.fromkeys(term.text for found in group for term in _allowed(found))
    expected = " or ".join(f"“{text}”" for text in list(allowed)[:3])
    if expected:
        yield Finding(hit.start, hit.end, f"The glossary translates “{word}” as {expected}.", Side.SOURCE)


def _forbidden(context: Context) -> Iterator[Finding]:
    """Forbidden terms in the target, unless they are part of a longer term that is allowed."""
    for hit in context.target_terms:
        if hit.term.status is not TermStatus.DEPRECATED or _is_inside_allowed(hit, context.target_terms):
            continue
        word = context.target[hit.start : hit.end]
        concept = [found for found in context.terms if found.hit.term.concept == hit.term.concept]
        better = [term.text for found in concept for term in _allowed(found)]
        advice = f" Use “{better[0]}”." if better else ""
        place = (concept[0].hit.start, concept[0].hit.end) if concept else None
        message = f"The glossary forbids “{word}”.{advice}"
        yield Finding(hit.start, hit.end, message, severity=Severity.ERROR, other=place)


def _is_inside_allowed(hit: TermHit, hits: tuple[TermHit, ...]) -> bool:
    return any(
        other.term.status is not TermStatus.DEPRECATED
        and other.start <= hit.start
        and hit.end <= other.end
        and ((other.end - other.start) > (hit.end - hit.start) or other.term.concept != hit.term.concept)
        for other in hits
    )


CHECKS: tuple[Check, ...] = (terminology, term_form)
