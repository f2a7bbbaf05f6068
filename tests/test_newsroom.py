"""What a newsroom and a documentation team met in their first days: each stays mended."""

import os
import subprocess

import pytest
from click.testing import CliRunner

from tests.conftest import NEWS, NEWS_RO
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
