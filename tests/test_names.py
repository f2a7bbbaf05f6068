"""The ledger of names, and names in other scripts."""

import pytest

from translate_flow.terminology.transliteration import propose

ARTICLE = """Talks in Riyadh were led by Kirill Dmitriev. Later Dmitriev met Marco Velda on Monday.
The people of Riyadh saw Dmitriev. It was said that Marco Velda left.
"""


@pytest.mark.parametrize(
    ("name", "source", "target", "wanted"),
    [
        ("Володимир Зеленський", "uk", "ro", "Volodymyr Zelenskyi"),
        ("Згорани, Єнакієве, Знам'янка", "uk", "en", "Zghorany, Yenakiieve, Znamianka"),
        ("Юрій Їжакевич", "uk", "en", "Yurii Yizhakevych"),
        ("Щёлково Объезд", "ru", "en", "Shchelkovo Obieezd"),
        ("Дмитрий Юрьев", "ru", "fr", "Dmitrii Iurev"),
        ("София Щърбанов Янков", "bg", "en", "Sofia Shtarbanov Yankov"),
        ("Ђорђе Џанић Љубић", "sr", "en", "Đorđe Džanić Ljubić"),
        ("Đorđe Džanić Ljubić", "sr-Latn", "sr", "Ђорђе Џанић Љубић"),
        ("Αθήνα Ευαγγέλου Μπάμπης", "el", "en", "Athina Evangelou Bampis"),
        ("Ναύπλιο", "el", "en", "Nafplio"),
        ("Kharkiv", "en", "uk", "Харків"),
        ("НАТО", "ru", "en", "NATO"),
        ("Marco", "en", "ro", "Marco"),
        ("Trump", "en", "el", ""),
        ("Москва", "ru", "uk", "Москва"),
        ("東京", "ja", "uk", ""),
    ],
)
def test_transliteration(name, source, target, wanted):
    assert propose(name, source, target) == wanted


def ledger(tflow, article="news"):
    return {row["name"]: row for row in tflow.json("names", article)}


def test_the_ledger_has_first_mention_and_later_forms(tflow):
    tflow.article(ARTICLE)
    found = ledger(tflow)
    assert list(found) == ["Kirill Dmitriev", "Riyadh", "Marco Velda"]
    assert found["Kirill Dmitriev"]["later"] == [[2, "Dmitriev"], [3, "Dmitriev"]]
    assert (found["Riyadh"]["first"], found["Riyadh"]["rendering"], found["Riyadh"]["is_chosen"]) == (
        1,
        "Riyadh",
        False,
    )


def test_translations_that_disagree_are_told(tflow):
    tflow.article(ARTICLE)
    tflow.translate(
        "news", "La Riyadh, Kirill Dmitriev.", "Apoi Marco Velda, luni.", "Cei din Riad.", "Marko Welda plecă."
    )
    found = ledger(tflow)
    assert found["Marco Velda"]["found"] == {"Marco Velda": ["news:2"], "Marko Welda": ["news:4"]}
    assert found["Marco Velda"]["is_uneven"]
    assert not found["Kirill Dmitriev"]["is_uneven"]
    assert "two renderings: Marco Velda (news:2); Marko Welda (news:4)" in tflow("names", "news")


def test_a_chosen_rendering_holds_for_all_articles(tflow):
    tflow.article(ARTICLE)
    tflow.article("He lives in Riyadh.\n", "other")
    tflow.translate("news", "La Riad, Kirill Dmitriev.", "Apoi Marco Velda.", "Cei din Riyadh.")
    tflow("translate", "other", "1", "Trăiește în Riyadh.", "--by", "Ana")
    tflow("names", "news", "--set", "Riyadh", "Riad", "--kind", "place")
    row = ledger(tflow)["Riyadh"]
    assert (row["kind"], row["rendering"], row["is_chosen"]) == ("place", "Riad", True)
    assert row["lacking"] == ["news:3", "other:1"]
    assert [i["check"] for i in tflow.json("check", "other")] == ["terminology"]
    assert "not in news:3, other:1" in tflow("names", "news")
    tflow("glossary", "undo")
    assert not ledger(tflow)["Riyadh"]["is_chosen"]


def test_a_name_in_another_script_is_proposed(new_project):
    tflow = new_project("uk", "en")
    tflow.article("Учора у Харкові виступив Юрій Їжак. Там був Юрій Їжак.\n")
    assert ledger(tflow)["Юрій Їжак"]["rendering"] == "Yurii Yizhak"
    tflow.translate("news", "Yuriy Yizhak spoke.", "Yurii Yizhak was there.")
    assert list(ledger(tflow)["Юрій Їжак"]["found"]) == ["Yuriy Yizhak", "Yurii Yizhak"]


def test_german_nouns_are_no_names(new_project):
    tflow = new_project("de", "en")
    tflow.article("Gestern war die Sitzung in Berlin. Die Sitzung dauerte.\n")
    assert not ledger(tflow)
    tflow("names", "news", "--set", "Berlin", "Berlin")
    assert list(ledger(tflow)) == ["Berlin"]
