"""SQL for the history: append-only chains of events, each hashed with the hash before it."""

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from translate_flow.model import Event
from translate_flow.records import frozen
from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest
from translate_flow.store.statements import Statements, from_json, to_json

PROJECT_CHAIN = 1
_GENESIS = ""


@frozen
class NewEvent:
    """An event on its way into a chain."""

    action: str
    """What was done, in the past."""
    segment: int | None = None
    """Row of the segment concerned."""
    before: dict[str, Any] = field(default_factory=dict)
    """What was there."""
    after: dict[str, Any] = field(default_factory=dict)
    """What is there now."""
    reason: str = ""
    """Why."""
    undoes: int | None = None
    """Number of the event that it takes back."""


_HASHED = (
    "chain",
    "number",
    "at",
    "person",
    "action",
    "segment",
    "before",
    "after",
    "reason",
    "batch",
    "undoes",
)


def event_digest(previous: str, row: Row | dict[str, Any]) -> str:
    """Hash of an event: over its fields and the hash of the event before it."""
    return digest(previous, *(row[name] for name in _HASHED))


class HistoryStatements(Statements):
    """Reading and writing events."""

    def add_chain(self) -> int:
        """A new, empty chain."""
        row = self.only("INSERT INTO chain (length, head) VALUES (0, :head) RETURNING id", head=_GENESIS)
        return int(row["id"])

    def head(self, chain: int) -> str:
        """Hash of the newest event of a chain; empty where there is none."""
        row = self.one("SELECT head FROM chain WHERE id = :chain", chain=chain)
        return str(row["head"]) if row else _GENESIS

    def next_number(self, chain: int) -> int:
        """The number that the next event of a chain will have, inside a transaction."""
        row = self.only("SELECT length FROM chain WHERE id = :chain", chain=chain)
        return int(row["length"]) + 1

    def record(self, chain: int, by: str, events: Sequence[NewEvent]) -> int:
        """Append events as one batch, inside a transaction; returns the number of the first."""
        row = self.only("SELECT length, head FROM chain WHERE id = :chain", chain=chain)
        number, head, now = row["length"], row["head"], self.now()
        batch = number + 1
        rows = []
        for event in events:
            number += 1
            fields = {
                "chain": chain,
                "number": number,
                "at": now,
                "person": by,
                "action": event.action,
                "segment": event.segment,
                "before": to_json(event.before),
                "after": to_json(event.after),
                "reason": event.reason,
                "batch": batch,
                "undoes": event.undoes,
            }
            head = event_digest(head, fields)
            rows.append(fields | {"hash": head})
        columns = ", ".join([*_HASHED, "hash"])
        values = ", ".join(f":{name}" for name in [*_HASHED, "hash"])
        self.driver.many(f"INSERT INTO event ({columns}) VALUES ({values})", rows)
        self.driver.execute(
            "UPDATE chain SET length = :length, head = :head WHERE id = :chain",
            {"length": number, "head": head, "chain": chain},
        )
        return int(batch)

    def events(self, chain: int, segment: int | None = None, last: int | None = None) -> list[Event]:
        """Events of a chain, oldest first: all, or of one segment (row id), or the last few."""
        which = "" if segment is None else "AND e.segment = :segment "
        limit = "" if last is None else "LIMIT :last"
        rows = self.driver.query(
            "SELECT e.number, e.at, e.person, e.action, s.number AS segment, e.before, e.after, e.reason, e.batch,"
            " e.undoes, e.hash FROM event e LEFT JOIN segment s ON s.id = e.segment"
            f" WHERE e.chain = :chain {which}ORDER BY e.number DESC {limit}",
            {"chain": chain, "segment": segment, "last": last},
        )
        return [_event(row) for row in reversed(rows)]

    def segment_row(self, chain: int, number: int) -> int:
        """Row of the segment that an event concerns."""
        return int(
            self.only("SELECT segment FROM event WHERE chain = :c AND number = :n", c=chain, n=number)["segment"]
        )


def _event(row: Row) -> Event:
    fields = dict(row)
    by = fields.pop("person")
    return Event(by=by, **(fields | {"before": from_json(row["before"]), "after": from_json(row["after"])}))
