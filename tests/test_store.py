"""The store: nothing acknowledged is lost, nothing is changed unseen, many can write."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.conftest import NEWS, NEWS_RO, ROOT
from translate_flow.store.schema import NEWEST

# saves 1, 2, 3 … into the segments of an article and says so once each save is acknowledged
WRITER = """
import sys
from pathlib import Path
from translate_flow import project as projects
from translate_flow.flow import translation
project = projects.load(Path(sys.argv[1]))
segment, start, count = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(start, start + count):
    translation.translate(project, "news", segment, f"save {number} of {segment}", by=f"P{segment}")
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def writer(tflow, segment, start, count, **options):
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", WRITER, str(tflow.folder), str(segment), str(start), str(count)]
    return subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True, **options)


def test_a_killed_process_loses_no_acknowledged_save(tflow):
    """100 processes, killed with SIGKILL at random moments while they save."""
    tflow.article(NEWS)
    dice = random.Random(7)
    acknowledged: dict[int, int] = {}
    for turn in range(50):
        running = [writer(tflow, segment, turn * 1000 + 1, 999) for segment in (1, 2)]
        for process in running:
            assert process.stdout.readline().strip()  # it is at work
        time.sleep(dice.random() * 0.05)
        for process in running:
            process.send_signal(signal.SIGKILL)
        for segment, process in enumerate(running, 1):
            rest = process.stdout.read().split()
            process.wait()
            process.stdout.close()
            acknowledged[segment] = int(rest[-1]) if rest else turn * 1000 + 1
        shown = tflow.json("show", "news", "1-2")
        for segment, last in acknowledged.items():
            _, saved, _, of = shown[segment - 1]["target"].split()
            # a save may have been written whose word of it did not get out any more; never the other way round
            assert int(of) == segment
            assert int(saved) in (last, last + 1)
    tflow("verify")


def test_many_processes_save_at_once(tflow):
    tflow.article("\n".join(f"Sentence number {n}." for n in range(1, 17)))
    running = [writer(tflow, segment, 1, 10, stderr=subprocess.PIPE) for segment in range(1, 17)]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert len(out.split()) == 10
    shown = tflow.json("show", "news")
    assert [s["target"] for s in shown] == [f"save 10 of {n}" for n in range(1, 17)]
    assert {s["version"] for s in shown} == {10}
    assert len(tflow.json("log", "news")) == 160
    tflow("verify")


def test_of_many_saves_on_one_version_one_wins(tflow):
    tflow.article(NEWS)
    tflow.translate("news", "Întâi.")
    words = [sys.executable, "-m", "translate_flow", "--project", str(tflow.folder), "translate", "news", "1"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [*words, f"Text {n}", "--by", f"P{n}", "--if-version", "1"], env=env, stderr=subprocess.PIPE, text=True
        )
        for n in range(8)
    ]
    codes = []
    for process in running:
        _, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        assert "locked" not in err
        codes.append(process.returncode)
    assert sorted(codes) == [0] + [4] * 7
    assert tflow.json("show", "news", "1")[0]["version"] == 2


def test_a_stale_save_is_refused_with_both_texts(tflow):
    tflow.article(NEWS)
    tflow("translate", "news", 1, "Al Anei", "--by", "Ana", "--if-version", 0)
    said = tflow.fails(4, "translate", "news", 1, "Al lui Ion", "--by", "Ion", "--if-version", 0)
    assert "Al Anei" in said
    assert "Al lui Ion" in said
    assert "--if-version 1" in said
    assert tflow.json("show", "news", "1")[0]["target"] == "Al Anei"


@pytest.fixture
def worked(tflow):
    """A project with something in each table."""
    tflow.article(NEWS)
    tflow("glossary", "add", "bridge", "pod", "--note", "nu punte")
    tflow.translate("news", *NEWS_RO)
    tflow("review", "news", "1", "--accept", "--by", "Ion")
    tflow("translate", "news", 4, "Șoferii așteptaseră 4 ani.", "--by", "Ana")
    tflow("waive", "news", 4, "numbers", "-m", "așa e", "--by", "Ion")
    tflow("verify")
    return tflow


COLUMNS = [
    ("article", "name"),
    ("article", "source_language"),
    ("revision", "file_name"),
    ("revision", "credit"),
    ("original", "content"),
    ("unit", "source"),
    ("unit", "key"),
    ("segment", "source"),
    ("segment", "tail"),
    ("job", "language"),
    ("target", "text"),
    ("target", "state"),
    ("target", "translator"),
    ("target", "saved_at"),
    ("event", "at"),
    ("event", "person"),
    ("event", "before"),
    ("event", "after"),
    ("event", "hash"),
    ("chain", "head"),
    ("waiver", "reason"),
    ("term", "text"),
    ("term", "note"),
]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda name: name)
def test_verify_finds_one_changed_letter(worked, table, column):
    with sqlite3.connect(worked.folder / "project.db") as database:
        [(key, value)] = database.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid DESC LIMIT 1").fetchall()
        if isinstance(value, bytes):
            value = value[:3] + bytes([value[3] ^ 1]) + value[4:]
        else:
            value = (chr(ord(value[0]) ^ 1) if value else "x") + value[1:]
        database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, key))
    database.close()
    found = worked.run("verify")
    assert found.exit_code == 1
    assert found.stdout.strip()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
        "DELETE FROM event WHERE id = (SELECT min(id) FROM event WHERE chain = 2)",
        "DELETE FROM target WHERE id = (SELECT max(id) FROM target)",
        "DELETE FROM segment WHERE id NOT IN (SELECT segment FROM target)",
        "DELETE FROM original",
    ],
)
def test_verify_finds_what_is_gone(worked, statement):
    extra = worked.article("Another one. With two.\n", "other")
    assert extra
    with sqlite3.connect(worked.folder / "project.db") as database:
        assert database.execute(statement).rowcount > 0
    database.close()
    assert worked.run("verify").exit_code == 1


def test_verify_finds_a_flipped_bit_in_the_file(worked):
    """In the pages themselves, where SQLite's own check sees nothing."""
    path = worked.folder / "project.db"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    data = bytearray(path.read_bytes())
    for text in ("The bridge over the Prut", "Podul peste Prut"):
        damaged = bytearray(data)
        at = damaged.find(text.encode())
        while at >= 0:
            damaged[at] ^= 1
            at = damaged.find(text.encode(), at + 1)
        path.write_bytes(damaged)
        assert worked.run("verify").exit_code == 1
    path.write_bytes(data)
    worked("verify")


def test_a_newer_database_can_be_read_not_written(worked):
    with sqlite3.connect(worked.folder / "project.db") as database:
        database.execute(f"INSERT INTO migration VALUES ({NEWEST + 1}, 'later', '2030-01-01')")
    database.close()
    assert worked.json("list")
    said = worked.fails(1, "translate", "news", 1, "x", "--by", "Ana")
    assert f"schema {NEWEST + 1}" in said
    assert "Update translate-flow" in said


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "empty"), (b"no database at all " * 100, "not a database"), (None, "no database")]
)
def test_what_is_no_database_is_said(worked, content, word):
    path = worked.folder / "project.db"
    for side in (path, path.with_name("project.db-wal"), path.with_name("project.db-shm")):
        side.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)
    assert word in worked.fails(1, "list")


def test_a_database_of_another_program_is_left_alone(worked):
    path = worked.folder / "project.db"
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE cats (name)")
    database.close()
    assert "not made by translate-flow" in worked.fails(1, "list")


def test_backup_and_restore(worked, tmp_path):
    backup = tmp_path / "backup.db"
    worked("backup", backup)
    assert "already" in worked.fails(2, "backup", backup)
    worked("backup", backup, "--overwrite")
    before = worked("show", "news", "--json")
    worked("restore", backup, tmp_path / "again")
    again = type(worked)(tmp_path / "again")
    assert again("show", "news", "--json") == before
    assert (tmp_path / "again/project.toml").read_text() == (worked.folder / "project.toml").read_text()
    again("verify")
    assert "already" in again.fails(2, "restore", backup, tmp_path / "again")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup.db"]


def test_a_damaged_project_is_not_backed_up(worked, tmp_path):
    with sqlite3.connect(worked.folder / "project.db") as database:
        database.execute("UPDATE target SET text = 'x' WHERE id = 1")
    database.close()
    worked.fails(1, "backup", tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_a_file_that_is_no_backup_is_refused(worked, tmp_path):
    (tmp_path / "b.db").write_bytes(b"no")
    worked.fails(1, "restore", tmp_path / "b.db", tmp_path / "again")
    worked.fails(2, "restore", tmp_path / "nowhere.db", tmp_path / "again")
    assert not (tmp_path / "again").exists()
