"""Paragraph styles of a Word document: what role a paragraph of a style has."""

from collections.abc import Iterator
from dataclasses import replace

from translate_flow.formats.inline.code_styles import folded
from translate_flow.formats.xmlscan import Kind, Xml
from translate_flow.model import Role
from translate_flow.records import frozen

# built-in styles keep their English names in every language version (ISO/IEC 29500-1, 17.7.4.9)
_HEADLINES = ("title", "subtitle", "heading ", "toc heading")
# the last one is LibreOffice's
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations"})


@frozen
class Style:
    """A paragraph style."""

    name: str = ""
    """Its name in lower case."""
    based_on: str = ""
    """Id of the style that it inherits from."""
    level: int | None = None
    """Its outline level: 0–8 are headings, 9 is body text."""
    is_list: bool = False
    """Does it number its paragraphs?"""


class Styles:
    """The styles of a document, by id; `code` are the names of those whose text is code."""

    def __init__(self, xml: Xml | None, code: frozenset[str]) -> None:
        self._styles = _read(xml) if xml else {}
        self._code = code
        self._roles: dict[str, Role] = {}
        self._is_code: dict[str, bool] = {}

    def role(self, style: str) -> Role:
        """Role of a paragraph in a style, by the style's name, outline level or numbering."""
        known = self._roles.get(style)
        if known is None:
            known = self._roles[style] = self._found(style)
        return known

    def is_code(self, style: str) -> bool:
        """Is the text of a style code, by its name or that of one that it is based on?"""
        known = self._is_code.get(style)
        if known is None:
            known = self._is_code[style] = any(folded(one.name) in self._code for one in self._line(style))
        return known

    def _found(self, style: str) -> Role:
        return next(filter(None, map(_role, self._line(style))), Role.PARAGRAPH)

    def _line(self, style: str) -> Iterator[Style]:
        """A style, and those that it is based on."""
        visited: set[str] = set()
        while style and style not in visited:
            visited.add(style)
            found = self._styles.get(style, Style(style.lower()))
            yield found
            style = found.based_on


def _role(style: Style) -> Role | None:
    """What a style says of itself; None: ask the one that it is based on."""
    if style.name.startswith(_HEADLINES) or (style.level is not None and style.level < 9):
        return Role.HEADLINE
    if style.name == "caption":
        return Role.CAPTION
    if style.name in _QUOTES:
        return Role.QUOTE
    if style.is_list or style.name.startswith("list "):
        return Role.LIST_ITEM
    return None


def _read(xml: Xml) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    identity, style = "", Style()
    for event in xml.events():
        if event.kind is Kind.START:
            value = event.attributes.get("w:val", "")
            if event.name == "w:style":
                identity, style = event.attributes.get("w:styleId", ""), Style()
            elif event.name == "w:name":
                style = replace(style, name=value.lower())
            elif event.name == "w:basedOn":
                style = replace(style, based_on=value)
            elif event.name == "w:outlineLvl" and value.isdigit():
                style = replace(style, level=int(value))
            elif event.name == "w:numId":
                style = replace(style, is_list=value != "0")
        elif event.kind is Kind.END and event.name == "w:style":
            styles[identity] = style
    return styles
