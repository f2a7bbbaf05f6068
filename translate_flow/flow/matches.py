"""Look-up in the memory: everything that is similar enough to a segment, scored and ranked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from translate_flow import matching
from translate_flow.errors import StoreError, TranslateFlowError
from translate_flow.flow import memory_settings, numerals
from translate_flow.flow.memory_settings import Shared
from translate_flow.matching import Match, Names, Query
from translate_flow.model import Code, Entry, Segment
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.signatures import Batch, Block, Probe, Stock, closest
from translate_flow.store.memory_index import Pair
from translate_flow.store.store import Store

if TYPE_CHECKING:
    from types import TracebackType

    from translate_flow.flow.adherence import Adherence
    from translate_flow.signatures.once import Leaf

_SCORED = (480, 3840)
"""Most candidates that are scored wholly, the best by bare similarity: more where those left out might be better."""

_PAGES = (0, 7, 20, 60, *_SCORED)
"""Candidates are read from the store and scored by pages that begin here: mostly the first holds the best."""

_ONCE = 3
"""Times that a memory is asked before it is kept: to keep a large one takes as long as some four of them."""

_MEND = "Mend [memory] also in project.toml."

Owner = tuple[int, int] | None
Found = Sequence[tuple[Entry, Owner]]
Page = tuple[int, Found]
"""How many candidates were asked for, and those that are there still."""
Tell = Callable[[str], None]
"""Told a sentence about something that is missing but does not stop the work."""


class Shelf(Protocol):
    """Entries of some language pairs that can be searched."""

    name: str
    """Name of the shared memory; empty for the project's own."""
    penalty: int
    """Points that its matches lose."""

    def equal(self, folded: str, wish: "Wish") -> Iterable[tuple[Entry, Owner]]:
        """Entries whose folded source is this; of very many those that are most like the text looked for."""

    def similar(self, folded: str, lowest: int, most: int = _SCORED[0]) -> Iterator[Page]:
        """The nearest `most` of the entries whose folded source is similar by `lowest` or more, nearest pages first."""


class StoreShelf:
    """The entries of a store; what was read of its index is kept while it stays as it is."""

    def __init__(
        self, store: Store, pairs: Sequence[Pair], name: str = "", penalty: int = 0, *, is_few: bool = True
    ) -> None:
        self.name, self.penalty = name, penalty
        self._store = store
        self._pairs = [pair.id for pair in pairs]
        self._stock: tuple[list[tuple[int, int]], Stock] | None = None
        self._fresh: dict[int, tuple[tuple[object, ...], list[tuple[int, str]]]] = {}
        self._once = _ONCE if is_few else 0

    def equal(self, folded: str, wish: "Wish") -> Iterable[tuple[Entry, Owner]]:
        """See `Shelf`."""
        source = matching.composed(wish.source)
        return self._store.equal_entries(folded, self._pairs, source, (wish.before, wish.after))

    def similar(self, folded: str, lowest: int, most: int = _SCORED[0]) -> Iterator[Page]:
        """See `Shelf`."""
        probe = Probe(folded, lowest)
        waiting = [each for pair in self._pairs for each in self._waiting(pair)]
        fresh = Batch([text for _, text in waiting], lambda place: waiting[place][0])
        with self._store.searching():
            found = self._nearest(folded, probe, fresh, lowest, most)
        yield from ((len(page), self._store.entries(page)) for page in _pages(found))

    def _nearest(self, folded: str, probe: Probe, fresh: Batch, lowest: int, most: int) -> list[int]:
        if not self._once:
            return closest(folded, probe.nearest(self._kept()), fresh, lowest, most)
        self._once -= 1
        with self._store.driver.mapped():
            leaves = (leaf for pair in self._pairs for leaf in self._leaves(pair, probe))
            return closest(folded, [probe.nearest_once(leaves)], fresh, lowest, most)

    def _leaves(self, pair: int, probe: Probe) -> "Iterator[Leaf]":
        """Blocks that can hold what is looked for, to be read piece by piece."""
        for head in self._store.block_heads(pair):
            if head.shortest <= probe.longest and head.longest >= probe.shortest:
                yield self._store.leaf(head.id)

    def _kept(self) -> Stock:
        """All blocks, for many look-ups."""
        marks = [self._store.blocks_mark(pair) for pair in self._pairs]
        if self._stock is None or self._stock[0] != marks:
            store = self._store
            blocks = (store.block(head.id) for pair in self._pairs for head in store.block_heads(pair))
            self._stock = marks, Stock(blocks)
        return self._stock[1]

    def _waiting(self, pair: int) -> list[tuple[int, str]]:
        """(row, folded source) of the entries that no block holds yet."""
        mark = self._store.fresh_mark(pair)
        if not mark[0]:
            return []
        if pair not in self._fresh or self._fresh[pair][0] != mark:
            self._fresh[pair] = mark, self._store.fresh(pair)
        return self._fresh[pair][1]


class ListShelf:
    """Entries that are held in memory: a TMX file that is only read."""

    def __init__(self, entries: Sequence[Entry], name: str, penalty: int) -> None:
        self.name, self.penalty = name, penalty
        self._entries = entries
        self._folded = [matching.pattern(entry.source, entry.codes).folded for entry in entries]
        self._stock: Stock | None = None

    def equal(self, folded: str, wish: "Wish") -> Iterable[tuple[Entry, Owner]]:
        """See `Shelf`."""
        return [(entry, None) for entry, text in zip(self._entries, self._folded, strict=True) if text == folded]

    def similar(self, folded: str, lowest: int, most: int = _SCORED[0]) -> Iterator[Page]:
        """See `Shelf`."""
        if self._stock is None:
            self._stock = Stock([Block.of(range(len(self._folded)), self._folded)])
        found = closest(folded, Probe(folded, lowest).nearest(self._stock), Batch([], int), lowest, most)
        yield from ((len(page), [(self._entries[number], None) for number in page]) for page in _pages(found))


def _pages(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start:end] for start, end in pairwise(_PAGES) if start < len(numbers)]


@frozen
class Wish:
    """A text that matches are looked for."""

    source: str
    """Tagged text."""
    codes: tuple[Code, ...] = ()
    """Its codes."""
    before: str | None = None
    """Source in front of it; empty at the edge of the article, None where there is no article."""
    after: str | None = None
    """Source behind it, likewise."""
    owner: Owner = None
    """(job, segment row) whose own entry is no match."""


class Memory:
    """All memories of a project in one language pair, open for look-ups; use as a context manager."""

    def __init__(
        self,
        project: Project,
        store: Store,
        source: str,
        target: str,
        article: str = "",
        *,
        is_few: bool = True,
        tell: Tell | None = None,
    ) -> None:
        """Look up translations from `source` to `target` (BCP 47) for an article (a name), of few segments or many.

        `tell` is told of a shared memory that cannot be read, and the others serve; without it, that is an error.
        Raises BadInput for settings that do not fit, TranslateFlowError for such a memory.
        """
        self.settings = memory_settings.of(project)
        self._languages = source, target
        self._open = ExitStack()
        self._now = datetime.now(UTC)
        self._names = _fixed_names(store, source, target, article)
        self._adherence = _adherence(project, store, source, target, article, is_few=is_few)
        own = self._usable(store)
        self.pairs = [pair.id for pair in own]
        self._is_few = is_few
        self._shelves: list[Shelf] = [StoreShelf(store, own, is_few=is_few)]
        for shared in self.settings.also:
            if not is_same_file(shared.path, project.database):
                self._add_shared(shared, tell)

    def __enter__(self) -> "Memory":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self._open.close()

    def _usable(self, store: Store) -> list[Pair]:
        return [pair for pair in store.pairs() if self._distance(pair.source, pair.target) is not None]

    def _distance(self, source: str, target: str) -> int | None:
        """How far the languages of an entry are from those wanted; None: no use."""
        far = [matching.variant_distance(*two) for two in zip((source, target), self._languages, strict=True)]
        known = [distance for distance in far if distance is not None]
        return max(known) if len(known) == len(far) else None

    def _add_shared(self, shared: Shared, tell: Tell | None) -> None:
        try:
            self._shelves.append(self._shared(shared, tell))
        except TranslateFlowError as error:
            if tell is None:
                raise type(error)(error.message, _MEND) from error
            tell(f"{error.message} Matches do without it.")

    def _shared(self, shared: Shared, tell: Tell | None) -> Shelf:
        if not shared.path.is_file():
            raise StoreError(f"There is no memory {shared.path}.")
        if shared.path.suffix.lower() == ".tmx":
            from translate_flow.flow.memory_files import entries_of

            return ListShelf(list(entries_of(shared.path, *self._languages, tell=tell)), shared.name, shared.penalty)
        other = self._open.enter_context(Store.open_to_read(shared.path))
        self._open.enter_context(other.reading())  # others may write there, and put new blocks in the place of old ones
        return StoreShelf(other, self._usable(other), shared.name, shared.penalty, is_few=self._is_few)

    def matches(self, wish: Wish, lowest: int | None = None, most: int = matching.MOST) -> list[Match]:
        """The best matches of at least `lowest` (else what the settings say), best first."""
        least = self.settings.lowest if lowest is None else lowest
        query = Query(
            matching.pattern(wish.source, wish.codes, self._names),
            wish.codes,
            None if wish.before is None else matching.normal(wish.before),
            None if wish.after is None else matching.normal(wish.after),
            self._names,
            numerals.writer(*self._languages),
        )
        folded = matching.pattern(wish.source, wish.codes).folded
        found: dict[tuple[str, int, str], Match] = {}
        for shelf in self._shelves:
            for text in (folded, *matching.with_other_names(query.pattern, self._names)):
                self._score(found, shelf, query, wish, shelf.equal(text, wish))
        best = self._ranked(wish, found.values(), least, most)
        if len(best) == most and all(match.score >= matching.EXACT for match in best):
            return best
        for shelf in self._shelves:
            self._score_similar(found, shelf, query, wish, (folded, least, most))
            if self._names:
                probe, lowest_bare = matching.without_names(query.pattern, self._names, min(least, 100))
                for _, entries in shelf.similar(probe, lowest_bare):
                    self._score(found, shelf, query, wish, entries)
        return self._ranked(wish, found.values(), least, most)

    def _score_similar(
        self,
        found: dict[tuple[str, int, str], Match],
        shelf: Shelf,
        query: Query,
        wish: Wish,
        asked: tuple[str, int, int],
    ) -> None:
        """Score the nearest entries, and more while those left out may be among the best.

        `asked`: (folded text, lowest score, how many are wanted). Masks apart, no score is above the bare similarity.
        """
        folded, least, most = asked
        for count in _SCORED:
            seen = 0
            for candidates, entries in shelf.similar(folded, min(least, 100), count):
                seen += candidates
                self._score(found, shelf, query, wish, entries)
                if self._is_enough(found, entries, folded, least, most):
                    return
            if seen < count:
                return

    def _is_enough(
        self, found: Mapping[tuple[str, int, str], Match], entries: Found, folded: str, least: int, most: int
    ) -> bool:
        """Can no entry that is less similar than the last of a page be among the best?

        One below the lowest was not meant: its row was another entry's when that was signed.
        """
        best = matching.rank(found.values(), least, most)
        margin = self.settings.penalties.glossary * matching.MOST_FAULTS if self._adherence else 0
        worst = best[-1].score - margin if len(best) == most else least
        likeness = (matching.likeness(folded, matching.folded(entry.source, entry.codes)) for entry, _ in entries)
        return any(min(least, 100) <= each < worst for each in likeness)

    def _ranked(self, wish: Wish, found: Iterable[Match], least: int, most: int) -> list[Match]:
        """The best matches; those that do not keep to the glossary are marked, and worth less."""
        if self._adherence:
            penalty = self.settings.penalties.glossary
            found = self._adherence.judged(wish.source, wish.codes, found, least, most, penalty)
        return matching.rank(found, least, most)

    def _score(
        self,
        found: dict[tuple[str, int, str], Match],
        shelf: Shelf,
        query: Query,
        wish: Wish,
        candidates: Iterable[tuple[Entry, Owner]],
    ) -> None:
        from dataclasses import replace

        for entry, owner in candidates:
            place = shelf.name, entry.id, "" if entry.id else f"{entry.source}\0{entry.target}"
            if place in found or (owner is not None and owner == wish.owner and not shelf.name):
                continue
            match = matching.score(query, entry, self.settings.penalties, self._extra(shelf, entry))
            found[place] = replace(match, memory=shelf.name)

    def _extra(self, shelf: Shelf, entry: Entry) -> Mapping[str, int]:
        """Penalties for where an entry comes from and how old it is."""
        costs = self.settings.penalties
        distance = self._distance(entry.source_language, entry.target_language) or 0
        extra = {
            "variant": (0, (costs.variant + 1) // 2, costs.variant)[distance],
            "origin": {"tmx": costs.tmx, "align": costs.align}.get(entry.origin, 0),
            "shared": shelf.penalty,
        }
        if costs.year and entry.saved_at:
            extra["age"] = costs.year * min(10, _years(entry.saved_at, self._now))
        return extra


def is_same_file(one: Path, other: Path) -> bool:
    """Do two paths lead to one file?"""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _years(saved_at: str, now: datetime) -> int:
    try:
        then = datetime.fromisoformat(saved_at)
    except ValueError:
        return 0
    return max(0, (now - (then if then.tzinfo else then.replace(tzinfo=UTC))).days // 365)


def _fixed_names(store: Store, source: str, target: str, article: str) -> Names | None:
    """Terms that the glossary says not to translate."""
    from translate_flow import language

    if not store.has_terms():
        return None
    terms = store.fixed_terms({*language.fallbacks(source), *language.fallbacks(target)})
    fixed = [term.text for term in terms if term.article in ("", article)]
    return Names(fixed) if fixed else None


def _adherence(
    project: Project, store: Store, source: str, target: str, article: str, *, is_few: bool
) -> "Adherence | None":
    if not store.has_terms():
        return None
    from translate_flow.flow import adherence

    if not adherence.is_wanted(store, project):
        return None
    return adherence.Adherence(store, project, source, target, article, is_few=is_few)


def tidied(store: Store) -> None:
    """Sign fresh entries where many wait, if the store can be written; look-ups find them either way."""
    if store.is_untidy() and not store.is_read_only:
        with store.writing():
            store.tidy()


def wishes(segments: Sequence[Segment], around: Mapping[int, Segment], job: int, last: int) -> list[Wish]:
    """What to look for of segments; `around` holds their neighbours by number, `last` is the article's last."""
    return [
        Wish(
            segment.source,
            segment.codes,
            "" if segment.number == 1 else around[segment.number - 1].source,
            "" if segment.number == last else around[segment.number + 1].source,
            (job, segment.id),
        )
        for segment in segments
    ]


def neighbourhood(numbers: Iterable[int], last: int) -> list[int]:
    """Numbers of segments and of their neighbours, ascending."""
    return sorted({near for number in numbers for near in (number - 1, number, number + 1) if 1 <= near <= last})
