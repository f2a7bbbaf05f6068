"""A stretch of running text with its inline markup, as a unit: tagged text, codes, and where all of it stands."""

import re
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from translate_flow import tagged
from translate_flow.formats.html import references
from translate_flow.formats.html.scanning import WHITE
from translate_flow.formats.html.vocabulary import CONTROLS
from translate_flow.model import Code, Unit

WORD = re.compile(r"[^\W_]")
_RUN = re.compile(r"[\t\n\f\r]+[\t\n\f\r ]*| [\t\n\f\r ]+")
_BREAK = re.compile(r"\r\n?")


class Piece(IntEnum):
    """What a piece of a flow is."""

    TEXT = 0
    """Text with character references."""
    VERBATIM = 1
    """A CDATA section."""
    OPEN = 2
    """A start tag."""
    CLOSE = 3
    """An end tag."""
    SINGLE = 4
    """Markup without text."""
    SHOWN = 5
    """Markup with text that is not to be translated."""


TEXT, VERBATIM, OPEN, CLOSE, SINGLE, SHOWN = Piece

Item = tuple[Piece, int, int, str]
"""A piece, its offsets in the source, the name of its element."""

Span = tuple[int, int]


class Place(NamedTuple):
    """Where an inline code stands in the source."""

    span: Span
    """Of its markup; of a pair, of the opening half."""
    close: Span | None = None
    """Of the closing half."""
    is_alone: bool = False
    """Is it one half of a pair whose other half stands in another unit, or overlaps another pair?"""


# every document has thousands of these, and few are ever written: plain tuples take a fifth of the time to make
Spot = tuple[Span, Span | None, bool]
"""The values of a `Place`."""

Flow = tuple[int, int, str, tuple[Code, ...], tuple[Spot | None, ...]]
"""A unit's text: offsets of its first character and behind its last one in the source (markup that encloses all of it
stands outside); tagged text, in which each run of white space is one space; its codes, by number; where their markup
stands, None for a literal tag of the source, which is a code too."""


class Offer(NamedTuple):
    """A unit to be visited."""

    unit: Unit
    start: int
    """As in `Flow`."""
    end: int
    """As in `Flow`."""
    spots: tuple[Spot | None, ...]
    """Where its codes stand, as in `Flow`."""
    quote: str | None = None
    """Of the value of an attribute, its quotation mark, empty if it has none; None for a text."""
    begin: int = -1
    """Of a text that may begin an element where parsers drop a first line break: where that content begins."""


offered: Callable[[tuple[Unit, int, int, tuple[Spot | None, ...], str | None, int]], Offer] = partial(
    tuple.__new__, Offer
)
"""Makes an offer of all of its values without a call in Python, which takes half the time."""


def plain(text: str, start: int, end: int, *, is_preformatted: bool = False) -> Flow | None:
    """The unit in a stretch of text without markup, or None where there is no word in it."""
    raw = text[start:end]
    literal = raw.strip(WHITE)
    if len(literal) < len(raw):
        start = end - len(raw.lstrip(WHITE))
        end = start + len(literal)
    if "&" in literal or not literal.isprintable() or "  " in literal:
        literal = read_unusual(literal, is_preformatted)
    if not literal[:1].isalnum() and not WORD.search(literal):
        return None
    if "{" not in literal:
        return start, end, literal, (), ()
    source, codes = tagged.protect(literal)
    return start, end, source, codes, (None,) * len(codes)


def read_value(text: str, start: int, end: int, *, is_xml: bool = False) -> Flow | None:
    """The unit in the value of an attribute, or None where there is no word in it."""
    start, end = trim(text, start, end)
    raw = text[start:end]
    literal = read_text(raw, is_value=True)
    if not WORD.search(literal):
        return None
    if "{" not in literal and not (is_xml and "&" in raw):
        return start, end, literal, (), ()
    builder = tagged.Builder()
    behind = 0
    for begin, stop in references.unknown(raw) if is_xml else ():
        builder.text(read_text(raw[behind:begin], is_value=True))
        builder.single(raw[begin:stop])
        behind = stop
    builder.text(read_text(raw[behind:], is_value=True))
    return start, end, builder.source, builder.codes, ()


def read_text(raw: str, is_preformatted: bool = False, *, is_value: bool = False) -> str:
    """Text of a stretch of source: white space as readers see it, character references read."""
    if "&" in raw or not raw.isprintable() or "  " in raw:
        return read_unusual(raw, is_preformatted, is_value=is_value)
    return raw


def read_unusual(raw: str, is_preformatted: bool = False, *, is_value: bool = False) -> str:
    """As `read_text`, for what may say anything else than what is written there."""
    if is_preformatted:
        if "\r" in raw:
            raw = _BREAK.sub("\n", raw)
    else:
        raw = raw.replace("\n", " ")
        if "  " in raw or "\t" in raw or "\r" in raw or "\f" in raw:
            raw = _RUN.sub(" ", raw)
    return references.decode(raw, is_value=is_value) if "&" in raw else raw


def trim(text: str, start: int, end: int) -> Span:
    """A stretch without the white space at its ends; of nothing but white space, its end twice."""
    raw = text[start:end]
    inner = raw.lstrip(WHITE)
    start = end - len(inner)
    return start, start + len(inner.rstrip(WHITE))


def split_controls(text: str, items: Sequence[Item]) -> list[Sequence[Item]]:
    """One flow for each button and label of a form, unless they stand in the middle of a text."""
    if not any(item[3] in CONTROLS for item in items):
        return [items]
    pieces: list[list[Item]] = [[]]
    depth = 0
    for item in items:
        piece, start, end, name = item
        if name in CONTROLS and (piece is OPEN or piece is CLOSE):
            depth = max(0, depth + (1 if piece is OPEN else -1))
            pieces.append([])
        elif not depth and piece is TEXT and WORD.search(text, start, end):
            return [items]
        else:
            pieces[-1].append(item)
    return [piece for piece in pieces if piece]
