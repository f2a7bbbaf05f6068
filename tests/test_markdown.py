import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.conformance import first_difference, laws, pseudo, translate, translation, units
from tests.markdown_structure import has_footnotes, structure
from translate_flow import tagged
from translate_flow.errors import BadInput, UsageError
from translate_flow.formats import Options, extract, markdown, merge, prove
from translate_flow.model import Role, Unit

FIXTURES = Path(__file__).parent / "fixtures" / "markdown"
SHARED = Path(__file__).parents[1].parent / "shared" / "formats" / "commonmark-spec.json"
TYPED = "1. * a_b *c* <b> & &amp; \"q\" 'q' [x](y) | `c` # - + > ~~s~~ \\ \\* ![i] https://a.b/c_d $x$ {#i}"


def sources(text: str, settings: dict[str, object] | None = None) -> list[str]:
    return [unit.source for unit in extract(markdown, text.encode(), Options(settings=settings or {}))]


def change(text: str, *targets: str | None) -> str:
    """The document with its units changed in their order; None keeps one."""
    found = iter(targets)

    def visit(unit: Unit) -> tuple[tagged.Part, ...] | None:
        target = next(found, None) if unit.source else None
        return None if target is None else tagged.parse(target, unit.codes)

    return markdown.walk(text.encode(), visit, Options()).decode()


def compare_structure(data: bytes) -> None:
    """An independent parser finds the same structure, and exactly what was typed."""
    offered = [unit for unit in units(markdown, data) if unit.source]
    typed: dict[str, set[str]] = {}
    for number, unit in enumerate(offered):
        before = tagged.parse(unit.source, unit.codes)
        for old, new in zip(before, translation(unit, number), strict=True):
            if isinstance(old, str):
                typed.setdefault(" ".join(old.split()), set()).add(" ".join(str(new).split()))
    result = translate(markdown, data)
    skeleton, texts = structure(data.decode())
    new_skeleton, new_texts = structure(result.decode())
    assert skeleton == new_skeleton, f"{first_difference(skeleton, new_skeleton)}\nin {result!r}"
    for old, new in zip(texts, new_texts, strict=True):
        wanted = typed.get(" ".join(old.split()))
        assert wanted is None or " ".join(new.split()) in wanted, f"{old!r} became {new!r}, not {wanted}"


def specification() -> Iterator[bytes]:
    if SHARED.exists():
        yield from (example["markdown"].encode() for example in json.loads(SHARED.read_text("utf-8")))


@pytest.mark.skipif(not SHARED.exists(), reason="the CommonMark examples are not here")
def test_every_example_of_the_specification_keeps_the_laws_and_its_structure() -> None:
    for number, data in enumerate(specification(), 1):
        try:
            laws(markdown, data)
            compare_structure(data)
        except AssertionError as error:
            raise AssertionError(f"example {number}: {data!r}") from error


def installed_documents() -> list[Path]:
    import hypothesis

    packages = Path(hypothesis.__file__).parents[1]
    return sorted(path for path in packages.rglob("*.md") if path.is_file() and path.stat().st_size < 12_000)[:50]


@pytest.mark.parametrize("path", installed_documents(), ids=lambda path: "/".join(path.parts[-3:]))
def test_real_documents_keep_the_laws_and_their_structure(path: Path) -> None:
    data = path.read_bytes()
    laws(markdown, data)
    if b"[^" not in data or has_footnotes():
        compare_structure(data)


def articles() -> Iterator[tuple[str, bytes]]:
    """An article with everything, with other line breaks, ends, marks and encodings."""
    whole = (FIXTURES / "article.md").read_text("utf-8")
    for name, line_break in (("LF", "\n"), ("CRLF", "\r\n"), ("CR", "\r")):
        text = whole.replace("\n", line_break)
        yield name, text.encode()
        yield f"{name}, no break at the end", text.rstrip().encode()
        yield f"{name}, marked", b"\xef\xbb\xbf" + text.encode()
        yield f"{name}, UTF-16", b"\xff\xfe" + text.encode("utf-16-le")


ARTICLES = list(articles())


@pytest.mark.parametrize(("name", "data"), ARTICLES, ids=[name for name, _ in ARTICLES])
def test_an_article_with_everything_keeps_the_laws(name: str, data: bytes) -> None:
    laws(markdown, data)


def test_an_article_gives_its_texts_with_their_roles() -> None:
    found = extract(markdown, (FIXTURES / "article.md").read_bytes(), Options())
    wanted = json.loads((FIXTURES / "article.units.json").read_text("utf-8"))
    assert [[unit.role, unit.source] for unit in found] == wanted


def test_code_addresses_and_protected_elements_are_no_text() -> None:
    joined = "\n".join(sources((FIXTURES / "article.md").read_text("utf-8")))
    for hidden in (
        "not a text",
        "neither",
        "https://port",
        "serial",
        "img/map",
        "figure src",
        ".wide",
        "GX-7`",
    ):
        assert hidden not in joined


MARKS = """
a|Word |text and more |*|**|_|__|`|``|[|]|(|)|](/u)|](/u "ti tle")|![|<b>|</b>|<br>|<!-- c -->|<|&|&amp;|~|
\\|~~|https://x.y/a_b |{1}|~~~|[ref]|[^1]|é|中文|!|:|; |<p>|'|"|- [ ] |+ |<http://a.b>|
<i class="x" title="t t">|<!--|<span translate="no">|</span>|$x$|> |- |1. |# |## |---|===
"""
LINES = ["\n", "\n", "\n\n", "\n\n", "  \n", "\\\n", "\r\n", "\t", "    ", "  ", "```\n", "<div>\n"]
BLOCKS = [
    "\n===\n",
    '\n\n[ref]: /r "Tit"\n',
    "\n\n[^1]: Note\n",
    "\n| a | b |\n|---|---|\n",
    "{{ x }}",
    "<div>\n",
    "</div>\n",
]
PIECES = st.sampled_from([*MARKS.replace("\n", "").split("|"), *LINES, *BLOCKS])


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_document_comes_back(text: str) -> None:
    data = text.encode()
    assert markdown.walk(data, lambda unit: None, Options()) == data
    assert markdown.walk(data, lambda unit: tagged.parse(unit.source, unit.codes), Options()) == data


def type_in(place: str, typed: str) -> str:
    """The document with `typed` in place of the word `word`, codes kept."""
    return change(place, extract(markdown, place.encode(), Options())[0].source.replace("word", typed))


def find_typed(place: str, typed: str) -> None:
    result = type_in(place, typed)
    skeleton, texts = structure(result)
    assert skeleton == structure(place)[0], f"{place!r}: {result!r}"
    assert any(typed in text for text in texts), f"{place!r}: {result!r}"


@given(st.text(alphabet="aZ1 *_`~[](){<>&;:!#+-=.|\\\"'$^/@%?,", min_size=1, max_size=30).map(str.strip))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_read_in_every_place(typed: str) -> None:
    for place in PLACES:
        find_typed(place, f"{typed}a" if typed.isspace() or not typed else typed)


def test_a_paragraph_holds_any_number_of_codes() -> None:
    document = " ".join(f"*a{number}* `b`" for number in range(1, 120)) + "\n"
    source = sources(document)[0]
    assert source.endswith("{237}a119{/237} {238}")
    laws(markdown, document.encode())
    assert change(document, source.replace("a119", "z")) == document.replace("a119", "z")


@pytest.mark.parametrize(
    ("text", "source", "data"),
    [
        ("a {b} *c*", "a {b} {1}c{/1}", ["*"]),
        ("{a *b*", "{a {1}b{/1}", ["*"]),
        ("{*1*}", "{{1}1{/1}}", ["*"]),
        ("*{1}* a", "{1}{2}{/1} a", ["*", "{1}"]),
        ("a {1} `b`", "a {1} {2}", ["{1}", "`b`"]),
        ("a {{ b }} *c*", "a {1} {2}c{/2}", ["{{ b }}", "*"]),
        ("a {0} *b*", "a {0} {1}b{/1}", ["*"]),
        ("<kbd>*1*</kbd>", "{1}{2}1{/2}{/1}", ["<kbd>", "*"]),
        ("<kbd>*a</kbd> b*", "{1}{2}a{3} b{/2}", ["<kbd>", "*", "</kbd>"]),
    ],
)
def test_braces_and_elements_beside_codes(text: str, source: str, data: list[str]) -> None:
    unit = extract(markdown, text.encode(), Options())[0]
    assert (unit.source, [code.data for code in unit.codes]) == (source, data)
    laws(markdown, text.encode())


@pytest.mark.parametrize(
    "text", ["*** `1` ***\n", "`1` *`2`*\n", "<!-- a\nb -->\n\n<!--c-->\n", "<!-- a --> <!-- b -->\n"]
)
def test_codes_and_comments_alone_are_no_text(text: str) -> None:
    assert not sources(text)


def test_text_behind_a_comment_is_found() -> None:
    document = "<!-- a --> b\n\n<!-- c\n--><p>d</p>\n\n> <!-- e\n> f -->\n> g\n"
    assert sources(document) == ["{1} b", "d", "g"]
    laws(markdown, document.encode())


def test_typed_text_of_a_link_is_no_footnote() -> None:
    document = "[word](/u) ![word](/i)[^1]\n\n[^1]: note\n"
    for typed in ("^1", "^]: a"):
        result = change(document, f"{{1}}{typed}{{/1}} {{2}}{{3}}", typed)
        assert [source.removeprefix("{1}")[:2] for source in sources(result)] == [typed[:2], typed[:2], "no"]
        assert has_footnotes() is False or structure(result)[0] == structure(document)[0]


PLACES = (
    "word\n",
    "# word\n",
    "# word #\n",
    "word\n===\n",
    "> word\n",
    "> > - word\n>\n> z\n",
    "1. word\n2. z\n",
    "- word\n- z\n",
    "| word | z |\n|---|---|\n| z | z |\n",
    "word | z\n---|---\nz | z\n",
    "- [word](/u)\n",
    "![word](/u)\n",
    "*word* z\n",
    "__word__, z\n",
    "~~word~~\n",
    "word\nmore\n\nz\n",
)


@pytest.mark.parametrize("place", PLACES)
def test_marks_of_every_kind_are_escaped_in_every_place(place: str) -> None:
    find_typed(place, TYPED)


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("a\n", "x\\\ny\n"),
        ("> a\n", "> x\\\n> y\n"),
        ("- > a\n", "- > x\\\n  > y\n"),
        ("1. a\n", "1. x\\\n   y\n"),
        ("- [ ] a\n", "- [ ] x\\\n      y\n"),
        ("# a\n", "# x<br>y\n"),
        ("a\r\n===\r\n", "x\\\r\ny\r\n===\r\n"),
        ("|a|\n|-|\n", "|x<br>y|\n|-|\n"),
        ("a  \nb\n", None),
    ],
)
def test_a_typed_line_break_is_one_for_the_reader(place: str, wanted: str | None) -> None:
    result = change(place, "x\ny")
    assert result == (wanted or "x  \ny\n")


def test_a_soft_break_is_a_space_and_a_rewritten_paragraph_keeps_its_width_and_prefix() -> None:
    text = "> The quick brown fox jumps over the\n> lazy dog and is gone.\n"
    assert sources(text) == ["The quick brown fox jumps over the lazy dog and is gone."]
    longer = "Der schnelle braune Fuchs springt über den faulen Hund und ist auf und davon."
    assert change(text, longer) == (
        "> Der schnelle braune Fuchs springt über\n> den faulen Hund und ist auf und davon.\n"
    )


def test_a_soft_break_between_chinese_characters_is_nothing() -> None:
    assert sources("港口\n工程\n") == ["港口工程"]


@pytest.mark.parametrize(
    ("text", "target", "wanted"),
    [
        ("a _b_ c", "{1}b{/1}ul", "*b*ul"),
        ("a *b* c", "字{1}「b」{/1}字", "&#23383;*「b」*&#23383;"),
        ("*a* *b*", "{1}a{/1}{2}b{/2}", "*a*_b_"),
        ("a **b** c", "a {1} b {/1}c", "a  **b** c"),
        ("a **b** c", "a {1}{/1}c", "a c"),
        ("a **b** c", "a {1}b c", "a b c"),
        ("**a *b* c**", "{1}a {2}b{/1} c{/2}", "**a b** c"),
        ("`a` z `b`", "{1}{2} z", "`a`<!-- -->`b` z"),
        ("z <!-- c -->", "{1} z", "z<!-- c -->"),
        ("wow [a](u)", "wow!{1}a{/1}", "wow\\![a](u)"),
        ("see https://x.y now", "siehe {1}-Seite", "siehe <https://x.y>-Seite"),
        ("x \\*y\\* &copy; z", "x *y* © w", "x \\*y\\* © w"),
    ],
)
def test_codes_stay_codes_wherever_they_are_put(text: str, target: str, wanted: str) -> None:
    assert change(text, target) == wanted


@pytest.mark.parametrize(
    ("text", "targets", "wanted"),
    [
        ("[foo]\n\n[foo]: /u\n", ["{1}bar{/1}"], "[bar][foo]\n\n[foo]: /u\n"),
        ("[foo][]\n\n[foo]: /u\n", ["{1}bar{/1}"], "[bar][foo]\n\n[foo]: /u\n"),
        ("a [foo]\n\n[foo]: /u\n", ["b {1}foo{/1}"], "b [foo]\n\n[foo]: /u\n"),
        ("![foo]\n\n[foo]: /u\n", ["bar"], "![bar][foo]\n\n[foo]: /u\n"),
        ('[a](/u "t")\n', [None, 'x "y" \\ z'], '[a](/u "x \\"y\\" \\ z")\n'),
        ("[a](/u 't')\n", ["{1}b{/1}", "x 'y'"], "[b](/u 'x \\'y\\'')\n"),
        ('[a]: /u "t"\n', ["x"], '[a]: /u "x"\n'),
        ("![a *b* `c`](/u)\n", ["x {1}y{/1} {2}"], "![x *y* `c`](/u)\n"),
        ('<img alt="a">\n', ['"x" <y>'], '<img alt="&quot;x&quot; &lt;y&gt;">\n'),
        ("<div>\na <b>b</b>\n</div>\n", ["x & {1}y{/1}\nz"], "<div>\nx &amp; <b>y</b>&#10;z\n</div>\n"),
    ],
)
def test_references_titles_and_attributes(text: str, targets: list[str | None], wanted: str) -> None:
    assert change(text, *targets) == wanted


@pytest.mark.parametrize(
    ("head", "target", "wanted"),
    [
        (
            "---\ntitle: Old\n---\n",
            "New text, with [x] and 7%",
            "---\ntitle: New text, with [x] and 7%\n---\n",
        ),
        ("---\ntitle: Old\n---\n", "New: text", '---\ntitle: "New: text"\n---\n'),
        ("---\ntitle: Old\n---\n", "true", '---\ntitle: "true"\n---\n'),
        ("---\ntitle: Old\n---\n", "x #y", '---\ntitle: "x #y"\n---\n'),
        ("---\ntitle: 'Old'\n---\n", "it's", "---\ntitle: 'it''s'\n---\n"),
        (
            '---\r\ntitle: "Old" # why\r\n---\r\n',
            'a "b"\n\\',
            '---\r\ntitle: "a \\"b\\"\\n\\\\" # why\r\n---\r\n',
        ),
        ("---\n{title: Old, x: y}\n---\n", "a, b", '---\n{title: "a, b", x: y}\n---\n'),
        ("---\nsummary: |\n  Old\n  text\nx: y\n---\n", "a\nb", "---\nsummary: |\n  a\n  b\nx: y\n---\n"),
        ("---\nsummary: >-\n  Old\n  text\n---\n", "# a: b", "---\nsummary: >-\n  # a: b\n---\n"),
        ('+++\ntitle = "Old"\n+++\n', 'a "b"', '+++\ntitle = "a \\"b\\""\n+++\n'),
        ("+++\ntitle = 'Old'\n+++\n", "it's", '+++\ntitle = "it\'s"\n+++\n'),
    ],
)
def test_front_matter_is_quoted_as_it_needs(head: str, target: str, wanted: str) -> None:
    assert change(head + "Body\n", target) == wanted + "Body\n"


def test_front_matter_keys_can_be_chosen() -> None:
    text = "---\ntitle: One\nseo: {slogan: Two}\ntags:\n- three\n- four\n---\nBody\n"
    assert sources(text) == ["One", "Body"]
    assert sources(text, {"front_matter": ["seo.slogan", "tags"]}) == ["Two", "three", "four", "Body"]
    with pytest.raises(UsageError, match="list of keys"):
        sources(text, {"front_matter": "title"})
    with pytest.raises(UsageError, match="true or false"):
        sources(text, {"math": "yes"})


@pytest.mark.parametrize("text", ["---\n\nA rule, no front matter\n\n---\n", "---\nFoo\n---\n", "+++\nx\n"])
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert len(sources(text)) == 1


def test_broken_front_matter_is_left_alone() -> None:
    assert sources("---\ntitle: a: b\n\tx\n---\nBody\n") == ["Body"]
    assert sources("+++\ntitle = oops\n+++\nBody\n") == ["Body"]


def test_math_is_a_code_where_the_setting_says_so() -> None:
    assert sources("Let $a_1$ be\n", {"math": True}) == ["Let {1} be"]
    assert sources("Pay $5 or $6\n") == ["Pay $5 or $6"]


@pytest.mark.parametrize("typed", ["a\\\nb", "a\\\rb"])
def test_a_backslash_before_a_line_break_in_a_title_stays_one(typed: str) -> None:
    result = change('[x](y "Old")\n', None, typed)
    (link,) = (token for token in MarkdownIt().parse(result)[1].children or () if token.type == "link_open")
    assert link.attrs["title"] == typed


ADDRESSES = Options(settings={"addresses": True})


def test_addresses_of_links_are_offered_where_asked() -> None:
    text = (
        'See [it](/en/a "Tip"), [that](<b c>), [top](#top), [ref], ![i](/i.png) and <a href="/en/d">d</a>.\n\n'
        '<p><a href="/en/e">e</a></p>\n\n[ref]: /en/f "Title"\n'
    )
    assert sources(text)[1:] == ["Tip", "i", "{1}e{/1}", "Title"]
    roles = (Role.ADDRESS, Role.ATTRIBUTE)
    found = [unit for unit in extract(markdown, text.encode(), ADDRESSES) if unit.role in roles]
    assert [unit.source for unit in found] == ["/en/a", "Tip", "b c", "i", "/en/d", "/en/e", "/en/f", "Title"]
    targets = {unit.key: (unit.source.replace("/en/", "/ro/"),) for unit in found}
    assert merge(markdown, text.encode(), targets, ADDRESSES).decode() == text.replace("/en/", "/ro/")
    with pytest.raises(UsageError, match="true or false"):
        sources(text, {"addresses": 1})


@pytest.mark.parametrize(
    "text",
    [
        "[a](x)\n",
        "[a]( <x y>\n  'T' )\n",
        "> [a](x(1)\\))\n",
        "|h|\n|-|\n|[a](x)|\n",
        "[a]\n\n[a]: x 'T'\n",
        "*[a](<x>)*\n",
    ],
)
@given(st.text("ab/:.?=&#;<>()[]{}|\\`*_~\"' %\n\t\u00e9\u4e2d", min_size=1).filter(str.strip))
def test_an_address_that_was_typed_is_what_a_browser_gets(text: str, typed: str) -> None:
    (unit,) = [unit for unit in extract(markdown, text.encode(), ADDRESSES) if unit.note == "address of a link"]
    result = merge(markdown, text.encode(), {unit.key: (typed,)}, ADDRESSES).decode()
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda url: True
    wanted = parser.normalizeLink(typed.replace("\n", "%0A").replace("\t", "%09"))
    assert links(parser, result) == [wanted]
    assert without_addresses(parser.render(result)) == without_addresses(parser.render(text))


def without_addresses(page: str) -> str:
    return re.sub('href="[^"]*"', "href", page)


def links(parser: MarkdownIt, text: str) -> list[object]:
    inline = [child for token in parser.parse(text) for child in token.children or ()]
    return [token.attrs["href"] for token in inline if token.type == "link_open"]


@pytest.mark.skipif(not SHARED.exists(), reason="the CommonMark examples are not here")
def test_addresses_keep_the_laws() -> None:
    changed = 0
    for data in (*specification(), *(path.read_bytes() for path in sorted(FIXTURES.glob("*.md")))):
        prove(markdown, data, ADDRESSES)
        found = [unit for unit in extract(markdown, data, ADDRESSES) if unit.note == "address of a link"]
        targets = {unit.key: (f"{unit.source}/new",) for unit in found}
        again = extract(markdown, merge(markdown, data, targets, ADDRESSES), ADDRESSES)
        new = [unit.source for unit in again if unit.note == "address of a link"]
        assert new == [f"{unit.source}/new" for unit in found]
        changed += len(found)
    assert changed > 60


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\n", "a\n\nBy A\n"),
        ("a", "a\n\nBy A"),
        ("a\r\n\r\n", "a\r\n\r\nBy A\r\n\r\n"),
        ("- a\n  - b\n", "- a\n  - b\n\nBy A\n"),
        ("> a\n", "> a\n\nBy A\n"),
        ("|a|\n|-|\n", "|a|\n|-|\n\nBy A\n"),
        ("a[^1]\n\n[^1]: b\n", "a[^1]\n\n[^1]: b\n\nBy A\n"),
        ("a\n\n```\nx\n", "a\n\n```\nx\n```\n\nBy A\n"),
        ("a\n\n~~~~ x\n~~~\n", "a\n\n~~~~ x\n~~~\n~~~~\n\nBy A\n"),
        ("a\n\n```\nx\n```\n", "a\n\n```\nx\n```\n\nBy A\n"),
        ("- a\n\n  ```\n  x\n", "- a\n\n  ```\n  x\n\nBy A\n"),
        ("a\n\n<!-- x\n", "a\n\n<!-- x\n-->\n\nBy A\n"),
        ("a\n\n<style>\nx\n", "a\n\n<style>\nx\n</style>\n\nBy A\n"),
        ("a\n\n    code\n", "a\n\n    code\n\nBy A\n"),
        ("a\n\n<div>\nb\n", "a\n\n<div>\nb\n\nBy A\n"),
    ],
)
def test_the_credit_is_a_last_paragraph_outside_of_everything(text: str, wanted: str) -> None:
    assert merge(markdown, text.encode(), {}, Options(), credit="By A").decode() == wanted
    assert "[^" in text or structure(wanted)[0][-3:] == ["paragraph_open p  ", "text", "paragraph_close p  "]


def test_a_document_without_text_gets_no_credit() -> None:
    assert merge(markdown, b"```\nx\n```\n", {}, Options(), credit="By A") == b"```\nx\n```\n"


def test_a_heading_may_carry_attributes_and_a_definition_its_colon() -> None:
    assert sources("# Costs {#costs}\n") == ["Costs"]
    assert change("# Costs {#costs}\n", "Kosten") == "# Kosten {#costs}\n"
    assert change("Term\n: meaning\n", "x", ": y") == "x\n: \\: y\n"


def test_an_encoding_that_lacks_a_character_is_told() -> None:
    data = "Привет\n".encode("cp1251")
    assert markdown.walk(data, lambda unit: None, Options(encoding="cp1251")) == data
    with pytest.raises(BadInput, match="cannot be written"):
        markdown.walk(data, lambda unit: ("中",), Options(encoding="cp1251"))


@pytest.mark.parametrize(
    "text",
    [
        ">" * 20_000 + " a",
        "- " * 5_000 + "a",
        "[" * 20_000 + "a",
        "*a " * 20_000,
        "*" * 3_000 + "a" + "*" * 3_000,
        "<div>\n" + "<b a " * 20_000,
        "<div>\n" + "<!-- " * 20_000,
        "<pre>\n\n" * 10_000,
        "|a" * 10_000 + "\n" + "|-" * 10_000,
        "---\ntitle: a\nx: " + "[" * 20_000 + "\n---\na\n",
        "http://a.b/" + ")" * 50_000,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_documents_come_back(text: str) -> None:
    data = text.encode()
    assert markdown.walk(data, lambda unit: None, Options()) == data
    assert markdown.walk(data, lambda unit: (pseudo("text"),), Options())


def test_roles_of_a_document_without_front_matter() -> None:
    found = extract(markdown, b"# One\n\n## Two\n\n<table><tr><td>x</td></tr></table>\n", Options())
    assert [unit.role for unit in found] == [Role.HEADLINE, Role.PARAGRAPH, Role.CELL]
