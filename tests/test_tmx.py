"""TMX in and out: other tools' files, inline codes, bad input, validity."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NEWS, NEWS_RO, SHARED, needs_shared
from translate_flow import matching, tagged
from translate_flow import project as projects
from translate_flow.exchange import tmx, tmx_entries, tmx_writing
from translate_flow.model import Code, Entry, State

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header creationtool="x" creationtoolversion="1"'
    ' segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>\n<body>\n'
)
TAIL = "</body>\n</tmx>\n"
PAIR = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ro"><seg>{}</seg></tuv></tu>\n'


def read(data):
    chosen = tmx_entries.Selection("en", ["ro"], matching.variant_distance)
    data = data if isinstance(data, bytes) else data.encode()
    return [entry for unit in tmx.Reader().read([data]) for entry in chosen.entries(unit)]


def entries(tflow):
    with projects.load(tflow.folder).open() as store:
        return list(store.all_entries())


def put(tflow, text, name="in.tmx"):
    path = tflow.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
   creationtoolversion="6.0.0" segtype="sentence" srclang="EN-US"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv lang="EN-US"><seg>The bridge opened.</seg></tuv>
      <tuv lang="RO" changeid="ana" changedate="20240131T101500Z" creationid="ion" creationdate="20230101T000000Z">
        <seg>Podul s-a deschis.</seg></tuv>
    </tu>
<!-- Alternative translations -->
    <tu>
      <prop type="file">news.txt</prop><prop type="prev">Before.</prop><prop type="next">After.</prop>
      <note>mind the gap</note>
      <tuv lang="EN-US"><seg>Yes.</seg></tuv><tuv lang="RO"><seg>Da.</seg></tuv>
    </tu>
  </body>
</tmx>"""

MEMOQ = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="MemoQ" creationtoolversion="9.0" segtype="sentence" adminlang="en-us"
 creationid="x" srclang="en" o-tmf="MemoQTM" datatype="unknown">
<prop type="defclient">c</prop></header><body>
<tu changedate="20200102T030405Z" creationdate="20200101T000000Z" creationid="a" changeid="Ana">
<prop type="client">Acme</prop>
<prop type="x-context-pre">&lt;seg&gt;Hello.&lt;/seg&gt;</prop>
<prop type="x-context-post">&lt;seg&gt;Bye.&lt;/seg&gt;</prop>
<tuv xml:lang="en-gb"><prop type="x-tm">1</prop>
<seg>The <bpt i="1" type="bold">{}</bpt>bridge<ept i="1">{}</ept>.</seg></tuv>
<tuv xml:lang="ro-ro"><seg><bpt i="1" type="bold">{}</bpt>Podul<ept i="1">{}</ept>.</seg></tuv></tu></body></tmx>"""

TRADOS = """<?xml version="1.0" encoding="utf-16"?>
<tmx version="1.4"><header creationtool="SDL Language Platform" creationtoolversion="8.0" o-tmf="SDL TM8 Format"
 datatype="xml" segtype="sentence" adminlang="en-US" srclang="en-US" creationdate="20190101T000000Z" creationid="U">
<prop type="x-Recognizers">RecognizeAll</prop></header><body>
<tu creationdate="20190102T000000Z" creationid="U" changedate="20190103T000000Z" changeid="V"
 lastusagedate="20190103T000000Z"
 usagecount="3"><prop type="x-ContextContent">a | | b | |</prop>
<prop type="x-ConfirmationLevel">ApprovedTranslation</prop>
<tuv xml:lang="en-US"><seg>A <bpt i="1" type="1" x="1" /><ph x="2" type="2" />word<ept i="1" /></seg></tuv>
<tuv xml:lang="ro-RO"><seg>Un <ph x="2" type="2" /><bpt i="1" type="1" x="1" />cuvânt<ept i="1" /></seg></tuv>
</tu></body></tmx>""".encode("utf-16")

OKAPI = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="Okapi" creationtoolversion="1" segtype="sentence" o-tmf="okapi" adminlang="en"
 srclang="*all*" datatype="x-html"></header><body>
<tu tuid="t7"><prop type="FileName">a.html</prop>
<tuv xml:lang="ro">
<seg>Apăsați <bpt i="1" x="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept> <hi type="x">acum</hi></seg></tuv>
<tuv xml:lang="fr"><seg>Non</seg></tuv>
<tuv xml:lang="en">
<seg>Press <bpt i="1" x="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept> <hi type="x">now</hi></seg></tuv>
</tu></body></tmx>"""


def test_omegat():
    first, second = read(OMEGAT)
    assert (first.source, first.target, first.author) == ("The bridge opened.", "Podul s-a deschis.", "ana")
    assert first.saved_at == "2024-01-31T10:15:00Z"
    assert (first.source_language, first.target_language) == ("en-US", "ro")
    assert (first.before, first.after, first.article) == (None, None, "")
    assert (second.before, second.after, second.article, second.note) == (
        "Before.",
        "After.",
        "news.txt",
        "mind the gap",
    )


def test_memoq():
    (entry,) = read(MEMOQ)
    assert (entry.source, entry.target) == ("The {1}bridge{/1}.", "{1}Podul{/1}.")
    assert (entry.before, entry.after, entry.author) == ("Hello.", "Bye.", "Ana")
    assert entry.properties == {
        "client": "Acme",
        "source/x-tm": "1",
        "@creationid": "a",
        "@creationdate": "20200101T000000Z",
        "@changeid": "Ana",
        "@changedate": "20200102T030405Z",
        "x-context-pre": "",
        "x-context-post": "",
        "code/1": 'bpt type="bold"',
    }


def test_trados():
    (entry,) = read(TRADOS)
    assert (entry.source, entry.target) == ("A {1}{2}word{/1}", "Un {2}{1}cuvânt{/1}")
    assert entry.properties["x-ConfirmationLevel"] == "ApprovedTranslation"
    assert entry.properties["@usagecount"] == "3"


def test_okapi():
    (entry,) = read(OKAPI)
    assert (entry.source, entry.target) == ("Press {1}OK{/1} {2}now{/2}", "Apăsați {1}OK{/1} {2}acum{/2}")
    assert entry.codes[0] == Code(1, "<b>", "</b>")


def test_codes_that_stand_apart_and_literal_tags():
    text = 'a <it pos="begin" x="3">&lt;i&gt;</it>b {1} <ph x="4">&lt;br alt="<sub>now</sub>"/&gt;</ph>'
    (entry,) = read(HEAD + PAIR.format(text, text) + TAIL)
    assert entry.source == entry.target == "a {1}b {2} {3}"
    assert [code.data for code in entry.codes] == ["<i>", "{1}", '<br alt="now"/>']


LETTERS = st.text(alphabet='ab <>&"{}1é\n中', min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=60)
@given(LETTERS, LETTERS, LETTERS, st.none() | st.just("") | LETTERS.map(str.strip), st.sampled_from(list(State)[1:]))
def test_an_entry_comes_back(one, two, three, near, state):
    builder = tagged.Builder()
    builder.text(one)
    builder.open("<b>")
    builder.text(two)
    builder.close("</b>")
    builder.single("<br/>")
    builder.text(three)
    entry = Entry(
        builder.source, builder.source, "en", "ro", builder.codes, near, near, "Ana", "2024-01-31T10:15:00Z", "news",
        state, "tmx", "note", {"x-mine": "7", "@tuid": "u1", "source/p": "q"},
    )  # fmt: skip
    data = "".join(tmx_writing.written([entry], "en", "2024-01-31T10:15:00.000Z"))
    (back,) = read(data)
    assert back == entry


@needs_shared
def test_what_is_written_is_valid(tflow, tmp_path):
    from lxml import etree

    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("memory", "import", put(tflow, TRADOS))
    tflow("memory", "import", put(tflow, MEMOQ))
    tflow("memory", "export", tmp_path / "out.tmx")
    document = etree.parse(tmp_path / "out.tmx")
    dtd = etree.DTD(str(SHARED / "schemas/tmx/tmx14.dtd"))
    assert dtd.validate(document), dtd.error_log
    assert len(document.findall(".//tu")) == 6


def test_import_and_export_lose_nothing_and_double_nothing(tflow, new_project, tmp_path):
    for number, text in enumerate((OMEGAT, MEMOQ, TRADOS, OKAPI)):
        tflow("memory", "import", put(tflow, text, f"{number}.tmx"))
    tflow("memory", "export", tmp_path / "all.tmx")
    other = new_project("en", "ro", name="other")
    other("memory", "import", tmp_path / "all.tmx")

    def content(project):
        return [
            (e.source, e.target, e.codes, e.before, e.after, e.author, e.note, e.properties) for e in entries(project)
        ]

    assert content(other) == content(tflow)
    said = other.run("memory", "import", tmp_path / "all.tmx").stderr
    assert "0 entries new, 5 there already" in said
    other("verify")


def test_tags_that_omegat_writes_as_text_are_codes(tflow):
    text = OMEGAT.replace("The bridge opened.", "The &lt;g0&gt;bridge&lt;/g0&gt; opened&lt;x1/&gt;.").replace(
        "Podul s-a deschis.", "&lt;g0&gt;Podul&lt;/g0&gt; s-a deschis&lt;x1/&gt;, &lt;b2&gt; zice."
    )
    entry = read(text)[0]
    assert (entry.source, entry.target) == ("The {1}bridge{/1} opened{2}.", "{1}Podul{/1} s-a deschis{2}, {3} zice.")
    assert [code.data for code in entry.codes] == ["<g0>", "<x1/>", "<b2>"]
    other = read(text.replace('creationtool="OmegaT"', 'creationtool="x"'))[0]
    assert other.source == "The <g0>bridge</g0> opened<x1/>."
    tflow("memory", "import", put(tflow, text.replace("&lt;x1/&gt;", "").replace(", &lt;b2&gt; zice", "")))
    (tflow.folder / "news.md").write_text("The **bridge** opened.\n")
    tflow("import", tflow.folder / "news.md")
    match = tflow.json("show", "news", 1, "--matches")[0]["matches"][0]
    assert match["score"] >= 99
    assert match["target"] == "{1}Podul{/1} s-a deschis."


def test_two_normalisations_are_one_entry(tflow):
    tflow("memory", "import", put(tflow, HEAD + PAIR.format("Cafe\u0301", "a\u0306") + PAIR.format("Café", "ă") + TAIL))
    assert [(e.source, e.target) for e in entries(tflow)] == [("Café", "ă")]


def test_imported_entries_are_found(tflow):
    tflow(
        "memory", "import", put(tflow, HEAD + PAIR.format("The bridge opened today.", "Podul s-a deschis azi.") + TAIL)
    )
    tflow.article("The bridge opened today.\n\nThe bridge opened on Friday.\n")
    found = tflow.json("show", "news", "--matches")
    assert found[0]["matches"][0]["score"] == 100
    assert found[1]["matches"][0]["score"] >= 70


def test_a_shared_tmx_is_only_read(tflow):
    put(tflow, HEAD + PAIR.format("The bridge opened.", "Podul s-a deschis.") + TAIL, "legacy.tmx")
    toml = tflow.folder / "project.toml"
    toml.write_text(toml.read_text() + '[memory]\nalso = ["legacy.tmx"]\n')
    tflow.article("The bridge opened.\n\nThe bridge opens.\n")
    found = tflow.json("show", "news", "--matches")
    assert (found[0]["matches"][0]["score"], found[0]["matches"][0]["memory"]) == (99, "legacy.tmx")
    assert found[1]["matches"][0]["score"] > 70
    assert entries(tflow) == []


# --- bad input

GOOD = PAIR.format("One.", "Unu.") + PAIR.format("Two.", "Doi.")
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha">]>' + (HEAD + PAIR.format("&a;", "x") + TAIL).split("\n", 1)[1]
)
BAD = {
    "cut off": (HEAD + GOOD + "<tu><tuv xml:lang='en'><seg>Thr", "line 7", 2),
    "broken": (HEAD + GOOD + "<tu></tuv></tu>" + TAIL, "line 7", 2),
    "not xml": ("a,b\nc,d\n", "line 1", 0),
    "empty": ("", "line 1", 0),
    "html": ("<html><body>x</body></html>", "<html>", 0),
    "entity": (BOMB, "entity 'a'", 0),
    "unknown entity": (HEAD + GOOD + PAIR.format("a&nbsp;b", "c") + TAIL, "line 7", 2),
    "deep": (HEAD + GOOD + PAIR.format("<hi>" * 300 + "</hi>" * 300, "x") + TAIL, "nested", 2),
    "huge": (HEAD + GOOD + PAIR.format("x" * 12_000_000, "y") + TAIL, "200,000 characters", 2),
    "bytes": (
        HEAD.encode() + GOOD.encode() + PAIR.format("\udcff", "y").encode("utf-8", "surrogateescape"),
        "line 7",
        2,
    ),
    "attribute": (HEAD + GOOD + f'<tu tuid="{"x" * 300_000}"></tu>' + TAIL, "attributes", 2),
    "properties": (
        HEAD + GOOD + "<tu>" + '<prop type="a">v</prop>' * 300_000 + "<tuv lang='en'/></tu>" + TAIL,
        "notes and properties",
        2,
    ),
    "codes": (HEAD + GOOD + PAIR.format("<ph>x</ph>" * 100_000, "x") + TAIL, "10,000 inline codes", 2),
    "nul": (HEAD + GOOD + PAIR.format("a\0b", "c") + TAIL, "U+0000", 2),
    "latin": ((HEAD + GOOD + PAIR.format("Café", "x") + TAIL).encode("latin-1"), "encoding", 2),
    "half a letter": (b"\xff\xfe" + (HEAD + GOOD + TAIL).encode("utf-16-le")[:-3], "line 8", 2),
    "chinese": ((HEAD + GOOD).replace("UTF-8", "GBK").encode() + b"<tu><note>\xd6\xd0\xff</note>", "line 7", 2),
    "codec": ('<?xml version="1.0" encoding="x-klingon"?><tmx></tmx>', "line 1", 0),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_broken_file_is_told_with_its_line_and_nothing_comes_in(tflow, kind):
    text, word, readable = BAD[kind]
    path = put(tflow, text)
    said = tflow.fails(1, "memory", "import", path)
    assert word in said
    assert ("2 units before that place can be read" in said) == bool(readable)
    assert entries(tflow) == []
    if readable:
        assert "--partial" in said
        told = tflow.run("memory", "import", path, "--partial")
        assert told.exit_code == 0
        assert word in told.stderr
        assert len(entries(tflow)) == readable
        tflow("verify")


def test_an_unknown_entity_behind_a_doctype_is_no_silent_gap(tflow):
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx'
    text = HEAD.replace("<tmx", doctype, 1) + PAIR.format("a&nbsp;b", "c") + TAIL
    assert "&nbsp;" in tflow.fails(1, "memory", "import", put(tflow, text))


def test_languages_that_the_project_does_not_know(tflow):
    text = HEAD + GOOD.replace('"ro"', '"xx-klingon-!"').replace('"en"', '"fr"') + TAIL
    said = tflow.fails(1, "memory", "import", put(tflow, text))
    assert "en → ro" in said
    assert "fr" in said


def test_units_without_one_side_are_counted(tflow):
    one_side = '<tu><tuv xml:lang="en"><seg>Only.</seg></tuv></tu>\n'
    text = HEAD + GOOD + one_side + PAIR.format("  ", "x") + one_side + TAIL
    said = tflow.run("memory", "import", put(tflow, text)).stderr
    assert "2 entries new" in said
    assert "2 units without a text in both languages left out, the first on line 7" in said
    assert "1 unit with an empty text left out, the first on line 8" in said
    foreign = GOOD.replace('"ro"', '"fr"') + GOOD.replace('"ro"', '"Klingon"')
    said = tflow.run("memory", "import", put(tflow, HEAD + GOOD + foreign + TAIL)).stderr
    assert "Not of this project: texts in Klingon, fr." in said
    only = HEAD + PAIR.format("", "x") + TAIL
    assert "line 5" in tflow.fails(1, "memory", "import", put(tflow, only))


def interrupted(tflow, path, kind, words=("memory", "import")):
    """Import a file in a process that gets a signal in its midst, or what `words` say; returns its exit code."""
    import os
    import subprocess
    import sys
    import time

    from tests.conftest import ROOT

    running = subprocess.Popen(
        [sys.executable, "-m", "translate_flow", *words, str(path)],
        cwd=tflow.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    log = tflow.folder / "project.db-wal"
    for _ in range(6000):
        if running.poll() is not None or (log.exists() and log.stat().st_size > 1_000_000):
            break
        time.sleep(0.01)
    running.send_signal(kind)
    return running.wait()


def test_an_import_that_is_interrupted_leaves_the_memory_as_it_was(tflow):
    """Killed with SIGKILL in its midst."""
    import signal

    tflow("memory", "import", put(tflow, HEAD + GOOD + TAIL))
    body = "".join(PAIR.format(f"Sentence {n} about {n * 7}.", f"Fraza {n}.") for n in range(40_000))
    interrupted(tflow, put(tflow, HEAD + body + TAIL, "big.tmx"), signal.SIGKILL)
    assert len(entries(tflow)) == 2
    tflow("verify")


def test_control_characters_are_told(tflow, tmp_path):
    tflow.article("One.\n")
    tflow("translate", "news", 1, "Unu\x0b.", "--by", "Ana")
    said = tflow.run("memory", "export", tmp_path / "out.tmx").stderr
    assert "U+FFFD" in said
    assert len(read((tmp_path / "out.tmx").read_bytes())) == 1


def test_an_export_that_fails_leaves_the_old_file(tflow, tmp_path):
    tflow.fails(1, "memory", "export", tmp_path / "nowhere" / "out.tmx")
    path = tmp_path / "out.tmx"
    path.write_text("old")
    with sqlite3.connect(tflow.folder / "project.db") as database:
        database.execute("DROP TABLE entry")
    database.close()
    tflow.fails(1, "memory", "export", path)
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".out")] == []


def test_a_unit_of_another_source_language_says_so():
    entry = Entry("Hello.", "Salut.", "en-GB", "ro")
    units = list(tmx.Reader().read([b"".join(s.encode() for s in tmx_writing.written([entry], "en", ""))]))
    assert units[0].attributes["srclang"] == "en-GB"
    plain = "".join(tmx_writing.written([Entry("Hello.", "Salut.", "en", "ro")], "en", ""))
    assert plain.count("srclang") == 1


def test_a_shared_file_of_three_languages_serves_whichever_stands_first(tflow):
    languages = {"pt": "Ver a ponte.", "ro": "Vezi podul.", "en": "See the bridge."}
    variants = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in languages.items())
    (tflow.folder / "three.tmx").write_text(f"{HEAD}<tu>{variants}</tu></body></tmx>")
    settings = tflow.folder / "project.toml"
    settings.write_text(settings.read_text() + '[memory]\nalso = ["three.tmx"]\n')
    tflow.article("See the bridge.\n", "more")
    assert tflow.json("show", "more", "1", "--matches")[0]["matches"][0]["target"] == "Vezi podul."
