"""Markdown: CommonMark with GitHub's tables, task lists, strikethrough and alerts, footnotes, front matter.

pyromark (pulldown-cmark) tells the byte offsets of every piece; the document is patched between them and
never written anew, so whatever is not text of a changed unit keeps its bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from translate_flow import tagged
from translate_flow.formats import Guide, Options, Parts, Setting, Visit
from translate_flow.formats.decoding import Decoded, decode
from translate_flow.formats.markdown import addresses, front_matter, titles
from translate_flow.formats.markdown.elements import Elements
from translate_flow.formats.markdown.ending import credit
from translate_flow.formats.markdown.reading import LastBlock, Reader, parser
from translate_flow.formats.markdown.source import Patch, Place, Source, patched
from translate_flow.formats.recall import LARGEST, recalled
from translate_flow.model import Unit
from translate_flow.records import frozen

NAME = "markdown"
EXTENSIONS: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")

GUIDE = Guide(
    title="CommonMark with GitHub's tables, task lists, strikethrough, alerts and footnotes, and front matter.",
    translated=(
        "Headings, paragraphs, list items, table cells, quotations, footnotes, definitions (`: …`); alternative "
        "texts of images; titles of links, images and link definitions; text, `alt` and `title` in raw HTML; keys "
        "of the front matter (YAML or TOML)."
    ),
    protected=(
        "Code blocks; addresses (see options), link labels and names of footnotes; comments; HTML with "
        '`translate="no"` and the '
        "contents of `code`, `pre`, `script`, `style`, `textarea`, `svg`, `math`; `{#id .class}` behind headings; "
        "markers of lists and tasks; all other front matter."
    ),
    codes=(
        "Paired: emphasis, strong, strikethrough, links, HTML elements. Standalone: code spans, images, "
        "`<https://…>` and bare addresses, hard line breaks, footnote references, template expressions (`{{ … }}`, "
        "`{% … %}`), formulas if asked."
    ),
    written=(
        "What was typed is what readers see: `*`, `_`, `<`, `&`, `[`, `#`, `|` and the like are escaped where, and "
        "only where, Markdown would read them as markup there. A typed line break stays inside its quotation, list "
        "item or table cell. A front matter value keeps its quotation marks or gets the ones that it needs."
    ),
    credit="A last paragraph; fences, HTML and lists that are open at the end are ended first.",
    settings=(
        Setting(
            "front_matter",
            '["title", "subtitle", "description", "summary"]',
            "Keys of the front matter's first level whose texts, or lists of texts, are translated.",
        ),
        Setting("math", "false", "Is `$…$` and `$$…$$` a formula? It is then a code."),
        Setting(
            "addresses",
            "false",
            "Offer the addresses of links, link definitions and `href` in raw HTML, for pages that exist in the target "
            "language, too.",
        ),
    ),
    more="reStructuredText is not read, and [there is a reason](formats-rst.md).",
)

_start_of = attrgetter("start")
_LONE_RETURN = re.compile(r"\r(?!\n)")


def sniff(data: bytes) -> bool:
    """Any text may be Markdown: its content never says for sure."""
    return False


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Settings: `front_matter` (list of keys to translate), `math` (is `$…$` a formula?),
    `addresses` (are those of links translated?).

    Raises BadInput where the bytes are no text in the encoding asked for, UsageError for a wrong setting.
    """
    document = _read(data, (options.encoding, front_matter.read_settings(options.settings)))
    text = _revised(document, visit)
    if text is None:
        return document.decoded.encode(document.decoded.text, options) if options.output_encoding else data
    return document.decoded.encode(text, options)


@frozen
class _Document:
    """A document that was read."""

    decoded: Decoded
    head: Source
    """Its front matter."""
    head_places: Sequence[Place]
    body: Source
    body_places: Iterable[Place]
    """In order; of a large document they are read while they are visited."""
    last_block: LastBlock
    """Complete once all places were read."""


@recalled
def _read(data: bytes, options: tuple[str | None, front_matter.Settings]) -> _Document:
    encoding, settings = options
    decoded = decode(data, Options(encoding))
    head = front_matter.find(decoded.text)
    body = decoded.text[len(head) :]
    source = Source(body)
    elements = Elements(source, has_addresses=settings.has_addresses)
    reader = Reader(source, elements)
    markdown = parser(has_math=settings.has_math)
    # the parser knows a lone carriage return as the end of a line in most places only; offsets stay the same
    lines = _LONE_RETURN.sub("\n", body) if "\r" in body else body
    definitions: Sequence[Place] = ()
    if b"]:" in source.utf8:
        found_there = markdown.reference_definitions(lines)
        definitions = list(titles.of_definitions(source, found_there))
        if settings.has_addresses:
            definitions = sorted([*definitions, *addresses.of_definitions(source, found_there)], key=_start_of)
    found = reader.read(markdown.events_with_range(lines))
    if definitions:
        found = _in_order(found, definitions)
    places: Iterable[Place] = elements.outside(found)
    if len(data) <= LARGEST:
        places = list(places)
    head_places = list(front_matter.places(head, settings.keys)) if head else ()
    return _Document(decoded, Source(head), head_places, source, places, reader.last_block)


def _revised(document: _Document, visit: Visit) -> str | None:
    """The text with what comes back for its places; None if nothing changes."""
    head, body = document.head, document.body
    head_patches, has_head = _patches(head, document.head_places, visit)
    body_patches, has_body = _patches(body, document.body_places, visit)
    if has_head or has_body:
        body_patches += credit(body, document.last_block, visit)
    if not head_patches and not body_patches:
        return None
    return patched(head, 0, len(head.utf8), head_patches) + patched(body, 0, len(body.utf8), body_patches)


def _in_order(places: Iterator[Place], others: Sequence[Place]) -> Iterator[Place]:
    """Both by their place in the document; the first are asked for only when it is their turn."""
    waiting = list(reversed(others))
    for place in places:
        while waiting and waiting[-1].start < place.start:
            yield waiting.pop()
        yield place
    yield from reversed(waiting)


def _patches(source: Source, places: Iterable[Place], visit: Visit) -> tuple[list[Patch], bool]:
    """What changes at places: the text of each with that of the places in it, or theirs alone. Were there any?"""
    patches: list[Patch] = []
    place = None
    for place in places:
        parts = visit(place.unit)
        inner = _patches(source, place.inner, visit)[0] if place.inner else []
        if parts is None or _is_echo(parts, place.unit):
            patches += inner
        else:
            patches.append(_patch(source, place, parts, sorted(inner, key=_start_of)))
    return patches, place is not None


def _patch(source: Source, place: Place, parts: Parts, inner: Sequence[Patch]) -> Patch:
    """The text of a place anew, with the changes of the places in it."""
    text = place.write(source, parts, lambda start, end: patched(source, start, end, inner))
    return Patch(place.start, place.end, text)


def _is_echo(parts: Parts, unit: Unit) -> bool:
    if not unit.codes:
        return len(parts) == 1 and parts[0] == unit.source
    return tuple(parts) == tagged.parse(unit.source, unit.codes)
