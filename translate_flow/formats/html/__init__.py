"""HTML and XHTML: texts between tags and in attributes, patched between offsets of the original.

The scanner follows the standard's tokenizer; where elements begin and end is followed only as far as it matters
to a translator: which text stands together, what it is, whether it is to be translated. A tag that is read
wrongly can so do no harm to the bytes around it. XHTML that is well-formed is read, and written, as XML.

Settings (`[formats.html]`): `xhtml = true` or `false` instead of looking whether it is; `target_language`: what
`lang` of the root element says once a unit was changed.
"""

import re
from xml.parsers import expat

from translate_flow.formats import Options, Visit
from translate_flow.formats.html import charset
from translate_flow.formats.html.page import Page
from translate_flow.formats.html.revision import Edit, splice

NAME = "html"
EXTENSIONS: tuple[str, ...] = (".html", ".htm", ".xhtml", ".xht")

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html\b|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_NAMESPACE = "http://www.w3.org/1999/xhtml"


def sniff(data: bytes) -> bool:
    """Does it begin with an HTML doctype or an `html` element?"""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return bool(_START.match(head))


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`.

    Raises BadInput where the bytes are no text in the encoding asked for or declared, or where a translation has
    a character that HTML cannot hold.
    """
    decoded = charset.read(data, options)
    # refuse an unknown encoding before the visit
    decoded.encode("", options)
    text = decoded.text
    page = Page(text, visit, is_xml=_is_xml(text, options))
    page.walk()
    edits = page.revision.edits
    language = options.settings.get("target_language")
    if language and edits:
        edits += [Edit(*place, str(language)) for place in page.languages]
    edits += [Edit(*place) for place in charset.changes(decoded, options)]
    if not edits and not options.output_encoding:
        return data
    return charset.write(decoded, splice(text, sorted(edits), 0, len(text)), options)


def _is_xml(text: str, options: Options) -> bool:
    """Is it XHTML, and well-formed? Entities are not expanded."""
    wanted = options.settings.get("xhtml")
    if wanted is not None:
        return bool(wanted)
    if not text.lstrip().startswith("<?xml") and _NAMESPACE not in text[:4096]:
        return False
    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)
    declared: list[str] = []

    def stop(name: str, *_: object) -> None:
        declared.append(name)
        raise _Declared

    parser.EntityDeclHandler = stop
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except _Declared:
        return True
    except expat.ExpatError:
        return False
    return True


class _Declared(Exception):
    """A document declares entities of its own."""
