"""What the elements and attributes of HTML mean to a translator.

Sources: the HTML standard (sections 3.2.6.2 "The translate attribute" for attributes, 4 for elements, 13.2.6
for implied end tags and foreign content) and, for elements that the standard has dropped, its section 16.
"""

from enum import IntEnum

from translate_flow.model import Role


class Kind(IntEnum):
    """How an element stands to the text around it."""

    INLINE = 0
    """Part of the text: a paired code."""
    BLOCK = 1
    """Parts two texts."""
    VOID = 2
    """Part of the text, without content: a standalone code."""
    RULE = 3
    """Parts two texts and has no content."""
    RAW = 4
    """Holds no text for readers, and no markup: up to its end tag, a standalone code."""
    TITLE = 5
    """Text without markup that stands for itself."""
    FIELD = 6
    """Text without markup, in the middle of other text."""
    LITERAL = 7
    """Part of the text, but not to be translated: a standalone code that shows its text."""
    INSET = 8
    """Texts of its own in the middle of another: a standalone code there."""
    FOREIGN = 9
    """SVG or MathML."""


INLINE, BLOCK, VOID, RULE, RAW, TITLE, FIELD, LITERAL, INSET, FOREIGN = Kind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _kinds() -> dict[str, Kind]:
    lists = {
        BLOCK: "address article aside blockquote body caption center colgroup dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li listing "
        "main marquee menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul",
        VOID: "area base basefont bgsound br col embed frame image img input keygen link meta param source track wbr",
        RULE: "hr",
        RAW: "iframe noembed noframes plaintext script style xmp",
        TITLE: "title",
        FIELD: "textarea",
        LITERAL: "code kbd samp var",
        INSET: "applet audio canvas datalist map noscript object select template video",
        FOREIGN: "math svg",
    }
    return {name: kind for kind, names in lists.items() for name in names.split()}


KINDS = _kinds()
"""Kind by element name; every other element is inline, as browsers show it."""

ROLES = {
    "h1": Role.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Role.PARAGRAPH),
    **dict.fromkeys(("li", "dt", "dd"), Role.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Role.CELL),
    **dict.fromkeys(("caption", "figcaption"), Role.CAPTION),
    "blockquote": Role.QUOTE,
    "title": Role.METADATA,
}
"""Role of an element's text."""

INHERITED_ROLES = frozenset((Role.LIST_ITEM, Role.CELL, Role.CAPTION, Role.QUOTE))
"""Roles that blocks inside such an element have too."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
SECTIONS = _names("article main body")
"""Where a document's own text stands."""
BESIDE_TEXT = _names("footer nav aside header form fieldset dialog head address") | {
    name for name, kind in KINDS.items() if kind is INSET
}
"""Where no paragraph of a document's own text stands."""
WITHIN_TEXT = _names("table ul ol menu dir dl figure details blockquote")
"""Parts of a document's own text that are no place for its last paragraph, if there is another."""

CONTROLS = _names("button label")
"""Inline elements whose text stands for itself if there is none around them."""

P_CLOSERS = _names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre search section summary table ul"
)
"""Start tags that end an open paragraph."""
TRANSPARENT = _names("address div p")
"""Open elements through which the start tag of a list item ends the item before it."""
CELL_PARENTS = {
    **dict.fromkeys(("td", "th"), frozenset(("tr",))),
    "tr": frozenset(("tbody", "thead", "tfoot")),
    **dict.fromkeys(("tbody", "thead", "tfoot", "caption", "colgroup"), frozenset[str]()),
}
"""Parts of a table, and those parts in which they may stand."""
TABLE_PARTS = frozenset(CELL_PARENTS) | {"table"}
TABLE_BOUNDS = frozenset(("table", "template"))
BOUNDS = frozenset(("table", "td", "th", "caption")) | {
    name for name, kind in KINDS.items() if kind in (INSET, FOREIGN)
}
"""Open elements through which an end tag does not reach (HTML standard, "has an element in scope")."""

INTEGRATION_POINTS = _names("foreignobject desc title mi mo mn ms mtext annotation-xml")
"""Elements of SVG and MathML that hold HTML."""
BREAKOUTS = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""Start tags that end SVG or MathML."""

ATTRIBUTES = _names(
    "title alt placeholder aria-label aria-description aria-placeholder aria-roledescription aria-valuetext"
)
"""Attributes whose value is text on every element."""
OWN_ATTRIBUTES = {
    **dict.fromkeys(("track", "option", "optgroup", "menuitem"), "label"),
    "th": "abbr",
    "table": "summary",
}
"""Attribute whose value is text on one element."""
TELLING = ATTRIBUTES | frozenset(OWN_ATTRIBUTES.values()) | {"value", "content"}
"""Attributes whose value is text on any element."""
BUTTON_TYPES = _names("submit button reset")
"""Types of `input` whose value is text."""
META_NAMES = _names(
    "description keywords abstract subject topic summary application-name apple-mobile-web-app-title title "
    "og:title og:description og:site_name og:image:alt og:video:alt "
    "twitter:title twitter:description twitter:image:alt twitter:player:alt twitter:label1 twitter:label2 "
    "twitter:data1 twitter:data2 twitter:text:title "
    "dc.title dc.description dc.subject dcterms.title dcterms.description dcterms.abstract dcterms.subject "
    "article:section article:tag parsely-title sailthru.title sailthru.description "
    "headline alternativeheadline name caption"
)
"""Values of name, property or itemprop of a `meta` whose content is text."""
