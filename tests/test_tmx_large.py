"""TMX files so large beside the memory that the indexes of its table are made behind them."""

import signal
import sqlite3

import pytest

from tests.test_tmx import GOOD, HEAD, PAIR, TAIL, entries, interrupted, put


def indexes(tflow):
    with sqlite3.connect(tflow.folder / "project.db") as database:
        found = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name").fetchall()
    database.close()
    return found


def large(first="", last=TAIL, units=9_000):
    """A file of 1 kB a unit."""
    more = "and all that was said of it in the town on that day, " * 8
    body = "".join(PAIR.format(f"Sentence {n}, {more}{n * 7}.", f"Fraza {n}, {more}.") for n in range(units))
    return HEAD + first + body + last


def test_a_large_file_comes_in_as_a_small_one_does(tflow):
    tflow.article("Three.\n")
    tflow("translate", "news", 1, "Trei.", "--by", "Ana")
    tflow("memory", "import", put(tflow, HEAD + GOOD + TAIL))
    before = indexes(tflow)
    twice = PAIR.format("Four.", "Patru.")
    known = PAIR.format("Two.", "Doi.") + PAIR.format("Two.", "Două.")
    path = put(tflow, large(twice + known + twice, twice + TAIL), "large.tmx")
    assert "9,002 entries new, 3 there already." in tflow.run("memory", "import", path).stderr
    assert indexes(tflow) == before
    found = [entry.target for entry in entries(tflow)]
    assert found[:5] == ["Trei.", "Unu.", "Doi.", "Patru.", "Două."]
    assert [target.split(",")[0] for target in found[5:]] == [f"Fraza {n}" for n in range(9_000)]
    tflow("verify")
    assert "0 entries new, 9,005 there already." in tflow.run("memory", "import", path).stderr
    tflow.article("Four.\n\nSentence 8999, and all that was said of it.\n", "other")
    found = tflow.json("show", "other", "--matches")
    assert found[0]["matches"][0]["target"] == "Patru."
    assert tflow.json("memory", "search", '"Fraza 8999"')[0]["target"].startswith("Fraza 8999,")


def test_a_large_file_that_is_broken_leaves_the_memory_as_it_was(tflow):
    tflow("memory", "import", put(tflow, HEAD + GOOD + TAIL))
    before = indexes(tflow)
    path = put(tflow, large(last="<tu></tuv></tu>" + TAIL), "large.tmx")
    assert "line 9005: this is not well-formed XML (mismatched tag). 9,000 units before" in tflow.fails(
        1, "memory", "import", path
    )
    assert (len(entries(tflow)), indexes(tflow)) == (2, before)
    assert "9,000 entries new" in tflow.run("memory", "import", path, "--partial").stderr
    assert (len(entries(tflow)), indexes(tflow)) == (9_002, before)
    tflow("verify")


@pytest.mark.parametrize(("name", "code"), [("SIGKILL", -9), ("SIGINT", 130)])
def test_a_large_import_that_is_interrupted_leaves_the_memory_as_it_was(tflow, name, code):
    tflow("memory", "import", put(tflow, HEAD + GOOD + TAIL))
    before = indexes(tflow)
    path = put(tflow, large(units=40_000), "large.tmx")  # the log grows from its first quarter on
    assert interrupted(tflow, path, getattr(signal, name)) == code
    assert (len(entries(tflow)), indexes(tflow)) == (2, before)
    tflow("verify")
