"""Writing files so that a reader sees the old content or the new, never half of it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from translate_flow.errors import TranslateFlowError


def write_atomically(path: Path, data: bytes) -> None:
    """Write to a temporary file beside `path`, sync it and rename it; a link at `path` is not followed.

    Pipes and devices are written through, not replaced. Raises TranslateFlowError that names the file and the
    reason; `path` is then as it was.
    """
    with writing(path) as file:
        file.write(data)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into, piece by piece, that takes its place as `write_atomically` does when all is well."""
    import tempfile

    if _is_special(path):
        with _through(path) as stream:
            yield stream
        return
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise TranslateFlowError(
            f"{path} was not written: {error.strerror or error}.", "Choose another place or free some room."
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _is_special(path: Path) -> bool:
    """Is it something that is neither a file nor a link: a pipe, a device, or a link to one?"""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def writing_out(path: Path) -> Iterator[IO[bytes]]:
    """As `writing`; `-` is standard output."""
    if str(path) != "-":
        with writing(path) as file:
            yield file
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def _through(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:
        raise TranslateFlowError(f"{path} was not written: {error.strerror or error}.") from error


def _mode(path: Path) -> int:
    """Permissions for the new file: those of the old one, else what the umask allows."""
    if path.is_file() and not path.is_symlink():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can open folders."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_input(path: Path) -> bytes:
    """As `read`; `-` is standard input."""
    return sys.stdin.buffer.read() if str(path) == "-" else read(path)


def read(path: Path) -> bytes:
    """The bytes of a file. Raises TranslateFlowError in one sentence if it cannot be read."""
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise TranslateFlowError(f"{path} cannot be read: it is a folder.", "Name the files in it.") from error
    except OSError as error:
        raise TranslateFlowError(f"{path} cannot be read: {error.strerror or error}.") from error
