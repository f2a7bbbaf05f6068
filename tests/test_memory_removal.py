"""Taking entries out of the memory again: those that a file holds, and doubtful ones of some kinds or all but some."""

import signal
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NEWS, NEWS_RO, Tflow
from tests.test_alignment import EN, RO
from tests.test_tmx import HEAD, PAIR, TAIL, entries, interrupted, put
from translate_flow import project as projects
from translate_flow.flow import memory, memory_removal
from translate_flow.signatures import ROWS

WORDS = ("bridge", "river", "town", "council", "ferry", "market", "winter", "harbour", "mayor", "school", "road")


def sentence(number):
    """A text of its own, unlike most others."""
    picked, rest = [], number + 1
    while rest:
        rest, place = divmod(rest, len(WORDS))
        picked.append(WORDS[place])
    return f"{' and '.join(picked)} at last".capitalize()


def file_of(tflow, numbers, name="more.tmx"):
    units = (PAIR.format(sentence(n), f"Fraza {sentence(n)[::-1]}") for n in numbers)
    return put(tflow, HEAD + "".join(units) + TAIL, name)


def targets(tflow):
    return [entry.target for entry in entries(tflow)]


def matches(tflow, text):
    return [match["entry"]["source"] for match in tflow.json("memory", "search", "--fuzzy", text)]


@pytest.fixture
def news(tflow):
    """A project with four targets of its own and two entries of a file that is good."""
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    pairs = PAIR.format("The ferry sailed.", "Bacul a plecat.") + PAIR.format("The road is long.", "Drumul e lung.")
    tflow("memory", "import", put(tflow, HEAD + pairs + TAIL, "good.tmx"))
    return tflow


# --- by a file


def test_an_import_is_taken_back(news):
    before = entries(news)
    path = file_of(news, range(50))
    news("memory", "import", path)
    assert matches(news, sentence(30))[0] == sentence(30)
    result = news.run("memory", "remove", path, "--yes", "--by", "Ana")
    assert (result.exit_code, result.stderr.splitlines()) == (0, ["… and 40 more.", "50 removed."])
    assert [line.split("\t") for line in result.stdout.splitlines()] == [
        ["tmx", sentence(n), f"Fraza {sentence(n)[::-1]}"] for n in range(10)
    ]
    assert entries(news) == before
    assert news.json("memory", "search", "harbour") == []
    assert matches(news, sentence(30)) == []
    event = news.json("log")[-1]
    assert (event["action"], event["by"]) == ("memory entries removed", "Ana")
    assert event["after"] == {"file": "more.tmx", "removed": 50}
    assert event["before"]["removed"][30] == [sentence(30), f"Fraza {sentence(30)[::-1]}"]
    assert "removed: 50" in news("log")
    news("verify")
    assert "50 entries new" in news.run("memory", "import", path).stderr
    assert matches(news, sentence(30))[0] == sentence(30)
    news("verify")


def test_what_was_translated_here_stays(news):
    units = "".join(
        PAIR.format(*pair) for pair in zip(NEWS.replace(". It", ".\nIt").split("\n"), NEWS_RO, strict=False)
    )
    news("memory", "export", news.folder / "all.tmx")
    result = news.run("memory", "remove", news.folder / "all.tmx", "--yes")
    assert result.stderr.splitlines() == ["4 pairs translated in this project, to stay.", "2 removed."]
    assert targets(news) == list(NEWS_RO)
    # the same texts from a file that says nothing of neighbours are other entries
    news("memory", "import", put(news, HEAD + units + TAIL))
    assert len(entries(news)) == 7
    news("memory", "remove", news.folder / "in.tmx", "--yes")
    assert targets(news) == list(NEWS_RO)
    news("verify")


def test_it_asks_before_it_removes(news):
    path = news.folder / "good.tmx"
    result = news.run("memory", "remove", path, "-n", "1", stdin="n\n")
    assert result.exit_code == 0
    assert result.stdout == "tmx\tThe ferry sailed.\tBacul a plecat.\n"
    assert "… and 1 more." in result.stderr
    assert "Remove 2 entries? [y/N]" in result.stderr
    assert result.stderr.endswith("Nothing was removed.\n")
    assert len(entries(news)) == 6
    assert news.fails(130, "memory", "remove", path, stdin="")
    assert "2 removed." in news.run("memory", "remove", path, stdin="y\n").stderr
    assert len(entries(news)) == 4


def test_json_shows_all_and_removes_nothing_unless_told_to(news):
    path = file_of(news, range(30))
    news("memory", "import", path)
    shown = news.json("memory", "remove", path)
    assert [(one["source"], one["origin"]) for one in shown] == [(sentence(n), "tmx") for n in range(30)]
    assert [one["id"] for one in shown] == [entry.id for entry in entries(news)[-30:]]
    assert len(entries(news)) == 36
    assert news.json("memory", "remove", path, "--yes") == shown
    assert len(entries(news)) == 6
    assert news.json("memory", "remove", path, "--yes") == []


def test_a_file_of_which_the_memory_has_nothing(news):
    result = news.run("memory", "remove", file_of(news, range(3)), "--yes")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "The memory has no pair of the file from TMX or alignment.",
        "3 pairs not in the memory, or only between other neighbours.",
    ]
    assert [event["action"] for event in news.json("log")][-1] == "memory imported"


def test_of_a_broken_file_nothing_is_removed_or_its_sound_part(news):
    news("memory", "import", file_of(news, range(5)))
    whole = (news.folder / "more.tmx").read_text()
    path = put(news, whole[: whole.index(sentence(3))], "cut.tmx")
    said = news.fails(1, "memory", "remove", path, "--yes")
    assert "cut.tmx, line 8: the file ends in the middle. 3 units before that place can be read." in said
    assert len(entries(news)) == 11
    result = news.run("memory", "remove", path, "--partial", "--yes")
    assert "line 8: the file ends in the middle." in result.stderr
    assert "3 removed." in result.stderr
    assert [entry.source for entry in entries(news)[-2:]] == [sentence(3), sentence(4)]
    news("verify")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "the file is empty"),
        ("<html/>", "begins with <html>"),
        (HEAD + TAIL, "holds no pair of texts en → ro"),
        (HEAD + PAIR.format("One.", "Un.").replace('"ro"', '"fr"') + TAIL, "its languages: en, fr"),
        (HEAD + PAIR.format("One.", "") + TAIL, "holds only units with an empty text, the first on line 5"),
    ],
)
def test_what_is_no_memory_of_these_languages_is_told(news, data, words):
    assert words in news.fails(1, "memory", "remove", put(news, data), "--yes")
    assert "cannot be read" in news.fails(1, "memory", "remove", news.folder / "nowhere.tmx")
    assert "cannot be read" in news.fails(1, "memory", "remove", news.folder)
    assert len(entries(news)) == 6


def test_an_alignment_is_taken_back_by_what_it_brought(news):
    before = entries(news)
    files = [news.folder / "align.txt", news.folder / "align.ro.txt"]
    for path, texts in zip(files, (EN, RO), strict=True):
        path.write_text("\n\n".join(texts))
    news("memory", "align", *files)
    assert len(entries(news)) == len(before) + len(EN)
    path = news.folder / "wrong.tmx"
    assert "6 entries" in news.run("memory", "export", path, "--origin", "align", "--article", "align.ro.txt").stderr
    assert "6 removed." in news.run("memory", "remove", path, "--yes").stderr
    assert entries(news) == before
    news("verify")


@pytest.mark.parametrize(
    ("words", "count"),
    [(["--origin", "work"], 4), (["--origin", "tmx"], 2), (["--article", "news"], 4), (["--article", "else"], 0),
     (["--article", "news", "--origin", "tmx"], 0), ([], 6)],
)  # fmt: skip
def test_a_part_of_the_memory_is_exported(news, words, count):
    assert news("memory", "export", "-", *words).count("<tu") == 3 * count


def test_removing_that_fails_in_its_midst_changes_nothing(news):
    path = file_of(news, range(40))
    news("memory", "import", path)
    before = entries(news)
    project = projects.load(news.folder)
    found = memory_removal.find(project, path)

    def broken(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory_removal.remove(project, path, found, watch=broken)
    assert entries(news) == before
    assert matches(news, sentence(30))[0] == sentence(30)
    news("verify")


@pytest.mark.parametrize(("name", "code"), [("SIGKILL", -9), ("SIGINT", 130)])
def test_a_large_removal_that_is_interrupted_is_done_wholly_or_not_at_all(news, name, code):
    path = file_of(news, range(30_000))
    news("memory", "import", path)
    assert interrupted(news, path, getattr(signal, name), ("memory", "remove", "--yes")) == code
    is_there = len(entries(news)) == 30_006
    assert is_there or len(entries(news)) == 6
    assert (sentence(29_999) in matches(news, sentence(29_999))) == is_there
    news("verify")


def test_entries_of_several_blocks_are_taken_out_and_the_others_found_as_before(tflow):
    count = 2 * ROWS + 500
    tflow("memory", "import", file_of(tflow, range(count)))
    gone = [n for n in range(count) if n % 3 == 0 or n < 9000]
    tflow("memory", "remove", file_of(tflow, gone, "gone.tmx"), "--yes")
    assert len(entries(tflow)) == count - len(gone)
    tflow("verify")
    project = projects.load(tflow.folder)
    for number in (0, 3, 8999, 9000, 9001, 12_001, count - 1):
        found = [match.entry.source for match in memory.look_up(project, sentence(number), lowest=60)]
        assert (sentence(number) in found) == (number not in gone)
        assert {sentence(n) for n in gone}.isdisjoint(found)
    # the rows of what went are free for what comes
    fresh = range(count, count + 3000)
    tflow("memory", "import", file_of(tflow, fresh, "fresh.tmx"))
    assert matches(tflow, sentence(count + 7))[0] == sentence(count + 7)
    assert sentence(3) not in matches(tflow, sentence(3))
    assert tflow.json("memory", "search", f'"{sentence(count + 7)}"')
    tflow("verify")
    tflow("memory", "remove", file_of(tflow, range(count + 3000), "all.tmx"), "--yes")
    assert entries(tflow) == []
    assert matches(tflow, sentence(count + 7)) == []
    tflow("verify")


def test_two_files_are_told_apart_by_texts_and_neighbours(tmp_path_factory):
    text = st.sampled_from(["Yes.", "No.", "É so.", "A {1}b", "The bridge."])
    near = st.sampled_from(["", "<prop type='prev'>Yes.</prop>", "<prop type='prev'>No.</prop>"])
    form = st.sampled_from(["NFC", "NFD"])
    units = st.lists(st.tuples(text, text, near, form), min_size=1, max_size=12)

    def written(tflow, name, pairs):
        body = "".join(
            PAIR.format(*(unicodedata.normalize(form, text) for text in (one, other))).replace("<tu>", f"<tu>{near}")
            for one, other, near, form in pairs
        )
        return put(tflow, HEAD + body + TAIL, name)

    @settings(max_examples=15)
    @given(units, units)
    def law(mine, others):
        tflow = Tflow(tmp_path_factory.mktemp("law") / "project")
        tflow("init", tflow.folder, "--from", "en", "--to", "ro")
        first, second = written(tflow, "a.tmx", mine), written(tflow, "b.tmx", others)
        tflow("memory", "import", first)
        before = entries(tflow)
        tflow("memory", "import", second)
        tflow("memory", "remove", second, "--yes")
        shared = {(one, other, near) for one, other, near, _ in others}
        alone = [pair[:3] for pair in mine if pair[:3] not in shared]
        assert len(entries(tflow)) == len(set(alone))
        assert [entry for entry in before if entry in entries(tflow)] == entries(tflow)
        tflow("verify")
        tflow("memory", "import", second)
        tflow("memory", "remove", first, "--yes")
        assert len(entries(tflow)) == len(shared - {pair[:3] for pair in mine})
        tflow("verify")

    law()


# --- doubtful ones


DOUBTFUL = [
    ("Something.", "Ceva."),
    ("Something.", "Something."),
    ("Russian words.", "Эти слова"),
    ("The ferry sailed.", "Bacul  a plecat."),
    ("More Russian.", "Ещё слова"),
    ("Else.", "Else."),
]
KINDS = {
    "duplicate": ["Bacul  a plecat."],
    "empty": [],
    "same": ["Something.", "Else."],
    "wrong-script": ["Эти слова", "Ещё слова"],
}


@pytest.fixture
def dirty(news):
    news("memory", "import", put(news, HEAD + "".join(PAIR.format(*pair) for pair in DOUBTFUL) + TAIL))
    return news


@pytest.mark.parametrize("kinds", [["duplicate"], ["same"], ["wrong-script"], ["empty"], ["same", "wrong-script"]])
def test_cleaning_of_some_kinds_only(dirty, kinds):
    before = targets(dirty)
    words = [word for kind in kinds for word in ("--only", kind)]
    gone = {target for kind in kinds for target in KINDS[kind]}
    dirty("memory", "clean", "--yes", *words)
    assert targets(dirty) == [target for target in before if target not in gone]
    dirty("verify")


def test_duplicates_are_found_among_what_is_doubtful_otherwise(dirty):
    dirty("memory", "import", put(dirty, HEAD + PAIR.format("Russian  words.", "Эти слова") + TAIL))
    shown = dirty.json("memory", "clean", "--only", "duplicate")
    assert [(one["source"], one["reason"]) for one in shown] == [
        ("The ferry sailed.", "duplicate"),
        ("Russian  words.", "duplicate"),
    ]


def test_a_kind_that_is_none_is_told(dirty):
    assert "wrong-script" in dirty.fails(2, "memory", "clean", "--only", "bad")


def test_some_are_kept_by_their_ids(dirty):
    shown = dirty.json("memory", "clean")
    kept = [one for one in shown if one["target"] in ("Else.", "Эти слова")]
    words = [word for one in kept for word in ("--keep", one["id"])]
    assert dirty.json("memory", "clean", *words) == [one for one in shown if one not in kept]
    dirty("memory", "clean", "--yes", *words)
    assert targets(dirty)[-3:] == ["Ceva.", "Эти слова", "Else."]
    assert dirty.json("memory", "clean") == kept
    result = dirty.run("memory", "clean", "--yes", *words)
    assert (result.exit_code, result.stderr) == (0, "Nothing is to be removed.\n")


def test_an_id_that_is_none_of_them_stops_the_cleaning(dirty):
    own = next(entry.id for entry in entries(dirty) if entry.target == NEWS_RO[0])
    said = dirty.fails(2, "memory", "clean", "--yes", "--keep", own)
    assert f"No entry with the id {own} would be removed." in said
    assert len(entries(dirty)) == 12


@pytest.mark.parametrize(
    ("typed", "left", "said"),
    [
        ("y\n", [], "Remove 5 entries? [y/N/numbers to keep]"),
        ("Yes\n", [], "5 removed."),
        ("n\n", [1, 2, 3, 4, 5], "Nothing was removed."),
        ("\n", [1, 2, 3, 4, 5], "Nothing was removed."),
        ("2, 4\ny\n", [2, 4], "Keep 2, remove 3 entries? [y/N/numbers to keep]"),
        ("2 4\n2-3\ny\n", [2, 3, 4], "Keep 3, remove 2 entries?"),
        ("2\nn\n", [1, 2, 3, 4, 5], "Nothing was removed."),
        ("1-5\n", [1, 2, 3, 4, 5], "Nothing was removed."),
        ("6\n0\nall\n5-1\n3\ny\n", [3], "There is no pair 6. The list has pairs 1 to 5."),
    ],
)
def test_the_question_takes_numbers_to_keep(dirty, typed, left, said):
    listed = [one["target"] for one in dirty.json("memory", "clean")]
    result = dirty.run("memory", "clean", stdin=typed)
    assert result.exit_code == 0
    assert said in result.stderr
    there = targets(dirty)
    assert [number for number, target in enumerate(listed, 1) if target in there] == left
    dirty("verify")


def test_work_that_took_the_place_of_what_was_found_stays(dirty):
    """Somebody else removes the entries that were shown, and translates, before the question is answered."""
    project = projects.load(dirty.folder)
    shown = memory.doubtful(project)
    found = memory_removal.find(project, dirty.folder / "in.tmx")
    dirty("memory", "remove", dirty.folder / "in.tmx", "--yes")
    dirty.article("\n\n".join(f"Sentence {word}." for word in WORDS), "more")
    dirty.translate("more", *(f"Fraza {word}." for word in WORDS))
    assert {entry.id for entry in entries(dirty)} & {doubt.entry.id for doubt in shown}
    before = entries(dirty)
    assert memory.clean(project, shown) == 0
    assert memory_removal.remove(project, dirty.folder / "in.tmx", found) == 0
    assert entries(dirty) == before
    actions = [event["action"] for event in dirty.json("log")]
    assert (actions.count("memory entries removed"), actions.count("memory cleaned")) == (1, 0)
    dirty("verify")
