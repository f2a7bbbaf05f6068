"""What a paragraph is made of, flat: text, standalone things, and containers that open and close."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from translate_flow.records import frozen


class Sort(Enum):
    """What an item is."""

    TEXT = auto()
    SINGLE = auto()
    OPEN = auto()
    CLOSE = auto()
    GHOST = auto()
    """A container that says nothing, left out where text is written anew: where it opens, where it closes."""
    BEGIN = auto()
    """A complex field begins (`w:fldChar`)."""
    INSTRUCTION = auto()
    SEPARATE = auto()
    """Here a field's instruction ends and its result begins."""
    END = auto()


@frozen
class Format:
    """Looks of a run."""

    key: str
    """Equal for runs that look the same."""
    head: bytes
    """Start tag of the run with its properties."""
    tail: bytes
    """End tag of the run."""
    prefix: str
    """Prefix of its elements as the document writes it, such as `w:`."""
    is_drawing: bool = False
    """Is it a run of DrawingML, where a line break is no part of a run?"""
    marks_space: bool = False
    """Can it be seen on a space (underline, shading)?"""
    is_code: bool = False
    """Is its text code, by its style?"""
    is_hidden: bool = False
    """Is its text hidden (`w:vanish`)?"""


CODE = "code"
"""Name of an item whose text is code."""
PLAIN = Format("", b"", b"", "")
"""Looks of text in documents that have no runs."""


@dataclass(slots=True)
class Run:
    """A run in the document."""

    start: int
    """Offset of its first byte."""
    end: int
    """Offset behind its last byte."""
    format: Format
    """Its looks."""


@frozen
class Piece:
    """Bytes to be written again as they are."""

    start: int
    """Offset of the first one."""
    end: int
    """Offset behind the last one."""
    run: Run | None = None
    """The run that they stand in; None: beside runs."""
    is_apart: bool = False
    """Do they need a run of their own, whatever looks alike around them?"""


@dataclass(slots=True)
class Item:
    """Something in a paragraph."""

    sort: Sort
    """What it is."""
    pieces: list[Piece]
    """Its bytes; for TEXT where it stands."""
    text: str = ""
    """Characters of a TEXT or an INSTRUCTION; what a SINGLE shows."""
    name: str = ""
    """Name of its element."""
    is_deletable: bool = False
    """May a translation leave it out?"""
    is_repeatable: bool = False
    """May a translation have it twice?"""

    @property
    def run(self) -> Run | None:
        """The run that it begins in."""
        return self.pieces[0].run

    @property
    def start(self) -> int:
        """Offset of the first byte of it or of its run."""
        first = self.pieces[0]
        return first.run.start if first.run else first.start

    @property
    def end(self) -> int:
        """Offset behind the last byte of it or of its run."""
        last = self.pieces[-1]
        return last.run.end if last.run else last.end


def absorbed(items: Iterable[Item], name: str) -> Item:
    """One standalone item in place of several: its text is shown, not translated."""
    kept = list(items)
    shown = "".join(item.text for item in kept if item.sort in (Sort.TEXT, Sort.SINGLE))
    return Item(Sort.SINGLE, [piece for item in kept for piece in item.pieces], shown, name)


def is_balanced(items: Iterable[Item]) -> bool:
    """Does every container that closes here open here, and the other way round?"""
    depth = 0
    for item in items:
        depth += (item.sort is Sort.OPEN) - (item.sort is Sort.CLOSE)
        if depth < 0:
            return False
    return depth == 0
