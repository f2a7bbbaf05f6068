"""SQL for changed cuts: segments leave an article or come back; they are never deleted, history refers to them.

A segment that has left has a negative number.
"""

from collections.abc import Iterable, Sequence

from translate_flow.model import Article
from translate_flow.store.articles import ArticleStatements, Intake, NewSegment, revision_digest, segment_digest

_AWAY = 1_000_000_000


class CutStatements(ArticleStatements):
    """Replacing segments by others, inside a transaction."""

    def recut(self, article: Article, old: Sequence[int], first: int, new: Sequence[NewSegment]) -> None:
        """Put new segments of one unit in place of neighbours (rows `old`, numbers from `first` on)."""
        self._retire(old)
        self._shift(article, first + len(old) - 1, len(new) - len(old))
        unit = self.only("SELECT unit FROM segment WHERE id = :id", id=old[0])["unit"]
        self._add_segments(Intake(article.id, article.revision, segments=first - 1), new, lambda _: int(unit))
        self._recount(article)

    def restore_cut(self, article: Article, new: Sequence[int], old: Sequence[int]) -> int:
        """Take `recut` back: rows `new` leave, rows `old` come back; returns the number of the first."""
        first = int(self.only(f"SELECT min(number) AS first FROM segment WHERE id IN ({_list(new)})")["first"])
        self._retire(new)
        self._shift(article, first + len(new) - 1, len(old) - len(new))
        self._number((row, first + index) for index, row in enumerate(old))
        self._recount(article)
        return first

    def was_recut(self, article: Article) -> bool:
        """Has a join or split, perhaps taken back since, made segments leave the article?"""
        return bool(
            self.one("SELECT 1 AS found FROM segment WHERE revision = :id AND number < 0 LIMIT 1", id=article.revision)
        )

    def drop_targets(self, job: int, segments: Sequence[int]) -> None:
        """Remove the targets of segments (rows) that leave; their history keeps them."""
        self.driver.many(
            "DELETE FROM target WHERE job = :job AND segment = :segment",
            [{"job": job, "segment": segment} for segment in segments],
        )

    def _retire(self, rows: Sequence[int]) -> None:
        self._number((row, -row) for row in rows)

    def _shift(self, article: Article, last: int, by: int) -> None:
        """Renumber the segments behind number `last`."""
        if not by:
            return
        where = {"revision": article.revision, "last": last}
        rows = self.driver.query(
            "SELECT id, number FROM segment WHERE revision = :revision AND number > :last ORDER BY number", where
        )
        # out of the way first: numbers are unique
        self.driver.execute(
            f"UPDATE segment SET number = -{_AWAY} - number WHERE revision = :revision AND number > :last", where
        )
        self._number((row["id"], row["number"] + by) for row in rows)

    def _number(self, numbers: Iterable[tuple[int, int]]) -> None:
        """Give rows their numbers, and the hashes that go with them."""
        for row, number in numbers:
            fields = dict(self.only("SELECT * FROM segment WHERE id = :id", id=row)) | {"number": number}
            self.driver.execute(
                "UPDATE segment SET number = :number, hash = :hash WHERE id = :id",
                {"number": number, "hash": segment_digest(fields), "id": row},
            )

    def _recount(self, article: Article) -> None:
        self.driver.execute(
            "UPDATE revision SET segments = (SELECT count(*) FROM segment WHERE revision = :id AND number > 0)"
            " WHERE id = :id",
            {"id": article.revision},
        )
        row = self.only("SELECT * FROM revision WHERE id = :id", id=article.revision)
        self.driver.execute(
            "UPDATE revision SET hash = :hash WHERE id = :id", {"hash": revision_digest(row), "id": article.revision}
        )


def _list(rows: Sequence[int]) -> str:
    """Row numbers for an IN."""
    return ", ".join(str(int(row)) for row in rows)
