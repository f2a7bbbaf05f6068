"""Checks in the work: the gate, waivers, severities of the project."""

import json

from tests.conftest import NEWS, NEWS_RO


def issues(tflow, *args):
    return json.loads(tflow.run("check", "news", *args, "--json").stdout)


def test_issues_have_places_and_severities(tflow):
    tflow.article(NEWS)
    tflow.translate("news", NEWS_RO[0], "Podul  peste Prut s-a deschis luni.", "A costat 13 milioane de euro.")
    found = {issue["check"]: issue for issue in issues(tflow)}
    assert found["spaces"]["segment"] == 2
    assert (found["spaces"]["start"], found["spaces"]["end"]) == (5, 7)
    assert found["numbers"]["severity"] == "error"
    assert found["untranslated"]["segment"] == 4
    assert set(found["numbers"]) >= {"check", "severity", "segment", "start", "end", "message"}
    assert tflow.run("check", "news").exit_code == 3
    assert [issue["check"] for issue in issues(tflow, "2")] == ["spaces"]
    assert tflow.run("check", "news", "2").exit_code == 0


def test_the_gate_says_what_is_missing(tflow, tmp_path):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:2], "A costat 13 milioane de euro.")
    out = tmp_path / "out.txt"
    said = tflow.fails(3, "export", "news", "-o", out)
    assert "1 of 4 segments is not translated: 4" in said
    assert "segment 3: " in said
    assert not out.exists()
    tflow("translate", "news", 3, NEWS_RO[2], "--by", "Ana")
    done = tflow.run("export", "news", "--allow-unfinished")
    assert "Unfinished: 1 segment filled with the source text: 4." in done.stderr
    assert "A costat 12 milioane de euro.\nDrivers had waited for 3 years.\nTraducere de Ana\n" in done.stdout


def test_a_project_can_require_more(tflow):
    tflow.article("One day.\n")
    tflow.translate("news", "Într-o zi.")
    tflow("export", "news")
    assert "is not reviewed" in tflow.fails(3, "export", "news", "--require", "reviewed")
    path = tflow.folder / "project.toml"
    path.write_text(path.read_text().replace('require = "translated"', 'require = "final"'))
    assert "is not final" in tflow.fails(3, "export", "news")
    tflow("export", "news", "--require", "translated")


def test_a_waiver_opens_the_gate_until_the_text_changes(tflow):
    tflow.article("It cost 12 euros.\n")
    tflow.translate("news", "A costat ceva bani.")
    tflow.fails(3, "export", "news")
    assert "needs a reason" in tflow.fails(2, "waive", "news", "1", "numbers", "--by", "Ion")
    assert "finds nothing" in tflow.fails(2, "waive", "news", "1", "brackets", "-m", "x", "--by", "Ion")
    tflow("waive", "news", "1", "numbers", "-m", "redacția vrea așa", "--by", "Ion")
    assert [i["waived"] for i in issues(tflow) if i["check"] == "numbers"] == ["redacția vrea așa"]
    tflow("export", "news")
    tflow("check", "news")
    tflow("translate", "news", "1", "A costat niște bani.", "--by", "Ana")
    tflow.fails(3, "export", "news")
    tflow("undo", "news")
    tflow("export", "news")
    tflow("waive", "news", "1", "numbers", "--take-back", "--by", "Ion")
    tflow.fails(3, "export", "news")
    tflow.fails(2, "waive", "news", "1", "numbers", "--take-back", "--by", "Ion")
    tflow("verify")


def test_severities_of_the_project(tflow):
    tflow.article("It cost 12 euros.\n")
    tflow.translate("news", "A costat ceva bani.")
    path = tflow.folder / "project.toml"
    before = path.read_text()
    path.write_text(before + '[checks]\nnumbers = "warning"\n')
    assert [i["severity"] for i in issues(tflow) if i["check"] == "numbers"] == ["warning"]
    tflow("export", "news")
    path.write_text(before + '[checks]\nnumbers = "off"\n')
    assert not [i for i in issues(tflow) if i["check"] == "numbers"]


def test_saving_never_waits_for_checks(tflow):
    tflow.article("It cost 12 euros.\n")
    tflow("translate", "news", "1", "(Fals  fals", "--by", "Ana")
    assert tflow.json("show", "news")[0]["state"] == "translated"


def test_the_list_of_checks(tflow):
    tflow.article("One.\n")
    listed = tflow("check", "--list", "news")
    for name in ("untranslated", "numbers", "end-punctuation", "spaces", "repeated-words", "brackets", "terminology"):
        assert name in listed


def test_a_pseudo_translation_asks_for_nothing(tflow, tmp_path):
    tflow.article(NEWS)
    out = tmp_path / "pseudo.txt"
    tflow("export", "news", "--pseudo", "-o", out)
    lines = out.read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("Ɓŕîďĝé öþéńš éåŕļý ~")
    assert [bool(line) for line in lines] == [bool(line) for line in NEWS.split("\n")]
    assert all(len(line) > 1.25 * len(source) for line, source in zip(lines, NEWS.split("\n"), strict=True) if source)
    assert tflow.json("log", "news") == []


def test_safe_fixes_are_shown_and_undoable(tflow):
    tflow.article(NEWS)
    tflow.translate("news", NEWS_RO[0], "Podul  peste Prut s-a deschis luni .", *NEWS_RO[2:])
    done = tflow.run("check", "news", "--fix", "--by", "Ion")
    assert "+ Podul peste Prut s-a deschis luni." in done.stderr
    assert done.exit_code == 0
    assert tflow.json("show", "news", "2")[0]["target"] == "Podul peste Prut s-a deschis luni."
    assert "0 segments mended" in tflow.run("check", "news", "--fix", "--by", "Ion").stderr
    tflow("undo", "news")
    assert tflow.json("show", "news", "2")[0]["target"] == "Podul  peste Prut s-a deschis luni ."
    assert "Nobody is named" in tflow.fails(2, "check", "news", "--fix")


def test_issues_show_the_words_they_mean(tflow):
    tflow.article(NEWS)
    tflow.translate("news", NEWS_RO[0], NEWS_RO[1], "A costat 13 milioane de euro.")
    said = tflow.run("check", "news").stdout
    assert "It cost ›12 million‹ euros." in said or "It cost ›12‹ million euros." in said


def test_final_segments_are_not_mended(tflow):
    tflow.article("One  day.\n")
    tflow.translate("news", "Într-o  zi.")
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("finish", "news")
    tflow.run("check", "news", "--fix", "--by", "Eva")
    assert tflow.json("show", "news")[0]["state"] == "final"


def test_marks_are_named_with_their_article(tflow):
    tflow.article("We came home today.\n")
    tflow.translate("news", "Am venit acasă azi!")
    assert "with a full stop, the target with an exclamation mark" in tflow("check", "news")
