"""What a TMX file holds, as it is read: units, their texts, inline codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """Its `prop` elements by type; several of a type on lines of their own."""
    notes: list[str] = field(default_factory=list)
    """Its notes."""

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
    """Its `prop` elements by type; several of a type on lines of their own."""
    notes: list[str] = field(default_factory=list)
    """Its notes."""


def add_remark(owner: Variant | TmxUnit, kind: str, of_type: str, text: str) -> None:
    """Add the text of a `prop` or `note` to what it belongs to; an empty one says nothing."""
    if not text:
        return
    if kind == "note":
        owner.notes.append(text)
    else:
        known = owner.properties.get(of_type)
        owner.properties[of_type] = f"{known}\n{text}" if known else text
