"""The credit line of a Word document: a last paragraph that looks like the last one of the text."""

from translate_flow.formats import Parts
from translate_flow.formats.docx.part import Last
from translate_flow.formats.docx.writing import Writer
from translate_flow.formats.inline.items import Format
from translate_flow.formats.xmlscan import Patch, Xml

# what belongs to the one paragraph that has it
_OWN = frozenset({"w:numPr", "w:sectPr", "w:pageBreakBefore", "w:framePr", "w:rPr", "w:pPrChange"})


def credit_patch(xml: Xml, last: Last, parts: Parts) -> Patch:
    """A paragraph for the end of the body: properties and looks of the last one, without its numbering."""
    prefix = last.prefix
    properties = b""
    if last.properties and last.properties.children:
        kept = [xml.data[start:end] for name, start, end in last.properties.children if name not in _OWN]
        tag = xml.encode(f"<{prefix}pPr>"), xml.encode(f"</{prefix}pPr>")
        properties = tag[0] + b"".join(kept) + tag[1] if kept else b""
    plain = Format("", xml.encode(f"<{prefix}r>"), xml.encode(f"</{prefix}r>"), prefix)
    writer = Writer(xml, lambda start, end: xml.data[start:end], set())
    writer.text("".join(str(part) for part in parts), last.format or plain)
    new = xml.encode(f"<{prefix}p>") + properties + writer.done() + xml.encode(f"</{prefix}p>")
    return last.place, last.place, new
