"""Where in the project's articles a term stands, and which translations keep to it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from translate_flow import tagged
from translate_flow.errors import NotFound, UsageError
from translate_flow.flow import glossary, saving, selection
from translate_flow.flow.glossary import Change, Details
from translate_flow.model import Article, Segment, Term, TermStatus
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.store import Store
from translate_flow.terminology import TermIndex


@frozen
class Touched:
    """A translated segment whose source holds a term."""

    article: str
    """Name of its article."""
    segment: int
    """Its number."""
    is_met: bool
    """Does the target hold a term that is allowed, and none that is forbidden?"""


def touched(project: Project, source: str, to: str | None = None) -> list[Touched]:
    """Translated segments, in all articles, whose source holds a source term of the glossary."""
    language = project.target(to)
    with project.open() as store, store.reading():
        named = glossary.called(store.terms([project.source]), source)
        terms = [term for term in store.terms_of([term.concept for term in named]) if term.language == language]
        return [found for article in store.articles() for found in _in_article(store, article, language, named, terms)]


def _in_article(
    store: Store, article: Article, language: str, sources: Sequence[Term], targets: Sequence[Term]
) -> Iterator[Touched]:
    job = store.job(article, language)
    valid = [term for term in targets if term.article in ("", article.name)]
    index, good = TermIndex(sources, article.source_language), TermIndex(_allowed(valid), language)
    bad = TermIndex([term for term in valid if term.status is TermStatus.DEPRECATED], language)
    for segment in store.segments(article, job) if job and valid else ():
        if saving.is_confirmed(segment) and index.find(_source(segment)):
            target = tagged.plain(segment.target, segment.codes).text
            yield Touched(article.name, segment.number, bool(good.find(target)) and not bad.find(target))


def _allowed(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.status is not TermStatus.DEPRECATED]


def _source(segment: Segment) -> str:
    return tagged.plain(segment.source, segment.codes).text


def add_from_segment(
    project: Project,
    place: str,
    source: str,
    target: str | None,
    details: Details,
    *,
    to: str | None = None,
    by: str | None = None,
) -> Change:
    """Add a pair met in a segment (`ARTICLE:3`), which becomes its example and reference unless others are given.

    Raises NotFound where that segment does not hold the source term, in no form; else as `glossary.add`.
    """
    name, _, number = place.rpartition(":")
    if not name or not number.isdecimal():
        raise UsageError(f"{place!r} names no segment.", "Write ARTICLE:3.")
    language = project.target(to)
    term = glossary.draft(project, source, target, details, to).terms[0]
    with project.open() as store, store.reading():
        article = selection.article(store, name)
        chosen = selection.number(number, article.segments)
        segment = store.segments(article, store.job(article, language), [chosen])[0]
    text = _source(segment)
    if not TermIndex([term], article.source_language).find(text):
        raise NotFound(
            f"Segment {chosen} of {article.name!r} does not hold {source!r}: {text}", "Write it as it stands."
        )
    is_shown = saving.is_confirmed(segment) and target is not None
    example = tagged.plain(segment.target, segment.codes).text if is_shown else text
    details = replace(
        details, example=details.example or example, reference=details.reference or f"{article.name}:{chosen}"
    )
    return glossary.add(project, source, target, details, to=to, by=by)
