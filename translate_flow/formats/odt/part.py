"""One XML part of an OpenDocument text: paragraphs are found, offered and written in one pass."""

from dataclasses import dataclass

from translate_flow import tagged
from translate_flow.formats import Visit
from translate_flow.formats.inline.items import PLAIN
from translate_flow.formats.inline.paragraph import Paragraph
from translate_flow.formats.odt.content import Content, without_page_number
from translate_flow.formats.odt.styles import Styles
from translate_flow.formats.odt.writing import Writer
from translate_flow.formats.xmlscan import Event, Kind, Patch, Patches, Xml
from translate_flow.formats.xmltext import offer_text
from translate_flow.model import Role

_PARAGRAPHS = frozenset({"text:p", "text:h"})
# deleted text, and templates from which indexes are made
_SKIPPED = frozenset({"text:tracked-changes", "text:note-citation", "office:binary-data"})
_SOURCES = "-source"
_GENERATED = frozenset({"text:alphabetical-index", "text:bibliography"})
_TITLES = frozenset({"svg:title", "svg:desc", "table:title", "table:desc"})
_METADATA = frozenset({"dc:title", "dc:subject", "dc:description", "meta:keyword"})
_LISTS = frozenset({"text:list-item", "text:list-header"})
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_BOXES = frozenset({"draw:text-box", "text:note-body", "office:annotation"})


@dataclass(slots=True)
class Last:
    """Where a credit line can stand, and what it should look like."""

    place: int = 0
    """Offset before which it is put; 0 where there is no place for one."""
    prefix: str = "text:"
    """Prefix of paragraphs' names."""
    style: str = ""
    """Style of the last paragraph."""


@dataclass(slots=True)
class _Where:
    """What surrounds a paragraph."""

    role: Role = Role.PARAGRAPH
    depth: int = 0
    """How many lists, cells and boxes it stands in."""
    is_generated: bool = False
    """Is it made from marks in the text?"""
    is_entry: bool = False
    """Is it an entry of an index?"""
    is_number: bool = False
    """Is it the shown form of a number in a chart's table?"""


class Part:
    """One pass over a part: `scan` offers its units and collects `patches`."""

    def __init__(self, xml: Xml, visit: Visit, styles: Styles, *, with_comments: bool, is_object: bool = False) -> None:
        self.xml = xml
        self.patches = Patches(xml.data)
        self.last = Last()
        self._visit = visit
        self._styles = styles
        self._with_comments = with_comments
        self._is_object = is_object
        self._events = xml.events()
        self._where = _Where()

    def scan(self) -> None:
        """Offer all units of the part, in order."""
        for event in self._events:
            if event.kind is Kind.START:
                self._element(event)

    def credit(self, text: str) -> Patch:
        """A paragraph for the end of the text."""
        prefix = self.last.prefix
        writer = Writer(self.xml, lambda start, end: b"", prefix)
        writer.text(text, PLAIN)
        style = self._styles.repeated(self.last.style)
        named = f' {prefix}style-name="' if style else ""
        value = self.xml.value(style) + self.xml.encode('"') if style else b""
        start = self.xml.encode(f"<{prefix}p{named}") + value + self.xml.encode(">")
        new = start + writer.done() + self.xml.encode(f"</{prefix}p>")
        return self.last.place, self.last.place, new

    def _element(self, start: Event) -> tuple[Event, str]:
        """Read an element to its end and offer the units in it; returns its END and its text."""
        name = start.name
        if name in _PARAGRAPHS:
            return self._paragraph(start), ""
        if name in _TITLES or name in _METADATA:
            return self._title(start), ""
        if name in _SKIPPED or name.endswith(_SOURCES):
            return self._skip(start), ""
        if name == "office:annotation" and not self._with_comments:
            return self._skip(start), ""
        where = self._where
        self._where = self._inside(start, where)
        texts: list[str] = []
        end = start
        for event in self._events:
            if event.kind is Kind.START:
                texts.append(self._element(event)[1])
            elif event.kind is Kind.TEXT or event.kind is Kind.CDATA:
                texts.append(event.text)
            elif event.kind is Kind.END:
                end = event
                break
        self._where = where
        if name == "office:text":
            self.last.place = end.start
        return end, "".join(texts)

    def _inside(self, start: Event, where: _Where) -> _Where:
        """What surrounds paragraphs in an element."""
        name = start.name
        if name in _LISTS:
            return _Where(where.role if where.role is not Role.PARAGRAPH else Role.LIST_ITEM, where.depth + 1)
        if name in _CELLS:
            is_number = self._is_object and start.attributes.get("office:value-type", "string") != "string"
            return _Where(Role.CELL, where.depth + 1, is_number=is_number)
        if name in _BOXES:
            return _Where(Role.PARAGRAPH if name == "draw:text-box" else Role.NOTE, where.depth + 1)
        if name in _GENERATED:
            return _Where(where.role, where.depth + 1, is_generated=True)
        if name == "text:index-title":
            return _Where(where.role, where.depth + 1)
        if name == "text:index-body":
            return _Where(where.role, where.depth + 1, where.is_generated, is_entry=True)
        return where

    def _paragraph(self, start: Event) -> Event:
        mark = len(self.patches)
        content = Content(self._events, self._element, self._styles)
        items = content.read()
        where = self._where
        if where.is_generated or where.is_number:
            return content.end
        if where.is_entry:
            items = without_page_number(items)
        style = start.attributes.get("text:style-name", "")
        paragraph = Paragraph(self.xml, items, self._role(start.name, style), content.ghosts)
        if paragraph.is_empty or self._styles.is_code("paragraph", style):
            return content.end
        prefix = self.xml.written_name(start)[:-1]
        self._offer(paragraph, mark, prefix)
        if paragraph.unit.role is Role.PARAGRAPH and not where.depth:
            self.last.prefix, self.last.style = prefix, style
        return content.end

    def _offer(self, paragraph: Paragraph, mark: int, prefix: str) -> None:
        unit = paragraph.unit
        parts = self._visit(unit)
        if parts is None or tuple(parts) == tagged.parse(unit.source, unit.codes):
            return
        self.patches.enclose(
            mark, paragraph.span, lambda copy: paragraph.written(parts, Writer(self.xml, copy, prefix))
        )

    def _role(self, name: str, style: str) -> Role:
        where = self._where.role
        if where is Role.NOTE:
            return where
        if name == "text:h":
            return Role.HEADLINE
        role = self._styles.role(style)
        return where if role is Role.PARAGRAPH else role

    def _title(self, start: Event) -> Event:
        """An element that holds but text."""
        texts: list[Event] = []
        for event in self._events:
            if event.kind is Kind.END:
                role = Role.METADATA if start.name in _METADATA else Role.ATTRIBUTE
                if start.name.startswith("dc:") and self._where.role is Role.NOTE:
                    return event
                self.patches.add(*offer_text(self.xml, texts, self._visit, role))
                return event
            if event.kind is Kind.START:
                return self._skip(start, 2)
            texts.append(event)
        raise AssertionError(f"{start.name} has no end")

    def _skip(self, start: Event, depth: int = 1) -> Event:
        """Read an element to its end without a look at it."""
        for event in self._events:
            depth += (event.kind is Kind.START) - (event.kind is Kind.END)
            if not depth:
                return event
        raise AssertionError(f"{start.name} has no end")
