"""What a database has to offer to `Store`: a small surface, so that one SQL text serves several of them.

The SQL is the portable subset: named parameters (`:name`), types text, integer, real and bytes, upserts by
`ON CONFLICT`, `RETURNING`, always an ORDER BY.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from translate_flow.records import frozen

if TYPE_CHECKING:
    from translate_flow.signatures.once import Parts

Row = Mapping[str, Any]
Parameters = Mapping[str, Any]


@frozen
class Table:
    """A table to create."""

    name: str
    """Singular noun."""
    columns: Mapping[str, type]
    """Column → str, int, float or bytes, in order; all are NOT NULL but those in `nullable`."""
    key: str
    """Primary key; an int key counts up by itself."""
    foreign: Mapping[str, str] | None = None
    """Column → table whose key it holds."""
    nullable: tuple[str, ...] = ()
    """Columns that may be empty."""
    unique: tuple[tuple[str, ...], ...] = ()
    """Column groups that are unique."""
    indexes: tuple[tuple[str, ...], ...] = ()
    """Column groups with an index."""


@frozen
class Migration:
    """A numbered step of the schema; applied once, in one transaction with its record."""

    number: int
    """From 1, ascending."""
    name: str
    """What it brings."""
    tables: tuple[Table, ...] = ()
    """Tables that it creates."""
    statements: tuple[str, ...] = ()
    """Portable SQL to run behind that."""
    word_index: tuple[str, ...] = ()
    """Columns of the index of words (`entry_words`), made where the database can (see `Driver.has_word_index`)."""


class Driver(Protocol):
    """A connection to one database."""

    is_read_only: bool
    """Can it only be read?"""
    has_word_index: bool
    """Has it SQLite's FTS5 for `entry_words`? Otherwise searching for words reads the entries themselves."""

    def query(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """Rows of a SELECT or of a statement with RETURNING."""

    def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        """Run a statement; returns how many rows it touched."""

    def many(self, sql: str, rows: Iterable[Parameters] | Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row of parameters; for many rows sooner with `?` and sequences in their order."""

    def transaction(self) -> AbstractContextManager[None]:
        """Write alone and wholly or not at all; waits its turn among processes."""

    def loading(self) -> AbstractContextManager[None]:
        """Make ready for much that is written in one transaction, which goes on inside."""

    def without_indexes(self, table: str) -> AbstractContextManager[None]:
        """Leave the indexes over all rows of a table out while much is written into it, and make them at the end.

        Inside a transaction, which an error takes back as a whole; they keep nothing unique meanwhile.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """Read one consistent state."""

    def parts(self, table: str, column: str, row: int) -> "AbstractContextManager[Parts]":
        """One large value of a row that is there, to read it or parts of it sooner than by a query."""

    def mapped(self) -> AbstractContextManager[None]:
        """Read much of what is large with as little copying as the database knows, while inside."""

    def schema_number(self) -> int:
        """Number of the newest migration applied; 0 in an empty database."""

    def migrate(self, migrations: Sequence[Migration], now: str, finish: Callable[[int], object]) -> None:
        """Apply migrations that are missing, after a backup where there is something to lose.

        `finish` does in the same transaction what SQL cannot; it is told the number of the schema before.
        """

    def back_up(self, path: str) -> None:
        """Copy a consistent state into a new file."""

    def damages(self) -> list[str]:
        """What the database itself finds wrong with its files."""

    def close(self) -> None:
        """End the connection."""
