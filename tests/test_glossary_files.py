"""Glossary files: TBX, UTX, OmegaT and CSV, out and in again; broken and hostile ones; imports taken back."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import SHARED
from translate_flow.exchange.glossary import lists, table, tbx_reading, tbx_writing
from translate_flow.exchange.glossary.drafts import Draft
from translate_flow.flow.glossary_files import FORMS
from translate_flow.model import Concept, Term, TermStatus

SCHEMA = SHARED / "schemas/tbx/TBXcoreStructV03.rng"
RICH = (
    "en,ro,status,note,domain,definition,part of speech,gender,example,reference,case sensitive,article,colour\n"
    "bridge,pod,,peste apă,roads,Over water.,noun,neuter,Podul s-a deschis.,DEX,,,red\n"
    "bridge,punte,deprecated,,roads,,,,,,,,\n"
    "bridge,viaduct,admitted,,roads,,,,,,,news,\n"
    "Prut,Prut,do-not-translate,,,,,,,,yes,,\n"
    "& <co>,«x» & <y>,,,,,verbal noun,m,,,,,\n"
)


def listed(tflow, *args):
    rows = tflow.json("glossary", "list", *args)
    return sorted(({k: v for k, v in row.items() if k != "concept"} for row in rows), key=str)


def put(tflow, text, name="terms.csv"):
    path = tflow.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def rich(tflow):
    tflow.article("One.\n")
    tflow("glossary", "import", put(tflow, RICH))
    return tflow


# there and back

LOSSLESS = [form for form in FORMS if form != "tab"]


@pytest.mark.parametrize("form", LOSSLESS)
def test_everything_comes_back(rich, new_project, form):
    out = rich.folder / f"out.{form}"
    rich("glossary", "export", "--as", form, "-o", out)
    other = new_project("en", "ro", name="other")
    assert "5 new" in other.run("glossary", "import", out).stderr
    assert listed(other) == listed(rich)
    assert "0 new, 0 changed" in rich.run("glossary", "import", out).stderr
    other("verify")


def test_omegat_gets_terms_and_comments(rich, new_project):
    out = rich.folder / "out.txt"
    rich("glossary", "export", "--as", "tab", "-o", out)
    assert "bridge\tpunte\t[deprecated] Over water.\n" in out.read_text("utf-8")
    other = new_project("en", "ro", name="other")
    other("glossary", "import", out)
    plain = {(row["source"], row["target"], row["status"]) for row in listed(rich)}
    assert {(row["source"], row["target"], row["status"]) for row in listed(other)} == plain


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the shared schemas are not beside this checkout")
@pytest.mark.parametrize("form", ["tbx", "tbx-min", "tbx-core"])
def test_tbx_is_valid(rich, form):
    document = etree.fromstring(rich.run("glossary", "export", "--as", form).stdout_bytes)
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(document), schema.error_log
    assert document.get("type") == {"tbx": "TBX-Basic", "tbx-min": "TBX-Min", "tbx-core": "TBX-Core"}[form]


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the shared schemas are not beside this checkout")
def test_an_empty_glossary_is_valid_tbx(tflow):
    document = etree.fromstring(tflow.run("glossary", "export", "--as", "tbx").stdout_bytes)
    etree.RelaxNG(etree.parse(SCHEMA)).assertValid(document)


def test_tbx_says_what_tbx_has_words_for(rich):
    text = rich("glossary", "export", "--as", "tbx")
    assert '<descrip type="subjectField">roads</descrip>' in text
    assert '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>' in text
    assert '<termNote type="partOfSpeech">noun</termNote>' in text
    assert "<note>status: do-not-translate</note>" in text
    assert "DOCTYPE martif" in rich("glossary", "export", "--as", "tbx-2008")


tbx_text = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20).filter(
    lambda text: text == " ".join(text.split()) and re.search(r"[^\W_]", text) and ": " not in text and "{" not in text
)
said = st.just("") | tbx_text
statuses = st.sampled_from(list(TermStatus))


@st.composite
def concepts(draw):
    def term(tag):
        names = ("gender", "reference", "example", "article", "part_of_speech")
        details = {name: draw(said) for name in names}
        return Term(draw(tbx_text), tag, 0, draw(statuses), draw(said), draw(st.booleans()), **details)

    terms = [term("en"), *(term("ro") for _ in range(draw(st.integers(1, 3))))]
    return Draft(Concept(domain=draw(said), definition=draw(said), note=draw(said)), tuple(terms))


@given(st.lists(concepts(), min_size=1, max_size=3), st.sampled_from([form for form in FORMS if "tbx" in form]))
def test_tbx_round_trip(found, form):
    data = tbx_writing.render(found, ["en", "ro"], "x", form)
    back = tbx_reading.parse(data, "x.tbx", ["en", "ro"])
    assert [draft.terms for draft in back] == [tuple(map(_read_back, draft.terms)) for draft in found]
    assert [draft.concept for draft in back] == [draft.concept for draft in found]


def _read_back(term):
    from dataclasses import replace

    from translate_flow.exchange.glossary.drafts import checked_gender

    return replace(term, gender=checked_gender(term.gender))


# files of others

DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><min:subjectField>roads</min:subjectField>
<langSec xml:lang="en-US"><descripGrp><basic:definition>Over <hi>water</hi>.</basic:definition></descripGrp>
<termSec><term>bridge</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
<langSec xml:lang="RO"><termSec><term>pod</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus><note>n</note></termSec>
<termSec><term>punte</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Brücke</term></termSec></langSec></conceptEntry></body></text></tbx>
"""
MARTIF = """<?xml version='1.0'?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="e1"><descrip type="subjectField">roads</descrip>
<langSet xml:lang="en"><ntig><termGrp><term>bridge</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig>
</langSet><langSet xml:lang="ro"><tig><term>pod</term>
<termNote type="administrativeStatus">preferred</termNote></tig><tig><term>punte</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></body></text>
</martif>
"""


@pytest.mark.parametrize("text", [DCT, MARTIF], ids=["dct", "martif"])
def test_tbx_of_others(tflow, text):
    tflow("glossary", "import", put(tflow, text, "x.tbx"))
    rows = tflow.json("glossary", "list")
    assert [(r["source"], r["target"], r["status"], r["domain"]) for r in rows] == [
        ("bridge", "pod", "preferred", "roads"),
        ("bridge", "punte", "deprecated", "roads"),
    ]
    if text == DCT:
        assert (rows[0]["definition"], rows[0]["note"]) == ("Over water.", "n")


def concept(key, **words):
    def section(tag, word):
        return f'<langSec xml:lang="{tag}">\n<termSec><term>{word}</term></termSec></langSec>'

    return f'<conceptEntry id="{key}">{"".join(section(*pair) for pair in words.items())}</conceptEntry>'


def test_concepts_of_tbx_with_one_word_stay_two(tflow):
    body = concept("a", en="bank", ro="bancă") + concept("b", en="bank", ro="mal")
    text = f'<tbx xmlns="{tbx_writing.NAMESPACE}"><text><body>{body}</body></text></tbx>'
    path = put(tflow, text, "x.tbx")
    tflow("glossary", "import", path)
    assert len({row["concept"] for row in tflow.json("glossary", "list")}) == 2
    assert "0 new, 0 changed, 2 as" in tflow.run("glossary", "import", path).stderr
    exported = put(tflow, tflow("glossary", "export"), "out.csv")
    assert exported.read_text("utf-8").startswith("en,ro,status,note,concept")


def test_utx_of_others(tflow):
    text = (
        "#UTX 1.11; en-US/ro-RO; 2013-12-20T17:00:00Z+09:00; copyright: X (2013)\n"
        "#description: ports\n#src\ttgt\tsrc:pos\tterm status\tsrc:plural\n"
        "bridge\tpod\tnoun\tapproved\tbridges\nbridge\tpunte\tnoun\tforbidden\t\nferry\tbac\tnoun\tprovisional\t\n"
    )
    tflow("glossary", "import", put(tflow, text, "x.utx"))
    found = [(r["source"], r["target"], r["status"], r["part_of_speech"], r["extra"]) for r in listed(tflow)]
    assert ("bridge", "pod", "preferred", "noun", {"src:plural": "bridges"}) in found
    assert [row[2] for row in sorted(found)] == ["preferred", "deprecated", "admitted"]
    assert "line 1" in tflow.fails(1, "glossary", "import", put(tflow, text.replace("en-US", "de"), "y.utx"))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", ":", "^", "~"])
def test_any_delimiter(tflow, sign):
    text = sign.join(["source term", "target term", "note", "colour"]) + "\n" + sign.join(["bridge", "pod", "x", "red"])
    tflow("glossary", "import", put(tflow, text + "\n"))
    [row] = tflow.json("glossary", "list")
    assert (row["source"], row["target"], row["note"], row["extra"]) == ("bridge", "pod", "x", {"colour": "red"})


@pytest.mark.parametrize(
    "header",
    [
        "English;Romanian",
        "english,ROMANIAN,Note",
        "en-US\tro-RO",
        "EN_us;ro_MD;x",
        "English (US);Română",
        "ro-RO;en",
        "en;Romanian",
    ],
)
def test_languages_are_named_in_many_ways(tflow, header):
    sign = next(sign for sign in ";\t," if sign in header)
    row = sign.join(("pod", "bridge") if header.startswith("ro") else ("bridge", "pod"))
    tflow("glossary", "import", put(tflow, f"{header}\n{row}\n"))
    assert [(row["source"], row["target"]) for row in listed(tflow)] == [("bridge", "pod")]


def test_a_column_for_one_language(new_project):
    tflow = new_project("en", "ro", "uk")
    tflow("glossary", "import", put(tflow, "en,ro,uk,ro gender,uk gender,en note\nbridge,pod,міст,n,m,over\n"))
    assert [r["gender"] for r in tflow.json("glossary", "list")] == ["neuter", "masculine"]
    assert tflow("glossary", "export", "--to", "uk").splitlines()[0] == "en,uk,status,note,gender,en note"


# what an import says, and taking it back


def test_definitions_in_two_languages_are_kept(new_project):
    tflow = new_project("en", "ro")
    rows = "en,ro,ro definition,en definition,en domain\nbridge,pod,Peste apă.,Over water.,roads\n"
    tflow("glossary", "import", put(tflow, rows))
    (row,) = tflow.json("glossary", "list")
    assert (row["definition"], row["domain"], row["extra"]) == (
        "Over water.",
        "roads",
        {"ro definition": "Peste apă."},
    )
    out = tflow.folder / "out.csv"
    tflow("glossary", "export", "-o", out)
    assert "0 new, 0 changed, 1 as they were" in tflow.run("glossary", "import", out).stderr


def test_an_import_says_what_is_new_changed_and_in_conflict(tflow):
    tflow("glossary", "add", "bridge", "pod")
    tflow("glossary", "add", "river", "râu")
    tflow("glossary", "add", "road", "drum")
    text = "en,ro,status,note\nbridge,punte,,\nriver,râu,deprecated,\nroad,drum,,x\nferry,bac,,\n"
    path = put(tflow, text)
    rehearsed = tflow.run("glossary", "import", path, "--dry-run")
    assert "nothing was changed" in rehearsed.stderr
    assert "new\tferry\tbac\tro" in rehearsed.stdout
    assert len(listed(tflow)) == 3
    told = tflow.run("glossary", "import", path).stderr
    assert "Conflict: line 2: bridge → punte is preferred, and so is pod." in told
    assert "Conflict: line 3: river → râu was preferred and is deprecated now." in told
    assert "2 new, 2 changed, 0 as they were, 2 in conflict" in told


def test_an_import_is_taken_back_as_one(rich):
    before = listed(rich)
    rich("glossary", "form", "pod", "podețele")
    rich("glossary", "import", put(rich, "en,ro,status,note,definition\nbridge,pod,admitted,y,Else.\nferry,bac,,,\n"))
    rich("glossary", "remove", "bridge", "pod")
    assert "1 back" in rich.run("glossary", "undo").stderr
    rich("glossary", "undo")
    assert listed(rich) == before
    rich.article("The bridge opened.\n", "b")
    assert rich.json("show", "b", "--terms")[0]["terms"][0]["targets"][0]["text"] == "pod"
    rich("glossary", "undo")
    rich("glossary", "undo")
    assert listed(rich) == []
    assert "nothing to undo" in rich.fails(2, "glossary", "undo")
    rich("verify")
    assert [e["action"] for e in rich.json("log")].count("glossary undone") == 4


# bad input


def fails_whole(tflow, text, name="terms.csv", *args):
    said = tflow.fails(1, "glossary", "import", put(tflow, text, name), *args)
    assert listed(tflow) == []
    assert name in said
    return said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("en,ro\nbridge,podăț\n".encode("iso-8859-2", "replace") + b"\nx,\xe9y\n", ["line 2", "UTF-8"]),
        ("source,tgt,notes\nbridge,pod,x\n", ["line 1", "target term (or ro)", "'tgt'"]),
        ("en,ro\nbridge,pod\nriver,râu\nbridge,pod\nBridge,pod,x\n", ["line 5", "3 cells", "2"]),
        ("en,ro,status\nbridge,pod,\nriver,râu,\nbridge,pod,deprecated\n", ["line 4", "deprecated", "line 2"]),
        ("en,ro\nbridge,pod\n  ,râu\n", ["line 3", "column 1 (en)", "empty"]),
        ("en,ro\nbridge,pod\nriver,\n", ["line 3", "column 2 (ro)", "empty"]),
        ('en,ro\nbridge,pod\n"ri\nver",râu\n', ["line 3", "column 1", "line break"]),
        ("en,ro\nbridge,{1}pod{/1}\n", ["line 2", "column 2", "inline code {1}"]),
        ("en,ro,case sensitive\nbridge,pod,perhaps\n", ["line 2", "column 3 (case sensitive)", "'perhaps'"]),
        ("en,ro\nbridge," + "x" * 501 + "\n", ["line 2", "501 characters"]),
        ("en,ro\n-----,pod\n", ["line 2", "neither letters"]),
        ("en,ro\nbridge\x00,pod\n", ["NUL"]),
    ],
    ids=[
        "encoding",
        "header",
        "cells",
        "contradiction",
        "source",
        "target",
        "break",
        "code",
        "yes",
        "long",
        "none",
        "nul",
    ],
)
def test_a_broken_table_is_refused_whole(tflow, text, words):
    said = fails_whole(tflow, text)
    assert [word for word in words if word not in said] == [], said


def tbx(body, start='<?xml version="1.0"?>'):
    return f'{start}\n<tbx xmlns="{tbx_writing.NAMESPACE}">\n<text><body>{body}</body></text></tbx>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (tbx("<conceptEntry>\n<langSec>"), ["line 4", "column", "broken"]),
        ("<html><body/></html>", ["line 1", "html, not TBX"]),
        (tbx(""), ["no concept", "none"]),
        (tbx(concept("a", de="x")), ["de"]),
        (tbx(concept("a", en=" ")), ["line 4", "empty"]),
        (tbx("&b;", '<!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'), ["entities"]),
        (tbx("&b;", '<!DOCTYPE tbx [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), ["entities"]),
        (tbx("<a>" * 400 + "</a>" * 400), ["broken"]),
        (tbx("x").encode("utf-16")[:-7], ["broken"]),
        (b"<\xff\xfe", ["broken"]),
    ],
    ids=["cut", "html", "empty", "languages", "term", "laughs", "file", "deep", "utf-16", "bytes"],
)  # fmt: skip
def test_a_broken_or_hostile_tbx_is_refused_whole(tflow, text, words):
    said = fails_whole(tflow, text, "x.tbx")
    assert [word for word in words if word not in said] == [], said


@pytest.mark.parametrize(
    ("text", "words"),
    [("bridge pod\n", ["line 1", "no tab"]), ("a\tb\n\tc\n", ["line 2", "column 1", "empty"]), ("# x\n", ["no terms"])],
)
def test_a_broken_omegat_file_is_refused_whole(tflow, text, words):
    said = fails_whole(tflow, text, "x.txt")
    assert [word for word in words if word not in said] == [], said


def test_duplicate_rows_count_once(tflow):
    told = tflow.run("glossary", "import", put(tflow, "en,ro,note\nbridge,pod,x\nbridge,pod,x\nBridge,pod,x\n")).stderr
    assert "1 new, 0 changed, 2 as they were" in told


def test_odd_terms_are_terms(tflow):
    tflow.article("Is C++ (or a.*b) better than [x] in C? Maybe.\n")
    rows = [("C++", "C++"), ("a.*b", "a.*b"), ("[x]", "[y]"), ("C", "limbajul C"), ("(", "x")]
    text = "en|ro\n" + "".join(f"{source}|{target}\n" for source, target in rows)
    assert "5 new" in tflow.run("glossary", "import", put(tflow, text)).stderr
    found = {term["source"] for term in tflow.json("show", "news", "--terms")[0]["terms"]}
    assert found >= {"C++", "a.*b", "[x]", "C"}
    tflow.translate("news", "Este a.*b?")
    tflow.run("check", "news")


def test_terms_in_the_wrong_script_are_told(new_project):
    tflow = new_project("en", "ro", "uk")
    told = tflow.run(
        "glossary", "import", put(tflow, "en,ro,uk\nbridge,міст,мicт\nNATO,NATO,НАТО\nriver,râu,ріка\n")
    ).stderr
    assert "line 2: 'міст' has Cyrillic letters, but its language is ro." in told
    assert "line 2: 'мicт' has Latin letters, but its language is uk." in told
    assert told.count("Warning") == 2


def test_two_hundred_thousand_rows_are_read(tmp_path):
    text = "en,ro,note\n" + "".join(f"term {n} of many,termenul {n},x\n" for n in range(200_000))
    found = table.parse(text, "x.csv", "en", ["ro"], None)
    assert len(found) == 200_000
    assert (found[-1].terms[0].text, found[-1].line) == ("term 199999 of many", 200_001)


def test_tab_files_have_no_language(new_project):
    tflow = new_project("en", "ro", "uk")
    assert "--to ro or uk" in tflow.fails(2, "glossary", "import", put(tflow, "a\tb\n", "x.utf8"))
    tflow("glossary", "import", put(tflow, "a\tb\n", "x.utf8"), "--to", "uk")


def test_a_comment_sign_shields_itself():
    [draft] = lists.parse_tab(
        lists.render_tab([Draft(Concept(), (Term("#1", "en", 0), Term("nr. 1", "ro", 0)))], "en", "ro").decode(),
        "x", "en", ["ro"],
    )  # fmt: skip
    assert draft.terms[0].text == "#1"


def test_exports_name_their_formats(tflow):
    assert isinstance(tflow.folder, Path)
    assert "csv" in tflow.fails(2, "glossary", "export", "--as", "docx")


def test_an_encoding_is_proposed_with_the_place_and_can_be_told(tflow):
    path = tflow.folder / "terms.csv"
    path.write_bytes("en,ro\nstreet,stradă\ncity,oraș\nbridge,pod\n".encode("iso-8859-16"))
    said = tflow.fails(1, "glossary", "import", path)
    assert "line 2, column 13" in said
    assert "--encoding" in said
    assert tflow.json("glossary", "list") == []
    tflow("glossary", "import", path, "--encoding", "iso-8859-16")
    assert [entry["target"] for entry in tflow.json("glossary", "list")] == ["stradă", "oraș", "pod"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_every_unicode_encoding_is_read_or_proposed(tflow, codec):
    path = tflow.folder / "terms.csv"
    path.write_bytes("en;ro\nceasefire;armistițiu\n".encode(codec))
    if codec in ("utf-16-le", "utf-16-be"):
        assert f"--encoding {codec}" in tflow.fails(1, "glossary", "import", path)
        tflow("glossary", "import", path, "--encoding", codec)
    else:
        tflow("glossary", "import", path)
    assert [entry["target"] for entry in tflow.json("glossary", "list")] == ["armistițiu"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", 'en,ro\nbridge,"pod\nriver,rau\n', ["line 2", "never ends"]),
        ("a.csv", 'en,ro\nbridge,"pod"x\n', ["line 2", "no delimiter"]),
        ("a.tbx", "<tbx><text><body>" + "<a>" * 500 + "</a>" * 500, ["line 1", "255 deep"]),
    ],
)
def test_libraries_errors_are_told_in_our_words(tflow, name, text, words):
    path = tflow.folder / name
    path.write_text(text)
    said = tflow.fails(1, "glossary", "import", path)
    assert all(word in said for word in words), said


def test_a_term_in_the_wrong_script_is_pointed_out_when_added_by_hand(tflow):
    said = tflow.run("glossary", "add", "bridge", "мост").stderr
    assert "'мост' has Cyrillic letters, but its language is ro" in said
