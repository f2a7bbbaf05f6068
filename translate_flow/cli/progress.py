"""Progress bars: on a terminal, for work of more than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
_WIDTH = 30


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A function that is told (done, total); it draws on standard error, where that is a terminal."""
    begun = drawn = time.monotonic()
    is_drawn = False

    def watch(done: int, total: int) -> None:
        nonlocal drawn, is_drawn
        now = time.monotonic()
        if not sys.stderr.isatty() or now - begun < _PATIENCE or (now - drawn < 0.1 and done < total):
            return
        drawn, is_drawn = now, True
        if total:
            full = _WIDTH * done // total
            bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] {100 * done // total:>3}%"
        else:
            bar = f"{done:,}"
        sys.stderr.write(f"\r{label} {bar}")
        sys.stderr.flush()

    try:
        yield watch
    finally:
        if is_drawn:
            sys.stderr.write("\r" + " " * (len(label) + _WIDTH + 12) + "\r")
            sys.stderr.flush()
