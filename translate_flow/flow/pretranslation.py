"""`pretranslate`: fill a job from the memory, never over anybody's work."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from translate_flow.flow import matches, people, saving, selection, term_keys
from translate_flow.flow.matches import Memory
from translate_flow.flow.terms import FEW
from translate_flow.matching import Match
from translate_flow.model import Article, Issue, Segment, State
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.store import Store

PRETRANSLATED = "pretranslated"
LOWEST = 75
BANDS = ("101", "100", "95–99", "85–94", "75–84", "below 75", "no match")


@frozen
class Filled:
    """What `pretranslate` did."""

    article: Article
    """The article."""
    language: str
    """Target language."""
    segments: tuple[Segment, ...]
    """Segments that were filled, as they are now."""
    bands: dict[str, int]
    """How many of the empty segments found a best match in each band; `no match` were left empty."""
    kept: int
    """Segments that were left alone because somebody had worked on them."""
    held: tuple["Held", ...] = ()
    """Drafts that do not keep to the glossary."""


@frozen
class Held:
    """A segment that was filled as a draft with a match that does not keep to the glossary."""

    segment: int
    """Its number."""
    band: str
    """The band of `BANDS` that the match would have fallen into without the glossary."""
    is_held: bool
    """Would it count as translated but for the glossary?"""
    issues: tuple[Issue, ...]
    """What is wrong."""


def band(match: Match | None) -> str:
    """The band of `BANDS` that a best match falls into."""
    return BANDS[-1] if match is None else _band(match.score)


def _band(score: int) -> str:
    if score >= 100:
        return str(score)
    return next(name for name, least in zip(BANDS[2:6], (95, 85, 75, 0), strict=True) if score >= least)


def pretranslate(
    project: Project,
    name: str,
    segments: str | None = None,
    *,
    lowest: int = LOWEST,
    confirm: int | None = None,
    to: str | None = None,
    by: str | None = None,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> Filled:
    """Fill empty segments with their best match of at least `lowest`.

    From `confirm` on (else the settings' value, 100) they count as translated, unless equally good matches
    disagree or the match does not keep to the glossary; else they are drafts. Everything is one step that `undo`
    takes back. `watch` is told (done, total).
    """
    worker = people.actor(by)
    language = project.target(to)
    with project.open() as store:
        matches.tidied(store)
        with term_keys.reading(store):
            article = selection.article(store, name)
            job = store.job(article, language)
            chosen = set(selection.numbers(segments, article.segments)) if segments else None
            every = store.segments(article, job)
            wanted = [seg for seg in every if chosen is None or seg.number in chosen]
            empty = [seg for seg in wanted if is_untouched(seg)]
            source, is_few = article.source_language, len(empty) <= FEW
            with Memory(project, store, source, language, article.name, is_few=is_few) as memory:
                least = memory.settings.confirm if confirm is None else confirm
                found = _best(memory, empty, every, job, lowest, watch)
        with store.writing():
            filled = _fill(store, article, language, found, least, worker)
    counts = Counter(band(best[0] if best else None) for best in found.values())
    bands = {name: counts[name] for name in BANDS if counts[name]}
    best_of = {segment.number: found[segment.number][0] for segment in filled}
    held = [_held(number, match, least) for number, match in best_of.items() if _is_against_glossary(match)]
    return Filled(article, language, tuple(filled), bands, len(wanted) - len(empty), tuple(held))


def _is_against_glossary(match: Match) -> bool:
    """Does a match lack what its own entry should have? Terms that come with a difference do not count."""
    return bool(match.issues) and (match.is_equal or "glossary" in match.penalties)


def _held(number: int, match: Match, confirm: int) -> Held:
    bare = match.score + match.penalties.get("glossary", 0)
    return Held(number, _band(bare), bare >= confirm and not match.adapted, match.issues)


def is_untouched(segment: Segment) -> bool:
    """Is there nothing of anybody's in a segment?"""
    return segment.state is State.INITIAL and not segment.target and not segment.rejection


def _best(
    memory: Memory,
    empty: Sequence[Segment],
    every: Sequence[Segment],
    job: int,
    lowest: int,
    watch: Callable[[int, int], None],
) -> dict[int, list[Match]]:
    around = {segment.number: segment for segment in every}
    found: dict[int, list[Match]] = {}
    for done, wish in enumerate(matches.wishes(empty, around, job, len(every))):
        watch(done, len(empty))
        # the second one tells whether the first is in doubt
        found[empty[done].number] = memory.matches(wish, lowest, most=2)
    watch(len(empty), len(empty))
    return found


def _fill(
    store: Store, article: Article, language: str, found: dict[int, list[Match]], confirm: int, worker: str
) -> list[Segment]:
    numbers = [number for number, best in found.items() if best]
    if not numbers:
        return []
    job = saving.job_of(store, article, language)
    before = {seg.number: seg for seg in store.segments(article, job, numbers) if is_untouched(seg)}
    after = {number: _filled(segment, found[number], confirm) for number, segment in before.items()}
    saving.write(store, job, before, after, worker, dict.fromkeys(after, PRETRANSLATED), {})
    return list(after.values())


def _filled(segment: Segment, best: Sequence[Match], confirm: int) -> Segment:
    match = best[0]
    is_doubtful = len(best) > 1 and best[1].score == match.score
    is_sure = match.score >= confirm and not is_doubtful and not match.adapted and not match.issues
    return replace(
        segment,
        target=match.target,
        state=State.TRANSLATED if is_sure else State.INITIAL,
        translator=match.entry.author,
        origin=f"tm:{match.score}",
        version=segment.version + 1,
    )
