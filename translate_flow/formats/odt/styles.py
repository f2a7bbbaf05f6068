"""Styles of an OpenDocument text: roles of paragraphs, and which spans look alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from translate_flow.formats.inline.code_styles import folded
from translate_flow.formats.xmlscan import Event, Kind, Xml
from translate_flow.model import Role

_ROLES = {
    "Title": Role.HEADLINE,
    "Subtitle": Role.HEADLINE,
    "Heading": Role.HEADLINE,
    "Contents_20_Heading": Role.HEADLINE,
    "Caption": Role.CAPTION,
    "Quotations": Role.QUOTE,
    "Block_20_Text": Role.QUOTE,
}
# properties that say which language a text is in, and marks of editing sessions
_UNSEEN = ("officeooo:", "fo:language", "fo:country", "fo:script", "style:language-", "style:country-")
_UNSEEN_PREFIXES = (*_UNSEEN, "style:script-", "style:rfc-language-tag")
_ON_SPACES = ("underline", "line-through", "overline", "background", "border", "emphasize")
_PLACED = frozenset({"fo:break-before", "fo:break-after", "style:page-number"})


@dataclass(slots=True)
class Style:
    """A style."""

    parent: str = ""
    """Name of the style that it inherits from."""
    is_automatic: bool = False
    """Was it made by formatting by hand?"""
    level: str = ""
    """Outline level that its paragraphs have by default."""
    is_placed: bool = False
    """Does it begin a page or number a list?"""
    looks: list[str] = field(default_factory=list)
    """What it says of the looks of text."""


class Styles:
    """The paragraph and text styles of a document, by family and name; `code` are those whose text is code."""

    def __init__(self, *parts: Xml, code: frozenset[str]) -> None:
        self._code = code
        self._is_code: dict[tuple[str, str], bool] = {}
        self._styles: dict[tuple[str, str], Style] = {}
        for xml in parts:
            for family, name, style in _read(xml):
                self._styles[family, name] = style
        self._roles: dict[str, Role] = {}

    def role(self, name: str) -> Role:
        """Role of a paragraph in a style, by the style's name or that of one that it is based on."""
        known = self._roles.get(name)
        if known is None:
            known = self._roles[name] = self._found(name)
        return known

    def looks(self, name: str) -> str:
        """Equal for text styles that look the same; empty for one that cannot be seen."""
        style = self._styles.get(("text", name))
        if style is None or not style.is_automatic:
            return name
        return "|".join([style.parent, *sorted(style.looks)]).strip("|")

    def repeated(self, name: str) -> str:
        """The style for a further paragraph like one of this style: without its page break or numbering."""
        style = self._styles.get(("paragraph", name))
        return style.parent or "Standard" if style and style.is_placed else name

    def is_code(self, family: str, name: str) -> bool:
        """Is the text of a style code, by its name or that of one that it is based on?"""
        known = self._is_code.get((family, name))
        if known is None:
            known = self._is_code[family, name] = any(folded(one) in self._code for one, _ in self._line(family, name))
        return known

    def _found(self, name: str) -> Role:
        for one, style in self._line("paragraph", name):
            if one in _ROLES:
                return _ROLES[one]
            if style.level:
                return Role.HEADLINE
        return Role.PARAGRAPH

    def _line(self, family: str, name: str) -> Iterator[tuple[str, Style]]:
        """A style, and those that it is based on, with their names."""
        visited: set[str] = set()
        while name and name not in visited:
            visited.add(name)
            style = self._styles.get((family, name), Style())
            yield name, style
            name = style.parent


def marks_spaces(looks: str) -> bool:
    """Can looks be seen on a space? Those of a named style may be."""
    return "=" not in looks or not looks.startswith(("fo:", "style:")) or any(one in looks for one in _ON_SPACES)


def _read(xml: Xml) -> Iterator[tuple[str, str, Style]]:
    style: Style | None = None
    name = family = ""
    is_automatic = False
    for event in xml.events():
        if event.name == "office:automatic-styles":
            is_automatic = event.kind is Kind.START
        elif event.name == "style:style":
            if event.kind is Kind.START:
                style = _style(event, is_automatic=is_automatic)
                family = event.attributes.get("style:family", "")
                name = event.attributes.get("style:name", "")
            elif style:
                yield family, name, style
                style = None
        elif style and event.kind is Kind.START:
            _add(style, event)
        elif event.name == "office:body":
            return


def _add(style: Style, event: Event) -> None:
    """What an element of a style says of it."""
    if event.name == "style:text-properties":
        style.looks += (
            f"{name}={value}" for name, value in event.attributes.items() if not name.startswith(_UNSEEN_PREFIXES)
        )
    elif event.name == "style:paragraph-properties":
        style.is_placed |= bool(_PLACED & set(event.attributes))


def _style(event: Event, *, is_automatic: bool) -> Style:
    values = event.attributes
    return Style(
        values.get("style:parent-style-name", ""),
        is_automatic,
        values.get("style:default-outline-level", ""),
        bool(values.get("style:master-page-name") or values.get("style:list-style-name")),
    )
