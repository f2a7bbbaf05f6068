"""The last document that a format has read, kept: it is walked over several times in a row.

An import proves a document, then reads it; a job goes out and its text comes back. A walk has two steps: to read a
document into its places, which depends on nothing but the bytes and the options, and to visit those. What was read
is never changed, so the second walk over the same bytes takes it as it is. Only one document of a format is kept,
and none above a size, so that memory stays bounded.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

LARGEST = 1_000_000
"""Bytes of a document from which on nothing is kept of it."""

_A = TypeVar("_A", bound=Hashable)
_T = TypeVar("_T")
_kept: list[Callable[[], None]] = []


def recalled(read: Callable[[bytes, _A], _T]) -> Callable[[bytes, _A], _T]:
    """Let a function that reads a document give what it gave for the same document and options, if that was the last.

    What it returns must never be changed, and must not be used up by a walk.
    """
    keep = lru_cache(maxsize=1)(read)
    _kept.append(keep.cache_clear)

    def recall(data: bytes, options: _A) -> _T:
        return keep(data, options) if len(data) <= LARGEST else read(data, options)

    return recall


def forget() -> None:
    """Keep nothing: the next walk reads anew."""
    for clear in _kept:
        clear()
