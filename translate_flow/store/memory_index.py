"""SQL for what finds entries by similarity: language pairs, fresh entries, blocks of signatures."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from translate_flow import signatures
from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest
from translate_flow.store.memory_words import MemoryWords

SIGNED_SINCE = 4
"""Schema from which on blocks hold signatures as they are now."""
FRESH = 2000
"""Fresh entries that a look-up may meet before it is time to `tidy`."""
_PAGE = signatures.ROWS
_RUN = 16 * signatures.ROWS


@dataclass(frozen=True, slots=True)
class Pair:
    """Two languages that the memory has entries for."""

    id: int
    """Row in the store."""
    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""


@dataclass(frozen=True, slots=True)
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

        def texts() -> tuple[bytes, bytes]:
            row = self.only("SELECT ends FROM block_text WHERE block = :id", id=number)
            return row["ends"], self.driver.value("block_text", "texts", number)

        row = self.only("SELECT entries, lengths, bits FROM block WHERE id = :id", id=number)
        words = self.driver.value("block", "words", number)
        return signatures.Block.load(row["entries"], row["lengths"], row["bits"], words, texts)

    def is_untidy(self) -> bool:
        """Have so many fresh entries gathered that look-ups become slow?"""
        row = self.one("SELECT count(*) AS entries FROM fresh GROUP BY pair ORDER BY 1 DESC LIMIT 1")
        return bool(row and row["entries"] > FRESH)

    def tidy(self, *, is_whole: bool = False, after: int | None = None) -> None:
        """Sign fresh entries into blocks, inside a transaction.

        `is_whole`: all entries instead, leaving out what is gone; `after`: those behind this row, too.
        """
        if is_whole:
            self.driver.execute("DELETE FROM fresh")
            after = 0
        for pair in self.pairs():
            old = [
                row["id"]
                for row in self.driver.query(
                    "SELECT id FROM block WHERE pair = :pair AND (size < :full OR :whole = 1) ORDER BY id",
                    {"pair": pair.id, "full": signatures.ROWS, "whole": int(is_whole)},
                )
            ]
            parts: list[signatures.Block] = []
            is_new = False
            for part in self._unsigned(pair.id, after):
                if not is_new and not is_whole:
                    parts = [self.block(number) for number in old]
                is_new = True
                parts.append(part)
                # runs of many blocks, so that a million entries need not be held at once
                if sum(len(part.lengths) for part in parts) >= _RUN:
                    self._write_blocks(pair.id, parts)
                    parts = []
            if is_new or is_whole:
                self._write_blocks(pair.id, parts)
                # behind the new ones, so that a row is never used for another block
                for statement in ("DELETE FROM block_text WHERE block = :id", "DELETE FROM block WHERE id = :id"):
                    self.driver.many(statement, [{"id": number} for number in old])
                self.driver.execute("DELETE FROM fresh WHERE pair = :pair", {"pair": pair.id})

    def _unsigned(self, pair: int, after: int | None) -> Iterator[signatures.Block]:
        """Fresh entries of a pair, then those behind a row, signed page by page."""
        last = 0
        while page := self.fresh(pair, last, _PAGE):
            last = page[-1][0]
            yield signatures.Block.of([number for number, _ in page], [text for _, text in page])
        while after is not None and (page := self._behind(pair, after)):
            after = page[-1][0]
            yield signatures.Block.of([number for number, _ in page], [text for _, text in page])

    def _behind(self, pair: int, after: int) -> list[tuple[int, str]]:
        """(row, folded source) of a page of a pair's entries behind a row."""
        rows = self.driver.query(
            "SELECT id, folded FROM entry WHERE id > :after AND pair = :pair ORDER BY id LIMIT :page",
            {"after": after, "pair": pair, "page": _PAGE},
        )
        return [(row["id"], row["folded"]) for row in rows]

    def _write_blocks(self, pair: int, parts: Sequence[signatures.Block]) -> None:
        for block in signatures.merged(parts):
            data = block.dump()
            apart = {name: data.pop(name) for name in ("ends", "texts")}
            row = self.only(
                "INSERT INTO block (pair, shortest, longest, size, entries, lengths, bits, words) VALUES"
                " (:pair, :shortest, :longest, :size, :entries, :lengths, :bits, :words) RETURNING id",
                pair=pair,
                shortest=block.lengths[0],
                longest=block.lengths[-1],
                size=len(block.lengths),
                **data,
            )
            self.driver.execute(
                "INSERT INTO block_text (block, ends, texts) VALUES (:block, :ends, :texts)",
                {"block": row["id"], **apart},
            )

    def lost_entries(self) -> list[int]:
        """Entries that no look-up would find: neither fresh nor in a block."""
        found = {row["entry"] for row in self.driver.query("SELECT entry FROM fresh ORDER BY entry")}
        for row in self.driver.query("SELECT b.id FROM block b JOIN block_text t ON t.block = b.id ORDER BY b.id"):
            numbers = array("q")
            numbers.frombytes(self.only("SELECT entries FROM block WHERE id = :id", id=row["id"])["entries"])
            found.update(numbers)
        return [row["id"] for row in self.driver.query("SELECT id FROM entry ORDER BY id") if row["id"] not in found]
