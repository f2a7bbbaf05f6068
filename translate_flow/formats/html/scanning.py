"""Where the tags of HTML begin and end, to the letter of the standard's tokenizer (section 13.2.5).

Parsers hand out trees whose text has no way back to the source: of justhtml's, text nodes have a start but no
end and attributes have no place at all. Its text and html5lib's are what the tests measure this scanner by.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from translate_flow.formats.html.vocabulary import FIELD, KINDS, RAW, TITLE

WHITE = "\t\n\f\r "
_WS = r"\t\n\f\r "
_NAME = rf"[a-zA-Z][^{_WS}/>]*+"
_ATTRIBUTE = (
    rf"[^{_WS}/>][^{_WS}/>=]*+"
    rf"(?:[{_WS}]*+=[{_WS}]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^{_WS}>]*+)|(?![{_WS}]*+=))"
)
_ATTRIBUTES = rf"(?:[{_WS}/]++|{_ATTRIBUTE})*+"
_COMMENT = r"!--(?:-?>|[\s\S]*?(?:--!?>|\Z))"
_DOCTYPE = (
    r"![^\[>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\[>\"']*+)*+(?:\[[\s\S]*?(?:\][\t\n\r ]*>|\Z)|>|\Z)|![^>]*+(?:>|\Z)"
)
# what is no tag; an unfinished tag reaches to the end of the file
_OTHER = rf"{_COMMENT}|[!?][^>]*+(?:>|\Z)|/(?:>|[^a-zA-Z>][^>]*+(?:>|\Z))|/?[a-zA-Z][\s\S]*+"
_OTHER_IN_XML = rf"{_COMMENT}|\?[\s\S]*?(?:\?>|\Z)|!\[CDATA\[|{_DOCTYPE}|/?[a-zA-Z][\s\S]*+"

HTML_TOKEN = re.compile(rf"<(?:(/)?({_NAME})({_ATTRIBUTES})>|{_OTHER})")
"""One piece of markup; groups: slash of an end tag, name, attributes. Whatever stands between two is text."""

# an attribute whose value is neither text nor says whether to translate, whatever the element (the language of `html`
# is looked at all the same); none that is written in an unusual way
_CLASS = r'(?:class|CLASS)="[^"n&]*+(?:n(?!otranslate)[^"n&]*+)*+"'
_EQUALS = rf"[{_WS}]*+=[{_WS}]*+"
_NOT_DULL = rf"(?i:class|title|alt|label|placeholder|aria-[a-z]*|translate|content|value|abbr|summary){_EQUALS}"
_DULL = (
    rf"[{_WS}]++(?:{_CLASS}(?=[{_WS}/>])|(?!{_NOT_DULL})[a-zA-Z][a-zA-Z0-9:_\-]*+{_EQUALS}"
    rf"(?:\"[^\"]*+\"(?=[{_WS}/>])|[\w.#%\-]++(?=[{_WS}>])))"
)


@cache
def step(*, is_xml: bool) -> re.Pattern[str]:
    """One piece of markup, as `HTML_TOKEN`, or a whole element that holds but text.

    Groups: name of an end tag; name of a start tag, what of its attributes may tell something, the text up to its
    end tag if that follows. The last group that took part tells them apart.
    """
    start_tag = rf"({_NAME})(?:{_DULL})*+(?:[{_WS}]++(?=>))?+({_ATTRIBUTES})>(?:([^<]*+)</\2[{_WS}]*+>)?+"
    return re.compile(rf"<(?:/({_NAME}){_ATTRIBUTES}>|{start_tag}|{_OTHER_IN_XML if is_xml else _OTHER})")


END_TAG, START_TAG, WHOLE = 1, 3, 4
"""The last group of `step` for each kind of piece; None for what is no tag."""

CDATA = "<![CDATA["
LINE_BREAK = re.compile(r"\r\n|\r|\n")

_NAMED_VALUE = re.compile(
    rf"([^{_WS}/>][^{_WS}/>=]*+)(?:[{_WS}]*+=[{_WS}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{_WS}>]*+)))?+"
)
_BEGINNING = re.compile(_NAME)
_LEAF = re.compile(rf"[^<]*+</([a-zA-Z]++)[{_WS}]*+>")
_BARE_SLASH = re.compile(rf"=[{_WS}]*+[^{_WS}\"'][^{_WS}]*/\Z")
_SCRIPT_STEP = re.compile(rf"<!--|-->|<(/?)script(?=[{_WS}/>])", re.IGNORECASE)
_RAW_ENDS = {
    name: re.compile(rf"</{name}(?=[{_WS}/>])", re.IGNORECASE)
    for name, kind in KINDS.items()
    if kind in (RAW, TITLE, FIELD)
}


def tag_name(written: str) -> str:
    """The name at the beginning of what stands between `<` and `>`."""
    found = _BEGINNING.match(written)
    return found[0] if found else ""


class Attribute(NamedTuple):
    """The value of an attribute in the source."""

    start: int
    """Offset of the value, inside its quotes."""
    end: int
    """Offset behind it."""
    quote: str
    """Its quotation mark; empty if it has none."""


# by group of _NAMED_VALUE
_QUOTES = ("", "", '"', "'", "")


def attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """Attributes in a stretch of a tag by name in lower case; of two with the same name the first counts."""
    found: dict[str, Attribute] = {}
    for match in _NAMED_VALUE.finditer(text, start, end):
        name = match[1].lower()
        if name in found:
            continue
        group = match.lastindex or 1
        span = match.span(group) if group > 1 else (match.end(), match.end())
        found[name] = Attribute(*span, _QUOTES[group])
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
