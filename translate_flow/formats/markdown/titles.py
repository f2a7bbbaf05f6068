"""Titles of links, images and link reference definitions: `[a](/url "title")`, `[a]: /url "title"`."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from html.entities import html5
from typing import Any

from translate_flow import tagged
from translate_flow.formats.markdown.escaping import escape_title
from translate_flow.formats.markdown.pieces import has_words
from translate_flow.formats.markdown.source import Place, Plain, Source
from translate_flow.model import Role, Unit

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#([0-9]{1,7});|&#[xX]([0-9A-Fa-f]{1,6});|&([A-Za-z][A-Za-z0-9]{0,31};)")
_INLINE_HEAD = re.compile(r"\]\(\s*(?:<(?:[^<>\\\n]|\\.)*+>|[^\s<][^\s]*+)\s++([\"'(])")
_DEFINITION_HEAD = re.compile(
    r"\[(?:[^\[\]\\]|\\.)++\]:\s*+(?:<(?:[^<>\\\n]|\\.)*+>|[^\s<][^\s]*+)\s++([\"'(])", re.DOTALL
)
_CLOSING = {'"': '"', "'": "'", "(": ")"}


def unescape(text: str) -> str:
    """Backslash escapes and character references as CommonMark reads them (2.4, 2.5)."""
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    if found[4]:
        return html5.get(found[4], found[0])
    number = int(found[2]) if found[2] else int(found[3], 16)
    is_character = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if is_character else "\ufffd"


def of_link(source: Source, start: int, end: int, title: str, url: str) -> Iterator[Place]:
    """The title between `](` at `start` and the `)` before `end`, if it can be told from the address."""
    if not has_words(title):
        return
    text = source.slice(start, end)
    head = _INLINE_HEAD.match(text)
    if head:
        yield from _title(source, start, text[:-1].rstrip(), head, title, url)


def of_definitions(source: Source, definitions: Mapping[str, Any]) -> Iterator[Place]:
    """The titles of link reference definitions, in the order of the document."""
    spans = [(entry["span"]["start"], entry["span"]["end"], entry) for entry in definitions.values()]
    for start, end, entry in sorted(spans, key=lambda span: span[0]):
        if has_words(entry["title"] or ""):
            text = source.slice(start, end)
            head = _DEFINITION_HEAD.match(text)
            if head:
                yield from _title(source, start, text.rstrip(), head, entry["title"], entry["dest"])


def _title(source: Source, start: int, text: str, head: re.Match[str], title: str, url: str) -> Iterator[Place]:
    """The place of a title that begins behind `head` and ends with `text`, if it reads as the parser did."""
    mark = head[1]
    raw = text[head.end() : -1]
    if not text.endswith(_CLOSING[mark]) or unescape(raw) != title:
        return
    first = start + len(text[: head.end()].encode())
    shown, codes = tagged.protect(" ".join(title.split("\n")) if "\n" in title else title)
    unit = Unit(shown, codes, Role.ATTRIBUTE, note=url)
    yield Plain(first, first + len(raw.encode()), unit, partial(escape_title, mark=mark))
