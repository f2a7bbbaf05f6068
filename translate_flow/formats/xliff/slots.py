"""Places for translations in an XLIFF file, what translators get for them, and what is written there.

A slot is a segment: a `segment` of XLIFF 2, a `trans-unit` of XLIFF 1.2 or one `mrk mtype="seg"` of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from translate_flow import tagged
from translate_flow.formats import Parts
from translate_flow.formats.xliff import inline
from translate_flow.formats.xliff.elements import Element, Place
from translate_flow.formats.xmlscan import Kind, Xml
from translate_flow.model import State, Unit
from translate_flow.records import frozen


@dataclass(frozen=True)
class Slot:
    """A place for a translation."""

    xml: Xml
    place: Place
    source: Element
    """Element whose content is the source text."""
    target: Element | None
    """Element whose content is, or will be, the translation."""
    key: str
    notes: tuple[str, ...]
    state: State
    """State of the translation that is there, by the file's own word."""

    @cached_property
    def unit(self) -> Unit:
        """What the translator gets; an empty source if there is nothing to translate."""
        held = self._held()
        return Unit(
            self._inline.text.strip(),
            self._inline.codes,
            key=self.key,
            note="\n".join((*self.notes, *self._hidden())),
            target=held,
            state=self.state if held else State.INITIAL,
        )

    @property
    def has_text(self) -> bool:
        """Is there anything but codes and white space?"""
        return any(piece.text.strip() for piece in self._pieces(self.source) if piece.shape is None)

    def written(self, parts: Parts) -> bytes:
        """Markup of a translation, between the white space that stands around the source."""
        target = inline.written(parts, self.unit.codes)
        if not target.strip():
            return b""
        text = self._inline.text
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        literal = f"{lead}{''.join(map(str, parts))}{tail}"
        if self._is_cdata and not self.unit.codes and self._fits_cdata(literal):
            return f"<![CDATA[{literal}]]>".encode(self.xml.encoding)
        return self.xml.text(lead) + self.xml.encode(target) + self.xml.text(tail)

    def _fits_cdata(self, literal: str) -> bool:
        """Can a text stand in a CDATA section, where nothing is escaped?"""
        is_encodable = literal.encode(self.xml.encoding, "replace").decode(self.xml.encoding) == literal
        return is_encodable and "]]>" not in literal and "\r" not in literal

    @cached_property
    def _inline(self) -> inline.Inline:
        return inline.read_source(self._pieces(self.source))

    def _held(self) -> str:
        """Tagged text of the translation that is there."""
        return self._inline.held(self._pieces(self.target)).strip() if self.target else ""

    def _pieces(self, container: Element) -> Sequence[inline.Piece]:
        space = container.get("xml:space") or self.place.inherited("xml:space")
        return inline.pieces(self.xml, container, preserves_space=space == "preserve")

    @property
    def _is_cdata(self) -> bool:
        """Is the source one CDATA section? The translation is then written as one."""
        content = self.source.content
        return len(content) == 1 and not isinstance(content[0], Element) and content[0].kind is Kind.CDATA

    def _hidden(self) -> tuple[str, ...]:
        """Notes of texts inside codes (`sub`), which stay as they are."""
        return tuple(
            f"Stays untranslated inside a code: {sub.text}" for sub in self.source.descendants("sub") if sub.text
        )


@frozen
class Answer:
    """What came back for a slot."""

    slot: Slot
    markup: bytes | None
    """New content for the target; None where the one that is there stays."""
    is_confirmed: bool
    """Did anything come back?"""

    @property
    def is_filled(self) -> bool:
        """Will there be a translation?"""
        return bool(self.slot.unit.target if self.markup is None else self.markup)

    @property
    def is_new(self) -> bool:
        """Is there a new text, or one that was unsure and is confirmed?"""
        was_unsure = self.is_filled and self.slot.unit.state is State.INITIAL
        return self.markup is not None or (self.is_confirmed and was_unsure)


def answer(slot: Slot, parts: Parts | None) -> Answer:
    """Compare what came back with what is there. Parts of which nothing can be written leave that alone."""
    if parts is None:
        return Answer(slot, None, is_confirmed=False)
    tidy = tagged.tidied(parts)
    if tidy == tagged.parse(slot.unit.target or "", slot.unit.codes):
        return Answer(slot, None, is_confirmed=True)
    markup = slot.written(tidy)
    if tidy and not markup:
        return Answer(slot, None, is_confirmed=False)
    return Answer(slot, markup, is_confirmed=True)
