"""OpenDocument texts: every byte comes back, changed text is the only change, white space is kept."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests import conformance
from tests import odt_documents as made
from tests.office_reading import FIXTURES, assert_translated, is_shown, local, members, with_one_changed
from translate_flow import tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Options, detect, extract, merge, odt, prove
from translate_flow.formats.package import Package
from translate_flow.model import Role
from translate_flow.tagged import Tag, TagKind

DOCUMENTS = made.documents()
REAL = sorted(FIXTURES.glob("*.odt"))
NO_OPTIONS = Options()
WITH_COMMENTS = Options(settings={"comments": True})
# what a translation may have more or fewer of
LOOSE = frozenset({"s", "span", "soft-page-break"})


def roots(data):
    if not data.startswith(b"PK"):
        return {"": etree.fromstring(data)}
    return {name: etree.fromstring(xml) for name, xml in members(data).items() if name.endswith(".xml") and xml}


def structure(data):
    return {
        name: [one.tag for one in root.iter(etree.Element) if local(one) not in LOOSE]
        for name, root in roots(data).items()
    }


def shown(element):
    """Characters of a paragraph by the rules for white space in ODF 1.3, part 3, 6.1.2 and 6.1.3."""
    text = re.sub(r"[ \t\r\n]+", " ", raw(element)).strip(" ")
    return text.translate({1: " ", 2: "\t", 3: "\n"})


def raw(element):
    """Characters in an element with marks for spaces, tabs and breaks that are elements."""
    text = element.text or ""
    for child in element:
        name = local(child)
        if name == "s":
            text += "\x01" * int(child.get(f"{{{made.ODF}text:1.0}}c", "1"))
        elif name in ("note", "annotation", "frame"):
            text += "\ufffc"
        elif name == "ruby":
            text += raw(child[0])
        elif name:
            text += {"tab": "\x02", "line-break": "\x03"}.get(name, "") + raw(child)
        text += child.tail or ""
    return text


def paragraphs(data):
    return [shown(one) for root in roots(data).values() for one in root.iter(etree.Element) if local(one) in ("p", "h")]


def sources(data, options=NO_OPTIONS):
    return [unit.source for unit in extract(odt, data, options)]


def changed(data, number, *parts):
    """The text part, parsed, after one unit got a target."""
    key = extract(odt, data, NO_OPTIONS)[number].key
    return roots(merge(odt, data, {key: parts}, NO_OPTIONS))["content.xml"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_laws(name):
    conformance.laws(odt, DOCUMENTS[name], WITH_COMMENTS)
    prove(odt, DOCUMENTS[name], WITH_COMMENTS)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_laws_on_documents_of_real_programs(path):
    data = path.read_bytes()
    assert len(conformance.laws(odt, data)) > 15
    assert structure(data) == structure(conformance.translate(odt, data))


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "many spaces"])
def test_an_independent_parser_finds_the_same_structure_and_the_new_text(name):
    data = DOCUMENTS[name]
    result = conformance.translate(odt, data, WITH_COMMENTS)
    assert structure(data) == structure(result)
    text = "\n".join(paragraphs(result))
    assert_translated(odt, data, text, WITH_COMMENTS)


def test_a_change_is_local():
    data = DOCUMENTS["everything"]
    before, texts = members(data), paragraphs(data)
    for number, unit in enumerate(extract(odt, data, WITH_COMMENTS)):
        result = with_one_changed(odt, data, number, WITH_COMMENTS)
        after = members(result)
        assert sum(before[name] != after[name] for name in before) == 1, unit
        differing = [a for a, b in zip(texts, paragraphs(result), strict=True) if a != b]
        assert len(differing) == is_shown(unit), unit


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("noise", ["This paragraph is soup & more."]),
        ("noise around", ["This is", "so is this", "A b {1}c{/1}"]),
        ("bold around noise", ["Some {1}bold text{/1} here.", "a {1}bc{/1} plain words"]),
        ("bold", ["Some {1}bold{/1} text."]),
        ("two bolds", ["Some {1}bold{/1} text."]),
        ("bold parted by a space", ["Some {1}bold text{/1} here."]),
        ("bold space", ["one two"]),
        ("underlined space", ["sign{1} {/1}here"]),
        ("underlined spaces", ["sign{1}          {/1}here"]),
        ("all bold", ["All of it is bold."]),
        ("nested", ["A {1}bold {2}and italic{/2} one{/1}."]),
        ("empty span", ["A word."]),
        ("spaces", ["a   b  c{1}d{2}e"]),
        ("spaces at the ends", ["in between"]),
        ("white space", ["Words over {1}lines {/1}here."]),
        ("many spaces", ["a{1}b{2}c"]),
        ("link with span", ["Go {1}there{/1} now."]),
        ("link all", ["All of it"]),
        ("note", ["A note, {1}loud{/1}.", "A claim{1} with a source."]),
        ("annotation", ["Some{1} words{2}."]),
        ("fields", ["Page {1} of {2}, {3}."]),
        ("only a field", []),
        ("caption", ["Figure {1}: The river"]),
        ("table", ["Levels", "Height", "4.5", "Listed"]),
        ("picture", ["Bridge", "The bridge <at> noon"] * 2 + ["Around {1} it."]),
        ("text box", ["Boxed {1}text{/1}", "Second line", "Left {1} right."]),
        ("tracked", ["The {1}new{2} text."]),
        ("contents", ["Contents", "The river", "The flood of 1970", "The river"]),
        ("index", ["Index", "After it."]),
        ("literal tags", ["Write {1} and {2}{3}{/2} here {4}."]),
        ("empty", []),
    ],
)
def test_sources(name, expected):
    page_and_properties = ["Top of the page", "Page {1}", "A title", "About & around", "river", "flood"]
    assert sources(DOCUMENTS[name]) == expected + page_and_properties


def test_roles():
    by_source = {unit.source: unit.role for unit in extract(odt, DOCUMENTS["everything"], WITH_COMMENTS)}
    expected = {
        "Title": Role.HEADLINE,
        "House": Role.HEADLINE,
        "Contents": Role.HEADLINE,
        "Loop": Role.PARAGRAPH,
        "First": Role.LIST_ITEM,
        "Inner": Role.LIST_ITEM,
        "Height": Role.CELL,
        "Listed": Role.CELL,
        "Bridge": Role.CELL,
        "So it is said.": Role.QUOTE,
        "Figure {1}: The river": Role.CAPTION,
        "A note, {1}loud{/1}.": Role.NOTE,
        "Is it so?": Role.NOTE,
        "Levels": Role.ATTRIBUTE,
        "A title": Role.METADATA,
        "river": Role.METADATA,
    }
    assert {source: by_source[source] for source in expected} == expected
    assert "Is it so?" not in sources(DOCUMENTS["everything"])


def test_what_codes_show():
    unit = extract(odt, DOCUMENTS["fields"], NO_OPTIONS)[0]
    assert tagged.plain(unit.source, unit.codes).text == "Page 7 of 9, 1 May."


TEXTS = st.text(st.sampled_from("ab  \t\n<&{1}é"), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_typed_white_space_is_what_readers_see(one, two, three):
    bold = Tag(1, TagKind.OPEN), Tag(1, TagKind.CLOSE)
    root = changed(DOCUMENTS["bold"], 0, one, bold[0], two, bold[1], three)
    paragraph = next(root.iter(f"{{{made.ODF}text:1.0}}p"))
    assert shown(paragraph) == one + two + three


WILD = made.odt(
    "".join(
        made.BODIES[name]
        for name in (
            "nested",
            "link with span",
            "note",
            "annotation",
            "bookmarks",
            "fields",
            "text box",
            "tracked",
            "noise around",
            "bold around noise",
            "spaces",
            "picture",
        )
    )
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(TEXTS, st.builds(Tag, st.integers(1, 4), st.sampled_from(list(TagKind)))), max_size=10),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_a_target_does_with_codes_the_document_stays_sound(wild):
    data = WILD

    def fitting(number, unit):
        paired = {code.id: code.is_paired for code in unit.codes}
        return tuple(
            part
            for part in wild[number % len(wild)]
            if isinstance(part, str) or (part.id in paired and paired[part.id] == (part.kind is not TagKind.SINGLE))
        )

    result = conformance.translate(odt, data, WITH_COMMENTS, fitting)
    kept = ("note", "frame", "annotation", "bookmark-start", "change", "p", "h", "page-number")
    count = [
        [
            sum(local(one) == name for root in roots(one_of).values() for one in root.iter(etree.Element))
            for name in kept
        ]
        for one_of in (data, result)
    ]
    assert count[0] == count[1]
    extract(odt, result, WITH_COMMENTS)


def test_the_credit_line_looks_like_the_last_paragraph():
    text = f"{{{made.ODF}text:1.0}}"
    for body, style in (
        (made.p("Words.", "Text_20_body") + made.TABLE, "Text_20_body"),
        (made.BODIES["page break"], "Standard"),
    ):
        result = merge(odt, made.odt(body), {}, NO_OPTIONS, credit="By <A>  & B")
        line = list(roots(result)["content.xml"].iter(f"{text}p"))[-1]
        assert local(line.getparent()) == "text"
        assert shown(line) == "By <A>  & B"
        assert line.get(f"{text}style-name") == style


def test_detection_and_what_is_no_text():
    assert detect("x", DOCUMENTS["bold"]) is odt
    assert detect("x", DOCUMENTS["flat"]) is odt
    assert not odt.sniff(b"PK\x03\x04")
    with pytest.raises(BadInput, match="no XML"):
        odt.walk(b"<a", lambda unit: None, NO_OPTIONS)
    package = Package(DOCUMENTS["bold"])
    entry = "<m:file-entry><m:encryption-data/></m:file-entry>"
    manifest = f'<m:manifest xmlns:m="{made.ODF}manifest:1.0">{entry}</m:manifest>'
    with pytest.raises(BadInput, match="password"):
        odt.walk(package.write({"META-INF/manifest.xml": manifest.encode()}), lambda unit: None, NO_OPTIONS)
    with pytest.raises(BadInput, match=r"content\.xml is no XML"):
        odt.walk(package.write({"content.xml": b"<a><b></a>"}), lambda unit: None, NO_OPTIONS)
    with pytest.raises(BadInput, match="no OpenDocument"):
        odt.walk(made.odt("").replace(b"content.xml", b"kontent.xml"), lambda unit: None, NO_OPTIONS)


def test_deep_documents_are_read_and_too_deep_ones_refused():
    def nested(depth):
        starts = "".join(f'<text:span text:style-name="T{1 + 3 * (level % 2)}">a ' for level in range(depth))
        return made.odt(made.p(starts + "x" + "</text:span>" * depth))

    conformance.laws(odt, nested(190))
    with pytest.raises(BadInput, match="deeper than 200"):
        odt.walk(nested(201), lambda unit: None, NO_OPTIONS)


def test_words_under_a_reading_are_text():
    """Furigana: what stands above the words goes where a translation drops the pair."""
    reading = "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>{}</text:ruby-text></text:ruby>"
    data = made.odt(
        made.p(reading.format("東京", "とうきょう") + "へ行く。") + made.p(reading.format("大阪", "おおさか"))
    )
    units = conformance.laws(odt, data)
    assert [unit.source for unit in units][:2] == ["{1}東京{/1}へ行く。", "{1}大阪{/1}"]
    root = roots(conformance.translate(odt, data, change=lambda number, unit: ("Osaka",) if number == 1 else None))
    assert [raw(one) for one in root["content.xml"].iter(f"{{{made.ODF}text:1.0}}p")] == ["東京へ行く。", "Osaka"]


def test_input_fields_and_placeholders_hold_text():
    """A reader sees what the author wrote into them; nothing computes it."""
    field = '<text:text-input text:description="Who?">{}</text:text-input>'
    town = '<text:placeholder text:placeholder-type="text">&lt;town&gt;</text:placeholder>'
    data = made.odt(
        made.p(f"Dear {field.format('guest')}, welcome to {town}.")
        + made.p(field.format("All of it"))
        + made.p(f"Here{field.format('')} it is.")
    )
    units = conformance.laws(odt, data)
    texts = ["Dear {1}guest{/1}, welcome to {2}<town>{/2}.", "All of it", "Here{1} it is."]
    assert [unit.source for unit in units][:3] == texts
    root = roots(conformance.translate(odt, data, change=lambda number, unit: ("Alles",) if number == 1 else None))
    assert "".join(list(root["content.xml"].iter(f"{{{made.ODF}text:1.0}}text-input"))[1].itertext()) == "Alles"
