"""Addresses of links, where they are to be translated: `[a](/url)`, `[a]: /url`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from translate_flow import tagged
from translate_flow.formats.markdown.escaping import reference
from translate_flow.formats.markdown.pieces import has_words
from translate_flow.formats.markdown.source import Place, Plain, Source
from translate_flow.formats.markdown.titles import unescape
from translate_flow.model import Role, Unit

_ADDRESS = r"(<(?:[^<>\\\n]|\\.)*+>|[^\s<]\S*+)"
_INLINE = re.compile(rf"\]\(\s*+{_ADDRESS}")
_DEFINITION = re.compile(rf"\[(?:[^\[\]\\]|\\.)++\]:\s*+{_ADDRESS}", re.DOTALL)
_NOTE = "address of a link"
_NOT_BARE = re.compile(r"\A<|[\s\x00-\x1f\x7f]|\A\Z")
_SPECIAL = re.compile(r"[\\&<>`|()\x00-\x1f\x7f]")


def is_offered(url: str) -> bool:
    """Is it the address of another page, and no place in the same one?"""
    return has_words(url) and not url.startswith("#")


def of_link(source: Source, start: int, end: int, url: str) -> Iterator[Place]:
    """The address between `](` at `start` and the `)` before `end`, if it reads as the parser did."""
    if is_offered(url):
        text = source.slice(start, end)
        yield from _place(source, start, _INLINE.match(text[:-1]), url)


def of_definitions(source: Source, definitions: Mapping[str, Any]) -> Iterator[Place]:
    """The addresses of link reference definitions, in the order of the document."""
    spans = [(entry["span"]["start"], entry["span"]["end"], entry["dest"]) for entry in definitions.values()]
    for start, end, url in sorted(spans):
        if is_offered(url):
            yield from _place(source, start, _DEFINITION.match(source.slice(start, end)), url)


def _place(source: Source, start: int, found: re.Match[str] | None, url: str) -> Iterator[Place]:
    if found is None:
        return
    raw = found[1]
    if unescape(raw[1:-1] if raw.startswith("<") else raw) != url:
        return
    first = start + len(found.string[: found.start(1)].encode())
    shown, codes = tagged.protect(url)
    unit = Unit(shown, codes, Role.ADDRESS, note=_NOTE)
    yield Plain(first, first + len(raw.encode()), unit, escape_address)


def escape_address(text: str) -> str:
    """Literal text as the address of a link (CommonMark 6.3): in `<…>` where it has white space."""
    is_bare = not _NOT_BARE.search(text)

    def escaped(found: re.Match[str]) -> str:
        character = found[0]
        if character in "()":
            return f"\\{character}" if is_bare else character
        if character == "\\":
            following = text[found.end() : found.end() + 1]
            return "\\" if following.isalnum() else "\\\\"
        return reference(character) if character >= " " and character != "\x7f" else f"%{ord(character):02X}"

    written = _SPECIAL.sub(escaped, text)
    return written if is_bare else f"<{written}>"
