"""Word documents for tests: one feature each, and all of them together."""

from tests.word_pieces import (
    DECLARATION,
    NAMESPACES,
    SECTION,
    W_STRICT,
    body,
    field,
    paragraph,
    picture,
    run,
    text_box,
    word,
)

LINK = '<w:hyperlink r:id="rId4" w:history="1" w:tooltip="Read more">{}</w:hyperlink>'
HYPERLINK_STYLE = '<w:rStyle w:val="Hyperlink"/>'
SOUP = (
    run("Thi", '<w:lang w:val="en-US"/>', ' w:rsidR="001"')
    + '<w:proofErr w:type="spellStart"/>'
    + run("s par", "<w:noProof/>", ' w:rsidRPr="002"')
    + '<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    + '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:szCs w:val="20"/></w:rPr>'
    "<w:lastRenderedPageBreak/><w:t>agraph</w:t></w:r>" + run(" is run soup &amp; more.", "", ' w:rsidR="003"')
)
NOTE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
DELETED = '<w:del w:id="7" w:author="B" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>old </w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="8" w:author="B" w:date="2024-01-01T00:00:00Z">{}</w:ins>'
TOC = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
    + paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-3" \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:hyperlink w:anchor="_Toc1">{run("The river")}<w:r><w:tab/>'
        f"</w:r>{field('PAGEREF _Toc1', run('3'))}</w:hyperlink>"
    )
    + paragraph(
        f'<w:hyperlink w:anchor="_Toc2">{run("The flood")}<w:r><w:tab/>'
        f"</w:r>{field('PAGEREF _Toc2', run('9'))}</w:hyperlink>"
    )
    + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    + "</w:sdtContent></w:sdt>"
)
TABLE = (
    '<w:tbl><w:tblPr><w:tblCaption w:val="Levels"/></w:tblPr><w:tr><w:tc><w:tcPr/>'
    f"{paragraph(run('Height'))}</w:tc><w:tc>{paragraph(run('1,234.5'))}</w:tc></w:tr><w:tr>"
    f"<w:tc>{paragraph('')}"
    f"</w:tc><w:tc><w:tbl><w:tr><w:tc>{paragraph(run('Nested'), 'Punkte')}</w:tc></w:tr>"
    f"</w:tbl>{paragraph('')}</w:tc></w:tr></w:tbl>"
)
INDEX = (
    paragraph(
        run("See ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INDEX \\c "2"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("apple, 3")
    )
    + paragraph(run("berry, 4"))
    + paragraph(run("cherry, 5") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" and after it"))
)
BODIES = {
    "one run": paragraph(run("Hello world.")),
    "run soup": paragraph(SOUP),
    "bold in the middle": paragraph(run("Some ") + run("bold", "<w:b/>") + run(" text.")),
    "bold start": paragraph(run("Note:", "<w:b/>") + run(" mostly plain text follows here.")),
    "mostly bold": paragraph(
        run("Everything is bold here, ", "<w:b/>") + run("but this", "<w:i/>") + run(", it is.", "<w:b/>")
    ),
    "bold in two ways": paragraph(
        run("A ", "<w:b/>") + run("B", '<w:b w:val="1"/>') + run(" C", '<w:b w:val="true"/>')
    ),
    "bold space": paragraph(run("plain") + run(" ", "<w:b/>") + run("plain again")),
    "underlined space": paragraph(run("sign here") + run("     ", '<w:u w:val="single"/>') + run("thanks")),
    "tab and break": paragraph(f"{run('One')}<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>{run(' four')}"),
    "tab first": paragraph('<w:r><w:tab/><w:t xml:space="preserve">  indented by hand </w:t><w:tab/></w:r>'),
    "break in bold": paragraph(
        run("Now ")
        + "<w:r><w:rPr><w:b/></w:rPr><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>"
        + run(" is plain text again.")
    ),
    "page break": paragraph(run("Before") + '<w:r><w:br w:type="page"/></w:r>' + run("after it.")),
    "hyphens": paragraph(
        "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>"
    ),
    "symbol": paragraph(run("Press ") + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>' + run(" now.")),
    "footnote": paragraph(run("A claim") + NOTE + run(" with a source.")) + paragraph(run("Last claim.") + NOTE),
    "picture": paragraph(picture("A river &lt; wide", "River"))
    + paragraph(run("Around ") + picture("Inline &quot;pic&quot;") + run(" it.")),
    "link": paragraph(run("Go ") + LINK.format(run("there", HYPERLINK_STYLE)) + run(" now.")),
    "link all": paragraph(LINK.format(run("All of it is a link", HYPERLINK_STYLE))),
    "link with bold": paragraph(
        run("Go ")
        + LINK.format(run("there and ", HYPERLINK_STYLE) + run("here", HYPERLINK_STYLE + "<w:b/>"))
        + run(".")
    ),
    "link field": paragraph(
        run("Go ") + field('HYPERLINK "https://example.org"', run("there", HYPERLINK_STYLE), True) + run(" now.")
    ),
    "page field": paragraph(
        run("Page ")
        + field(" PAGE ", run("7"))
        + run(" of ")
        + '<w:fldSimple w:instr=" NUMPAGES ">'
        + run("9")
        + "</w:fldSimple>"
    ),
    "only a field": paragraph(field(" PAGE ", run("7"))),
    "nested field": paragraph(run("See ") + field("IF " + "1", field("REF _Ref1", run("Figure 2"))) + run(" above.")),
    "field in one run": paragraph(
        '<w:r><w:t xml:space="preserve">Page </w:t><w:fldChar w:fldCharType="begin"/>'
        "<w:instrText>PAGE</w:instrText>"
        '<w:fldChar w:fldCharType="separate"/><w:t>3</w:t><w:fldChar w:fldCharType="end"/>'
        '<w:t xml:space="preserve"> it is</w:t></w:r>'
    ),
    "simple link field": paragraph(
        run("To ") + '<w:fldSimple w:instr="HYPERLINK x">' + run("there") + "</w:fldSimple>" + run(" then.")
    ),
    "table of contents": TOC + paragraph(run("The river"), "berschrift1"),
    "index": INDEX,
    "caption": paragraph(
        '<w:bookmarkStart w:id="4" w:name="_Ref1"/>'
        + run("Figure ")
        + '<w:fldSimple w:instr=" SEQ Figure ">'
        + run("1")
        + "</w:fldSimple>"
        + '<w:bookmarkEnd w:id="4"/>'
        + run(": The river"),
        "Beschriftung",
    ),
    "headings": paragraph(run("Title"), "MeinTitel")
    + paragraph(run("One"), "berschrift1")
    + paragraph(run("Direct"), "", '<w:outlineLvl w:val="1"/>')
    + paragraph(run("Loop"), "Kreis"),
    "lists": paragraph(run("First"), "", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + paragraph(run("Second"), "Punkte")
    + paragraph(run("None"), "", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
    "quote": paragraph(run("So it is said."), "Zitat"),
    "table": TABLE,
    "tracked": paragraph(run("The ") + DELETED + INSERTED.format(run("new ")) + run("text stays.")),
    "tracked all": paragraph(INSERTED.format(run("All of it is new."))) + paragraph(DELETED),
    "moved": paragraph(
        '<w:moveFrom w:id="1">'
        + run("Gone. ")
        + "</w:moveFrom>"
        + run("Here.")
        + '<w:moveTo w:id="2">'
        + run(" Come.")
        + "</w:moveTo>"
    ),
    "inserted note": paragraph(run("Text") + INSERTED.format(NOTE) + run(" goes on.")),
    "smart tags": paragraph(
        run("In ")
        + '<w:smartTag w:uri="u" w:element="City"><w:smartTagPr><w:attr w:name="x" w:val="y"/></w:smartTagPr>'
        + run("Par")
        + run("is")
        + "</w:smartTag>"
        + run(" it rains.")
    ),
    "smart tags at the ends": paragraph(
        '<w:smartTag w:element="City">'
        + run("Paris")
        + "</w:smartTag>"
        + run(" is ")
        + "<w:smartTag>"
        + run("wet ", "<w:b/>")
        + "<w:smartTag/></w:smartTag>"
    ),
    "custom XML": paragraph(
        run("In ")
        + '<w:customXml w:element="x"><w:customXmlPr><w:attr w:name="a" w:val="b"/></w:customXmlPr>'
        + run("it")
        + "</w:customXml>"
        + run(" there.")
    ),
    "spacing": paragraph(
        run("fit", '<w:spacing w:val="-4"/>') + run("ted but ") + run("wide", '<w:spacing w:val="60"/>')
    ),
    "content control": paragraph(
        run("Dear ")
        + '<w:sdt><w:sdtPr><w:id w:val="5"/><w:text/></w:sdtPr><w:sdtContent>'
        + run("Name")
        + "</w:sdtContent></w:sdt>"
        + run(",")
    ),
    "check box": paragraph(
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        + run("☐")
        + "</w:sdtContent></w:sdt>"
        + run(" I agree")
    ),
    "block control": "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph(run("In a control.")) + "</w:sdtContent></w:sdt>",
    "text box": paragraph(
        text_box(paragraph(run("Boxed ") + run("text", "<w:b/>")) + paragraph(run("Second line"))) + run("Host of it.")
    ),
    "text box inside": paragraph(
        run("Left ") + text_box(paragraph(run("Boxed")) + paragraph(run("Boxed"))) + run(" right.")
    ),
    "text box in cell": "<w:tbl><w:tr><w:tc>"
    + paragraph(run("Cell ") + text_box(paragraph(run("In a box"))) + run("end"))
    + "</w:tc></w:tr></w:tbl>",
    "comment marks": paragraph(
        run("A ")
        + '<w:commentRangeStart w:id="1"/>'
        + run("word")
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        + run(" said.")
    ),
    "bookmark inside": paragraph(
        run("A ")
        + '<w:bookmarkStart w:id="9" w:name="here"/>'
        + run("place")
        + '<w:bookmarkEnd w:id="9"/>'
        + run(" to be.")
    ),
    "math": paragraph(run("Let ") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" + run(" be so.")),
    "hidden": paragraph(run("Seen ") + run("not seen ", "<w:vanish/>") + run("again."))
    + paragraph(run("Wholly hidden", "<w:vanish/>")),
    "right to left": paragraph(run("שלום ", "<w:rtl/>") + run("עולם", "<w:rtl/><w:bCs/>") + run(" abc")),
    "literal tags": paragraph(run("Write {1} and {/1}") + run(" or {2}", "<w:b/>") + run(" here, please do.")),
    "tag across runs": paragraph(run("a {") + run("1", '<w:lang w:val="x"/>') + run("} b")),
    "cdata": paragraph("<w:r><w:t><![CDATA[Raw <text> & more]]></w:t></w:r>"),
    "no preserve": paragraph("<w:r><w:t> spaces \n here </w:t></w:r><w:r><w:t>glued</w:t></w:r>"),
    "references": paragraph("<w:r><w:t>&#65;&#x1F600;&apos;&gt; caf&#233;</w:t></w:r>"),
    "empty things": paragraph("")
    + "<w:p/>"
    + paragraph("<w:r/>")
    + paragraph("<w:r><w:t/></w:r><w:r><w:rPr/><w:t></w:t></w:r>")
    + paragraph(run("  ")),
    "ruby": paragraph(
        run("Read ") + "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t>"
        "</w:r></w:rubyBase></w:ruby></w:r>" + run(" aloud.")
    ),
    "comment in XML": paragraph(run("One ") + "<!-- note -->" + "<w:r><!-- in run --><w:t>two</w:t></w:r>"),
    "watermark": paragraph('<w:r><w:pict><v:shape id="x"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>')
    + paragraph(run("Text")),
    "section inside": paragraph(run("End of a section"), "", SECTION) + paragraph(run("Next one")),
}
PARTS = [
    (
        "word/footnotes.xml",
        "footnotes",
        body(
            '<w:footnote w:id="2">'
            + paragraph("<w:r><w:footnoteRef/></w:r>" + run(" A note, ") + run("loud", "<w:b/>") + run("."))
            + "</w:footnote>",
            "footnotes",
        ),
    ),
    (
        "word/endnotes.xml",
        "endnotes",
        body(f'<w:endnote w:id="2">{paragraph(run("At the end"))}</w:endnote>', "endnotes"),
    ),
    ("word/header1.xml", "header", body(paragraph(run("Top of the page")), "hdr")),
    ("word/footer1.xml", "footer", body(paragraph(run("Page ") + field("PAGE", run("1"))), "ftr")),
    (
        "word/comments.xml",
        "comments",
        body(f'<w:comment w:id="1" w:initials="X">{paragraph(run("Is it so?"))}</w:comment>', "comments"),
    ),
    (
        "word/charts/chart1.xml",
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        (
            f"{DECLARATION}<c:chartSpace"
            f' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"{NAMESPACES}>'
            f'<c:title><c:rich><a:p><a:pPr><a:defRPr b="1"/></a:pPr>'
            '<a:r><a:rPr lang="en-US"/><a:t>Water </a:t></a:r><a:r><a:rPr lang="de" b="1"/>'
            "<a:t>level</a:t></a:r><a:br/><a:r><a:rPr/><a:t>in metres</a:t></a:r><a:endParaRPr/>"
            "</a:p></c:rich></c:title></c:chartSpace>"
        ),
    ),
    (
        "word/diagrams/data1.xml",
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        (
            f'{DECLARATION}<d:m xmlns:d="urn:d"{NAMESPACES}><d:t><a:p><a:r><a:t>Step one</a:t>'
            f"</a:r></a:p></d:t><d:t><a:p><a:r><a:t>Step two</a:t></a:r></a:p></d:t></d:m>"
        ),
    ),
    (
        "word/diagrams/drawing1.xml",
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        (
            f'{DECLARATION}<d:m xmlns:d="urn:d"{NAMESPACES}><a:p><a:r><a:t>Step one</a:t></a:r></a:p>'
            f"<a:p><a:r><a:t>Step two</a:t></a:r></a:p></d:m>"
        ),
    ),
]
ALL = "".join(BODIES.values())


def documents():
    """Documents by name, in a fixed order."""
    made = {name: word(content) for name, content in BODIES.items()}
    made["everything"] = word(ALL, PARTS)
    made["strict"] = word(ALL, namespace=W_STRICT)
    made["utf-16"] = word(BODIES["run soup"] + BODIES["link with bold"] + TABLE, encoding="utf-16")
    made["stored"] = word(BODIES["tracked"], is_stored=True)
    other = word(BODIES["link with bold"])
    made["other prefix"] = word("", namespace="urn:none") and other
    return made
