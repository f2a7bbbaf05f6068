"""Elements of an XLIFF file with the places of their tags and contents, and patches of both."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from translate_flow.formats.xmlscan import Event, Kind, Patch, Xml
from translate_flow.records import frozen

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_NAMESPACES = (*(f"urn:oasis:names:tc:xliff:document:{version}" for version in ("1.1", "1.2", "2.0", "2.1", "2.2")),)
PREFIXES = {XML_NAMESPACE: "xml"} | dict.fromkeys(_NAMESPACES, "x")
_UNITS = frozenset({"trans-unit", "unit"})


@dataclass(slots=True)
class Element:
    """An element with what is in it."""

    event: Event
    """Its start tag."""
    name: str
    """Its name; XLIFF's own without a prefix, others as `{namespace}name`."""
    content: "list[Element | Event]" = field(default_factory=list)
    """Elements and events in it."""
    inner_end: int = 0
    """Offset of its end tag."""
    end: int = 0
    """Offset behind its end tag."""

    @property
    def start(self) -> int:
        """Offset of its start tag."""
        return self.event.start

    @property
    def inner_start(self) -> int:
        """Offset of its content."""
        return self.event.end

    def get(self, attribute: str) -> str:
        """Value of an attribute; empty if it is not there."""
        return self.event.attributes.get(attribute, "")

    def children(self, name: str) -> "list[Element]":
        """Elements of a name directly in it."""
        return [one for one in self.content if isinstance(one, Element) and one.name == name]

    def child(self, name: str) -> "Element | None":
        """The first element of a name directly in it."""
        return next(iter(self.children(name)), None)

    def descendants(self, name: str) -> "Iterator[Element]":
        """Elements of a name at any depth in it, but not inside one another."""
        for one in self.content:
            if isinstance(one, Element):
                if one.name == name:
                    yield one
                else:
                    yield from one.descendants(name)

    @property
    def text(self) -> str:
        """The characters in it."""
        return "".join(
            one.text if isinstance(one, Element) or one.kind in (Kind.TEXT, Kind.CDATA) else "" for one in self.content
        )


@frozen
class Place:
    """Where in the file a unit stands."""

    ancestors: tuple[Element, ...]
    """Start tags of the elements around it, the root first; they have no content here."""
    unit: Element
    """The unit with all that is in it."""

    def inherited(self, attribute: str) -> str:
        """Value of an attribute that is handed down, such as `translate` and `xml:space`."""
        for element in (self.unit, *reversed(self.ancestors)):
            if element.get(attribute):
                return element.get(attribute)
        return ""

    def ancestor(self, name: str) -> Element | None:
        """The element of a name around it."""
        return next((one for one in reversed(self.ancestors) if one.name == name), None)


def places(xml: Xml) -> Iterator[Place | Element]:
    """The root, without content, then the units of a file in order.

    Raises BadInput as `Xml.events` does.
    """
    outside: list[Element] = []
    inside: list[Element] = []
    for event in xml.events():
        if event.kind is Kind.START:
            element = Element(event, event.name.removeprefix("x:"))
            if inside:
                inside[-1].content.append(element)
                inside.append(element)
            elif element.name in _UNITS:
                inside.append(element)
            else:
                if not outside:
                    yield element
                outside.append(element)
        elif event.kind is Kind.END:
            if not inside:
                outside.pop()
                continue
            element = inside.pop()
            element.inner_end, element.end = event.start, event.end
            if not inside:
                yield Place(tuple(outside), element)
        elif inside:
            inside[-1].content.append(event)


def set_attribute(xml: Xml, element: Element, name: str, value: str) -> list[Patch]:
    """Give an attribute a value; nothing to do if it has it."""
    if element.get(name) == value:
        return []
    if name in element.event.attributes:
        span = xml.value_spans(element.event)[name]
        return [(*span, xml.value(value, xml.value_quote(span)))]
    place = _tag_end(xml, element)
    return [(place, place, xml.encode(f' {name}="') + xml.value(value) + xml.encode('"'))]


def remove_attribute(xml: Xml, element: Element, name: str) -> list[Patch]:
    """Take an attribute out of a start tag, with the white space before it."""
    if name not in element.event.attributes:
        return []
    quote = len(xml.encode('"')) - len(xml.encode(""))
    value_start, value_end = xml.value_spans(element.event)[name]
    before = xml.data[element.start : value_start].decode(xml.encoding)
    kept = before[: before.rindex(name)].rstrip()
    return [(element.start + len(kept.encode(xml.encoding)), value_end + quote, b"")]


def set_content(xml: Xml, element: Element, markup: bytes) -> Patch:
    """Give an element another content; a self-closing one gets an end tag."""
    if not element.event.is_empty:
        return element.inner_start, element.inner_end, markup
    end_tag = xml.encode(f"</{xml.written_name(element.event)}>")
    place = element.event.end - len("/>".encode(xml.encoding))
    return place, element.event.end, xml.encode(">") + markup + end_tag


def inner(xml: Xml, element: Element) -> bytes:
    """The content of an element as it is written."""
    return xml.data[element.inner_start : element.inner_end]


def sibling(xml: Xml, source: Element, name: str, attributes: str, markup: bytes) -> bytes:
    """A new element beside one whose prefix it shares."""
    prefix, colon, _ = xml.written_name(source.event).rpartition(":")
    written = f"{prefix}{colon}{name}"
    return xml.encode(f"<{written}{attributes}>") + markup + xml.encode(f"</{written}>")


def indentation(xml: Xml, parent: Element, element: Element) -> bytes:
    """White space before an element, from the line break on; empty where it does not begin a line."""
    index = parent.content.index(element)
    before = parent.content[index - 1] if index else None
    if not isinstance(before, Event) or before.kind is not Kind.TEXT or before.text.strip():
        return b""
    raw = xml.raw(before)
    at = max(raw.rfind("\r\n"), raw.rfind("\n") if "\r\n" not in raw else -1)
    return raw[at:].encode(xml.encoding) if at >= 0 else b""


def _tag_end(xml: Xml, element: Element) -> int:
    """Offset behind the last attribute of a start tag."""
    raw = xml.raw(element.event)
    kept = raw[: -2 if element.event.is_empty else -1].rstrip()
    return element.start + len(kept.encode(xml.encoding))
