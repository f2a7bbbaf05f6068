"""Markdown: CommonMark with GitHub's tables, task lists, strikethrough and alerts, footnotes, front matter.

pyromark (pulldown-cmark) tells the byte offsets of every piece; the document is patched between them and
never written anew, so whatever is not text of a changed unit keeps its bytes.
"""

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from translate_flow import tagged
from translate_flow.formats import Guide, Options, Setting, Visit
from translate_flow.formats.decoding import decode
from translate_flow.formats.markdown import front_matter, titles
from translate_flow.formats.markdown.elements import Elements
from translate_flow.formats.markdown.ending import credit
from translate_flow.formats.markdown.reading import Reader, parser
from translate_flow.formats.markdown.source import Patch, Place, Source, patched
from translate_flow.model import Unit

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
        'Code blocks; addresses, link labels and names of footnotes; comments; HTML with `translate="no"` and the '
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
    ),
    more="reStructuredText is not read, and [there is a reason](formats-rst.md).",
)

_LONE_RETURN = re.compile(r"\r(?!\n)")


def sniff(data: bytes) -> bool:
    """Any text may be Markdown: its content never says for sure."""
    return False


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Settings: `front_matter` (list of keys to translate), `math` (is `$…$` a formula?).

    Raises BadInput where the bytes are no text in the encoding asked for, UsageError for a wrong setting.
    """
    decoded = decode(data, options)
    settings = front_matter.read_settings(options.settings)
    head = front_matter.find(decoded.text)
    body = decoded.text[len(head) :]
    units = _Count(visit)
    text = _walk_head(head, settings.keys, units.visit) + _walk_body(body, settings.has_math, units)
    if text == decoded.text and not options.output_encoding:
        return data
    return decoded.encode(text, options)


class _Count:
    """Counts the units that are visited: a document without any gets no credit line."""

    def __init__(self, visit: Visit) -> None:
        self.units = 0
        self._visit = visit

    def visit(self, unit: Unit) -> Sequence[tagged.Part] | None:
        """Visit a unit."""
        self.units += 1
        return self._visit(unit)


def _walk_head(head: str, keys: frozenset[str], visit: Visit) -> str:
    if not head:
        return ""
    source = Source(head)
    patches = [patch for place in front_matter.places(head, keys) for patch in _patches(source, place, visit)]
    return patched(source, 0, len(source.utf8), patches)


def _walk_body(body: str, has_math: bool, units: _Count) -> str:
    source = Source(body)
    elements = Elements(source)
    reader = Reader(source, elements)
    markdown = parser(has_math=has_math)
    # the parser knows a lone carriage return as the end of a line in most places only; offsets stay the same
    lines = _LONE_RETURN.sub("\n", body) if "\r" in body else body
    definitions: Sequence[Place] = ()
    if b"]:" in source.utf8:
        definitions = list(titles.of_definitions(source, markdown.reference_definitions(lines)))
    patches: list[Patch] = []
    for place in _in_order(reader.read(markdown.events_with_range(lines)), definitions):
        if not elements.is_closed_to(place.start):
            patches += _patches(source, place, units.visit)
    if units.units:
        patches += credit(source, reader.last_block, units.visit)
    return patched(source, 0, len(source.utf8), patches) if patches else body


def _in_order(places: Iterator[Place], others: Sequence[Place]) -> Iterator[Place]:
    """Both by their place in the document; the first are asked for only when it is their turn."""
    waiting = list(reversed(others))
    for place in places:
        while waiting and waiting[-1].start < place.start:
            yield waiting.pop()
        yield place
    yield from reversed(waiting)


def _patches(source: Source, place: Place, visit: Visit) -> list[Patch]:
    """What changes at a place: its own text with that of the places in it, or theirs alone."""
    unit = place.unit
    parts = visit(unit)
    inner = [patch for within in place.inner for patch in _patches(source, within, visit)]
    if parts is None or tuple(parts) == tagged.parse(unit.source, unit.codes):
        return inner
    inner.sort(key=attrgetter("start"))
    text = place.write(source, parts, lambda start, end: patched(source, start, end, inner))
    return [Patch(place.start, place.end, text)]
