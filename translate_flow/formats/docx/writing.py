"""Writing runs: text, and bytes of the document that are written again."""

import re
from collections.abc import Sequence

from translate_flow.formats.inline.items import Format, Piece
from translate_flow.formats.xmlscan import Slice, Xml

NO_BREAK_HYPHEN, SOFT_HYPHEN = "\u2011", "\u00ad"

_CONTROLS = re.compile("(\r\n|[\n\r\v\f]|\t|[\u2011\u00ad])")


class Writer:
    """Collects runs: what looks the same goes into one."""

    def __init__(self, xml: Xml, slice_bytes: Slice, names: set[str]) -> None:
        self._xml = xml
        self._slice = slice_bytes
        self._names = names
        self._out: list[bytes] = []
        self._run: Format | None = None

    def pieces(self, pieces: Sequence[Piece]) -> None:
        """Write bytes of the document again."""
        for piece in pieces:
            if piece.is_apart:
                self._turn_to(None)
            self._turn_to(piece.run.format if piece.run else None)
            self._out.append(self._slice(piece.start, piece.end))
            if piece.is_apart:
                self._turn_to(None)

    def text(self, text: str, looks: Format) -> None:
        """Write text; breaks, tabs and hyphens become the elements that Word has for them."""
        for piece in _CONTROLS.split(text):
            if not piece:
                continue
            name = self._control(piece, looks)
            if looks.is_drawing and name == "br":
                self._turn_to(None)
                self._out.append(self._xml.encode(f"<{looks.prefix}br/>"))
                continue
            self._turn_to(looks)
            if name:
                self._out.append(self._xml.encode(f"<{looks.prefix}{name}/>"))
                continue
            is_bare = looks.is_drawing or piece.strip(" \n\t\r") == piece
            space = "" if is_bare else ' xml:space="preserve"'
            tag = f"{looks.prefix}t"
            self._out += (
                self._xml.encode(f"<{tag}{space}>"),
                self._xml.text(piece),
                self._xml.encode(f"</{tag}>"),
            )

    def done(self) -> bytes:
        """All that was written."""
        self._turn_to(None)
        return b"".join(self._out)

    def _control(self, text: str, looks: Format) -> str:
        """Name of the element that stands for a character; empty for text."""
        if text == NO_BREAK_HYPHEN:
            return "noBreakHyphen" if "w:noBreakHyphen" in self._names else ""
        if text == SOFT_HYPHEN:
            return "softHyphen" if "w:softHyphen" in self._names else ""
        if text == "\t":
            return "" if looks.is_drawing else "tab"
        return "br" if text in ("\n", "\r", "\r\n", "\v", "\f") else ""

    def _turn_to(self, looks: Format | None) -> None:
        if self._run is looks or (self._run and looks and self._run.key == looks.key):
            return
        if self._run:
            self._out.append(self._run.tail)
        if looks:
            self._out.append(looks.head)
        self._run = looks
