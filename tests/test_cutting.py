"""Cuts: shown without a project, taught by a project's own file, mended by join and split."""

import json

import pytest

from tests.conftest import Tflow

TEXT = "Larkport news\n\nThe port met Mr. Oak. He spoke of approx. Ten ships came.\n"


def sources(tflow):
    return [s["source"] for s in tflow.json("show", "news")]


def state(tflow, to="ro"):
    return [(s["source"], s["target"], s["state"]) for s in tflow.json("show", "news", "--to", to)]


def test_segment_shows_cuts_without_a_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "text.txt"
    path.write_text(TEXT)
    lines = Tflow(tmp_path).process("segment", path, "--from", "en").stdout.splitlines()
    assert lines[:4] == ["Larkport news", "", "The port met Mr. Oak.", "He spoke of approx. Ten ships came."]
    found = json.loads(Tflow(tmp_path).process("segment", path, "--from", "en", "--why", "--json").stdout)
    assert found[1]["segments"][0] == {"source": "The port met Mr. Oak.", "tail": " "}
    assert [place["is_cut"] for place in found[1]["candidates"]][:2] == [False, True]
    assert all(place["rule"] for place in found[1]["candidates"])
    assert "join  …" in Tflow(tmp_path).process("segment", path, "--from", "en", "--why").stdout


def test_segment_reads_standard_input(tmp_path):
    done = Tflow(tmp_path).process("segment", "-", "--from", "en", input="Mr. Oak left. He was late.\n")
    assert done.stdout.splitlines() == ["Mr. Oak left.", "He was late.", ""]


def test_segment_needs_a_language(tmp_path):
    (tmp_path / "text.txt").write_text(TEXT)
    done = Tflow(tmp_path).process("segment", "text.txt")
    assert done.returncode == 2
    assert "--from LANG" in done.stderr
    done = Tflow(tmp_path).process("segment", "text.txt", "--from", "romanain")
    assert "ro (Romanian)" in done.stderr
    assert Tflow(tmp_path).process("segment", "nowhere.txt", "--from", "en").returncode == 1


def test_a_project_teaches_abbreviations(tflow):
    text = "We met at the Quix. Oak Street pier. It rained.\n"
    tflow.article(text, "before")
    folder = tflow.folder / "segmentation"
    folder.mkdir()
    (folder / "en.txt").write_text("Quix.\n")
    tflow.article(text)
    assert sources(tflow) == ["We met at the Quix. Oak Street pier.", "It rained."]
    assert len(tflow.json("show", "before")) == 3  # an article keeps the cuts that it has
    (folder / "en.txt").write_text("[nonsense]\nx\n")
    assert "segmentation/en.txt, line 1" in tflow.fails(1, "import", tflow.folder / "news.txt", "--name", "third")
    (folder / "en.txt").write_bytes(b"\xff")
    tflow.fails(1, "import", tflow.folder / "news.txt", "--name", "third")


@pytest.fixture
def cut(new_project):
    tflow = new_project("en", "ro", "uk")
    tflow.article("Head\n\nOne met Mr. Oak. Two came. Three left.\nFour stayed.\n")
    assert [s["source"] for s in tflow.json("show", "news", "--to", "ro")] == [
        "Head",
        "One met Mr. Oak.",
        "Two came.",
        "Three left.",
        "Four stayed.",
    ]
    for number, text in enumerate(["Titlu", "Unu.", "Doi.", "Trei.", "Patru."], 1):
        tflow("translate", "news", number, text, "--to", "ro", "--by", "Ana" if number < 4 else "Ion")
    return tflow


def test_join_keeps_targets_history_and_credit(cut):
    cut("join", "news", "3-4", "--by", "Eva")
    assert state(cut) == [
        ("Head", "Titlu", "translated"),
        ("One met Mr. Oak.", "Unu.", "translated"),
        ("Two came. Three left.", "Doi. Trei.", "translated"),
        ("Four stayed.", "Patru.", "translated"),
    ]
    assert [s["source"] for s in cut.json("show", "news", "--to", "uk")] == [s[0] for s in state(cut)]
    assert cut.json("list")[0]["segments"] == 4
    assert cut("export", "news", "--to", "ro") == ("Titlu\n\nUnu. Doi. Trei.\nPatru.\nTraducere de Ana și Ion\n")
    cut("verify")
    cut("translate", "news", 4, "Patru au rămas.", "--to", "ro", "--by", "Ion")
    cut("undo", "news", "--to", "ro")
    before = cut("show", "news", "--to", "ro", "--json")
    cut("undo", "news", "--to", "ro")
    assert [row[1] for row in state(cut)] == ["Titlu", "Unu.", "Doi.", "Trei.", "Patru."]
    assert before != cut("show", "news", "--to", "ro", "--json")
    assert len(cut.json("show", "news", "--to", "uk")) == 5
    cut("verify")
    assert cut("export", "news", "--to", "ro").endswith("Traducere de Ana și Ion\n")


def test_split_keeps_the_target_as_a_draft(cut):
    cut("join", "news", "2-4")
    cut("split", "news", "2", "Three left")
    assert state(cut)[1:3] == [
        ("One met Mr. Oak. Two came.", "Unu. Doi. Trei.", "initial"),
        ("Three left.", "", "initial"),
    ]
    cut("verify")
    assert cut.run("export", "news", "--to", "ro", "--allow-unfinished").exit_code == 0
    cut("undo", "news", "--to", "ro")
    assert state(cut)[1][:2] == ("One met Mr. Oak. Two came. Three left.", "Unu. Doi. Trei.")
    cut("undo", "news", "--to", "uk")
    assert [row[1] for row in state(cut)] == ["Titlu", "Unu.", "Doi.", "Trei.", "Patru."]
    cut("verify")


def test_a_cut_is_not_taken_back_over_anothers_work(cut):
    cut("join", "news", "3-4")
    cut("translate", "news", 3, "Два й три.", "--to", "uk", "--by", "Олеся")
    assert "changed since" in cut.fails(1, "undo", "news", "--to", "ro")
    cut("undo", "news", "--to", "uk")
    cut("undo", "news", "--to", "ro")
    assert len(cut.json("show", "news", "--to", "ro")) == 5
    cut("verify")


def test_untranslated_text_comes_back_byte_for_byte(new_project):
    tflow = new_project("en", "ro")
    data = "One {1} met.  Two came.\tThree left.\r\n"
    tflow.article(data)
    tflow("join", "news", "1-2")
    tflow("split", "news", "1", "met")
    tflow("split", "news", "2", "8")
    assert tflow.run("export", "news", "--allow-unfinished").stdout_bytes == data.encode()
    tflow("verify")


@pytest.mark.parametrize(
    ("command", "words", "why"),
    [
        ("join", ["1-2"], "not of one paragraph"),
        ("join", ["2,4"], "no neighbours"),
        ("join", ["2"], "no neighbours"),
        ("join", ["9"], "no segment 9"),
        ("split", ["2", " "], "No place"),
        ("split", ["2", "zzz"], "nowhere"),
        ("split", ["2", "e"], "times"),
        ("split", ["2", "0"], "nothing would be left"),
        ("split", ["2", "400"], "nothing would be left"),
        ("split", ["2-3", "4"], "several"),
    ],
)
def test_cuts_that_are_none(cut, command, words, why):
    assert why in cut.fails(2, command, "news", *words)
    assert len(cut.json("show", "news", "--to", "ro")) == 5
