"""SQL for what finds entries by similarity: language pairs, fresh entries, blocks of signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from translate_flow import signatures
from translate_flow.errors import StoreError
from translate_flow.records import frozen
from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest
from translate_flow.store.memory_words import MemoryWords
from translate_flow.store.statements import listed

if TYPE_CHECKING:
    from translate_flow.signatures.once import Leaf, Parts

SIGNED_SINCE = 7
"""Schema from which on blocks hold signatures as they are now."""
FRESH = 2000
"""Fresh entries that a look-up may meet before it is time to `tidy`."""
_TABLES = {"entries": "block", "planes": "block_signature", "ends": "block_text", "texts": "block_text"}
_DAMAGED = (StoreError, ValueError, IndexError)
"""What comes of a block of which a part is gone or cut."""
_PAGE = signatures.ROWS
_RUN = 16 * signatures.ROWS


@frozen
class Pair:
    """Two languages that the memory has entries for."""

    id: int
    """Row in the store."""
    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""


@frozen
class BlockHead:
    """What is known of a block without reading it."""

    id: int
    """Row in the store; never used again for another block."""
    shortest: int
    """Length of its shortest text."""
    longest: int
    """Length of its longest text."""


def pair_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a language pair."""
    return digest(row["source_language"], row["target_language"])


class MemoryIndex(MemoryWords):
    """Keeping and reading blocks of signatures."""

    def pairs(self) -> list[Pair]:
        """The language pairs of the memory, in the order they came."""
        rows = self.driver.query("SELECT id, source_language, target_language FROM pair ORDER BY id")
        return [Pair(row["id"], row["source_language"], row["target_language"]) for row in rows]

    def pair(self, source: str, target: str) -> int:
        """Row of a language pair, made if it is new; inside a transaction."""
        fields: dict[str, Any] = {"source_language": source, "target_language": target}
        row = self.one(
            "SELECT id FROM pair WHERE source_language = :source_language AND target_language = :target_language",
            **fields,
        ) or self.only(
            "INSERT INTO pair (source_language, target_language, hash)"
            " VALUES (:source_language, :target_language, :hash) RETURNING id",
            **fields,
            hash=pair_digest(fields),
        )
        return int(row["id"])

    def fresh_mark(self, pair: int) -> tuple[object, ...]:
        """Something that changes when the fresh entries of a pair do; its first item counts them."""
        row = self.only(
            "SELECT count(*) AS entries, max(f.entry) AS newest, max(e.hash) AS hash"
            " FROM fresh f LEFT JOIN entry e ON e.id = f.entry WHERE f.pair = :pair",
            pair=pair,
        )
        return row["entries"], row["newest"], row["hash"]

    def fresh(self, pair: int, after: int = 0, most: int = 1 << 31) -> list[tuple[int, str]]:
        """(row, folded source) of fresh entries of a pair, behind a row."""
        rows = self.driver.query(
            "SELECT e.id, e.folded FROM fresh f JOIN entry e ON e.id = f.entry"
            " WHERE f.pair = :pair AND f.entry > :after ORDER BY f.entry LIMIT :most",
            {"pair": pair, "after": after, "most": most},
        )
        return [(row["id"], row["folded"]) for row in rows]

    def folded(self, ids: Sequence[int]) -> list[tuple[int, str]]:
        """(row, folded source) of entries that are there."""
        rows = self.driver.query(f"SELECT id, folded FROM entry WHERE id IN ({listed(ids)}) ORDER BY id")
        return [(row["id"], row["folded"]) for row in rows]

    def blocks_mark(self, pair: int) -> tuple[int, int]:
        """Something that changes when the blocks of a pair do."""
        row = self.only("SELECT count(*) AS blocks, max(id) AS newest FROM block WHERE pair = :pair", pair=pair)
        return row["blocks"], row["newest"] or 0

    def block_heads(self, pair: int) -> list[BlockHead]:
        """The blocks of a pair."""
        rows = self.driver.query(
            "SELECT id, shortest, longest FROM block WHERE pair = :pair ORDER BY id", {"pair": pair}
        )
        return [BlockHead(row["id"], row["shortest"], row["longest"]) for row in rows]

    def block(self, number: int) -> signatures.Block:
        """One block; its texts are read when they are needed."""

        def whole(name: str) -> bytes:
            with self._parts(number, name) as parts:
                return parts[:]

        row = self.only(
            "SELECT b.entries, b.lengths, b.bits, s.coarse_bits"
            " FROM block b JOIN block_signature s ON s.block = b.id WHERE b.id = :id",
            id=number,
        )
        return signatures.Block.load(**row, planes=whole("planes"), texts=lambda: (whole("ends"), whole("texts")))

    def leaf(self, number: int) -> Leaf:
        """The same block, of which little is read."""
        from translate_flow.signatures.once import Leaf

        row = self.only(
            "SELECT b.lengths, s.coarse_bits FROM block b JOIN block_signature s ON s.block = b.id WHERE b.id = :id",
            id=number,
        )
        return Leaf.load(**row, parts=partial(self._parts, number))

    def _parts(self, number: int, name: str) -> AbstractContextManager[Parts]:
        """An array of a block, by the names of `signatures.Block.dump`; sooner than by a query."""
        return self.driver.parts(_TABLES[name], name, number)

    @contextmanager
    def searching(self) -> Iterator[None]:
        """Read and search blocks inside. Raises StoreError where parts of them are gone or cut."""
        try:
            yield
        except (ValueError, IndexError) as error:
            raise StoreError(
                "The index of the memory is damaged.",
                "Run verify; a backup can take its place: restore FILE DIR --replace.",
            ) from error

    def is_untidy(self) -> bool:
        """Have so many fresh entries gathered that look-ups become slow?"""
        row = self.one("SELECT count(*) AS entries FROM fresh GROUP BY pair ORDER BY 1 DESC LIMIT 1")
        return bool(row and row["entries"] > FRESH)

    def tidy(self, *, is_whole: bool = False) -> None:
        """Sign fresh entries into blocks, inside a transaction; `is_whole`: all entries, leaving out what is gone."""
        if is_whole:
            self.driver.execute("DELETE FROM fresh")
        for pair in self.pairs():
            waiting = Unsigned(self, pair.id, is_whole=is_whole)
            if is_whole:
                last = 0
                while page := self._behind(pair.id, last):
                    last = page[-1][0]
                    waiting.add(page)
            waiting.sign()

    def _behind(self, pair: int, after: int) -> list[tuple[int, str]]:
        """(row, folded source) of a page of a pair's entries behind a row."""
        rows = self.driver.query(
            "SELECT id, folded FROM entry WHERE id > :after AND pair = :pair ORDER BY id LIMIT :page",
            {"after": after, "pair": pair, "page": _PAGE},
        )
        return [(row["id"], row["folded"]) for row in rows]

    def partial_blocks(self, pair: int, *, is_whole: bool) -> list[int]:
        """Rows of the blocks of a pair that have room; `is_whole`: of all."""
        rows = self.driver.query(
            "SELECT id FROM block WHERE pair = :pair AND (size < :full OR :whole = 1) ORDER BY id",
            {"pair": pair, "full": signatures.ROWS, "whole": int(is_whole)},
        )
        return [row["id"] for row in rows]

    def write_blocks(self, pair: int, parts: Sequence[signatures.Block]) -> None:
        """Store the texts of some blocks in as few as hold them."""
        for block in signatures.merged(parts):
            data = block.dump()
            apart = {name: data.pop(name) for name in ("coarse_bits", "planes", "ends", "texts")}
            row = self.only(
                "INSERT INTO block (pair, shortest, longest, size, entries, lengths, bits) VALUES"
                " (:pair, :shortest, :longest, :size, :entries, :lengths, :bits) RETURNING id",
                pair=pair,
                shortest=block.lengths[0],
                longest=block.lengths[-1],
                size=len(block.lengths),
                **data,
            )
            for statement in (
                "INSERT INTO block_signature (block, coarse_bits, planes) VALUES (:block, :coarse_bits, :planes)",
                "INSERT INTO block_text (block, ends, texts) VALUES (:block, :ends, :texts)",
            ):
                self.driver.execute(statement, {"block": row["id"], **apart})

    def replace_blocks(self, pair: int, old: Sequence[int], parts: Sequence[signatures.Block]) -> None:
        """Store blocks in the place of others; no entry of the pair is fresh then."""
        self.write_blocks(pair, parts)
        self._drop_blocks(old)
        self.driver.execute("DELETE FROM fresh WHERE pair = :pair", {"pair": pair})

    def unsign(self, pair: int, gone: Sequence[int]) -> None:
        """Take entries (rows) out of the blocks of a pair, inside a transaction; the others keep their signatures."""
        import numpy as np

        removed = np.sort(np.array(gone, dtype=np.int64))
        old: list[int] = []
        parts: list[signatures.Block] = []
        for head in self.block_heads(pair):
            part = self.block(head.id).without(removed)
            if part is None:
                continue
            old.append(head.id)
            if part.lengths:
                parts.append(part)
            if _is_run(parts):
                self.write_blocks(pair, parts)
                parts = []
        self.write_blocks(pair, parts)
        self._drop_blocks(old)

    def _drop_blocks(self, old: Sequence[int]) -> None:
        """Remove blocks; behind those that take their place, so that a row is never used for another block."""
        for statement in (
            "DELETE FROM block_text WHERE block = :id",
            "DELETE FROM block_signature WHERE block = :id",
            "DELETE FROM block WHERE id = :id",
        ):
            self.driver.many(statement, [{"id": number} for number in old])

    def index_faults(self) -> tuple[list[int], list[int]]:
        """Entries that no look-up would find, neither fresh nor in a block; and blocks that their texts do not give."""
        found = {row["entry"] for row in self.driver.query("SELECT entry FROM fresh ORDER BY entry")}
        damaged = []
        for head in self.driver.query("SELECT id, shortest, longest, size FROM block ORDER BY id"):
            is_sound = False
            with suppress(*_DAMAGED):
                block = self.block(head["id"])
                texts = block.texts.slice(0, len(block.entries))
                # a row may be used again for another entry; its old text is there still, and helps nobody
                held = zip(block.entries, texts, strict=True)
                folded = dict(self.folded(block.entries))
                found.update(number for number, text in held if folded.get(number) == text)
                span = block.lengths[0], block.lengths[-1], len(block.lengths)
                is_sound = span == (head["shortest"], head["longest"], head["size"]) and block.is_sound()
            if not is_sound:
                damaged.append(head["id"])
        entries = self.driver.query("SELECT id FROM entry ORDER BY id")
        return [row["id"] for row in entries if row["id"] not in found], damaged


class Unsigned:
    """Entries of a pair on their way into blocks, the fresh ones first; inside a transaction."""

    def __init__(self, index: MemoryIndex, pair: int, *, is_whole: bool = False) -> None:
        """`is_whole`: they take the place of all blocks, not only of those that have room."""
        self._index, self._pair, self._is_whole = index, pair, is_whole
        self._old = index.partial_blocks(pair, is_whole=is_whole)
        self._parts: list[signatures.Block] = []
        self._is_begun = is_whole
        self._waiting: list[tuple[int, str]] = []
        last = 0
        while page := index.fresh(pair, last, _PAGE):
            last = page[-1][0]
            self.add(page)

    def add(self, entries: Sequence[tuple[int, str]]) -> None:
        """Take entries (row, folded source); whole pages of them are signed at once."""
        self._waiting += entries
        while len(self._waiting) >= _PAGE:
            self._sign_page()

    def sign(self) -> None:
        """Sign what is left and store it all; nothing is done where nothing came."""
        if self._waiting:
            self._sign_page()
        if self._is_begun:
            self._index.replace_blocks(self._pair, self._old, self._parts)
        self._parts = []

    def _sign_page(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            self._parts = [self._index.block(number) for number in self._old]
        page, self._waiting = self._waiting[:_PAGE], self._waiting[_PAGE:]
        self._parts.append(signatures.Block.of([number for number, _ in page], [text for _, text in page]))
        if _is_run(self._parts):
            self._index.write_blocks(self._pair, self._parts)
            self._parts = []


def _is_run(parts: Sequence[signatures.Block]) -> bool:
    """Is it time to store some blocks, so that a million entries need not be held at once?"""
    return sum(len(part.lengths) for part in parts) >= _RUN
