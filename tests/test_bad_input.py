"""Bad input gets one clear sentence, the exit code that was promised, and changes nothing."""

import ctypes
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NEWS, NEWS_RO, ROOT, Tflow


def put(tflow, data, name="bad.txt"):
    path = tflow.folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ["is empty"]),
        (b" \n\r\n\t", ["is empty"]),
        (b"***\n\n---\n", ["nothing to translate"]),
        (b"caf\xe9", ["Byte 3", "--encoding"]),
        (b"one\0two and more", ["NUL", "byte 3", "delete the character"]),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\xff\xfe\0", ["was not imported", "binary"]),
        ("Ştiri în UTF-16 fără semn.".encode("utf-16-le"), ["--encoding utf-16-le"]),
    ],
)
def test_files_that_are_no_text(tflow, data, words):
    said = tflow.fails(1, "import", put(tflow, data))
    assert all(word in said for word in [*words, "bad.txt"]), said
    assert tflow.json("list") == []


def test_the_proposed_encoding_works(tflow):
    path = put(tflow, "Știrile de azi: o zi frumoasă la Iași, cu soare și vânt.".encode("iso-8859-16"))
    assert "--encoding" in tflow.fails(1, "import", path)
    tflow("import", path, "--encoding", "iso-8859-16")
    assert tflow.run("export", "bad", "--allow-unfinished").stdout_bytes == path.read_bytes()


def test_no_encoding_is_guessed_from_a_letter_or_two(tflow):
    said = tflow.fails(1, "import", put(tflow, "ferry,bac\nbank,bănci\ncountry,ţări\n".encode("windows-1250")))
    assert "windows-1250" in said
    assert "big5" not in said


@pytest.mark.parametrize("encoding", ["klingon", "base64", "idna"])
def test_encodings_that_are_none(tflow, encoding):
    tflow.fails(2, "import", put(tflow, b"abc \xff"), "--encoding", encoding)


def test_of_several_files_all_or_none_are_imported(tflow):
    good, bad = put(tflow, b"Good.", "good.txt"), put(tflow, b"\xff", "bad.txt")
    tflow.fails(1, "import", good, bad)
    assert tflow.json("list") == []
    tflow.fails(2, "import", good, good)
    assert tflow.json("list") == []
    tflow.fails(2, "import", good, put(tflow, b"Other.", "other.txt"), "--name", "both")


@pytest.mark.parametrize("name", ["", "  ", "a\x07b", "x" * 121, "../x", "-x"])
def test_names_that_no_article_can_bear(tflow, name):
    assert "cannot name an article" in tflow.fails(2, "import", put(tflow, b"Text."), f"--name={name}")


def test_names_that_exist(tflow):
    tflow.article("One.")
    path = put(tflow, b"Two.", "news.txt")
    assert "already" in tflow.fails(2, "import", path)
    assert "already" in tflow.fails(2, "import", path, "--name", "NEWS")
    tflow("import", path, "--name", "other")


@pytest.mark.parametrize("path", ["nowhere.txt", "."])
def test_files_that_cannot_be_read(tflow, path):
    assert "cannot be read" in tflow.fails(1, "import", tflow.folder / path)


def test_formats_that_are_none(tflow):
    assert "text" in tflow.fails(2, "import", put(tflow, b"Text."), "--format", "papyrus")


@pytest.mark.parametrize(
    ("tag", "suggestion"),
    [
        ("romanian", "ro (Romanian)"),
        ("Ukranian", "uk (Ukrainian)"),
        ("rro", "ro"),
        ("xx", "BCP 47"),
        ("e n", ""),
        ("", ""),
    ],
)
def test_unknown_languages(tmp_path, tag, suggestion):
    tflow = Tflow(tmp_path / "p")
    said = tflow.fails(2, "init", tflow.folder, "--from", "en", "--to", tag)
    assert suggestion in said
    assert not tflow.folder.exists()


@pytest.mark.parametrize("targets", [["en"], ["ro", "RO"]])
def test_languages_that_do_not_make_a_project(tmp_path, targets):
    words = [word for tag in targets for word in ("--to", tag)]
    Tflow(tmp_path / "p").fails(2, "init", tmp_path / "p", "--from", "en", *words)
    assert not (tmp_path / "p").exists()


def test_a_target_language_that_the_project_has_not(tflow):
    tflow.article("One.")
    for command in (["show", "news"], ["export", "news"], ["check", "news"], ["status"], ["next"], ["log", "news"]):
        assert "'de'" in tflow.fails(2, *command, "--to", "de")


def test_several_targets_and_none_named(new_project):
    tflow = new_project("en", "ro", "uk")
    tflow.article("One.")
    assert "ro, uk" in tflow.fails(2, "show", "news")
    tflow("show", "news", "--to", "RO")


def test_a_project_that_is_one_already(tflow):
    assert "already" in tflow.fails(2, "init", tflow.folder, "--from", "en", "--to", "de")


def test_folders_that_are_no_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "is no project" in Tflow(tmp_path / "nowhere").fails(2, "list")
    done = Tflow(tmp_path).process("list")
    assert done.returncode == 2
    assert "translate-flow init" in done.stderr


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("[project", "TOML"),
        ("[project]\nsource = 'en'", "languages"),
        ("[project]\nsource = 'en'\ntargets = 'ro'", "language tags"),
        ("[projct]\nsource = 'en'", "'projct'"),
        ("source = 'en'", "source"),
        ("\xff", "TOML"),
        ("[credit]\n# a\n[credit]\n", "[credit] stands in line 1 already"),
    ],
)
def test_a_broken_project_file(tflow, toml, word):
    (tflow.folder / "project.toml").write_bytes(toml.encode("latin-1"))
    assert word in tflow.fails(1, "list")


@pytest.mark.parametrize("settings", ["[checks]\nnumbers = 'fatal'", "[checks]\nnumers = 'off'"])
def test_settings_of_checks_that_are_none(tflow, settings):
    tflow.article("One.")
    path = tflow.folder / "project.toml"
    path.write_text(path.read_text() + settings)
    tflow.fails(1, "check", "news")


def test_articles_that_are_not_there(tflow):
    assert "import FILE" in tflow.fails(2, "show", "news")
    tflow.article("One.")
    assert "Did you mean news?" in tflow.fails(2, "show", "nws")
    for command in ("export", "check", "finish", "log", "undo", "status", "next"):
        tflow.fails(2, command, "nothing")


@pytest.mark.parametrize("segments", ["5", "0", "1-9", "x", "3-1", "1,,2", "-1", "1-", "²"])
def test_segments_that_are_not_there(tflow, segments):
    tflow.article(NEWS)
    tflow.fails(2, "show", "news", "--", segments)
    tflow.fails(2, "check", "news", "--", segments)
    tflow.fails(2, "translate", "--by", "Ana", "--", "news", segments, "x")


def test_more_than_one_segment_where_one_is_meant(tflow):
    tflow.article(NEWS)
    assert "several" in tflow.fails(2, "translate", "news", "1-2", "x", "--by", "Ana")


def test_nobody_is_named(tflow, monkeypatch):
    tflow.article(NEWS)
    assert "--by NAME" in tflow.fails(2, "translate", "news", "1", "x")
    tflow.fails(2, "translate", "news", "1", "x", "--by", "  ")
    tflow.fails(2, "translate", "news", "1", "x", "--by", "A\x1b[31m")
    tflow.fails(2, "review", "news", "--accept")
    monkeypatch.setenv("TRANSLATE_FLOW_USER", "Ana")
    tflow("translate", "news", "1", "Titlu")
    assert tflow.json("show", "news", "1")[0]["translator"] == "Ana"


def test_the_users_settings_name_them(tflow):
    tflow.article(NEWS)
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "translate-flow" / "config.toml"
    config.parent.mkdir()
    config.write_text('name = "Ana Munteanu"')
    tflow("translate", "news", "1", "Titlu")
    assert tflow.json("show", "news", "1")[0]["translator"] == "Ana Munteanu"
    config.write_text("name = ")
    assert "config.toml" in tflow.fails(2, "translate", "news", "1", "Altul")


@pytest.mark.parametrize("text", ["", "   ", "a\0b"])
def test_targets_that_are_none(tflow, text):
    tflow.article(NEWS)
    tflow.fails(2, "translate", "news", "1", "-", "--by", "Ana", stdin=text.encode())
    assert tflow.json("show", "news", "1")[0]["version"] == 0


def test_a_target_that_is_no_utf8(tflow):
    tflow.article(NEWS)
    assert "U+DCE9" in tflow.fails(2, "translate", "news", "1", "-", "--by", "Ana", stdin=b"caf\xe9")


def test_a_target_from_standard_input(tflow):
    tflow.article(NEWS)
    tflow("translate", "news", "1", "-", "--by", "Ana", stdin="Titlu — „nou”\n")
    assert tflow.json("show", "news", "1")[0]["target"] == "Titlu — „nou”"


def test_commands_that_are_none(tflow):
    assert "Did you mean export?" in tflow.fails(2, "exprot", "news")
    tflow.fails(2, "export")
    tflow.fails(2, "review", "news", "--accept", "--reject")


def test_states_that_an_export_cannot_require(tflow):
    tflow.article(NEWS)
    tflow.fails(2, "export", "news", "--require", "perfect")


def test_an_export_that_its_encoding_cannot_hold(tflow):
    path = put(tflow, b"caf\xe9 noir", "old.txt")
    tflow("import", path, "--encoding", "cp1252")
    tflow.translate("old", "cafea neagră și ceai")
    said = tflow.fails(1, "export", "old", "-o", tflow.folder / "out.txt")
    assert "U+0103" in said
    assert not (tflow.folder / "out.txt").exists()
    assert tflow("export", "old", "--encoding", "utf-8").startswith("cafea neagră")


def test_an_output_that_cannot_be_written(tflow):
    tflow.article("One.")
    tflow.translate("news", "Unu.")
    assert "was not written" in tflow.fails(1, "export", "news", "-o", tflow.folder / "no" / "where.txt")
    out = tflow.folder / "out.txt"
    out.write_text("old")
    tflow("export", "news", "-o", out)
    assert out.read_text().startswith("Unu.")
    assert not list(tflow.folder.glob(".out*"))


def test_a_link_in_the_output_folder_is_not_followed(tflow, tmp_path):
    tflow.article("One.")
    tflow.translate("news", "Unu.")
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tflow.folder / "out.txt").symlink_to(victim)
    tflow("export", "news", "-o", tflow.folder / "out.txt")
    assert victim.read_text() == "precious"


def test_control_and_bidi_characters_do_not_reach_the_terminal(tflow):
    tflow.article("Red \x1b[31malert \u202eabc.\n".encode())
    shown = tflow("show", "news")
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert "\\u001b" in shown
    assert tflow.json("show", "news")[0]["source"] == "Red \x1b[31malert \u202eabc."


def test_a_full_disk_keeps_what_was_saved(tflow):
    """The kernel refuses to let files grow: a save fails in one sentence, the older ones stay."""
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:2])
    size = (tflow.folder / "project.db").stat().st_size

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 4, size // 4))

    done = tflow.process("translate", "news", "3", "-", "--by", "Ana", input="x" * size, preexec_fn=no_room)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "disk" in done.stderr
    assert [s["version"] for s in tflow.json("show", "news")] == [1, 1, 0, 0]
    tflow("verify")


def test_a_full_disk_leaves_no_half_written_export(tflow):
    tflow.article("A long line of text, again and again.\n" * 3000)

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000))

    done = tflow.process("export", "news", "--allow-unfinished", "-o", "out.txt", preexec_fn=no_room)
    assert done.returncode == 1
    assert "out.txt was not written" in done.stderr
    assert not list(tflow.folder.glob("*out.txt*"))


def _as_anybody():
    """Root may write everywhere, permissions or not, until the kernel takes that right away (capabilities(7))."""
    drop_from_bounding_set, may_override_permissions = 24, 1
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(drop_from_bounding_set, may_override_permissions, 0, 0, 0)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_read_only_project_can_be_read_and_says_that_it_cannot_be_written(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    for path in [*tflow.folder.iterdir(), tflow.folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        read = tflow.process("show", "news", "--json", preexec_fn=_as_anybody)
        assert read.returncode == 0, read.stderr
        assert [s["target"] for s in json.loads(read.stdout)] == list(NEWS_RO)
        write = tflow.process("translate", "news", "1", "x", "--by", "Ana", preexec_fn=_as_anybody)
        assert write.returncode == 1, write.stderr
        assert "read-only" in write.stderr
        assert "Traceback" not in write.stderr
    finally:
        tflow.folder.chmod(0o755)


def test_a_closed_pipe_is_no_error_message(tflow):
    tflow.article("\n".join(f"Sentence {n} of a long article." for n in range(5000)))
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = f"{sys.executable} -m translate_flow --project {tflow.folder} show news | head -1"
    done = subprocess.run(["sh", "-c", command], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr
