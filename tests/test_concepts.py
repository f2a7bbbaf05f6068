"""Concepts in the work: meanings, overlaps, validity, learned forms, keys that are kept."""

import json
import sqlite3

import pytest

from tests.conftest import NEWS, NEWS_RO
from translate_flow.checks import available
from translate_flow.terminology.forms import lookalikes


def terms(tflow, *args):
    return tflow.json("show", "news", *args, "--terms")[0]["terms"]


def issues(tflow, name, *args):
    return [i for i in json.loads(tflow.run("check", "news", *args, "--json").stdout) if i["check"] == name]


def database(tflow):
    return sqlite3.connect(tflow.folder / "project.db", isolation_level=None)


# meanings


def test_homographs_are_two_concepts_and_any_of_them_will_do(tflow):
    tflow.article("They met at the bank.\n")
    tflow("glossary", "add", "bank", "bancă", "--domain", "finance", "--definition", "It lends money.")
    tflow("glossary", "add", "bank", "mal", "--domain", "rivers", "--gender", "n")
    found = terms(tflow)
    assert [(t["domain"], [o["text"] for o in t["targets"]]) for t in found] == [
        ("finance", ["bancă"]),
        ("rivers", ["mal"]),
    ]
    shown = tflow("show", "news", "--terms")
    assert "bank [finance] → bancă – It lends money." in shown
    assert "bank [rivers] → mal (n.)" in shown
    for target in ("S-au întâlnit la bancă.", "S-au întâlnit pe mal."):
        tflow.translate("news", target)
        assert not issues(tflow, "terminology")
    tflow.translate("news", "S-au întâlnit la pod.")
    assert "“bancă” or “mal”" in issues(tflow, "terminology")[0]["message"]


def test_a_second_term_joins_the_meaning_that_holds_its_companions(tflow):
    tflow("glossary", "add", "bank", "bancă", "--domain", "finance")
    tflow("glossary", "add", "bank", "mal", "--domain", "rivers")
    tflow("glossary", "add", "bank", "bancă", "--note", "cu ă")
    listed = tflow.json("glossary", "list")
    assert [(e["target"], e["domain"], e["note"]) for e in listed] == [
        ("mal", "rivers", ""),
        ("bancă", "finance", "cu ă"),
    ]


def test_the_longest_term_counts_and_the_others_stay_visible(tflow):
    tflow.article("The foreign minister spoke.\n")
    tflow("glossary", "add", "foreign minister", "ministru de externe")
    tflow("glossary", "add", "minister", "ministru")
    tflow("glossary", "add", "minister spoke", "a vorbit")
    assert [(t["source"], t["is_inside"]) for t in terms(tflow)] == [
        ("foreign minister", False),
        ("minister spoke", True),
        ("minister", True),
    ]
    tflow.translate("news", "A vorbit șeful diplomației.")
    [issue] = issues(tflow, "terminology")
    assert "foreign minister" in issue["message"]


def test_a_term_may_be_valid_in_one_article_only(tflow):
    tflow.article("The bridge opened.\n")
    tflow.article("The bridge opened.\n", "other")
    tflow("glossary", "add", "bridge", "pod")
    tflow("glossary", "add", "bridge", "punte", "--article", "NEWS")
    assert [o["text"] for o in terms(tflow)[0]["targets"]] == ["punte", "pod"]
    other = tflow.json("show", "other", "--terms")[0]["terms"]
    assert [o["text"] for o in other[0]["targets"]] == ["pod"]
    assert "no article" in tflow.fails(2, "glossary", "add", "bridge", "x", "--article", "nowhere")


def test_case_counts_where_a_term_says_so(tflow):
    tflow.article("He wore polish. A Polish man.\n")
    tflow("glossary", "add", "Polish", "polonez", "--case-sensitive")
    found = [len(s["terms"]) for s in tflow.json("show", "news", "--terms")]
    assert found == [0, 1]


def test_what_a_row_does_not_say_stays(tflow):
    tflow("glossary", "add", "bridge", "pod", "--definition", "Over water.", "--pos", "noun", "--gender", "n")
    assert "1 as they were" in tflow.run("glossary", "add", "bridge", "pod").stderr
    assert "1 changed" in tflow.run("glossary", "add", "bridge", "pod", "--note", "x").stderr
    [entry] = tflow.json("glossary", "list")
    assert (entry["definition"], entry["part_of_speech"], entry["gender"]) == ("Over water.", "noun", "neuter")


def test_terms_of_a_worksheet_are_named_with_definition(tflow, monkeypatch):
    tflow.article(NEWS)
    tflow("glossary", "add", "Prut", "--note", "a river")
    tflow("glossary", "add", "bridge", "pod", "--definition", "Over water.")
    monkeypatch.setenv("EDITOR", "sh -c 'cp \"$1\" kept.txt' --")
    monkeypatch.chdir(tflow.folder)
    tflow("edit", "news", "--plain", "--by", "Ana")
    kept = (tflow.folder / "kept.txt").read_text("utf-8")
    assert "# term: bridge → pod – Over water." in kept
    assert "# term: Prut → Prut (a river)" in kept


# both sides


def test_an_issue_names_the_places_on_both_sides(tflow):
    tflow.article("The bridge of Larkport.\n")
    tflow("glossary", "add", "bridge", "punte", "--status", "deprecated")
    tflow("glossary", "add", "Larkport")
    tflow.translate("news", "Puntea din Larkport.")
    [forbidden] = [i for i in issues(tflow, "terminology") if "forbids" in i["message"]]
    assert (forbidden["start"], forbidden["end"], forbidden["other"]) == (0, 6, [4, 10])
    tflow.translate("news", "Ceva din Larkpoort.")
    [changed] = issues(tflow, "terminology")
    assert (changed["start"], changed["other"], changed["severity"]) == (14, [9, 18], "error")


# forms


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("acord", "Textul acordurilor.", ["acordurilor"]),
        ("acord", "Un acoperiș.", []),
        ("pod", "Podul și podea, pe.", ["Podul", "podea"]),
        ("înalt oficial", "Înaltului oficial i s-a spus.", ["Înaltului oficial"]),
        ("stat", "O stațiune.", []),
        ("Kyiv", "Kyivului", ["Kyivului"]),
        ("C++", "C și Cpp", []),
        ("", "x", []),
    ],
)
def test_words_that_look_like_forms(term, text, found):
    assert [text[start:end] for start, end in lookalikes(term, text, "ro")] == found


@pytest.fixture
def unknown(new_project):
    """A project into a language without dictionary or stemmer."""
    tflow = new_project("en", "mi")
    tflow.article("The bridge opened. Another bridge closed. A bridge is there.\n")
    tflow("glossary", "add", "bridge", "arawhata")
    return tflow


def test_a_new_form_is_asked_for_once_and_a_told_one_is_known(unknown):
    unknown.translate("news", "I tuwhera te arawhatana.", "I kati tetahi arawhatana.", "He arawhataki.")
    assert not issues(unknown, "terminology")
    assert [(i["segment"], i["severity"]) for i in issues(unknown, "term-form")] == [(1, "info"), (3, "info")]
    unknown("glossary", "form", "arawhata", "arawhatana")
    assert [i["segment"] for i in issues(unknown, "term-form")] == [3]
    unknown("glossary", "form", "arawhata", "arawhataki", "--no")
    assert not issues(unknown, "term-form")
    assert [i["segment"] for i in issues(unknown, "terminology")] == [3]
    unknown("glossary", "undo")
    assert [i["segment"] for i in issues(unknown, "term-form")] == [3]
    unknown("verify")


def test_forms_in_reviewed_targets_are_learned(unknown):
    unknown.translate("news", "I tuwhera te arawhatana.", "I kati tetahi arawhatana.")
    assert issues(unknown, "term-form")
    unknown("review", "news", "1", "--accept", "--by", "Ion")
    assert not issues(unknown, "term-form")
    assert "learned" in [e["action"] for e in unknown.json("log")]
    unknown.article("A bridge.\n", "other")
    unknown("translate", "other", "1", "He arawhatana.", "--by", "Ana")
    assert json.loads(unknown.run("check", "other", "--json").stdout) == []
    unknown("verify")


def test_learned_forms_stay_with_a_term_that_changes(unknown):
    unknown.translate("news", "I tuwhera te arawhatana.")
    unknown("glossary", "form", "arawhata", "arawhatana")
    unknown("glossary", "add", "bridge", "arawhata", "--note", "x")
    assert not issues(unknown, "term-form")


def test_a_source_form_is_learned_too(new_project):
    tflow = new_project("mi", "en")
    tflow.article("He arawhatana.\n")
    tflow("glossary", "add", "arawhata", "bridge")
    assert not terms(tflow)
    tflow("glossary", "form", "arawhata", "arawhatana")
    assert terms(tflow)


def test_forms_of_nothing(tflow):
    tflow("glossary", "add", "bridge", "pod")
    assert "glossary find" in tflow.fails(2, "glossary", "form", "nothing", "nothings")
    assert "the term itself" in tflow.fails(2, "glossary", "form", "pod", "Pod")


def test_a_form_of_a_dictionary_may_be_refused(tflow):
    tflow.article("The bridge opened.\n")
    tflow("glossary", "add", "bridge", "pod")
    tflow.translate("news", "Podurile s-au deschis.")
    assert not issues(tflow, "terminology")
    tflow("glossary", "form", "pod", "podurile", "--no")
    assert issues(tflow, "terminology")


# from a segment


def test_a_term_from_a_segment_says_what_it_touches(tflow):
    tflow.article(NEWS)
    tflow.article("Two bridges.\n", "other")
    tflow.translate("news", *NEWS_RO)
    tflow("translate", "other", "1", "Două viaducte.", "--by", "Ana")
    told = tflow.run("glossary", "add", "--from-segment", "news:2", "bridge", "pod").stderr
    assert "Translated segments of news that it touches: 1-2; all keep to it." in told
    assert "Translated segments of other that it touches: 1; without the term: 1." in told
    [entry] = tflow.json("glossary", "list")
    assert (entry["reference"], entry["example"]) == ("news:2", NEWS_RO[1])
    assert "does not hold" in tflow.fails(2, "glossary", "add", "--from-segment", "news:3", "bridge", "pod")
    assert "ARTICLE:3" in tflow.fails(2, "glossary", "add", "--from-segment", "news", "bridge", "pod")


# terms that differ in case only


def meanings(tflow):
    return [(entry["source"], entry["target"]) for entry in tflow.json("glossary", "list")]


@pytest.mark.parametrize(
    "rows",
    [
        "en,ro\nPolish,polonez\npolish,a lustrui\n",
        "en,ro,case sensitive\nPolish,polonez,yes\npolish,a lustrui,\n",
        "en,ro,case sensitive\npolish,a lustrui,\nPolish,polonez,yes\n",
    ],
)
def test_words_that_differ_in_case_and_target_are_two_meanings(tflow, rows):
    path = tflow.folder / "terms.csv"
    path.write_text(rows, encoding="utf-8")
    said = tflow.run("glossary", "import", path).stderr
    assert "2 new" in said
    assert "conflict" not in said.lower()
    assert ("differ in case only" in said) is ("case sensitive" not in rows)
    assert sorted(meanings(tflow)) == [("Polish", "polonez"), ("polish", "a lustrui")]
    assert "2 as they were" in tflow.run("glossary", "import", path).stderr
    tflow.article("We polish the Polish desk.\n\nPolish it, said the Polish carpenter.\n")
    found = [[(t["source"], t["start"]) for t in s["terms"]] for s in tflow.json("show", "news", "--terms")]
    assert found[0] == [("polish", 3), ("Polish", 14)]
    assert ("polish", 0) in found[1]
    assert [place for place in found[1] if place[1]] == [("Polish", 20)]
    is_told = "case sensitive" in rows
    assert tflow.run("glossary", "check").exit_code == (0 if is_told else 3)
    tflow("glossary", "remove", "polish")
    assert meanings(tflow) == [("Polish", "polonez")]
    tflow("verify")


def test_a_capital_alone_makes_no_second_meaning(tflow):
    tflow("glossary", "add", "bridge", "pod")
    tflow("glossary", "add", "Bridge", "pod")
    tflow("glossary", "add", "Bridge", "punte", "--status", "deprecated")
    assert meanings(tflow) == [("bridge", "pod"), ("bridge", "punte")]
    tflow.article("The Bridge.\n")
    assert len(terms(tflow, "1")) == 1


def test_the_case_of_a_pronoun_and_a_country(tflow):
    tflow("glossary", "add", "US", "SUA", "--case-sensitive")
    tflow("glossary", "add", "us", "noi")
    tflow.article("The US told us that THE US waits.\n")
    assert [(t["source"], t["start"]) for t in terms(tflow, "1")] == [("US", 4), ("us", 12), ("US", 24)]


# keys


def test_keys_are_kept_and_made_anew_where_the_rules_changed(tflow):
    tflow.article(NEWS)
    tflow("glossary", "add", "bridge", "pod")
    with database(tflow) as base:
        assert base.execute("SELECT count(*) FROM lookup_key").fetchone()[0] > 1
        assert base.execute("SELECT keys FROM term WHERE text = 'bridge'").fetchone()[0]
        base.execute("DELETE FROM lookup_key")
        base.execute("UPDATE setting SET value = 'older' WHERE key = 'term_keys'")
    assert terms(tflow, "2")
    with database(tflow) as base:
        assert base.execute("SELECT count(*) FROM lookup_key").fetchone()[0] > 1
    tflow("verify")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE term SET keys = replace(keys, 'bridge', 'fridge')",
        "DELETE FROM lookup_key WHERE key = 'bridge'",
        "UPDATE lookup_key SET key = 'fridge' WHERE key = 'bridge'",
    ],
)
def test_verify_computes_the_keys_anew(tflow, statement):
    tflow("glossary", "add", "bridge", "pod")
    tflow("glossary", "form", "pod", "podețe")
    tflow("glossary", "undo")
    tflow("verify")
    with database(tflow) as base:
        assert base.execute(statement).rowcount > 0
    assert "'bridge'" in tflow.run("verify").output


def test_verify_covers_settings(tflow):
    tflow("glossary", "add", "bridge", "pod")
    with database(tflow) as base:
        assert base.execute("UPDATE setting SET value = value || ' '").rowcount == 1
    assert "The setting 'term_keys' is not what was stored" in tflow.run("verify").output


def test_one_segment_and_a_whole_article_find_the_same(tflow):
    tflow.article("".join(f"The ministers of town{n} met near bridges.\n" for n in range(60)))
    for source, target in (("minister", "ministru"), ("bridge", "pod"), ("near bridge", "x"), ("of", "al")):
        tflow("glossary", "add", source, target)
    whole = tflow.json("show", "news", "--terms")
    assert len(whole) == 60
    assert terms(tflow, "7") == whole[6]["terms"]
    assert len(whole[6]["terms"]) == 4


def test_verify_notices_a_glossary_that_was_changed_from_outside(tflow):
    tflow("glossary", "add", "bridge", "pod", "--domain", "roads")
    tflow("glossary", "form", "pod", "podețe")
    tflow("verify")
    for statement in (
        "UPDATE concept_detail SET domain = 'x'",
        "UPDATE form SET text = 'x'",
        "UPDATE term SET gender = 'x'",
        "UPDATE term SET removed_in = 1",
        "DELETE FROM form",
    ):
        copy = tflow.folder / "kept"
        copy.write_bytes((tflow.folder / "project.db").read_bytes())
        with database(tflow) as base:
            base.execute(statement)
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()
        tflow.fails(1, "verify")
        (tflow.folder / "project.db").write_bytes(copy.read_bytes())
    tflow("verify")


def test_questions_are_a_check_of_their_own():
    assert "term-form" in [check.id for check in available()]
