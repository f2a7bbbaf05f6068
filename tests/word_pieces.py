"""Pieces of Word documents for tests, as Word and its like write them."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
SECTION = '<w:sectPr w:rsidR="00A1"><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
STYLES = f"""{DECLARATION}<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="MeinTitel"><w:name w:val="House"/><w:basedOn w:val="Titel"/></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkte"><w:name w:val="Bullets"/>
<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Loop"/><w:basedOn w:val="Kreis"/></w:style>
</w:styles>"""
CORE = (
    f"{DECLARATION}<cp:coreProperties"
    f' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:subject></dc:subject><dc:creator>A. Writer</dc:creator>"
    "<cp:keywords>river; flood</cp:keywords><dc:description> About &amp; around"
    " </dc:description></cp:coreProperties>"
)


def run(text, properties="", more=""):
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r{more}>{inside}<w:t{space}>{text}</w:t></w:r>"


def paragraph(content, style="", more=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{style}{more}</w:pPr>" if style or more else ""
    return f'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">{properties}{content}</w:p>'


def field(instruction, result, is_cut=False):
    """A complex field as Word writes it."""
    cut = len(instruction) // 2 if is_cut else 0
    texts = [instruction[:cut], instruction[cut:]] if is_cut else [instruction]
    told = "".join(f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>' for text in texts)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{told}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(content):
    """A text box twice, as Word writes it: for itself and for older programs."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr'
        ' id="3" name="Box 3"'
        ' descr="A box with text"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape id="s3" alt="A box with text"><v:textbox>'
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(descr, title=""):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" title="{title}" descr="{descr}"/>'
        '<a:graphic><a:graphicData uri="x"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="p.png" descr="{descr}"/></pic:nvPicPr></pic:pic>'
        f"</a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></w:r>"
    )


def body(content, name="document", namespace=W, section=SECTION):
    section = section if name == "document" else ""
    inside = f"<w:body>{content}{section}</w:body>" if name == "document" else content
    return f'{DECLARATION}<w:{name} xmlns:w="{namespace}"{NAMESPACES}>{inside}</w:{name}>'


def word(content, parts=(), *, title="A title", namespace=W, encoding="utf-8", is_stored=False):
    """A document as bytes. `parts`: (name, content type ending, XML)."""
    prefix = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    main = body(content, namespace=namespace)
    if encoding != "utf-8":
        main = main.replace("UTF-8", encoding)
    members = [
        ("word/document.xml", f"{prefix}.document.main+xml", main.encode(encoding)),
        ("word/styles.xml", f"{prefix}.styles+xml", STYLES.encode()),
        (
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            CORE.format(title=title).encode(),
        ),
        *((name, kind if "/" in kind else f"{prefix}.{kind}+xml", xml.encode()) for name, kind, xml in parts),
    ]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind, _ in members)
    types = (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in [
            ("[Content_Types].xml", types.encode()),
            *((n, c) for n, _, c in members),
            ("word/media/p.png", bytes(64)),
        ]:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return target.getvalue()
