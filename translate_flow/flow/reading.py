"""Looking at segments: what is there, with terms and issues where asked."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from translate_flow import tagged
from translate_flow.flow import matches, quality, selection, term_keys
from translate_flow.flow.matches import Memory, Tell, Wish
from translate_flow.flow.subsegments import known_phrases
from translate_flow.flow.terms import FEW, recognise
from translate_flow.matching import EXACT, Match
from translate_flow.model import Article, Issue, Segment, SegmentTerm
from translate_flow.phrases import Phrase
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.store import Store


@frozen
class View:
    """A segment as it is shown."""

    segment: Segment
    """The segment with its target."""
    terms: tuple[SegmentTerm, ...] = ()
    """Glossary terms in its source."""
    issues: tuple[Issue, ...] = ()
    """What checks find in it."""
    matches: tuple[Match, ...] = ()
    """What the memory proposes, best first."""
    phrases: tuple[Phrase, ...] = ()
    """Parts of it that the memory knows, where no match is equal."""


@frozen
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
    has_matches: bool = False,
    tell: Tell | None = None,
) -> Shown:
    """Segments of an article, all or some, with their terms, issues and matches where asked.

    `tell` is told of a shared memory that cannot be read, and matches come from the others; else that is an error.
    Raises NotFound for an unknown article or segment, UsageError for an unknown language.
    """
    language = project.target(to)
    with project.open() as store, _state_of(store, has_matches=has_matches, has_terms=has_terms or has_issues):
        article = selection.article(store, name)
        chosen = None if segments is None else selection.numbers(segments, article.segments)
        found = store.segments(article, store.job(article, language), chosen)
        none: list[tuple[SegmentTerm, ...]] = [()] * len(found)
        terms = recognise(store, article.source_language, language, found, article) if has_terms else none
        issues = quality.check_segments(store, project, article, language, found) if has_issues else []
        proposals = (
            _proposals(project, store, article, language, found, tell) if has_matches else [((), ())] * len(found)
        )
    of_segment: dict[int, list[Issue]] = {}
    for issue in issues:
        of_segment.setdefault(issue.segment, []).append(issue)
    views = tuple(
        View(segment, hits, tuple(of_segment.get(segment.number, ())), *help_)
        for segment, hits, help_ in zip(found, terms, proposals, strict=True)
    )
    return Shown(article, language, views)


def _state_of(store: Store, *, has_matches: bool, has_terms: bool) -> AbstractContextManager[None]:
    """One consistent state to read; caches of the memory and the glossary are brought up to date before."""
    if has_matches:
        matches.tidied(store)
    return term_keys.reading(store) if has_terms or has_matches else store.reading()


def _proposals(
    project: Project, store: Store, article: Article, language: str, found: Sequence[Segment], tell: Tell | None
) -> list[tuple[tuple[Match, ...], tuple[Phrase, ...]]]:
    job = store.job(article, language)
    numbers = matches.neighbourhood((segment.number for segment in found), article.segments)
    around = {segment.number: segment for segment in store.segments(article, job, numbers)}
    is_few = len(found) <= FEW
    with Memory(project, store, article.source_language, language, article.name, is_few=is_few, tell=tell) as memory:
        wishes = matches.wishes(found, around, job, article.segments)
        return [_help(store, memory, wish) for wish in wishes]


def _help(store: Store, memory: Memory, wish: Wish) -> tuple[tuple[Match, ...], tuple[Phrase, ...]]:
    best = tuple(memory.matches(wish))
    if best and best[0].score >= EXACT:
        return best, ()
    text = tagged.plain(wish.source, wish.codes).text
    known = known_phrases(store, text, memory.pairs, wish.owner)
    return best, tuple(phrase for phrase in known if not _is_seen(phrase, best))


def _is_seen(phrase: Phrase, shown: Sequence[Match]) -> bool:
    """Do the matches that are shown tell all that a phrase would?"""
    if phrase.target:
        return any(phrase.target == tagged.plain(match.entry.target, match.entry.codes).text for match in shown)
    return {(match.entry.source, match.entry.target) for match in shown}.issuperset(phrase.examples)
