"""TMX 1.4b: units of a translation memory read and written one by one, inline codes by its level 2.

Reading is by expat, in pieces, and takes files as other tools write them: versions 1.1 to 1.4, `lang` for
`xml:lang`, any encoding that Python knows, also where the declaration says another one. Entities and their
declarations are refused.
Specification: TMX 1.4b, LISA OSCAR 2005, https://www.gala-global.org/tmx-14b.
"""

from collections.abc import Iterable, Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape

from translate_flow.errors import BadInput
from translate_flow.exchange.tmx_encoding import readable
from translate_flow.exchange.tmx_escaping import escaped, written
from translate_flow.exchange.tmx_omegat import take_tags, with_tags
from translate_flow.exchange.tmx_plain import END, PlainUnits, safe_text
from translate_flow.exchange.tmx_remarks import language_of, note_element, one_property, prop_element, with_about
from translate_flow.exchange.tmx_units import Header, Piece, TmxUnit, Variant, add_remark

LONGEST = 200_000
"""Most characters of one text, and of what is said of a unit; more is a mistake or an attack."""
MOST_CODES = 10_000
"""Most inline codes of one text."""
_LARGEST_HEADER = 10 * LONGEST
_REMARK_SIZE = 20
_DEEPEST = 200
_codes = expat.errors.codes
_CUT_OFF = frozenset(
    _codes[name]
    for name in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_INVALID = _codes[expat.errors.XML_ERROR_INVALID_TOKEN]
_BODY = ["tmx", "body"]
_END = END.encode()
_HEADER = ["tmx", "header"]
# by element, the attributes that say more of a code than which one it is
_CODES = {"bpt": ("type",), "ept": (), "ph": ("type", "assoc"), "it": ("pos", "type"), "ut": (), "hi": ("type",)}
_QUOTE = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_MAP = ("unicode", "code", "ent", "subst")


class Reader:
    """Reads one file; after an error, `line` and `units` say how far it came, and `header` what its header said."""

    def __init__(self) -> None:
        self.units = 0
        self.header = Header()
        self._ready: list[TmxUnit] = []
        self._path: list[str] = []
        self._unit: TmxUnit | None = None
        self._variant: Variant | None = None
        self._text: list[str] | None = None
        self._size = 0
        self._about: dict[str, str] = {}
        self._code: tuple[str, dict[str, str]] | None = None
        self._code_depth = 0
        self._content: list[str] = []
        self._taken = 0
        self._encoding: list[str] = []
        self._marks: list[tuple[str, str]] = []
        self._has_omegat_tags = False
        self._fed = self._lines = self._said = self._header_size = 0
        self._last = b""
        self._has_plain_units = True
        self._open(None)

    def _open(self, encoding: str | None) -> None:
        """Make the parser; `encoding` counts instead of what the file declares."""
        self._is_told_encoding = encoding is not None
        parser = self._parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    @property
    def line(self) -> int:
        """The line that was read last, from 1."""
        return self._parser.CurrentLineNumber + self._lines

    def read(self, chunks: Iterable[bytes]) -> Iterator[TmxUnit]:
        """The units of a file that comes in chunks.

        Raises BadInput with the line for what is no sound TMX, after the units before that place.
        """
        encoding, pieces = readable(chunks)
        if encoding:
            self._open(encoding)
        for chunk, is_last in _whole_units(pieces):
            fault: BadInput | None = None
            try:
                self._take(chunk, is_last=is_last)
            except expat.ExpatError as error:
                fault = self._fault(self._why(error))
            except (LookupError, ValueError) as error:
                fault = self._fault(f"this cannot be read ({error})")
            except BadInput as error:
                fault = error
            ready, self._ready = self._ready, []
            self.units += len(ready)
            yield from ready
            if fault:
                raise fault

    def _take(self, data: bytes, *, is_last: bool) -> None:
        """Read a part of the file: plain units at once, everything else by expat."""
        if not self._is_between_units():
            cut = data.find(_END) + len(_END)
            if cut < len(_END) or is_last:
                return self._feed(data, is_last=is_last)
            self._feed(data[:cut], is_last=False)
            data = data[cut:]
        text = safe_text(data) if self._is_between_units() and not is_last else None
        if text is None:
            return self._feed(data, is_last=is_last)
        plain = PlainUnits(text, LONGEST, self.header)
        while plain.place < len(text):
            if self._is_between_units():
                self._take_plain(plain)
            self._feed(plain.skip().encode("utf-8"), is_last=False)
        return None

    def _take_plain(self, plain: PlainUnits) -> None:
        taken = plain.units(self.line)
        if self._has_omegat_tags:
            for unit in taken:
                take_tags(unit)
        self._ready += taken
        self._lines += plain.lines

    def _feed(self, data: bytes, *, is_last: bool) -> None:
        self._fed += len(data)
        self._last = data
        self._parser.Parse(data, is_last)

    def _is_between_units(self) -> bool:
        """Is nothing open but the body, neither in this reader nor in expat?"""
        return (
            self._path == _BODY
            and self._has_plain_units
            and self._text is None
            and self._unit is None
            and self._variant is None
            and self._parser.CurrentByteIndex == self._fed
        )

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._has_plain_units = self._is_told_encoding or encoding is None or encoding.lower() == "utf-8"

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        # attributes may have defaults there
        self._has_plain_units = self._has_plain_units and not has_subset

    def _why(self, error: expat.ExpatError) -> str:
        """What is wrong with the file as XML, in words for people."""
        place = self._parser.ErrorByteIndex - self._fed + len(self._last)
        rest = self._last[max(0, place) :]
        if error.code in _CUT_OFF:
            return "the file ends in the middle" if self._fed else "the file is empty"
        if error.code == _INVALID and rest[:1] and rest[0] < 32:
            return f"a control character (U+{rest[0]:04X}) stands here, which XML cannot hold"
        if error.code == _INVALID and rest[:1] and rest[0] > 127:
            return "these bytes are no text in the encoding of the file"
        return f"this is not well-formed XML ({expat.ErrorString(error.code)})"

    def _fault(self, why: str) -> BadInput:
        return BadInput(f"line {self.line}: {why}.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._begin(name, attributes)
        if self._code:
            self._code_depth += 1
            if name == "sub" and self._code_depth == 1:
                # its text counts as the code's; its place is told apart
                self._told(f"<sub{_only(attributes, ('datatype', 'type'))}>")
        elif name == "tuv" and self._unit:
            language = attributes.pop("xml:lang", None) or attributes.pop("lang", "")
            self._variant = Variant(language, attributes=attributes)
        elif name == "seg" and self._variant:
            self._text, self._size = [], 0
        elif name == "tu":
            self._unit, self._said = TmxUnit(self.line, attributes, header=self.header), 0
        elif name == "header":
            self._has_omegat_tags = attributes.get("creationtool") == "OmegaT"
            self.header = Header(attributes)
        elif name in ("prop", "note"):
            self._text, self._size, self._about = [], 0, attributes
        elif name in _CODES and self._variant and self._text is not None:
            self._begin_code(name, attributes)
        elif name in ("ude", "map"):
            self._begin_encoding(name, attributes)

    def _begin_encoding(self, name: str, attributes: dict[str, str]) -> None:
        """Keep what a header says of characters of its own (`ude`, `map`), where that is whole."""
        if name == "ude" and self._path[:-1] == _HEADER and attributes.get("name"):
            self._encoding = [self._counted(f"<ude{_only(attributes, ('name', 'base'))}>")]
        elif name == "map" and self._encoding and attributes.get("unicode"):
            self._encoding.append(self._counted(f"<map{_only(attributes, _MAP)}/>"))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """Go into an element, if it may stand there and is not too large."""
        path = self._path
        if not path and name != "tmx":
            raise self._fault(f"the file begins with <{name[:40]}>, not with <tmx>")
        path.append(name)
        if len(path) > _DEEPEST:
            raise self._fault(f"elements are nested more than {_DEEPEST} deep")
        if attributes and sum(map(len, attributes.values())) > LONGEST:
            raise self._fault(f"the attributes of <{name[:40]}> have more than {LONGEST:,} characters")

    def _begin_code(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        if len(self._variant_parts()) > 2 * MOST_CODES:
            raise self._fault(f"a text has more than {MOST_CODES:,} inline codes")
        if name == "hi":
            mark = f"hi{len(self._marks)}{len(self._path)}"
            self._marks.append((mark, attributes.get("x", "")))
            self._variant_parts().append(Piece("open", mark, attributes.get("x", ""), "", _form(name, attributes)))
            return
        self._code, self._code_depth = (name, attributes), 0

    def _told(self, tag: str) -> None:
        """Keep as XML what the code holds so far, and a tag of a sub-flow behind it."""
        assert self._text is not None
        self._size += len(tag)
        self._content += [escaped("".join(self._text[self._taken :])), tag]
        self._taken = len(self._text)

    def _end(self, name: str) -> None:
        self._path.pop()
        if self._code:
            if self._code_depth:
                if name == "sub" and self._code_depth == 1:
                    self._told("</sub>")
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
        elif name == "ude" and self._encoding:
            self._end_encoding()

    def _end_code(self) -> None:
        assert self._code is not None
        name, attributes = self._code
        kind = {"bpt": "open", "ept": "close"}.get(name, "single")
        data = "".join(self._text or ())
        if self._content:
            self._told("")
        content = "".join(self._content)
        piece = Piece(kind, attributes.get("i", ""), attributes.get("x", ""), data, _form(name, attributes), content)
        self._variant_parts().append(piece)
        self._text, self._code, self._content, self._taken = [], None, [], 0

    def _end_remark(self, kind: str) -> None:
        text = "".join(self._text or ()).strip()
        self._text = None
        owner = self._variant or self._unit
        self._said += len(text) + _REMARK_SIZE
        if owner and self._said > LONGEST:
            raise self._fault(f"the notes and properties of a unit have more than {LONGEST:,} characters")
        if owner:
            add_remark(owner, kind, self._about, text, self.header.notes_language)
        elif text and self._path == _HEADER:
            self._add_to_header(kind, text)

    def _add_to_header(self, kind: str, text: str) -> None:
        about = self._about
        language, encoding = language_of(about), about.get("o-encoding", "")
        self.header.items.append(
            self._counted(
                note_element(text, language or self.header.notes_language, encoding)
                if kind == "note"
                else prop_element(about.get("type", ""), with_about(one_property(text), language, encoding))
            )
        )

    def _end_encoding(self) -> None:
        if len(self._encoding) > 1:
            self.header.items.append("".join([*self._encoding, "</ude>\n"]))
        self._encoding = []

    def _counted(self, element: str) -> str:
        """An element of the header, if there is room for it."""
        self._header_size += len(element)
        if self._header_size > _LARGEST_HEADER:
            raise self._fault(f"the notes and properties of the header have more than {_LARGEST_HEADER:,} characters")
        return element

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
            self._size += len(text)
            if self._size > LONGEST:
                raise self._fault(f"a text has more than {LONGEST:,} characters")

    def _flush(self) -> None:
        text = "".join(self._text or ())
        if self._has_omegat_tags and "<" in text:
            self._variant_parts().extend(with_tags(text))
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


def _form(name: str, attributes: dict[str, str]) -> str:
    """What a code is beyond its kind, as XML has it; empty where there is nothing."""
    if name == "it" and attributes.get("pos") not in ("begin", "end"):
        name = "ph"
    said = "".join(f' {key}="{escape(attributes[key], _QUOTE)}"' for key in _CODES[name] if attributes.get(key))
    return name + said if said or name in ("hi", "ut") else ""


def _only(attributes: dict[str, str], names: Iterable[str]) -> str:
    """Those of some attributes that are there, as they stand in a start tag."""
    return written({name: attributes.get(name, "") for name in names})


def _whole_units(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The chunks, cut behind units where they have some, each with: is it the last?"""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        cut = data.rfind(_END) + len(_END)
        if cut < len(_END):
            cut = len(data) - data.endswith(b"\r")  # half an end of line may be
        rest = data[cut:]
        yield data[:cut], False
    yield rest, True
