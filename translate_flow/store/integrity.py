"""SQL for `verify`: recompute every hash and hold history against the targets.

SQLite's own integrity_check looks at pages and indexes; a flipped bit inside a text passes it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from translate_flow.store.articles import article_digest, revision_digest, segment_digest, unit_digest
from translate_flow.store.driver import Row
from translate_flow.store.entry_rows import entry_digest
from translate_flow.store.glossary import concept_digest, detail_digest, form_digest, term_digest
from translate_flow.store.hashes import digest_bytes
from translate_flow.store.history import event_digest
from translate_flow.store.memory import MemoryStatements
from translate_flow.store.memory_index import pair_digest
from translate_flow.store.settings import setting_digest
from translate_flow.store.statements import from_json
from translate_flow.store.targets import TARGET_FIELDS, job_digest, target_digest, waiver_digest

_PAGE = 5000
_DIGESTS: dict[str, Callable[[Row], str]] = {
    "article": article_digest,
    "revision": revision_digest,
    "original": lambda row: digest_bytes(row["content"]),
    "unit": unit_digest,
    "segment": segment_digest,
    "job": job_digest,
    "target": target_digest,
    "waiver": waiver_digest,
    "concept": concept_digest,
    "term": term_digest,
    "pair": pair_digest,
    "entry": entry_digest,
    "concept_detail": detail_digest,
    "form": form_digest,
    "setting": setting_digest,
}
_KEYS = {"original": "revision", "setting": "key"}


class IntegrityStatements(MemoryStatements):
    """Finding what changed behind the program's back."""

    def damages(self) -> Iterator[str]:
        """A sentence for each thing that is not as it was written."""
        yield from self.driver.damages()
        for table, digest in _DIGESTS.items():
            for row in self._rows(table, _KEYS.get(table, "id")):
                if digest(row) != row["hash"]:
                    yield f"{_named(table, row)} is not what was stored."
        yield from self._broken_chains()
        yield from self._strayed_targets()
        yield from self._lost_waivers()
        yield from self._lost_segments()
        yield from self._forgotten_targets()

    def heads(self) -> list[Row]:
        """Rows (article, language, length, head) of all chains; article is empty for the project's own."""
        return self.driver.query(
            "SELECT coalesce(a.name, '') AS article, coalesce(j.language, '') AS language, c.length, c.head"
            " FROM chain c LEFT JOIN job j ON j.chain = c.id LEFT JOIN article a ON a.id = j.article ORDER BY c.id"
        )

    def _rows(self, table: str, key: str) -> Iterator[Row]:
        """Rows of a table in pages, so that memory stays small; documents one by one."""
        page = 1 if table == "original" else _PAGE
        after: Any = "" if table == "setting" else -1
        while True:
            rows = self.driver.query(
                f"SELECT * FROM {table} WHERE {key} > :after ORDER BY {key} LIMIT :page",
                {"after": after, "page": page},
            )
            yield from rows
            if len(rows) < page:
                return
            after = rows[-1][key]

    def _broken_chains(self) -> Iterator[str]:
        for chain in self.driver.query("SELECT id, length, head FROM chain ORDER BY id"):
            head, length = "", 0
            for row in self._events(chain["id"]):
                length += 1
                if row["number"] != length:
                    yield f"Event {length} of history {chain['id']} is missing."
                    length = row["number"]
                elif event_digest(head, row) != row["hash"]:
                    yield f"Event {row['number']} of history {chain['id']} is not what was recorded."
                head = row["hash"]
            if length != chain["length"] or head != chain["head"]:
                yield f"History {chain['id']} does not end with its {chain['length']} events."

    def _events(self, chain: int) -> Iterator[Row]:
        after = 0
        while True:
            rows = self.driver.query(
                "SELECT * FROM event WHERE chain = :chain AND number > :after ORDER BY number LIMIT :page",
                {"chain": chain, "after": after, "page": _PAGE},
            )
            yield from rows
            if len(rows) < _PAGE:
                return
            after = rows[-1]["number"]

    def _strayed_targets(self) -> Iterator[str]:
        """Targets that are not what the last event of their segment left, or that are gone."""
        rows = self.driver.query(
            "SELECT e.segment AS event_segment, e.after, j.id AS event_job, t.* FROM event e"
            " JOIN job j ON j.chain = e.chain LEFT JOIN target t ON t.job = j.id AND t.segment = e.segment"
            " JOIN (SELECT chain, max(number) AS number FROM event"
            "  WHERE segment IS NOT NULL AND action NOT IN ('waived', 'unwaived') GROUP BY chain, segment) l"
            "  ON l.chain = e.chain AND l.number = e.number ORDER BY e.id"
        )
        for row in rows:
            try:
                after = from_json(row["after"])
            except ValueError:
                after = {}
            if "text" in after:
                is_right = row["text"] is not None and all(row[name] == after.get(name) for name in TARGET_FIELDS)
            else:
                is_right = row["text"] is None  # it left with its segment, or never was
            if not is_right:
                yield f"The target of segment row {row['event_segment']} is not what its history says."

    def _lost_waivers(self) -> Iterator[str]:
        """Waivers that history knows and the table lacks, or the reverse."""
        known: set[tuple[int, int, str]] = set()
        rows = self.driver.query(
            "SELECT j.id AS job, e.segment, e.action, e.before, e.after FROM event e JOIN job j ON j.chain = e.chain"
            " WHERE e.action IN ('waived', 'unwaived') ORDER BY e.chain, e.number"
        )
        for row in rows:
            is_given = row["action"] == "waived"
            try:
                check = from_json(row["after" if is_given else "before"]).get("check", "")
            except ValueError:
                continue  # its hash tells
            (known.add if is_given else known.discard)((row["job"], row["segment"], check))
        there = {
            (row["job"], row["segment"], row["name"])
            for row in self.driver.query("SELECT job, segment, name FROM waiver ORDER BY id")
        }
        for job, segment, check in sorted(known ^ there):
            yield f"The waiver of {check!r} at segment row {segment} (job {job}) is not what its history says."

    def _forgotten_targets(self) -> Iterator[str]:
        """Confirmed targets that the memory lacks or has otherwise, and entries whose target is gone."""
        rows = self.driver.query(
            "SELECT t.segment, t.job FROM target t LEFT JOIN entry e ON e.job = t.job AND e.segment = t.segment"
            " WHERE t.state <> 'initial' AND (e.id IS NULL OR e.target <> t.text OR e.state <> t.state) UNION ALL"
            " SELECT e.segment, e.job FROM entry e LEFT JOIN target t ON t.job = e.job AND t.segment = e.segment"
            " WHERE e.job IS NOT NULL AND (t.id IS NULL OR t.state = 'initial') ORDER BY 1, 2"
        )
        for row in rows:
            yield f"The memory does not agree with the target of segment row {row['segment']} (job {row['job']})."
        lost, damaged = self.index_faults()
        for number in lost:
            yield f"The index of the memory lacks entry {number}."
        for number in damaged:
            yield f"Block {number} in the index of the memory is not what its texts give."
        for number in self.lost_words():
            yield f"The memory's index of words does not agree with entry {number}."

    def _lost_segments(self) -> Iterator[str]:
        """Revisions that have lost a segment or a unit, and articles that have lost their revision."""
        rows = self.driver.query(
            "SELECT a.name, r.segments,"
            " (SELECT count(*) FROM segment s WHERE s.revision = r.id AND s.number > 0) AS found,"
            " r.units, (SELECT count(*) FROM unit u WHERE u.revision = r.id) AS found_units,"
            " (SELECT count(*) FROM original o WHERE o.revision = r.id) AS originals"
            " FROM article a LEFT JOIN revision r ON r.id = a.revision ORDER BY a.id"
        )
        for row in rows:
            is_whole = row["segments"] == row["found"] and row["units"] == row["found_units"]
            if not is_whole or row["originals"] != 1:
                yield f"The article {row['name']!r} is not whole: {row['found']} of {row['segments']} segments."


def _named(table: str, row: Row) -> str:
    if table == "original":
        return f"The source document of revision {row['revision']}"
    if table in ("segment", "unit"):
        return f"The {table} {row['number']} of revision {row['revision']}"
    if table == "target":
        return f"The target of segment row {row['segment']} (job {row['job']})"
    if table == "setting":
        return f"The setting {row['key']!r}"
    return f"Row {row['id']} of table {table}"
