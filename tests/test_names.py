"""The ledger of names, and names in other scripts."""

import pytest

from translate_flow.terminology.transliteration import base_form, propose

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
        ("Дмитрий Юрьев", "ru", "es", "Dmitrii Iurev"),
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


# proposals as the press of a language writes them


@pytest.mark.parametrize(
    ("name", "source", "renderings"),
    [
        ("Хрущёв", "ru", {"de": "Chruschtschow", "fr": "Khrouchtchev", "ro": "Hrușciov", "en": "Khrushchev"}),
        ("Горбачёв", "ru", {"de": "Gorbatschow", "fr": "Gorbatchev", "ro": "Gorbaciov"}),
        ("Владимир Путин", "ru", {"de": "Wladimir Putin", "fr": "Vladimir Poutine", "ro": "Vladimir Putin"}),
        ("Достоевский", "ru", {"de": "Dostojewski", "fr": "Dostoïevski", "ro": "Dostoievski"}),
        ("Екатеринбург", "ru", {"de": "Jekaterinburg", "fr": "Iekaterinbourg", "ro": "Iekaterinburg"}),
        ("Сергей", "ru", {"de": "Sergei", "fr": "Sergueï", "ro": "Serghei"}),
        ("Алексей", "ru", {"de": "Alexei", "fr": "Alexeï"}),
        ("Василий", "ru", {"de": "Wassili", "fr": "Vassili"}),
        ("Чехов", "ru", {"de": "Tschechow", "fr": "Tchekhov", "ro": "Cehov"}),
        ("Володимир Зеленський", "uk", {"de": "Wolodymyr Selenskyj", "fr": "Volodymyr Zelenskyi"}),
        ("Київ", "uk", {"de": "Kyjiw", "en": "Kyiv"}),
        ("Румен Радев", "bg", {"de": "Rumen Radew", "en": "Rumen Radev"}),
        ("Русия", "bg", {"de": "Russland", "en": "Russia", "ro": "Rusia"}),
        ("European Union", "en", {"ro": "Uniunea Europeană", "de": "Europäische Union"}),
    ],
)  # fmt: skip
def test_names_as_the_press_writes_them(name, source, renderings):
    assert {target: propose(name, source, target) for target in renderings} == renderings


def test_names_that_were_never_cyrillic_have_no_proposal_by_letters():
    assert propose("Putin", "en", "ru") == "Путин"
    assert [propose(name, "en", "ru") for name in ("Joe Biden", "William Hughes", "Philadelphia")] == [""] * 3
    assert [propose(name, "en", "uk") for name in ("Joe Biden", "Jack White", "Philadelphia")] == [""] * 3


@pytest.mark.parametrize(
    ("name", "lang", "wanted"),
    [
        ("Москве", "ru", "Москва"),
        ("Сергеем Лавровым", "ru", "Сергей Лавров"),
        ("Санкт-Петербурге", "ru", "Санкт-Петербург"),
        ("Наталья Соловьёва", "ru", "Наталья Соловьёва"),
        ("Києві", "uk", "Київ"),
        ("Львові", "uk", "Львів"),
        ("Белый", "ru", "Белый"),
        ("Rome", "it", "Rome"),
    ],
)
def test_the_dictionary_form_of_a_name(name, lang, wanted):
    assert base_form(name, lang) == wanted


def test_forms_parts_and_countries_are_told_apart(new_project):
    tflow = new_project("ru", "en")
    tflow.article(
        "Президент России Владимир Путин в Москве. Михаил Песков говорит.\n\n"
        "Он говорил с Песковым. Наталья Ильинична Соловьёва и Ильинична. Вчера Путин молчал.\n",
        "a",
    )
    found = {each["name"]: each for each in tflow.json("names", "a")}
    assert set(found) == {"Владимир Путин", "России", "Москве", "Михаил Песков", "Наталья Ильинична Соловьёва"}
    assert found["России"]["rendering"] == "Russia"
    assert found["Москве"]["rendering"] == "Moskva"
    assert [form for _, form in found["Михаил Песков"]["later"]] == ["Песковым"]
    assert [form for _, form in found["Владимир Путин"]["later"]] == ["Путин"]


def test_particles_of_names_belong_to_them(tflow):
    tflow.article("The visit of Ursula von der Leyen ended.\n", "a")
    assert [each["name"] for each in tflow.json("names", "a")] == ["Ursula von der Leyen"]
