"""XLIFF 1.2 (OASIS): trans-units, segmented by `seg-source` or whole, and their targets."""

from collections.abc import Iterator, Sequence

from translate_flow.formats.xliff.elements import (
    Element,
    Place,
    indentation,
    inner,
    remove_attribute,
    set_attribute,
    set_content,
    sibling,
)
from translate_flow.formats.xliff.slots import Answer, Slot
from translate_flow.formats.xmlscan import Patch, Xml, patch
from translate_flow.model import State

SOURCE_ATTRIBUTE, LANGUAGE_ATTRIBUTE = "source-language", "target-language"
_STATES = {
    **dict.fromkeys(("new", "needs-translation", "needs-adaptation", "needs-l10n"), State.INITIAL),
    **dict.fromkeys(("final", "signed-off"), State.FINAL),
}


def language_holder(root: Element, place: Place) -> Element | None:
    """The element that names the target language of a unit."""
    return place.ancestor("file")


def slots(xml: Xml, place: Place) -> Iterator[Slot]:
    """The segments of a trans-unit that may be translated."""
    unit, source = place.unit, place.unit.child("source")
    if source is None or place.inherited("translate") == "no":
        return
    target = unit.child("target")
    file = place.ancestor("file")
    key = f"{file.get('original') if file else ''}/{unit.get('id')}"
    notes = tuple(_notes(unit))
    state = State.INITIAL
    if target:
        state = _STATES.get(target.get("state"), State.TRANSLATED)
        state = State.FINAL if unit.get("approved") == "yes" else state
    marks = _marks(unit, target)
    if not marks:
        yield Slot(xml, place, source, target, key, notes, state)
    for mark in marks:
        mid = mark.get("mid")
        held = next((one for one in _segments(target) if one.get("mid") == mid), None)
        yield Slot(xml, place, mark, held, f"{key}/{mid}", notes, state)


def _marks(unit: Element, target: Element | None) -> list[Element]:
    """The segments of a seg-source; none where the target is there and not cut likewise."""
    marks = list(_segments(unit.child("seg-source")))
    has_other = target and (target.text.strip() or any(isinstance(one, Element) for one in target.content))
    if has_other and not _segments(target):
        return []
    return marks


def _segments(container: Element | None) -> list[Element]:
    if container is None:
        return []
    marks = container.descendants("mrk")
    return [one for mark in marks for one in ([mark] if mark.get("mtype") == "seg" else _segments(mark))]


def _notes(unit: Element) -> Iterator[str]:
    if unit.get("resname"):
        yield f"Name: {unit.get('resname')}"
    for note in unit.children("note"):
        if note.text.strip():
            yield note.text.strip()
    if unit.get("maxwidth"):
        yield f"At most {unit.get('maxwidth')} {unit.get('size-unit') or 'pixel'}."


def patches(xml: Xml, place: Place, answers: Sequence[Answer]) -> list[Patch]:
    """How the file changes by what came back for the slots of a trans-unit."""
    if not any(one.is_new for one in answers):
        return []
    unit = place.unit
    target = unit.child("target")
    is_complete = all(one.is_filled for one in answers)
    changed = [one for one in answers if one.markup is not None]
    if changed and (target is None or any(one.slot.target is None for one in changed)):
        markup = _whole(xml, unit, answers)
        if target is None:
            return [_inserted(xml, unit, markup, is_complete=is_complete)] if markup else []
        made = [set_content(xml, target, markup)]
    else:
        made = [set_content(xml, one.slot.target, one.markup or b"") for one in changed if one.slot.target]
    assert target
    if is_complete:
        made += set_attribute(xml, target, "state", "translated")
    elif target.get("state"):
        made += set_attribute(xml, target, "state", "needs-translation")
    return made + (remove_attribute(xml, target, "state-qualifier") if changed else [])


def _whole(xml: Xml, unit: Element, answers: Sequence[Answer]) -> bytes:
    """Content of a target that is made anew: of the only slot, or cut as the seg-source is."""
    seg_source = unit.child("seg-source")
    if seg_source is None or answers[0].slot.source.name != "mrk":
        return answers[0].markup or b""
    parts = []
    for one in answers:
        held = inner(xml, one.slot.target) if one.slot.target else b""
        parts.append(set_content(xml, one.slot.source, held if one.markup is None else one.markup))
    first, last = seg_source.inner_start, seg_source.inner_end
    return patch(xml.data[first:last], [(start - first, end - first, new) for start, end, new in parts])


def _inserted(xml: Xml, unit: Element, markup: bytes, *, is_complete: bool) -> Patch:
    """A new target behind the source, indented as that is."""
    source = unit.child("source")
    assert source
    before = unit.child("seg-source") or source
    state = ' state="translated"' if is_complete else ""
    new = indentation(xml, unit, source) + sibling(xml, source, "target", state, markup)
    return before.end, before.end, new
