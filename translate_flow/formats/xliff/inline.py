"""The text of a source or target with its inline elements, between XLIFF and tagged text.

Spans (`g`, `pc`, `mrk`) and halves that find each other (`bpt` and `ept`, `bx` and `ex`, `sc` and `ec`, `sm`
and `em`) are paired codes, the others standalone ones. Their native form is their markup, which is the same
in the target.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from translate_flow import tagged
from translate_flow.formats.xliff.elements import Element
from translate_flow.formats.xmlscan import Kind, Xml, escape
from translate_flow.model import Code
from translate_flow.records import frozen
from translate_flow.tagged import Tag, TagKind

# family of elements that can stand for the same code
_FAMILIES = {
    "bx": "bx",
    "ex": "bx",
    "bpt": "bpt",
    "ept": "bpt",
    "pc": "pc",
    "sc": "pc",
    "ec": "pc",
    "mrk": "mrk",
    "sm": "mrk",
    "em": "mrk",
}
_OPENING = frozenset({"bx", "bpt", "sc", "sm"})
_CLOSING = frozenset({"ex", "ept", "ec", "em"})
_STANDALONE = frozenset({"x", "ph", "it", "cp", "sub"})
_LINE_BREAKS = frozenset({"lb", "xlf:lb"})
# in a target, a `mid` must be that of a segment (schema of 1.2, key KR_tu_segsrc_mid)
_MID = re.compile(r"""\smid\s*=\s*(?:"[^"]*"|'[^']*')""")
_INDENTED = re.compile(r"[ \t]*\r?\n[ \t]+")


class Shape(Enum):
    """Which part of a code a piece of markup is."""

    OPEN = auto()
    CLOSE = auto()
    SINGLE = auto()


@dataclass(slots=True)
class Piece:
    """Text, or markup that is a code or half of one."""

    text: str = ""
    """Characters, if it is text."""
    key: tuple[str, str] = ("", "")
    """Family and id of the code; what a target's code is known by."""
    shape: Shape | None = None
    """None for text."""
    is_half: bool = False
    """Is it an element of its own that opens or closes, rather than a tag of a span?"""
    markup: str = ""
    """Native form."""
    element: Element | None = None
    """Where its attributes are."""


def pieces(xml: Xml, container: Element, *, preserves_space: bool) -> list[Piece]:
    """What is in a source, target or segment mark, in order; halves without their other half are single."""
    found = list(_flat(xml, container, preserves_space))
    _pair(found)
    return found


def _flat(xml: Xml, container: Element, preserves_space: bool) -> Iterator[Piece]:
    for one in container.content:
        if isinstance(one, Element):
            yield from _element(xml, one, preserves_space)
        elif one.kind is Kind.TEXT:
            yield Piece(one.text if preserves_space else _INDENTED.sub(" ", one.text))
        elif one.kind is Kind.CDATA:
            yield Piece(one.text)
        elif one.kind is Kind.ENTITY:
            yield Piece(key=("&", one.name), shape=Shape.SINGLE, markup=xml.raw(one))


def _element(xml: Xml, element: Element, preserves_space: bool) -> Iterator[Piece]:
    opening = _raw(xml, element.start, element.inner_start)
    if element.name == "mrk" and element.get("mid"):
        opening = _MID.sub("", opening, count=1)
    whole = opening + _raw(xml, element.inner_start, element.end)
    shape = Shape.SINGLE
    if element.name in _OPENING:
        shape = Shape.OPEN
    elif element.name in _CLOSING:
        shape = Shape.CLOSE
    if shape is not Shape.SINGLE:
        yield Piece(key=_key(element), shape=shape, is_half=True, markup=whole, element=element)
    elif element.name in _STANDALONE or element.event.is_empty or _is_protected(element):
        yield Piece(key=_key(element), shape=shape, markup=whole, element=element)
    else:
        yield Piece(key=_key(element), shape=Shape.OPEN, markup=opening, element=element)
        yield from _flat(xml, element, preserves_space)
        closing = _raw(xml, element.inner_end, element.end)
        yield Piece(key=_key(element), shape=Shape.CLOSE, markup=closing, element=element)


def _raw(xml: Xml, start: int, end: int) -> str:
    return xml.data[start:end].decode(xml.encoding)


def _key(element: Element) -> tuple[str, str]:
    family = _FAMILIES.get(element.name, element.name)
    names = ("rid", "startRef", "id") if family != "mrk" else ("startRef", "id", "mtype")
    return family, next(filter(None, map(element.get, names)), "")


def _is_protected(element: Element) -> bool:
    return element.name == "mrk" and (element.get("mtype") == "protected" or element.get("translate") == "no")


def _pair(found: Sequence[Piece]) -> None:
    """Make single what opens without closing, closes without opening, or crosses another pair."""
    waiting: list[Piece] = []
    for piece in found:
        if piece.shape is Shape.OPEN:
            waiting.append(piece)
        elif piece.shape is Shape.CLOSE:
            above = 0
            while above < len(waiting) and waiting[-1 - above].is_half and waiting[-1 - above].key != piece.key:
                above += 1
            if above == len(waiting) or waiting[-1 - above].key != piece.key:
                piece.shape = Shape.SINGLE
                continue
            for crossed in waiting[len(waiting) - above :]:
                crossed.shape = Shape.SINGLE
            del waiting[len(waiting) - above - 1 :]
    for piece in waiting:
        piece.shape = Shape.SINGLE


@frozen
class Inline:
    """The text of a source, as translators see it."""

    text: str
    """Tagged text."""
    codes: tuple[Code, ...]
    _ids: dict[tuple[str, str, bool], list[int]]
    """Numbers of codes by family, id, and whether they are paired."""

    def held(self, found: Iterable[Piece]) -> str:
        """Tagged text of a target with the source's codes; a code that the source lacks is not shown."""
        waiting = {key: list(ids) for key, ids in self._ids.items()}
        literal: dict[str, list[int]] = {}
        for code in self.codes:
            literal.setdefault(code.data, []).append(code.id)
        opened: dict[tuple[str, str], list[int]] = {}
        out = []
        for piece in found:
            if piece.shape is None:
                out.append(tagged.TAG.sub(lambda tag: _literal(tag[0], literal), piece.text))
                continue
            known = waiting.get((*piece.key, piece.shape is not Shape.SINGLE), [])
            if piece.shape is Shape.CLOSE:
                number = opened[piece.key].pop() if opened.get(piece.key) else 0
                out.append(f"{{/{number}}}" if number else "")
            elif known:
                number = known.pop(0)
                out.append(f"{{{number}}}")
                if piece.shape is Shape.OPEN:
                    opened.setdefault(piece.key, []).append(number)
            elif piece.shape is Shape.OPEN:
                opened.setdefault(piece.key, []).append(0)
        return "".join(out)


def read_source(found: Iterable[Piece]) -> Inline:
    """Tagged text and codes of a source."""
    builder = tagged.Builder()
    ids: dict[tuple[str, str, bool], list[int]] = {}
    for piece in found:
        may_go, may_move = _get(piece, "canDelete") == "yes", _get(piece, "canReorder") in ("", "yes")
        if piece.shape is None:
            builder.text(piece.text)
        elif piece.shape is Shape.CLOSE:
            builder.close(piece.markup)
        elif piece.shape is Shape.OPEN:
            builder.open(piece.markup, is_deletable=may_go, is_movable=may_move)
            ids.setdefault((*piece.key, True), []).append(len(builder.codes))
        else:
            builder.single(piece.markup, shown=_shown(piece), is_deletable=may_go, is_movable=may_move)
            ids.setdefault((*piece.key, False), []).append(len(builder.codes))
    return Inline(builder.source, builder.codes, ids)


def _get(piece: Piece, attribute: str) -> str:
    return piece.element.get(attribute) if piece.element else ""


def _shown(piece: Piece) -> str:
    """What a reader sees in place of a standalone code."""
    if piece.element is None:
        return ""
    if _is_protected(piece.element):
        return piece.element.text
    if piece.element.get("ctype") in _LINE_BREAKS or piece.element.get("subType") in _LINE_BREAKS:
        return " "
    return piece.element.get("equiv-text") or piece.element.get("equiv")


def _literal(tag: str, waiting: dict[str, list[int]]) -> str:
    """The code that protects what looks like a tag in the source, for the same text in a target."""
    return f"{{{waiting[tag].pop(0)}}}" if waiting.get(tag) else tag


def written(parts: Iterable[tagged.Part], codes: Sequence[Code]) -> str:
    """Markup of a target. Each code is written once and closed, whatever the translator made of it.

    An opening or closing half that stands alone and was left out is put back at the beginning or end: its
    other half is in another segment. Raises BadInput for a character that XML cannot hold.
    """
    balanced = _balanced(parts, {code.id: code for code in codes})
    used = {part.id for part in balanced if isinstance(part, Tag)}
    lost = [(_half(code), Tag(code.id, TagKind.SINGLE)) for code in codes if code.id not in used]
    before = [tag for half, tag in lost if half is Shape.OPEN]
    behind = [tag for half, tag in lost if half is Shape.CLOSE]
    return tagged.render([*before, *balanced, *behind], codes, escape)


def _balanced(parts: Iterable[tagged.Part], codes: dict[int, Code]) -> list[tagged.Part]:
    """Parts in which pairs nest and no code stands twice."""
    out: list[tagged.Part] = []
    waiting: list[int] = []
    used: set[int] = set()
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif part.kind is TagKind.CLOSE:
            if part.id in waiting:
                while waiting[-1] != part.id:
                    out.append(Tag(waiting.pop(), TagKind.CLOSE))
                out.append(Tag(waiting.pop(), TagKind.CLOSE))
        elif part.id not in used:
            used.add(part.id)
            out.append(part)
            if codes[part.id].is_paired:
                waiting.append(part.id)
    return out + [Tag(number, TagKind.CLOSE) for number in reversed(waiting)]


def _half(code: Code) -> Shape | None:
    """Which half of a pair a standalone code is, by the name of its element."""
    name = re.match(r"<(?:[^\s:/>]+:)?([a-z]+)", code.data)
    if code.is_paired or not name:
        return None
    if name[1] in _OPENING:
        return Shape.OPEN
    return Shape.CLOSE if name[1] in _CLOSING else None
