"""What other tools say in TMX comes back in ours: codes, properties, authors, dates, contexts, in any encoding."""

import pytest
from lxml import etree

from tests.conftest import SHARED, needs_shared
from tests.test_tmx import HEAD, MEMOQ, OKAPI, OMEGAT, PAIR, TAIL, TRADOS, put, read
from translate_flow import matching
from translate_flow.exchange import tmx, tmx_entries, tmx_writing

WORKBENCH = (
    HEAD
    + """<tu tuid="77" creationdate="20080101T120000Z" creationid="JOHN" changedate="20080102T120000Z" changeid="MARY"
 usagecount="7" lastusagedate="20080103T120000Z" segtype="sentence" datatype="rtf" srclang="EN">
<prop type="Att::L10N/Client">Acme</prop><prop type="Txt::Project">A</prop><prop type="Txt::Project">B</prop>
<prop type="source/mine">x</prop><prop type="code/1">ph&gt;&lt;evil</prop><note>A note</note>
<tuv xml:lang="EN" creationid="S1"><prop type="Origin">src</prop>
<seg>Press <ut>{\\cs6 </ut>Start<ut>}</ut> now <it pos="begin" type="bold" x="3">{\\b </it>open
<ph x="4" type="image" assoc="p">{\\pict}</ph> <bpt i="1" x="1" type="ulined">{\\ul </bpt>a
<hi type="term" x="2">big <hi>red</hi></hi><ept i="1">}</ept> end<ept i="9">}</ept>.</seg></tuv>
<tuv xml:lang="RO" creationdate="20080101T120000Z" creationid="RO1" changedate="20080105T120000Z" changeid="RO2">
<seg><ut>{\\cs6 </ut>Start<ut>}</ut> <ph x="4" type="image" assoc="p">{\\pict}</ph>
<hi type="term" x="2">mare</hi>.</seg></tuv></tu>
"""
    + TAIL
)


def written(entries):
    return "".join(tmx_writing.written(entries, "en", "2024-01-31T10:15:00.000Z"))


@needs_shared
@pytest.mark.parametrize(
    "data", [OMEGAT, MEMOQ, TRADOS, OKAPI, WORKBENCH], ids=["omegat", "memoq", "trados", "okapi", "workbench"]
)
def test_what_was_read_is_written_and_read_again(data):
    dtd = etree.DTD(str(SHARED / "schemas" / "tmx" / "tmx14.dtd"))
    entries = read(data)
    text = written(entries)
    tree = etree.fromstring(text.encode())
    assert dtd.validate(tree), dtd.error_log
    assert read(text) == entries
    assert written(read(text)) == text


def test_kinds_of_codes_stay():
    text = written(read(WORKBENCH))
    source, target = text.split("<seg>")[1:]
    for element in (
        '<ut x="1">{\\cs6 </ut>', '<it pos="begin" type="bold" x="3">{\\b </it>',
        '<ph x="4" type="image" assoc="p">{\\pict}</ph>', '<bpt i="5" x="5" type="ulined">{\\ul </bpt>',
        '<hi x="6" type="term">big <hi x="7">red</hi></hi>', '<it pos="end" x="8">}</it>',
    ):  # fmt: skip
        assert _sorted(element) in _sorted(source), element
    assert '<hi x="6" type="term">mare</hi>' in target


def _sorted(text):
    """The attributes of a text's elements in order, for their order says nothing."""
    import re

    return re.sub(r"<(\w+)((?: \w+=\"[^\"]*\")+)>", lambda e: f"<{e[1]} {sorted(e[2].split())}>", text)


def test_properties_authors_and_dates_stay():
    text = written(read(WORKBENCH))
    tree = etree.fromstring(text.encode())
    unit = tree.find("body/tu")
    assert dict(unit.attrib) == {
        "tuid": "77", "creationdate": "20080101T120000Z", "creationid": "JOHN", "changedate": "20080102T120000Z",
        "changeid": "MARY", "usagecount": "7", "lastusagedate": "20080103T120000Z", "segtype": "sentence",
        "datatype": "rtf",
    }  # fmt: skip
    props = [(prop.get("type"), prop.text) for prop in unit.iterfind("prop")]
    for prop in (("Att::L10N/Client", "Acme"), ("Txt::Project", "A"), ("Txt::Project", "B"), ("source/mine", "x"),
                 ("code/1", "ph><evil")):  # fmt: skip
        assert prop in props
    source, target = unit.iterfind("tuv")
    assert source.get("creationid") == "S1"
    assert {name: target.get(name) for name in ("creationid", "creationdate", "changeid", "changedate")} == {
        "creationid": "RO1", "creationdate": "20080101T120000Z", "changeid": "RO2", "changedate": "20080105T120000Z",
    }  # fmt: skip


def test_contexts_of_memoq_stand_with_the_source_and_may_hold_codes():
    unit = (
        '<tu><tuv xml:lang="en"><prop type="x-context-pre">&lt;seg&gt;Before &lt;bpt i="1" type="b"&gt;{}&lt;/bpt&gt;'
        'it&lt;ept i="1"&gt;{}&lt;/ept&gt; &amp;amp; all.&lt;/seg&gt;</prop>'
        '<prop type="x-context-post">&lt;seg&gt;&lt;/seg&gt;</prop><seg>Hi.</seg></tuv>'
        '<tuv xml:lang="ro"><seg>Salut.</seg></tuv></tu>'
    )
    (entry,) = read(HEAD + unit + TAIL)
    assert (entry.before, entry.after) == ("Before it & all.", "")
    # the entry holds both; their names are kept, by which they are written again
    assert entry.properties == {"source/x-context-pre": "", "source/x-context-post": ""}


def test_neighbours_are_the_same_whatever_their_codes():
    (entry,) = read(HEAD + "<tu><prop type='prev'>Before it.</prop><prop type='next'>So.</prop><tuv lang='en'>"
                    "<seg>Hi.</seg></tuv><tuv lang='ro'><seg>Salut.</seg></tuv></tu>" + TAIL)  # fmt: skip
    query = matching.Query(matching.pattern("Hi."), (), "Before {1}it{/1}.", "So.")
    assert matching.score(query, entry, matching.Penalties(), {}).score == 101


def test_of_two_variants_of_one_language_each_text_has_its_side():
    text = (
        '<tu><tuv xml:lang="pt-PT"><seg>Autocarro</seg></tuv><tuv xml:lang="pt-BR"><seg>Ônibus</seg></tuv></tu>'
        '<tu><tuv xml:lang="pt"><seg>Trem</seg></tuv><tuv xml:lang="pt-PT"><seg>Comboio</seg></tuv></tu>'
    )
    chosen = tmx_entries.Selection("pt-BR", ["pt-PT"], matching.variant_distance)
    units = tmx.Reader().read([(HEAD + text + TAIL).encode()])
    found = [entry for unit in units for entry in chosen.entries(unit)]
    assert [(entry.source, entry.target) for entry in found] == [("Ônibus", "Autocarro"), ("Trem", "Comboio")]


@pytest.mark.parametrize(
    ("target", "written_as"), [("he", "iw"), ("id", "in-ID"), ("ro", "mo"), ("nb", "no"), ("no", "nb-NO")]
)
def test_old_and_other_names_of_a_language(new_project, target, written_as):
    tflow = new_project("en", target)
    unit = (
        f'<tu><tuv xml:lang="EN-US"><seg>Good day.</seg></tuv><tuv xml:lang="{written_as}"><seg>Xyz.</seg></tuv></tu>'
    )
    tflow("memory", "import", put(tflow, HEAD + unit + TAIL))
    tflow.article("So.\n\nGood day.\n")
    assert tflow.json("show", "news", "2", "--matches")[0]["matches"][0]["target"] == "Xyz."


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("UTF-8", "utf-16"), ("UTF-16", "utf-16-be"), ("UTF-16", "utf-8"), ("UTF-16", "utf-8-sig"),
        ("GB2312", "gb2312"), ("gb18030", "gb18030"), ("Shift_JIS", "shift_jis"), ("windows-1251", "cp1251"),
    ],
)  # fmt: skip
def test_files_in_any_encoding_and_with_a_wrong_declaration(declared, real):
    target = {"gb2312": "中国", "gb18030": "中国", "shift_jis": "日本", "cp1251": "Мост"}.get(real, "Șapte 中国")
    data = (HEAD.replace("UTF-8", declared) + PAIR.format("One.", target) + TAIL).encode(real)
    (entry,) = read(data)
    assert (entry.source, entry.target) == ("One.", target)


def test_a_text_full_of_what_looks_like_tags_takes_no_time_to_speak_of():
    text = "{1}" * 60_000
    (entry,) = read(HEAD + PAIR.format(text, text) + TAIL)
    assert len(entry.codes) == 60_000
    assert entry.source == entry.target
