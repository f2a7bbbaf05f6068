"""The encoding that an HTML file declares, and how the declaration follows a change of encoding."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from translate_flow.errors import BadInput
from translate_flow.formats import Options
from translate_flow.formats.decoding import Decoded, decode, text_codec
from translate_flow.formats.html.scanning import HTML_TOKEN, Attribute, attributes, texts

_HEAD = 4096
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_XML_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?encoding\s*=\s*([\"'])([A-Za-z][A-Za-z0-9._\-]*)\1")
_CONTENT = re.compile(r"charset[\t\n\f\r ]*=[\t\n\f\r ]*[\"']?([^\t\n\f\r \"';]+)", re.IGNORECASE)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# labels that mean more than their name says (Encoding Standard, section 4.2), where Python takes them literally
_WIDER = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gbk",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "utf-8"),
}


def read(data: bytes, options: Options) -> Decoded:
    """Decode by byte-order mark, by the codec in `options`, by the file's own declaration, else as strict UTF-8.

    A declaration counts only if all bytes fit and come back. Raises BadInput as `decoding.decode` does.
    """
    if options.encoding or data.startswith(_BOMS):
        return decode(data, options)
    head = data[:_HEAD].decode("latin-1")
    for place in _declarations(head):
        for codec in _codecs(head[slice(*place)]):
            try:
                return decode(data, replace(options, encoding=codec))
            except BadInput:
                continue
    return decode(data, options)


def _codecs(label: str) -> Iterator[str]:
    name = text_codec(label)
    if name is None or name == "utf-7":
        return
    if name in _WIDER:
        yield _WIDER[name]
    yield name


def _declarations(head: str) -> Iterator[tuple[int, int]]:
    """Where the beginning of a document names its encoding."""
    if found := _XML_DECLARATION.match(head):
        yield found.span(2)
    furthest = head.lower().rfind("charset")
    for tag in HTML_TOKEN.finditer(head):
        if tag.start() > furthest:
            return
        if tag[2] and not tag[1] and tag[2].lower() == "meta":
            place = _meta_charset(head, attributes(head, tag.start(3), tag.end(3)))
            if place:
                yield place


def _meta_charset(text: str, named: dict[str, Attribute]) -> tuple[int, int] | None:
    """Where a `meta` element names the encoding."""
    if "charset" in named:
        return named["charset"].start, named["charset"].end
    equivalent, content = named.get("http-equiv"), named.get("content")
    if not equivalent or not content or text[equivalent.start : equivalent.end].lower() != "content-type":
        return None
    found = _CONTENT.search(text, content.start, content.end)
    return found.span(1) if found else None


def _label(codec: str) -> str:
    """Name by which the web knows a Python codec."""
    name = codecs.lookup(codec).name
    if name.startswith("cp125"):
        return name.replace("cp", "windows-")
    known = {"cp932": "shift_jis", "cp949": "euc-kr", "ascii": "us-ascii", "utf-8-sig": "utf-8"}
    return known.get(
        name, name.removesuffix("-le").removesuffix("-be").replace("iso8859", "iso-8859").replace("_", "-")
    )


def _is_other(decoded: Decoded, options: Options) -> bool:
    """Is the result to be in another encoding than the source?"""
    wanted = options.output_encoding
    return bool(wanted) and codecs.lookup(str(wanted)).name != codecs.lookup(decoded.encoding).name


def changes(decoded: Decoded, options: Options) -> Iterator[tuple[int, int, str]]:
    """Where the source names its encoding and the result must name another."""
    if _is_other(decoded, options):
        for start, end in _declarations(decoded.text[:_HEAD]):
            yield start, end, _label(str(options.output_encoding))


def write(decoded: Decoded, text: str, options: Options) -> bytes:
    """Encode a document; where its encoding lacks a character, text and attributes get a reference to it.

    Raises BadInput for a character that stands where no reference is read, such as in a script.
    """
    if not _is_other(decoded, options):
        options = replace(options, output_encoding=None)
    codec = codecs.lookup(options.output_encoding or decoded.encoding).name
    if options.output_encoding and codec.startswith(("utf-16-", "utf-32-")):
        # no declaration tells these apart
        text = f"\ufeff{text}"
    try:
        return decoded.encode(text, options)
    except BadInput:
        return decoded.encode(_referenced(text, codec), options)


def _referenced(text: str, codec: str) -> str:
    def reference(found: re.Match[str]) -> str:
        try:
            found[0].encode(codec)
        except UnicodeEncodeError:
            number = ord(found[0])
            # parsers read references to these as something else
            is_unreadable = number < 0xA0 or 0xD800 <= number <= 0xDFFF
            return found[0] if is_unreadable else f"&#{number};"
        return found[0]

    out: list[str] = []
    behind = 0
    for start, end in texts(text):
        out += text[behind:start], _BEYOND_ASCII.sub(reference, text[start:end])
        behind = end
    out.append(text[behind:])
    return "".join(out)
