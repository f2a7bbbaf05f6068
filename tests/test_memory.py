"""The memory in the work: entries follow their targets, look-ups find them, pretranslate fills."""

import sqlite3

import pytest

from tests import older_projects
from tests.conftest import NEWS, NEWS_RO
from translate_flow import project as projects
from translate_flow.store.memory_index import FRESH


def entries(tflow):
    with projects.load(tflow.folder).open() as store:
        return [(entry.source, entry.target) for entry in store.all_entries()]


def best(tflow, article, segment, *options):
    return tflow.json("show", article, segment, "--matches", *options)[0]["matches"]


@pytest.fixture
def news(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    return tflow


def test_confirmed_targets_are_found_at_once(news):
    news.article("Intro.\n\nThe bridge over the Prut opened on Tuesday.\n", "more")
    match = best(news, "more", 2)[0]
    assert match["target"] == NEWS_RO[1]
    assert 85 < match["score"] < 100
    assert match["entry"]["author"] == "Ana"
    assert match["entry"]["article"] == "news"


def test_a_segment_is_no_match_of_itself(news):
    assert NEWS_RO[1] not in [match["target"] for match in best(news, "news", 2) if match["score"] >= 100]


def test_entries_leave_and_change_with_their_targets(news):
    assert len(entries(news)) == 4
    news("undo", "news", "--by", "Ana")
    assert len(entries(news)) == 3
    news("review", "news", "1", "--reject", "-m", "nu", "--by", "Ion")
    assert len(entries(news)) == 2
    news("translate", "news", 2, "Alt text.", "--by", "Ana")
    assert "Alt text." in [target for _, target in entries(news)]
    assert NEWS_RO[1] not in [target for _, target in entries(news)]
    news("undo", "news", "--by", "Ana")
    assert NEWS_RO[1] in [target for _, target in entries(news)]
    news("translate", "news", 2, "Doar schiță.", "--draft", "--by", "Ana")
    assert len(entries(news)) == 1
    news("verify")


def test_the_own_memory_read_in_again_doubles_nothing(news, tmp_path):
    news("memory", "export", tmp_path / "own.tmx")
    before = entries(news)
    said = news.run("memory", "import", tmp_path / "own.tmx").stderr
    assert "0 entries new, 4 there already" in said
    assert entries(news) == before
    news("translate", "news", 2, "Alt text.", "--by", "Ana")
    assert "1 entry new, 3 there already" in news.run("memory", "import", tmp_path / "own.tmx").stderr


def test_review_moves_the_state_of_the_entry(news):
    news("review", "news", "--accept", "--by", "Ion")
    news.article("The bridge over the Prut opened on Monday.\n", "more")
    assert best(news, "more", 1)[0]["entry"]["state"] == "reviewed"


def test_the_same_neighbours_make_a_context_match(news):
    news.article(NEWS, "again")
    assert [best(news, "again", n)[0]["score"] for n in (1, 2, 3, 4)] == [101] * 4
    news.article("Else.\n\nThe bridge over the Prut opened on Monday.\n", "alone")
    assert best(news, "alone", 2)[0]["score"] == 100


def test_several_targets_for_one_source_live_side_by_side(news):
    news.article("It cost 12 million euros.\n", "b")
    news("translate", "b", 1, "Prețul: 12 milioane de euro.", "--by", "Ion")
    news.article("So.\n\nIt cost 12 million euros.\n", "c")
    assert {match["target"] for match in best(news, "c", 2)} == {NEWS_RO[2], "Prețul: 12 milioane de euro."}


def test_numbers_are_adapted_and_explained(news):
    news.article("So.\n\nIt cost 15 million euros.\n", "c")
    match = best(news, "c", 2)[0]
    assert match["target"] == "A costat 15 milioane de euro."
    assert match["adapted"] == [["12", "15"]]
    assert match["masked"] == [["12", "15"]]
    shown = news("show", "c", "2", "--matches")
    assert "12 → 15" in shown
    assert "similar" in shown


def test_next_shows_matches(news):
    news.article("The bridge over the Prut opened on Sunday.\n", "c")
    assert NEWS_RO[1] in news("next", "c")
    assert NEWS_RO[1] in news("next", "c", "--json")


def test_pretranslate_fills_by_score_and_is_undone_at_once(news):
    news.article(NEWS + "\nSomething else entirely.\n\nThe bridge over the Nistru opened on Monday.\n", "again")
    news("translate", "again", 1, "Titlul meu", "--by", "Ion")
    said = news.run("pretranslate", "again", "--by", "Eva").stderr
    assert "4 segments filled, 1 of them as drafts" in said
    shown = news.json("show", "again")
    assert [s["target"] for s in shown][:4] == ["Titlul meu", *NEWS_RO[1:]]
    assert [s["state"] for s in shown] == ["translated"] * 4 + ["initial"] * 2
    assert [s["origin"] for s in shown][:3] == ["", "tm:101", "tm:101"]
    assert shown[5]["is_draft"]
    assert shown[5]["origin"].startswith("tm:9") or shown[5]["origin"].startswith("tm:8")
    assert shown[4]["target"] == ""
    news("verify")
    news("undo", "again", "--by", "Eva")
    assert [s["target"] for s in news.json("show", "again")] == ["Titlul meu"] + [""] * 5


def test_pretranslate_never_touches_what_somebody_did(news):
    news.article(NEWS, "again")
    news("translate", "again", 1, "schiță", "--draft", "--by", "Ion")
    news("translate", "again", 2, "Text.", "--by", "Ion")
    news("review", "again", "2", "--reject", "-m", "nu", "--by", "Ana")
    news("pretranslate", "again", "--by", "Eva")
    shown = news.json("show", "again")
    assert [s["target"] for s in shown] == ["schiță", "Text.", *NEWS_RO[2:]]


def test_words_from_the_memory_are_credited_to_their_author(news):
    news.article(NEWS, "again")
    news("pretranslate", "again", "--by", "Eva")
    exported = news("export", "again")
    assert "Ana" in exported
    assert "Eva" not in exported


def test_equally_good_matches_that_disagree_are_drafts(news):
    news.article("x\n\nIt cost 12 million euros.\n\ny\n", "b")
    news("translate", "b", 2, "Prețul: 12 milioane de euro.", "--by", "Ion")
    news.article("z\n\nIt cost 12 million euros.\n", "c")
    news("pretranslate", "c", "--by", "Eva")
    assert news.json("show", "c", "2")[0]["is_draft"]


def test_language_variants_serve_each_other_for_a_penalty(new_project):
    tflow = new_project("en", "pt-BR", "pt-PT", "pt")
    tflow.article("The bridge opened.\n\nMore.\n")
    tflow("translate", "news", 1, "A ponte abriu.", "--by", "Ana", "--to", "pt-PT")
    assert best(tflow, "news", 1, "--to", "pt-BR")[0]["score"] == 99
    assert best(tflow, "news", 1, "--to", "pt-BR")[0]["penalties"] == {"variant": 2}
    assert best(tflow, "news", 1, "--to", "pt")[0]["penalties"] == {"variant": 1}


def test_many_fresh_entries_are_signed_by_the_next_look_up(tflow):
    tflow.article("\n\n".join(f"Sentence {chr(97 + n % 26)}{n:x} about the bridge." for n in range(FRESH + 50)))
    project = projects.load(tflow.folder)
    with project.open() as store, store.writing():
        from translate_flow.flow import saving
        from translate_flow.flow.saving import Edit
        from translate_flow.workflow import Action

        article = store.article("news")
        edits = [Edit(n, Action.TRANSLATE, f"Fraza {n}") for n in range(1, article.segments + 1)]
        saving.apply(store, project, article, "ro", edits, "Ana")
    with project.open() as store:
        assert store.is_untidy()
    assert best(tflow, "news", 7)
    with project.open() as store:
        assert not store.is_untidy()
        assert store.index_faults() == ([], [])
    tflow("undo", "news", "8", "--by", "Ana")
    assert "Fraza 8" not in [match["target"] for match in best(tflow, "news", 7)]
    tflow("verify")


def test_a_project_of_before_the_memory_gets_its_entries(news):
    with sqlite3.connect(news.folder / "project.db") as database:
        older_projects.before_memory(database)
    database.close()
    news.article("The bridge over the Prut opened on Tuesday.\n", "more")
    assert best(news, "more", 1)[0]["target"] == NEWS_RO[1]
    news("verify")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET target = 'x' WHERE id = 1",
        "DELETE FROM entry WHERE id = 2",
        "DELETE FROM fresh WHERE entry = 2",
        "UPDATE pair SET target_language = 'fr'",
        "DELETE FROM entry_words_docsize WHERE id = 1",
        "UPDATE entry_words_data SET block = x'00000000' WHERE id = (SELECT max(id) FROM entry_words_data)",
    ],
)
def test_verify_covers_the_memory(news, statement):
    news("verify")
    with sqlite3.connect(news.folder / "project.db") as database:
        assert database.execute(statement).rowcount == 1
    database.close()
    assert news.run("verify").exit_code == 1


@pytest.mark.parametrize("table", ["block", "block_text", "block_signature"])
def test_verify_misses_what_look_ups_need(news, table):
    with projects.load(news.folder).open() as store, store.writing():
        store.tidy(is_whole=True)
    news("verify")
    with sqlite3.connect(news.folder / "project.db") as database:
        assert database.execute(f"DELETE FROM {table}").rowcount
    database.close()
    assert news.run("verify").exit_code == 1
    said = news.run("memory", "search", "--fuzzy", "The bridge")
    assert isinstance(said.exception, SystemExit | None), said.exception


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM block_signature",
        "DELETE FROM block_text",
        "UPDATE block_signature SET planes = CAST(x'01' || substr(planes, 2) AS BLOB)",
        "UPDATE block_signature SET coarse_bits = CAST(x'01' || substr(coarse_bits, 2) AS BLOB)",
        "UPDATE block_signature SET coarse_bits = x''",
        "UPDATE block_text SET texts = CAST(replace(CAST(texts AS TEXT), 'bridge', 'brigde') AS BLOB)",
        "UPDATE block_text SET texts = x'ff'",
        "UPDATE block_text SET ends = x'00'",
        "UPDATE block SET bits = CAST(x'01' || substr(bits, 2) AS BLOB)",
        "UPDATE block SET lengths = CAST(x'0100' || substr(lengths, 3) AS BLOB)",
        "UPDATE block SET entries = CAST(x'0900000000000000' || substr(entries, 9) AS BLOB)",
        "UPDATE block SET entries = substr(entries, 9)",
        "UPDATE block SET shortest = 90",
        "UPDATE block SET size = 8192",
        "UPDATE block SET size = 1, lengths = x'', bits = x'', entries = x''",
    ],
)
def test_verify_covers_the_signatures(news, statement):
    with projects.load(news.folder).open() as store, store.writing():
        store.tidy()
    news("verify")
    with sqlite3.connect(news.folder / "project.db") as database:
        assert database.execute(statement).rowcount == 1
    database.close()
    assert "index of the memory" in news.fails(1, "verify") + news.run("verify").stdout
    said = news.run("memory", "search", "--fuzzy", "The bridge over the river opened on Monday.")
    assert isinstance(said.exception, SystemExit | None), said.exception


def test_entries_that_go_and_come_while_others_are_signed_are_sound(news):
    for turn in range(3):
        with projects.load(news.folder).open() as store, store.writing():
            store.tidy()
        news("undo", "news")
        news("translate", "news", 4, f"Șoferii au așteptat {turn}.", "--by", "Ana")
        news.article(f"Another bridge {turn}.", f"other{turn}")
        news("translate", f"other{turn}", 1, f"Alt pod {turn}.", "--by", "Ana")
        news("undo", "news")
        news("translate", f"other{turn}", 1, f"Un alt pod {turn}.", "--by", "Ana")
        news("verify")


def test_verify_goes_beside_somebody_who_writes(news):
    with sqlite3.connect(news.folder / "project.db") as database:
        database.execute("UPDATE setting SET value = value")
        database.commit()
        news("verify")
    database.close()


@pytest.mark.parametrize("take_back", [older_projects.before_planes, older_projects.before_new_signatures])
def test_a_memory_signed_otherwise_is_signed_anew(news, take_back):
    with sqlite3.connect(news.folder / "project.db") as database:
        take_back(database)
        database.execute("DELETE FROM fresh")
    database.close()
    news.article("The bridge over the Prut opened on Tuesday.\n", "more")
    assert best(news, "more", 1)[0]["target"] == NEWS_RO[1]
    news("verify")


def test_a_shared_project_of_an_older_program_is_named(news, new_project):
    other = new_project("en", "ro", name="other")
    other.article("The bridge over the Prut opened on Monday.\n")
    settings = other.folder / "project.toml"
    settings.write_text(settings.read_text() + '[memory]\nalso = ["../project"]\n')
    with sqlite3.connect(news.folder / "project.db") as database:
        older_projects.before_new_signatures(database)
    database.close()
    assert "older translate-flow" in other.fails(1, "pretranslate", "news")
    assert "older translate-flow" in other.run("show", "news", "1", "--matches").stderr


def test_a_shared_project_is_only_read(news, new_project):
    other = new_project("en", "ro", name="other")
    other.article("The bridge over the Prut opened on Monday.\n")
    settings = other.folder / "project.toml"
    settings.write_text(settings.read_text() + '[memory]\nalso = [{path = "../project", penalty = 4}]\n')
    match = best(other, "news", 1)[0]
    assert (match["target"], match["score"], match["memory"]) == (NEWS_RO[1], 96 + match["is_context"], "project")
    assert match["penalties"] == {"shared": 4}


@pytest.mark.parametrize(
    "lines",
    ["minimum = 0", 'also = "x.tmx"', "colour = 1", "also = [3]", "repetitions = 1", "[memory.penalties]\nmood = 2"],
)
def test_settings_that_do_not_fit_are_said(news, lines):
    settings = news.folder / "project.toml"
    settings.write_text(settings.read_text() + f"[memory]\n{lines}\n")
    assert "[memory]" in news.fails(1, "show", "news", "1", "--matches")


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["status"], ["translate", "news", "1", "Podul!", "--by", "Ana"], ["undo", "news"]],
)
def test_everyday_commands_load_no_heavy_library(news, words):
    code = (
        "import sys, runpy; sys.argv[0] = 'tflow'\n"
        "try: runpy.run_module('translate_flow', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'rapidfuzz', 'lxml', 'sqlite_utils', 'simplemma', 'textual'} & set(sys.modules)\n"
        "sys.exit(','.join(heavy) or 0)"
    )
    import os
    import subprocess
    import sys

    from tests.conftest import ROOT

    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=news.folder, env=env, capture_output=True, text=True
    )
    if words == ["--help"] and "translate_flow.cli.demo" in done.stderr:
        pytest.skip("the demo command is not in this checkout")
    assert done.returncode == 0, done.stderr


# --- repetitions

REPEATED = "One.\n\nTwo.\n\nOne.\n\nOne.\n\nOne.\n"


def repeating(tflow):
    settings = tflow.folder / "project.toml"
    settings.write_text(settings.read_text() + "[memory]\nrepetitions = true\n")
    tflow.article(REPEATED)
    return lambda: [s["target"] for s in tflow.json("show", "news")]


def test_repetitions_fill_themselves_and_follow_corrections(tflow):
    shown = repeating(tflow)
    tflow("translate", "news", 5, "Altul.", "--by", "Ion")
    tflow("translate", "news", 1, "Unu.", "--by", "Ana")
    assert shown() == ["Unu.", "", "Unu.", "Unu.", "Altul."]
    assert tflow.json("show", "news", "3")[0]["origin"] == "repeat:1"
    tflow("review", "news", "4", "--accept", "--by", "Ion")
    tflow("translate", "news", 1, "Una.", "--by", "Ana")
    assert shown() == ["Una.", "", "Una.", "Unu.", "Altul."]
    tflow("verify")
    tflow("undo", "news", "--by", "Ana")
    assert shown() == ["Unu.", "", "Unu.", "Unu.", "Altul."]
    tflow("verify")


def test_a_repetition_that_somebody_changes_leads_itself(tflow):
    shown = repeating(tflow)
    tflow("translate", "news", 1, "Unu.", "--by", "Ana")
    tflow("translate", "news", 3, "Trei.", "--by", "Ion")
    assert shown() == ["Unu.", "", "Trei.", "Trei.", "Trei."]
    tflow("translate", "news", 1, "Una.", "--draft", "--by", "Ana")
    assert shown() == ["Una.", "", "Trei.", "Trei.", "Trei."]


def test_repetitions_go_back_with_what_they_repeat_and_come_again_with_its_correction(tflow):
    shown = repeating(tflow)
    tflow("translate", "news", 1, "Unu.", "--by", "Ana")
    tflow("review", "news", "5", "--accept", "--by", "Ion")
    tflow("review", "news", "4", "--reject", "-m", "another sense", "--by", "Ion")
    tflow("review", "news", "1", "--reject", "-m", "wrong", "--by", "Ion")
    assert [s["state"] for s in tflow.json("show", "news")] == ["initial"] * 4 + ["reviewed"]
    assert [target for _, target in entries(tflow)] == ["Unu."]
    tflow("undo", "news")
    assert [s["state"] for s in tflow.json("show", "news")][2] == "translated"
    tflow("review", "news", "1", "--reject", "-m", "wrong", "--by", "Ion")
    tflow("translate", "news", 1, "Una?", "--draft", "--by", "Ana")
    tflow("translate", "news", 1, "Una.", "--by", "Ana")
    assert shown() == ["Una.", "", "Una.", "Unu.", "Unu."]
    assert tflow.json("show", "news", "4")[0]["rejection"] == "another sense"
    tflow("verify")


def test_repetitions_are_left_alone_unless_wanted(tflow):
    tflow.article(REPEATED)
    tflow("translate", "news", 1, "Unu.", "--by", "Ana")
    assert [s["target"] for s in tflow.json("show", "news")] == ["Unu.", "", "", "", ""]
