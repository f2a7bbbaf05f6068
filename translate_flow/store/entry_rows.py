"""Entries of the memory as rows of their table, and back; numbers and hashes that stand for them."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from translate_flow.model import Code, Entry, State
from translate_flow.store.articles import codes_from, codes_to
from translate_flow.store.driver import Row
from translate_flow.store.statements import from_json, to_json

if TYPE_CHECKING:
    import hashlib

_TEXTS = (
    "source", "target", "folded", "codes", "before", "after", "author", "saved_at", "article", "state", "origin",
    "note", "properties",
)  # fmt: skip
_COLUMNS = ("pair", "identity", "key", *_TEXTS, "job", "segment")
STORED = (*_COLUMNS, "hash")
"""Columns of the table that are written, in this order."""
PAIR, IDENTITY, SOURCE, TARGET, FOLDED, CODES = map(
    STORED.index, ("pair", "identity", "source", "target", "folded", "codes")
)
_STATES = {state: str(state) for state in State}
_fields = itemgetter(*_COLUMNS)


def entry_digest(row: Row | dict[str, Any]) -> str:
    """Hash of an entry's content, short: it proves that nothing was damaged, not who wrote it."""
    return _hash(_fields(row)).hex()


def key_of(*fields: object) -> int:
    """A signed 64-bit number that stands for fields."""
    return int.from_bytes(_hash(fields), "big", signed=True)


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
    # reading commands do without; hashlib itself loads OpenSSL, which takes as long as all of their queries
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    return blake2b(digest_size=8).copy


def row_of(entry: Entry, pair: int, job: int | None, segment: int | None) -> tuple[Any, ...]:
    """Values of `STORED` for an entry; texts from elsewhere are composed (NFC), so that two normalisations are one.

    Written out, for it is most of what an import does; `key_of` and `entry_digest` say the same of fields and rows.
    """
    source, target = entry.source, entry.target
    before = _NONE if entry.before is None else entry.before
    after = _NONE if entry.after is None else entry.after
    composed, fold, begun = _tools()
    if job is None:
        source = source if source.isascii() else composed(source)
        target = target if target.isascii() else composed(target)
        hashed = begun()
        hashed.update(f"{pair}\0{source}\0{target}\0{before}\0{after}".encode("utf-8", "surrogatepass"))
        identity = int.from_bytes(hashed.digest(), "big", signed=True)
    else:
        identity = key_of("target", job, segment)
    folded = fold(source, entry.codes)
    hashed = begun()
    hashed.update(folded.encode("utf-8", "surrogatepass"))
    key = int.from_bytes(hashed.digest(), "big", signed=True)
    codes = codes_to(entry.codes) if entry.codes else "[]"
    author, saved_at, article, origin, note = entry.author, entry.saved_at, entry.article, entry.origin, entry.note
    state = _STATES[entry.state]
    properties = to_json(entry.properties) if entry.properties else "{}"
    owner = "\1\0\1" if job is None else f"{job}\0{segment}"
    hashed = begun()
    hashed.update(
        f"{pair}\0{identity}\0{key}\0{source}\0{target}\0{folded}\0{codes}\0{before}\0{after}\0{author}\0{saved_at}"
        f"\0{article}\0{state}\0{origin}\0{note}\0{properties}\0{owner}".encode("utf-8", "surrogatepass")
    )
    return (
        pair, identity, key, source, target, folded, codes, entry.before, entry.after, author, saved_at,
        article, state, origin, note, properties, job, segment, hashed.hexdigest(),
    )  # fmt: skip


def identity_of(entry: Entry, pair: int) -> int:
    """What tells an entry from elsewhere from all others: languages, composed texts, neighbours."""
    composed = _tools()[0]
    return key_of(pair, composed(entry.source), composed(entry.target), entry.before, entry.after)


def folded_anew(row: Row) -> dict[str, Any] | None:
    """A row with its source folded as it is done today; None where that changes nothing."""
    folded = _tools()[1](row["source"], codes_from(row["codes"]) if row["codes"] != "[]" else ())
    if folded == row["folded"]:
        return None
    new = dict(row) | {"folded": folded, "key": key_of(folded)}
    return new | {"hash": entry_digest(new)}


@cache
def _tools() -> "tuple[Callable[[str], str], Callable[[str, Sequence[Code]], str], Callable[[], hashlib.blake2b]]":
    from translate_flow import matching  # reading commands do without

    return matching.composed, matching.folded, _begun()


def worded(row: Row | dict[str, Any], number: int | None = None) -> tuple[int, str, str, Sequence[Code]]:
    """(row in the store, source, target, codes) of a row, perhaps under another number, for the index of words."""
    codes = row["codes"]
    return number or row["id"], row["source"], row["target"], codes_from(codes) if codes != "[]" else ()


_entry_fields = itemgetter(
    "source", "target", "source_language", "target_language", "codes", "before", "after", "author", "saved_at",
    "article", "state", "origin", "note", "properties", "id",
)  # fmt: skip


def entry_of(row: Row) -> Entry:
    """The entry that a row with the languages of its pair holds."""
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


def owned(row: Row) -> tuple[Entry, tuple[int, int] | None]:
    """As `entry_of`, with the (job, segment row) that made it."""
    return entry_of(row), None if row["job"] is None else (row["job"], row["segment"])
