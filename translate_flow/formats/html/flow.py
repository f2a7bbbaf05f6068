"""A stretch of running text with its inline markup, as a unit: tagged text, codes, and where all of it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from translate_flow import tagged
from translate_flow.formats.html import references
from translate_flow.formats.html.scanning import CDATA, HTML_TOKEN, WHITE
from translate_flow.formats.html.vocabulary import CONTROLS
from translate_flow.model import Code

_RUN = re.compile(r"[\t\n\f\r]+[\t\n\f\r ]*| [\t\n\f\r ]+")
_WORD = re.compile(r"[^\W_]")
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


Item = tuple[Piece, int, int, str]
"""A piece, its offsets in the source, the name of its element."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an inline code stands in the source."""

    span: Span
    """Of its markup; of a pair, of the opening half."""
    close: Span | None = None
    """Of the closing half."""
    is_alone: bool = False
    """Is it one half of a pair whose other half stands in another unit, or overlaps another pair?"""


@dataclass(frozen=True, slots=True)
class Flow:
    """A unit's text."""

    start: int
    """Offset of its first character in the source; markup that encloses all of it stands outside."""
    end: int
    """Offset behind its last one."""
    source: str
    """Tagged text; each run of white space is one space."""
    codes: tuple[Code, ...] = ()
    """Its codes, by number."""
    places: tuple[Place, ...] = ()
    """Where the markup of its codes stands; literal tags of the source, which are codes too, have no place."""


def read(
    text: str, items: Sequence[Item], *, is_preformatted: bool = False, is_xml: bool = False
) -> Flow | None:
    """The unit in neighbouring pieces, or None where there is no word outside of protected markup."""
    if len(items) == 1 and items[0][0] is Piece.TEXT:
        return _plain(text, items[0], is_preformatted, is_xml)
    return _Reading(text, items, is_preformatted, is_xml).flow()


def _plain(text: str, item: Item, is_preformatted: bool, is_xml: bool) -> Flow | None:
    start, end = _trimmed(text, item[1], item[2])
    raw = text[start:end]
    if not _WORD.search(raw):
        return None
    if is_xml and "&" in raw and references.unknown(raw):
        return _Reading(text, [item], is_preformatted, is_xml).flow()
    literal = read_text(raw, is_preformatted)
    if not _WORD.search(literal):
        return None
    source, codes = tagged.protect(literal) if "{" in literal else (literal, ())
    return Flow(start, end, source, codes)


def read_value(text: str, start: int, end: int, *, is_xml: bool = False) -> Flow | None:
    """The unit in the value of an attribute, or None where there is no word in it."""
    start, end = _trimmed(text, start, end)
    raw = text[start:end]
    literal = read_text(raw, is_value=True)
    if start >= end or not _WORD.search(literal):
        return None
    builder = tagged.Builder()
    behind = 0
    for begin, stop in references.unknown(raw) if is_xml else ():
        builder.text(read_text(raw[behind:begin], is_value=True))
        builder.single(raw[begin:stop])
        behind = stop
    builder.text(read_text(raw[behind:], is_value=True))
    return Flow(start, end, builder.source, builder.codes)


def read_text(raw: str, is_preformatted: bool = False, *, is_value: bool = False) -> str:
    """Text of a stretch of source: white space as readers see it, character references read."""
    if is_preformatted:
        raw = _BREAK.sub("\n", raw) if "\r" in raw else raw
    else:
        raw = _RUN.sub(" ", raw)
    return references.decode(raw, is_value=is_value) if "&" in raw else raw


def _trimmed(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    return end - len(raw.lstrip(WHITE)), start + len(raw.rstrip(WHITE))


def split_controls(text: str, items: Sequence[Item]) -> list[Sequence[Item]]:
    """One flow for each button and label of a form, unless they stand in the middle of a text."""
    if not any(item[3] in CONTROLS for item in items):
        return [items]
    pieces: list[list[Item]] = [[]]
    depth = 0
    for item in items:
        if item[3] in CONTROLS and item[0] in (Piece.OPEN, Piece.CLOSE):
            depth = max(0, depth + (1 if item[0] is Piece.OPEN else -1))
            pieces.append([])
        elif not depth and item[0] is Piece.TEXT and _WORD.search(text, item[1], item[2]):
            return [items]
        else:
            pieces[-1].append(item)
    return [piece for piece in pieces if piece]


class _Reading:
    """Works out the codes of one flow."""

    def __init__(self, text: str, items: Sequence[Item], is_preformatted: bool, is_xml: bool) -> None:
        self.text = text
        self.items = items
        self.is_preformatted = is_preformatted
        self.is_xml = is_xml
        self.mates = _mates(items)
        self.builder = tagged.Builder()
        self.places: list[Place] = []
        self.closing: dict[int, tuple[Span, int]] = {}

    def flow(self) -> Flow | None:
        first, last = self._bounds()
        if not any(self._has_word(item) for item in self.items[first : last + 1]):
            return None
        start, end = self.items[first][1], self.items[last][2]
        if self.items[first][0] is Piece.TEXT:
            start = _trimmed(self.text, start, self.items[first][2])[0]
        if self.items[last][0] is Piece.TEXT:
            end = _trimmed(self.text, self.items[last][1], end)[1]
        at = first
        while at <= last:
            at = self._add(at, start, end)
        return Flow(start, end, self.builder.source, self.builder.codes, tuple(self.places))

    def _has_word(self, item: Item) -> bool:
        piece, start, end, _ = item
        if piece is Piece.VERBATIM:
            return bool(_WORD.search(self.text, start + len(CDATA), end))
        return piece is Piece.TEXT and bool(_WORD.search(read_text(self.text[start:end])))

    def _bounds(self) -> tuple[int, int]:
        """First and last piece of the unit: what encloses all of it, or shows nothing at its edges, is outside."""
        seen = [0]
        for item in self.items:
            seen.append(seen[-1] + self._is_seen(item))
        first, last = 0, len(self.items) - 1
        while first <= last:
            step = self._step(first, last, seen)
            if step == (0, 0):
                break
            first, last = first + step[0], last - step[1]
        return first, last

    def _step(self, first: int, last: int, seen: list[int]) -> tuple[int, int]:
        """How many pieces at either edge are outside."""
        if self._is_empty(first):
            return 1, 0
        if self._is_empty(last):
            return 0, 1
        mate = self.mates[first]
        if mate == last:
            return 1, 1
        if mate > first and seen[mate + 1] == seen[first]:
            return mate + 1 - first, 0
        mate = self.mates[last]
        if 0 <= mate < last and seen[last + 1] == seen[mate]:
            return 0, last + 1 - mate
        return 0, 0

    def _is_empty(self, at: int) -> bool:
        piece = self.items[at][0]
        if piece in (Piece.OPEN, Piece.CLOSE):
            return self.mates[at] < 0
        return not self._is_seen(self.items[at])

    def _is_seen(self, item: Item) -> bool:
        piece, start, end, _ = item
        if piece is Piece.TEXT:
            return bool(self.text[start:end].strip(WHITE))
        return piece in (Piece.VERBATIM, Piece.SHOWN)

    def _add(self, at: int, start: int, end: int) -> int:
        """Add the piece at an index; returns the index of the next one."""
        piece, begin, stop, name = self.items[at]
        if piece is Piece.TEXT:
            self._add_text(at, max(begin, start), min(stop, end))
        elif piece is Piece.VERBATIM:
            self.builder.text(read_plain(self.text[begin:stop], self.is_preformatted))
        elif piece is Piece.OPEN and self.mates[at] >= 0:
            return self._add_pair(at)
        elif at in self.closing:
            span, last = self.closing.pop(at)
            self.builder.close(self.text[slice(*span)])
            return last + 1
        elif name == "br" and not self.is_preformatted:
            self._add_break(at)
        else:
            is_comment = name == "" and piece is Piece.SINGLE
            is_alone = piece in (Piece.OPEN, Piece.CLOSE)
            shown = visible(self.text[begin:stop]) if piece is Piece.SHOWN else " " if name == "br" else ""
            is_deletable = is_comment or name in ("br", "wbr")
            self._single((begin, stop), shown, is_deletable=is_deletable, is_alone=is_alone)
        return at + 1

    def _add_text(self, at: int, start: int, end: int) -> None:
        if not self.is_preformatted:
            if at and self.items[at - 1][3] == "br":
                start = min(_trimmed(self.text, start, end)[0], end)
            if at + 1 < len(self.items) and self.items[at + 1][3] == "br":
                end = max(_trimmed(self.text, start, end)[1], start)
        raw = self.text[start:end]
        behind = 0
        for begin, stop in references.unknown(raw) if self.is_xml and "&" in raw else ():
            self.builder.text(read_text(raw[behind:begin], self.is_preformatted))
            self._single((start + begin, start + stop))
            behind = stop
        self.builder.text(read_text(raw[behind:], self.is_preformatted))

    def _add_break(self, at: int) -> None:
        """A line break takes the white space around it along."""
        _, start, end, _ = self.items[at]
        if at and self.items[at - 1][0] is Piece.TEXT:
            before = self.items[at - 1][1]
            start = before + len(self.text[before:start].rstrip(WHITE))
        if at + 1 < len(self.items) and self.items[at + 1][0] is Piece.TEXT:
            behind = self.items[at + 1][2]
            end = behind - len(self.text[end:behind].lstrip(WHITE))
        self._single((start, end), " ", is_deletable=True)

    def _add_pair(self, at: int) -> int:
        """Pairs that enclose the same text are one code, and a pair around nothing is standalone."""
        first, mate = at, self.mates[at]
        if mate == at + 1:
            self._single((self.items[at][1], self.items[mate][2]))
            return mate + 1
        last = mate
        while self.items[at + 1][0] is Piece.OPEN and self.mates[at + 1] == mate - 1 > at + 2:
            at, mate = at + 1, mate - 1
        span = self.items[first][1], self.items[at][2]
        close = self.items[mate][1], self.items[last][2]
        self.builder.open(self.text[slice(*span)])
        self.places.append(Place(span, close))
        self.closing[mate] = close, last
        return at + 1

    def _single(
        self, span: Span, shown: str = "", *, is_deletable: bool = False, is_alone: bool = False
    ) -> None:
        native = self.text[slice(*span)]
        self.builder.single(native, shown=shown, is_deletable=is_deletable, is_movable=not is_alone)
        self.places.append(Place(span, is_alone=is_alone))


def _mates(items: Sequence[Item]) -> list[int]:
    """By index of a tag the index of the other half of its pair, or -1; pairs do not overlap."""
    mates = [-1] * len(items)
    stack: list[int] = []
    count: dict[str, int] = {}
    for index, (piece, _, _, name) in enumerate(items):
        if piece is Piece.OPEN:
            stack.append(index)
            count[name] = count.get(name, 0) + 1
        elif piece is Piece.CLOSE and count.get(name):
            opened = -1
            while opened < 0 or items[opened][3] != name:
                opened = stack.pop()
                count[items[opened][3]] -= 1
            mates[opened], mates[index] = index, opened
    return mates


def read_plain(native: str, is_preformatted: bool) -> str:
    """Text of a CDATA section."""
    text = native.removeprefix(CDATA).removesuffix("]]>")
    return _BREAK.sub("\n", text) if is_preformatted else _RUN.sub(" ", text)


def visible(native: str) -> str:
    """What readers see of a piece of HTML."""
    return read_text(HTML_TOKEN.sub("", native)).strip(WHITE)


def numbered(flow: Flow) -> Iterator[tuple[int, Place]]:
    """The places of a flow with the numbers of their codes."""
    # markup never looks like a tag, so whatever does is a literal tag of the source
    markup = (code.id for code in flow.codes if not tagged.TAG.fullmatch(code.data))
    return zip(markup, flow.places, strict=True)
