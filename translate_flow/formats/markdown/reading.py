"""From the parser's events to the places of a document that hold units."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from translate_flow.formats.markdown import addresses, elements, titles
from translate_flow.formats.markdown.pieces import (
    BREAK,
    CLOSE,
    CODE,
    EMPHASIS,
    HTML,
    LINK,
    OPEN,
    SINGLE,
    SOFT_BREAK,
    STRIKE,
    STRONG,
    TEXT,
    Piece,
    Thread,
    make_unit,
)
from translate_flow.formats.markdown.source import Place, Source
from translate_flow.formats.markdown.writing import Context, Inline
from translate_flow.model import Role

if TYPE_CHECKING:
    from pyromark import Markdown

_DELIMITED = {"Emphasis": EMPHASIS, "Strong": STRONG, "Strikethrough": STRIKE}
_LINKED = frozenset(("Link", "Image"))
_ROLES = {
    "BlockQuote": Role.QUOTE,
    "Item": Role.LIST_ITEM,
    "FootnoteDefinition": Role.NOTE,
    "TableCell": Role.CELL,
}
_DEFINITION = re.compile(rb"[ \t>]*+:[ \t]")
# a fixed first byte makes a search seven times as fast as a set of two
_NEXT_DEFINITIONS = (re.compile(rb"\n[ \t>]*+:[ \t]"), re.compile(rb"\r[ \t>]*+:[ \t]"))
_BACKSLASH = ord("\\")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_HEADLINE, _PARAGRAPH = Role.HEADLINE, Role.PARAGRAPH
_start_of = attrgetter("start")


@cache
def parser(*, has_math: bool = False) -> "Markdown":
    """The parser: CommonMark with what GitHub and documentation tools add."""
    from pyromark import Markdown, Options

    extensions = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_GFM
    )
    return Markdown(options=extensions | Options.ENABLE_MATH if has_math else extensions)


@dataclass(slots=True)
class LastBlock:
    """The last block that stands in no other; a paragraph behind it may have to close it."""

    name: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _Link:
    """A link or an image that is open."""

    start: int
    kind: str
    title: str
    url: str
    label: str
    index: int
    """Where its opening half is among the pieces."""


class Reader:
    """Reads events and yields places, in order; a place that lies in another is found in it."""

    def __init__(self, source: Source, elements_seen: elements.Elements) -> None:
        self._source = source
        self._utf8 = source.utf8
        self._elements = elements_seen
        self._has_definitions = _may_have_definitions(source.utf8)
        self._containers: list[str] = []
        self._thread = Thread()
        """The run of pieces that is read: of the paragraph or, inside an image, of its alternative text."""
        self._outer: list[Thread] = []
        """Those that it interrupts."""
        self._links: list[_Link] = []
        self._html: list[tuple[int, int]] | None = None
        self._is_silent = False
        """Does text that comes belong to a code, or to no paragraph?"""
        self._heading = 0
        self._ready: list[Place] = []
        """Places that are complete and were not yielded yet."""
        self.last_block = LastBlock()

    def read(self, events: Iterable[tuple[Any, Any]]) -> Iterator[Place]:
        """The places of the outermost level, in order."""
        ready = self._ready
        for event, span in events:
            start, end = span["start"], span["end"]
            if event.__class__ is str:
                self._lone(event, start, end)
                continue
            for kind, value in event.items():  # there is one
                if kind == "Text":
                    if not self._is_silent:
                        self._text(value, start, end)
                elif kind == "Start":
                    self._begin(value, start, end)
                elif kind == "End":
                    self._end(value, start, end)
                else:
                    self._standalone(kind, value, start, end)
            if ready:
                yield from ready
                ready.clear()
        self._finish()
        yield from ready

    def _begin(self, value: Any, start: int, end: int) -> None:
        """Read the start of something."""
        name, data = (value, None) if value.__class__ is str else next(iter(value.items()))
        if name in _DELIMITED:
            if not self._is_silent:
                size = self._delimiter_size(name, start)
                self._thread.pieces.append(Piece(OPEN, start, start + size, "", _DELIMITED[name]))
        elif name in _LINKED:
            self._open_link(name, data, start, end)
        else:
            self._begin_block(name, start, end)

    def _end(self, value: Any, start: int, end: int) -> None:
        """Read the end of something."""
        name = value if value.__class__ is str else next(iter(value))
        if name in _DELIMITED:
            if not self._is_silent:
                size = self._delimiter_size(name, start)
                self._thread.pieces.append(Piece(CLOSE, end - size, end, "", _DELIMITED[name]))
        elif name not in _LINKED:
            self._end_block(name)
        elif self._is_silent:
            self._is_silent = False
        else:
            self._close_link(name, end)

    # blocks

    def _begin_block(self, name: str, start: int, end: int) -> None:
        if self._thread.pieces:
            self._finish()
        if not self._containers:
            last = self.last_block
            last.name, last.start, last.end = name, start, end
        self._containers.append(name)
        if name == "HtmlBlock":
            self._html = []
        elif name == "CodeBlock":
            self._is_silent = True
        elif name == "Heading":
            self._heading = start

    def _end_block(self, name: str) -> None:
        if self._thread.pieces:
            self._finish()
        self._containers.pop()
        if name == "HtmlBlock" and self._html is not None:
            lines, self._html = self._html, None
            self._ready += self._elements.places(lines, self._role())
        elif name == "CodeBlock":
            self._is_silent = False

    def _role(self) -> Role:
        containers = self._containers
        if containers and containers[-1] == "Heading" and not self._elements.has_headline:
            return _HEADLINE
        for name in reversed(containers):
            if name in _ROLES:
                return _ROLES[name]
        return _PARAGRAPH

    def _html_line(self, start: int, end: int) -> None:
        if self._html is None:
            return
        if self._html and self._html[-1][1] == start:
            self._html[-1] = (self._html[-1][0], end)
        else:
            self._html.append((start, end))

    # inside a paragraph

    def _text(self, text: str, start: int, end: int) -> None:
        pieces = self._thread.pieces
        if start and self._utf8[start - 1] == _BACKSLASH and (not pieces or pieces[-1].end < start):
            start -= 1
        pieces.append(Piece(TEXT, start, end, text))

    def _lone(self, event: str, start: int, end: int) -> None:
        """Read an event without a value."""
        if event == "Rule":
            self._begin_block("Rule", start, end)
            self._containers.pop()
        elif self._is_silent:
            return
        elif event == "SoftBreak":
            self._thread.pieces.append(Piece(SOFT_BREAK, start, end))
        else:
            self._thread.pieces.append(Piece(SINGLE, start, end, " ", BREAK))

    def _standalone(self, kind: str, value: Any, start: int, end: int) -> None:
        if kind == "Html":
            self._html_line(start, end)
        elif self._is_silent:
            return
        elif kind == "Code":
            self._thread.pieces.append(Piece(SINGLE, start, end, value, CODE))
        elif kind == "InlineHtml":
            self._tag(value, start, end)
        elif kind != "TaskListMarker":
            shown = value if kind != "FootnoteReference" else ""
            self._thread.pieces.append(Piece(SINGLE, start, end, shown))

    def _tag(self, text: str, start: int, end: int) -> None:
        found = _TAG.match(text)
        name = found[2].lower() if found else ""
        thread = self._thread
        if not found or name in elements.VOID or text.endswith("/>"):
            shown = " " if name == "br" else ""
            thread.pieces.append(Piece(SINGLE, start, end, shown, HTML, name))
        else:
            thread.has_html = True
            thread.pieces.append(Piece(CLOSE if found[1] else OPEN, start, end, "", HTML, name))
        if found and not found[1] and "=" in text:
            has_addresses = self._elements.has_addresses
            thread.inner += elements.attribute_places(self._source, start, end, has_addresses=has_addresses)

    def _delimiter_size(self, name: str, start: int) -> int:
        """Bytes of the delimiter of emphasis or the like that begins at `start`."""
        return 2 if name == "Strong" or (name == "Strikethrough" and self._utf8.startswith(b"~~", start)) else 1

    def _open_link(self, name: str, data: Any, start: int, end: int) -> None:
        kind = data["link_type"]
        if kind in ("Autolink", "Email"):
            shown = self._source.slice(start + 1, end - 1)
            self._thread.pieces.append(Piece(SINGLE, start, end, shown))
            self._is_silent = True
            return
        pieces = self._thread.pieces
        opening = start + (2 if name == "Image" else 1)
        self._links.append(_Link(start, kind, data["title"], data["dest_url"], data["id"], len(pieces)))
        pieces.append(Piece(OPEN, start, opening, "", LINK))
        if name == "Image":
            self._outer.append(self._thread)
            self._thread = Thread()

    def _close_link(self, name: str, end: int) -> None:
        link = self._links.pop()
        if link.kind == "Collapsed" and self._utf8[end : end + 2] == b"[]":
            end += 2
        alternative = None
        if name == "Image":
            alternative, self._thread = self._thread, self._outer.pop()
        thread = self._thread
        opening = thread.pieces[link.index]
        inside = alternative.pieces if alternative else thread.pieces[-1:]
        last = inside[-1].end if inside else opening.end
        bracket = self._utf8.find(b"]", last, end)
        label = " ".join(link.label.split()) if link.kind in ("Collapsed", "Shortcut") else ""
        if alternative is None:
            opening.name = label
            thread.pieces.append(Piece(CLOSE, bracket, end, "", LINK, label))
        else:
            del thread.pieces[link.index :]
            thread.pieces.append(Piece(SINGLE, link.start, end))
            self._add_alternative(thread, alternative, link, label, bracket, end)
        if self._elements.has_addresses and link.kind == "Inline" and name == "Link":
            thread.inner += addresses.of_link(self._source, bracket, end, link.url)
        if link.title and link.kind == "Inline":
            thread.inner += titles.of_link(self._source, bracket, end, link.title, link.url)

    def _add_alternative(
        self, thread: Thread, alternative: Thread, link: _Link, label: str, bracket: int, end: int
    ) -> None:
        """The alternative text of an image is a unit of its own, inside the paragraph's."""
        made = make_unit(self._source, alternative, Role.ATTRIBUTE, note=link.url)
        if made is None:
            thread.inner += alternative.inner
            return
        unit, markups = made
        start = alternative.pieces[0].start
        context = Context(is_line=True, is_alternative=True, is_cell=self._containers[-1:] == ["TableCell"])
        suffix = f"][{label}]" if label else ""
        stop = end if label else alternative.pieces[-1].end
        thread.inner.append(Inline(start, stop, unit, alternative.inner, markups, context, suffix))

    def _finish(self) -> None:
        """End the paragraph that is being read: add its place."""
        thread, self._thread = self._thread, Thread()
        pieces = thread.pieces
        while pieces and pieces[-1].kind is SOFT_BREAK:
            pieces.pop()
        if not pieces or self._elements.is_closed_to(pieces[0].start):
            return
        role = self._role()
        context = self._context(pieces[0].start)
        if context.is_atx:
            _drop_attributes(pieces)
        for part in _definitions(thread) if self._has_definitions else (thread,):
            made = make_unit(self._source, part, role) if part.pieces else None
            inner = sorted(part.inner, key=_start_of) if part.inner else ()
            if made is None:
                self._ready += inner
                continue
            unit, markups = made
            self._elements.has_headline |= role is _HEADLINE
            pieces = part.pieces
            self._ready.append(Inline(pieces[0].start, pieces[-1].end, unit, inner, markups, context))

    def _context(self, start: int) -> Context:
        block = self._containers[-1] if self._containers else ""
        is_atx = block == "Heading" and self._heading < start and self._utf8[self._heading] == ord("#")
        return _context_of(block, is_atx)


@cache
def _context_of(block: str, is_atx: bool) -> Context:
    is_cell = block == "TableCell"
    is_heading = block == "Heading"
    return Context(is_atx or is_cell, is_atx, is_heading and not is_atx, is_cell, is_wrapped=not is_heading)


def _may_have_definitions(utf8: bytes) -> bool:
    """Does a line begin as that of a definition of a term does?"""
    return bool(_DEFINITION.match(utf8) or any(pattern.search(utf8) for pattern in _NEXT_DEFINITIONS))


def _definitions(thread: Thread) -> Iterator[Thread]:
    """A paragraph in parts where lines begin with `: `, which many tools read as definitions of a term."""
    pieces, cuts, depth = thread.pieces, [0], 0
    for index, piece in enumerate(pieces):
        depth += (piece.kind is OPEN) - (piece.kind is CLOSE)
        is_line = index == 0 or (pieces[index - 1].kind is SOFT_BREAK and not depth)
        if is_line and piece.kind is TEXT and piece.text.startswith((": ", ":\t")):
            blank = len(piece.text) - len(piece.text[1:].lstrip(" \t"))
            if piece.end - piece.start == len(piece.text.encode()):
                piece.start, piece.text = piece.start + blank, piece.text[blank:]
                cuts += [index] if index else []
    if len(cuts) == 1:
        yield thread
        return
    for start, end in pairwise([*cuts, len(pieces)]):
        part = pieces[start : end - 1] if end < len(pieces) else pieces[start:]
        first, last = part[0].start, part[-1].end
        inner = [place for place in thread.inner if first <= place.start < last]
        yield Thread(part, inner, thread.has_html)


_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{[:#.][^{}]*\}$")


def _drop_attributes(pieces: list[Piece]) -> None:
    """Leave `{#id .class}` behind a heading, as Pandoc and others write it, out of the unit."""
    last = pieces[-1]
    if last.kind is not TEXT or not last.text.endswith("}"):
        return
    found = _ATTRIBUTES.search(last.text)
    escapes = last.end - last.start - len(last.text.encode())
    if found and (escapes == 0 or (escapes == 1 and found.start())):
        last.end -= len(found[0].encode())
        last.text = last.text[: found.start()]
        if not last.text:
            pieces.pop()
