"""Word documents: every byte comes back, changed text is the only change, and Word can read it."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests import conformance
from tests import word_documents as word
from tests import word_pieces as pieces
from tests.office_reading import (
    FIXTURES,
    assert_translated,
    is_shown,
    local,
    members,
    own_text,
    paragraphs,
    structure,
    trees,
    with_one_changed,
)
from translate_flow import tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Options, detect, docx, extract, merge, prove
from translate_flow.model import Role
from translate_flow.tagged import Tag, TagKind

DOCUMENTS = word.documents()
WITH_COMMENTS = Options(settings={"comments": True})
REAL = sorted(FIXTURES.glob("*.docx"))
NO_OPTIONS = Options()


def sources(data, options=NO_OPTIONS):
    return [unit.source for unit in extract(docx, data, options)]


def changed(content, *parts, unit=0, document=None):
    """A document's main part, parsed, after one unit got a target."""
    data = document or pieces.word(content)
    target = merge(docx, data, {extract(docx, data, Options())[unit].key: parts}, Options())
    return trees(target)["word/document.xml"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_laws(name):
    conformance.laws(docx, DOCUMENTS[name], WITH_COMMENTS)
    prove(docx, DOCUMENTS[name], WITH_COMMENTS)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_laws_on_documents_of_real_programs(path):
    data = path.read_bytes()
    assert len(conformance.laws(docx, data)) > 15
    before, after = trees(data), trees(conformance.translate(docx, data))
    assert {part: structure(root) for part, root in before.items()} == {
        part: structure(root) for part, root in after.items()
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_independent_parser_finds_the_same_structure_and_the_new_text(name):
    data = DOCUMENTS[name]
    result = conformance.translate(docx, data, WITH_COMMENTS)
    before, after = trees(data), trees(result)
    assert {part: structure(root) for part, root in before.items()} == {
        part: structure(root) for part, root in after.items()
    }
    text = "\n".join(text for _, text in paragraphs(result))
    assert_translated(docx, data, text, WITH_COMMENTS)


def test_a_change_is_local():
    data = DOCUMENTS["everything"]
    before, texts = members(data), paragraphs(data)
    offered = extract(docx, data, WITH_COMMENTS)
    for number, unit in enumerate(offered):
        result = with_one_changed(docx, data, number, WITH_COMMENTS)
        after = members(result)
        touched = [name for name in before if before[name] != after[name]]
        twins = ["word/diagrams/data1.xml", "word/diagrams/drawing1.xml"]
        assert len(touched) == 1 or touched == twins, unit
        differing = [a for a, b in zip(texts, paragraphs(result), strict=True) if a != b]
        assert len({text for _, text in differing}) <= 1, unit
        assert len(differing) in ((1, 2) if is_shown(unit) else (0,)), unit


PARTS = st.lists(
    st.one_of(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
            min_size=1,
            max_size=5,
        ),
        st.builds(Tag, st.integers(1, 6), st.sampled_from(list(TagKind))),
    ),
    max_size=12,
)


def fitting(parts, codes):
    """Parts of which the tags are some of the codes, as parsing a target gives them."""
    paired = {code.id: code.is_paired for code in codes}
    return tuple(
        part
        for part in parts
        if isinstance(part, str) or (part.id in paired and paired[part.id] == (part.kind is not TagKind.SINGLE))
    )


WILD = pieces.word(
    "".join(
        word.BODIES[name]
        for name in (
            "footnote",
            "link with bold",
            "link field",
            "page field",
            "caption",
            "tracked",
            "text box inside",
            "comment marks",
            "bookmark inside",
            "content control",
            "field in one run",
            "table of contents",
            "index",
        )
    )
)
KEPT = {
    "footnoteReference",
    "bookmarkStart",
    "bookmarkEnd",
    "commentReference",
    "drawing",
    "p",
    "sectPr",
    "docPr",
}


def count_kept(data):
    root = trees(data)["word/document.xml"]
    return Counter(local(one) for one in root.iter(etree.Element) if local(one) in KEPT)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=6))
def test_whatever_a_target_does_with_codes_the_document_stays_sound(wild):
    result = conformance.translate(docx, WILD, NO_OPTIONS, lambda i, unit: fitting(wild[i % len(wild)], unit.codes))
    assert count_kept(result) == count_kept(WILD)
    types = [one.get(f"{{{pieces.W}}}fldCharType") for one in trees(result)["word/document.xml"].iter()]
    assert types.count("begin") == types.count("separate") == types.count("end")
    extract(docx, result, NO_OPTIONS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("run soup", ["This paragraph is run soup & more."]),
        ("bold in the middle", ["Some {1}bold{/1} text."]),
        ("bold start", ["{1}Note:{/1} mostly plain text follows here."]),
        ("mostly bold", ["Everything is bold here, {1}but this{/1}, it is."]),
        ("bold in two ways", ["A B C"]),
        ("bold space", ["plain plain again"]),
        ("underlined space", ["sign here{1}     {/1}thanks"]),
        ("tab and break", ["One{1}two{2}three four"]),
        ("break in bold", ["Now {1}one{2}two{/1} is plain text again."]),
        ("hyphens", ["e\u2011mail co\xadoperate"]),
        ("footnote", ["A claim{1} with a source.", "Last claim."]),
        ("link with bold", ["Read more", "Go {1}there and {2}here{/2}{/1}."]),
        ("link field", ["Go {1}there{/1} now."]),
        ("page field", ["Page {1} of {2}"]),
        ("only a field", []),
        ("nested field", ["See {1} above."]),
        ("field in one run", ["Page {1} it is"]),
        ("table of contents", ["The river", "The flood", "The river"]),
        ("index", ["See", "and after it"]),
        ("tracked", ["The {1}{2}new {/2}text stays."]),
        ("smart tags", ["In Paris it rains."]),
        ("smart tags at the ends", ["Paris is {1}wet{/1}"]),
        ("custom XML", ["In {1}it{/1} there."]),
        ("spacing", ["fitted but {1}wide{/1}"]),
        ("check box", ["I agree"]),
        ("text box", ["A box with text", "Boxed {1}text{/1}", "Second line", "Host of it."]),
        ("hidden", ["Seen {1}again."]),
        ("literal tags", ["Write {1} and {2}{3} or {4}{/3} here, please do."]),
        ("cdata", ["Raw <text> & more"]),
        ("no preserve", ["spaces   hereglued"]),
        ("empty things", []),
    ],
)
def test_sources(name, expected):
    assert sources(DOCUMENTS[name])[:-3] == expected


def test_what_codes_show():
    unit = extract(docx, DOCUMENTS["field in one run"], Options())[0]
    assert tagged.plain(unit.source, unit.codes).text == "Page 3 it is"
    unit = extract(docx, DOCUMENTS["tab and break"], Options())[0]
    assert tagged.plain(unit.source, unit.codes).text == "One\ttwo three four"


def test_roles():
    data = DOCUMENTS["everything"]
    by_source = {unit.source: unit.role for unit in extract(docx, data, WITH_COMMENTS)}
    expected = {
        "Title": Role.HEADLINE,
        "One": Role.HEADLINE,
        "Direct": Role.HEADLINE,
        "Loop": Role.PARAGRAPH,
        "First": Role.LIST_ITEM,
        "Second": Role.LIST_ITEM,
        "None": Role.PARAGRAPH,
        "So it is said.": Role.QUOTE,
        "Height": Role.CELL,
        "Nested": Role.CELL,
        "In a box": Role.PARAGRAPH,
        "Figure {1}{2}: The river": Role.CAPTION,
        "A box with text": Role.ATTRIBUTE,
        "At the end": Role.NOTE,
        "Is it so?": Role.NOTE,
        "A title": Role.METADATA,
        "About & around": Role.METADATA,
        "DRAFT": Role.ATTRIBUTE,
    }
    assert {source: by_source[source] for source in expected} == expected


def test_comments_and_hidden_text_are_offered_on_demand():
    data = DOCUMENTS["everything"]
    assert "Is it so?" not in sources(data)
    assert "Is it so?" in sources(data, WITH_COMMENTS)
    hidden = sources(DOCUMENTS["hidden"], Options(settings={"hidden": True}))
    assert hidden[:2] == ["Seen {1}not seen {/1}again.", "Wholly hidden"]


def test_a_copy_of_a_text_box_says_the_same():
    root = changed(
        "",
        "Neu ",
        Tag(1, TagKind.OPEN),
        "fett",
        Tag(1, TagKind.CLOSE),
        unit=1,
        document=DOCUMENTS["text box"],
    )
    boxes = [["".join(one.itertext()) for one in box] for box in root.iter(f"{{{pieces.W}}}txbxContent")]
    assert boxes == [["Neu fett", "Second line"]] * 2
    root = changed("", "Ein Kasten", unit=0, document=DOCUMENTS["text box"])
    assert [one.get("descr") or one.get("alt") for one in root.iter() if one.get("descr") or one.get("alt")] == [
        "Ein Kasten"
    ] * 2


def test_a_diagram_and_its_drawing_say_the_same():
    data = DOCUMENTS["everything"]
    assert sources(data).count("Step one") == 1
    result = merge(
        docx,
        data,
        {unit.key: ("Schritt",) for unit in extract(docx, data, Options()) if unit.source == "Step one"},
        Options(),
    )
    after = trees(result)
    for name in ("data1", "drawing1"):
        assert [one.text for one in after[f"word/diagrams/{name}.xml"].iter() if one.text] == [
            "Schritt",
            "Step two",
        ]


def test_typed_breaks_tabs_and_spaces_become_what_word_has_for_them():
    root = changed(word.BODIES["one run"], " two\nlines\x0bthree\tand  ")
    run = root.find(f".//{{{pieces.W}}}r")
    assert [(local(one), one.text) for one in run] == [
        ("t", " two"),
        ("br", None),
        ("t", "lines"),
        ("br", None),
        ("t", "three"),
        ("tab", None),
        ("t", "and  "),
    ]
    spaces = [one.get("{http://www.w3.org/XML/1998/namespace}space") for one in run if local(one) == "t"]
    assert spaces == ["preserve", None, None, "preserve"]


def test_a_target_without_codes_keeps_footnotes_and_pictures():
    root = changed(word.BODIES["footnote"], "Nur Text")
    first = root.find(f".//{{{pieces.W}}}p")
    assert own_text(first) == "Nur Text"
    assert len(list(first.iter(f"{{{pieces.W}}}footnoteReference"))) == 1


def test_crossed_pairs_are_cut_where_they_cross():
    data = pieces.word(
        pieces.paragraph(
            pieces.run("a ", "<w:b/>")
            + pieces.run("mostly plain words are here")
            + word.LINK.format(pieces.run("b", word.HYPERLINK_STYLE))
        )
    )
    unit = extract(docx, data, Options())[1]
    assert unit.source == "{1}a {/1}mostly plain words are here{2}b{/2}"
    bold, link = (Tag(1, TagKind.OPEN), Tag(1, TagKind.CLOSE)), (Tag(2, TagKind.OPEN), Tag(2, TagKind.CLOSE))
    root = changed("", bold[0], "x", link[0], "y", bold[1], "z", link[1], unit=1, document=data)
    assert own_text(root.find(f".//{{{pieces.W}}}p")) == "xyz"
    assert [own_text(one) for one in root.iter(f"{{{pieces.W}}}hyperlink")] == ["y", "z"]


@pytest.mark.parametrize("bad", ["\0", "\x08", "\ufffe", "\ud800"])
def test_characters_that_xml_lacks_are_refused(bad):
    with pytest.raises(BadInput, match=f"U\\+{ord(bad):04X}"):
        changed(word.BODIES["one run"], f"word{bad}")


def test_the_credit_line_looks_like_the_last_paragraph():
    last = pieces.paragraph(
        pieces.run("Last words. ", "<w:i/>"),
        "",
        '<w:numPr><w:numId w:val="0"/></w:numPr><w:jc w:val="both"/>',
    )
    data = pieces.word(pieces.paragraph(pieces.run("Title"), "Titel") + last + word.TABLE + pieces.paragraph(""))
    result = merge(docx, data, {}, Options(), credit="Translation by <A> & B")
    children = list(trees(result)["word/document.xml"][0])
    assert [local(one) for one in children][-2:] == ["p", "sectPr"]
    line = children[-2]
    assert own_text(line) == "Translation by <A> & B"
    assert [local(one) for one in line.iter()] == ["p", "pPr", "jc", "r", "rPr", "i", "t"]


def test_a_credit_line_in_a_document_without_sections_or_paragraphs():
    data = pieces.word(word.TABLE)
    data = docx.Package(data).write({"word/document.xml": pieces.body(word.TABLE, section="").encode()})
    result = merge(docx, data, {}, Options(), credit="By A")
    assert own_text(trees(result)["word/document.xml"][0][-1]) == "By A"


def test_parts_typed_by_their_ending_and_spelled_otherwise():
    """As Open XML SDK writes packages: the main part has no entry of its own."""
    package = docx.Package(DOCUMENTS["bold start"])
    types = package.read("[Content_Types].xml").decode()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = types.replace(f'<Override PartName="/word/document.xml" ContentType="{main}"/>', "")
    types = types.replace('"xml" ContentType="application/xml"', f'"XML" ContentType="{main}"')
    data = package.write({"[Content_Types].xml": types.replace("/word/styles", "/Word/Styles").encode()})
    assert docx.sniff(data)
    assert sources(data)[0] == "{1}Note:{/1} mostly plain text follows here."


def test_detection_and_what_is_no_word_document():
    data = DOCUMENTS["one run"]
    assert detect("x.bin", data) is docx
    assert not docx.sniff(b"PK\x03\x04 nothing")
    assert not docx.sniff(b"text")
    with pytest.raises(BadInput, match="no Word document"):
        docx.walk(docx.Package(data).write({"[Content_Types].xml": b"<Types/>"}), lambda unit: None, Options())
    with pytest.raises(BadInput, match=r"word/document.xml is no XML .* line 1, byte 5"):
        docx.walk(docx.Package(data).write({"word/document.xml": b"<w/>x<"}), lambda unit: None, Options())
    with pytest.raises(BadInput, match="password"):
        docx.walk(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), lambda unit: None, Options())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_broken_documents_are_refused_in_a_sentence(draw):
    xml = bytearray(members(DOCUMENTS["everything"])["word/document.xml"])
    for _ in range(draw.draw(st.integers(1, 3))):
        start = draw.draw(st.integers(0, len(xml) - 1))
        del xml[start : start + draw.draw(st.integers(1, 40))]
    data = docx.Package(DOCUMENTS["everything"]).write({"word/document.xml": bytes(xml)})
    try:
        prove(docx, data, WITH_COMMENTS)
        conformance.translate(docx, data, WITH_COMMENTS)
    except BadInput as error:
        assert error.message


def test_deep_documents_are_read():
    links = "".join(f"<w:hyperlink>{pieces.run('a')}" for _ in range(190))
    conformance.laws(docx, pieces.word(pieces.paragraph(links + "</w:hyperlink>" * 190)))
