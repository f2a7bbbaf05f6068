"""Memories as files: TMX in, all or nothing, and out."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from translate_flow import files, matching
from translate_flow.errors import BadInput, TranslateFlowError
from translate_flow.exchange import tmx, tmx_escaping, tmx_writing
from translate_flow.exchange.tmx_entries import Selection
from translate_flow.exchange.tmx_units import TmxUnit
from translate_flow.flow import people
from translate_flow.model import Entry
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.statements import from_json, to_json, utc_now
from translate_flow.store.store import Store

_CHUNK = 1 << 18
_SEEN_EVERY = 2000
_HEADERS = "tmx_headers"
_UNIT = 400
"""Bytes of a unit, with what most tools say of it."""

Watch = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Told:
    """What is to be said of a file that was read."""

    left_out: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Reason → how many units of the file, and the line of the first."""
    others: list[str] = field(default_factory=list)
    """Languages of the file that the project does not have."""
    fault: str = ""
    """What ended the reading of a broken file, where its sound part was wanted."""


@dataclass(slots=True)
class Imported(Told):
    """What an import did."""

    added: int = 0
    """Entries that are new."""
    known: int = 0
    """Entries that were there already."""


def read_chunks(path: Path, watch: Watch = _silent) -> Iterator[bytes]:
    """The bytes of a file in pieces; `watch` is told (bytes read, all). Raises TranslateFlowError."""
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            done = 0
            while chunk := file.read(_CHUNK):
                yield chunk
                done += len(chunk)
                watch(done, total)
    except OSError as error:
        raise TranslateFlowError(f"{path} cannot be read: {error.strerror or error}.") from error


def entries_of(path: Path, source: str, target: str, *, tell: Callable[[str], None] | None = None) -> Iterator[Entry]:
    """Entries of a TMX file from one language (BCP 47) into another, variants of them, too.

    `tell` is told of a fault behind sound units, and these serve; else it raises BadInput.
    """
    chosen = Selection(source, [target], matching.variant_distance)
    reader = tmx.Reader()
    try:
        for unit in reader.read(read_chunks(path)):
            yield from chosen.entries(unit)
    except BadInput as error:
        message = f"{path}, {error.message}"
        if tell is None or not reader.units:
            raise BadInput(message) from error
        tell(f"{message} Matches come from what stands before that place.")


def _units(reader: tmx.Reader, path: Path, watch: Watch = _silent) -> Iterator[TmxUnit]:
    """Units of a file. Raises BadInput with its name, the line, and how many units can be read before it."""
    try:
        yield from reader.read(read_chunks(path, watch))
    except BadInput as error:
        if not reader.units:
            raise BadInput(f"{path}, {error.message} Nothing can be read.", "Is it a sound TMX file?") from error
        units = "1 unit" if reader.units == 1 else f"{reader.units:,} units"
        raise BadInput(
            f"{path}, {error.message} {units} before that place can be read.",
            "Mend it, or take what can be read: --partial.",
        ) from error


def sound_entries(
    project: Project,
    path: Path,
    told: Told,
    reader: tmx.Reader,
    *,
    is_partial: bool = False,
    watch: Watch = _silent,
) -> Iterator[Entry]:
    """Entries of a file in the project's languages; of a broken one those of its sound part, if `is_partial`.

    `told` is filled by the way, and `reader` learns the header. Raises BadInput with the line for a broken file, or if
    it holds no such entry.
    """
    chosen = Selection(project.source, project.targets, matching.variant_distance, told.left_out)
    is_any = False
    try:
        for unit in _units(reader, path, watch):
            found = chosen.entries(unit)
            is_any = is_any or bool(found)
            yield from found
    except BadInput as error:
        if not is_partial:
            raise
        told.fault = error.message
    told.others = chosen.others
    if not is_any:
        raise _nothing(project, path, chosen)


def import_tmx(
    project: Project, path: Path, *, is_partial: bool = False, by: str | None = None, watch: Watch = _silent
) -> Imported:
    """Read a TMX file into the memory, wholly or not at all; of a broken one its sound part, if `is_partial`.

    Entries that are there already stay as they are. What its header says of the memory (notes, properties, encodings)
    is kept for exports, who made the file stands in the history. Raises BadInput with the line for a broken file, or
    if it holds no pair of the project's languages.
    """
    worker = people.actor(by)
    reader = tmx.Reader()
    done = Imported()
    found = sound_entries(project, path, done, reader, is_partial=is_partial, watch=watch)
    with project.open() as store, store.writing():
        with store.loading(_expected(path)), without_collecting():
            done.added, done.known = store.add_entries(found)
        _keep_header(store, reader.header.items)
        said = tmx_escaping.written(reader.header.attributes).strip()
        after = {"file": path.name, "added": done.added, "known": done.known} | ({"header": said} if said else {})
        store.record(PROJECT_CHAIN, worker, [NewEvent("memory imported", after=after)])
    return done


def _keep_header(store: Store, items: Sequence[str]) -> None:
    """Keep what the header of a file holds, as XML, behind that of earlier files; what they hold, too, once."""
    known = _headers(store)
    new = [item for item in dict.fromkeys(items) if item not in set(known)]
    if new:
        store.put_setting(_HEADERS, to_json(known + new))


def _headers(store: Store) -> list[str]:
    return list(from_json(store.setting(_HEADERS) or "[]"))


def _expected(path: Path) -> int:
    """About how many entries a file holds, rather too few; 0 where nobody knows."""
    return path.stat().st_size // _UNIT if path.is_file() else 0


@contextmanager
def without_collecting() -> Iterator[None]:
    """Without Python's search for cycles: entries hold none, and looking through them is a fifth of an import."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _nothing(project: Project, path: Path, chosen: Selection) -> BadInput:
    found = ", ".join(chosen.languages[:12]) or "no language"
    wanted = ", ".join(project.targets)
    if "with an empty text" in chosen.left_out:
        _, line = chosen.left_out["with an empty text"]
        return BadInput(
            f"{path} holds only units with an empty text, the first on line {line}.", "Is it the right one?"
        )
    return BadInput(
        f"{path} holds no pair of texts {project.source} → {wanted}; its languages: {found}.",
        "Is it the right one, and the right project?",
    )


@frozen
class Exported:
    """What an export wrote."""

    entries: int
    """How many entries."""
    replaced: int
    """Characters that XML cannot hold, written as U+FFFD."""


def export_tmx(
    project: Project,
    path: Path,
    *,
    to: str | None = None,
    article: str | None = None,
    origin: str | None = None,
    watch: Watch = _silent,
) -> Exported:
    """Write the memory as TMX 1.4b, or its part into a language, of an article (name), of an origin.

    Origins are `tmx`, `align` and `work`, this project's own targets. `-` is standard output. An older file stays
    until the new one is whole.
    """
    wanted = None if to is None else project.target(to)
    count = replaced = 0
    with project.open() as store, store.reading(), files.writing_out(path) as file:
        pairs = [
            pair for pair in store.pairs() if wanted is None or matching.variant_distance(pair.target, wanted) == 0
        ]

        def counted() -> Iterator[Entry]:
            nonlocal count, replaced
            for entry in store.all_entries([pair.id for pair in pairs]):
                if article not in (None, entry.article) or origin not in (None, _origin(entry)):
                    continue
                count += 1
                replaced += tmx_writing.unwritable(entry)
                if count % _SEEN_EVERY == 0:
                    watch(count, 0)
                yield entry

        for text in tmx_writing.written(counted(), project.source, utc_now(), _headers(store)):
            file.write(text.encode("utf-8"))
    return Exported(count, replaced)


def _origin(entry: Entry) -> str:
    return entry.origin if entry.origin in ("tmx", "align") else "work"
