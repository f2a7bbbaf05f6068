"""Looking at segments: what is there, with terms and issues where asked."""

from dataclasses import dataclass

from translate_flow.flow import quality, selection, term_keys
from translate_flow.flow.terms import recognise
from translate_flow.model import Article, Issue, Segment, SegmentTerm
from translate_flow.project import Project


@dataclass(frozen=True, slots=True)
class View:
    """A segment as it is shown."""

    segment: Segment
    """The segment with its target."""
    terms: tuple[SegmentTerm, ...] = ()
    """Glossary terms in its source."""
    issues: tuple[Issue, ...] = ()
    """What checks find in it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Segments of an article in one language."""

    article: Article
    """The article."""
    language: str
    """Target language."""
    views: tuple[View, ...]
    """Its segments."""


def show(
    project: Project,
    name: str,
    segments: str | None = None,
    *,
    to: str | None = None,
    has_terms: bool = False,
    has_issues: bool = False,
) -> Shown:
    """Segments of an article, all or some, with their terms and issues where asked.

    Raises NotFound for an unknown article or segment, UsageError for an unknown language.
    """
    language = project.target(to)
    with project.open() as store, term_keys.reading(store) if has_terms or has_issues else store.reading():
        article = selection.article(store, name)
        chosen = None if segments is None else selection.numbers(segments, article.segments)
        found = store.segments(article, store.job(article, language), chosen)
        none: list[tuple[SegmentTerm, ...]] = [()] * len(found)
        terms = recognise(store, article.source_language, language, found, article) if has_terms else none
        issues = quality.check_segments(store, project, article, language, found) if has_issues else []
    views = tuple(
        View(segment, hits, tuple(issue for issue in issues if issue.segment == segment.number))
        for segment, hits in zip(found, terms, strict=True)
    )
    return Shown(article, language, views)
