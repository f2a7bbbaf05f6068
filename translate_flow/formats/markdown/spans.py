"""What begins and ends inside a paragraph: emphasis, links, images, HTML tags."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from translate_flow.formats.markdown import addresses, elements, titles
from translate_flow.formats.markdown.pieces import CLOSE, EMPHASIS, HTML, LINK, OPEN, OTHER, SINGLE, STRIKE, STRONG
from translate_flow.formats.markdown.runs import Run, unit_of
from translate_flow.formats.markdown.source import Source
from translate_flow.formats.markdown.writing import Context, Inline
from translate_flow.model import Role

_DELIMITED = {"Emphasis": EMPHASIS, "Strong": STRONG, "Strikethrough": STRIKE}
NAMES = frozenset((*_DELIMITED, "Link", "Image"))
"""What the parser calls them."""
_ADDRESSES = frozenset(("Autolink", "Email"))
_LABELLED = frozenset(("Collapsed", "Shortcut"))
"""References whose text is their label."""
_ROLES = {
    "BlockQuote": Role.QUOTE,
    "Item": Role.LIST_ITEM,
    "FootnoteDefinition": Role.NOTE,
    "TableCell": Role.CELL,
}
IN_PARAGRAPH = Context(is_wrapped=True)
_IN_CELL = Context(is_line=True, is_cell=True, is_wrapped=True)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


class Block(NamedTuple):
    """A block that is open."""

    name: str
    role: Role
    """Role of the paragraphs in it."""
    context: Context
    """Where those stand."""


@cache
def block_in(name: str, role: Role) -> Block:
    """A block inside one of a role."""
    return Block(name, _ROLES.get(name, role), _IN_CELL if name == "TableCell" else IN_PARAGRAPH)


class Spans:
    """Reads emphasis, links, images and tags into the run that they stand in."""

    def __init__(self, source: Source, elements_seen: elements.Elements, blocks: Sequence[Block]) -> None:
        self._source = source
        self._utf8 = source.utf8
        self._elements = elements_seen
        self._blocks = blocks
        self.run = Run()
        """The run that is read: of the paragraph or, inside an image, of its alternative text."""
        self._outer: list[Run] = []
        """Those that it interrupts."""
        self._links: list[tuple[int, Any, int]] = []
        """Links and images that are open: offset, what the parser says of it, index of its opening half in the run."""

    def begin(self, name: str, value: Any, start: int, end: int) -> bool:
        """Read the start of a span. Is what it holds to be passed by?"""
        stretches = self.run.stretches
        if name in _DELIMITED:
            stretches.append((OPEN, start, start + self._delimiter_size(name, start), "", _DELIMITED[name], ""))
            return False
        data = value[name]
        if data["link_type"] in _ADDRESSES:
            stretches.append((SINGLE, start, end, self._source.slice(start + 1, end - 1), OTHER, ""))
            return True
        self._links.append((start, data, len(stretches)))
        if name == "Image":
            self._outer.append(self.run)
            self.run = Run()
        else:
            stretches.append((OPEN, start, start + 1, "", LINK, ""))
        return False

    def end(self, name: str, start: int, end: int) -> None:
        """Read the end of a span."""
        if name == "Link":
            self._close_link(end)
        elif name in _DELIMITED:
            self.run.stretches.append((CLOSE, end - self._delimiter_size(name, start), end, "", _DELIMITED[name], ""))
        else:
            self._close_image(end)

    def _delimiter_size(self, name: str, start: int) -> int:
        """Bytes of the delimiter of emphasis or the like that begins at `start`."""
        return 2 if name == "Strong" or (name == "Strikethrough" and self._utf8.startswith(b"~~", start)) else 1

    def add_tag(self, text: str, start: int, end: int) -> None:
        """Read an HTML tag."""
        found = _TAG.match(text)
        name = found[2].lower() if found else ""
        run = self.run
        if not found or name in elements.VOID or text.endswith("/>"):
            shown = " " if name == "br" else ""
            run.stretches.append((SINGLE, start, end, shown, HTML, name))
        else:
            run.has_html = True
            run.stretches.append((CLOSE if found[1] else OPEN, start, end, "", HTML, name))
        if found and not found[1] and "=" in text:
            has_addresses = self._elements.has_addresses
            run.inner += elements.attribute_places(self._source, start, end, has_addresses=has_addresses)

    def _close_link(self, end: int) -> None:
        start, data, index = self._links.pop()
        run = self.run
        stretches = run.stretches
        label = ""
        if data["link_type"] in _LABELLED:
            end, label = self._label(data, end)
            stretches[index] = (OPEN, start, start + 1, "", LINK, label)
        bracket = self._utf8.find(b"]", stretches[-1][2], end)
        stretches.append((CLOSE, bracket, end, "", LINK, label))
        if data["link_type"] == "Inline":
            if self._elements.has_addresses:
                run.inner += addresses.of_link(self._source, bracket, end, data["dest_url"])
            if data["title"]:
                run.inner += titles.of_link(self._source, bracket, end, data["title"], data["dest_url"])

    def _label(self, data: Any, end: int) -> tuple[int, str]:
        """Where a link or an image ends, and its label if that is its text."""
        kind = data["link_type"]
        if kind not in _LABELLED:
            return end, ""
        if kind == "Collapsed" and self._utf8[end : end + 2] == b"[]":
            end += 2
        return end, " ".join(data["id"].split())

    def _close_image(self, end: int) -> None:
        """An image is one stretch; its alternative text is a unit of its own, inside the paragraph's."""
        start, data, _ = self._links.pop()
        end, label = self._label(data, end)
        alternative, self.run = self.run, self._outer.pop()
        run, stretches = self.run, alternative.stretches
        bracket = self._utf8.find(b"]", stretches[-1][2] if stretches else start + 2, end)
        run.stretches.append((SINGLE, start, end, "", OTHER, ""))
        made = unit_of(self._source, alternative, Role.ATTRIBUTE, note=data["dest_url"])
        if made is None:
            run.inner += alternative.inner
        else:
            unit, marks = made
            context = Context(is_line=True, is_alternative=True, is_cell=self._blocks[-1].context.is_cell)
            suffix = f"][{label}]" if label else ""
            stop = end if label else stretches[-1][2]
            run.inner.append(Inline(stretches[0][1], stop, unit, alternative.inner, marks, context, suffix))
        if data["title"] and data["link_type"] == "Inline":
            run.inner += titles.of_link(self._source, bracket, end, data["title"], data["dest_url"])
