"""One XML part of a Word document: paragraphs are found, offered and written in one pass over its events."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from translate_flow import tagged
from translate_flow.formats import Parts, Visit
from translate_flow.formats.docx.content import Content, is_binding
from translate_flow.formats.docx.fields import Field, resolve
from translate_flow.formats.docx.styles import Styles
from translate_flow.formats.docx.writing import Writer
from translate_flow.formats.inline.items import Format, Item, Sort
from translate_flow.formats.inline.paragraph import Paragraph
from translate_flow.formats.xmlscan import Event, Kind, Patches, Xml
from translate_flow.formats.xmltext import offer_text
from translate_flow.model import Role, Unit

_PARAGRAPHS = frozenset({"w:p", "a:p"})
_SCOPES = frozenset(
    {"w:tc", "w:sdt", "w:body", "w:sectPr", "w:txbxContent", "mc:AlternateContent", "mc:Choice", "mc:Fallback"}
)
# what a chart keeps of the texts in its table: names of series and categories
_LABELS = frozenset({"c:tx", "c:strCache", "c:multiLvlStrCache", "c:strLit", "cx:txData", "cx:strDim"})
_LABEL = frozenset({"c:v", "cx:v", "cx:pt"})
_ALT_TEXTS: Mapping[str, tuple[str, ...]] = {
    "wp:docPr": ("title", "descr"),
    "pic:cNvPr": ("title", "descr"),
    "v:shape": ("alt",),
    "v:textpath": ("string",),
    "w:tblCaption": ("w:val",),
    "w:tblDescription": ("w:val",),
    "w:hyperlink": ("w:tooltip",),
}


@dataclass(slots=True)
class Properties:
    """What a paragraph says of itself (`w:pPr`)."""

    start: int = 0
    """Offset of its first byte; 0 without any."""
    end: int = 0
    """Offset behind its last byte."""
    style: str = ""
    """Id of its style."""
    is_list: bool = False
    """Is it numbered by itself?"""
    level: int = 9
    """Outline level; 0–8 are headings."""
    children: list[tuple[str, int, int]] = field(default_factory=list)
    """Names and places of its elements."""


class Twins:
    """Results for texts that stand several times, in copies that must agree: they are translated once."""

    def __init__(self) -> None:
        self._known: dict[object, list[Parts | None]] = {}
        self._waiting: dict[object, deque[Parts | None]] = {}

    def begin_copy(self) -> None:
        """Another copy begins: what is known may be used again, once for each time it stood before."""
        self._waiting = {key: deque(results) for key, results in self._known.items()}

    def take(self, unit: Unit) -> tuple[Parts | None] | None:
        """The result for the same unit in the copy before; None if it was not there."""
        waiting = self._waiting.get(_shape(unit))
        return (waiting.popleft(),) if waiting else None

    def add(self, unit: Unit, result: Parts | None) -> None:
        """Remember a result."""
        self._known.setdefault(_shape(unit), []).append(result)


@dataclass(slots=True)
class Last:
    """Where a credit line can stand in the main part, and what it should look like."""

    place: int = 0
    """Offset before which it is put."""
    section: int = 0
    """Offset of the last section's properties."""
    prefix: str = ""
    """Prefix of the body's elements, such as `w:`."""
    properties: Properties | None = None
    """Of the paragraph that it copies."""
    format: Format | None = None
    """Looks of its text."""


class Part:
    """One pass over a part: `scan` offers its units and collects `patches`."""

    def __init__(self, xml: Xml, visit: Visit, styles: Styles, role: Role, *, with_hidden: bool) -> None:
        self.xml = xml
        self._visit = visit
        self._styles = styles
        self._role = role
        self._events: Iterator[Event] = xml.events()
        self._inner = Content(
            xml, self._events, self._element, self._alt_texts, styles.is_code, with_hidden=with_hidden
        )
        self.patches = Patches(xml.data)
        self._fields: list[Field] = []
        # places of what the content controls around, and before in the paragraph, are bound to
        self._bindings = self._inner.bindings
        self._unbound: set[tuple[int, int]] = set()
        self._cells = self._boxes = self._labelled = 0
        self._labels: dict[str, Parts | None] = {}
        self._alts: dict[str, Parts | None] = {}
        self.twins: list[Twins] = []
        self.last = Last()

    def scan(self) -> None:
        """Offer all units of the part, in order."""
        for event in self._events:
            if event.kind is Kind.START:
                self._element(event)

    def _element(self, start: Event) -> Event:
        """Read an element to its end and offer the paragraphs in it; returns the END event."""
        if start.name in _SCOPES:
            return self._scope(start)
        self._alt_texts(start)
        return self._content(start)

    def _content(self, start: Event) -> Event:
        """Read what is in an element, and its END, which is returned."""
        depth = 1
        for event in self._events:
            if event.kind is Kind.START:
                if event.name in _PARAGRAPHS:
                    self._paragraph(event)
                elif event.name in _SCOPES or event.name in _LABELS:
                    self._scope(event)
                elif self._labelled and event.name in _LABEL:
                    self._label()
                elif is_binding(event):
                    self._bindings.append((event.start, self._content(event).end))
                else:
                    depth += 1
                    self._alt_texts(event)
            elif event.kind is Kind.END:
                depth -= 1
                if not depth:
                    return event
        raise AssertionError(f"{start.name} has no end")

    def _scope(self, start: Event) -> Event:
        """An element in which other rules hold."""
        if start.name in _LABELS:
            is_text = start.attributes.get("type", "cat") == "cat"
            self._labelled += is_text
            end = self._content(start)
            self._labelled -= is_text
            return end
        if start.name == "w:tc":
            self._cells += 1
            end = self._content(start)
            self._cells -= 1
            return end
        if start.name == "w:sdt":
            mark = len(self._bindings)
            end = self._content(start)
            del self._bindings[mark:]
            return end
        if start.name == "w:txbxContent":
            return self._text_box(start)
        if start.name == "mc:AlternateContent":
            self.twins.append(Twins())
            end = self._content(start)
            self.twins.pop()
            return end
        if start.name in ("mc:Choice", "mc:Fallback") and self.twins:
            self.twins[-1].begin_copy()
        if start.name == "w:sectPr":
            self.last.section = start.start
        end = self._content(start)
        if start.name == "w:body":
            self.last.place = self.last.section or end.start
            self.last.prefix = self.xml.written_name(start).removesuffix("body")
        return end

    def _text_box(self, start: Event) -> Event:
        cells, fields = self._cells, self._fields
        self._cells, self._fields = 0, []
        self._boxes += 1
        end = self._content(start)
        self._cells, self._fields = cells, fields
        self._boxes -= 1
        return end

    def _label(self) -> None:
        """A text of a chart's table, up to its END; a chart repeats its categories for each series."""
        texts: list[Event] = []
        for event in self._events:
            if event.kind is Kind.END:
                break
            texts.append(event)

        def ask(unit: Unit) -> Parts | None:
            if unit.source not in self._labels:
                self._labels[unit.source] = self._ask(unit)
            return self._labels[unit.source]

        if all(event.kind is Kind.TEXT or event.kind is Kind.CDATA for event in texts):
            self.patches.add(*offer_text(self.xml, texts, ask, self._role))

    def _paragraph(self, start: Event) -> None:
        properties = Properties()
        items: list[Item] = []
        mark, bound = len(self.patches), len(self._bindings)
        for event in self._events:
            if event.kind is Kind.START:
                if event.name == "w:pPr":
                    properties = self._properties(event)
                else:
                    self._inner.read(items, event)
            elif event.kind is Kind.END:
                break
        ghosts = [item for item in items if item.sort is Sort.GHOST]
        items = resolve((item for item in items if item.sort is not Sort.GHOST), self._fields)
        paragraph = Paragraph(self.xml, items, self._role_of(properties), ghosts)
        if not paragraph.is_empty and not self._styles.is_code(properties.style):
            self._offer(paragraph, mark)
            self._note_last(properties, paragraph)
        del self._bindings[bound:]

    def _offer(self, paragraph: Paragraph, mark: int) -> None:
        """Ask for a paragraph's target; what was changed inside it goes into its own patch."""
        parts = self._ask(paragraph.unit)
        if parts is None or tuple(parts) == tagged.parse(paragraph.unit.source, paragraph.unit.codes):
            return
        self._unbind()
        self.patches.enclose(
            mark,
            paragraph.span,
            lambda copy: paragraph.written(parts, Writer(self.xml, copy, paragraph.names)),
        )

    def _unbind(self) -> None:
        """A new text is what its content control holds, not the data that this was bound to."""
        for place in self._bindings:
            if place not in self._unbound:
                self._unbound.add(place)
                self.patches.add((*place, b""))

    def _ask(self, unit: Unit) -> Parts | None:
        for twins in reversed(self.twins):
            if known := twins.take(unit):
                return known[0]
        result = self._visit(unit)
        for twins in self.twins:
            twins.add(unit, result)
        return result

    def _note_last(self, properties: Properties, paragraph: Paragraph) -> None:
        if self._cells or self._boxes or paragraph.unit.role is not Role.PARAGRAPH:
            return
        self.last.properties, self.last.format = properties, paragraph.format

    def _properties(self, start: Event) -> Properties:
        """Read `w:pPr`."""
        found = Properties(start.start)
        for event in self._events:
            if event.kind is Kind.END and event.name == "w:pPr":
                found.end = event.end
                break
            if event.kind is not Kind.START:
                continue
            value = event.attributes.get("w:val", "")
            if event.name == "w:pStyle":
                found.style = value
            elif event.name == "w:outlineLvl" and value.isdigit():
                found.level = int(value)
            is_numbered = [event.name == "w:numPr"]
            end = self._skip(event, is_numbered)
            found.is_list |= is_numbered[0]
            found.children.append((event.name, event.start, end.end))
        return found

    def _skip(self, start: Event, is_numbered: list[bool]) -> Event:
        """Read an element of properties to its end; numbering 0 means none."""
        depth = 1
        for event in self._events:
            if event.kind is Kind.START:
                depth += 1
                if event.name == "w:numId" and event.attributes.get("w:val") == "0":
                    is_numbered[0] = False
            elif event.kind is Kind.END:
                depth -= 1
                if not depth:
                    return event
        raise AssertionError(f"{start.name} has no end")

    def _role_of(self, properties: Properties) -> Role:
        if self._role is not Role.PARAGRAPH:
            return self._role
        if properties.level < 9:
            return Role.HEADLINE
        role = self._styles.role(properties.style)
        if role is Role.PARAGRAPH and properties.is_list:
            role = Role.LIST_ITEM
        if self._cells and role in (Role.PARAGRAPH, Role.LIST_ITEM):
            return Role.CELL
        return role

    def _alt_texts(self, start: Event) -> None:
        """Offer texts in attributes; the same text in the same drawing has the same translation."""
        names = [name for name in _ALT_TEXTS.get(start.name, ()) if start.attributes.get(name, "").strip()]
        if start.name == "wp:docPr":
            self._alts = {}
        for name in names:
            value = start.attributes[name]
            if start.name == "pic:cNvPr":
                result = self._alts.get(value)
            else:
                source, codes = tagged.protect(value)
                unit = Unit(source, codes, Role.ATTRIBUTE)
                parts = self._ask(unit)
                is_same = parts is None or tuple(parts) == tagged.parse(source, codes)
                result = None if is_same or parts is None else (tagged.render(parts, codes),)
                self._alts[value] = result
            if result:
                span = self.xml.value_spans(start)[name]
                new = self.xml.value(str(result[0]), self.xml.value_quote(span))
                self.patches.add((*span, new))


def _shape(unit: Unit) -> object:
    return unit.source, tuple((code.id, code.is_paired) for code in unit.codes)
