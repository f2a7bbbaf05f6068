"""Backups, and proof that nothing changed behind the program's back."""

import os
import tempfile
from pathlib import Path

from translate_flow import project as projects
from translate_flow.errors import BadInput, StoreError, TranslateFlowError, UsageError
from translate_flow.files import read, write_atomically
from translate_flow.flow import glossary, term_keys
from translate_flow.flow.history import heads
from translate_flow.project import DATABASE_NAME, FILE_NAME, Project
from translate_flow.records import frozen
from translate_flow.store.store import Store

_SETTINGS = "project.toml"
_FILES = (FILE_NAME, DATABASE_NAME, f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm")


@frozen
class Verified:
    """What `verify` found."""

    damages: tuple[str, ...]
    """A sentence for each thing that is not as it was written."""
    heads: tuple[tuple[str, str, str], ...]
    """(article, language, head hash) of each history; article is empty for the project's own."""
    articles: int
    """How many articles were looked at."""


def verify(project: Project) -> Verified:
    """Recompute every hash of the store and hold the history against the targets."""
    with project.open() as store, store.reading():
        return _verified(store)


def _verified(store: Store) -> Verified:
    damages = (*store.damages(), *glossary.damages(store), *term_keys.damages(store))
    if damages:
        return Verified(damages, (), 0)
    return Verified((), tuple(heads(store)), len(store.articles()))


def back_up(project: Project, path: Path, *, is_overwrite: bool = False) -> Verified:
    """Copy the whole project, its settings too, into one verified file, while others may work.

    Raises UsageError if the file is there, StoreError if the project is damaged, TranslateFlowError if the file
    cannot be written; an older file is then as it was.
    """
    if path.exists() and not is_overwrite:
        raise UsageError(f"There is a file {path} already.", "Choose another name, or say --overwrite.")
    settings = read(project.folder / FILE_NAME).decode("utf-8")
    try:
        folder = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise TranslateFlowError(f"{path} was not written: {error.strerror}.", "Choose another place.") from error
    with folder as name:
        copy = Path(name) / path.name
        with project.open() as store:
            store.driver.back_up(str(copy))
        with Store.open(copy) as copied:
            with copied.writing():
                copied.put_setting(_SETTINGS, settings)
            found = _verified(copied)
        if found.damages:
            raise StoreError(
                f"The project is damaged and was not backed up: {found.damages[0]}",
                "Run verify to see all of it, and restore an older backup.",
            )
        _settle(copy)
        copy.replace(path)
    return found


def _settle(copy: Path) -> None:
    """Put a copy into its one file, down to the disk."""
    import sqlite3

    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def restore(backup: Path, folder: Path, *, is_replace: bool = False) -> Project:
    """Make a project again from a backup, in a folder that holds none.

    With `is_replace`, the files of a project that is there (perhaps a broken one) are set aside under other names
    first. Raises UsageError if the folder holds such files, BadInput if the file is no sound backup; nothing is
    made then.
    """
    if not backup.is_file():
        raise UsageError(f"There is no backup {backup}.", "Name the file that backup wrote.")
    there = [path for path in (folder / name for name in _FILES) if path.exists()]
    if there and not is_replace:
        raise UsageError(
            f"{folder} is a project already: there is a {there[0].name}.",
            "Choose another folder, or say --replace: what is there is set aside, not removed.",
        )
    data = read(backup)
    settings = _sound_settings(backup, data)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in there:
            path.replace(_aside(path))
    except OSError as error:
        raise TranslateFlowError(f"{folder} cannot be made: {error.strerror}.", "Choose another folder.") from error
    write_atomically(folder / DATABASE_NAME, data)
    write_atomically(folder / FILE_NAME, settings.encode())
    return projects.load(folder)


def _aside(path: Path) -> Path:
    """A free name beside a file: `project.db.replaced`, `project.db.replaced-2` …"""
    free = path.with_name(f"{path.name}.replaced")
    number = 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}.replaced-{number}")
    return free


def _sound_settings(backup: Path, data: bytes) -> str:
    """The `project.toml` in a backup. Raises BadInput if the backup is not sound."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / DATABASE_NAME
        copy.write_bytes(data)
        try:
            with Store.open(copy) as store:
                settings, found = store.setting(_SETTINGS), _verified(store)
        except StoreError as error:
            raise BadInput(
                f"{backup} is no backup: it is no database of translate-flow.", "Take another one."
            ) from error
    if found.damages or not settings:
        why = found.damages[0] if found.damages else "It is a database, but was not made by backup."
        raise BadInput(f"{backup} is no sound backup: {why}", "Take another one.")
    return settings
