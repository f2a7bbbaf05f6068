"""EPUB books for tests: one kind of contents each, in packages of both versions."""

import io
import zipfile

CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="{root}" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
XHTML = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
NCX_TYPE = '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">\n'


def page(body, title="Chapter", head=XHTML):
    return (
        f'{head}<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" lang="en">\n'
        f"<head><title>{title}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def ncx(labels):
    points = "".join(
        f'<navPoint id="n{number}" playOrder="{number}"><navLabel><text>{label}</text></navLabel>'
        f'<content src="c{number}.xhtml"/></navPoint>'
        for number, label in enumerate(labels, 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{NCX_TYPE}<ncx'
        f' xmlns="http://www.daisy.org/z3986/2005/ncx/" '
        f'version="2005-1"><docTitle><text>The book</text></docTitle><navMap>{points}</navMap></ncx>'
    )


def opf(manifest, spine, version, more=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<package'
        f' xmlns="http://www.idpf.org/2007/opf" version="{version}" '
        'unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:identifier id="i">urn:x'
        "</dc:identifier><dc:title>The book &amp; I</dc:title><dc:language>en</dc:language>"
        "<dc:creator>A. Writer"
        f"</dc:creator><dc:subject>Rivers</dc:subject>{more}</metadata><manifest>{manifest}</manifest>"
        f"<spine>{spine}</spine></package>"
    )


def package(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, data in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return target.getvalue()


def book(pages, *, version="3.0", folder="OEBPS/", labels=("One",), extra=(), encoding="utf-8"):
    """A book as bytes. `pages`: XHTML documents in reading order; they are listed in the other order."""
    names = [f"c {number}.xhtml" for number in range(1, len(pages) + 1)]
    items = [
        f'<item id="c{number}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names, 1)
    ]
    nav = page('<nav epub:type="toc"><ol><li><a href="c%201.xhtml">The start</a></li></ol></nav>', "Contents")
    items += (
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>',
        '<item id="far" href="https://example.org/x.xhtml" media-type="application/xhtml+xml"/>',
        '<item id="css" href="style.css" media-type="text/css"/>',
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(pages) + 1))
    return package(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER.format(root=f"{folder}content.opf").encode()),
            (f"{folder}content.opf", opf("".join(reversed(items)), spine, version).encode()),
            *((folder + name, text.encode(encoding)) for name, text in zip(names, pages, strict=True)),
            (f"{folder}nav.xhtml", nav.encode()),
            (f"{folder}toc.ncx", ncx(labels).encode()),
            (f"{folder}style.css", b"p { color: red }"),
            *extra,
        ]
    )


BODIES = {
    "plain": "<p>Hello world.</p>",
    "inline": "<p>Some <b>bold</b> and <i>italic <b>both</b></i> text.</p>",
    "headings": "<h1>Chapter one</h1><h2>A part</h2><p>Text.</p>",
    "link": '<p>See <a href="c%202.xhtml#x">the next chapter</a> now.</p>',
    "note reference": '<p>A claim<a epub:type="noteref" href="#n">1</a>.</p><aside'
    ' epub:type="footnote" id="n"><p>A note.</p></aside>',
    "list": "<ul><li>One</li><li>Two <em>loud</em></li></ul><ol><li><p>In a paragraph</p></li></ol>",
    "table": "<table><caption>Levels</caption><tr><th>Place</th><td>4.50</td></tr></table>",
    "picture": '<figure><img src="p.png" alt="The bridge &lt;at&gt; noon"/><figcaption>The'
    " bridge</figcaption></figure>",
    "only a picture": '<div><img src="cover.png" alt="Cover"/></div>',
    "break": "<p>One<br/>two<br />three</p>",
    "quote": "<blockquote><p>So it is said.</p></blockquote>",
    "code": "<p>Call <code>f(x) &lt; 1</code> here.</p><pre>  a\n  b</pre>",
    "references": "<p>caf&#233; &#x1F600; &amp; &lt;tags&gt; &quot;here&quot;</p>",
    "comment": "<p>One <!-- not this -->two</p><!-- <p>nor this</p> -->",
    "cdata": "<p><![CDATA[Raw <text> & more]]></p>",
    "svg": '<p>A <svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg> line</p>',
    "math": '<p>Let <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math> be.</p>',
    "ruby": "<p><ruby>漢字<rt>かんじ</rt></ruby> 本</p>",
    "page break": '<p>End <span epub:type="pagebreak" id="p9" title="9"></span>of page.</p>',
    "sections": "<section><h1>One</h1><div><p>In it.</p></div></section>",
    "definition": "<dl><dt>Word</dt><dd>Meaning</dd></dl>",
    "not translated": '<p>The word <span translate="no">Git</span> stays.</p><p translate="no">This too.</p>',
    "literal tags": "<p>Write {1} and <b>{/2}</b>.</p>",
    "right to left": '<p dir="rtl" xml:lang="he">שלום <b>עולם</b></p>',
    "text beside blocks": "<div>Loose <b>text</b><p>A paragraph</p>more</div>",
    "white space": "<p>\n   Words \n\t over  lines.\n</p>",
    "empty": "<p></p><p/><div> </div>",
    "title attribute": '<p title="A tip">Text with <abbr title="HyperText">HT</abbr>.</p>',
    "small things": "<p>H<sub>2</sub>O, x<sup>2</sup>, <small>small</small>, <s>gone</s></p>",
    "hr": "<p>Before.</p><hr/><p>After.</p>",
    "details": "<details><summary>More</summary><p>Hidden at first.</p></details>",
    "nested lists": "<ul><li>Outer<ul><li>Inner</li></ul></li></ul>",
    "many paragraphs": "".join(f"<p>Sentence number {number}.</p>" for number in range(20)),
}


def documents():
    """Books by name, in a fixed order."""
    made = {name: book([page(body)]) for name, body in BODIES.items()}
    pages = [page(body, name) for name, body in BODIES.items()]
    made["everything"] = book(pages, labels=tuple(BODIES))
    made["version 2"] = book([page(BODIES["inline"]), page(BODIES["list"])], version="2.0", folder="")
    made["deep folder"] = book([page(BODIES["inline"])], folder="a/b/c/")
    made["utf-16"] = book([page(BODIES["inline"]).replace("UTF-8", "UTF-16")], encoding="utf-16")
    made["no declaration"] = book([page(BODIES["inline"], head="")])
    made["broken page"] = book([page("<p>One<b>two</p><p>three &nbsp; four")])
    made["cover last"] = book([page(BODIES["plain"]), page(BODIES["only a picture"])])
    made["fonts"] = book(
        [page(BODIES["plain"])], extra=[("META-INF/encryption.xml", encryption("OEBPS/f.ttf").encode())]
    )
    return made


def encryption(name):
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
        ' xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        f'<e:EncryptedData><e:CipherData><e:CipherReference URI="{name}"/></e:CipherData>'
        f"</e:EncryptedData></encryption>"
    )
