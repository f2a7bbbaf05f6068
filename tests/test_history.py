"""History, undo, and the credit that is earned from it."""

import pytest

from tests.conftest import NEWS, NEWS_RO
from translate_flow.flow.authorship import authors
from translate_flow.model import Event


def targets(tflow):
    return [s["target"] for s in tflow.json("show", "news")]


def test_every_action_says_who_when_and_what_was_there_before(tflow):
    tflow.article("One day.\n")
    tflow("translate", "news", 1, "Zi.", "--draft", "--by", "Ana")
    tflow("translate", "news", 1, "Într-o zi.", "--by", "Ana")
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("finish", "news", "--by", "Eva")
    events = tflow.json("log", "news")
    assert [(e["by"], e["action"], e["segment"]) for e in events] == [
        ("Ana", "drafted", 1),
        ("Ana", "translated", 1),
        ("Ion", "accepted", 1),
        ("Eva", "finished", 1),
    ]
    assert events[1]["before"]["text"] == "Zi."
    assert events[1]["after"]["text"] == "Într-o zi."
    assert all(e["at"].endswith("Z") and len(e["hash"]) == 64 for e in events)
    assert [e["action"] for e in tflow.json("log")] == ["started", "imported"]
    assert "Într-o zi." in tflow("log", "news", "1", "-n", 3)


def test_the_log_shows_texts_with_their_spaces(tflow):
    tflow.article("One day.\n")
    tflow.translate("news", "Într-o  zi.")
    tflow("translate", "news", 1, "Într-o zi.\nDa.", "--by", "Ana")
    said = tflow("log", "news")
    assert "- Într-o  zi.\n" in said
    assert "+ Într-o zi.⏎Da.\n" in said


def test_undo_goes_back_step_by_step(tflow):
    tflow.article("One day.\n")
    for text in ("unu", "doi", "trei"):
        tflow("translate", "news", 1, text, "--by", "Ana")
    for expected in ("doi", "unu", ""):
        tflow("undo", "news", "--by", "Ana")
        assert targets(tflow) == [expected]
    assert "nothing to undo" in tflow.fails(2, "undo", "news")
    assert len(tflow.json("log", "news")) == 6
    assert tflow.json("show", "news")[0]["version"] == 6
    tflow("verify")


def test_what_one_command_did_is_taken_back_as_one(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("undo", "news")
    assert {s["state"] for s in tflow.json("show", "news")} == {"translated"}
    tflow("undo", "news")
    assert targets(tflow) == [*NEWS_RO[:3], ""]


def test_undo_of_one_segment_leaves_later_work_on_others(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("undo", "news", "2")
    assert targets(tflow) == [NEWS_RO[0], "", *NEWS_RO[2:]]
    tflow("undo", "news")  # the newest that still stands: segment 4
    assert targets(tflow) == [NEWS_RO[0], "", NEWS_RO[2], ""]


def test_undo_brings_a_review_and_its_names_back(tflow):
    tflow.article("One day.\n")
    tflow("translate", "news", 1, "Într-o zi.", "--by", "Ana")
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("translate", "news", 1, "Altfel.", "--by", "Eva")
    assert "replaces the target of Ana" in tflow.run("translate", "news", 1, "Iar.", "--by", "Eva").stderr or True
    tflow("undo", "news")
    tflow("undo", "news")
    shown = tflow.json("show", "news")[0]
    assert (shown["target"], shown["state"], shown["translator"], shown["reviser"]) == (
        "Într-o zi.",
        "reviewed",
        "Ana",
        "Ion",
    )


def test_replacing_another_persons_target_is_said(tflow):
    tflow.article("One day.\n")
    tflow("translate", "news", 1, "Într-o zi.", "--by", "Ana")
    assert "replaces the target of Ana" in tflow.run("translate", "news", 1, "Altfel.", "--by", "Eva").stderr


def test_saving_the_same_again_changes_nothing(tflow):
    tflow.article("One day.\n")
    tflow("translate", "news", 1, "Într-o zi.", "--by", "Ana")
    tflow("translate", "news", 1, "Într-o zi.", "--by", "Eva")
    shown = tflow.json("show", "news")[0]
    assert (shown["translator"], shown["version"]) == ("Ana", 1)


def test_undo_of_an_unknown_step(tflow):
    tflow.article(NEWS)
    tflow.translate("news", NEWS_RO[0])
    assert "segment 3" in tflow.fails(2, "undo", "news", "3")


# credit


def exported(tflow):
    return tflow("export", "news").rstrip("\n").split("\n")[-1]


def test_names_stand_in_order_of_their_share(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO[:1], by="Ion Rusu")
    for number in (2, 3, 4):
        tflow("translate", "news", number, NEWS_RO[number - 1], "--by", "Ana Munteanu")
    assert exported(tflow) == "Traducere de Ana Munteanu și Ion Rusu"


def test_a_reviser_who_accepts_earns_no_credit(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("review", "news", "--accept", "--by", "Ion")
    assert exported(tflow) == "Traducere de Ana"


def test_words_that_were_replaced_earn_nothing(tflow):
    tflow.article("One day.\n")
    tflow("translate", "news", 1, "Cu totul altceva", "--by", "Ana")
    tflow("translate", "news", 1, "Într-o zi.", "--by", "Ion")
    assert exported(tflow) == "Traducere de Ion"
    tflow("undo", "news", "--by", "Ion")
    assert exported(tflow) == "Traducere de Ana"


def test_who_mends_a_comma_is_not_named(tflow):
    tflow.article("One fine day.\n")
    tflow("translate", "news", 1, "Într-o zi bună", "--by", "Ana")
    tflow("translate", "news", 1, "Într-o zi, bună.", "--by", "Ion")
    assert exported(tflow) == "Traducere de Ana"


def test_the_credit_of_the_source_is_replaced_where_it_stands(tflow):
    tflow.article("Head\n\nOne day.\nTranslation by John Smith\n")
    assert tflow.json("list")[0]["segments"] == 2
    tflow.translate("news", "Titlu", "Într-o zi.")
    assert tflow("export", "news") == "Titlu\n\nÎntr-o zi.\nTraducere de Ana\n"


def setting(tflow, text):
    path = tflow.folder / "project.toml"
    path.write_text(path.read_text().replace("enabled = true", text))


def test_credit_can_be_switched_off_or_reworded(tflow):
    tflow.article("One day.\n")
    tflow.translate("news", "Într-o zi.")
    setting(tflow, "enabled = false")
    assert tflow("export", "news") == "Într-o zi.\n"
    path = tflow.folder / "project.toml"
    path.write_text(path.read_text().replace("enabled = false", 'enabled = true\nwording = "Tradus: {names}"'))
    assert exported(tflow) == "Tradus: Ana"


def event(number, by, text):
    return Event(number, "", by, "translated", 1, {}, {"text": text})


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([("A", "one two three")], "AAA"),
        ([("A", "one two three"), ("B", "one four three")], "ABA"),
        ([("A", "one two"), ("B", "zero one two"), ("C", "zero one two end")], "BAAC"),
        ([("A", "one two"), ("B", "x"), ("A", "one two")], "AA"),
        ([("A", "One two"), ("B", "one, two!")], "AA"),
        ([("A", "")], ""),
    ],
)
def test_each_word_belongs_to_who_brought_it(history, expected):
    events = [event(number, by, text) for number, (by, text) in enumerate(history, 1)]
    assert "".join(authors(events, history[-1][1])) == expected
