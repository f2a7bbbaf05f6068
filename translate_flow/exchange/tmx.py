"""TMX 1.4b: units of a translation memory read and written one by one, inline codes by its level 2.

Reading is by expat, in pieces, and takes files as other tools write them: versions 1.1 to 1.4, `lang` for
`xml:lang`, any encoding that Python knows. Entities and their declarations are refused.
Specification: TMX 1.4b, LISA OSCAR 2005, https://www.gala-global.org/tmx-14b.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from translate_flow.errors import BadInput

LONGEST = 200_000
"""Most characters of one text; more is a mistake or an attack."""
_DEEPEST = 200
_CODES = frozenset(["bpt", "ept", "ph", "it", "ut", "hi"])
# OmegaT writes its tags as text: <g0>…</g0>, <x1/>
_OMEGAT_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z]+\d+)(?P<single>/?)>")


@dataclass(frozen=True, slots=True)
class Piece:
    """An inline code in a text: an opening or closing half, or a standalone one."""

    kind: str
    """`open`, `close` or `single`."""
    pair: str
    """What an opening and a closing half of one text share."""
    link: str
    """What the codes of two texts share (attribute `x`); empty where the file does not say."""
    data: str
    """Native form."""


@dataclass(slots=True)
class Variant:
    """One text of a unit (`tuv`)."""

    language: str
    """As the file writes it."""
    parts: list[str | Piece] = field(default_factory=list)
    """Its text and inline codes."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Attributes of `tuv`, such as `changedate`, `changeid`."""
    properties: dict[str, str] = field(default_factory=dict)
    """Its `prop` elements by type; several of a type on lines of their own."""
    notes: list[str] = field(default_factory=list)
    """Its notes."""

    @property
    def is_empty(self) -> bool:
        """Has it no letter, sign or code?"""
        return all(isinstance(part, str) and part.isspace() for part in self.parts)


@dataclass(slots=True)
class TmxUnit:
    """One unit of a file (`tu`)."""

    line: int
    """Where it begins, from 1."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Attributes of `tu`."""
    variants: list[Variant] = field(default_factory=list)
    """Its texts."""
    properties: dict[str, str] = field(default_factory=dict)
    """Its `prop` elements by type; several of a type on lines of their own."""
    notes: list[str] = field(default_factory=list)
    """Its notes."""


class Reader:
    """Reads one file; after an error, `line` and `units` say how far it came."""

    def __init__(self) -> None:
        self.units = 0
        self._ready: list[TmxUnit] = []
        self._path: list[str] = []
        self._unit: TmxUnit | None = None
        self._variant: Variant | None = None
        self._text: list[str] | None = None
        self._size = 0
        self._prop = ""
        self._code: tuple[str, dict[str, str]] | None = None
        self._code_depth = 0
        self._marks: list[tuple[str, str]] = []
        self._has_omegat_tags = False
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    @property
    def line(self) -> int:
        """The line that was read last, from 1."""
        return self._parser.CurrentLineNumber

    def read(self, chunks: Iterable[bytes]) -> Iterator[TmxUnit]:
        """The units of a file that comes in chunks.

        Raises BadInput with the line for what is no sound TMX, after the units before that place.
        """
        for chunk, is_last in _and_last(chunks):
            fault: BadInput | None = None
            try:
                self._parser.Parse(chunk, is_last)
            except expat.ExpatError as error:
                fault = self._fault(f"this is not well-formed XML ({expat.ErrorString(error.code)})")
            except (LookupError, ValueError) as error:
                fault = self._fault(f"this cannot be read ({error})")
            except BadInput as error:
                fault = error
            ready, self._ready = self._ready, []
            for unit in ready:
                self.units += 1
                yield unit
            if fault:
                raise fault

    def _fault(self, why: str) -> BadInput:
        return BadInput(f"line {self.line}: {why}.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        path = self._path
        if not path and name != "tmx":
            raise self._fault(f"the file begins with <{name[:40]}>, not with <tmx>")
        path.append(name)
        if len(path) > _DEEPEST:
            raise self._fault(f"elements are nested more than {_DEEPEST} deep")
        if self._code:
            self._code_depth += 1  # <sub>: its text counts as the code's
        elif name == "tuv" and self._unit:
            language = attributes.pop("xml:lang", None) or attributes.pop("lang", "")
            self._variant = Variant(language, attributes=attributes)
        elif name == "seg" and self._variant:
            self._text, self._size = [], 0
        elif name == "tu":
            self._unit = TmxUnit(self.line, attributes)
        elif name == "header":
            self._has_omegat_tags = attributes.get("creationtool") == "OmegaT"
        elif name in ("prop", "note"):
            self._text, self._size, self._prop = [], 0, attributes.get("type", "")
        elif name in _CODES and self._variant and self._text is not None:
            self._begin_code(name, attributes)

    def _begin_code(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        if name == "hi":
            mark = f"hi{len(self._marks)}{len(self._path)}"
            self._marks.append((mark, attributes.get("x", "")))
            self._variant_parts().append(Piece("open", mark, attributes.get("x", ""), ""))
            return
        self._code, self._code_depth = (name, attributes), 0

    def _end(self, name: str) -> None:
        self._path.pop()
        if self._code:
            if self._code_depth:
                self._code_depth -= 1
            else:
                self._end_code()
        elif name == "seg" and self._variant:
            self._flush()
            self._text = None
        elif name == "tuv" and self._unit and self._variant:
            self._unit.variants.append(self._variant)
            self._variant = None
        elif name == "tu" and self._unit:
            self._ready.append(self._unit)
            self._unit = None
        elif name in ("prop", "note"):
            self._end_remark(name)
        elif name == "hi" and self._marks and self._variant:
            self._flush()
            mark, link = self._marks.pop()
            self._variant_parts().append(Piece("close", mark, link, ""))

    def _end_code(self) -> None:
        assert self._code is not None
        name, attributes = self._code
        kind = {"bpt": "open", "ept": "close"}.get(name, "single")
        data = "".join(self._text or ())
        self._variant_parts().append(Piece(kind, attributes.get("i", ""), attributes.get("x", ""), data))
        self._text, self._code = [], None

    def _end_remark(self, name: str) -> None:
        text = "".join(self._text or ()).strip()
        self._text = None
        owner = self._variant or self._unit
        if owner is None or not text:
            return
        if name == "note":
            owner.notes.append(text)
        else:
            known = owner.properties.get(self._prop)
            owner.properties[self._prop] = f"{known}\n{text}" if known else text

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
            self._size += len(text)
            if self._size > LONGEST:
                raise self._fault(f"a text has more than {LONGEST:,} characters")

    def _flush(self) -> None:
        text = "".join(self._text or ())
        if self._has_omegat_tags and "<" in text:
            self._variant_parts().extend(_with_omegat_tags(text))
        elif text:
            self._variant_parts().append(text)
        self._text = []

    def _variant_parts(self) -> list[str | Piece]:
        assert self._variant is not None
        return self._variant.parts

    def _entity(self, name: str, *_: object) -> None:
        raise self._fault(f"the file declares the entity {name[:40]!r}, which is not safe to read")

    def _skipped(self, name: str, _: bool) -> None:
        raise self._fault(f"the entity &{name[:40]}; is not known here")


def _with_omegat_tags(text: str) -> Iterator[str | Piece]:
    """A text of OmegaT with its tags as codes."""
    end = 0
    for tag in _OMEGAT_TAG.finditer(text):
        if tag.start() > end:
            yield text[end : tag.start()]
        kind = "single" if tag["single"] else "close" if tag["end"] else "open"
        yield Piece(kind, "" if kind == "single" else tag["name"], tag["name"], tag[0])
        end = tag.end()
    if end < len(text):
        yield text[end:]


def _and_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    for chunk in chunks:
        yield chunk, False
    yield b"", True
