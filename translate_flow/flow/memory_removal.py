"""Taking pairs back out of the memory, by a file that holds them."""

from collections.abc import Callable
from dataclasses import field
from itertools import islice
from pathlib import Path

from translate_flow.exchange import tmx
from translate_flow.flow import memory_files, people
from translate_flow.flow.memory import KEPT
from translate_flow.model import Entry
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.memory import Held


@frozen
class Found:
    """What the memory has of a file."""

    held: Held
    """Which entries would be removed, and how many others there are."""
    entries: list[Entry]
    """Some of those that would be removed, or all."""
    told: memory_files.Told = field(default_factory=memory_files.Told)
    """What is to be said of the file."""


def find(
    project: Project,
    path: Path,
    *,
    most: int | None = None,
    is_partial: bool = False,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> Found:
    """Which entries from elsewhere a TMX file holds, told by what tells doubles to an import; the first `most` of them.

    Raises BadInput as an import does.
    """
    told = memory_files.Told()
    pairs = memory_files.sound_entries(project, path, told, tmx.Reader(), is_partial=is_partial, watch=watch)
    with project.open() as store, store.reading():
        with memory_files.without_collecting():
            held = store.held(pairs)
        return Found(held, list(islice(store.entries_of(held.identities), most)), told)


def remove(
    project: Project,
    path: Path,
    found: Found,
    *,
    by: str | None = None,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Remove entries that `find` found and that are there still; returns how many."""
    worker = people.actor(by)
    identities = found.held.identities
    with project.open() as store, store.writing():
        before = {"removed": [[entry.source, entry.target] for entry in store.entries_of(identities[:KEPT])]}
        with memory_files.without_collecting():
            count = store.remove_entries(identities, lambda done: watch(done, len(identities)))
        if count:
            after = {"file": path.name, "removed": count}
            store.record(PROJECT_CHAIN, worker, [NewEvent("memory entries removed", before=before, after=after)])
    return count
