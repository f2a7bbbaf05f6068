"""Hands units to `visit` and keeps what comes back as edits of the source."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import NamedTuple

from translate_flow import tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Parts, Visit
from translate_flow.formats.html import credit, references, writing
from translate_flow.formats.html.flow import Offer
from translate_flow.formats.html.page import Page
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

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.text
        self.unwritable = _NOT_IN_XML if page.is_xml else _NOT_IN_HTML
        self.edits: list[Edit] = []
        """In the order of the source; none overlaps another."""
        found = LINE_BREAK.search(page.text)
        self.line_break = found[0] if found else "\n"

    def visit(self, visit: Visit) -> None:
        """Hand every unit to `visit`, then the credit slot."""
        for offer in self.page.offers:
            parts = visit(offer.unit)
            if parts is not None and not _is_echo(parts, offer.unit):
                self.check(parts)
                self._change(offer, parts)
        line = visit(Unit("", role=Role.CREDIT)) if self.page.has_last else None
        place = self.page.last if line else None
        if line and place:
            written = references.escape("".join(str(part) for part in line), {})
            self._insert(place.at, credit.paragraph(place, written, is_xml=self.page.is_xml))

    def _change(self, offer: Offer, parts: Parts) -> None:
        start, end, quote = offer.start, offer.end, offer.quote
        habit = references.habits(self.text[start:end])
        if quote is None:
            written = writing.write(offer, parts, self._patched, habit, self.line_break)
            if start == offer.begin and written.startswith(("\n", "\r")):
                written = f"\n{written}"
        else:
            mark = quote or '"'
            written = tagged.render(parts, offer.unit.codes, lambda text: references.escape_value(text, mark, habit))
            written = written if quote else references.quoted(written)
        self._edit(start, end, written)

    def check(self, parts: Parts) -> None:
        """Raise BadInput where a translation has a character that no reference could write either."""
        for part in parts:
            if isinstance(part, str) and (found := self.unwritable.search(part)):
                raise BadInput(
                    f"The control character U+{ord(found[0]):04X} cannot be written in HTML: {part[:60]!r}.",
                    "Delete it from the translation.",
                )

    def _edit(self, start: int, end: int, text: str) -> None:
        """Replace a stretch of the source; the new text holds the edits inside of it already."""
        edits = self.edits
        if not edits or edits[-1].start < start:
            edits.append(Edit(start, end, text))
            return
        first, last = bisect_left(edits, (start,)), bisect_left(edits, (end,))
        edits[first:last] = [Edit(start, end, text)]

    def _insert(self, at: int, text: str) -> None:
        """Put new text into the source, behind an edit that may stretch over the place."""
        before = bisect_left(self.edits, (at,))
        if before and self.edits[before - 1].end > at:
            at = self.edits[before - 1].end
        insort(self.edits, Edit(at, at, text))

    def _patched(self, start: int, end: int) -> str:
        """A stretch of the source with the edits inside."""
        if not self.edits or self.edits[-1].end <= start:
            return self.text[start:end]
        first, last = bisect_left(self.edits, (start,)), bisect_left(self.edits, (end,))
        return splice(self.text, self.edits[first:last], start, end)


def _is_echo(parts: Parts, unit: Unit) -> bool:
    codes = unit.codes
    if not codes:
        return len(parts) == 1 and parts[0] == unit.source
    return tuple(parts) == tagged.parse(unit.source, codes)
