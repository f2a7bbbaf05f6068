"""The store: every SQL statement of the program, over a small driver."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from translate_flow.errors import StoreError
from translate_flow.model import State
from translate_flow.store.cuts import CutStatements
from translate_flow.store.glossary import GlossaryStatements
from translate_flow.store.history import HistoryStatements
from translate_flow.store.integrity import IntegrityStatements
from translate_flow.store.memory import FOLDED_SINCE, MEMORY_SINCE
from translate_flow.store.memory_index import SIGNED_SINCE
from translate_flow.store.schema import MIGRATIONS, NEWEST
from translate_flow.store.settings import HASHED_SINCE
from translate_flow.store.sqlite import SqliteDriver
from translate_flow.store.statements import utc_now
from translate_flow.store.targets import TargetStatements


class Store(CutStatements, TargetStatements, HistoryStatements, GlossaryStatements, IntegrityStatements):
    """Articles, targets, history, glossary and memory of one project; `IntegrityStatements` brings the memory's."""

    @classmethod
    def create(cls, path: Path, now: Callable[[], str] = utc_now) -> "Store":
        """Make a new database. Raises StoreError if there is one, or none can be made."""
        if path.exists():
            raise StoreError(f"There is a database {path} already.", "Choose another folder.")
        store = cls(SqliteDriver(path, create=True), now)
        store.driver.migrate(MIGRATIONS, now(), lambda _: store.add_chain())
        return store

    @classmethod
    def open(cls, path: Path, now: Callable[[], str] = utc_now) -> "Store":
        """Open a database, migrating an older one. A newer one can be read, not written (see `writing`)."""
        driver = SqliteDriver(path)
        store = cls(driver, now)
        number = driver.schema_number()
        if number == 0:
            driver.close()
            raise StoreError(
                f"The database {path} is empty.",
                "Put a backup in its place: translate-flow restore FILE DIR --replace.",
            )
        if number < NEWEST:
            driver.migrate(MIGRATIONS, now(), store._bring_up_to_date)
        store._newer = number if number > NEWEST else 0
        return store

    def _bring_up_to_date(self, number: int) -> None:
        """What a database of an older schema needs beyond its migrations, inside their transaction."""
        if number < MEMORY_SINCE:
            self._remember_all()
        if number < HASHED_SINCE:
            self.hash_settings()
        if number < FOLDED_SINCE:
            self.fold_anew()
        if self.is_untidy():
            self.tidy()

    def _remember_all(self) -> None:
        """Entries for every confirmed target of current revisions: for a project that had no memory yet."""
        jobs_of: dict[int, list[int]] = {}
        for row in self.jobs():
            jobs_of.setdefault(row["article"], []).append(row["id"])
        for article in self.articles():
            for job in jobs_of.get(article.id, ()):
                segments = self.segments(article, job)
                self.remember(job, [segment for segment in segments if segment.state is not State.INITIAL])

    @classmethod
    def open_to_read(cls, path: Path) -> "Store":
        """Open the database of another project, to read only. Raises StoreError for one without a memory of today."""
        driver = SqliteDriver(path, read_only=True)
        store = cls(driver)
        store._newer = NEWEST + 1
        if driver.schema_number() < SIGNED_SINCE:
            driver.close()
            raise StoreError(
                f"The database {path} was made by an older translate-flow: run any command in its project once."
            )
        return store

    _newer = 0

    @property
    def is_read_only(self) -> bool:
        """Can it only be read: write-protected, or made by a newer version?"""
        return self.driver.is_read_only or bool(self._newer)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction. Raises StoreError where the database is read-only or of a newer version."""
        if self._newer:
            raise StoreError(
                f"The database was made by a newer translate-flow (schema {self._newer}; this one knows {NEWEST}).",
                "Update translate-flow; until then the project can be read, not changed.",
            )
        with self.driver.transaction():
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One consistent state over several reads."""
        with self.driver.snapshot():
            yield

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.driver.close()
