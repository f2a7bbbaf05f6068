"""Memories from elsewhere that do not serve: said in a sentence, while the others do."""

import sqlite3

import pytest

from tests.conftest import NEWS, NEWS_RO
from tests.test_memory import best
from tests.test_tmx import HEAD, PAIR, TAIL
from translate_flow import project as projects
from translate_flow.flow.matches import Memory, Wish
from translate_flow.store.schema import NEWEST


def share(tflow, *paths):
    settings = tflow.folder / "project.toml"
    names = ", ".join(f'"{path}"' for path in paths)
    settings.write_text(settings.read_text() + f"[memory]\nalso = [{names}]\n")


@pytest.fixture
def news(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow.article("So.\n\nThe bridge over the Prut opened on Sunday.\n", "more")
    (tflow.folder / "empty.db").write_bytes(b"")
    (tflow.folder / "noise.db").write_bytes(b"no database " * 100)
    (tflow.folder / "noise.tmx").write_bytes(bytes(range(256)))
    (tflow.folder / "folder.tmx").mkdir()
    return tflow


@pytest.mark.parametrize(
    "path", ["nowhere.tmx", "../nowhere", "empty.db", "noise.db", "noise.tmx", "folder.tmx", "project.toml", "news.txt"]
)
def test_a_memory_that_cannot_be_read_is_said_and_the_others_serve(news, path):
    share(news, path)
    for words in (["show", "more", "2", "--matches"], ["next", "more", "--after", "1"],
                  ["memory", "search", "--explain", "The bridge over the Prut opened on Sunday."]):  # fmt: skip
        result = news.run(*words)
        assert result.exit_code == 0
        assert NEWS_RO[1] in result.stdout
        assert path.removeprefix("../") in result.stderr
        assert "Matches do without it." in result.stderr
    said = news.fails(1, "pretranslate", "more")
    assert path.removeprefix("../") in said
    assert "[memory] also" in said
    assert "restore" not in said
    assert not news.json("show", "more")[1]["target"]


def test_a_broken_tmx_serves_as_far_as_it_can_be_read(news):
    (news.folder / "cut.tmx").write_text(HEAD + PAIR.format("So.", "Așa.") + "<tu><tuv")
    share(news, "cut.tmx")
    result = news.run("show", "more", "1", "--matches")
    assert "Așa." in result.stdout
    assert "line 6" in result.stderr
    assert "--partial" not in result.stderr
    assert "line 6" in news.fails(1, "pretranslate", "more")


def test_a_project_that_names_itself_is_no_memory_from_elsewhere(news):
    share(news, ".", "project.db", "../project")
    assert {match["memory"] for match in best(news, "more", 2)} == {""}
    assert best(news, "news", 2) == []


def test_a_path_from_home(news, monkeypatch, tmp_path):
    (tmp_path / "legacy.tmx").write_text(HEAD + PAIR.format("So.", "Așa.") + TAIL)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    share(news, "~/legacy.tmx")
    assert best(news, "more", 1)[0]["target"] == "Așa."


def test_a_memory_that_others_write_or_that_is_newer_is_read(news, new_project):
    other = new_project("en", "ro", name="other")
    other.article("So.\n\nThe bridge over the Prut opened on Friday.\n", "mine")
    share(other, "../project")
    database = sqlite3.connect(news.folder / "project.db", isolation_level=None)
    database.execute(f"INSERT INTO migration VALUES ({NEWEST + 1}, 'later', '2030-01-01')")
    database.execute("BEGIN IMMEDIATE")
    assert best(other, "mine", 2)[0]["target"] == NEWS_RO[1]
    database.close()


def test_a_memory_that_others_write_stays_for_a_command_as_it_was(news, new_project):
    other = new_project("en", "ro", name="other")
    share(other, "../project")
    project, wish = projects.load(other.folder), Wish("The bridge over the Prut opened on Monday.")
    with project.open() as store, store.reading(), Memory(project, store, "en", "ro") as memory:
        before = memory.matches(wish)
        assert before[0].target == NEWS_RO[1]
        news("undo", "news")
        news("translate", "news", 2, "Podul s-a deschis luni.", "--by", "Ana")
        with projects.load(news.folder).open() as theirs, theirs.writing():
            theirs.tidy(is_whole=True)
        assert memory.matches(wish) == before
    with project.open() as store, store.reading(), Memory(project, store, "en", "ro") as memory:
        assert memory.matches(wish)[0].target == "Podul s-a deschis luni."
