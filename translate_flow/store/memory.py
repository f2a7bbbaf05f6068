"""SQL for the translation memory: entries, the signatures that find them, and the hook of every save.

Entries of this project's targets come and go with their targets. A new entry waits in `fresh`, which every look-up
reads wholly, until `tidy` signs it into a block. Blocks keep entries that are gone: looking them up finds nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from translate_flow.model import Article, Code, Entry, Segment, State
from translate_flow.store.articles import codes_from, codes_to
from translate_flow.store.driver import Row
from translate_flow.store.memory_index import MemoryIndex, Unsigned
from translate_flow.store.statements import from_json, to_json

if TYPE_CHECKING:
    import hashlib

MEMORY_SINCE = 2
"""Schema from which on there is a memory."""
_BATCH = 4000
_TEXTS = (
    "source", "target", "folded", "codes", "before", "after", "author", "saved_at", "article", "state", "origin",
    "note", "properties",
)  # fmt: skip
_COLUMNS = ("pair", "identity", "key", *_TEXTS, "job", "segment")
_STORED = (*_COLUMNS, "hash")
_PAIR, _IDENTITY, _SOURCE, _TARGET, _FOLDED, _CODES = map(
    _STORED.index, ("pair", "identity", "source", "target", "folded", "codes")
)
_ADD = (
    f"INSERT INTO entry ({', '.join(_STORED)}) VALUES ({', '.join('?' * len(_STORED))})"
    " ON CONFLICT (identity) DO NOTHING"
)
_STATES = {state: str(state) for state in State}
_ENTRY = "SELECT e.*, p.source_language, p.target_language FROM entry e JOIN pair p ON p.id = e.pair "
_NEIGHBOURS = """
SELECT a.name, a.source_language, j.language, p.source AS before, n.source AS after
FROM segment s JOIN job j ON j.id = :job JOIN article a ON a.id = j.article
LEFT JOIN segment p ON p.revision = s.revision AND p.number = s.number - 1
LEFT JOIN segment n ON n.revision = s.revision AND n.number = s.number + 1
WHERE s.id = :segment
"""


_fields = itemgetter(*_COLUMNS)


def entry_digest(row: Row | dict[str, Any]) -> str:
    """Hash of an entry's content, short: it proves that nothing was damaged, not who wrote it."""
    return _hash(_fields(row)).hex()


def key_of(*fields: object) -> int:
    """A signed 64-bit number that stands for fields."""
    return int.from_bytes(_hash(fields), "big", signed=True)


def _number(text: str) -> int:
    """`key_of` the fields that a text has between NULs."""
    return int.from_bytes(_hash_text(text), "big", signed=True)


def _hash(fields: Sequence[object]) -> bytes:
    return _hash_text("\0".join([_NONE if field is None else str(field) for field in fields]))


_NONE = "\1"


def _hash_text(text: str) -> bytes:
    hashed = _begun()()
    hashed.update(text.encode("utf-8", "surrogatepass"))
    return hashed.digest()


@cache
def _begun() -> "Callable[[], hashlib.blake2b]":
    """Copies a hash of nothing: sooner than making one."""
    from hashlib import blake2b  # reading commands do without

    return blake2b(digest_size=8).copy


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
            values = _values(entry, pair, job, segment.id)
            row = dict(zip(_STORED, values, strict=True))
            if known and known["source"] == row["source"]:
                self._update(known, row)
                continue
            if known:
                self._remove([known])
            self._add([values])

    def _update(self, known: Row, row: dict[str, Any]) -> None:
        """Change what may change of an entry without finding it anew: everything but its source."""
        columns = ", ".join(f"{name} = :{name}" for name in _STORED)
        self.driver.execute(f"UPDATE entry SET {columns} WHERE id = :id", row | {"id": known["id"]})
        if known["target"] != row["target"] or known["codes"] != row["codes"]:
            self.forget_words([_worded(known)])
            self.index_words([_worded(row, known["id"])])

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
    def loading(self) -> Iterator[None]:
        """For adding many entries, inside a transaction: they are signed page by page, words put in order at the end."""
        with self.driver.loading():
            self._unsigned = {}
            try:
                yield
                for waiting in self._unsigned.values():
                    waiting.sign()
            finally:
                self._unsigned = None
            self.tidy()
            self.merge_words()

    _unsigned: dict[int, Unsigned] | None = None
    """While loading: by pair, the entries that are not signed yet; they do not wait in `fresh`."""

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
                rows.append(_values(entry, pairs[languages], None, None))
            count = self._add([row for row in rows if row[_IDENTITY] not in own])
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
        """Insert rows (`_values`) whose identity is new, with all that finds them; returns how many."""
        last = self._last()
        self.driver.many(_ADD, rows)
        new = self._placed(rows, last)
        self._find_by_likeness(new)
        self.index_words(
            (number, row[_SOURCE], row[_TARGET], codes_from(row[_CODES]) if row[_CODES] != "[]" else ())
            for number, row in new
        )
        return len(new)

    def _find_by_likeness(self, new: Sequence[tuple[int, tuple[Any, ...]]]) -> None:
        """Let entries (row, `_values`) be signed soon: while loading at once, page by page."""
        if self._unsigned is None:
            self.driver.many(
                "INSERT INTO fresh (entry, pair) VALUES (:entry, :pair)",
                [{"entry": number, "pair": row[_PAIR]} for number, row in new],
            )
            return
        for pair in {row[_PAIR] for _, row in new}:
            if pair not in self._unsigned:
                self._unsigned[pair] = Unsigned(self, pair)
            self._unsigned[pair].add([(number, row[_FOLDED]) for number, row in new if row[_PAIR] == pair])

    def _placed(self, rows: Sequence[tuple[Any, ...]], last: int) -> list[tuple[int, tuple[Any, ...]]]:
        """Those of some rows that were inserted behind a row, in order, with their numbers."""
        if self._last() == last + len(rows):  # all of them: each got the number behind the one before
            return list(enumerate(rows, last + 1))
        ids = {
            row["identity"]: row["id"]
            for row in self.driver.query("SELECT id, identity FROM entry WHERE id > :last ORDER BY id", {"last": last})
        }
        # of those of one identity the first is there
        return sorted({ids[row[_IDENTITY]]: row for row in reversed(rows) if row[_IDENTITY] in ids}.items())

    def remove_entries(self, ids: Sequence[int]) -> None:
        """Take entries out, inside a transaction."""
        for start in range(0, len(ids), _BATCH):
            numbers = ", ".join(map(str, ids[start : start + _BATCH]))
            self._remove(self.driver.query(f"SELECT * FROM entry WHERE id IN ({numbers}) ORDER BY id"))

    def _remove(self, rows: Sequence[Row]) -> None:
        ids = [{"id": row["id"]} for row in rows]
        self.driver.many("DELETE FROM entry WHERE id = :id", ids)
        self.driver.many("DELETE FROM fresh WHERE entry = :id", ids)
        self.forget_words(_worded(row) for row in rows)

    # --- reading

    def entries(self, ids: Sequence[int]) -> list[tuple[Entry, tuple[int, int] | None]]:
        """Entries by row, those that are there, each with the (job, segment row) that made it."""
        if not ids:
            return []
        numbers = ", ".join(map(str, ids))
        return [_owned(row) for row in self.driver.query(f"{_ENTRY}WHERE e.id IN ({numbers}) ORDER BY e.id")]

    def equal_entries(self, folded: str, pairs: Sequence[int]) -> list[tuple[Entry, tuple[int, int] | None]]:
        """The newest entries whose folded source is this one."""
        rows = self.driver.query(f"{_ENTRY}WHERE e.key = :key ORDER BY e.id DESC LIMIT 500", {"key": key_of(folded)})
        return [_owned(row) for row in rows if row["pair"] in pairs and row["folded"] == folded]

    def folded(self, ids: Sequence[int]) -> list[tuple[int, str]]:
        """(row, folded source) of entries that are there."""
        if not ids:
            return []
        numbers = ", ".join(map(str, ids))
        return [
            (row["id"], row["folded"])
            for row in self.driver.query(f"SELECT id, folded FROM entry WHERE id IN ({numbers}) ORDER BY id")
        ]

    def all_entries(self, pairs: Sequence[int] | None = None) -> Iterator[Entry]:
        """All entries, perhaps of some language pairs, in the order they came; read in pages."""
        which = "" if pairs is None else f"AND e.pair IN ({', '.join(map(str, pairs)) or 'NULL'}) "
        after = 0
        while True:
            rows = self.driver.query(
                f"{_ENTRY}WHERE e.id > :after {which}ORDER BY e.id LIMIT :page", {"after": after, "page": _BATCH}
            )
            yield from (_entry(row) for row in rows)
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
            " count(DISTINCT e.article) AS articles, min(e.saved_at) AS oldest, max(e.saved_at) AS newest"
            " FROM entry e JOIN pair p ON p.id = e.pair"
            " GROUP BY p.id, p.source_language, p.target_language, e.origin, e.state ORDER BY p.id, e.origin, e.state"
        )


def _values(entry: Entry, pair: int, job: int | None, segment: int | None) -> tuple[Any, ...]:
    """Columns of an entry; texts from elsewhere are composed (NFC), so that two normalisations are one.

    Written out, for it is most of what an import does; `key_of` and `entry_digest` say the same of fields and rows.
    """
    source, target = entry.source, entry.target
    before = _NONE if entry.before is None else entry.before
    after = _NONE if entry.after is None else entry.after
    composed, fold = _folding()
    if job is None:
        source = source if source.isascii() else composed(source)
        target = target if target.isascii() else composed(target)
        identity = _number(f"{pair}\0{source}\0{target}\0{before}\0{after}")
    else:
        identity = key_of("target", job, segment)
    folded = fold(source, entry.codes)
    key = _number(folded)
    codes = codes_to(entry.codes) if entry.codes else "[]"
    author, saved_at, article, origin, note = entry.author, entry.saved_at, entry.article, entry.origin, entry.note
    state = _STATES[entry.state]
    properties = to_json(entry.properties) if entry.properties else "{}"
    owner = "\1\0\1" if job is None else f"{job}\0{segment}"
    digest = _hash_text(
        f"{pair}\0{identity}\0{key}\0{source}\0{target}\0{folded}\0{codes}\0{before}\0{after}\0{author}\0{saved_at}"
        f"\0{article}\0{state}\0{origin}\0{note}\0{properties}\0{owner}"
    ).hex()
    return (
        pair, identity, key, source, target, folded, codes, entry.before, entry.after, author, saved_at,
        article, state, origin, note, properties, job, segment, digest,
    )  # fmt: skip


@cache
def _folding() -> tuple[Callable[[str], str], Callable[[str, Sequence[Code]], str]]:
    from translate_flow import matching  # reading commands do without

    return matching.composed, matching.folded


def _worded(row: Row | dict[str, Any], number: int | None = None) -> tuple[int, str, str, Sequence[Code]]:
    codes = row["codes"]
    return number or row["id"], row["source"], row["target"], codes_from(codes) if codes != "[]" else ()


_entry_fields = itemgetter(
    "source", "target", "source_language", "target_language", "codes", "before", "after", "author", "saved_at",
    "article", "state", "origin", "note", "properties", "id",
)  # fmt: skip


def _entry(row: Row) -> Entry:
    source, target, one, other, codes, before, after, author, at, article, state, origin, note, more, number = (
        _entry_fields(row)
    )
    return Entry(
        source,
        target,
        one,
        other,
        codes_from(codes) if codes != "[]" else (),
        before,
        after,
        author,
        at,
        article,
        State(state),
        origin,
        note,
        from_json(more),
        number,
    )


def _owned(row: Row) -> tuple[Entry, tuple[int, int] | None]:
    return _entry(row), None if row["job"] is None else (row["job"], row["segment"])
