"""A fair queue between processes: the kernel wakes those who wait for a lock on a file in their order."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate_flow.errors import StoreError

if sys.platform != "win32":
    import fcntl


class Queue:
    """Turns at one thing, by an advisory lock (flock) on a file beside it."""

    def __init__(self, path: Path, patience: float) -> None:
        """Queue at `path`, made when first needed; wait at most `patience` seconds for a turn."""
        self._path = path
        self._patience = patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn and hold it. Raises StoreError when patience is at its end."""
        if sys.platform == "win32":  # SQLite's own waiting has to do
            yield
            return
        descriptor = self._open()
        try:
            self._lock(descriptor)
            yield
        finally:
            os.close(descriptor)  # and with it the lock

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise StoreError(
                f"The project cannot be written: {self._path} cannot be opened ({error.strerror}).",
                "Is the disk full, or read-only for you?",
            ) from error

    def _lock(self, descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            pass
        import threading

        # only a blocking call stands in the kernel's queue, and only a thread can leave it
        waiting = threading.Thread(target=fcntl.flock, args=(descriptor, fcntl.LOCK_EX), daemon=True)
        waiting.start()
        waiting.join(self._patience)
        if waiting.is_alive():
            raise StoreError(
                f"Another program has been writing to the project for {self._patience:.0f} seconds.",
                "See whether it hangs, then do it again.",
            )
