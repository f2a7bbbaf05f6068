"""What first users broke: each stays mended."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from tests.conftest import NEWS, NEWS_RO, ROOT, Tflow
from tests.test_editing import editor, fill  # noqa: F401  (a fixture)


@pytest.mark.parametrize("text", ["- Ah, da.", "-Ahoj", "- Da", "-h", "-mb", "--hei"])
def test_a_dashed_line_of_dialogue_is_saved(tflow, text):
    tflow.article("Oh, yes.\n")
    tflow("translate", "news", 1, text, "--by", "Ana")
    assert tflow.json("show", "news")[0]["target"] == text


def other_saves(tflow, number, text):
    return (
        f"subprocess.run([sys.executable, '-m', 'translate_flow', '--project', {str(tflow.folder)!r}, 'translate',"
        f" 'news', '{number}', {text!r}, '--by', 'Bob'], check=True, capture_output=True)\n"
    )


def test_an_untouched_block_is_no_conflict(tflow, editor):  # noqa: F811
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("undo", "news", "1")
    editor(other_saves(tflow, 2, "Al lui Bob") + fill(1, "Titlu"))
    tflow("edit", "news", "--plain", "--by", "Ana")
    assert [s["target"] for s in tflow.json("show", "news", "1-2")] == ["Titlu", "Al lui Bob"]
    assert not list(tflow.folder.glob("unsaved-*"))


def test_a_kept_worksheet_knows_its_article_and_language(new_project, editor):  # noqa: F811
    tflow = new_project("en", "ro", "uk")
    tflow.article(NEWS, "x y")
    editor(fill(1, "Titlu") + "\ntext = text.replace('[1 ', '[99 ')")
    done = tflow.run("edit", "x y", "--plain", "--by", "Ana", "--to", "ro")
    [kept] = tflow.folder.glob("unsaved-*")
    assert "edit 'x y' --to ro --plain --resume" in done.stderr
    editor("text = text.replace('[99 ', '[1 ')")
    assert "en → ro" in tflow.fails(2, "edit", "x y", "--plain", "--resume", kept, "--by", "Ana", "--to", "uk")
    assert kept.is_file()
    tflow("edit", "x y", "--plain", "--resume", kept, "--by", "Ana", "--to", "ro")
    assert not kept.exists()


def test_resume_takes_worksheets_only(tflow, editor):  # noqa: F811
    tflow.article(NEWS)
    notes = tflow.folder / "notes.txt"
    notes.write_text("# my notes\n")
    editor("pass")
    assert "is no worksheet" in tflow.fails(2, "edit", "news", "--plain", "--resume", notes, "--by", "Ana")
    assert notes.read_text() == "# my notes\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_an_export_into_a_pipe_goes_through_it(tflow):
    tflow.article("One.\n")
    pipe = tflow.folder / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    tflow("export", "news", "--allow-unfinished", "-o", pipe)
    assert reader.communicate(timeout=20)[0] == b"One.\n"
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["project.db", "project.toml"])
def test_an_export_does_not_replace_the_project(tflow, name):
    tflow.article("One.\n")
    assert "of the project itself" in tflow.fails(2, "export", "news", "--allow-unfinished", "-o", tflow.folder / name)
    tflow("verify")


def test_a_folder_that_is_not_there_is_no_file(tflow):
    tflow.article("One.\n")
    assert "no folder" in tflow.fails(2, "export", "news", "--allow-unfinished", "-o", f"{tflow.folder}/nope/")
    assert not (tflow.folder / "nope").exists()


def test_a_broken_project_can_be_restored_in_its_place(tflow, tmp_path):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("backup", tmp_path / "b.db")
    (tflow.folder / "project.db").write_bytes(b"garbage " * 1000)
    assert "--replace" in tflow.fails(1, "list")
    assert "--replace" in tflow.fails(2, "restore", tmp_path / "b.db", tflow.folder)
    (tflow.folder / "project.db-wal").write_bytes(b"of another time")
    tflow("restore", tmp_path / "b.db", tflow.folder, "--replace")
    assert [s["target"] for s in tflow.json("show", "news")] == list(NEWS_RO)
    assert list(tflow.folder.glob("project.db.replaced*"))
    tflow("verify")


def test_a_log_that_is_left_over_does_not_come_into_a_restored_project(tflow, tmp_path):
    tflow.article(NEWS)
    tflow("backup", tmp_path / "b.db")
    folder = tmp_path / "again"
    folder.mkdir()
    (folder / "project.db-wal").write_bytes(b"left over")
    assert "project.db-wal" in tflow.fails(2, "restore", tmp_path / "b.db", folder)


def test_what_is_no_backup_is_named(tflow, tmp_path):
    (tmp_path / "b.db").write_bytes(b"garbage " * 1000)
    said = tflow.fails(1, "restore", tmp_path / "b.db", tmp_path / "again")
    assert str(tmp_path / "b.db") in said
    assert "restore FILE" not in said


def test_undo_says_whose_step_it_takes_back(tflow):
    tflow.article(NEWS)
    tflow("translate", "news", 1, "Titlu", "--by", "Ana")
    tflow("translate", "news", 2, "Text.", "--by", "Bob")
    assert "translated by Bob" in tflow.run("undo", "news", "--by", "Ana").stderr


def test_undo_takes_a_waiver_back(tflow):
    tflow.article("It cost 12 euros.\n")
    tflow.translate("news", "A costat ceva bani.")
    tflow("waive", "news", 1, "numbers", "-m", "așa e", "--by", "Ion")
    tflow("undo", "news")
    assert tflow.json("show", "news")[0]["target"] == "A costat ceva bani."
    tflow.fails(3, "export", "news")
    tflow("waive", "news", 1, "numbers", "-m", "așa e", "--by", "Ion")
    tflow("waive", "news", 1, "numbers", "--take-back", "--by", "Ion")
    tflow("undo", "news")
    tflow("export", "news")
    tflow("verify")


def test_what_is_required_is_required_of_an_unfinished_export_too(tflow):
    tflow.article("One. Two.\n")
    tflow.translate("news", "Unu.", "Doi.")
    tflow("review", "news", "1", "--accept", "--by", "Ion")
    done = tflow.run("export", "news", "--require", "reviewed", "--allow-unfinished")
    assert done.stdout.startswith("Unu. Two.\n")
    assert "filled with the source text: 2" in done.stderr
    assert tflow("export", "news", "--allow-unfinished").startswith("Unu. Doi.")


def test_a_project_is_made_wholly_or_not_at_all(tmp_path):
    tflow = Tflow(tmp_path / "p")
    bad = tmp_path / "bad.csv"
    bad.write_text("en,ro\n,pod\n")
    tflow.fails(1, "init", tflow.folder, "--from", "en", "--to", "ro", "--glossary", bad)
    assert not (tflow.folder / "project.toml").exists()
    tflow("init", tflow.folder, "--from", "en", "--to", "ro")


def test_a_draft_keeps_the_revisers_reason(tflow):
    tflow.article("One.\n")
    tflow.translate("news", "Unu.")
    tflow("review", "news", "1", "--reject", "-m", "alt cuvânt", "--by", "Ion")
    tflow("translate", "news", "1", "Un", "--draft", "--by", "Ana")
    assert tflow.json("show", "news")[0]["rejection"] == "alt cuvânt"
    tflow("translate", "news", "1", "Una.", "--by", "Ana")
    assert tflow.json("show", "news")[0]["rejection"] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are bytes on POSIX only")
@pytest.mark.parametrize(
    "words",
    [[b"show", b"\xff"], [b"translate", b"\xff", b"1", b"b", b"--by", b"A"], [b"glossary", b"add", b"a", b"\xff"]],
)
def test_arguments_that_are_no_utf8(tflow, words):
    tflow.article(NEWS)
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"translate_flow", b"--project", os.fsencode(tflow.folder), *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["log", "news", "-n", "9" * 20], ["show", "news", "9" * 5000], ["show", "news", "1-" + "9" * 30]]
)
def test_numbers_that_are_too_large(tflow, words):
    tflow.article(NEWS)
    tflow.fails(2, *words)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("second_person = true", 'second_person = "no"', "second_person"),
        ("second_person = true", "second_persn = false", "second_persn"),
        ("enabled = true", 'enabled = "false"', "enabled"),
        ("enabled = true", "wording = 5", "wording"),
        ("enabled = true", 'wording = "By {oops}"', "names"),
        ('targets = ["ro"]', 'targets = ["r o!"]', "r o!"),
        ('targets = ["ro"]', 'targets = ["ro", "ro"]', "twice"),
        ('targets = ["ro"]', 'targets = ["ro"]\ncolour = 1', "colour"),
        ('require = "translated"', 'require = "perfect"', "perfect"),
        ("[export]", "[formats]\ntext = 3\n[export]", "formats"),
        ("[export]", '[limits]\nheadline = "a"\n[export]', "headline"),
    ],
)
def test_settings_that_mean_nothing_are_said(tflow, before, after, word):
    path = tflow.folder / "project.toml"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    said = tflow.fails(1, "list")
    assert word in said
    assert "project.toml" in said


def test_a_project_file_with_a_byte_order_mark(tflow):
    path = tflow.folder / "project.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    tflow("list")


def test_json_is_json_in_every_encoding(tflow):
    tflow.article("Știri — 漢字 \U0001f600.\n")

    for encoding in ("latin-1", "ascii", "utf-8"):
        done = subprocess.run(
            [sys.executable, "-m", "translate_flow", "--project", str(tflow.folder), "show", "news", "--json"],
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
            capture_output=True,
            timeout=60,
        )
        assert json.loads(done.stdout)[0]["source"] == "Știri — 漢字 \U0001f600."


def test_output_that_is_closed(tflow):
    command = f'"{sys.executable}" -m translate_flow --project "{tflow.folder}" status >&-'
    done = subprocess.run(
        ["sh", "-c", command], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60
    )
    assert "Traceback" not in done.stderr


def test_one_name_in_two_normal_forms_is_one(tflow):
    tflow.article("One.\n", "cafe\u0301")
    assert tflow.json("show", "caf\u00e9")


def test_a_folder_is_no_article(tflow):
    assert "cannot be read" in tflow.fails(1, "import", ".")
    (tflow.folder / "a.txt").write_text("One.")
    assert "cannot name" in tflow.fails(2, "import", tflow.folder / "a.txt", "--name", "..")


def test_review_goes_on_over_ones_own_segments(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("translate", "news", 2, "Altfel.", "--by", "Ion")
    done = tflow.run("review", "news", "--by", "Ion", stdin="a\na\nr\n   \nlipsește ceva\nq\n")
    assert done.exit_code == 0, done.output
    shown = tflow.json("show", "news")
    assert [s["state"] for s in shown] == ["reviewed", "translated", "initial", "translated"]
    assert shown[2]["rejection"] == "lipsește ceva"
    assert "--reject" in tflow.fails(2, "review", "news", "1", "-m", "why", "--by", "Ion")


def test_a_mark_at_the_head_of_standard_input_is_none_of_the_text(tflow):
    tflow.article("One.\n")
    tflow("translate", "news", 1, "-", "--by", "Ana", stdin="\ufeffUnu.\n")
    assert tflow.json("show", "news")[0]["target"] == "Unu."


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM waiver",
        "UPDATE segment SET unit = (SELECT min(id) FROM unit)",
        "DELETE FROM unit WHERE id NOT IN (SELECT unit FROM segment)",
    ],
)
def test_verify_finds_these_too(tflow, statement):
    tflow.article("Head\n\nIt cost 12 euros.\n***\n")
    tflow.translate("news", "Titlu", "A costat ceva bani.")
    tflow("waive", "news", 2, "numbers", "-m", "așa e", "--by", "Ion")
    tflow("verify")
    with sqlite3.connect(tflow.folder / "project.db") as database:
        database.execute(statement)
    database.close()
    assert tflow.run("verify").exit_code == 1


def test_long_histories_and_repetitions_stay_cheap(tflow):
    """Not timed: with anything quadratic this would not end."""
    line = "The same sentence about the same harbour wall stands here again. "
    tflow.article(line * 3000 + "\n")
    target = "Aceeași propoziție despre același zid al portului stă iarăși aici."
    from translate_flow import project as projects
    from translate_flow.flow import saving, selection
    from translate_flow.flow.saving import Edit
    from translate_flow.workflow import Action

    project = projects.load(tflow.folder)
    with project.open() as store, store.writing():
        article = selection.article(store, "news")
        edits = [Edit(number, Action.TRANSLATE, target) for number in range(1, 3001)]
        saving.apply(store, project, article, "ro", edits, "Ana")
    tflow("verify")
    tflow("export", "news")
    tflow("show", "news", "--issues")
    tflow.article("漢字" * 6000 + "\n", "han")
    tflow("translate", "han", 1, "-", "--by", "Ana", stdin="漢" * 12000)
    tflow("translate", "han", 1, "-", "--by", "Ion", stdin="字漢" * 6000)
    tflow.run("export", "han")


def test_a_glossary_that_excel_wrote(tflow):
    path = tflow.folder / "excel.csv"
    path.write_text("sep=;\r\nen;ro\r\nbridge;pod\r\n;x\r\n", newline="")
    assert "line 4" in tflow.fails(1, "glossary", "import", path)
    path.write_text("sep=;\r\nen;ro\r\nbridge;pod\r\n", newline="")
    tflow("glossary", "import", path)
    assert tflow.json("glossary", "list")[0]["target"] == "pod"


def test_checks_are_listed_as_json_too(tflow):
    for words in (("--list", "--json"), ("--json", "--list")):
        listed = json.loads(tflow("check", *words))
        assert {"check", "severity", "doc"} == set(listed[0])


def test_a_command_that_is_stopped_says_so(tflow):
    tflow.article(NEWS)
    tflow.translate("news", "Podul")
    assert "Stopped" in tflow.fails(130, "review", "news", "--by", "Ion", stdin="")


def test_names_far_from_any_are_not_suggested(tflow):
    tflow.article("One.\n")
    assert "list" in tflow.fails(2, "show", "zzzzqqq")


def test_the_log_names_the_check_of_a_waiver_and_no_digests(tflow):
    tflow.article("It cost 12 euros.\n")
    tflow.translate("news", "A costat ceva bani.")
    tflow("waive", "news", 1, "numbers", "-m", "așa e", "--by", "Ion")
    tflow("waive", "news", 1, "numbers", "--take-back", "--by", "Ion")
    log = tflow("log", "news")
    assert "waived segment 1 [numbers]: așa e" in log
    assert "unwaived segment 1 [numbers]\n" in log
    tflow("glossary", "add", "cost", "preț")
    tflow("glossary", "form", "cost", "costat", "--no")
    log = tflow("log")
    assert "targets: ro\n" in log
    assert "is a form: no" in log
    assert "digest" not in log


def test_a_table_that_is_too_wide_for_the_terminal_moves_together(tflow):
    import pty  # not on Windows

    def shown(columns):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "translate_flow", "status", "--project", str(tflow.folder)]
        environment = os.environ | {"COLUMNS": str(columns)}
        subprocess.run(command, stdout=theirs, env=environment, check=True)
        screen = os.read(ours, 4000).decode()  # before the other end is closed: Linux drops what is unread
        os.close(theirs)
        os.close(ours)
        return screen.splitlines()

    tflow.article("One.\n")
    assert "sent back  translated" in shown(200)[0]
    narrow = shown(80)
    assert len(narrow) == 3
    assert max(len(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) for line in narrow) <= 80


def test_a_preview_leaves_addresses_of_links(tflow):
    settings = tflow.folder / "project.toml"
    settings.write_text(
        settings.read_text() + "[formats.markdown]\naddresses = true\n[formats.html]\naddresses = true\n"
    )
    for name, text in (
        ("a.md", "See [the page](https://x.org/a).\n"),
        ("b.html", '<p><a href="https://x.org/a">Go</a></p>'),
    ):
        (tflow.folder / name).write_text(text)
        tflow("import", tflow.folder / name)
        preview = tflow("export", name.partition(".")[0], "--pseudo")
        assert "https://x.org/a" in preview
        assert "page" not in preview
        assert "Go<" not in preview
