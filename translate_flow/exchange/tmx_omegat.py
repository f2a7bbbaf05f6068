"""OmegaT writes its tags as text: `<g0>…</g0>`, `<x1/>`. Here they become codes."""

import re
from collections.abc import Iterator

from translate_flow.exchange.tmx_units import Piece, TmxUnit

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z]+\d+)(?P<single>/?)>")


def with_tags(text: str) -> Iterator[str | Piece]:
    """A text of OmegaT with its tags as codes."""
    end = 0
    for tag in _TAG.finditer(text):
        if tag.start() > end:
            yield text[end : tag.start()]
        kind = "single" if tag["single"] else "close" if tag["end"] else "open"
        yield Piece(kind, "" if kind == "single" else tag["name"], tag["name"], tag[0])
        end = tag.end()
    if end < len(text):
        yield text[end:]


def take_tags(unit: TmxUnit) -> None:
    """Make codes of the tags in a unit of OmegaT."""
    for variant in unit.variants:
        variant.parts = [
            piece
            for part in variant.parts
            for piece in (with_tags(part) if isinstance(part, str) and "<" in part else [part])
        ]
