"""The main job on real input: from import to the exported file, byte for byte."""

import csv
import sys
from pathlib import Path

import pytest

from tests.conftest import NEWS, NEWS_RO, ROOT, SHARED, Tflow, needs_shared

ARTICLES = SHARED / "articles"
RO, EN = ARTICLES / "us-russia-negotiations.ro.txt", ARTICLES / "us-russia-negotiations.en.txt"


def pairs():
    with (ARTICLES / "us-russia-negotiations.ro-en.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


@needs_shared
def test_a_finished_translation_is_a_source_of_15_segments_and_a_credit(new_project):
    tflow = new_project("en", "ro")
    tflow("import", EN)
    [article] = tflow.json("list")
    assert article["segments"] == 15
    assert article["name"] == "us-russia-negotiations.en"
    assert article["credit"] == "Translation by Iurie Tataru"
    shown = tflow.json("show", article["name"])
    assert [segment["number"] for segment in shown] == list(range(1, 16))
    assert not any("Translation by" in segment["source"] for segment in shown)
    assert tflow.run("export", article["name"], "--allow-unfinished").stdout_bytes == EN.read_bytes()


@needs_shared
def test_segment_by_segment(new_project, tmp_path):
    tflow = new_project("ro", "en")
    tflow("import", RO)
    shown = tflow.json("show", "us-russia-negotiations.ro")
    assert [segment["source"] for segment in shown] == [source for _, source, _ in pairs()]
    for number, _, target in pairs():
        tflow("translate", "us-russia-negotiations.ro", number, target, "--by", "Iurie Tataru")
    tflow("review", "us-russia-negotiations.ro", "--accept", "--by", "Elena Rusu")
    out = tmp_path / "out.txt"
    tflow("export", "us-russia-negotiations.ro", "-o", out)
    assert out.read_bytes() == EN.read_bytes()
    tflow("finish", "us-russia-negotiations.ro")
    assert tflow.json("status")[0]["final"] == 15
    tflow("verify")


@needs_shared
def test_all_at_once_in_an_editor(new_project, tmp_path, monkeypatch):
    tflow = new_project("ro", "en")
    tflow("import", RO)
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import csv, sys\n"
        f"rows = list(csv.reader(open({str(ARTICLES / 'us-russia-negotiations.ro-en.tsv')!r}, encoding='utf-8',"
        " newline=''), delimiter='\\t', quoting=csv.QUOTE_NONE))[1:]\n"
        "targets = {source: target for _, source, target in rows}\n"
        "lines = open(sys.argv[1], encoding='utf-8').read().split('\\n')\n"
        "for at, line in enumerate(lines):\n"
        "    if line.startswith('- '): lines[at + 1] = '+ ' + targets[line[2:]]\n"
        "open(sys.argv[1], 'w', encoding='utf-8').write('\\n'.join(lines))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    tflow("edit", "us-russia-negotiations.ro", "--plain", "--by", "Iurie Tataru")
    tflow("review", "us-russia-negotiations.ro", "--accept", "--by", "Elena Rusu")
    assert tflow.run("export", "us-russia-negotiations.ro").stdout_bytes == EN.read_bytes()
    assert not list(tflow.folder.glob("edit-*"))


def test_a_short_article_from_import_to_export(tflow, tmp_path):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("finish", "news", "--by", "Ion")
    tflow("export", "news", "--require", "final", "-o", tmp_path)
    finished = (tmp_path / "news.ro.txt").read_text(encoding="utf-8")
    assert finished == (
        "Podul se deschide mai devreme\n\nPodul peste Prut s-a deschis luni. A costat 12 milioane de euro.\n"
        "Șoferii așteptaseră 3 ani.\nTraducere de Ana\n"
    )


def test_several_languages_do_not_touch_each_other(new_project):
    tflow = new_project("en", "ro", "uk")
    tflow.article("One day.\n")
    tflow("translate", "news", 1, "Într-o zi.", "--to", "ro", "--by", "Ana")
    assert tflow("export", "news", "--to", "ro") == "Într-o zi.\n\nTraducere de Ana\n"
    assert "1 of 1" in tflow.fails(3, "export", "news", "--to", "uk")
    states = {job["language"]: job["translated"] for job in tflow.json("status")}
    assert states == {"ro": 1, "uk": 0}


def test_sentences_join_as_the_target_language_wants(new_project):
    to_chinese = new_project("en", "zh", name="zh")
    to_chinese.article("It rains. We stay.\n")
    to_chinese.translate("news", "下雨了。", "我们留下。", by="Li")
    assert to_chinese("export", "news").startswith("下雨了。我们留下。\n")
    to_english = new_project("zh", "en", name="en")
    to_english.article("下雨了。我们留下。\n")
    to_english.translate("news", "It rains.", "We stay.", by="Li")
    assert to_english("export", "news").startswith("It rains. We stay.\n")


@pytest.mark.parametrize("name", ["news.en", "news"])
def test_an_export_into_a_folder_is_named_for_its_language(tflow, tmp_path, name):
    tflow.article("One day.\n", name)
    tflow.translate(name, "Într-o zi.")
    tflow("export", name, "-o", tmp_path)
    assert (tmp_path / "news.ro.txt").is_file()


def test_the_program_works_from_any_folder_below_the_project(tflow, monkeypatch):
    tflow.article("One day.\n")
    deep = tflow.folder / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    done = tflow.process("list", "--json")
    assert done.returncode == 0, done.stderr
    assert Path(tflow.folder / "news.txt").is_file()


def test_the_demo_makes_what_it_must(tmp_path):
    said = Tflow(tmp_path)("demo", tmp_path / "walk")
    assert "$ tflow export river-ferry -o river-ferry.uk.txt --to uk" in said
    for tag in ("ro", "uk"):
        expected = ROOT / f"projects/demo/expected/river-ferry.{tag}.txt"
        assert (tmp_path / f"walk/river-ferry.{tag}.txt").read_bytes() == expected.read_bytes()
    assert "warning: " not in said
    assert "there already" in Tflow(tmp_path).fails(2, "demo", tmp_path / "walk")


@pytest.mark.parametrize("target", ["- Bună!", "— Bună!", "-5 grade", "-x", "{1}", "=1+1"])
def test_a_target_may_begin_with_anything(tflow, target):
    tflow.article("Hello!\n")
    tflow("translate", "news", 1, target, "--by", "Ana")
    assert tflow.json("show", "news")[0]["target"] == target
