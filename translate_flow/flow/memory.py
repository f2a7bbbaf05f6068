"""The memory itself: look-up of a text, statistics, cleaning."""

from collections.abc import Callable, Collection, Iterator, Sequence

from translate_flow import language, matching, tagged
from translate_flow.errors import NotFound
from translate_flow.flow import matches, people, selection, term_keys
from translate_flow.flow.matches import Memory, Tell, Wish
from translate_flow.matching import Match
from translate_flow.model import Code, Entry
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.history import PROJECT_CHAIN, NewEvent


def look_up(
    project: Project, text: str, *, lowest: int | None = None, to: str | None = None, tell: Tell | None = None
) -> list[Match]:
    """Matches for a text as for a segment of it; `tell` is told of a shared memory that cannot be read."""
    selection.check_texts(text)
    target = project.target(to)
    with project.open() as store:
        matches.tidied(store)
        with term_keys.reading(store), Memory(project, store, project.source, target, tell=tell) as memory:
            return memory.matches(Wish(text, _codes(text)), lowest)


def _codes(text: str) -> tuple[Code, ...]:
    """Codes for the tags of a text, as they are shown with a segment; a literal tag cannot stand in one."""
    tags = tagged.TAG.findall(text)
    closed = {number for slash, number in tags if slash}
    return tuple(Code(int(number), "", "" if number in closed else None) for number in sorted({n for _, n in tags}))


@frozen
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


KEPT = 1000
"""Texts of so many removed entries stay in the history."""

KINDS = {"duplicate": "duplicate", "empty": "empty", "same": "source = target", "wrong-script": "wrong script"}
"""Kinds of doubtful entries that can be asked for → the reasons that they bear."""


@frozen
class Doubtful:
    """An entry that cleaning would remove."""

    entry: Entry
    """The entry."""
    reason: str
    """Why: `duplicate`, `empty`, `source = target`, `wrong script`."""


def doubtful(
    project: Project,
    kinds: Collection[str] = (),
    *,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> list[Doubtful]:
    """Entries from elsewhere that help nobody, perhaps of some kinds (`KINDS`) only.

    Those of this project's targets are never among them.
    """
    wanted = {KINDS[kind] for kind in kinds or KINDS}
    with project.open() as store, store.reading():
        own = store.owned_entries()
        seen: set[tuple[str, str, str, str]] = set()
        for entry in store.all_entries():
            if entry.id in own:
                seen.add(_identity(entry))
        found = []
        for count, entry in enumerate(store.all_entries(), 1):
            if entry.id not in own:
                reason = next((reason for reason in _reasons(entry, seen) if reason in wanted), "")
                if reason:
                    found.append(Doubtful(entry, reason))
                else:
                    seen.add(_identity(entry))
            if count % 2000 == 0:
                watch(count, 0)
    return found


def _identity(entry: Entry) -> tuple[str, str, str, str]:
    return entry.source_language, entry.target_language, matching.normal(entry.source), matching.normal(entry.target)


def _reasons(entry: Entry, seen: Collection[tuple[str, str, str, str]]) -> Iterator[str]:
    """Why an entry is doubtful, most grave first. Neighbours make a duplicate useful."""
    source = tagged.plain(entry.source, entry.codes).text
    target = tagged.plain(entry.target, entry.codes).text
    if not source.strip() or not target.strip():
        yield "empty"
    if matching.normal(source) == matching.normal(target) and sum(map(str.isalpha, matching.folded(source))) > 3:
        yield "source = target"
    if language.is_wrong_script(target, entry.target_language) or language.is_wrong_script(
        source, entry.source_language
    ):
        yield "wrong script"
    if _identity(entry) in seen and entry.before is None and entry.after is None:
        yield "duplicate"


def without(found: Sequence[Doubtful], ids: Collection[int]) -> list[Doubtful]:
    """Doubtful entries but for some that are to stay (ids). Raises NotFound for an id that none of them has."""
    strange = sorted(set(ids) - {doubt.entry.id for doubt in found})
    if strange:
        raise NotFound(
            f"No entry with the id {strange[0]} would be removed. Nothing was.",
            "See the ids of those that would be: memory clean --json.",
        )
    return [doubt for doubt in found if doubt.entry.id not in ids]


def clean(project: Project, chosen: Sequence[Doubtful], *, by: str | None = None) -> int:
    """Remove entries that `doubtful` found and that are there still, and order the index anew; returns how many."""
    worker = people.actor(by)
    with project.open() as store, store.writing():
        count = store.remove_entries(store.held(doubt.entry for doubt in chosen).identities, is_whole=True)
        if count:
            before = {"removed": [[doubt.entry.source, doubt.entry.target, doubt.reason] for doubt in chosen[:KEPT]]}
            after = {"entries": count}
            store.record(PROJECT_CHAIN, worker, [NewEvent("memory cleaned", before=before, after=after)])
    return count
