"""The document that is being read and the places in it that hold units."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Protocol

from translate_flow.formats import Parts
from translate_flow.model import Unit
from translate_flow.records import frozen

_LINE_BREAK = re.compile(rb"\r\n|\r|\n")

Native = Callable[[int, int], str]
"""What stands between two offsets in the result: the source, with the changes of inner places in it."""


class Source:
    """A document as UTF-8, for the parser counts its offsets in bytes of that."""

    def __init__(self, text: str) -> None:
        self.utf8 = text.encode()

    def slice(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.utf8[start:end].decode()

    def line_start(self, offset: int) -> int:
        """Offset of the first byte of the line that `offset` is in."""
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    @cached_property
    def line_break(self) -> str:
        """The line break that the document uses first."""
        found = _LINE_BREAK.search(self.utf8)
        return found[0].decode() if found else "\n"

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.utf8))]


@frozen
class Patch:
    """New text in place of the bytes between two offsets."""

    start: int
    end: int
    text: str


def patched(source: Source, start: int, end: int, patches: Sequence[Patch]) -> str:
    """The text between two offsets with the patches that lie between them; patches are in order."""
    out: list[str] = []
    first = bisect_left(patches, start, key=_start_of)
    at = start
    for patch in islice(patches, first, None):
        if patch.start >= end and not (patch.start == patch.end == end):
            break
        out += source.slice(at, patch.start), patch.text
        at = patch.end
    out.append(source.slice(at, end))
    return "".join(out)


def _start_of(patch: Patch) -> int:
    return patch.start


class Place(Protocol):
    """A part of the document that holds a unit."""

    start: int
    """Offset of the first byte that a changed unit replaces."""
    end: int
    """Offset behind the last one."""
    unit: Unit
    """What is there to translate."""
    inner: Sequence["Place"]
    """Places inside this one that hold units of their own, such as the title of a link."""

    def write(self, source: Source, parts: Parts, native: Native) -> str:
        """What stands here when the unit's text is changed to `parts`."""


@dataclass(slots=True)
class Plain:
    """A place that holds literal text, written by an escape of its own."""

    start: int
    end: int
    unit: Unit
    escape: Callable[[str], str]
    inner: Sequence[Place] = field(default=())

    def write(self, source: Source, parts: Parts, native: Native) -> str:
        """See `Place`; codes of such a unit are literal text that looks like a tag."""
        by_id = {code.id: code.data for code in self.unit.codes}
        return self.escape("".join(part if isinstance(part, str) else by_id[part.id] for part in parts))
