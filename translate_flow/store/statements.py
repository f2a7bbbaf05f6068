"""What the groups of SQL statements share: the driver, the clock, the JSON of small columns."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from translate_flow.errors import StoreError
from translate_flow.store.driver import Driver, Row


def utc_now() -> str:
    """The time now, UTC, ISO 8601 with milliseconds: `2026-03-01T09:30:00.123Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Statements:
    """Base of the statement groups that make up `Store`."""

    def __init__(self, driver: Driver, now: Callable[[], str] = utc_now) -> None:
        self.driver = driver
        self.now = now

    def one(self, sql: str, **parameters: Any) -> Row | None:
        """The first row, or None."""
        rows = self.driver.query(sql, parameters)
        return rows[0] if rows else None

    def only(self, sql: str, **parameters: Any) -> Row:
        """The row that must be there. Raises StoreError where it is gone."""
        row = self.one(sql, **parameters)
        if row is None:
            raise StoreError(
                "The database lacks a row that others refer to.",
                "Run verify; a backup can take its place: restore FILE DIR --replace.",
            )
        return row


def listed(numbers: Iterable[int]) -> str:
    """Numbers for SQL's IN, which takes no empty list."""
    return ", ".join(map(str, numbers)) or "NULL"


def to_json(value: Any) -> str:
    """Compact JSON for a column."""
    return _encoder()(value)


@cache
def _encoder() -> Callable[[Any], str]:
    import json  # not needed where every column is at its default

    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def from_json(text: str) -> Any:
    """What `to_json` wrote."""
    if text in ("{}", "[]"):
        return {} if text == "{}" else []
    import json

    return json.loads(text)
