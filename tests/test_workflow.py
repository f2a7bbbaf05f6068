"""Every cell of the workflow table, and the workflow as people meet it."""

import pytest

from tests.conftest import NEWS, NEWS_RO
from translate_flow.errors import Refused
from translate_flow.model import State
from translate_flow.workflow import Action, step

NEW, DONE, READ, LAST = State.INITIAL, State.TRANSLATED, State.REVIEWED, State.FINAL
# rows: action; columns: what it does to initial, translated, reviewed, final; None: refused
CELLS = {
    Action.DRAFT: (NEW, NEW, NEW, None),
    Action.TRANSLATE: (DONE, DONE, DONE, None),
    Action.ACCEPT: (None, READ, None, None),
    Action.REJECT: (None, NEW, NEW, NEW),
    Action.FINISH: (None, None, LAST, None),
}


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("by", ["Ana", "ana ", "Ion"])
def test_every_cell(action, state, by):
    expected = CELLS[action][list(State).index(state)]
    if action is Action.ACCEPT and by != "Ion":
        expected = None
    if expected is None:
        with pytest.raises(Refused, match="Segment 7 "):
            step(state, action, by, "Ana", number=7)
    else:
        assert step(state, action, by, "Ana", number=7) is expected


def test_one_person_may_do_both_where_the_project_says_so(tflow):
    tflow.article("One day.\n")
    tflow.translate("news", "Într-o zi.")
    assert "Another person" in tflow.fails(1, "review", "news", "1", "--accept", "--by", "Ana")
    settings = tflow.folder / "project.toml"
    settings.write_text(settings.read_text().replace("second_person = true", "second_person = false"))
    tflow("review", "news", "--accept", "--by", "Ana")
    assert tflow.json("show", "news")[0]["state"] == "reviewed"


def test_a_rejection_needs_a_reason_and_is_seen_by_the_translator(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    assert "needs a reason" in tflow.fails(2, "review", "news", "2", "--reject", "--by", "Ion")
    tflow("review", "news", "2", "--reject", "-m", "„Luni” lipsește", "--by", "Ion")
    sent_back = tflow.json("show", "news", "2")[0]
    assert (sent_back["state"], sent_back["is_draft"], sent_back["target"]) == ("initial", True, NEWS_RO[1])
    assert "„Luni” lipsește" in tflow("next", "news")
    assert "„Luni” lipsește" in tflow("show", "news", "2")
    tflow("translate", "news", 2, "Podul s-a deschis luni.", "--by", "Ana")
    assert tflow.json("show", "news", "2")[0]["rejection"] == ""


def test_rejected_segments_come_first(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:3])
    tflow("review", "news", "3", "--reject", "-m", "no", "--by", "Ion")
    assert tflow.json("next", "news")["number"] == 3


def test_accepting_everything_leaves_ones_own_work_to_another(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("translate", "news", 2, "Altfel.", "--by", "Ion")
    assert "Left for another person: 2" in tflow.run("review", "news", "--accept", "--by", "Ion").stderr
    assert [s["state"] for s in tflow.json("show", "news")] == ["reviewed", "translated", "reviewed", "reviewed"]


def test_segments_named_are_accepted_all_or_none(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:2])
    tflow.fails(1, "review", "news", "1-3", "--accept", "--by", "Ion")
    assert [s["state"] for s in tflow.json("show", "news")] == ["translated", "translated", "initial", "initial"]


def test_a_changed_target_loses_its_review(tflow):
    tflow.article("One day.\n")
    tflow.translate("news", "Într-o zi.")
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("translate", "news", 1, "Odată.", "--by", "Ana")
    assert tflow.json("show", "news")[0]["state"] == "translated"
    assert tflow.json("show", "news")[0]["reviser"] == ""


def test_finish_wants_everything_reviewed_and_checked(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:3])
    said = tflow.fails(3, "finish", "news", "--by", "Ion")
    assert "4 of 4 segments are not reviewed: 1-4" in said
    tflow.translate("news", *NEWS_RO)
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("finish", "news", "--by", "Ion")
    assert "final" in tflow.fails(1, "translate", "news", 1, "x", "--by", "Ana")
    tflow("review", "news", "1", "--reject", "-m", "again", "--by", "Ion")
    assert tflow.json("show", "news", "1")[0]["state"] == "initial"


def test_review_one_by_one(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("review", "news", "--by", "Ion", stdin="a\nr\nprea lung\ns\nq\n")
    states = [s["state"] for s in tflow.json("show", "news")]
    assert states == ["reviewed", "initial", "translated", "translated"]
    assert tflow.json("show", "news", "2")[0]["rejection"] == "prea lung"


def test_drafts_are_kept_and_not_exported(tflow):
    tflow.article("One day.\n")
    tflow("translate", "news", 1, "Într-", "--draft", "--by", "Ana")
    shown = tflow.json("show", "news")[0]
    assert (shown["state"], shown["is_draft"]) == ("initial", True)
    assert "1 of 1 segments is not translated" in tflow.fails(3, "export", "news")
    assert tflow("export", "news", "--allow-unfinished") == "One day.\n"


def test_drafts_are_confirmed_word_for_word(tflow):
    tflow.article(NEWS)
    for number, target in enumerate(NEWS_RO[:3], 1):
        tflow("translate", "news", number, target, "--draft", "--by", "Ana")
    tflow("confirm", "news", "2", "--by", "Ana")
    assert [row["state"] for row in tflow.json("show", "news")][:3] == ["initial", "translated", "initial"]
    assert "1 segment as before" in tflow.run("undo", "news").stderr
    assert "3 segments confirmed." in tflow.run("confirm", "news", "--by", "Ana").stderr
    assert [row["target"] for row in tflow.json("show", "news")][:3] == list(NEWS_RO[:3])
    assert "Segment 3 has no draft" in tflow.fails(1, "confirm", "news", "3", "--by", "Ana")
    assert "No draft of 'news' waits" in tflow.fails(1, "confirm", "news", "--by", "Ana")


def test_what_was_sent_back_is_confirmed_by_its_number_only(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:2])
    tflow("translate", "news", 3, NEWS_RO[2], "--draft", "--by", "Ana")
    tflow("review", "news", "2", "--reject", "-m", "Which bridge?", "--by", "Ion")
    assert "left for other words: 2" in tflow.run("confirm", "news", "--by", "Ana").stderr
    assert "Sent back: 2" in tflow.fails(1, "confirm", "news", "--by", "Ana")
    tflow("confirm", "news", "2", "--by", "Ana")
    assert {row["state"] for row in tflow.json("show", "news", "1-3")} == {"translated"}
