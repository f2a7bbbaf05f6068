"""Units of TMX without inline codes, the most, read from the text at once; whatever is not sure is left to expat.

The grammar here is much narrower than XML's: what it takes, any XML parser takes and reads in the same way
(XML 1.0, fifth edition: 2.4 character data, 2.11 ends of lines, 3.1 unique attributes, 4.6 predefined entities).
"""

import re
from functools import lru_cache

from translate_flow.exchange.tmx_units import Header, TmxUnit, Variant, add_remark

END = "</tu>"
_S = r"[ \t\n]*+"
_REMARKS = rf"((?:<(?:prop(?:[ \t\n][^<>]*+)?+>[^<]*+</prop>|note(?:[ \t\n][^<>]*+)?+>[^<]*+</note>){_S})*+)"
_VARIANT = rf"<tuv([^<>]*+)>{_S}{_REMARKS}<seg>([^<]*+)</seg>{_S}</tuv>{_S}"
_UNIT = re.compile(rf"{_S}<tu([^<>]*+)>{_S}{_REMARKS}{_VARIANT}{_VARIANT}{END}")
_REMARK = re.compile(r"<(prop|note)([^<>]*+)>([^<]*+)<")
_ATTRIBUTE = re.compile(r"[ \t\n]++([A-Za-z_][A-Za-z0-9_:.-]*+)=(?:\"([^\"&\t\n]*+)\"|'([^'&\t\n]*+)')")
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE.pattern})*+{_S}")
_OTHER_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
# characters that are none in XML, and the end of CDATA, which must not stand in a text
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_NEVER = ("]]>", "\ufffe", "\uffff")


def safe_text(data: bytes) -> str | None:
    """Bytes of a file in UTF-8 as text with single line feeds; None where an XML parser might refuse them."""
    if len(data.translate(None, _CONTROLS)) < len(data):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(never in text for never in _NEVER):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class PlainUnits:
    """Takes plain units from the front of a text."""

    def __init__(self, text: str, longest: int, header: Header | None = None) -> None:
        """`text` as `safe_text` gives it; units with a text of more than `longest` characters are left."""
        self._text, self._longest, self._header = text, longest, header or Header()
        self.place = 0
        """Offset behind the last unit that was taken."""
        self.lines = 0
        """Line feeds in the units that were taken last."""

    def units(self, line: int = 0) -> list[TmxUnit]:
        """The plain units that stand here one behind the other; `line` is that of this place."""
        text, count, longest, match, header = self._text, self._text.count, self._longest, _UNIT.match, self._header
        taken: list[TmxUnit] = []
        seen = place = self.place
        while found := match(text, place):
            start = found.start(1)
            if found.end() - start > longest:
                break  # what is said of it may be too long
            line += count("\n", seen, start)
            unit = _unit(found.groups(), line, longest, header)
            if not unit:
                break
            taken.append(unit)
            seen, place = start, found.end()
        self.lines, self.place = count("\n", self.place, place), place
        return taken

    def skip(self) -> str:
        """Go behind the unit here, which is not plain (or to the end), and give it back."""
        end = self._text.find(END, self.place)
        start, self.place = self.place, len(self._text) if end < 0 else end + len(END)
        return self._text[start : self.place]


def _unit(groups: tuple[str, ...], line: int, longest: int, header: Header) -> TmxUnit | None:
    of_unit, remarks, of_one, one_remarks, one, of_other, other_remarks, other = groups
    attributes, one_named, other_named = _attributes(of_unit), _named(of_one), _named(of_other)
    source, target = _plain(one, longest), _plain(other, longest)
    if source is None or target is None or attributes is None or one_named is None or other_named is None:
        return None
    # all fields are given: sooner than by their defaults
    first = Variant(one_named[0], [source] if source else [], one_named[1], {}, [])
    second = Variant(other_named[0], [target] if target else [], other_named[1], {}, [])
    unit = TmxUnit(line, attributes, [first, second], {}, [], header)
    if remarks or one_remarks or other_remarks:
        for owner, said in ((unit, remarks), (first, one_remarks), (second, other_remarks)):
            if said and not _remark(owner, said, longest, header):
                return None
    return unit


def _remark(owner: TmxUnit | Variant, said: str, longest: int, header: Header) -> bool:
    """Add properties and notes to what they belong to; False where they are not plain."""
    for kind, written, text in _REMARK.findall(said):
        attributes, plain = _attributes(written), _plain(text, longest)
        if attributes is None or plain is None:
            return False
        add_remark(owner, kind, attributes, plain.strip(), header.notes_language)
    return True


def _plain(text: str, longest: int) -> str | None:
    if len(text) > longest:
        return None
    if "&" not in text:
        return text
    if _OTHER_ENTITY.search(text):
        return None
    for name, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(name, letter)
    return text


@lru_cache(maxsize=1024)
def _named(attributes: str) -> tuple[str, dict[str, str]] | None:
    """(language, further attributes) of a start tag of `tuv`; None as for `_attributes`."""
    known = _attributes(attributes)
    if known is None:
        return None
    own = known.copy()
    return own.pop("xml:lang", None) or own.pop("lang", ""), own


@lru_cache(maxsize=1024)
def _attributes(text: str) -> dict[str, str] | None:
    """Attributes as they stand in a start tag; None where they are not plain, or one is there twice."""
    if not text:
        return {}
    if not _ATTRIBUTES.fullmatch(text):
        return None
    found = _ATTRIBUTE.findall(text)
    known = {name: one or other for name, one, other in found}
    return known if len(known) == len(found) else None
