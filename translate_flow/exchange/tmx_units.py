"""What a TMX file holds, as it is read: units, their texts, inline codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from translate_flow.exchange.tmx_remarks import language_of, one_property, with_about
from translate_flow.records import frozen


@frozen
class Piece:
    """An inline code in a text: an opening or closing half, or a standalone one."""

    kind: str
    """`open`, `close` or `single`."""
    pair: str
    """What an opening and a closing half of one text share."""
    link: str
    """What the codes of two texts share (attribute `x`); empty where the file does not say."""
    data: str
    """Native form."""
    form: str = ""
    """Element and attributes that tell what kind it is, where they say more than `kind`, as XML has them."""
    content: str = ""
    """What its element holds, as XML, where that is more than `data`: sub-flows (`sub`)."""


@dataclass(slots=True)
class Header:
    """What the header of a file says."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    """Its attributes."""
    items: list[str] = field(default_factory=list)
    """Its notes, properties and encodings (`note`, `prop`, `ude`) as XML, each on lines of its own."""
    notes_language: str = field(init=False, default="")
    """The language of notes that name none, unless it is English, which our own header names."""

    def __post_init__(self) -> None:
        language = self.attributes.get("adminlang", "")
        if language.partition("-")[0].lower() != "en":
            self.notes_language = language


@dataclass(slots=True)
class Variant:
    """One text of a unit (`tuv`)."""

    language: str
    """As the file writes it."""
    parts: list[str | Piece] = field(default_factory=list)
    """Its text and inline codes."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Attributes of `tuv`, such as `changedate`, `changeid`."""
    properties: dict[str, str] = field(default_factory=dict)
    """Its `prop` elements by type, as `tmx_remarks` keeps them."""
    notes: list[str] = field(default_factory=list)
    """Its notes, likewise."""

    @property
    def is_empty(self) -> bool:
        """Has it no letter, sign or code?"""
        if len(self.parts) == 1:  # as most have: sooner without a loop
            part = self.parts[0]
            return isinstance(part, str) and part.isspace()
        return all(isinstance(part, str) and part.isspace() for part in self.parts)


@dataclass(slots=True)
class TmxUnit:
    """One unit of a file (`tu`)."""

    line: int
    """Where it begins, from 1."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Attributes of `tu`; units may share them."""
    variants: list[Variant] = field(default_factory=list)
    """Its texts."""
    properties: dict[str, str] = field(default_factory=dict)
    """Its `prop` elements by type, as `tmx_remarks` keeps them."""
    notes: list[str] = field(default_factory=list)
    """Its notes, likewise."""
    header: Header = field(default_factory=Header)
    """That of its file, which counts where the unit says nothing."""


def add_remark(
    owner: Variant | TmxUnit, kind: str, attributes: Mapping[str, str], text: str, notes_language: str = ""
) -> None:
    """Add the text of a `prop` or `note` to what it belongs to; an empty one says nothing."""
    if not text:
        return
    if kind == "note":
        if attributes or notes_language:
            language = language_of(attributes) or notes_language
            text = with_about(text, language, attributes.get("o-encoding", ""))
        owner.notes.append(text)
        return
    if "\n" in text:
        text = one_property(text)
    if len(attributes) > 1:
        text = with_about(text, language_of(attributes), attributes.get("o-encoding", ""))
    of_type = attributes.get("type", "")
    known = owner.properties.get(of_type)
    owner.properties[of_type] = f"{known}\n{text}" if known else text
