"""Character references of HTML: read as the standard's tokenizer reads them (section 13.2.5.72), and written."""

import re
from collections.abc import Mapping
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|([a-zA-Z][a-zA-Z0-9]*)(;?))")
_UNKNOWN_IN_XML = re.compile(r"&([a-zA-Z_:][\w:.\-]*);")
_LEGACY = frozenset(name for name in html5 if not name.endswith(";"))
_LONGEST_LEGACY = max(map(len, _LEGACY))
# numbers that mean Windows-1252 (section 13.2.5.80)
_REPLACED = {
    number: bytes((number,)).decode("cp1252")
    for number in range(0x80, 0xA0)
    if number not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_VALUE_ESCAPES = {**_ESCAPES, '"': "&quot;", "'": "&#39;", "\n": "&#10;", "\t": "&#9;"}
_NEEDS_QUOTES = re.compile(r"[\t\n\f\r \"'=<>`/&]|\A\Z")
_WRITTEN_OUT = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


def decode(raw: str, *, is_value: bool = False) -> str:
    """Text with its character references read; `is_value`: by the rule for attribute values."""
    if "&" not in raw:
        return raw

    def character(found: re.Match[str]) -> str:
        if found[3] is None:
            digits, radix = (found[1], 16) if found[1] else (found[2], 10)
            # more digits than any character has; Python would take long over very many
            return _numbered(int(digits, radix) if len(digits.lstrip("0")) < 9 else 0)
        return _named(found, is_value)

    return _REFERENCE.sub(character, raw)


def _numbered(number: int) -> str:
    if number in _REPLACED:
        return _REPLACED[number]
    if not number or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return chr(number)


def _named(found: re.Match[str], is_value: bool) -> str:
    name = found[3]
    if found[4] and f"{name};" in html5:
        return html5[f"{name};"]
    for length in range(min(len(name), _LONGEST_LEGACY), 1, -1):
        if name[:length] in _LEGACY:
            following = found.string[found.start(3) + length : found.start(3) + length + 1]
            if is_value and (following == "=" or (following.isascii() and following.isalnum())):
                return found[0]
            return html5[name[:length]] + name[length:] + found[4]
    return found[0]


def unknown(raw: str) -> list[tuple[int, int]]:
    """Where a text of XML refers to entities that only its own declarations can tell."""
    return [found.span() for found in _UNKNOWN_IN_XML.finditer(raw) if f"{found[1]};" not in html5]


def habits(native: str) -> dict[str, str]:
    """Characters beyond ASCII that a stretch of source writes as references, such as U+00A0 as `&nbsp;`."""
    written: dict[str, str] = {}
    for found in _WRITTEN_OUT.finditer(native):
        character = decode(found[0])
        if len(character) == 1 and not character.isascii():
            written.setdefault(character, found[0])
    return written


def escape(text: str, habit: Mapping[str, str], line_break: str = "\n") -> str:
    """Text as HTML and XML write it between tags; `habit` as from `habits`."""
    return _translated(text, {**habit, **_ESCAPES, "\n": line_break})


def escape_value(text: str, quote: str, habit: Mapping[str, str]) -> str:
    """Text as the value of an attribute in such quotation marks."""
    escapes = {key: native for key, native in _VALUE_ESCAPES.items() if key == quote or key not in ('"', "'")}
    return _translated(text, {**habit, **escapes})


def _translated(text: str, table: dict[str, str]) -> str:
    return text.translate({ord(character): native for character, native in table.items()})


def quoted(value: str) -> str:
    """An escaped value without quotation marks, with them where it needs them."""
    return f'"{value}"' if _NEEDS_QUOTES.search(value) else value
