"""The memory itself: concordance, look-up of a text, statistics, cleaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate_flow import language, matching, tagged
from translate_flow.errors import UsageError
from translate_flow.flow import matches, people, selection, term_keys
from translate_flow.flow.matches import Memory, Wish
from translate_flow.matching import Match
from translate_flow.model import Entry, Issue, Role, Segment, Side
from translate_flow.project import Project
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.memory_index import Pair
from translate_flow.store.store import Store

if TYPE_CHECKING:
    from translate_flow.phrases import Wanted

MOST_HITS = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that has the words searched for."""

    entry: Entry
    """The entry."""
    source: str
    """Its source without codes."""
    target: str
    """Its target without codes."""
    in_source: tuple[tuple[int, int], ...]
    """Where in the source they are: offsets."""
    in_target: tuple[tuple[int, int], ...]
    """Where in the target they are."""
    issues: tuple[Issue, ...] = ()
    """Where the target does not keep to the glossary of today: offsets in the entry's tagged texts."""


@dataclass(frozen=True, slots=True)
class Search:
    """How words are searched for."""

    side: Side | None = None
    """In sources or targets only."""
    is_phrase: bool = False
    """Must the words stand one behind the other?"""
    most: int = MOST_HITS
    """Most hits."""


def _pairs(project: Project, store: Store, to: str | None) -> list[Pair]:
    wanted = selection.languages(project, to)
    return [
        pair
        for pair in store.pairs()
        if matching.variant_distance(pair.source, project.source) is not None
        and any(matching.variant_distance(pair.target, tag) is not None for tag in wanted)
    ]


def search(project: Project, text: str, how: Search, *, to: str | None = None) -> list[Hit]:
    """Entries that have words or, in quotes, phrases; letter case and diacritics do not count; newest first.

    Raises UsageError where the text holds no word.
    """
    from translate_flow import phrases  # looking up a text does without

    asked = phrases.wanted(text, is_phrase=how.is_phrase)
    if not asked.runs:
        raise UsageError(f"There is no word in {text!r}.", "Search for words, a phrase in quotes, or word*.")
    hits: list[Hit] = []
    with project.open() as store, term_keys.reading(store):
        found = store.with_words(asked, how.side, [pair.id for pair in _pairs(project, store, to)], how.most)
        entries = {entry.id: entry for entry, _ in store.entries(found)}
        for number in found:
            if number in entries:
                hit = _hit(entries[number], asked, how.side)
                if hit.in_source or hit.in_target:
                    hits.append(hit)
        return _marked(project, store, hits)


def _marked(project: Project, store: Store, hits: list[Hit]) -> list[Hit]:
    """Hits with what their targets do against the glossary."""
    if not hits or not store.has_terms():
        return hits
    from translate_flow.flow import adherence
    from translate_flow.flow.terms import FEW

    if not adherence.is_wanted(store, project):
        return hits
    issues: dict[int, tuple[Issue, ...]] = {}
    for target in dict.fromkeys(hit.entry.target_language for hit in hits):
        entries = [hit.entry for hit in hits if hit.entry.target_language == target]
        keeper = adherence.Adherence(store, project, project.source, target, is_few=len(entries) <= FEW)
        texts = [
            Segment(0, entry.source, "", Role.PARAGRAPH, 0, target=entry.target, codes=entry.codes) for entry in entries
        ]
        issues |= dict(zip((entry.id for entry in entries), keeper.issues(texts), strict=True))
    return [replace(hit, issues=issues[hit.entry.id]) for hit in hits]


def _hit(entry: Entry, asked: "Wanted", side: Side | None) -> Hit:
    from translate_flow import phrases

    source = tagged.plain(entry.source, entry.codes).text
    target = tagged.plain(entry.target, entry.codes).text
    return Hit(
        entry,
        source,
        target,
        () if side is Side.TARGET else tuple(phrases.places(source, asked)),
        () if side is Side.SOURCE else tuple(phrases.places(target, asked)),
    )


def look_up(project: Project, text: str, *, lowest: int | None = None, to: str | None = None) -> list[Match]:
    """Matches for a text as for a segment of it."""
    selection.check_texts(text)
    target = project.target(to)
    with project.open() as store:
        matches.tidied(store)
        with term_keys.reading(store), Memory(project, store, project.source, target) as memory:
            return memory.matches(Wish(text), lowest)


@dataclass(frozen=True, slots=True)
class Holding:
    """Entries of one kind."""

    source_language: str
    """BCP 47 tag."""
    target_language: str
    """BCP 47 tag."""
    origin: str
    """`work` for targets of this project, else as the entries say: `tmx`, `align`, `memory` for confirmed matches."""
    state: str
    """How far their targets had come."""
    entries: int
    """How many."""
    articles: int
    """From how many articles."""
    oldest: str
    """Time of the oldest, empty where nobody knows."""
    newest: str
    """Time of the newest."""


def stats(project: Project) -> list[Holding]:
    """What the memory holds, by languages, origin and state."""
    with project.open() as store, store.reading():
        rows = store.entry_counts()
    found: dict[tuple[str, str, str, str], Holding] = {}
    for row in rows:
        kind = str(row["origin"]).partition(":")[0]
        origin = _ORIGINS.get(kind, kind)
        key = str(row["source_language"]), str(row["target_language"]), origin, str(row["state"])
        other = found.get(key)
        found[key] = Holding(
            *key,
            row["entries"] + (other.entries if other else 0),
            max(row["articles"], other.articles if other else 0),
            min(filter(None, (row["oldest"], other.oldest if other else "")), default=""),
            max(row["newest"], other.newest if other else ""),
        )
    return list(found.values())


_ORIGINS = {"": "work", "tm": "memory", "repeat": "repetition"}


# --- cleaning


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An entry that cleaning would remove."""

    entry: Entry
    """The entry."""
    reason: str
    """Why: `duplicate`, `empty`, `source = target`, `wrong script`."""


def doubtful(project: Project, *, watch: Callable[[int, int], None] = lambda done, total: None) -> list[Doubtful]:
    """Entries from elsewhere that help nobody. Those of this project's targets are never among them."""
    with project.open() as store, store.reading():
        own = store.owned_entries()
        seen: set[tuple[str, str, str, str]] = set()
        for entry in store.all_entries():
            if entry.id in own:
                seen.add(_identity(entry))
        found = []
        for count, entry in enumerate(store.all_entries(), 1):
            if entry.id not in own:
                reason = _reason(entry, seen)
                if reason:
                    found.append(Doubtful(entry, reason))
            if count % 2000 == 0:
                watch(count, 0)
    return found


def _identity(entry: Entry) -> tuple[str, str, str, str]:
    return entry.source_language, entry.target_language, matching.normal(entry.source), matching.normal(entry.target)


def _reason(entry: Entry, seen: set[tuple[str, str, str, str]]) -> str:
    """Why an entry is doubtful; empty where it is not, and then it is `seen`. Neighbours make a duplicate useful."""
    source = tagged.plain(entry.source, entry.codes).text
    target = tagged.plain(entry.target, entry.codes).text
    if not source.strip() or not target.strip():
        return "empty"
    if matching.normal(source) == matching.normal(target) and sum(map(str.isalpha, source)) > 3:
        return "source = target"
    if language.is_wrong_script(target, entry.target_language) or language.is_wrong_script(
        source, entry.source_language
    ):
        return "wrong script"
    identity = _identity(entry)
    if identity in seen and entry.before is None and entry.after is None:
        return "duplicate"
    seen.add(identity)
    return ""


def clean(project: Project, chosen: Sequence[Doubtful], *, by: str | None = None) -> int:
    """Remove entries that `doubtful` found, and order the index anew; returns how many."""
    worker = people.actor(by)
    with project.open() as store, store.writing():
        store.remove_entries([doubt.entry.id for doubt in chosen])
        store.tidy(is_whole=True)
        if chosen:
            before = {"removed": [[doubt.entry.source, doubt.entry.target, doubt.reason] for doubt in chosen[:1000]]}
            after = {"entries": len(chosen)}
            store.record(PROJECT_CHAIN, worker, [NewEvent("memory cleaned", before=before, after=after)])
    return len(chosen)
