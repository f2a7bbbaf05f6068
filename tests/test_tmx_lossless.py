"""Every element and attribute of TMX 1.4b, in by `memory import` and out by `memory export`: what is there comes back.

What is made anew on purpose: numbers of codes (`i`, `x`), how languages are written, the header's own attributes; a
unit of more than two texts comes back as units of two.
"""

import re
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import SHARED, needs_shared
from tests.test_tmx import HEAD, MEMOQ, OMEGAT, PAIR, TAIL, TRADOS, entries, put, read
from translate_flow import project as projects
from translate_flow.exchange import tmx_writing
from translate_flow.model import Entry
from translate_flow.store.statements import utc_now

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FULL = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Bench" creationtoolversion="7" segtype="paragraph" o-tmf="BenchTM" adminlang="de" srclang="*all*"
 datatype="xml" o-encoding="iso-8859-2" creationdate="20200101T000000Z" creationid="boss"
 changedate="20210101T000000Z" changeid="deputy">
<note xml:lang="de" o-encoding="iso-8859-1">Zwei
Zeilen &amp; mehr</note><note>Another</note>
<prop type="x-Client:SinglePicklist">Acme,Ajax</prop><prop type="x-Client:SinglePicklist" xml:lang="en">Zeta</prop>
<ude name="Mac" base="macintosh"><map unicode="#xF8FF" code="#xF0" ent="Apple" subst="[Apple]"/>
<map unicode="#xF001"/></ude>
</header>
<body>
<tu tuid="1" o-encoding="iso-8859-2" datatype="html" usagecount="7" lastusagedate="20230103T000000Z"
 creationtool="T" creationtoolversion="2" creationdate="20190101T000000Z" creationid="c" changedate="20190102T000000Z"
 segtype="phrase" changeid="d" o-tmf="X" srclang="EN">
<note>First note</note><note xml:lang="ro" o-encoding="iso-8859-2">A doua
notă</note><note>Third</note>
<prop type="x-one" xml:lang="en" o-encoding="ascii">1</prop><prop type="x-lines">a
  b
c</prop><prop type="x-many">1</prop><prop type="x-many">2
2</prop><prop type="x-many" xml:lang="fr">3</prop>
<tuv xml:lang="en" o-encoding="ascii" datatype="rtf" usagecount="3" lastusagedate="20230101T000000Z"
 creationtool="S" creationtoolversion="3" creationdate="20180101T000000Z" creationid="e" changedate="20180102T000000Z"
 o-tmf="Y" changeid="f"><note>Of the source</note><note lang="en">Of the source, too</note>
<prop type="x-source" xml:lang="en">s
t</prop><prop type="@id x">odd</prop><prop type="@changeid">odd</prop><prop type="unit/x">odd</prop>
<prop type="next">not a neighbour</prop><prop type="x-document">d</prop><seg>  White	space
 stays.  </seg></tuv>
<tuv xml:lang="ro" o-encoding="iso-8859-2" datatype="rtf" usagecount="4" lastusagedate="20230102T000000Z"
 creationtool="S" creationtoolversion="4" creationdate="20180103T000000Z" creationid="g" changedate="20180104T000000Z"
 o-tmf="Z" changeid="h"><note>Of the target</note><prop type="x-target">u</prop><prop type="x-state">mine</prop>
<prop type="file">f</prop><seg> Spațiile	albe
 rămân. </seg></tuv>
</tu>
<tu tuid="2" changeid="same" changedate="20200102T030405Z">
<prop type="x-origin">MT</prop><prop type="x-state">needs-work</prop><prop type="x-document">doc</prop>
<prop type="file">a/b.txt</prop><prop type="prev">Before it.</prop><prop type="next">After it,
on two lines.</prop><prop type="source/x">odd</prop><prop type="note">odd</prop>
<tuv xml:lang="en"><seg>Two.</seg></tuv><tuv xml:lang="ro"><seg>Doi.</seg></tuv></tu>
<tu changeid="one" changedate="20200102T030405Z"><tuv xml:lang="en"><seg>Three.</seg></tuv>
<tuv xml:lang="ro" changeid="one" changedate="2020-01-02"><seg>Trei.</seg></tuv></tu>
<tu srclang="fr"><tuv xml:lang="ro"><seg>Patru</seg></tuv><tuv xml:lang="en"><seg>Four</seg></tuv></tu>
<tu srclang="ro"><prop type="x-context-pre">&lt;seg&gt;&lt;/seg&gt;</prop>
<tuv xml:lang="ro"><seg>Cinci</seg></tuv>
<tuv xml:lang="en"><prop type="x-context-post">&lt;seg&gt;a &amp;lt; b&lt;/seg&gt;</prop><seg>Five</seg></tuv></tu>
<tu tuid="codes"><tuv xml:lang="en"><seg>A <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>b <bpt i="2" x="2"
 type="italic">&lt;i&gt;</bpt>c<ept i="1">&lt;/b&gt;</ept> d<ept i="2">&lt;/i&gt;</ept>
 <it pos="begin" x="3" type="ulined">{</it> <it pos="end" x="4">}</it>
 <ph x="5" type="image" assoc="p">&lt;img alt="<sub datatype="html" type="alt">now &amp; then</sub>" src="<sub>x</sub>"\
/></ph>
 <hi x="6" type="term">big <hi x="7">red</hi></hi> <ut x="8">{\\cs6 }</ut>
 <bpt i="3" x="9">&lt;a title="<sub>here</sub>"&gt;</bpt>e<ept i="3">&lt;/a <sub type="fnote">\
end</sub>&gt;</ept></seg></tuv>
<tuv xml:lang="ro"><seg>A <bpt i="1" x="1" type="bold">&lt;b lang="ro"&gt;</bpt>b <bpt i="2" x="2"
 type="italic">&lt;i&gt;</bpt>c<ept i="1">&lt;/b &gt;</ept> d<ept i="2">&lt;/i&gt;</ept>
 <it pos="begin" x="3" type="ulined">{{</it> <it pos="end" x="4">}</it>
 <ph x="5" type="image" assoc="p">&lt;img alt="<sub datatype="html" type="alt">acum</sub>"/></ph>
 <hi x="6" type="term">mare <hi x="7">roșu</hi></hi> <ut x="8">{\\cs7 }</ut>
 <bpt i="3" x="9">&lt;a title="<sub>aici</sub>"&gt;</bpt>e<ept i="3">&lt;/a&gt;</ept></seg></tuv></tu>
</body>
</tmx>
"""
SEVERAL = """<tu tuid="9"><note>n</note>
<tuv xml:lang="en"><seg>Colour</seg></tuv><tuv xml:lang="en-US" creationid="u"><prop type="p">q</prop>
<seg>Color</seg></tuv><tuv xml:lang="en"><seg>Hue</seg></tuv>
<tuv xml:lang="ro"><seg>Culoare</seg></tuv><tuv xml:lang="ro"><note>rare</note><seg>Coloare</seg></tuv>
<tuv xml:lang="fr"><seg>Couleur</seg></tuv></tu>"""


@pytest.fixture
def both(new_project):
    """A project English → Romanian, French."""
    return new_project("en", "ro", "fr")


def through(tflow, *files):
    """The export, parsed, of a project that took these files."""
    for number, text in enumerate(files):
        tflow("memory", "import", put(tflow, text, f"{number}.tmx"))
    tflow("memory", "export", tflow.folder / "out.tmx")
    tflow("verify")
    return etree.parse(tflow.folder / "out.tmx").getroot()


def remark(element):
    lang = element.get(LANG) or element.get("lang")
    return element.get("type"), (element.text or "").strip(), lang, element.get("o-encoding")


def remarks(parent):
    """(notes, properties) of an element; those of this program alone are left out."""
    notes = [remark(note)[1:] for note in parent.iterfind("note")]
    props = [remark(prop) for prop in parent.iterfind("prop")]
    return notes, sorted((prop for prop in props if prop[:2] != ("x-origin", "tmx")), key=str)


def text_of(seg, numbers):
    """What a `seg` holds, its codes numbered by their order: `i` in the text, `x` in the unit."""
    pairs = {}
    for code in seg.iter():
        for name, known in (("i", pairs), ("x", numbers)):
            if code.get(name):
                code.set(name, known.setdefault(code.get(name), str(len(known) + 1)))
    text = etree.tostring(seg, encoding="unicode", with_tail=False)
    return re.sub(r"<(\w+)((?: [\w:-]+=\"[^\"]*\")+)", lambda e: f"<{e[1]} {' '.join(sorted(e[2].split()))}", text)


def unit(tu):
    numbers = {}
    texts = [
        (
            tuv.get(LANG) or tuv.get("lang"),
            {name: value for name, value in tuv.attrib.items() if name not in (LANG, "lang")},
            *remarks(tuv),
            text_of(tuv.find("seg"), numbers),
        )
        for tuv in sorted(tu.iterfind("tuv"), key=lambda tuv: tuv.get(LANG) != "en")
    ]
    return dict(tu.attrib), *remarks(tu), texts


def parsed(text):
    return etree.fromstring(text if isinstance(text, bytes) else text.encode())


def test_all_that_units_say_comes_back(both):
    found, wanted = through(both, FULL), parsed(FULL)
    # what the header says of units that say nothing themselves
    for tu in wanted.iter("tu"):
        for name in ("segtype", "srclang", "datatype"):
            if name not in tu.attrib:
                tu.set(name, wanted.find("header").get(name))
        if tu.get("srclang") in ("EN", "fr"):  # ours, or one of which the entry has no text
            del tu.attrib["srclang"]
        for note in tu.iter("note"):
            if not note.get(LANG) and not note.get("lang"):
                note.set(LANG, "de")
    for one, other in zip(wanted.iter("tu"), found.iter("tu"), strict=True):
        assert unit(other) == unit(one)


@needs_shared
def test_it_is_valid_and_comes_in_again_as_it_was(both, new_project):
    root = through(both, FULL, HEAD + SEVERAL + TAIL, OMEGAT, MEMOQ, TRADOS)
    dtd = etree.DTD(str(SHARED / "schemas/tmx/tmx14.dtd"))
    assert dtd.validate(root), dtd.error_log
    other = new_project("en", "ro", "fr", name="other")
    first = (both.folder / "out.tmx").read_bytes()
    again = through(other, first)
    assert [unit(tu) for tu in again.iter("tu")] == [unit(tu) for tu in root.iter("tu")]
    assert entries(other) == entries(both)
    assert [etree.tostring(each) for each in again.find("header")] == [
        etree.tostring(each) for each in root.find("header")
    ]


def test_notes_properties_and_encodings_of_headers_come_back_each_once(both):
    root = through(both, FULL, MEMOQ, FULL.replace("Another", "A third"), TRADOS)
    header = root.find("header")
    assert header.get("creationtool") == "translate-flow"
    assert (header.get("srclang"), header.get("segtype"), header.get("adminlang")) == ("en", "sentence", "en")
    assert [(each.tag, *remark(each)) for each in header if each.tag != "ude"] == [
        ("note", None, "Zwei\nZeilen & mehr", "de", "iso-8859-1"),
        ("note", None, "Another", "de", None),
        ("prop", "x-Client:SinglePicklist", "Acme,Ajax", None, None),
        ("prop", "x-Client:SinglePicklist", "Zeta", "en", None),
        ("prop", "defclient", "c", None, None),
        ("note", None, "A third", "de", None),
        ("prop", "x-Recognizers", "RecognizeAll", None, None),
    ]
    (ude,) = header.iterfind("ude")
    assert dict(ude.attrib) == {"name": "Mac", "base": "macintosh"}
    assert [dict(each.attrib) for each in ude] == [
        {"unicode": "#xF8FF", "code": "#xF0", "ent": "Apple", "subst": "[Apple]"},
        {"unicode": "#xF001"},
    ]


def test_the_history_says_who_made_an_imported_file(both):
    both("memory", "import", put(both, FULL))
    (event,) = [event for event in both.json("log") if event["action"] == "memory imported"]
    assert 'creationtool="Bench"' in event["after"]["header"]
    assert 'creationid="boss"' in event["after"]["header"]
    assert 'creationid="boss"' in both("log")


def test_each_text_of_a_unit_stands_in_some_entry(both):
    root = through(both, HEAD + SEVERAL + TAIL)
    found = [[(text[0], re.sub("<.*?>", "", text[4])) for text in unit(tu)[3]] for tu in root.iter("tu")]
    assert found == [
        [("en", "Colour"), ("ro", "Culoare")],
        [("en", "Colour"), ("ro", "Coloare")],
        [("en", "Colour"), ("fr", "Couleur")],
        [("en", "Hue"), ("ro", "Culoare")],
        [("en-US", "Color"), ("ro", "Culoare")],
    ]
    assert {tu.get("tuid") for tu in root.iter("tu")} == {"9"}
    american = list(root.iter("tu"))[4]
    assert unit(american)[3][0][1:4] == ({"creationid": "u"}, [], [("p", "q", None, None)])


def test_contexts_go_out_as_their_tool_wrote_them(both):
    for text in (OMEGAT, MEMOQ):
        (entry,) = [entry for entry in read(text) if entry.before]
        out = parsed("".join(tmx_writing.written([entry], "en", utc_now())))
        wanted = [each for each in parsed(text).iter("tu") if each.find("prop") is not None][-1]
        assert unit(out.find("body/tu"))[2] == unit(wanted)[2]


WORDS = st.text(alphabet='ab<&"\n\t é中', min_size=1, max_size=8).map(str.strip).filter(bool)
ABOUT = st.sampled_from(["", ' xml:lang="de"', ' lang="de"', ' o-encoding="ascii"', ' xml:lang="ro" o-encoding="x"'])
NAMES = st.sampled_from(
    ["x", "x", "", "source/x", "target/@x", "@changeid", "@x y", "unit/", "unit/@changeid", "unit/unit/x", "code/1",
     "code/1/target", "prev", "next", "file", "x-document", "x-context-pre", "x-before", "x-after-edge", "x-state",
     "x-origin", 'a"b', "note"]
)  # fmt: skip
PROPS = st.builds(
    lambda name, about, text: f"<prop type={quoteattr(name)}{about}>{escape(text)}</prop>",
    NAMES, ABOUT, WORDS | st.sampled_from(["tmx", "final", "<seg>a &amp; b</seg>"]),
)  # fmt: skip
NOTES = st.builds(lambda about, text: f"<note{about}>{escape(text)}</note>", ABOUT, WORDS)
REMARKS = st.lists(PROPS | NOTES, max_size=5).map("".join)


@settings(max_examples=300)
@given(REMARKS, REMARKS, REMARKS, st.sampled_from(["en", "de"]))
def test_whatever_remarks_a_unit_has_they_come_back_once(of_unit, of_source, of_target, admin):
    unit = (
        f'<tu>{of_unit}<tuv xml:lang="en">{of_source}<seg>One.</seg></tuv>'
        f'<tuv xml:lang="ro">{of_target}<seg>Unu.</seg></tuv></tu>'
    )
    head = HEAD.replace('adminlang="en"', f'adminlang="{admin}"')
    first = read(head + unit + TAIL)
    text = "".join(tmx_writing.written(first, "en", "2024-01-31T10:15:00.000Z"))
    assert read(text) == first
    assert "".join(tmx_writing.written(read(text), "en", "2024-01-31T10:15:00.000Z")) == text
    places = list(zip(parsed(unit).iter("tu", "tuv"), parsed(text).iter("tu", "tuv"), strict=True))
    for wanted, found in places:
        assert remarks(found)[0] == [
            (text, lang or (admin if admin != "en" else None), encoding) for text, lang, encoding in remarks(wanted)[0]
        ]
    for wanted, found in places[1:]:
        names = ("prev", "next", "x-context-pre", "x-before")  # which tell of the entry, with their mere text
        assert [prop for prop in remarks(found)[1] if prop[0] not in names] == [
            prop for prop in remarks(wanted)[1] if prop[0] not in names
        ]


def test_a_broken_place_in_a_header_is_told(both):
    text = FULL.replace("Another", "x" * 200_001)
    assert "a text has more than 200,000 characters" in both.fails(1, "memory", "import", put(both, text))
    many = "<note>" + "y" * 190_000 + "</note>"
    text = FULL.replace("<ude", many * 11 + "<ude")
    assert "notes and properties of the header" in both.fails(1, "memory", "import", put(both, text))


@pytest.mark.parametrize(
    ("what", "good"),
    [
        ('<tuv xml:lang="ro" tuid="7" segtype="block" srclang="en">', '<tuv xml:lang="ro">'),
        ('<tu segtype="chapter" foo="bar">', "<tu>"),
    ],
)
@needs_shared
def test_attributes_that_tmx_does_not_know_make_no_invalid_file(both, what, good):
    text = HEAD + PAIR.format("One.", "Unu.") + TAIL
    assert good in text
    root = through(both, text.replace(good, what))
    assert etree.DTD(str(SHARED / "schemas/tmx/tmx14.dtd")).validate(root)


@needs_shared
def test_places_of_codes_that_are_wrong_make_no_invalid_file(both):
    seg = 'a <it pos="middle" x="1">x</it><it type="b">y</it><ut type="z" x="3">u</ut><bpt i="1" assoc="p">b</bpt>'
    root = through(both, HEAD + PAIR.format(seg, seg) + TAIL)
    assert etree.DTD(str(SHARED / "schemas/tmx/tmx14.dtd")).validate(root)


def test_overlapping_codes_of_which_the_target_lacks_a_half_stand_isolated():
    source = '<bpt i="1" x="1">B</bpt>a<bpt i="2" x="2">I</bpt>b<ept i="1">/B</ept>c<ept i="2">/I</ept>'
    target = '<bpt i="1" x="1">B</bpt>a<bpt i="2" x="2">I</bpt>b<ept i="2">/I</ept>'
    found = read(HEAD + PAIR.format(source, target) + TAIL)
    out = parsed("".join(tmx_writing.written(found, "en", utc_now())))
    one, other = out.iter("seg")
    assert [code.tag for code in one] == ["bpt", "bpt", "ept", "ept"]
    assert [code.get("i") for code in one] == ["1", "2", "1", "2"]
    assert (other[0].tag, other[0].get("pos")) == ("it", "begin")


# --- what older versions wrote and stored


def test_what_older_projects_hold_goes_out_as_before():
    entry = Entry(
        "One.", "Unu.", "en", "ro", before="Zero.", article="news", author="Ana", saved_at="2024-01-31T10:15:00Z",
        origin="tmx", note="first\nsecond",
        properties={"x-many": "1\n2", "@creationid": "ion", "source/x": "s", "target/@usagecount": "3"},
    )  # fmt: skip
    tu = parsed("".join(tmx_writing.written([entry], "en", utc_now()))).find("body/tu")
    assert remarks(tu)[0] == [("first\nsecond", None, None)]
    assert [prop[:2] for prop in remarks(tu)[1]] == [
        ("x-article", "news"), ("x-before", "Zero."), ("x-many", "1"), ("x-many", "2"),
    ]  # fmt: skip
    source, target = tu.iterfind("tuv")
    assert [prop[:2] for prop in remarks(source)[1]] == [("x", "s")]
    assert (target.get("changeid"), target.get("changedate"), target.get("usagecount")) == (
        "Ana", "20240131T101500Z", "3",
    )  # fmt: skip


def test_an_entry_of_this_project_goes_out_as_before(tflow):
    tflow.article("One.\n\nTwo.\n")
    tflow("translate", "news", 1, "Unu.", "--by", "Ana")
    with projects.load(tflow.folder).open() as store:
        (entry,) = store.all_entries()
    text = tmx_writing.write(entry, "en")
    assert '<prop type="x-before-edge">1</prop>\n<prop type="x-after">Two.</prop>' in text
    assert read(HEAD + text + TAIL)[0].properties == {}
