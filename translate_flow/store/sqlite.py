"""SQLite as a driver. Settings by measurement: WAL with synchronous=FULL loses no acknowledged save in a power
cut, and a queue on a lock file before BEGIN IMMEDIATE lets many processes write in turn.

sqlite-utils makes and migrates the schema; it is imported only then, for it takes longer than most commands.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from translate_flow.errors import StoreError
from translate_flow.store.driver import Migration, Parameters, Row, Table
from translate_flow.store.queue import Queue

if TYPE_CHECKING:
    from translate_flow.signatures.once import Parts

_WAIT = 60.0
_LOADING_KB = 40_000
_APPENDING_KB = 16_000
_MAPPED = 1 << 40
_SENTENCES = {
    sqlite3.SQLITE_READONLY: (
        "cannot be written: it is read-only",
        "Give yourself the right to write there.",
    ),
    sqlite3.SQLITE_FULL: ("was not changed: the disk is full", "Free some room and do it again."),
    sqlite3.SQLITE_IOERR: (
        "was not changed: the disk did not take the data",
        "See whether it is full or broken, then do it again.",
    ),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "Is its folder there, and may you write in it?"),
    sqlite3.SQLITE_BUSY: ("is in use by another program", "Close that program and do it again."),
    sqlite3.SQLITE_LOCKED: ("is in use by another program", "Close that program and do it again."),
    sqlite3.SQLITE_NOTADB: (
        "is not a database",
        "Put a backup in its place: translate-flow restore FILE DIR --replace.",
    ),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "Put a backup in its place: translate-flow restore FILE DIR --replace."),
}
_UNKNOWN = ("cannot be used", "Run verify; a backup can take its place: restore FILE DIR --replace.")


class SqliteDriver:
    """One connection to one database file; see `driver.Driver`."""

    has_word_index = True

    def __init__(self, path: Path, *, create: bool = False, read_only: bool = False) -> None:
        """Open a file. Raises StoreError if it is not there (unless `create`), or no database."""
        self.path = path
        self.is_read_only = read_only
        if not create and not path.is_file():
            raise StoreError(
                f"There is no database {path}.",
                "Was it moved? A backup can take its place: restore FILE DIR --replace.",
            )
        with self._told():
            self._connection = self._connect()
        self._queue = Queue(path.with_name(path.name + ".lock"), _WAIT)

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._open("ro" if self.is_read_only else "rwc")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
        # a write-protected folder: SQLite cannot make its side files there, but nobody else can write either
        self.is_read_only = True
        has_log = self.path.with_name(self.path.name + "-wal").exists()
        return self._open("ro" if has_log else "ro&immutable=1")

    def _open(self, mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_WAIT
        )
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("PRAGMA foreign_keys=ON")
            if mode == "rwc":
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn SQLite's errors into sentences."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            what, hint = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, _UNKNOWN)
            raise StoreError(f"The database {self.path} {what} ({error}).", hint) from error

    def query(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """See `Driver`."""
        with self._told():
            return self._connection.execute(sql, parameters or {}).fetchall()

    def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        """See `Driver`."""
        with self._told():
            return self._connection.execute(sql, parameters or {}).rowcount

    def many(self, sql: str, rows: Iterable[Parameters] | Iterable[Sequence[Any]]) -> None:
        """See `Driver`."""
        with self._told():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See `Driver`. Raises StoreError if another process keeps the queue for a minute."""
        if self.is_read_only:
            what, hint = _SENTENCES[sqlite3.SQLITE_READONLY]
            raise StoreError(f"The database {self.path} {what}.", hint)
        with self._queue.turn():
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.rollback()
                raise

    @contextmanager
    def loading(self) -> Iterator[None]:
        """See `Driver`: room for the pages of indexes, which are written in no order; words wait for one merge."""
        self.execute(f"PRAGMA cache_size=-{_LOADING_KB}")
        self._set_words(automerge=0, hashsize=1 << 23)
        try:
            yield
            self._set_words(automerge=4, hashsize=1 << 20)
        finally:
            self.execute("PRAGMA cache_size=-2000")

    def _set_words(self, **settings: int) -> None:
        """Settings of the index of words (FTS5); they are stored with it, and leave with a rollback."""
        for name, value in settings.items():
            self.execute("INSERT INTO entry_words (entry_words, rank) VALUES (:name, :value)",
                         {"name": name, "value": value})  # fmt: skip

    @contextmanager
    def without_indexes(self, table: str) -> Iterator[None]:
        """See `Driver`."""
        indexes = self.query(
            "SELECT m.name, m.sql FROM sqlite_master m JOIN pragma_index_list(:table) l ON l.name = m.name"
            " WHERE m.sql IS NOT NULL AND l.partial = 0 ORDER BY m.name",
            {"table": table},
        )
        for index in indexes:
            self.execute(f'DROP INDEX "{index["name"]}"')
        self.execute(f"PRAGMA cache_size=-{_APPENDING_KB}")
        yield
        for index in indexes:
            self.execute(index["sql"])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Driver`."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.rollback()

    @contextmanager
    def parts(self, table: str, column: str, row: int) -> "Iterator[Parts]":
        """See `Driver`: a query copies each value twice."""
        with self._told(), self._connection.blobopen(table, column, row, readonly=True) as value:
            yield cast("Parts", value)  # the type checker is told of its numbers only, not of its slices

    @contextmanager
    def mapped(self) -> Iterator[None]:
        """See `Driver`: else each page of a large value is read with a call of its own."""
        self.execute(f"PRAGMA mmap_size={_MAPPED}")
        try:
            yield
        finally:
            self.execute("PRAGMA mmap_size=0")

    def schema_number(self) -> int:
        """See `Driver`. Raises StoreError if the file is a database of another program."""
        tables = {row["name"] for row in self.query("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "migration" in tables:
            return int(self.query("SELECT max(number) AS number FROM migration")[0]["number"] or 0)
        if tables:
            raise StoreError(f"The database {self.path} was not made by translate-flow.", "Name the right project.")
        return 0

    def migrate(self, migrations: Sequence[Migration], now: str, finish: Callable[[int], object]) -> None:
        """See `Driver`; the backup lies beside the database, named for the schema it still has."""
        from sqlite_utils import Database

        database = Database(self._connection, execute_plugins=False, recursive_triggers=False)
        with self.transaction():
            done = self.schema_number()
            missing = [migration for migration in migrations if migration.number > done]
            if not missing:
                return  # another process was sooner
            if done:
                # by another connection: SQLite copies from none that writes
                with closing(SqliteDriver(self.path, read_only=True)) as reader:
                    reader.back_up(f"{self.path}.before-{done + 1}")
            for migration in missing:
                for table in migration.tables:
                    _create(database, table)
                if migration.word_index:
                    columns = ", ".join(migration.word_index)
                    # without a copy of the texts: words are folded before they come in; rows are the entries'
                    database.execute(
                        f"CREATE VIRTUAL TABLE entry_words USING fts5({columns}, content='', tokenize='unicode61')"
                    )
                for statement in migration.statements:
                    self.execute(statement)
                self.execute(
                    "INSERT INTO migration (number, name, applied_at) VALUES (:number, :name, :now)",
                    {"number": migration.number, "name": migration.name, "now": now},
                )
            finish(done)

    def back_up(self, path: str) -> None:
        """See `Driver`: by SQLite's online backup, while others may write."""
        with self._told():
            copy = sqlite3.connect(path, isolation_level=None)
            try:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()

    def damages(self) -> list[str]:
        """See `Driver`: SQLite's own checks of pages, indexes, references, and of the index of words."""
        try:
            found = [row[0] for row in self._connection.execute("PRAGMA integrity_check(20)")]
            broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [str(error)]
        lost = [f"row {row[1]} of table {row[0]} refers to a missing row of {row[2]}" for row in broken[:20]]
        return [text for text in found if text != "ok"] + lost + self._damaged_words()

    def _damaged_words(self) -> list[str]:
        """FTS5's own check. It counts as writing, so it has a connection of its own and leaves this one's state."""
        if self.is_read_only:
            return []
        with self._told():
            other = sqlite3.connect(self.path, isolation_level=None, timeout=_WAIT)
            try:
                other.execute("BEGIN IMMEDIATE")
                other.execute("INSERT INTO entry_words (entry_words) VALUES ('integrity-check')")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    raise
                return [f"the memory's index of words is damaged ({error})"]
            finally:
                other.close()
        return []

    def close(self) -> None:
        """See `Driver`."""
        self._connection.close()


def _create(database: Any, table: Table) -> None:
    created = database[table.name].create(
        dict(table.columns),
        pk=table.key,
        not_null=[name for name in table.columns if name != table.key and name not in table.nullable],
        foreign_keys=[(column, other, "id") for column, other in (table.foreign or {}).items()],
        strict=True,
    )
    for columns in table.unique:
        created.create_index(list(columns), unique=True)
    for columns in table.indexes:
        created.create_index(list(columns))
