"""SQL for searching words in the memory: an index of folded words where the database has one, else page by page."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from translate_flow import tagged
from translate_flow.model import Code, Side
from translate_flow.store.driver import Row
from translate_flow.store.statements import Statements, listed

if TYPE_CHECKING:
    from translate_flow.phrases import Wanted

_ADD = "INSERT INTO entry_words (rowid, source, target) VALUES (?, ?, ?)"
_REMOVE = "INSERT INTO entry_words (entry_words, rowid, source, target) VALUES ('delete', ?, ?, ?)"


class MemoryWords(Statements):
    """Keeping and asking the index of words. Its rows are numbered as the entries; it holds no texts itself."""

    def index_words(self, rows: Iterable[tuple[int, str, str, Sequence[Code]]]) -> None:
        """Add entries (row, source, target, codes), inside a transaction."""
        if self.driver.has_word_index:
            self.driver.many(_ADD, [_indexed(*row) for row in rows])

    def forget_words(self, rows: Iterable[tuple[int, str, str, Sequence[Code]]]) -> None:
        """Take entries out; the texts must be those that were added."""
        if self.driver.has_word_index:
            self.driver.many(_REMOVE, (_indexed(*row) for row in rows))

    def merge_words(self) -> None:
        """Put the index into its quickest form, after much was added."""
        if self.driver.has_word_index:
            self.driver.execute("INSERT INTO entry_words (entry_words) VALUES ('optimize')")

    def with_words(self, asked: "Wanted", side: Side | None, pairs: Sequence[int], most: int) -> list[int]:
        """Entries (rows) that may have what is asked for on a side, newest first; exact if the index is there."""
        numbers = listed(pairs)
        if not asked.runs or not pairs:
            return []
        if self.driver.has_word_index:
            rows = self.driver.query(
                "SELECT w.rowid AS id FROM entry_words w CROSS JOIN entry e ON e.id = w.rowid"
                f" WHERE entry_words MATCH :query AND e.pair IN ({numbers}) ORDER BY w.rowid DESC LIMIT :most",
                {"query": match_expression(asked, side), "most": most},
            )
            return [row["id"] for row in rows]
        return self._scanned(asked, side, numbers, most)

    def count_words(self, asked: "Wanted", side: Side) -> int:
        """How many entries have what is asked for, over all languages; 0 where there is no index."""
        if not self.driver.has_word_index or not asked.runs:
            return 0
        row = self.only(
            "SELECT count(*) AS entries FROM entry_words WHERE entry_words MATCH :query",
            query=match_expression(asked, side),
        )
        return int(row["entries"])

    def lost_words(self) -> list[int]:
        """Entries that the index of words lacks, and rows of it whose entry is gone."""
        if not self.driver.has_word_index:
            return []
        rows = self.driver.query(
            "SELECT id FROM entry WHERE id NOT IN (SELECT id FROM entry_words_docsize) UNION ALL"
            " SELECT id FROM entry_words_docsize WHERE id NOT IN (SELECT id FROM entry) ORDER BY 1"
        )
        return [row["id"] for row in rows]

    def _scanned(self, asked: "Wanted", side: Side | None, numbers: str, most: int) -> list[int]:
        found: list[int] = []
        before = (1 << 62) - 1
        while len(found) < most:
            rows = self.driver.query(
                f"SELECT id, source, target FROM entry WHERE pair IN ({numbers}) AND id < :before"
                " ORDER BY id DESC LIMIT 5000",
                {"before": before},
            )
            found += [row["id"] for row in rows if _has(row, asked, side)]
            if len(rows) < 5000:
                break
            before = rows[-1]["id"]
        return found[:most]


def _has(row: Row, asked: "Wanted", side: Side | None) -> bool:
    sides = (side,) if side else tuple(Side)
    from translate_flow import phrases

    return any(phrases.places(row[str(name)], asked) for name in sides)


def _indexed(number: int, source: str, target: str, codes: Sequence[Code]) -> tuple[int, str, str]:
    return number, _words(source, codes), _words(target, codes)


def _words(text: str, codes: Sequence[Code]) -> str:
    if codes:
        text = tagged.plain(text, codes).text
    return text if text.isascii() else _spaced()(text)  # the index folds letter case itself


@cache
def _spaced() -> Callable[[str], str]:
    from translate_flow import phrases  # a knowledge that only searching needs

    return phrases.spaced


def match_expression(asked: "Wanted", side: Side | None) -> str:
    """What is asked for in FTS5's words: every run as a phrase, all of them in one column."""
    runs = [f'"{" ".join(run)}"{"*" * (place in asked.open_ends)}' for place, run in enumerate(asked.runs)]
    both = " AND ".join(runs)
    sides = (side,) if side else tuple(Side)
    return " OR ".join(f"({name} : ({both}))" for name in sides)
