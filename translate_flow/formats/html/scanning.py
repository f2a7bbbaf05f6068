"""Where the tags of HTML begin and end, to the letter of the standard's tokenizer (section 13.2.5).

Parsers hand out trees whose text has no way back to the source: of justhtml's, text nodes have a start but no
end and attributes have no place at all. Its text and html5lib's are what the tests measure this scanner by.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from translate_flow.formats.html.vocabulary import FIELD, KINDS, RAW, TITLE

WHITE = "\t\n\f\r "
_WS = r"\t\n\f\r "
_ATTRIBUTE = (
    rf"[^{_WS}/>][^{_WS}/>=]*+"
    rf"(?:[{_WS}]*+=[{_WS}]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^{_WS}>]*+)|(?![{_WS}]*+=))"
)
# groups: slash of an end tag, name, attributes; an unfinished tag reaches to the end of the file
_TAG = rf"(/)?([a-zA-Z][^{_WS}/>]*+)((?:[{_WS}/]++|{_ATTRIBUTE})*+)>"
_COMMENT = r"!--(?:-?>|[\s\S]*?(?:--!?>|\Z))"
HTML_TOKEN = re.compile(
    rf"<(?:{_TAG}|{_COMMENT}|[!?][^>]*+(?:>|\Z)|/(?:>|[^a-zA-Z>][^>]*+(?:>|\Z))|/?[a-zA-Z][\s\S]*+)"
)
_DOCTYPE = (
    r"![^\[>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\[>\"']*+)*+(?:\[[\s\S]*?(?:\][\t\n\r ]*>|\Z)|>|\Z)|![^>]*+(?:>|\Z)"
)
XML_TOKEN = re.compile(rf"<(?:{_TAG}|{_COMMENT}|\?[\s\S]*?(?:\?>|\Z)|!\[CDATA\[|{_DOCTYPE}|/?[a-zA-Z][\s\S]*+)")
"""One piece of markup. Whatever stands between two is text."""

CDATA = "<![CDATA["
LINE_BREAK = re.compile(r"\r\n|\r|\n")

_NAMED_VALUE = re.compile(
    rf"([^{_WS}/>][^{_WS}/>=]*+)(?:[{_WS}]*+=[{_WS}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{_WS}>]*+)))?+"
)
_LEAF = re.compile(rf"[^<]*+</([a-zA-Z]++)[{_WS}]*+>")
_BARE_SLASH = re.compile(rf"=[{_WS}]*+[^{_WS}\"'][^{_WS}]*/\Z")
_SCRIPT_STEP = re.compile(rf"<!--|-->|<(/?)script(?=[{_WS}/>])", re.IGNORECASE)
_RAW_ENDS = {
    name: re.compile(rf"</{name}(?=[{_WS}/>])", re.IGNORECASE)
    for name, kind in KINDS.items()
    if kind in (RAW, TITLE, FIELD)
}


class Attribute(NamedTuple):
    """The value of an attribute in the source."""

    start: int
    """Offset of the value, inside its quotes."""
    end: int
    """Offset behind it."""
    quote: str
    """Its quotation mark; empty if it has none."""


def attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """Attributes in a stretch of a tag by name in lower case; of two with the same name the first counts."""
    found: dict[str, Attribute] = {}
    for match in _NAMED_VALUE.finditer(text, start, end):
        group = match.lastindex or 1
        if group > 1:
            quote = ("", '"', "'", "")[group - 1]
            found.setdefault(match[1].lower(), Attribute(*match.span(group), quote))
        else:
            found.setdefault(match[1].lower(), Attribute(match.end(), match.end(), ""))
    return found


def is_self_closing(attribute_text: str) -> bool:
    """Does the slash before `>` close the tag, or is it the end of a value without quotes?"""
    return attribute_text.endswith("/") and not _BARE_SLASH.search(attribute_text)


def leaf_end(text: str, name: str, start: int) -> int:
    """Offset behind an element if it holds nothing but text, 0 if it holds more; from behind its start tag."""
    found = _LEAF.match(text, start)
    return found.end() if found and found[1] == name else 0


def raw_end(text: str, name: str, start: int) -> int:
    """Offset of the end tag of an element without markup inside, or of the end of the file."""
    if name == "plaintext":
        return len(text)
    if name == "script":
        return _script_end(text, start)
    found = _RAW_ENDS[name].search(text, start)
    return found.start() if found else len(text)


def _script_end(text: str, start: int) -> int:
    """An end tag does not count behind `<!--` and `<script>` (script data double escaped state)."""
    is_escaped = is_nested = False
    position = start
    while found := _SCRIPT_STEP.search(text, position):
        position = found.end()
        step = found[0]
        if step == "<!--":
            is_escaped = True
            # the two dashes may already belong to the end of the comment: <!-->
            position -= 2
        elif step == "-->":
            is_escaped = is_nested = False
        elif not found[1]:
            is_nested = is_escaped
        elif is_nested:
            is_nested = False
        else:
            return found.start()
    return len(text)


def texts(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a document in which a character reference may stand: text and attribute values."""
    position = 0
    while True:
        for found in HTML_TOKEN.finditer(text, position):
            yield position, found.start()
            position = found.end()
            if found[2] is None:
                continue
            for value in attributes(text, found.start(3), found.end(3)).values():
                yield value.start, value.end
            kind = KINDS.get(found[2].lower())
            if kind is RAW and not found[1] and not found[3].endswith("/"):
                position = raw_end(text, found[2].lower(), position)
                break
        else:
            yield position, len(text)
            return
