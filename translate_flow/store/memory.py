"""SQL for the translation memory: entries, the signatures that find them, and the hook of every save.

Entries of this project's targets come and go with their targets. A new entry waits in `fresh`, which every look-up
reads wholly, until `tidy` signs it into a block. Blocks keep entries that are gone: looking them up finds nothing.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from operator import itemgetter
from typing import Any

from translate_flow.model import Article, Entry, Segment, State
from translate_flow.records import frozen
from translate_flow.store.articles import codes_from
from translate_flow.store.driver import Row
from translate_flow.store.entry_rows import (
    CODES,
    FOLDED,
    IDENTITY,
    PAIR,
    SOURCE,
    STORED,
    TARGET,
    entry_of,
    folded_anew,
    identity_of,
    key_of,
    owned,
    row_of,
    worded,
)
from translate_flow.store.identities import Met
from translate_flow.store.memory_index import MemoryIndex, Unsigned
from translate_flow.store.statements import listed

MEMORY_SINCE = 2
"""Schema from which on there is a memory."""
FOLDED_SINCE = 6
"""Schema from which on texts are folded as they are now."""
_BATCH = 4000
_MANY = 20_000
"""Fewer entries than this find room in the database's cache, with all of their indexes."""
_INSERT = f"INSERT INTO entry ({', '.join(STORED)}) VALUES ({', '.join('?' * len(STORED))})"
_ADD = f"{_INSERT} ON CONFLICT (identity) DO NOTHING"
_ENTRY = "SELECT e.*, p.source_language, p.target_language FROM entry e JOIN pair p ON p.id = e.pair "
_NEIGHBOURS = """
SELECT a.name, a.source_language, j.language, p.source AS before, n.source AS after
FROM segment s JOIN job j ON j.id = :job JOIN article a ON a.id = j.article
LEFT JOIN segment p ON p.revision = s.revision AND p.number = s.number - 1
LEFT JOIN segment n ON n.revision = s.revision AND n.number = s.number + 1
WHERE s.id = :segment
"""


@frozen
class Held:
    """What the memory has of some entries."""

    identities: Sequence[int]
    """Of those that came from elsewhere, what tells each from all others."""
    own: int
    """How many are of this project's targets."""
    absent: int
    """How many it does not have."""


class MemoryStatements(MemoryIndex):
    """Reading and writing entries."""

    # --- entries of targets

    def remember(self, job: int, segments: Sequence[Segment]) -> None:
        """Let the entries of targets follow them: confirmed ones are there, others are not. Inside a transaction."""
        for segment in segments:
            known = self.one(
                "SELECT * FROM entry WHERE identity = :identity", identity=key_of("target", job, segment.id)
            )
            if segment.state is State.INITIAL or not segment.target.strip():
                if known:
                    self._remove([known])
                continue
            near = self.only(_NEIGHBOURS, job=job, segment=segment.id)
            entry = Entry(
                segment.source,
                segment.target,
                near["source_language"],
                near["language"],
                segment.codes,
                near["before"] or "",
                near["after"] or "",
                segment.translator,
                self.now(),
                near["name"],
                segment.state,
                segment.origin,
            )
            pair = known["pair"] if known else self.pair(entry.source_language, entry.target_language)
            new = row_of(entry, pair, job, segment.id)
            row = dict(zip(STORED, new, strict=True))
            if known and known["source"] == row["source"]:
                self._update(known, row)
                continue
            if known:
                self._remove([known])
            self._add([new])

    def _update(self, known: Row, row: dict[str, Any]) -> None:
        """Change what may change of an entry without finding it anew: everything but its source."""
        columns = ", ".join(f"{name} = :{name}" for name in STORED)
        self.driver.execute(f"UPDATE entry SET {columns} WHERE id = :id", row | {"id": known["id"]})
        if known["target"] != row["target"] or known["codes"] != row["codes"]:
            self.forget_words([worded(known)])
            self.index_words([worded(row, known["id"])])

    def repetitions(self, article: Article, segments: Sequence[int]) -> list[int]:
        """Numbers of the segments of an article that have the same source as one of some (rows), these left out."""
        ids = ", ".join(map(str, segments))
        rows = self.driver.query(
            "SELECT r.number FROM segment s JOIN segment r ON r.revision = s.revision AND r.source = s.source"
            f" WHERE s.id IN ({ids}) AND r.id NOT IN ({ids}) AND s.revision = :revision ORDER BY r.number",
            {"revision": article.revision},
        )
        return sorted({row["number"] for row in rows})

    # --- entries from elsewhere

    @contextmanager
    def loading(self, expected: int = 0) -> Iterator[None]:
        """For adding many entries, inside a transaction that an error takes back as a whole.

        They are signed page by page, words put in order at the end. `expected`: about how many; if that is many times
        what is there, the table's indexes are made at the end, too: in order, not here and there for each entry.
        """
        with ExitStack() as around:
            around.enter_context(self.driver.loading())
            if expected > max(_MANY, 4 * self._last()):
                self._met = Met(self._identities())
                around.enter_context(self.driver.without_indexes("entry"))
            self._unsigned = {}
            try:
                yield
                for waiting in self._unsigned.values():
                    waiting.sign()
            finally:
                self._unsigned = self._met = None
            self.tidy()
            self.merge_words()

    _unsigned: dict[int, Unsigned] | None = None
    """While loading: by pair, the entries that are not signed yet; they do not wait in `fresh`."""
    _met: Met | None = None
    """While loading without indexes: the identities that are there."""

    def _identities(self) -> Iterator[list[int]]:
        after = 0
        while rows := self.driver.query(
            "SELECT id, identity FROM entry WHERE id > :after ORDER BY id LIMIT :page",
            {"after": after, "page": _BATCH},
        ):
            after = rows[-1]["id"]
            yield [row["identity"] for row in rows]

    def _last(self) -> int:
        return int(self.only("SELECT coalesce(max(id), 0) AS id FROM entry")["id"])

    def add_entries(self, entries: Iterable[Entry]) -> tuple[int, int]:
        """Add entries, inside a transaction; (added, known already: same texts, same neighbours). Then `tidy`."""
        pairs: dict[tuple[str, str], int] = {}
        own = self._own_identities()
        waiting = iter(entries)
        added = known = 0
        while batch := list(islice(waiting, _BATCH)):
            rows = []
            for entry in batch:
                languages = entry.source_language, entry.target_language
                if languages not in pairs:
                    pairs[languages] = self.pair(*languages)
                rows.append(row_of(entry, pairs[languages], None, None))
            count = self._add([row for row in rows if row[IDENTITY] not in own])
            added += count
            known += len(rows) - count
        return added, known

    def _own_identities(self) -> set[int]:
        """What would be the identities of the targets' entries, had they come from elsewhere."""
        from translate_flow.matching import composed

        rows = self.driver.query(
            "SELECT pair, source, target, before, after FROM entry WHERE job IS NOT NULL ORDER BY id"
        )
        return {
            key_of(row["pair"], composed(row["source"]), composed(row["target"]), row["before"], row["after"])
            for row in rows
        }

    def _add(self, rows: Sequence[tuple[Any, ...]]) -> int:
        """Insert rows (`row_of`) whose identity is new, with all that finds them; returns how many."""
        last = self._last()
        if self._met is not None:
            rows = [rows[place] for place in self._met.add([row[IDENTITY] for row in rows])]
            self.driver.many(_INSERT, rows)
        else:
            self.driver.many(_ADD, rows)
        new = self._placed(rows, last)
        self._find_by_likeness(new)
        self.index_words(
            (number, row[SOURCE], row[TARGET], codes_from(row[CODES]) if row[CODES] != "[]" else ())
            for number, row in new
        )
        return len(new)

    def _find_by_likeness(self, new: Sequence[tuple[int, tuple[Any, ...]]]) -> None:
        """Let entries (row, `row_of`) be signed soon: while loading at once, page by page."""
        if self._unsigned is None:
            self.driver.many(
                "INSERT INTO fresh (entry, pair) VALUES (:entry, :pair)",
                [{"entry": number, "pair": row[PAIR]} for number, row in new],
            )
            return
        for pair in {row[PAIR] for _, row in new}:
            if pair not in self._unsigned:
                self._unsigned[pair] = Unsigned(self, pair)
            self._unsigned[pair].add([(number, row[FOLDED]) for number, row in new if row[PAIR] == pair])

    def _placed(self, rows: Sequence[tuple[Any, ...]], last: int) -> list[tuple[int, tuple[Any, ...]]]:
        """Those of some rows that were inserted behind a row, in order, with their numbers."""
        if self._last() == last + len(rows):  # all of them: each got the number behind the one before
            return list(enumerate(rows, last + 1))
        ids = {
            row["identity"]: row["id"]
            for row in self.driver.query("SELECT id, identity FROM entry WHERE id > :last ORDER BY id", {"last": last})
        }
        # of those of one identity the first is there
        return sorted({ids[row[IDENTITY]]: row for row in reversed(rows) if row[IDENTITY] in ids}.items())

    def held(self, entries: Iterable[Entry]) -> Held:
        """Which of some entries the memory has: the same languages, texts and neighbours; each counts once."""
        pairs = {(pair.source, pair.target): pair.id for pair in self.pairs()}
        own, met = self._own_identities(), Met()
        found = array("q")
        mine = others = 0
        waiting = iter(entries)
        while batch := list(islice(waiting, _BATCH)):
            asked = [
                identity_of(entry, pairs.get((entry.source_language, entry.target_language), 0)) for entry in batch
            ]
            new = [asked[place] for place in met.add(asked)]
            rows = self.driver.query(
                f"SELECT identity FROM entry WHERE identity IN ({listed(new)}) AND job IS NULL ORDER BY id"
            )
            there = [row["identity"] for row in rows]
            found.extend(there)
            mine += len(own.intersection(new))
            others += len(set(new) - own - set(there))
        return Held(found, mine, others)

    def remove_entries(
        self, identities: Sequence[int], watch: Callable[[int], None] = lambda done: None, *, is_whole: bool = False
    ) -> int:
        """Take entries from elsewhere out, as `held` told them, inside a transaction; returns how many were there.

        `watch` is told how far it is. `is_whole`: what finds entries is made anew, of what other removals left there.
        """
        gone: dict[int, list[int]] = {}
        with self.loading():
            for start in range(0, len(identities), _BATCH):
                rows = self.driver.query(
                    f"DELETE FROM entry WHERE identity IN ({listed(identities[start : start + _BATCH])})"
                    " AND job IS NULL RETURNING id, pair, source, target, codes"
                )
                rows.sort(key=itemgetter("id"))  # the index of words takes them sooner in order
                self.driver.many("DELETE FROM fresh WHERE entry = ?", [(row["id"],) for row in rows])
                self.forget_words(map(worded, rows))
                for row in rows:
                    gone.setdefault(row["pair"], []).append(row["id"])
                watch(start + len(rows))
            if is_whole:
                self.tidy(is_whole=True)
            else:
                for pair, ids in gone.items():
                    self.unsign(pair, ids)
        return sum(map(len, gone.values()))

    def _remove(self, rows: Sequence[Row]) -> None:
        ids = [{"id": row["id"]} for row in rows]
        self.driver.many("DELETE FROM entry WHERE id = :id", ids)
        self.driver.many("DELETE FROM fresh WHERE entry = :id", ids)
        self.forget_words(worded(row) for row in rows)

    def fold_anew(self) -> None:
        """Fold the texts of entries as it is done today, and sign them where that changed; inside a transaction."""
        is_changed, after = False, 0
        while rows := self.driver.query(
            "SELECT * FROM entry WHERE id > :after ORDER BY id LIMIT :page", {"after": after, "page": _BATCH}
        ):
            after = rows[-1]["id"]
            changed = [new for row in rows if (new := folded_anew(row))]
            is_changed = is_changed or bool(changed)
            self.driver.many("UPDATE entry SET folded = :folded, key = :key, hash = :hash WHERE id = :id", changed)
        if is_changed:
            self.tidy(is_whole=True)

    # --- reading

    def entries(self, ids: Sequence[int]) -> list[tuple[Entry, tuple[int, int] | None]]:
        """Entries by row, those that are there, each with the (job, segment row) that made it."""
        if not ids:
            return []
        return [owned(row) for row in self.driver.query(f"{_ENTRY}WHERE e.id IN ({listed(ids)}) ORDER BY e.id")]

    def equal_entries(
        self,
        folded: str,
        pairs: Sequence[int],
        source: str = "",
        near: tuple[str | None, str | None] = (None, None),
    ) -> list[tuple[Entry, tuple[int, int] | None]]:
        """Entries whose folded source is this one; of very many first those of a source, best with its neighbours."""
        numbers = listed(pairs)
        rows = self.driver.query(
            f"{_ENTRY}WHERE e.key = :key AND e.pair IN ({numbers}) ORDER BY CASE WHEN e.source <> :source THEN 2"
            " WHEN e.before = :before AND e.after = :after THEN 0 ELSE 1 END, e.id DESC LIMIT 500",
            {"key": key_of(folded), "source": source, "before": near[0], "after": near[1]},
        )
        return [owned(row) for row in rows if row["folded"] == folded]

    def entries_of(self, identities: Sequence[int]) -> Iterator[Entry]:
        """Entries from elsewhere, as `held` told them."""
        for start in range(0, len(identities), _BATCH):
            which = f"e.identity IN ({listed(identities[start : start + _BATCH])}) AND e.job IS NULL"
            yield from map(entry_of, self.driver.query(f"{_ENTRY}WHERE {which} ORDER BY e.id"))

    def all_entries(self, pairs: Sequence[int] | None = None) -> Iterator[Entry]:
        """All entries, perhaps of some language pairs, in the order they came; read in pages."""
        which = "" if pairs is None else f"AND e.pair IN ({listed(pairs)}) "
        after = 0
        while True:
            rows = self.driver.query(
                f"{_ENTRY}WHERE e.id > :after {which}ORDER BY e.id LIMIT :page", {"after": after, "page": _BATCH}
            )
            yield from (entry_of(row) for row in rows)
            if len(rows) < _BATCH:
                return
            after = rows[-1]["id"]

    def owned_entries(self) -> set[int]:
        """Rows of the entries that targets of this project made."""
        return {row["id"] for row in self.driver.query("SELECT id FROM entry WHERE job IS NOT NULL ORDER BY id")}

    def entry_counts(self) -> list[Row]:
        """Rows (source_language, target_language, origin, state, entries, articles) of the memory."""
        return self.driver.query(
            "SELECT p.source_language, p.target_language, e.origin, e.state, count(*) AS entries,"
            " count(DISTINCT nullif(e.article, '')) AS articles, min(e.saved_at) AS oldest, max(e.saved_at) AS newest"
            " FROM entry e JOIN pair p ON p.id = e.pair"
            " GROUP BY p.id, p.source_language, p.target_language, e.origin, e.state ORDER BY p.id, e.origin, e.state"
        )
