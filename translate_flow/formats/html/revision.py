"""Hands units to `visit` and keeps what comes back as edits of the source."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import NamedTuple

from translate_flow import tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Parts, Visit
from translate_flow.formats.html import references, writing
from translate_flow.formats.html.flow import Flow
from translate_flow.formats.html.scanning import LINE_BREAK
from translate_flow.model import Role, Unit

_NOT_IN_HTML = re.compile("\0")
# XML 1.0, production 2
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Edit(NamedTuple):
    """New text for a stretch of the source."""

    start: int
    end: int
    text: str


def splice(text: str, edits: Sequence[Edit], start: int, end: int) -> str:
    """A stretch of a text with edits, in order, in place of what they replace."""
    out: list[str] = []
    for edit in edits:
        out += text[start : edit.start], edit.text
        start = edit.end
    out.append(text[start:end])
    return "".join(out)


class Revision:
    """The edits of a document."""

    def __init__(self, text: str, visit: Visit, *, is_xml: bool) -> None:
        self.text = text
        self.visit = visit
        self.unwritable = _NOT_IN_XML if is_xml else _NOT_IN_HTML
        self.edits: list[Edit] = []
        """In the order of the source; none overlaps another."""
        self.has_headline = False
        found = LINE_BREAK.search(text)
        self.line_break = found[0] if found else "\n"

    def offer(self, flow: Flow, role: Role, begin: int = -1) -> None:
        """Visit a text; `begin`: offset of an element's content in which parsers drop a first line break."""
        if role is Role.HEADLINE:
            role = Role.PARAGRAPH if self.has_headline else role
            self.has_headline = True
        parts = self.visit(Unit(flow.source, flow.codes, role))
        if parts is None or _is_echo(parts, flow):
            return
        self.check(parts)
        habit = references.habits(self.text[flow.start : flow.end])
        written = writing.write(flow, parts, self.patched, habit, self.line_break)
        if flow.start == begin and written.startswith(("\n", "\r")):
            written = f"\n{written}"
        self.edit(flow.start, flow.end, written)

    def offer_value(self, flow: Flow, quote: str, role: Role, note: str) -> None:
        """Visit the value of an attribute, which stands in such quotation marks or in none."""
        parts = self.visit(Unit(flow.source, flow.codes, role, note=note))
        if parts is None or _is_echo(parts, flow):
            return
        self.check(parts)
        habit = references.habits(self.text[flow.start : flow.end])

        def escape(literal: str) -> str:
            return references.escape_value(literal, quote or '"', habit)

        written = tagged.render(parts, flow.codes, escape)
        self.edit(flow.start, flow.end, written if quote else references.quoted(written))

    def check(self, parts: Parts) -> None:
        """Raise BadInput where a translation has a character that no reference could write either."""
        for part in parts:
            if isinstance(part, str) and (found := self.unwritable.search(part)):
                raise BadInput(
                    f"The control character U+{ord(found[0]):04X} cannot be written in HTML: {part[:60]!r}.",
                    "Delete it from the translation.",
                )

    def edit(self, start: int, end: int, text: str) -> None:
        """Replace a stretch of the source; the new text holds the edits inside of it already."""
        edits = self.edits
        if not edits or edits[-1].start < start:
            edits.append(Edit(start, end, text))
            return
        first, last = bisect_left(edits, (start,)), bisect_left(edits, (end,))
        edits[first:last] = [Edit(start, end, text)]

    def insert(self, at: int, text: str) -> None:
        """Put new text into the source, behind an edit that may stretch over the place."""
        before = bisect_left(self.edits, (at,))
        if before and self.edits[before - 1].end > at:
            at = self.edits[before - 1].end
        insort(self.edits, Edit(at, at, text))

    def patched(self, start: int, end: int) -> str:
        """A stretch of the source with the edits inside."""
        if not self.edits or self.edits[-1].end <= start:
            return self.text[start:end]
        first, last = bisect_left(self.edits, (start,)), bisect_left(self.edits, (end,))
        return splice(self.text, self.edits[first:last], start, end)


def _is_echo(parts: Parts, flow: Flow) -> bool:
    if not flow.codes:
        return len(parts) == 1 and parts[0] == flow.source
    return tuple(parts) == tagged.parse(flow.source, flow.codes)
