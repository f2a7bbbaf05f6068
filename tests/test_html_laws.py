"""The laws of formats on HTML, with html5lib, justhtml and expat as independent readers of the results."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests import conformance
from translate_flow import tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Options, Parts, extract, html, prove
from translate_flow.formats.html import references
from translate_flow.model import Unit

html5lib = pytest.importorskip("html5lib")
justhtml = pytest.importorskip("justhtml")

FOLDER = Path(__file__).parent / "fixtures" / "html"
FIXTURES = {ending: sorted(FOLDER.glob(f"*.{ending}")) for ending in ("html", "xhtml")}
TEXT_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "label", "content", "value", "abbr", "summary"}
HIDDEN = {"script", "style", "code", "kbd", "samp", "var", "iframe", "noembed", "noframes", "xmp"}
MARK = "\N{CURRENCY SIGN}"


def parse(data: bytes) -> ElementTree.Element:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16").encode()
        return parser.parse(data, override_encoding="utf-8")
    return parser.parse(data, likely_encoding="utf-8")


def structure(data: bytes) -> list[object]:
    """Elements with their depth and attributes, without text."""
    found: list[object] = []
    waiting: list[tuple[ElementTree.Element, int]] = [(parse(data), 0)]
    while waiting:
        element, depth = waiting.pop()
        names = {str(key): "" if key in TEXT_ATTRIBUTES else value for key, value in element.attrib.items()}
        found.append((depth, element.tag if isinstance(element.tag, str) else "", sorted(names.items())))
        waiting += [(child, depth + 1) for child in reversed(element)]
    return found


def modern_structure(page: str) -> list[object]:
    """The same by a parser that follows today's standard."""
    found: list[object] = []
    waiting = [(justhtml.JustHTML(page, sanitize=False, scripting_enabled=False).root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if node.name != "#text":
            names = {key: "" if key in TEXT_ATTRIBUTES else value for key, value in (node.attrs or {}).items()}
            found.append((depth, node.name, sorted(names.items())))
        waiting += [(child, depth + 1) for child in reversed(node.children or ())]
    return found


def texts(data: bytes) -> Iterator[str]:
    """Texts and attribute values in the order of the page, protected ones left out."""

    def walk(element: ElementTree.Element, is_text: bool, is_translated: bool) -> Iterator[str]:
        tag = element.tag if isinstance(element.tag, str) else "!"
        own = {"no": False, "yes": True}.get(element.attrib.get("translate", ""))
        if "notranslate" in element.attrib.get("class", "").split():
            own = False
        is_translated = is_translated if own is None else own
        is_text = is_text if own is None else own
        if tag in HIDDEN or tag[0] in "{!" or "highlight" in element.attrib.get("class", ""):
            is_text = False
        if is_translated and tag != "link":
            yield from (value for key, value in element.attrib.items() if key in TEXT_ATTRIBUTES - {"content", "value"})
        if is_text:
            yield element.text or ""
        for child in element:
            yield from walk(child, is_text, is_translated)
            if is_text:
                yield child.tail or ""

    yield from walk(parse(data), True, True)


def check(data: bytes) -> None:
    """All laws, and what html5lib reads in the result: the same elements, the text as it was typed, none left out."""
    offered = conformance.laws(html, data)
    result = conformance.translate(html, data)
    assert structure(data) == structure(result)
    tree = parse(result)
    values = [str(value) for element in tree.iter() for value in element.attrib.values()]
    read = " ".join((*tree.itertext(), *values)).split()
    typed = [word for number, unit in enumerate(offered) for word in words(conformance.translation(unit, number))]
    assert not set(typed) - set(read)
    assert not [text for text in texts(marked(data)) if any(letter.isalpha() for letter in text)]


def words(parts: Parts) -> list[str]:
    """Words that stand between blanks, and not at a tag, where other text may join them."""
    return [word for part in parts if isinstance(part, str) for word in part.split()[1:-1]]


def marked(data: bytes) -> bytes:
    def mark(number: int, unit: Unit) -> Parts:
        return tuple(MARK if isinstance(part, str) else part for part in tagged.parse(unit.source, unit.codes))

    return conformance.translate(html, data, change=mark)


@pytest.mark.parametrize("path", FIXTURES["html"], ids=lambda path: path.name)
def test_fixtures_keep_the_laws(path: Path) -> None:
    check(path.read_bytes())


def read_xml(data: bytes) -> list[tuple[str, list[str]]]:
    """Elements with the names of their attributes."""
    root = ElementTree.fromstring(data.replace(b"&nbsp;", b"&#160;"))
    return [(element.tag, sorted(element.attrib)) for element in root.iter()]


@pytest.mark.parametrize("path", FIXTURES["xhtml"], ids=lambda path: path.name)
def test_xhtml_fixtures_keep_the_laws(path: Path) -> None:
    data = path.read_bytes()
    conformance.laws(html, data)
    assert read_xml(data) == read_xml(conformance.translate(html, data))
    assert read_xml(data) == read_xml(marked(data))


@pytest.mark.parametrize("path", FIXTURES["xhtml"], ids=lambda path: path.name)
def test_xhtml_stays_well_formed_whatever_the_translator_does(path: Path) -> None:
    data = path.read_bytes()

    def spoil(number: int, unit: Unit) -> Parts:
        parts = tagged.parse(unit.source, unit.codes)
        return [parts[::-1], parts[1:], parts[:-1], (*parts, *parts), parts[::2]][number % 5] or ("x",)

    read_xml(conformance.translate(html, data, change=spoil, credit="A & B"))


def installed_pages() -> list[Path]:
    """Some pages that come with the environment's packages, if they say how they are encoded."""
    pages = (path for path in Path(html5lib.__file__).parents[1].rglob("*.html") if path.is_file())
    found = (path for path in pages if 100 < path.stat().st_size < 30_000)
    return [path for path in sorted(found)[::3] if is_readable(path.read_bytes())][:40]


def is_readable(data: bytes) -> bool:
    try:
        html.walk(data, lambda unit: None, Options())
    except BadInput:
        return False
    return True


@pytest.mark.parametrize("path", installed_pages(), ids=lambda path: path.name)
def test_installed_pages_keep_the_laws(path: Path) -> None:
    data = path.read_bytes()
    prove(html, data, Options())
    assert structure(data) == structure(conformance.translate(html, data))


TRICKY = [
    "<a href=x>1<a href=y>2</a>3</a>",
    "<b>1<p>2</b>3</p>",
    "<p>1<table>2<tr>3<td>4</table>5",
    "<b><em><dcell><postfield><postfield><postfield><postfield><missing_glyph>1",
    "<!DOCTYPE html><body><title>X</title><meta name=z><style>x\n</style>y",
    "</#><p>a</?b>c<!d>e<!>f</>g",
    "<div>a<!-->b<!--->c<!---->d<!--e--!>f<!-- g -- h --->i</div>",
    "<p>a<br/>b</br>c</p>d</p>e",
    "<table><td>a<td>b<form><input type=hidden><tr>c",
    "<script>a</script x>b<script/>c</script>d",
    "<script><!--<script></script>--></script>a",
    "<style><!--</style>a--></style>b",
    "<title>a</titlex>b</title>c",
    "<textarea>\n\na<!--</textarea>b--></textarea>c",
    "<plaintext>a</plaintext>b",
    "<p a='1'b=\"2\"c=3d>x<p =e>y<p a==f>z<p a\n=\n'g'>w",
    "<div a=`b c`>x</div><div a=\"b>c\">y</div><div a='d'e>z</div>",
    "<p>a&ampb;&lt;&ltc&gt&#60&#x3C;&#x110000;&#xD800;&#128;&notin;&noti;&;&#;&#x;",
    "<a title='&lt=&amp=&ampx&amp;&copy'>a</a>",
    "a\x0cb\x0b\x1cc\xa0d",
    "<svg><p>a</svg>b",
    "<svg><title>a<p>b</title><foreignObject><p>c</foreignObject></svg>d",
    "<svg><a title=x/>b<circle r=1 /></svg>c",
    "<svg><![CDATA[a<b>c]]>d</svg>e",
    "<svg><desc>a</svg>b",
    "<math><mi>a<p>b</mi><annotation-xml encoding='text/html'><p>c</annotation-xml></math>d",
    "<math><font>a</font><font color=x>b</font></math>c",
    "<button>a<button>b</button></button>c",
    "<ul><li>a<div><li>b</ul><dl><dt>c<div><dd>d</dl>",
    "<h1>a<h2>b</h1>c</h2>d",
    "<body><body class=x>a</body>b</html>c<p>d",
    "<html><html lang=en><head></head>a<head>b",
    "<p>{1} {/1} a<b>{2</b>}{3}&#123;4}</p>",
    "<p>a <code>b <i>c</code> d</i> e</p>",
    "<p>a <span translate=no>b<div>c</div>d</span>e</p>",
    "<span translate=no>a <span>b</span> c</span>d",
    "<label>a<button>b</label>c</button>d",
    "<object><param><p>a</object>b<video><source>c</video>d",
    "<ruby>a<rb>b<rt>c<rp>d</ruby>e",
    "<DIV TITLE='A'>B<IMG ALT=C>D</DIV>",
    "\n\n <p>\n\n a\n\n</p>\n\n\n b \n",
    "<pre>\r\n\r\na\rb\n</pre>c\r\nd",
    "<img alt=a><img alt='b'title=c>",
    "<center><font size=1>a<p>b</font>c</center>d",
    "<nobr>a<nobr>b</nobr>c",
    "<applet>a</b></applet>b<marquee><b>c</marquee>d",
    "<x-card><h2>a</h2><x-icon></x-icon> b</x-card>c",
    "<b>a</B>b<i>c</i >d<ul><li>e</li\n><li>f</LI></ul>",
    '<P CLASS="notranslate" ID="x">a</P><p id="x" class="b notranslate">c</p><p class="n" title="d e" id=f>g</p>',
    '<p lang = "de" title = \'a b\' class="x">c</p><a href= "?title=d" alt>e</a>',
]


@pytest.mark.parametrize("page", TRICKY)
def test_tricky_pages_keep_the_laws(page: str) -> None:
    data = page.encode()
    conformance.laws(html, data)
    result = conformance.translate(html, data)
    assert structure(data) == structure(result)
    assert modern_structure(page) == modern_structure(result.decode())


INLINE = ("b", "i", "em", "a href=x title='tip of it'", "span class=s", "q", "code", "span translate=no", "sub")
BLOCKS = ("p", "div", "h1", "h2", "ul><li", "blockquote", "pre", "table><tr><td", "article", "section", "footer")
LEAVES = ("<br>", "<img alt='a picture'>", "<!-- note -->", "<wbr>", "&nbsp;", "&amp;", "&lt;b&gt;", "{1}", "{/2}")
LOOSE = ("</p>", "</b>", "<p>", "<li>", "<i>", "</div>", "</td>", "<td>", "<hr>", "</", "<", "&copy", "</span>", "]]>")
text = st.text(st.sampled_from("abé ș漢\n<{}\"'"), min_size=1, max_size=8).map(lambda t: t.replace("<", "&lt;"))


def enclose(names: tuple[str, ...], content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def element(name: str, inner: str) -> str:
        opened = name.split("><")
        return f"<{name}>{inner}" + "".join(f"</{tag.split()[0]}>" for tag in reversed(opened))

    return st.builds(element, st.sampled_from(names), content)


runs = st.recursive(
    st.one_of(text, st.sampled_from(LEAVES)),
    lambda inner: st.one_of(enclose(INLINE, inner), st.lists(inner, max_size=4).map("".join)),
    max_leaves=8,
)
pages = st.recursive(
    runs,
    lambda inner: st.one_of(enclose(BLOCKS, inner), st.lists(inner, max_size=4).map(" \n".join)),
    max_leaves=6,
)
soups = st.lists(st.one_of(text, st.sampled_from(LEAVES + LOOSE), enclose(INLINE, text)), max_size=12).map("".join)


@settings(max_examples=120, deadline=None)
@given(st.one_of(pages, soups))
def test_generated_pages_keep_the_laws(page: str) -> None:
    data = page.encode()
    conformance.laws(html, data)
    result = conformance.translate(html, data)
    assert structure(data) == structure(result)
    assert modern_structure(page) == modern_structure(result.decode())


@settings(max_examples=200, deadline=None)
@given(st.one_of(pages, soups), st.booleans())
def test_elements_that_hold_but_text_are_read_as_others_are(page: str, is_xml: bool) -> None:
    """They are read at once; attributes in an end tag, which mean nothing, keep the reader from that."""

    def units(page: str) -> list[tuple[object, ...]]:
        found = extract(html, page.encode(), Options(settings={"xhtml": is_xml}))
        return [(unit.source, unit.role, unit.note, [code.shown for code in unit.codes]) for unit in found]

    assert units(page) == units(re.sub(r"</([a-z0-9]+)>", r"</\1 x>", page))


@settings(max_examples=150, deadline=None)
@given(pages, st.randoms(use_true_random=False))
def test_markup_stays_balanced_whatever_the_translator_does(page: str, random: Random) -> None:
    def spoil(number: int, unit: Unit) -> Parts:
        parts = list(tagged.parse(unit.source, unit.codes))
        return tuple(random.choices(parts, k=len(parts) + 1))

    page = f"<html><body>{page}</body></html>".replace("<br>", "<br/>").replace("<wbr>", "<wbr/>")
    page = re.sub(r"=(x|s|no)\b", r"='\1'", page).replace("a picture'", "a picture'/").replace("&nbsp;", "&#160;")
    try:
        ElementTree.fromstring(page)
    except ElementTree.ParseError:
        assume(False)
    options = Options(settings={"xhtml": True})
    ElementTree.fromstring(conformance.translate(html, page.encode(), options, spoil, "A & B"))


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("&#xX;aAlLtTgGmMpPnNoOiI=019 copyé"), max_size=20))
def test_references_are_read_as_html5lib_does(raw: str) -> None:
    data = f"<p title='{raw}'>{raw}</p>".encode()
    (paragraph,) = parse(data).iter("p")
    assert references.decode(raw) == (paragraph.text or "")
    assert references.decode(raw, is_value=True) == paragraph.attrib["title"]
