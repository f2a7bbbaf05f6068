"""Writing text of OpenDocument paragraphs, in which spaces, tabs and breaks are elements (ODF 1.3, 6.1)."""

import re
from collections.abc import Sequence

from translate_flow.formats.inline.items import Format, Piece
from translate_flow.formats.xmlscan import Slice, Xml

_CONTROLS = re.compile("(\r\n|[\n\r\v\f]|\t| +)")
_BREAKS = frozenset({"\r\n", "\n", "\r", "\v", "\f"})


class Writer:
    """Collects the content of a paragraph. A space that would be lost as white space becomes `text:s`."""

    def __init__(self, xml: Xml, copy: Slice, prefix: str) -> None:
        self._xml = xml
        self._copy = copy
        self._prefix = prefix
        self._out: list[bytes] = []
        self._spaces = 0
        self._is_spaced = True

    def pieces(self, pieces: Sequence[Piece]) -> None:
        """Write bytes of the document again."""
        for piece in pieces:
            self._settle(is_last=False)
            self._out.append(self._copy(piece.start, piece.end))

    def text(self, text: str, looks: Format) -> None:
        """Write text; there are no looks beside those of spans."""
        for piece in _CONTROLS.split(text):
            if piece.startswith(" "):
                self._spaces += len(piece)
            elif piece:
                self._settle(is_last=False)
                name = "line-break" if piece in _BREAKS else "tab" if piece == "\t" else ""
                if name:
                    self._out.append(self._xml.encode(f"<{self._prefix}{name}/>"))
                else:
                    self._out.append(self._xml.text(piece))
                self._is_spaced = False

    def done(self) -> bytes:
        """All that was written."""
        self._settle(is_last=True)
        return b"".join(self._out)

    def _settle(self, *, is_last: bool) -> None:
        """Write the spaces that wait: the first as it is, unless it would be lost, the others as `text:s`."""
        if not self._spaces:
            return
        is_kept = not self._is_spaced and not is_last
        more = self._spaces - is_kept
        count = f' {self._prefix}c="{more}"' if more > 1 else ""
        self._out.append(self._xml.encode(" " * is_kept))
        if more:
            self._out.append(self._xml.encode(f"<{self._prefix}s{count}/>"))
        self._spaces = 0
        self._is_spaced = is_kept and not more
