"""Office documents read by lxml and zipfile, which share no code with the formats."""

import io
import re
import zipfile
from pathlib import Path

from lxml import etree

from tests import conformance
from translate_flow.formats import extract
from translate_flow.model import Role

FIXTURES = Path(__file__).parent / "fixtures" / "office"

# what may differ between a document and its translation: how text is cut into runs
LOOSE = frozenset(
    {
        "r",
        "t",
        "proofErr",
        "lastRenderedPageBreak",
        "smartTag",
        "smartTagPr",
        "attr",
        "noBreakHyphen",
        "softHyphen",
    }
)


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def trees(data):
    return {name: etree.fromstring(xml) for name, xml in members(data).items() if name.endswith(".xml")}


def local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def structure(root):
    """Elements in order, without those that only cut text into runs, and without looks of runs."""
    found = []
    for element in root.iter(etree.Element):
        name = local(element)
        if name in LOOSE or any(local(one) == "rPr" for one in [element, *element.iterancestors()]):
            continue
        if "_GoBack" in element.attrib.values() or (name == "bookmarkEnd" and element.attrib.values() == ["0"]):
            continue
        found.append(element.tag)
    return found


def own_text(paragraph):
    """Characters of a paragraph as a reader sees them, without paragraphs inside it and deleted text."""
    out = []
    for element in paragraph.iter(etree.Element):
        inner = [local(one) for one in element.iterancestors()]
        depth = next(i for i, one in enumerate([element, *element.iterancestors()]) if one is paragraph)
        if "p" in inner[: max(0, depth - 1)] or {"del", "moveFrom"} & set(inner[:depth]):
            continue
        if local(element) == "t":
            out.append(element.text or "")
        out.append({"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}.get(local(element), ""))
    return "".join(out)


def paragraphs(data):
    return [
        (name, own_text(one))
        for name, root in trees(data).items()
        for one in root.iter(etree.Element)
        if local(one) == "p"
    ]


def assert_translated(article_format, data, text, options):
    """Hold what `conformance.translate` writes for each unit that is shown against the text of the result."""
    for number, unit in enumerate(extract(article_format, data, options)):
        if is_shown(unit):
            literal = [re.escape(part) for part in conformance.translation(unit, number) if isinstance(part, str)]
            assert re.search(".*?".join(literal), text, re.DOTALL), unit


def is_shown(unit):
    """Is a unit text of the page, not a property or an attribute?"""
    return unit.role not in (Role.METADATA, Role.ATTRIBUTE)


def with_one_changed(article_format, data, number, options):
    """The document with one unit translated."""
    return conformance.translate(
        article_format, data, options, lambda place, unit: conformance.translation(unit) if place == number else None
    )
