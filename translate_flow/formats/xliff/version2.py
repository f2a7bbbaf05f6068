"""XLIFF 2.0 and 2.1 (OASIS): units, their segments and targets."""

from collections.abc import Iterator, Sequence

from translate_flow.formats.xliff.elements import (
    Element,
    Place,
    indentation,
    remove_attribute,
    set_attribute,
    set_content,
    sibling,
)
from translate_flow.formats.xliff.slots import Answer, Slot
from translate_flow.formats.xmlscan import Patch, Xml
from translate_flow.model import State

SOURCE_ATTRIBUTE, LANGUAGE_ATTRIBUTE = "srcLang", "trgLang"


def language_holder(root: Element, place: Place) -> Element | None:
    """The element that names the target language of a unit."""
    return root


def slots(xml: Xml, place: Place) -> Iterator[Slot]:
    """The segments of a unit that may be translated."""
    unit = place.unit
    if place.inherited("translate") == "no":
        return
    file = place.ancestor("file")
    notes = tuple(_notes(unit))
    for number, segment in enumerate(unit.children("segment"), 1):
        source, target = segment.child("source"), segment.child("target")
        if source:
            key = f"{file.get('id') if file else ''}/{unit.get('id')}/{segment.get('id') or number}"
            yield Slot(xml, place, source, target, key, notes, _state(segment))


def _state(segment: Element) -> State:
    """By the standard no word means initial; where there is a target, it means a tool that has no states."""
    written = segment.get("state")
    return State(written) if written in set(State) else State.TRANSLATED


def _notes(unit: Element) -> Iterator[str]:
    if unit.get("name"):
        yield f"Name: {unit.get('name')}"
    for notes in unit.children("notes"):
        for note in notes.children("note"):
            if note.text.strip():
                yield note.text.strip()


def patches(xml: Xml, place: Place, answers: Sequence[Answer]) -> list[Patch]:
    """How the file changes by what came back for the slots of a unit."""
    made: list[Patch] = []
    for one in answers:
        if one.is_new:
            made += _changed(xml, _segment_of(place.unit, one.slot), one)
    return made


def _segment_of(unit: Element, slot: Slot) -> Element:
    return next(segment for segment in unit.children("segment") if segment.child("source") is slot.source)


def _changed(xml: Xml, segment: Element, one: Answer) -> list[Patch]:
    """Text and state of a segment; a state below another one would be wrong with it."""
    made: list[Patch] = []
    source, target = one.slot.source, one.slot.target
    if one.markup is not None and target:
        made.append(set_content(xml, target, one.markup))
    elif one.markup:
        new = indentation(xml, segment, source) + sibling(xml, source, "target", "", one.markup)
        made.append((source.end, source.end, new))
    if one.is_filled:
        made += set_attribute(xml, segment, "state", "translated")
    elif segment.get("state"):
        made += set_attribute(xml, segment, "state", "initial")
    return made + (remove_attribute(xml, segment, "subState") if made else [])
