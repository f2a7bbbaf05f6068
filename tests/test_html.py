"""The HTML format, sentence by sentence; the laws are in test_html_laws.py."""

import codecs

import pytest

from translate_flow import tagged
from translate_flow.errors import BadInput, UsageError
from translate_flow.formats import Options, detect, extract, html, merge, prove
from translate_flow.model import Role, Unit


def units(page: str, **settings: object) -> list[Unit]:
    return extract(html, page.encode(), Options(settings=settings))


def sources(page: str, **settings: object) -> list[str]:
    return [unit.source for unit in units(page, **settings)]


def translated(page: str, *targets: str, credit: str = "", **settings: object) -> str:
    """The page with its first units translated; the others stay."""
    options = Options(settings=settings)
    found = extract(html, page.encode(), options)
    parsed = {unit.key: tagged.parse(target, unit.codes) for unit, target in zip(found, targets, strict=False)}
    return merge(html, page.encode(), parsed, options, credit).decode()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<P>One<P>Two", ["One", "Two"]),
        ("One<p>Two</p>Three<div>Four</div>", ["One", "Two", "Three", "Four"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
        ("<p>  One \n\t two\n</p>", ["One two"]),
        ("<p>a&nbsp;b &amp; &lt;c&gt; &#8212; &copy 1</p>", ["a\xa0b & <c> — © 1"]),
        ("<p>AT&T &unknown; &#x80; &#0;x</p>", ["AT&T &unknown; € \N{REPLACEMENT CHARACTER}x"]),
        ("<p>a <b>b</b> c</p>", ["a {1}b{/1} c"]),
        ("<p><b>all of it</b></p>", ["all of it"]),
        ("<p><a id=x></a><img src=i> Text <br></p>", ["Text"]),
        ("<p><b><i>both</i></b> c</p>", ["{1}both{/1} c"]),
        ("<p>a <a id=x></a>b</p>", ["a {1}b"]),
        ("<p>a<br>\n  b</p>", ["a{1}b"]),
        ("<p>a<!-- note -->b</p>", ["a{1}b"]),
        ("<p>run <code>x = 1</code> now</p>", ["run {1} now"]),
        ("<p><code>x</code>, <code>y</code></p>", []),
        ("<p>***</p><p>&nbsp;</p><p>7</p>", ["7"]),
        ("<p>tag {1} in {x} text</p>", ["tag {1} in {x} text"]),
        ("<p>one <b>two <i>three</b> four</i></p>", ["one {1}two {2}three{/1} four"]),
        ("<p>a <b>b<div>c</div>d</b> e</p>", ["a {1}b", "c", "d{1} e"]),
        ("<script>if (a<b) 'text'</script><style>p{}</style><p>x</p>", ["x"]),
        ("<script><!-- <script> </script> no --></script><p>x", ["x"]),
        ("<title>a <b> &amp; c</title>", ["a <b> & c"]),
        ("<textarea>\n a\n  b</textarea>", ["a\n  b"]),
        ("<pre>\n a\n  b</pre>", ["a\n  b"]),
        ("<pre><code>a b</code></pre><pre class='language-c'>a</pre>", []),
        ("<p translate=no>a</p><p class='x notranslate'>b</p><p>c</p>", ["c"]),
        ("<div translate=no>a<p translate=yes>b</p>c</div>d", ["b", "d"]),
        ("<p>a <span translate=no>b <i translate=yes>c</i></span> d</p>", ["c", "a {1} d"]),
        (
            "<svg><title>a</title><desc>b</desc><text>c <tspan>d</tspan></text><path/></svg>e",
            ["a", "b", "c {1}d{/1}", "e"],
        ),
        ("<p>x <math><mi>y</mi></math> z</p>", ["x {1} z"]),
        ("<p>x <select><option>a<option>b</select> y</p>", ["a", "b", "x {1} y"]),
        ("<button>a</button> <label>b <input></label>", ["a", "b"]),
        ("<p>Press <button>OK</button> now</p>", ["Press {1}OK{/1} now"]),
        ("<noscript>a</noscript><template><p>b</p></template>", ["a", "b"]),
        ("<table>stray<tr><td>a<th>b</table>", ["stray", "a", "b"]),
        ("<!--[if IE]><p>no</p><![endif]--><![if !IE]><p>a</p><![endif]>", ["a"]),
        ("<p>a <![CDATA[b]]> c</p>", ["a {1} c"]),
        ("<frameset><frame title=a></frameset>", ["a"]),
        ("<p>a < b <3 c</p>", ["a < b <3 c"]),
        ("<p>end <a href='unfinished", ["end"]),
        ("<p>漢字<ruby>字<rt>じ</rt></ruby></p>", ["漢字{1}字{2}じ{/2}{/1}"]),
        ("<p hidden>a</p>", ["a"]),
        ("<h2>a</h3>b", ["a", "b"]),
    ],
)
def test_texts_are_found(page: str, expected: list[str]) -> None:
    assert sources(page) == expected
    prove(html, page.encode(), Options())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<img alt='a b' title=\"c\">", ["a b", "c"]),
        ("<img alt=plain src=x>", ["plain"]),
        ("<img ALT='&lt;a&gt; &amp; &copy=1'>", ["<a> & &copy=1"]),
        ("<a title=a title=b>x</a>", ["a", "x"]),
        ("<input placeholder=a aria-label=b value=no>", ["a", "b"]),
        ("<input type=submit value=a><input type=text value=no>", ["a"]),
        ("<track label=a><option label=b><optgroup label=c>", ["a", "b", "c"]),
        ("<meta name=description content='a'><meta name=viewport content='no'>", ["a"]),
        ("<meta property='og:title' content='a'><meta name='twitter:card' content='no'>", ["a"]),
        ("<link rel=stylesheet title=no><link rel=alternate title=a>", ["a"]),
        ("<p translate=no title=no>x</p><code title=a>x</code>", ["a"]),
        ("<p title='  a\n   b '>x</p>", ["a b", "x"]),
        ("<p title=''>x</p><p title>y</p>", ["x", "y"]),
    ],
)
def test_attributes_are_found(page: str, expected: list[str]) -> None:
    assert sources(page) == expected
    prove(html, page.encode(), Options())


def test_roles() -> None:
    page = (
        "<title>t</title><h1>a</h1><h1>b</h1><h2>c</h2><p>d</p><li><p>e</p></li><blockquote><p>f</p></blockquote>"
        "<table><caption>g</caption><tr><td><p>h</p></table><figcaption>i</figcaption><img alt=j>"
        "<meta name=description content=k>"
    )
    roles = {unit.source: unit.role for unit in units(page)}
    assert roles == {
        "t": Role.METADATA,
        "a": Role.HEADLINE,
        "b": Role.PARAGRAPH,
        "c": Role.PARAGRAPH,
        "d": Role.PARAGRAPH,
        "e": Role.LIST_ITEM,
        "f": Role.QUOTE,
        "g": Role.CAPTION,
        "h": Role.CELL,
        "i": Role.CAPTION,
        "j": Role.ATTRIBUTE,
        "k": Role.METADATA,
    }


def test_codes_show_what_readers_see() -> None:
    (unit,) = units("<p>a <code>x &lt; y</code><br>b <wbr><!-- c --><img src=x> d</p>")
    assert tagged.plain(unit.source, unit.codes).text == "a x < y b  d"
    assert [code.is_deletable for code in unit.codes] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("<p>a</p>", "x < y & \"z\" 'q' >", "<p>x &lt; y &amp; \"z\" 'q' &gt;</p>"),
        ("<p>a</p>", "one\ntwo", "<p>one\ntwo</p>"),
        ("<p>a</p>\r\n", "one\ntwo", "<p>one\r\ntwo</p>\r\n"),
        ("<p>a&nbsp;b</p>", "c\xa0d é", "<p>c&nbsp;d é</p>"),
        ("<p> a <b>b</b> </p>", "{1}x{/1} y", "<p> <b>x</b> y </p>"),
        ("<p>a <b>b</b></p>", "x {1}y", "<p>x <b>y</b></p>"),
        ("<p>a <b>b</b></p>", "x y{/1}", "<p>x y</p>"),
        ("<p>a <b>b</b></p>", "x {/1}y{1}", "<p>x y<b></b></p>"),
        ("<p>a <b>b</b> <i>c</i></p>", "{1}x {2}y{/1} z{/2}", "<p><b>x <i>y</i></b><i> z</i></p>"),
        ("<p>a <b>b</b></p>", "{1}x {1}y{/1} z{/1}", "<p><b>x y</b> z</p>"),
        ("<p>a <b id=k>b</b></p>", "{1}x{/1} {1}y{/1}", "<p><b id=k>x</b> <b>y</b></p>"),
        ("<p>a <b>b<div>c</div></b></p>", "x", "<p>x<b><div>c</div></b></p>"),
        ("<p>a <b>b</b> <i>c<div>d</div></p>", "{1}x {2}y{/1}", "<p><b>x </b><i><b>y</b><div>d</div></p>"),
        ("<p>{1} a</p>", "b {1}", "<p>b {1}</p>"),
        ("<pre>\na</pre>", "b", "<pre>\nb</pre>"),
        ("<pre>a</pre>", "\nb", "<pre>\n\nb</pre>"),
        ("<textarea>a</textarea>", "\n</textarea>", "<textarea>\n\n&lt;/textarea&gt;</textarea>"),
        ("<title>a</title>", "</title>", "<title>&lt;/title&gt;</title>"),
        ("<img alt='a'>", 'it\'s "x" <&>', "<img alt='it&#39;s \"x\" &lt;&amp;&gt;'>"),
        ('<img alt="a">', 'it\'s "x"', '<img alt="it\'s &quot;x&quot;">'),
        ("<img alt=a>", "b", "<img alt=b>"),
        ("<img alt=a>", "b c", '<img alt="b c">'),
        ("<img alt=a/>", "b", "<img alt=b>"),
        ("<img alt=a>", 'say "b"=', '<img alt="say &quot;b&quot;=">'),
        ("<img alt='a'>", "b\nc\td", "<img alt='b&#10;c&#9;d'>"),
        ("<svg><text>a</text></svg>", "<b> & c", "<svg><text>&lt;b&gt; &amp; c</text></svg>"),
    ],
)
def test_what_is_typed_is_written(page: str, target: str, expected: str) -> None:
    assert translated(page, target) == expected


def test_addresses_of_links_are_offered_where_asked() -> None:
    page = (
        '<p>See <a href="https://x.org/en/?a=1&amp;b=2">it</a>, <a href=#top>top</a> and <a href=/en/b>b</a>.</p>'
        '<p translate=no><a href="/en/c">c</a></p><a href="javascript:go()">go</a><link href="/en/d">'
    )
    assert sources(page) == ["See {1}it{/1}, {2}top{/2} and {3}b{/3}.", "go"]
    found = units(page, addresses=True)
    assert [unit.source for unit in found] == [
        "https://x.org/en/?a=1&b=2",
        "/en/b",
        "See {1}it{/1}, {2}top{/2} and {3}b{/3}.",
        "go",
    ]
    assert (found[0].role, found[0].note) == (Role.ADDRESS, "href of <a>")
    changed = translated(page, 'https://x.org/ro/?a=1&b="2"', "/ro/b c", addresses=True)
    assert changed == page.replace("/en/?a=1&amp;b=2", "/ro/?a=1&amp;b=&quot;2&quot;").replace("/en/b", '"/ro/b c"')


def test_a_translated_attribute_inside_a_text_is_kept_when_the_text_changes() -> None:
    page = "<p>See <a href=x title='the map'>here</a>.</p>"
    assert translated(page, "harta") == "<p>See <a href=x title='harta'>here</a>.</p>"
    assert translated(page, "harta", "Vezi {1}aici{/1}!") == "<p>Vezi <a href=x title='harta'>aici</a>!</p>"
    page = "<p>x <select><option>a<option>b</select> y</p>"
    assert translated(page, "A", "B", "X {1} Y") == "<p>X <select><option>A<option>B</select> Y</p>"


def test_language_of_the_root_follows_a_translation() -> None:
    page = '<html lang="en" xml:lang=en><p lang=en>a</p></html>'
    assert translated(page, "b", target_language="ro") == '<html lang="ro" xml:lang=ro><p lang=en>b</p></html>'
    assert translated(page, "a", target_language="ro") == page
    assert translated(page, "b") == page.replace(">a<", ">b<")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<body>\n  <p>a</p>\n  <p class=x id=y>b</p>\n</body>",
            "<p class=x id=y>b</p>\n  <p class=x>T &amp; N</p>\n</body>",
        ),
        ("<p>a\n<P>b\n", "<P>b\n<P>T &amp; N\n"),
        ("<article><p>long text</p></article><footer><p>c</p></footer>", "</p><p>T &amp; N</p></article><footer>"),
        ("<main><p class=x>a</p>\n<ul><li>b</ul></main>", "<li>b</ul><p class=x>T &amp; N</p></main>"),
        ("<p>a</p>\n<table><tr><td><p>b</p></table> c <b>d</b>", "c <b>d</b><p>T &amp; N</p>"),
        ("\n<p>a</p>\n<blockquote><p>b</p></blockquote>", "</blockquote>\n<p>T &amp; N</p>"),
        ("<article><p>a long one</p></article><article><p>b</p></article>", "one</p><p>T &amp; N</p></article>"),
        ("<h1>a</h1><TABLE><TR><TD><p>b</p></TABLE>", "</TABLE><p>T &amp; N</p>"),
        ("<ul><li><p>a</p></li></ul>", "</ul><p>T &amp; N</p>"),
        ("<h1>a</h1>", "<h1>a</h1><p>T &amp; N</p>"),
        ("<div>a</div>", "<div>a<p>T &amp; N</p></div>"),
        ("a<br>b", "a<br>b<p>T &amp; N</p>"),
        ("<ul><li>b</li></ul>", "<li>b</li></ul><p>T &amp; N</p>"),
        ("<Table><tr><td><p>a</p></td></Table>", "<p>a</p><p>T &amp; N</p></td>"),
    ],
)
def test_credit_becomes_a_last_paragraph(page: str, expected: str) -> None:
    assert expected in translated(page, credit="T & N")


@pytest.mark.parametrize(
    "page", ["", "<img src=x>", "<script>a</script>", "text <script>", "<footer>a</footer>", "<p>a</"]
)
def test_no_credit_where_no_paragraph_can_stand(page: str) -> None:
    assert translated(page, credit="T & N") == page


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("<meta charset=windows-1251>", "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("<?xml version='1.0' encoding='windows-1251'?>", "cp1251"),
        ("<!-- <meta charset=utf-8> --><META CHARSET='Windows-1251'>", "cp1251"),
        ("<meta charset=shift_jis>", "cp932"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=nonsense>", "utf-8"),
        ("<meta charset=us-ascii>", "utf-8"),
    ],
)
def test_declared_encoding_is_used(head: str, codec: str) -> None:
    page = f"{head}<p>Дом</p>".encode(codec)
    if "ascii" in head:
        page = page.replace("Дом".encode(), b"caf\xe9")
        assert extract(html, page, Options())[0].source == "café"
        return
    assert extract(html, page, Options())[0].source == "Дом"
    prove(html, page, Options())


def test_bytes_that_a_wider_table_lacks_come_back() -> None:
    page = b"<meta charset=iso-8859-1><p>a\x81\x9d b</p>"
    prove(html, page, Options())


def test_encoding_that_the_user_names_wins() -> None:
    page = "<meta charset=utf-8><p>Дом</p>".encode("cp1251")
    assert extract(html, page, Options(encoding="cp1251"))[0].source == "Дом"
    with pytest.raises(BadInput, match="does not fit utf-8"):
        extract(html, page, Options())


def test_letters_that_the_encoding_lacks_become_references() -> None:
    page = b"<meta charset=iso-8859-1><p title='a'>b</p>"
    found = extract(html, page, Options())
    targets = {unit.key: ("ș — ü",) for unit in found}
    result = merge(html, page, targets, Options())
    assert result == b"<meta charset=iso-8859-1><p title='&#537; \x97 \xfc'>&#537; \x97 \xfc</p>"


def test_declaration_follows_the_output_encoding() -> None:
    page = "<meta charset=utf-8><script>1</script><p title='ș'>ș é</p>".encode()
    options = Options(output_encoding="cp1252")
    expected = b"<meta charset=windows-1252><script>1</script><p title='&#537;'>&#537; \xe9</p>"
    assert html.walk(page, lambda unit: None, options) == expected
    assert html.walk(page, lambda unit: None, Options(output_encoding="utf8")) == page
    xml = b"<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><p>a</p></html>"
    assert b"encoding='iso-8859-2'" in html.walk(xml, lambda unit: None, Options(output_encoding="latin2"))
    result = html.walk(b"<p>a</p>", lambda unit: None, Options(output_encoding="utf-16-le"))
    assert result == codecs.BOM_UTF16_LE + "<p>a</p>".encode("utf-16-le")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UsageError, match="no encoding 'nonsense'"):
        html.walk(b"<p>a</p>", lambda unit: None, Options(output_encoding="nonsense"))


@pytest.mark.parametrize(("target", "xhtml"), [("a\0", False), ("a\x01", True), ("\ufffe", True)])
def test_characters_that_no_page_can_hold_are_refused(target: str, xhtml: bool) -> None:
    for page in ("<p>b</p>", "<img alt='b'/>"):
        with pytest.raises(BadInput, match="control character U"):
            translated(page, target, xhtml=xhtml)


def test_a_script_that_the_output_encoding_lacks_is_refused() -> None:
    page = "<script>'ș'</script><p>a</p>".encode()
    with pytest.raises(BadInput, match="U\\+0219"):
        html.walk(page, lambda unit: None, Options(output_encoding="cp1252"))


XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<a id='x'/> b</p><div/>c", ["a{1} b", "c"]),
        ("<script src='x'/><p>a</p>", ["a"]),
        ("<p>a <![CDATA[<b> & {1}]]> c</p>", ["a <b> & {1} c"]),
        ("<p>a &nbsp; &mine; b</p>", ["a \xa0 {1} b"]),
        ("<?php a > b ?><p>c</p>", ["c"]),
        ("<p>a<p>b</p></p>", ["a", "b"]),
        ("<textarea/><title/><p>a</p>", ["a"]),
    ],
)
def test_xhtml_is_read_as_xml(body: str, expected: list[str]) -> None:
    assert sources(XHTML.format(body)) == expected
    prove(html, XHTML.format(body).encode(), Options())


def test_soup_with_a_namespace_is_read_as_html() -> None:
    assert sources(XHTML.format("<p>a<br>b</p>")) == ["a{1}b"]
    assert sources(XHTML.format("<p>a<div/>b<br></p>")) == ["a", "b"]


def test_xhtml_can_be_asked_for() -> None:
    assert sources("<p>a<i/>b</p>", xhtml=True) == ["a{1}b"]
    assert sources("<p>a<i/>b</p>") == ["a{1}b"]
    assert translated("<p>a<i/>b</p>", "x{1}y<", xhtml=True) == "<p>x<i/>y&lt;</p>"


def test_entities_of_a_document_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "text">]>' + XHTML.format("<p>x &a; y</p>")
    assert sources(bomb) == ["x {1} y"]
    prove(html, bomb.encode(), Options())


@pytest.mark.parametrize("depth", [100, 10_000])
def test_deep_nesting_is_read_in_linear_time(depth: int) -> None:
    blocks = "<div>" * depth + "<p>a</p>" + "</div>" * depth
    assert sources(blocks) == ["a"]
    inline = "<p>" + "<b>x " * depth + "</b>" * depth
    (unit,) = units(inline)
    assert len(unit.codes) == depth - 1
    parts = (*tagged.parse(unit.source, unit.codes), "!")
    result = merge(html, inline.encode(), {unit.key: parts}, Options()).decode()
    assert result.count("<b>") == result.count("</b>") == depth
    prove(html, ("<p>" + "<b>x<i>y</b>" * depth).encode(), Options())
    prove(html, ("<table>" * depth + "<li>" * depth + "</p>" * depth).encode(), Options())


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<!-- -", "&", "&#", "<p title='", "</", "<![CDATA[", "<svg>", "=", "<!x[", '<!x"']
)
def test_repeated_pieces_are_read_in_linear_time(piece: str) -> None:
    prove(html, (piece * 20_000).encode(), Options())
    prove(html, ("<svg>" + piece * 20_000).encode(), Options())
    prove(html, (piece * 20_000).encode(), Options(settings={"xhtml": True}))


def test_a_huge_attribute_is_read() -> None:
    page = f"<p style='{'x' * 1_000_000}' title='{'a ' * 100_000}'>b</p>"
    assert [len(source) for source in sources(page)] == [199_999, 1]


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><p>a",
        b"\xef\xbb\xbf <!-- c -->\n<HTML lang=en>",
        codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"),
        b"<?xml version='1.0'?><html xmlns='x'>",
    ],
)
def test_html_is_recognised(data: bytes) -> None:
    assert html.sniff(data)
    assert detect("a.txt", data) is html


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><xliff>", b"a <html>", b"<htmlish>", b"", b"<p>a</p>"])
def test_other_files_are_not_taken_for_html(data: bytes) -> None:
    assert not html.sniff(data)
    assert detect("a.html", b"<p>a</p>") is html


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<p>a <b>b</b></p><svg><text>c <b>d</b></text></svg><p>e <b>f</b></p>",
            ["a {1}b{/1}", "c", "d", "e {1}f{/1}"],
        ),
        ("<p>a <title>b</title></p><svg><title>c</title></svg><title>d</title>", ["a", "b", "c", "d"]),
        ("<p>a <code>x</code> b</p><p>c <code>y<i>z</i></code> d</p>", ["a {1} b", "c {1} d"]),
        (
            "<p>a <span>b</span></p><p translate=no>c <span>d</span></p><p>e <span>f</span></p>",
            ["a {1}b{/1}", "e {1}f{/1}"],
        ),
        (
            "<a href=u>b</a><p>a<a href=u title=t>b</a></p><p>a <a href=u>b</a></p>",
            ["b", "t", "a{1}b{/1}", "a {1}b{/1}"],
        ),
    ],
)
def test_a_tag_means_what_it_means_where_it_stands_though_it_was_met_before(page: str, expected: list[str]) -> None:
    assert sources(page) == expected


def test_a_credit_is_added_as_often_as_it_is_asked_for() -> None:
    page = "<article><p class=a>One</p><ul><li>Two</ul></article>"
    first, second, third = (translated(page, credit=line) for line in ("T", "N", ""))
    assert first == page.replace("</ul>", "</ul><p class=a>T</p>")
    assert second == first.replace("T</p>", "N</p>")
    assert third == page
