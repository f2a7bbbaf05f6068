"""Units of TMX without inline codes, the most, read from the text at once; whatever is not sure is left to expat.

The grammar here is much narrower than XML's: what it takes, any XML parser takes and reads in the same way
(XML 1.0, fifth edition: 2.4 character data, 2.11 ends of lines, 3.1 unique attributes, 4.6 predefined entities).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from translate_flow.exchange.tmx_units import TmxUnit, Variant, add_remark

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
_NEVER = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")


def safe_text(data: bytes) -> str | None:
    """Bytes of a file in UTF-8 as text with single line feeds; None where an XML parser might refuse them."""
    if len(data.translate(None, _CONTROLS)) < len(data) or any(never in data for never in _NEVER):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class PlainUnits:
    """Takes plain units from the front of a text."""

    def __init__(self, text: str, longest: int) -> None:
        """`text` as `safe_text` gives it; units with a text of more than `longest` characters are left."""
        self._text, self._longest = text, longest
        self.place = 0
        """Offset behind the last unit that was taken."""
        self.lines = 0
        """Line feeds in front of that place, since the last `skip`."""

    def units(self) -> Iterator[TmxUnit]:
        """The plain units that stand here one behind the other, with their lines less those before the last `skip`."""
        text, count = self._text, self._text.count
        while found := _UNIT.match(text, self.place):
            start, end = found.start(1), found.end()
            line = self.lines + count("\n", self.place, start)
            if end - start > self._longest:
                return  # what is said of it may be too long
            unit = _unit(found.groups(), line, self._longest)
            if not unit:
                return
            self.lines, self.place = line + count("\n", start, end), end
            yield unit

    def skip(self) -> str:
        """Go behind the unit here, which is not plain (or to the end), and give it back."""
        end = self._text.find(END, self.place)
        start, self.place = self.place, len(self._text) if end < 0 else end + len(END)
        self.lines = 0
        return self._text[start : self.place]


def _unit(groups: tuple[str, ...], line: int, longest: int) -> TmxUnit | None:
    of_unit, remarks, of_one, one_remarks, one, of_other, other_remarks, other = groups
    attributes = _attributes(of_unit)
    source, target = _variant(of_one, one, longest), _variant(of_other, other, longest)
    if source is None or target is None or attributes is None:
        return None
    unit = TmxUnit(line, attributes.copy(), [source, target])
    if remarks or one_remarks or other_remarks:
        for owner, said in ((unit, remarks), (source, one_remarks), (target, other_remarks)):
            if said and not _remark(owner, said, longest):
                return None
    return unit


def _variant(attributes: str, text: str, longest: int) -> Variant | None:
    plain = _plain(text, longest)
    known = _attributes(attributes)
    if plain is None or known is None:
        return None
    own = known.copy()
    language = own.pop("xml:lang", None) or own.pop("lang", "")
    return Variant(language, [plain] if plain else [], own)


def _remark(owner: TmxUnit | Variant, said: str, longest: int) -> bool:
    """Add properties and notes to what they belong to; False where they are not plain."""
    for kind, written, text in _REMARK.findall(said):
        attributes, plain = _attributes(written), _plain(text, longest)
        if attributes is None or plain is None:
            return False
        add_remark(owner, kind, attributes.get("type", ""), plain.strip())
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
def _attributes(text: str) -> dict[str, str] | None:
    """Attributes as they stand in a start tag; None where they are not plain, or one is there twice."""
    if not text:
        return {}
    if not _ATTRIBUTES.fullmatch(text):
        return None
    found = _ATTRIBUTE.findall(text)
    known = {name: one or other for name, one, other in found}
    return known if len(known) == len(found) else None
