"""Numbers, addresses and names of the new source in the target of an old one."""

import sqlite3

import pytest

from tests import older_projects
from tests.test_memory import best
from tests.test_tmx import HEAD, PAIR, TAIL, put
from translate_flow import project as projects
from translate_flow.flow import numerals
from translate_flow.matching import Names, Penalties, Query, difference, pattern, score
from translate_flow.model import Entry


def scored(source, entry_source, target, pair="en-ro", names=()):
    known = Names(names) if names else None
    query = Query(pattern(source, (), known), (), names=known, write=numerals.writer(*pair.split("-")))
    return score(query, Entry(entry_source, target, *pair.split("-")), Penalties(), {})


@pytest.mark.parametrize(
    ("pair", "source", "entry", "target", "wanted"),
    [
        # the old number does not show how the target writes the new one
        ("en-ro", "He paid 1,500 lei.", "He paid 500 lei.", "A plătit 500 de lei.", "A plătit 1.500 de lei."),
        ("en-ro", "It is 2.5.", "It is 500.", "Sunt 500.", "Sunt 2,5."),
        ("en-ro", "It is 2.5.", "It is 1,500.", "Sunt 1.500.", "Sunt 2,5."),
        ("en-uk", "It is 1,500.", "It is 500.", "Є 500.", "Є 1\u00a0500."),
        ("en-zh", "It is 1,500.", "It is 500.", "有500个。", "有1,500个。"),
        ("ro-en", "Sunt 1.500.", "Sunt 500.", "There are 500.", "There are 1,500."),
        # spaces group
        ("ru-en", "Их 13 700.", "Их 12 500.", "They are 12,500.", "They are 13,700."),
        ("ru-en", "Их 13\u00a0700.", "Их 12 500.", "They are 12,500.", "They are 13,700."),
        ("en-uk", "It is 3,500.", "It is 1,000.", "Є 1 000.", "Є 3 500."),
        ("en-uk", "In 2024 500 men.", "In 2023 500 men.", "У 2023 500 осіб.", "У 2024 500 осіб."),
        # digits of another script
        ("en-ar", "It cost 3,500.25.", "It cost 1,000.5.", "التكلفة ١٬٠٠٠٫٥.", "التكلفة ٣٬٥٠٠٫٢٥."),
        # order
        ("en-ro", "15 of 12.", "12 of 15.", "12 din 15.", "15 din 12."),
        ("en-ro", "7 of 9.", "12 of 15.", "Din 15, 12.", "Din 9, 7."),
        ("en-ro", "On 5/6/2024.", "On 3/4/2024.", "Pe 3/4/2024.", "Pe 5/6/2024."),
        # words may stand right beside them
        ("en-zh", "See https://b.org/x?y=1.", "See https://a.org.", "请看https://a.org。", "请看https://b.org/x?y=1。"),
        ("zh-en", "请写信到b@x.org并等待。", "请写信到a@x.org并等待。", "Write to a@x.org.", "Write to b@x.org."),
    ],
)
def test_pieces_are_written_as_the_target_writes_them(pair, source, entry, target, wanted):
    match = scored(source, entry, target, pair)
    assert (match.target, match.score) == (wanted, 99)
    assert match.adapted


@pytest.mark.parametrize(
    ("source", "entry", "target"),
    [
        ("On 5/6/2024.", "On 3/3/2024.", "Pe 3.3.2024."),  # which of them is the day?
        ("On 12/5/2024.", "On 11/1/2024.", "Pe 1.11.2024."),
        ("Use 8.1.2.", "Use 10.", "Folosiți 10."),  # a version, a date
        ("See https://b.org.", "See https://a.org.", "Vezi https://a.org/ro."),
    ],
)
def test_what_nobody_can_tell_is_not_adapted(source, entry, target):
    match = scored(source, entry, target)
    assert (match.target, match.adapted) == (target, ())


@pytest.mark.parametrize(
    ("pair", "source", "entry", "target", "wanted"),
    [
        ("en-zh", "Open Vega.", "Open Orion.", "打开Orion浏览器。", "打开Vega浏览器。"),
        ("zh-en", "打开Vega浏览器。", "打开Orion浏览器。", "Open Orion.", "Open Vega."),
        ("ko-en", "Vega를 여세요.", "Orion를 여세요.", "Open Orion.", "Open Vega."),
        ("en-ro", "Open Orion 7.", "Open 7-Zip 7.", "Deschide 7-Zip 7.", "Deschide Orion 7."),
    ],
)
def test_names_are_found_beside_letters_of_other_scripts(pair, source, entry, target, wanted):
    assert scored(source, entry, target, pair, ["Orion", "Vega", "7-Zip"]).target == wanted


def test_sentences_that_share_an_address_only_are_not_alike():
    match = scored("删除账户info@a.org", "写信到info@a.org", "Write to info@a.org", "zh-en")
    assert match.similarity < 50
    match = scored("访问https://a.org取消订单并删除。", "访问https://a.org查看详情。", "See https://a.org.", "zh-en")
    assert match.similarity < 70


def test_each_kind_of_piece_has_its_penalty():
    match = scored("Open Vega at www.b.org in 5.", "Open Orion at www.a.org in 4.", "Da.", names=["Orion", "Vega"])
    assert dict(match.penalties) == {"numbers": 1, "addresses": 1, "names": 1}
    assert match.score == 97


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("It cost 1,000.50 on 3/4.", "It cost 2,000.50 on 3/5.", ["1,000.50", "2,000.50", "3/4", "3/5"]),
        ("打开Orion浏览器。", "关闭Vega浏览器。", ["打", "关", "开Orion", "闭Vega"]),
    ],
)
def test_differences_keep_numbers_whole_and_tell_letters_of_chinese(old, new, changed):
    pieces = [text for mark, text in difference(old, new) if mark != "="]
    assert sorted("".join(pieces)) == sorted("".join(changed))
    assert "浏览器" not in "".join(pieces)


def test_an_entry_with_any_other_name_is_found(tflow):
    names = ["Orion", "Thunderbird Extended Support", "Vega"]
    tflow("glossary", "import", _glossary(tflow, names))
    tflow.article("Open Orion now.\n\nStop Orion, then open it.\n", "old")
    tflow.translate("old", "Deschide Orion acum.", "Oprește Orion, apoi deschide-l.")
    tflow.article(
        "Open Thunderbird Extended Support now.\n\nStop Thunderbird Extended Support then open it again.\n\nSo.\n",
        "new",
    )
    match = best(tflow, "new", 1)[0]
    assert (match["score"], match["target"]) == (99, "Deschide Thunderbird Extended Support acum.")
    assert best(tflow, "new", 2)[0]["target"] == "Oprește Orion, apoi deschide-l."


def test_the_equal_entry_is_found_among_very_many_that_differ_in_numbers(tflow):
    units = [PAIR.format(f"Page {number}.", f"Pagina nr. {number}.") for number in range(1500)]
    units[700] = PAIR.format("Page 700.", "Pagina șapte sute.")
    put(tflow, HEAD + "".join(units) + TAIL)
    tflow("memory", "import", tflow.folder / "in.tmx")
    tflow.article("So.\n\nPage 700.\n")
    assert (best(tflow, "news", 2)[0]["score"], best(tflow, "news", 2)[0]["target"]) == (100, "Pagina șapte sute.")


def test_the_best_similar_entry_is_found_among_very_many_that_differ_in_numbers(tflow):
    units = [PAIR.format(f"Page {number}.", f"Pagina nr. {number}.") for number in range(1500)]
    tflow("memory", "import", put(tflow, HEAD + "".join(units) + TAIL))
    tflow.article("So.\n\nPage 700!\n")
    assert best(tflow, "news", 2)[0]["target"] == "Pagina nr. 700."


def test_the_best_similar_entry_is_found_beside_entries_that_are_gone(tflow):
    units = [PAIR.format(f"Page {number}.", f"Pagina nr. {number}.") for number in range(1500)]
    tflow("memory", "import", put(tflow, HEAD + "".join(units) + TAIL))
    with projects.load(tflow.folder).open() as store, store.writing():
        store.driver.execute("DELETE FROM entry WHERE id <= 3")  # as with a target that is taken back
    tflow.article("So.\n\nPage 700!\n")
    assert best(tflow, "news", 2)[0]["target"] == "Pagina nr. 700."


def test_entries_in_the_place_of_others_hide_no_match(tflow):
    near = Entry("The ferry sails on a day in the spring.", "Bacul circulă.", "en", "ro")
    nearer = [Entry(f"The ferry sails on some day in {word}.", "Nu.", "en", "ro") for word in "abcdefghij"]
    others = [Entry(f"A lake {word}", "Un lac", "en", "ro") for word in "abcdefghij"]
    with projects.load(tflow.folder).open() as store, store.writing():
        store.add_entries([near, *nearer])
        store.tidy()
        store.driver.execute("DELETE FROM entry WHERE id > 1")
        store.add_entries(others)
    tflow.article("So.\n\nThe ferry sails on some day in k.\n")
    assert [match["target"] for match in best(tflow, "news", 2)] == ["Bacul circulă."]


def test_an_entry_that_has_one_name_more_is_found(tflow):
    tflow("glossary", "import", _glossary(tflow, ["Thunderbird Extended Support"]))
    units = [PAIR.format(f"Quit {word} now.", "Nu.") for word in "abcdefgh"]
    unit = PAIR.format("Quit Thunderbird Extended Support now.", "Închide acum.")
    tflow("memory", "import", put(tflow, HEAD + unit + "".join(units) + TAIL))
    tflow.article("So.\n\nQuit now.\n")
    assert "Închide acum." in [match["target"] for match in best(tflow, "news", 2)]


def test_the_same_neighbours_are_found_among_very_many_equal_entries(tflow):
    near = "<prop type='prev'>P{0}.</prop><prop type='next'>N{0}.</prop>"
    units = [
        PAIR.format("Yes.", f"Da {number}.").replace("<tu>", "<tu>" + near.format(number)) for number in range(900)
    ]
    put(tflow, HEAD + "".join(units) + TAIL)
    tflow("memory", "import", tflow.folder / "in.tmx")
    tflow.article("P7.\n\nYes.\n\nN7.\n")
    assert (best(tflow, "news", 2)[0]["score"], best(tflow, "news", 2)[0]["target"]) == (101, "Da 7.")


def _glossary(tflow, names):
    path = tflow.folder / "names.csv"
    path.write_text("en,ro,status\n" + "".join(f"{name},{name},do-not-translate\n" for name in names))
    return path


def test_texts_that_were_folded_otherwise_are_folded_anew(new_project):
    tflow = new_project("ru", "en")
    tflow.article("Их 12 500.\n", "old")
    tflow.translate("old", "They are 12,500.")
    with sqlite3.connect(tflow.folder / "project.db") as database:
        database.execute("UPDATE entry SET folded = 'их \ue000 \ue000.', key = 7")
        older_projects.before_planes(database)
        database.execute("DELETE FROM migration WHERE number > 5")
    database.close()
    tflow.article("Их 13 700.\n\nДа.\n", "new")
    assert best(tflow, "new", 1)[0]["target"] == "They are 13,700."
    tflow("verify")
