"""Elements of an XML document whose whole content is text (titles, subjects, labels), as units."""

from collections.abc import Container

from translate_flow import tagged
from translate_flow.formats import Visit
from translate_flow.formats.xmlscan import Event, Kind, Patch, Xml
from translate_flow.model import Role, Unit


def offer_texts(xml: Xml, names: Container[str], visit: Visit, role: Role = Role.METADATA) -> list[Patch]:
    """Hand the text of each element of these names to `visit`; return the patches for what came back.

    White space around it is kept. Elements that hold other elements are left alone.
    """
    patches: list[Patch] = []
    opened: Event | None = None
    texts: list[Event] = []
    for event in xml.events():
        if event.kind is Kind.START:
            opened = event if event.name in names else None
            texts = []
        elif opened and event.kind in (Kind.TEXT, Kind.CDATA):
            texts.append(event)
        elif opened and event.kind in (Kind.COMMENT, Kind.INSTRUCTION, Kind.ENTITY):
            opened = None
        elif event.kind is Kind.END:
            if opened:
                patches += offer_text(xml, texts, visit, role)
            opened = None
    return patches


def offer_text(xml: Xml, texts: list[Event], visit: Visit, role: Role) -> list[Patch]:
    """Hand the characters of neighbouring text events to `visit`; return the patch for what came back."""
    whole = "".join(event.text for event in texts)
    core = whole.strip()
    if not core:
        return []
    source, codes = tagged.protect(core)
    parts = visit(Unit(source, codes, role))
    if parts is None or tuple(parts) == tagged.parse(source, codes):
        return []
    lead = whole[: whole.index(core)]
    trail = whole[len(lead) + len(core) :]
    new = xml.text(lead + tagged.render(parts, codes) + trail)
    return [(texts[0].start, texts[-1].end, new)]
