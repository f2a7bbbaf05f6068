"""XML with byte offsets: expat's events, and patches between them that leave every other byte as it is.

expat says where each event begins (`CurrentByteIndex`); an event ends where the next one begins. Re-writing a
document with a serialiser keeps its meaning and loses its bytes; patching between offsets keeps both.
"""

import codecs
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple
from xml.parsers import expat

from translate_flow.errors import BadInput
from translate_flow.formats.decoding import text_codec

DEPTH_LIMIT = 200
"""Elements inside one another that are accepted; expat itself has no limit, and no article needs more."""

Patch = tuple[int, int, bytes]
"""Bytes to put in place of those from the first offset to the second one."""

Slice = Callable[[int, int], bytes]
"""Gives the bytes between two offsets with what was changed inside them."""

_PIECE = 1 << 16  # bytes parsed before events are handed on: bounds the memory of a scan
_SEPARATOR = "\f"  # no XML document can hold it, so it parts namespace and name unmistakably
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_ATTRIBUTE = re.compile(r"""\s([^\s=<>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Kind(Enum):
    """What an event is."""

    START = auto()
    END = auto()
    TEXT = auto()
    CDATA = auto()
    COMMENT = auto()
    INSTRUCTION = auto()
    ENTITY = auto()
    """A reference to an entity that the document does not declare (its external DTD may)."""


class Event(NamedTuple):
    """Something that stands in a document, from byte `start` to byte `end`."""

    kind: Kind
    """What it is."""
    start: int
    """Offset of its first byte."""
    end: int
    """Offset behind its last byte; the END of a self-closing element has no bytes of its own."""
    name: str = ""
    """Of an element `prefix:local` by the prefixes asked for, else `{namespace}local`, or `local` without
    a namespace; of an instruction its target; of an entity its name."""
    attributes: Mapping[str, str] = {}
    """Of a START, in document order, by names formed as `name` is; without namespace declarations."""
    text: str = ""
    """Of TEXT, CDATA, COMMENT and INSTRUCTION: the characters, with references resolved."""
    is_empty: bool = False
    """Is it the START of a self-closing element, `<a/>`?"""


@dataclass(frozen=True)
class Xml:
    """The bytes of an XML document, to be scanned and patched."""

    data: bytes
    """The document as it is stored."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefixes for events' names by namespace; several namespaces may share one (strict and transitional)."""
    place: str = ""
    """Which file it is, for messages."""

    @cached_property
    def encoding(self) -> str:
        """Codec of the bytes: by byte-order mark, else shape of the first character, else declaration.

        Raises BadInput if there is no such codec.
        """
        for mark, name in _BOMS:
            if self.data.startswith(mark):
                return name
        if self.data.startswith((b"<\0", b"\0<")):
            return "utf-16-le" if self.data[0] else "utf-16-be"
        declared = _DECLARED.match(self.data)
        name = declared[1].decode("ascii") if declared else "utf-8"
        codec = text_codec(name)
        if codec is None:
            raise self._bad(f"the encoding {name!r} is not known")
        return codec

    def events(self) -> Iterator[Event]:
        """Events in document order.

        Raises BadInput with line and byte where the XML is not well-formed, declares entities or is too deep.
        """
        scanner = _Scanner(self)
        for start in range(0, len(self.data), _PIECE):
            yield from scanner.feed(self.data[start : start + _PIECE], is_last=False)
        yield from scanner.feed(b"", is_last=True)

    def raw(self, event: Event) -> str:
        """The characters of an event as they are written."""
        return self.data[event.start : event.end].decode(self.encoding)

    def written_name(self, event: Event) -> str:
        """Name of a START as it is written, with the document's own prefix."""
        return re.split(r"[\s/>]", self.raw(event)[1:], maxsplit=1)[0]

    def value_spans(self, event: Event) -> dict[str, tuple[int, int]]:
        """Where the values of a START's attributes stand, without their quotes, by the event's names."""
        raw = self.raw(event)
        found = [
            match for match in _ATTRIBUTE.finditer(raw) if match[1] != "xmlns" and not match[1].startswith("xmlns:")
        ]
        spans = {}
        for name, match in zip(event.attributes, found, strict=True):
            start = event.start + self._width(raw[: match.start(2) + 1])
            spans[name] = (start, start + self._width(match[2][1:-1]))
        return spans

    def value_quote(self, span: tuple[int, int]) -> str:
        """The quote that a value from `value_spans` stands in."""
        width = self._width('"')
        return self.data[span[0] - width : span[0]].decode(self.encoding)

    def text(self, text: str) -> bytes:
        """Characters as element content. Raises BadInput for one that XML cannot hold."""
        return self.encode(escape(text))

    def value(self, text: str, quote: str = '"') -> bytes:
        """Characters as the value of an attribute in these quotes. Raises BadInput as `text` does."""
        return self.encode(escape_value(text, quote))

    def encode(self, markup: str) -> bytes:
        """Markup in the document's encoding; characters it lacks become references."""
        return markup.encode(self.encoding, "xmlcharrefreplace")

    def _width(self, text: str) -> int:
        return len(text.encode(self.encoding))

    def _bad(self, what: str, line: int = 0, byte: int = 0) -> BadInput:
        subject = f"{self.place} is" if self.place else "This is"
        where = f" in line {line}, byte {byte}" if line else ""
        return BadInput(f"{subject} no XML that can be read: {what}{where}.")


def escape(text: str) -> str:
    """Characters as element content. Raises BadInput for one that XML cannot hold (XML 1.0, 2.2)."""
    illegal = _ILLEGAL.search(text)
    if illegal:
        before = text[max(0, illegal.start() - 20) : illegal.start()]
        raise BadInput(
            f"The character U+{ord(illegal[0]):04X} behind {before!r} cannot be written in XML.",
            "Take it out of the text.",
        )
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def escape_value(text: str, quote: str = '"') -> str:
    """Characters as the value of an attribute in these quotes. Raises BadInput as `escape` does."""
    value = escape(text).replace("\n", "&#10;").replace("\t", "&#9;")
    return value.replace(quote, "&quot;" if quote == '"' else "&apos;")


def patch(data: bytes, patches: Iterable[Patch]) -> bytes:
    """The bytes with patches applied; they may come in any order, insertions at one place keep theirs.

    Returns `data` itself if there is no patch. Raises ValueError if two overlap.
    """
    ordered = sorted(patches, key=lambda one: (one[0], one[1]))
    if not ordered:
        return data
    out: list[bytes | memoryview] = []
    done = 0
    view = memoryview(data)
    for start, end, replacement in ordered:
        if start < done or end < start:
            raise ValueError(f"the patch of bytes {start} to {end} overlaps another one")
        out += view[done:start], replacement
        done = end
    out.append(view[done:])
    return b"".join(out)


class Patches:
    """Patches collected on a walk through a document; those inside a later one go into it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._patches: list[Patch] = []

    def __len__(self) -> int:
        return len(self._patches)

    def add(self, *patches: Patch) -> None:
        """Add patches that hold no other ones."""
        self._patches += patches

    def enclose(self, mark: int, span: tuple[int, int], write: Callable[[Slice], bytes]) -> None:
        """Add a patch of `span` that takes in those inside it, among all since there were `mark` of them.

        `write` makes its bytes; what it copies from the document it copies with what was changed there.
        """
        start, end = span
        recent = self._patches[mark:]
        inside = sorted(one for one in recent if start <= one[0] and one[1] <= end)
        starts = [one[0] for one in inside]

        def copy(first: int, last: int) -> bytes:
            found = inside[bisect_left(starts, first) : bisect_left(starts, last)]
            return patch(self._data[first:last], ((a - first, b - first, new) for a, b, new in found))

        outside = [one for one in recent if one[0] < start or one[1] > end]
        self._patches[mark:] = [*outside, (start, end, write(copy))]

    def applied(self, *more: Patch) -> bytes:
        """The document with all patches and further ones; its own bytes without any."""
        return patch(self._data, (*self._patches, *more))


class _Scanner:
    """One pass of expat. An event waits until the next callback says where it ends."""

    def __init__(self, xml: Xml) -> None:
        self._xml = xml
        self._close = "/>".encode(xml.encoding)
        self._names: dict[str, str] = {}
        self._events: list[Event] = []
        self._waiting: Event | None = None
        self._texts: list[str] = []
        self._depth = 0
        self._parser = self._prepared()

    def _prepared(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(None, _SEPARATOR)
        parser.specified_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._one(Kind.COMMENT)
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartCdataSectionHandler = self._begin_cdata
        parser.EndCdataSectionHandler = self._end_cdata
        parser.SkippedEntityHandler = self._skipped
        parser.DefaultHandler = self._other
        parser.EntityDeclHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_entity
        return parser

    def feed(self, piece: bytes, *, is_last: bool) -> list[Event]:
        """Parse a piece; return the events that end in it."""
        try:
            self._parser.Parse(piece, is_last)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code) or "it is broken"
            raise self._xml._bad(what, error.lineno, max(self._parser.ErrorByteIndex, 0)) from None
        except (LookupError, ValueError) as error:
            raise self._xml._bad(f"its encoding {self._xml.encoding} cannot be read ({error})") from None
        if is_last:
            self._settle(len(self._xml.data))
        events, self._events = self._events, []
        return events

    def _settle(self, place: int) -> None:
        """The event that waited ends here."""
        waiting = self._waiting
        if waiting is None:
            return
        self._waiting = None
        # made anew field by field: `_replace` takes a seventh of the time of a walk
        kind, start, _, name, attributes, text, is_empty = waiting
        if kind is Kind.START:
            is_empty = self._xml.data.endswith(self._close, start, place)
        elif kind is Kind.TEXT or kind is Kind.CDATA:
            text = "".join(self._texts)
        waiting = Event(kind, start, place, name, attributes, text, is_empty)
        self._events.append(waiting)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._parser.CurrentByteIndex
        self._settle(place)
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            line = self._parser.CurrentLineNumber
            raise self._xml._bad(f"it is nested deeper than {DEPTH_LIMIT} elements", line, place)
        if attributes:
            attributes = {self._name(key): value for key, value in attributes.items()}
        self._waiting = Event(Kind.START, place, place, self._name(name), attributes)

    def _end(self, name: str) -> None:
        place = self._parser.CurrentByteIndex
        self._settle(place)
        self._depth -= 1
        event = Event(Kind.END, place, place, self._name(name))
        if self._events and self._events[-1].is_empty and self._events[-1].end == place:
            self._events.append(event)
        else:
            self._waiting = event

    def _text(self, text: str) -> None:
        waiting = self._waiting
        if waiting is not None and (waiting.kind is Kind.TEXT or waiting.kind is Kind.CDATA):
            self._texts.append(text)
            return
        place = self._parser.CurrentByteIndex
        self._settle(place)
        self._texts = [text]
        self._waiting = Event(Kind.TEXT, place, place)

    def _begin_cdata(self) -> None:
        place = self._parser.CurrentByteIndex
        self._settle(place)
        self._texts = []
        self._waiting = Event(Kind.CDATA, place, place)

    def _end_cdata(self) -> None:
        self._settle(self._parser.CurrentByteIndex + len("]]>".encode(self._xml.encoding)))

    def _one(self, kind: Kind) -> Callable[[str], None]:
        def handle(text: str) -> None:
            place = self._parser.CurrentByteIndex
            self._settle(place)
            self._waiting = Event(kind, place, place, text=text)

        return handle

    def _instruction(self, target: str, text: str) -> None:
        place = self._parser.CurrentByteIndex
        self._settle(place)
        self._waiting = Event(Kind.INSTRUCTION, place, place, target, text=text)

    def _skipped(self, name: str, is_parameter_entity: bool) -> None:
        place = self._parser.CurrentByteIndex
        self._settle(place)
        if not is_parameter_entity:
            self._waiting = Event(Kind.ENTITY, place, place, name)

    def _other(self, text: str) -> None:
        """Declarations and white space outside the root: no events, but the one before them ends."""
        self._settle(self._parser.CurrentByteIndex)

    def _refuse_entity(self, *described: object) -> int:
        line, place = self._parser.CurrentLineNumber, self._parser.CurrentByteIndex
        raise self._xml._bad("it declares entities, which are refused", line, place)

    def _name(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            namespace, _, local = name.rpartition(_SEPARATOR)
            prefix = self._xml.prefixes.get(namespace)
            known = local if not namespace else f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"
            self._names[name] = known
        return known
