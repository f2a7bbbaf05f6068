"""SQL for jobs, targets and waivers."""

from collections.abc import Sequence
from typing import Any

from translate_flow.model import Article, Segment
from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest
from translate_flow.store.statements import Statements

TARGET_FIELDS = ("text", "state", "version", "translator", "reviser", "rejection", "origin")


def target_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a target's content."""
    return digest(row["job"], row["segment"], *(row[name] for name in TARGET_FIELDS), row["saved_at"])


def waiver_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a waiver's content."""
    return digest(*(row[name] for name in ("job", "segment", "name", "bound_to", "reason", "person", "at")))


def job_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a job's content."""
    return digest(row["article"], row["language"], row["chain"])


def target_fields(segment: Segment) -> dict[str, Any]:
    """The target of a segment as history records it."""
    return {
        "text": segment.target,
        "state": str(segment.state),
        "version": segment.version,
        "translator": segment.translator,
        "reviser": segment.reviser,
        "rejection": segment.rejection,
        "origin": segment.origin,
    }


class TargetStatements(Statements):
    """Reading and writing jobs and their targets."""

    def job(self, article: Article, language: str) -> int:
        """Row of the job, or 0 where nothing was done in it yet."""
        row = self.one(
            "SELECT id FROM job WHERE article = :article AND language = :language",
            article=article.id,
            language=language,
        )
        return int(row["id"]) if row else 0

    def chain_of(self, job: int) -> int:
        """Row of the history chain of a job; 0 where the job has none yet."""
        row = self.one("SELECT chain FROM job WHERE id = :job", job=job)
        return int(row["chain"]) if row else 0

    def add_job(self, article: Article, language: str, chain: int) -> int:
        """A new job, inside a transaction."""
        fields: dict[str, Any] = {"article": article.id, "language": language, "chain": chain}
        row = self.only(
            "INSERT INTO job (article, language, chain, hash) VALUES (:article, :language, :chain, :hash) RETURNING id",
            **fields,
            hash=job_digest(fields),
        )
        return int(row["id"])

    def jobs(self) -> list[Row]:
        """Rows (id, article, language, chain) of all jobs."""
        return self.driver.query("SELECT id, article, language, chain FROM job ORDER BY id")

    def put_targets(self, job: int, changed: Sequence[Segment]) -> None:
        """Write the targets of segments, inside a transaction that has read them."""
        now = self.now()
        rows = [{"job": job, "segment": segment.id, **target_fields(segment), "saved_at": now} for segment in changed]
        self.driver.many(
            "INSERT INTO target"
            " (job, segment, text, state, version, translator, reviser, rejection, origin, saved_at, hash) VALUES"
            " (:job, :segment, :text, :state, :version, :translator, :reviser, :rejection, :origin, :saved_at, :hash)"
            " ON CONFLICT (job, segment) DO UPDATE SET text = excluded.text, state = excluded.state,"
            " version = excluded.version, translator = excluded.translator, reviser = excluded.reviser,"
            " rejection = excluded.rejection, origin = excluded.origin, saved_at = excluded.saved_at,"
            " hash = excluded.hash WHERE target.version = excluded.version - 1",
            [row | {"hash": target_digest(row)} for row in rows],
        )

    def state_counts(self) -> list[Row]:
        """Rows (job, state, segments, drafts, rejected) of targets of current revisions."""
        return self.driver.query(
            "SELECT job, state, count(*) AS segments,"
            " sum(CASE WHEN text <> '' THEN 1 ELSE 0 END) AS texts,"
            " sum(CASE WHEN rejection <> '' THEN 1 ELSE 0 END) AS rejected"
            " FROM target GROUP BY job, state ORDER BY job, state"
        )

    def waivers(self, job: int, segment: int | None = None) -> list[Row]:
        """Waivers of a job, oldest first, perhaps of one segment (row id) only."""
        which = "" if segment is None else "AND segment = :segment "
        return self.driver.query(
            f"SELECT id, segment, name, bound_to, reason, person, at FROM waiver WHERE job = :job {which}ORDER BY id",
            {"job": job, "segment": segment},
        )

    def add_waiver(self, job: int, segment: int, check: str, bound_to: str, reason: str, by: str) -> None:
        """Accept a check's finding for the text that `bound_to` is the digest of."""
        fields = {
            "job": job,
            "segment": segment,
            "name": check,
            "bound_to": bound_to,
            "reason": reason,
            "person": by,
            "at": self.now(),
        }
        self.driver.execute(
            "INSERT INTO waiver (job, segment, name, bound_to, reason, person, at, hash)"
            " VALUES (:job, :segment, :name, :bound_to, :reason, :person, :at, :hash)",
            fields | {"hash": waiver_digest(fields)},
        )

    def remove_waivers(self, job: int, segment: int, check: str) -> int:
        """Take waivers of a check back; returns how many there were."""
        return self.driver.execute(
            "DELETE FROM waiver WHERE job = :job AND segment = :segment AND name = :name",
            {"job": job, "segment": segment, "name": check},
        )
