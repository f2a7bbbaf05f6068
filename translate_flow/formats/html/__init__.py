"""HTML and XHTML: texts between tags and in attributes, patched between offsets of the original.

The scanner follows the standard's tokenizer; where elements begin and end is followed only as far as it matters
to a translator: which text stands together, what it is, whether it is to be translated. A tag that is read
wrongly can so do no harm to the bytes around it. XHTML that is well-formed is read, and written, as XML.

Settings (`[formats.html]`): `xhtml = true` or `false` instead of looking whether it is; `addresses = true`: offer
those of links; `target_language`: what `lang` of the root element says once a unit was changed.
"""

import re
from xml.parsers import expat

from translate_flow.formats import Guide, Options, Setting, Visit
from translate_flow.formats.decoding import Decoded
from translate_flow.formats.html import charset
from translate_flow.formats.html.page import Page
from translate_flow.formats.html.revision import Edit, Revision, splice
from translate_flow.formats.recall import recalled

NAME = "html"
EXTENSIONS: tuple[str, ...] = (".html", ".htm", ".xhtml", ".xht")

GUIDE = Guide(
    title="HTML pages and fragments, XHTML.",
    translated=(
        "Text between tags; `title`, `alt`, `placeholder`, `aria-label` and its like on every element; `label` of "
        "tracks and options, `abbr` of header cells, `summary` of tables, `value` of buttons; the page's title; "
        "`content` of `meta` elements for description, keywords, title, Open Graph, Twitter and Dublin Core; text "
        "in SVG."
    ),
    protected=(
        '`translate="no"` and class `notranslate` (`translate="yes"` inside opens again); `script`, `style`, '
        "`iframe`, `code`, `kbd`, `samp`, `var`; MathML; comments; addresses (see options) and all other attributes."
    ),
    codes=(
        "Paired: inline elements (`a`, `b`, `em`, `span` …). Standalone: `br`, `img` and other elements without "
        "content, comments inside a text, protected elements (they show their text), elements that hold texts of "
        "their own (`select`, `object` …)."
    ),
    written=(
        "`<`, `&` and, in attributes, the quotation mark around them are escaped; so are no-break spaces where the "
        "page writes them as references, and letters that the page's encoding lacks. White space in `pre` is kept. "
        "Codes that a translator left open or crossed are balanced."
    ),
    credit=(
        "A last paragraph of the section with the most text, with the last paragraph's own `class`, `style`, `dir` "
        "and `align`."
    ),
    settings=(
        Setting(
            "xhtml",
            "by the content",
            (
                "`true` or `false`: is it XHTML, to be read and written as XML? Without it, what declares itself XHTML "
                "and is well-formed is."
            ),
        ),
        Setting(
            "addresses",
            "false",
            "Offer the addresses of links (`href`), for pages that exist in the target language, too.",
        ),
    ),
    more=(
        "The encoding is found as browsers find it: mark, `meta`, XML declaration, else UTF-8. Once a unit has "
        "changed, `lang` of the root element names the target language; `export --encoding` changes the declared "
        "charset, too."
    ),
)

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
    xhtml = options.settings.get("xhtml")
    has_addresses = bool(options.settings.get("addresses"))
    decoded, page = _read(data, (options.encoding, None if xhtml is None else bool(xhtml), has_addresses))
    # refuse an unknown encoding before the visit
    decoded.encode("", options)
    revision = Revision(page)
    revision.visit(visit)
    edits = revision.edits
    language = options.settings.get("target_language")
    if language and edits:
        edits += [Edit(*place, str(language)) for place in page.languages]
    edits += [Edit(*place) for place in charset.changes(decoded, options)]
    if not edits and not options.output_encoding:
        return data
    return charset.write(decoded, splice(page.text, sorted(edits), 0, len(page.text)), options)


@recalled
def _read(data: bytes, options: tuple[str | None, bool | None, bool]) -> tuple[Decoded, Page]:
    encoding, xhtml, has_addresses = options
    decoded = charset.read(data, Options(encoding))
    is_xml = _is_xml(decoded.text) if xhtml is None else xhtml
    page = Page(decoded.text, is_xml=is_xml, has_addresses=has_addresses)
    page.read()
    return decoded, page


def _is_xml(text: str) -> bool:
    """Is it XHTML, and well-formed? Entities are not expanded."""
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
