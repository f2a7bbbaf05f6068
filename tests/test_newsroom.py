"""What a newsroom and a documentation team met in their first days: each stays mended."""

import json
import os
import re
import subprocess

import pytest
from click.testing import CliRunner

from tests.conftest import NEWS, NEWS_RO
from tests.test_editing import editor, fill  # noqa: F401  (a fixture)
from translate_flow.cli.root import cli


@pytest.mark.parametrize(
    "encoding", ["idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined", "hex", "no"]
)
def test_only_encodings_of_texts_are_encodings(tflow, encoding):
    tflow.article(NEWS)
    path = tflow.folder / "other.txt"
    path.write_text("One.\n")
    assert "There is no encoding" in tflow.fails(2, "import", path, "--encoding", encoding)
    assert "There is no encoding" in tflow.fails(2, "segment", path, "--from", "en", "--encoding", encoding)
    assert "There is no encoding" in tflow.fails(2, "export", "news", "--pseudo", "--encoding", encoding)


@pytest.mark.parametrize("encoding", ["idna", "punycode", "hex"])
def test_a_file_that_names_an_encoding_of_no_texts(tflow, encoding):
    page, catalog, client = (tflow.folder / name for name in ("page.html", "messages.po", "client.xlf"))
    page.write_text(f'<html><head><meta charset="{encoding}"></head><body><p>Știri.</p></body></html>', "utf-8")
    catalog.write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset={encoding}\\n"\n\nmsgid "Știri"\nmsgstr ""\n', "utf-8"
    )
    client.write_text(f'<?xml version="1.0" encoding="{encoding}"?>\n<xliff version="2.0" srcLang="en"/>\n')
    tflow("import", page, catalog)
    assert [tflow.json("show", name)[0]["source"] for name in ("page", "messages")] == ["Știri.", "Știri"]
    assert f"encoding '{encoding}' is not known" in tflow.fails(1, "import", client)


def test_a_letter_that_the_wanted_encoding_lacks(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    said = tflow.fails(1, "export", "news", "--encoding", "latin-1")
    assert "cannot be written in iso8859-1." in said
    assert "source file" not in said


def test_no_color_is_kept(tflow, monkeypatch):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:1])
    told = ["--project", str(tflow.folder), "show", "news"], ["--project", str(tflow.folder), "show", "nws"]
    assert all("\x1b[" in CliRunner().invoke(cli, words, color=True).output for words in told)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not any("\x1b" in CliRunner().invoke(cli, words, color=True).output for words in told)


def test_an_article_from_standard_input(tflow):
    assert "--name" in tflow.fails(2, "import", "-", stdin=NEWS)
    tflow("import", "-", "--name", "bridge", stdin="# Bridge\n\nIt *opened*.\n")
    tflow("import", "-", "--name", "page", stdin="<!DOCTYPE html><p>One.</p>")
    tflow("import", "-", "--name", "notes", "--format", "markdown", stdin="It *opened*.\n")
    assert [a["format"] for a in tflow.json("list")] == ["text", "html", "markdown"]
    tflow("export", "page", "--pseudo", "-o", tflow.folder)
    assert (tflow.folder / "page.ro.pseudo.html").is_file()


def test_standard_input_is_cut(tflow):
    assert tflow("segment", "-", "--from", "en", stdin="One. Two.\n") == "One.\nTwo.\n\n"


def test_a_memory_goes_into_a_pipe(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    done = tflow.run("memory", "export", "-")
    assert "</tmx>" in done.stdout
    assert "4 entries" in done.stderr
    assert not (tflow.folder / "-").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_memory_does_not_replace_a_pipe(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    pipe = tflow.folder / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    tflow("memory", "export", pipe)
    assert b"</tmx>" in reader.communicate(timeout=20)[0]
    assert pipe.is_fifo()


def test_the_new_project_names_its_languages_as_they_are_stored(tmp_path):
    done = CliRunner().invoke(cli, ["init", str(tmp_path / "p"), "--from", "EN", "--to", "pt_br"])
    assert "en → pt-BR" in done.output


def test_a_folder_is_named_as_one(tflow):
    assert "is a folder" in tflow.fails(1, "import", tflow.folder)


def test_articles_of_files_with_one_name_do_not_export_over_each_other(tflow):
    for part in ("guide", "news"):
        (tflow.folder / part).mkdir()
        path = tflow.folder / part / "index.html"
        path.write_text(f"<p>The {part}.</p>")
        tflow("import", path, "--name", part)
        tflow("export", part, "--allow-unfinished", "-o", tflow.folder)
    assert "guide" in (tflow.folder / "guide.ro.html").read_text()
    assert "news" in (tflow.folder / "news.ro.html").read_text()
    tflow.article(NEWS, "bridge.en")
    tflow("export", "bridge.en", "--allow-unfinished", "-o", tflow.folder)
    assert (tflow.folder / "bridge.ro.txt").is_file()


def client_file(source, target):
    named = f' trgLang="{target}"' if target else ""
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="{source}"{named}><file id="f">'
        '<unit id="u"><segment state="translated"><source>Bye</source><target>Pa</target></segment></unit>'
        "</file></xliff>"
    )


def catalog(target):
    return f'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"Language: {target}\\n"\n\nmsgid "Bye"\nmsgstr "Pa"\n'


CLIENT_V1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="x"'
    ' source-language="en-GB" target-language="uk"><body><trans-unit id="1"><source>Bye</source><target>Па</target>'
    "</trans-unit></body></file></xliff>"
)


@pytest.mark.parametrize(
    ("content", "language"),
    [
        (client_file("en", "ro"), "ro"),
        (client_file("en-US", "RO-md"), "ro"),
        (client_file("en", "uk"), "uk"),
        (client_file("en", ""), "it does not say"),
        (client_file("en", "fr"), "they are in fr"),
        (client_file("de", "ro"), "they are from de"),
        (CLIENT_V1, "uk"),
        (catalog("uk"), "uk"),
        (catalog("ro_RO"), "ro"),
        (catalog("fr"), "they are in fr"),
        (catalog(""), "it does not say"),
    ],
)
def test_translations_go_into_the_language_that_the_file_names(new_project, content, language):
    tflow = new_project("en", "ro", "uk")
    path = tflow.folder / "client"
    path.write_text(content, "utf-8")
    said = tflow.run("import", path, "--by", "Ana").stderr
    filled = {tag for tag in ("ro", "uk") if tflow.json("show", "client", "--to", tag)[0]["target"]}
    assert (filled == {language}) if len(language) == 2 else (not filled and language in said)


def test_translations_of_another_language_stay_outside(tflow):
    path = tflow.folder / "client"
    path.write_text(client_file("en", "fr"), "utf-8")
    assert "they are in fr" in tflow.run("import", path).stderr
    assert not tflow.json("show", "client")[0]["target"]
    tflow("import", path, "--name", "asked", "--to", "ro")
    assert tflow.json("show", "asked")[0]["target"] == "Pa"
    path.write_text(client_file("en", ""), "utf-8")
    assert "left out" not in tflow.run("import", path, "--name", "unnamed").stderr
    assert tflow.json("show", "unnamed")[0]["target"] == "Pa"


def test_a_file_of_another_language_says_so_when_it_goes_out(new_project):
    tflow = new_project("en", "ro", "uk")
    path = tflow.folder / "client.xlf"
    path.write_text(client_file("en", "ro-RO"), "utf-8")
    tflow("import", path)
    tflow("translate", "client", 1, "Бувай", "--by", "Олеся", "--to", "uk")
    assert "into ro-RO" in tflow.run("export", "client", "--to", "uk").stderr
    assert "ro-RO" not in tflow.run("export", "client", "--to", "ro").stderr


def test_a_join_keeps_the_codes_of_each_target(tflow):
    path = tflow.folder / "page.md"
    path.write_text("We met in *Paris* now. She {1} left `it` and **one. Two** came.\n")
    tflow("import", path)
    targets = [
        "Ne-am întâlnit acum la {1}Paris{/1}.",
        "Ea {1} a lăsat {2} și {3}unu.",
        "Doi{1} au venit.",
    ]
    assert [s["source"] for s in tflow.json("show", "page")] == [
        "We met in {1}Paris{/1} now.",
        "She {1} left {2} and {3}one.",
        "Two{/1} came.",
    ]
    targets[2] = "Doi{/1} au venit."
    tflow.translate("page", *targets)
    before = tflow("export", "page")
    tflow("join", "page", "1-3", "--by", "Ana")
    assert tflow.json("show", "page")[0]["target"] == (
        "Ne-am întâlnit acum la {1}Paris{/1}. Ea {2} a lăsat {3} și {4}unu. Doi{/4} au venit."
    )
    assert tflow("export", "page") == before
    tflow("undo", "page")
    assert [s["target"] for s in tflow.json("show", "page")] == targets
    tflow("verify")


@pytest.mark.parametrize(
    ("at", "first", "second"),
    [
        ("bold", "See", "{1}bold{/1} here."),
        ("7", "See", "{1}bold{/1} here."),
        ("here", "See {1}bold{/1}", "here."),
        ("11", "See {1}bold{/1}", "here."),
        ("old", "See {1}b", "old{/1} here."),
    ],
)
def test_a_split_beside_a_code_leaves_it_whole(tflow, at, first, second):
    path = tflow.folder / "page.md"
    path.write_text("See **bold** here.\n")
    tflow("import", path)
    tflow("split", "page", 1, at)
    assert [s["source"] for s in tflow.json("show", "page")] == [first, second]
    tflow("undo", "page")
    assert tflow.json("show", "page")[0]["source"] == "See {1}bold{/1} here."


def test_a_cut_in_all_languages_is_undone_without_naming_one(new_project):
    tflow = new_project("en", "ro", "uk")
    tflow.article(NEWS)
    tflow("join", "news", "2-3")
    tflow("undo", "news")
    assert len(tflow.json("show", "news", "--to", "uk")) == 4
    tflow("join", "news", "2-3")
    tflow("translate", "news", 1, "Titlu", "--to", "ro", "--by", "Ana")
    assert "--to LANG" in tflow.fails(2, "undo", "news")
    tflow("undo", "news", "--to", "ro")
    tflow("undo", "news", "2")
    assert len(tflow.json("show", "news", "--to", "ro")) == 4
    tflow("verify")


def set_targets(tflow, *targets):
    path = tflow.folder / "project.toml"
    path.write_text(re.sub(r"targets = .*", f"targets = {json.dumps(targets)}", path.read_text("utf-8")), "utf-8")


def test_a_cut_from_before_a_language_came_is_undone(tflow):
    tflow.article(NEWS)
    tflow("join", "news", "2-3")
    set_targets(tflow, "ro", "uk")
    tflow("undo", "news", "--to", "ro")
    assert len(tflow.json("show", "news", "--to", "uk")) == 4
    tflow("verify")


def test_a_cut_keeps_the_work_of_a_language_that_is_switched_off(new_project):
    tflow = new_project("en", "ro", "uk")
    tflow.article(NEWS)
    tflow("translate", "news", 2, "Міст відкрили.", "--to", "uk", "--by", "Олеся")
    set_targets(tflow, "ro")
    tflow("join", "news", "2-3")
    set_targets(tflow, "ro", "uk")
    assert tflow.json("show", "news", "--to", "uk")[1]["target"] == "Міст відкрили."
    tflow("undo", "news", "--to", "uk")
    assert tflow.json("show", "news", "--to", "uk")[1]["state"] == "translated"
    tflow("verify")


def test_a_pair_around_two_sentences_is_no_mistake(tflow):
    path = tflow.folder / "page.md"
    path.write_text("**Note well. *Stay* here.** Fine.\n")
    tflow("import", path)
    assert [s["source"] for s in tflow.json("show", "page")] == ["{1}Note well.", "{1}Stay{/1} here.{/2}", "Fine."]
    tflow.translate("page", "{1}Atenție.", "{1}Rămâi{/1} aici.{/2}", "Bine.")
    assert tflow("export", "page").startswith("**Atenție. *Rămâi* aici.** Bine.\n")
    tflow.translate("page", "{1}Atenție.", "{1}Rămâi{/2} aici.{/1}", "Bine.")
    assert "cross" in tflow.fails(3, "export", "page")


def test_names_that_are_not_written_are_not_said_to_be(tflow):
    tflow.article("Text.\nTranslation by Bob Smith\n")
    tflow("translate", "news", 1, "Text.", "--by", "Ana")
    assert "Credit: Ana." in tflow.run("export", "news").stderr
    path = tflow.folder / "project.toml"
    path.write_text(path.read_text("utf-8").replace("enabled = true", "enabled = false"), "utf-8")
    done = tflow.run("export", "news")
    assert "Ana" not in done.stdout
    assert "Credit" not in done.stderr
    assert "Not named" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.po", 'msgid "Boat"\nmsgstr ""\n'),
        (
            "list.xlf",
            (
                '<xliff version="2.0"><file id="f"><unit id="1">'
                "<segment><source>Boat</source></segment></unit></file></xliff>"
            ),
        ),
    ],
)
def test_a_catalog_that_has_no_place_for_a_credit_is_not_said_to_have_one(tflow, name, content):
    path = tflow.folder / name
    path.write_text(content, "utf-8")
    tflow("import", path)
    tflow("translate", "list", 1, "Barcă", "--by", "Ana")
    done = tflow.run("export", "list")
    assert "Ana" not in done.stdout
    assert "Not named, for the document has no place for a credit: Ana." in done.stderr


def test_code_with_sentences_in_it_is_one_code_and_the_text_around_it_stands_once(tflow):
    path = tflow.folder / "page.md"
    path.write_text("Type `Open now. Close it! Done` and go. Then stop.\n")
    tflow("import", path)
    assert [one["source"] for one in tflow.json("show", "page")] == ["Type {1} and go.", "Then stop."]
    tflow.translate("page", "Tastați {1} și mergeți.", "Apoi opriți-vă.")
    assert tflow("export", "page").startswith("Tastați `Open now. Close it! Done` și mergeți. Apoi opriți-vă.\n")


def test_next_does_not_call_translated_what_stands_before(tflow):
    tflow.article("One.\nTwo.\n")
    tflow("translate", "news", 2, "Doi.", "--by", "Ana")
    assert "behind segment 1" in tflow.run("next", "news", "--after", 1).stderr
    tflow("translate", "news", 1, "Unu.", "--by", "Ana")
    assert "Everything" in tflow.run("next", "news").stderr


@pytest.mark.parametrize("status", ["admitted", "deprecated", "do-not-translate", "Preferred"])
def test_statuses_are_typed_as_they_are_shown(tflow, status):
    tflow("glossary", "add", "ferry", "ferry", "--status", status, "--by", "Ana")
    assert tflow.json("glossary", "list")[0]["status"] == status.lower()


def cuts(tflow, *words):
    return (
        f"subprocess.run([sys.executable, '-m', 'translate_flow', '--project', {str(tflow.folder)!r}, *{words!r},"
        " '--by', 'Bob'], check=True, capture_output=True)\n"
    )


def test_a_worksheet_follows_segments_that_move_meanwhile(tflow, editor):  # noqa: F811
    tflow.article("Head\n\nOne came. Two came. Three came.\nFour came.\nFive came.\n")
    editor(cuts(tflow, "join", "news", "2-3") + fill(4, "Trei.") + "\n" + fill(3, "Doi.") + "\n" + fill(6, "Cinci."))
    done = tflow.run("edit", "news", "--plain", "--by", "Ana")
    assert [s["target"] for s in tflow.json("show", "news")] == ["", "", "Trei.", "", "Cinci."]
    assert done.exit_code == 1
    assert done.stderr.count("joined or split") == 2
    [kept] = tflow.folder.glob("unsaved-*")
    assert "+ Doi." in kept.read_text("utf-8")


def test_sentences_that_stand_twice_keep_their_numbers(tflow, editor):  # noqa: F811
    tflow.article("One came. Two came.\nSame.\nSame.\n")
    editor(cuts(tflow, "join", "news", "1-2") + fill(4, "La fel."))
    assert tflow.run("edit", "news", "--plain", "--by", "Ana").exit_code == 1
    assert not any(s["target"] for s in tflow.json("show", "news"))
    [kept] = tflow.folder.glob("unsaved-*")
    assert "+ La fel." in kept.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list"], "no article yet"),
        (["status"], "no article yet"),
        (["next"], "no article yet"),
        (["glossary", "list"], "No terms"),
        (["glossary", "find", "bridge"], "No terms"),
        (["memory", "stats"], "memory is empty"),
    ],
)
def test_nothing_is_said_to_be_nothing(tflow, words, said):
    done = tflow.run(*words)
    assert (done.exit_code, done.stdout) == (0, "")
    assert said in done.stderr
    assert tflow.json(*words) in ([], None)
