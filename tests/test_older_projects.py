"""Projects of older programs: brought up to date once, wholly or not at all."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests import older_projects
from tests.conftest import NEWS, NEWS_RO, ROOT
from tests.test_memory import best
from translate_flow import project as projects
from translate_flow.model import Entry
from translate_flow.store.memory_index import FRESH
from translate_flow.store.schema import NEWEST


@pytest.fixture
def news(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow.article("The bridge over the Prut opened on Tuesday.\n", "more")
    return tflow


@pytest.fixture
def large(news):
    with projects.load(news.folder).open() as store, store.writing():
        store.add_entries(Entry(f"word {number:x}", "cuvânt", "en", "ro") for number in range(2 * FRESH))
        store.tidy()
    return news


def changed(tflow, change):
    with closing(sqlite3.connect(tflow.folder / "project.db")) as database, database:
        change(database)


def schema_of(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT max(number) FROM migration").fetchone()[0]


def test_an_older_project_is_brought_up_to_date_wholly_or_not_at_all(news):
    def take_back(database):
        older_projects.before_memory(database)
        database.execute("CREATE TRIGGER full BEFORE UPDATE ON setting BEGIN SELECT raise(ABORT, 'no room'); END")
        database.execute("INSERT INTO setting (key, value) VALUES ('colour', 'red')")

    changed(news, take_back)
    with pytest.raises(sqlite3.IntegrityError):
        news.run("status")
    assert schema_of(news.folder / "project.db") == 1
    changed(news, lambda database: database.execute("DROP TRIGGER full"))
    assert best(news, "more", 1)[0]["target"] == NEWS_RO[1]
    news("verify")


def test_commands_that_meet_an_older_project_at_once_wait_for_one_another(large):
    changed(large, older_projects.before_planes)
    words = [sys.executable, "-m", "translate_flow", "--project", str(large.folder), "status"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(6)]
    assert [process.communicate()[1] for process in running] == [b""] * 6
    assert schema_of(large.folder / "project.db") == NEWEST
    assert schema_of(large.folder / "project.db.before-7") == 6


def test_many_entries_are_signed_anew_when_their_project_is_first_opened(large):
    changed(large, older_projects.before_planes)
    large("status")
    with projects.load(large.folder).open() as store:
        assert [store.fresh_mark(pair.id)[0] for pair in store.pairs()] == [0]
    large("verify")
    assert best(large, "more", 1)[0]["target"] == NEWS_RO[1]
