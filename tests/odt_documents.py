"""OpenDocument texts for tests: one feature each, and all of them together."""

import io
import zipfile

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = "".join(
    f' xmlns:{prefix}="{ODF}{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
        "style": "style",
        "meta": "meta",
        "chart": "chart",
    }.items()
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:officeooo="http://openoffice.org/2009/office"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def style(name, family, properties="", more=""):
    kind = f"<style:{family}-properties {properties}/>" if properties else ""
    return f'<style:style style:name="{name}" style:family="{family}"{more}>{kind}</style:style>'


AUTOMATIC = (
    "<office:automatic-styles>"
    + style("T1", "text", 'fo:font-weight="bold"')
    + style("T2", "text", 'fo:font-weight="bold" officeooo:rsid="0012"')
    + style("T3", "text", 'officeooo:rsid="0034" fo:language="de" fo:country="AT"')
    + style("T4", "text", 'fo:font-style="italic"')
    + style("T5", "text", 'style:text-underline-style="solid"')
    + style("P1", "paragraph", 'officeooo:paragraph-rsid="1"', ' style:parent-style-name="Title"')
    + style("P2", "paragraph", 'fo:break-before="page"', ' style:parent-style-name="Standard"')
    + style("P3", "paragraph", "", ' style:parent-style-name="P3"')
    + "</office:automatic-styles>"
)
NAMED = (
    "<office:styles>"
    + style("Standard", "paragraph")
    + style("Title", "paragraph", "", ' style:parent-style-name="Heading"')
    + style("Illustration", "paragraph", "", ' style:parent-style-name="Caption"')
    + style("House", "paragraph", "", ' style:default-outline-level="2"')
    + "</office:styles>"
)
STYLES = (
    f"{DECLARATION}<office:document-styles{NAMESPACES}>{NAMED}<office:master-styles>"
    '<style:master-page style:name="Standard"><style:header><text:p'
    ' text:style-name="Header">Top of the page</text:p>'
    "</style:header><style:footer><text:p>Page <text:page-number"
    ' text:select-page="current">7</text:page-number>'
    "</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
)
INFORMATION = (
    "<office:meta><meta:generator>By hand</meta:generator><dc:title>A title</dc:title>"
    "<dc:creator>A. Writer</dc:creator>"
    "<dc:description> About &amp; around </dc:description><dc:subject/><meta:keyword>river</meta:keyword>"
    "<meta:keyword>flood</meta:keyword></office:meta>"
)
META = f"{DECLARATION}<office:document-meta{NAMESPACES}>{INFORMATION}</office:document-meta>"
CHART = (
    f"{DECLARATION}<office:document-content{NAMESPACES}><office:body><office:chart><chart:chart><chart:title>"
    "<text:p>Water level</text:p></chart:title><table:table><table:table-row>"
    '<table:table-cell office:value-type="string"><text:p>Bridge</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="4.5"><text:p>4.5</text:p></table:table-cell>'
    "</table:table-row></table:table></chart:chart></office:chart></office:body></office:document-content>"
)


def content(body):
    return (
        f"{DECLARATION}<office:document-content{NAMESPACES}>{AUTOMATIC}<office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )


def odt(body, *, encoding="utf-8", extra=()):
    """A package as bytes."""
    text = content(body)
    if encoding != "utf-8":
        text = text.replace("UTF-8", encoding)
    members = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", text.encode(encoding)),
        ("styles.xml", STYLES.encode()),
        ("meta.xml", META.encode()),
        *((name, xml.encode()) for name, xml in extra),
        ("META-INF/manifest.xml", f'{DECLARATION}<m:manifest xmlns:m="{ODF}manifest:1.0"/>'.encode()),
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, data in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return target.getvalue()


def flat(body):
    """A single XML file as bytes."""
    return (
        f"{DECLARATION}<office:document{NAMESPACES}"
        f' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{INFORMATION}{NAMED}{AUTOMATIC}<office:body><office:text>{body}</office:text>"
        f"</office:body></office:document>"
    ).encode()


def p(inside, name="Standard"):
    return f'<text:p text:style-name="{name}">{inside}</text:p>'


def span(inside, name="T1"):
    return f'<text:span text:style-name="{name}">{inside}</text:span>'


def frame(inside):
    return f'<draw:frame draw:name="F" text:anchor-type="as-char">{inside}</draw:frame>'


LINK = '<text:a xlink:type="simple" xlink:href="https://example.org/">{}</text:a>'
NOTE = (
    '<text:note text:id="ftn1" text:note-class="footnote">'
    "<text:note-citation>1</text:note-citation><text:note-body>"
    f"{p('A note, ' + span('loud') + '.', 'Footnote')}</text:note-body></text:note>"
)
ANNOTATION = (
    '<office:annotation office:name="1"><dc:creator>B</dc:creator><dc:date>2024-01-01T00:00:00</dc:date>'
    "<text:p>Is it so?</text:p></office:annotation>"
)
PICTURE = frame(
    '<draw:image xlink:href="p.png"/><svg:title>Bridge</svg:title><svg:desc>The bridge &lt;at&gt; noon</svg:desc>'
)
CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
    f"{p('Deleted words')}</text:deletion></text:changed-region></text:tracked-changes>"
)
TABLE = (
    '<table:table table:name="T"><table:title>Levels</table:title><table:table-row>'
    f"<table:table-cell>{p('Height')}</table:table-cell>"
    f'<table:table-cell office:value-type="float" office:value="4.5">{p("4.5")}</table:table-cell>'
    f"</table:table-row><table:table-row><table:table-cell><text:list><text:list-item>{p('Listed')}"
    f"</text:list-item></text:list></table:table-cell><table:table-cell>{p('')}</table:table-cell>"
    "</table:table-row></table:table>"
)
TOC = (
    '<text:table-of-content text:name="TOC"><text:table-of-content-source text:outline-level="2">'
    '<text:index-title-template text:style-name="Contents_20_Heading">Contents</text:index-title-template>'
    '</text:table-of-content-source><text:index-body><text:index-title text:name="h">'
    f"{p('Contents', 'Contents_20_Heading')}</text:index-title>"
    f"{p(LINK.format('The river<text:tab/>3'))}{p('The flood of 1970<text:tab/>' + span('12', 'T3'))}"
    "</text:index-body></text:table-of-content>"
)
INDEX = (
    "<text:alphabetical-index><text:alphabetical-index-source/><text:index-body><text:index-title>"
    f"{p('Index')}</text:index-title>{p('apple<text:tab/>4')}</text:index-body></text:alphabetical-index>"
)
BODIES = {
    "plain": p("Hello world."),
    "noise": p(span("This ", "T3") + "para" + span("graph", "T3") + " is <text:soft-page-break/>soup &amp; more."),
    "noise around": p(span("This ", "T3") + "is")
    + p("so " + span("is this", "T3"))
    + p("A" + span(" b ", "T3") + span("c")),
    "bold around noise": p("Some " + span("bold") + span(" ", "T3") + span("text", "T2") + " here.")
    + p(span("a " + span("b"), "T3") + span("c") + " plain words"),
    "bold": p("Some " + span("bold") + " text."),
    "two bolds": p("Some " + span("bo") + span("ld", "T2") + " text."),
    "bold parted by a space": p("Some " + span("bold") + " " + span("text", "T2") + " here."),
    "bold space": p("one" + span(" ") + "two"),
    "underlined space": p("sign" + span("    ", "T5") + "here"),
    "underlined spaces": p("sign" + span(' <text:s text:c="9"/>', "T5") + "here"),
    "all bold": p(span("All of it is bold.")),
    "nested": p("A " + span("bold " + span("and italic", "T4") + " one") + "."),
    "named style": p("A " + span("strong", "Strong_20_Emphasis") + " one."),
    "empty span": p("A " + span("") + '<text:span text:style-name="T1"/>word.'),
    "spaces": p('a<text:s text:c="3"/>b <text:s/>c<text:tab/>d<text:line-break/>e'),
    "spaces at the ends": p('<text:s text:c="2"/>in between<text:s/>'),
    "white space": p("\n   Words \t\n  over\n" + span(" lines \n") + "  here.\n"),
    "many spaces": p('a<text:s text:c="999999999"/>b<text:s text:c="x"/>c'),
    "link": p("Go " + LINK.format("there") + " now."),
    "link with span": p("Go " + LINK.format(span("there", "Internet_20_link")) + " now."),
    "link all": p(LINK.format("All of it")),
    "half linked bold": p("Go " + LINK.format("there " + span("now")) + span(" or never") + "."),
    "note": p("A claim" + NOTE + " with a source."),
    "note at the end": p("A claim." + NOTE),
    "annotation": p("Some" + ANNOTATION + " words" + '<office:annotation-end office:name="1"/>.'),
    "bookmarks": p(
        '<text:bookmark-start text:name="b"/>A <text:bookmark text:name="c"/>place<text:bookmark-end text:name="b"/>.'
    ),
    "index mark": p('An <text:alphabetical-index-mark text:string-value="apple"/>apple.'),
    "fields": p(
        "Page <text:page-number>7</text:page-number> of <text:page-count>9</text:page-count>,"
        " <text:date>1 May</text:date>."
    ),
    "only a field": p("<text:page-number>7</text:page-number>"),
    "caption": p('Figure <text:sequence text:name="Figure">1</text:sequence>: The river', "Illustration"),
    "headings": '<text:h text:style-name="Heading_20_1" text:outline-level="1">The river</text:h>'
    + p("House", "House")
    + p("Title", "P1")
    + p("Loop", "P3"),
    "list": f"<text:list><text:list-header>{p('Head')}</text:list-header>"
    f"<text:list-item>{p('First')}<text:list><text:list-item>{p('Inner')}</text:list-item>"
    f"</text:list></text:list-item></text:list>",
    "table": TABLE,
    "quote": p("So it is said.", "Quotations"),
    "picture": p(PICTURE) + p("Around " + PICTURE + " it."),
    "text box": p(
        "Left " + frame(f"<draw:text-box>{p('Boxed ' + span('text'))}{p('Second line')}</draw:text-box>") + " right."
    ),
    "box with caption": p(frame(f"<draw:text-box>{p(PICTURE + 'Figure 1: it', 'Illustration')}</draw:text-box>")),
    "table in a box in a cell": f"<table:table><table:table-row>"
    f"<table:table-cell>{p('Cell ' + frame(f'<draw:text-box>{TABLE}</draw:text-box>') + ' end')}"
    f"</table:table-cell>"
    f"</table:table-row></table:table>",
    "tracked": CHANGES
    + p(
        'The <text:change text:change-id="c1"/><text:change-start'
        ' text:change-id="c2"/>new<text:change-end text:change-id="c2"/> text.'
    ),
    "contents": TOC + '<text:h text:outline-level="1">The river</text:h>',
    "index": INDEX + p("After it."),
    "ruby": p(
        "Read <text:ruby><text:ruby-base>漢字</text:ruby-base>"
        "<text:ruby-text>かんじ</text:ruby-text></text:ruby> aloud."
    ),
    "literal tags": p("Write {1} and " + span("{/2}") + " here {3}."),
    "tag across spans": p("a {" + span("1", "T3") + "} b"),
    "references": p("&#65;&#x1F600;&apos; caf&#233; <![CDATA[<raw> & more]]>"),
    "comment in XML": p("One <!-- note -->two <?go there?>three"),
    "section": f'<text:section text:name="S">{p("In a section.")}</text:section>',
    "empty": p("") + '<text:p/><text:h text:outline-level="1"/>' + p("  ") + p("<text:s/>"),
    "page break": p("Before.") + p("On a new page.", "P2"),
    "placeholder": p('Dear <text:placeholder text:placeholder-type="text">&lt;Name&gt;</text:placeholder>, hello.'),
}
ALL = "".join(body for name, body in BODIES.items() if name != "many spaces")


def documents():
    """Documents by name, in a fixed order."""
    made = {name: odt(body) for name, body in BODIES.items()}
    made["everything"] = odt(ALL, extra=[("Object 1/content.xml", CHART)])
    made["utf-16"] = odt(BODIES["half linked bold"] + BODIES["spaces"] + TABLE, encoding="utf-16")
    made["flat"] = flat(ALL)
    return made
