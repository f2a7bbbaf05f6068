"""The glossary: CSV in and out, and terms in the work."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NEWS, NEWS_RO
from translate_flow.exchange.glossary import table
from translate_flow.exchange.glossary.drafts import Draft
from translate_flow.model import Concept, Term, TermStatus


def listed(tflow, *args):
    return [(e["source"], e["target"], e["status"]) for e in tflow.json("glossary", "list", *args)]


def csv_file(tflow, text, name="terms.csv"):
    path = tflow.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_add_find_remove(tflow):
    tflow("glossary", "add", "bridge", "pod", "--note", "peste apă")
    tflow("glossary", "add", "bridge", "punte", "--status", "admitted")
    tflow("glossary", "add", "Prut")
    assert listed(tflow) == [
        ("bridge", "pod", "preferred"),
        ("bridge", "punte", "admitted"),
        ("Prut", "Prut", "do-not-translate"),
    ]
    assert [e["target"] for e in tflow.json("glossary", "find", "PESTE")] == ["pod"]
    assert "1 changed" in tflow.run("glossary", "add", "Bridge", "punte", "--status", "deprecated").stderr
    tflow("glossary", "remove", "bridge", "punte")
    tflow("glossary", "remove", "bridge")
    assert listed(tflow) == [("Prut", "Prut", "do-not-translate")]
    assert "glossary find" in tflow.fails(2, "glossary", "remove", "bridge")
    assert [e["action"] for e in tflow.json("log")].count("glossary") == 6
    tflow("verify")


def test_import_keeps_all_columns_and_says_what_is_new(tflow):
    path = csv_file(
        tflow,
        "source term,target term,status,note,domain,checked by\nbridge,pod,,peste apă,roads,Ana\n"
        'river,"râu, fluviu",admitted,,,\nbridge,punte,deprecated,,roads,\n',
    )
    assert "3 new" in tflow.run("glossary", "import", path).stderr
    assert "3 as they were" in tflow.run("glossary", "import", path).stderr
    rows = tflow.run("glossary", "export").stdout_bytes.decode().split("\r\n")
    assert rows[0] == "en,ro,status,note,domain,checked by"
    assert rows[1] == "bridge,pod,preferred,peste apă,roads,Ana"
    assert rows[2].startswith('river,"râu, fluviu",admitted')
    out = tflow.folder / "out.csv"
    tflow("glossary", "export", "-o", out)
    assert "3 as they were" in tflow.run("glossary", "import", out).stderr


@pytest.mark.parametrize(
    "text",
    [
        "en;ro;status\nbridge;pod;preferred\n",
        "EN\tRO\nbridge\tpod\n",
        "Source Term,Target Term\r\nbridge,pod\r\n",
        "\ufeffen,ro\nbridge,pod\n",
        "note,ro,en\n,pod,bridge\n",
    ],
)
def test_headers_and_delimiters(tflow, text):
    tflow("glossary", "import", csv_file(tflow, text))
    assert listed(tflow) == [("bridge", "pod", "preferred")]


def test_one_file_for_several_languages(new_project):
    tflow = new_project("en", "ro", "uk")
    tflow("glossary", "import", csv_file(tflow, "en,ro,uk\nbridge,pod,міст\nferry,,пором\n"))
    assert listed(tflow, "--to", "ro") == [("bridge", "pod", "preferred")]
    assert listed(tflow, "--to", "uk") == [("bridge", "міст", "preferred"), ("ferry", "пором", "preferred")]
    assert "--to ro or uk" in tflow.fails(1, "glossary", "import", csv_file(tflow, "source,target\na,b\n"))
    tflow("glossary", "import", csv_file(tflow, "source,target\na,b\n"), "--to", "uk")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", ["empty"]),
        ("en,ro\n,pod\n", ["line 2", "term is empty"]),
        ("en,ro\nbridge,pod\nriver,\n", ["line 3", "term is empty"]),
        ("en,ro,status\nbridge,pod,best\n", ["line 2", "'best'", "preferred"]),
        ("en,de\nbridge,Brücke\n", ["line 1", "target term (or ro)"]),
        ("a,b\nbridge,pod\n", ["line 1", "source term (or en)"]),
        ("en,ro,EN\nbridge,pod,x\n", ["line 1", "twice"]),
        ('en,ro\nbridge,"pod\n', ["line 2"]),
        ("en,ro\nbridge,podăț\n".encode("iso-8859-2", "replace") + b"\xe9", ["UTF-8"]),
        ("en,ro\nbri\x07dge,pod\n", ["line 2", "no term can hold"]),
    ],
)
def test_a_broken_file_imports_nothing(tflow, text, words):
    path = csv_file(tflow, text)
    said = tflow.fails(1, "glossary", "import", path)
    assert all(word in said for word in words), said
    assert "terms.csv" in said
    assert listed(tflow) == []


def test_init_with_a_glossary(tmp_path, tflow):
    path = csv_file(tflow, "en,ro\nbridge,pod\n")
    other = type(tflow)(tmp_path / "other")
    other("init", other.folder, "--from", "en", "--to", "ro", "--glossary", path)
    assert listed(other) == [("bridge", "pod", "preferred")]


def test_cells_that_a_spreadsheet_would_run_are_defused_and_come_back(tflow):
    tflow("glossary", "add", "=1+1", "@SUM(A1)", "--note", "-x")
    exported = tflow("glossary", "export")
    assert "'=1+1,'@SUM(A1),preferred,'-x" in exported
    tflow("glossary", "import", csv_file(tflow, exported))
    assert listed(tflow) == [("=1+1", "@SUM(A1)", "preferred")]


words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1).filter(
    lambda text: text == " ".join(text.split()) and any(map(str.isalnum, text))
)
said = st.just("") | words


@st.composite
def drafts(draw):
    """A concept with one source term, as a row of a table holds it."""
    status, pos, is_case_sensitive = draw(st.sampled_from(list(TermStatus))), draw(said), draw(st.booleans())
    target = Term(
        draw(words), "ro", 0, status, draw(said), is_case_sensitive, part_of_speech=pos,
        gender=draw(st.sampled_from(["", "feminine", "?"])),
        reference=draw(said), example=draw(said), article=draw(said),
        extra=draw(st.dictionaries(st.sampled_from(["colour", "by"]), words)),
    )  # fmt: skip
    source = Term(draw(words), "en", 0, note=draw(said), is_case_sensitive=is_case_sensitive, part_of_speech=pos)
    return Draft(Concept(domain=draw(said), definition=draw(said)), (source, target))


@given(st.lists(drafts(), max_size=4))
def test_csv_round_trip(found):
    text = table.render(found, "en", "ro").decode()
    back = table.parse(text, "x.csv", "en", ["ro"], None)
    assert [(draft.concept, draft.terms) for draft in back] == [(draft.concept, draft.terms) for draft in found]


# in the work


def test_terms_of_a_segment_are_shown(tflow):
    tflow.article(NEWS)
    tflow("glossary", "add", "bridge", "pod", "--note", "peste apă")
    tflow("glossary", "add", "bridge", "punte", "--status", "deprecated")
    assert "term: bridge → pod, not: punte (peste apă)" in tflow("show", "news", "2", "--terms")
    assert "term: bridge → pod" in tflow("next", "news")
    shown = tflow.json("show", "news", "1-2", "--terms")
    assert [(t["source"], t["start"], t["end"]) for t in shown[1]["terms"]] == [("bridge", 4, 10)]
    assert [t["text"] for t in shown[0]["terms"][0]["targets"]] == ["pod", "punte"]


def test_inflected_words_are_recognised(tflow):
    tflow.article("Two bridges opened.\n")
    tflow("glossary", "add", "bridge", "pod")
    assert tflow.json("show", "news", "--terms")[0]["terms"]
    tflow.translate("news", "S-au deschis două poduri.")
    assert not [i for i in tflow.json("check", "news") if i["check"] == "terminology"]


def test_check_reports_a_missing_and_a_forbidden_term(tflow):
    tflow.article(NEWS)
    tflow("glossary", "add", "bridge", "pod")
    tflow("glossary", "add", "bridge", "punte", "--status", "deprecated")
    tflow.translate("news", *NEWS_RO)
    assert not [i for i in tflow.json("check", "news") if i["check"] == "terminology"]
    tflow("translate", "news", 2, "Pasajul peste Prut s-a deschis luni.", "--by", "Ana")
    [missing] = [i for i in tflow.json("check", "news") if i["check"] == "terminology"]
    assert (missing["segment"], missing["severity"]) == (2, "warning")
    tflow("translate", "news", 2, "Puntea peste Prut s-a deschis luni.", "--by", "Ana")
    found = tflow.run("check", "news", "--json")
    assert found.exit_code == 3
    assert '"error"' in found.stdout
    assert "terminology" in tflow.fails(3, "export", "news")


def test_a_name_that_is_not_to_be_translated(tflow):
    tflow.article("The Prut is deep.\n")
    tflow("glossary", "add", "Prut")
    tflow.translate("news", "Pârâul este adânc.")
    found = json.loads(tflow.run("check", "news", "--json").stdout)
    assert [i["severity"] for i in found if i["check"] == "terminology"] == ["error"]


def test_check_shows_the_places_on_both_sides_and_asks_no_forms_of_names(tflow):
    tflow.article("NATO said the bridge fell.\n")
    tflow("glossary", "add", "NATO", "--case-sensitive")
    tflow("glossary", "add", "bridge", "pod")
    tflow("glossary", "add", "bridge", "punte", "--status", "deprecated")
    tflow.translate("news", "Nato a spus că puntea a căzut.")
    said = tflow.run("check", "news").output
    assert "›NATO‹ said the bridge fell." in said
    assert "›Nato‹ a spus" in said
    assert "că ›puntea‹ a căzut." in said
    assert "the ›bridge‹ fell." in said
    assert "term-form" not in said
