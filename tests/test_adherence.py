"""Matches respect the glossary: marked, ranked lower, held back by pretranslate, corrected where that is safe."""

import json

import pytest

from translate_flow.model import Term
from translate_flow.terminology.replacement import replacement

CEASEFIRE = "The ceasefire holds in the north of the country."
OLD = "Încetarea luptelor ține în nordul țării."
RIGHT = "Armistițiul ține în nordul țării."


def matches(tflow, article, segment=1):
    return tflow.json("show", article, segment, "--matches")[0]["matches"]


@pytest.fixture
def old_news(tflow):
    """A memory with a translation from before the glossary."""
    tflow.article(CEASEFIRE + "\n", "old")
    tflow.translate("old", OLD)
    return tflow


def test_a_match_that_misses_a_term_says_so_with_its_place(old_news):
    old_news.article(f"So.\n\n{CEASEFIRE}\n", "new")
    assert matches(old_news, "new", 2)[0]["issues"] == []
    old_news("glossary", "add", "ceasefire", "armistițiu")
    match = matches(old_news, "new", 2)[0]
    assert match["score"] == 98
    assert match["penalties"] == {"glossary": 2}
    [issue] = match["issues"]
    assert "“armistițiu”" in issue["message"]
    assert issue["source"] == [4, 13]
    assert issue["target"] is None
    for shown in (
        old_news("show", "new", 2, "--matches"),
        old_news("next", "new", "--after", 1),
        old_news("memory", "search", "--fuzzy", CEASEFIRE),
        old_news("memory", "search", "ceasefire"),
    ):
        assert "glossary: The glossary translates “ceasefire” as “armistițiu”." in shown
        assert "The ›ceasefire‹ holds" in shown
    assert "glossary −2" in old_news("show", "new", 2, "--matches")


def test_a_forbidden_term_is_marked_on_both_sides(old_news):
    old_news("glossary", "add", "ceasefire", "armistițiu", "--gender", "n")
    old_news("glossary", "add", "ceasefire", "încetarea luptelor", "--status", "deprecated", "--gender", "f")
    old_news.article(f"So.\n\n{CEASEFIRE}\n", "new")
    found = matches(old_news, "new", 2)[0]["issues"]
    places = [(issue["source"], issue["target"]) for issue in found if "forbids" in issue["message"]]
    assert places == [([4, 13], [0, 18])]
    hit = old_news.json("memory", "search", "ceasefire")[0]
    assert [issue["severity"] for issue in hit["issues"]] == ["warning", "error"]


def test_an_otherwise_equal_match_that_keeps_to_the_glossary_comes_first(old_news):
    old_news.article(CEASEFIRE + "\n", "other")
    old_news.translate("other", RIGHT, by="Ion")
    old_news("review", "old", "--accept", "--by", "Ion")
    old_news.article(f"So.\n\n{CEASEFIRE}\n", "new")
    assert matches(old_news, "new", 2)[0]["target"] == OLD, "a reviewed one is better without a glossary"
    old_news("glossary", "add", "ceasefire", "armistițiu")
    assert [match["target"] for match in matches(old_news, "new", 2)] == [RIGHT, OLD]
    settings = old_news.folder / "project.toml"
    settings.write_text(settings.read_text() + "\n[memory.penalties]\nglossary = 0\n")
    assert [(match["score"], match["target"]) for match in matches(old_news, "new", 2)] == [(100, RIGHT), (100, OLD)]


def test_the_penalty_is_a_setting_and_the_check_may_be_off(old_news):
    old_news("glossary", "add", "ceasefire", "armistițiu")
    old_news.article(f"So.\n\n{CEASEFIRE}\n", "new")
    settings = old_news.folder / "project.toml"
    text = settings.read_text()
    settings.write_text(text + "\n[memory.penalties]\nglossary = 7\n")
    assert matches(old_news, "new", 2)[0]["score"] == 93
    settings.write_text(text + '\n[checks]\nterminology = "off"\n')
    assert matches(old_news, "new", 2)[0]["score"] == 100
    settings.write_text(text + "\n[memory.penalties]\nglossary = -1\n")
    assert "penalties.glossary" in old_news.fails(1, "show", "new", "2", "--matches")


def test_pretranslate_holds_back_what_does_not_keep_to_the_glossary(old_news):
    old_news.article(f"So.\n\n{CEASEFIRE}\n\nIt snows.\n", "new")
    old_news.article("It snows.\n", "snow")
    old_news.translate("snow", "Ninge.")
    old_news("glossary", "add", "ceasefire", "armistițiu")
    said = old_news.run("pretranslate", "new", "--by", "Eva").stderr
    assert "1 draft against the glossary; 1 of them would count as translated without it:" in said
    assert "100: 1 segment (2) The glossary translates “ceasefire” as “armistițiu”." in said
    shown = old_news.json("show", "new")
    assert [(s["target"], s["state"], s["is_draft"]) for s in shown[1:]] == [
        (OLD, "initial", True),
        ("Ninge.", "translated", False),
    ]
    assert shown[1]["origin"] == "tm:98"
    old_news("undo", "new")
    done = json.loads(old_news("pretranslate", "new", "--json"))
    assert [(each["segment"], each["band"], each["is_held"]) for each in done["held"]] == [(2, "100", True)]
    assert done["bands"] == {"100": 1, "95–99": 1, "no match": 1}


def test_the_worksheet_says_what_a_draft_does_against_the_glossary(old_news):
    old_news("glossary", "add", "ceasefire", "armistițiu")
    old_news.article(f"So.\n\n{CEASEFIRE}\n", "new")
    old_news("pretranslate", "new", "--by", "Eva")
    seen = old_news.folder / "seen.txt"
    script = old_news.folder / "editor.sh"
    script.write_text(f'#!/bin/sh\ncp "$1" "{seen}"\n')
    script.chmod(0o755)
    done = old_news.process("edit", "new", "--plain", "--by", "Eva", env={"EDITOR": str(script), "VISUAL": ""})
    assert done.returncode == 0, done.stderr
    sheet = seen.read_text(encoding="utf-8")
    assert "# from: tm:98\n# term: ceasefire → armistițiu\n# glossary: The glossary translates “ceasefire”" in sheet


def test_terms_of_another_article_do_not_count(old_news):
    old_news.article(f"So.\n\n{CEASEFIRE}\n", "new")
    old_news.article(f"Then.\n\n{CEASEFIRE}\n", "here")
    old_news("glossary", "add", "ceasefire", "armistițiu", "--article", "here")
    assert matches(old_news, "new", 2)[0]["issues"] == []
    assert len(matches(old_news, "here", 2)[0]["issues"]) == 1


def test_many_segments_are_held_against_the_whole_glossary(old_news):
    old_news("glossary", "add", "ceasefire", "armistițiu")
    old_news("glossary", "add", "truce", "nordul", "--status", "deprecated")
    old_news.article("\n\n".join(f"{CEASEFIRE} {n}." if n else CEASEFIRE for n in range(45)), "long")
    few = matches(old_news, "long", 1)[0]["issues"]
    many = old_news.json("show", "long", "--matches")[0]["matches"][0]["issues"]
    assert many == few
    assert [issue["message"][:20] for issue in few] == ["The glossary transla", "The glossary forbids"]


def test_a_changed_name_is_marked_and_a_name_in_an_equal_match_is_adapted(tflow):
    tflow.article("The Prut is deep.\n\nNokia opens a plant in the old port.\n", "old")
    tflow.translate("old", "Pârâul este adânc.", "Nokia deschide o fabrică în portul vechi.")
    tflow("glossary", "add", "Prut")
    tflow("glossary", "add", "Nokia")
    tflow.article("So.\n\nThe Prut is deep.\n\nEricsson opens a plant in the old port.\n", "new")
    tflow("glossary", "add", "Ericsson", "--article", "new")
    changed = matches(tflow, "new", 2)[0]
    assert changed["score"] == 98
    assert [(issue["severity"], issue["source"]) for issue in changed["issues"]] == [("error", [4, 8])]
    adapted = matches(tflow, "new", 3)[0]
    assert adapted["target"] == "Ericsson deschide o fabrică în portul vechi."
    assert adapted["adapted"] == [["Nokia", "Ericsson"]]
    assert adapted["issues"] == []


def test_a_term_that_the_entry_never_had_is_marked_but_costs_nothing_more(old_news):
    old_news("glossary", "add", "ceasefire", "armistițiu")
    old_news("glossary", "add", "south", "sudul")
    old_news.article("The ceasefire holds in the south of the country.\n", "new")
    match = matches(old_news, "new")[0]
    assert ["“sudul”" in issue["message"] for issue in match["issues"]] == [False, True]
    assert match["penalties"] == {"glossary": 2}
    assert match["score"] == int(match["similarity"]) - 2


# terms that were replaced


@pytest.fixture
def renamed(tflow):
    tflow.article("The ministry signed an agreement.\n\nThe ministry signed.\n", "old")
    tflow.translate("old", "Ministerul a semnat un tratat vechi.", "Tratatul a fost semnat.")
    tflow.article("So.\n\nThe ministry signed an agreement.\n", "new")
    return tflow


def test_a_replaced_term_gives_way_where_nothing_can_mind(renamed):
    renamed("glossary", "add", "agreement", "acord", "--gender", "n")
    renamed("glossary", "add", "agreement", "tratat", "--status", "deprecated", "--gender", "n")
    [issue, *_] = matches(renamed, "new", 2)[0]["issues"]
    assert "forbids" in issue["message"] or "translates" in issue["message"], "acord and tratat begin differently"
    renamed("glossary", "add", "agreement", "acord", "--status", "admitted")
    renamed("glossary", "add", "agreement", "document", "--gender", "n")
    match = matches(renamed, "new", 2)[0]
    assert match["target"] == "Ministerul a semnat un document vechi."
    assert match["adapted"] == [["tratat", "document"]]
    assert (match["score"], match["penalties"], match["issues"]) == (99, {"corrected": 1}, [])
    renamed("pretranslate", "new", "--by", "Eva")
    assert renamed.json("show", "new", 2)[0]["is_draft"]


def test_an_inflected_old_term_is_left_to_a_person(renamed):
    renamed("glossary", "add", "signed", "document", "--gender", "n")
    renamed("glossary", "add", "signed", "tratat", "--status", "deprecated", "--gender", "n")
    renamed.article("Also.\n\nThe ministry signed.\n", "more")
    match = matches(renamed, "more", 2)[0]
    assert match["target"] == "Tratatul a fost semnat."
    assert match["issues"]


@pytest.mark.parametrize(
    ("lang", "old", "new", "written", "wanted"),
    [
        ("en", "lorry", "truck", "lorry", "truck"),
        ("en", "lorry", "truck", "Lorry", "Truck"),
        ("en", "lorry", "truck", "LORRY", None),
        ("en", "lorry", "truck", "lorries", None),
        ("en", "lorry", "engine", "lorry", None),  # a lorry, an engine
        ("en", "lawyer", "hour", "lawyer", None),
        ("ro", "tratat n", "document n", "tratat", "document"),
        ("ro", "tratat n", "convenție f", "tratat", None),
        ("ro", "tratat", "document", "tratat", None),  # nobody said their gender
        ("it", "treno m", "zaino m", "treno", None),  # il treno, lo zaino
        ("it", "treno m", "camion m", "treno", "camion"),
        ("de", "Bote m", "Kurier m", "Bote", None),  # den Boten, den Kurier
        ("de", "Stadt f", "Gemeinde f", "Stadt", "Gemeinde"),
        ("uk", "книга f", "газета f", "книга", None),  # cases
        ("ja", "停戦", "休戦", "停戦", "休戦"),
    ],
)
def test_what_may_stand_in_for_a_forbidden_term(lang, old, new, written, wanted):
    genders = {"m": "masculine", "f": "feminine", "n": "neuter", "": ""}

    def term(text):
        word, _, gender = text.partition(" ")
        return Term(word, lang, 1, gender=genders[gender])

    assert replacement(term(old), term(new), written) == wanted
