"""Searching words in the memory, statistics, cleaning, sub-segment help."""

import json

import pytest

from tests.conftest import NEWS, NEWS_RO
from tests.test_tmx import HEAD, PAIR, TAIL, entries, put
from translate_flow import phrases
from translate_flow import project as projects
from translate_flow.flow.subsegments import known_phrases
from translate_flow.store.sqlite import SqliteDriver


@pytest.fixture(params=[True, False], ids=["index", "scan"])
def news(tflow, request, monkeypatch):
    """A project with a memory, with SQLite's index of words and as on a database without one."""
    monkeypatch.setattr(SqliteDriver, "has_word_index", request.param)
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    return tflow


def found(tflow, *words):
    return [entry["target"] for entry in tflow.json("memory", "search", *words)]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        (["bridge"], [NEWS_RO[1], NEWS_RO[0]]),
        (["BRIDGE prut"], [NEWS_RO[1]]),
        (["soferii"], [NEWS_RO[3]]),
        (["ŞOFERII", "--target"], [NEWS_RO[3]]),
        (["soferii", "--source"], []),
        (["over bridge"], [NEWS_RO[1]]),
        (["over bridge", "--phrase"], []),
        (['"bridge over" the'], [NEWS_RO[1]]),
        (["brid*"], [NEWS_RO[1], NEWS_RO[0]]),
        (["brid"], []),
        (["ov* brid*"], [NEWS_RO[1]]),
        (['"over the pr*" brid*'], [NEWS_RO[1]]),
        (['"over the pr"*'], []),
        (["brid* over"], [NEWS_RO[1]]),
        (["milioane", "-n", "1"], [NEWS_RO[2]]),
    ],
)
def test_words_and_phrases(news, words, hits):
    assert found(news, *words) == hits


def test_hits_tell_their_places_and_article(news):
    (hit,) = news.json("memory", "search", "deschis")
    start, end = hit["in_target"][0]
    assert hit["target"][start:end] == "deschis"
    assert hit["article"] == "news"
    assert "news" in news("memory", "search", "deschis")


def test_places_in_a_text_with_codes(tflow):
    unit = PAIR.format('A <bpt i="1">&lt;b&gt;</bpt>big bridge<ept i="1">&lt;/b&gt;</ept>.', "Un pod.")
    tflow("memory", "import", put(tflow, HEAD + unit + TAIL))
    (hit,) = tflow.json("memory", "search", '"big bridge"')
    assert [hit["source"][start:end] for start, end in hit["in_source"]] == ["big bridge"]


def test_a_pair_is_shown_once_with_how_often_it_stands(tflow):
    tflow.article("Open it.\n\nClose it.\n\nOpen it.\n\nOpen it.\n")
    tflow.translate("news", "Deschide.", "Închide.", "Deschide.", "Deschide-l.")
    hits = tflow.json("memory", "search", "it")
    assert [(hit["target"], hit["times"]) for hit in hits] == [("Deschide-l.", 1), ("Deschide.", 2), ("Închide.", 1)]
    shown = tflow("memory", "search", "it", "-n", "2")
    assert shown.count("Open it.") == 2
    assert "2 times" in shown


def test_shared_memories_are_searched_too(news, new_project):
    other = new_project("en", "ro", "uk", name="other")
    (other.folder / "old.tmx").write_text(HEAD + PAIR.format("An old bridge.", "Un pod vechi.") + TAIL)
    settings = other.folder / "project.toml"
    settings.write_text(settings.read_text() + '[memory]\nalso = ["../project", "old.tmx", "gone.tmx"]\n')
    other.article("The bridge over the Prut opened on Monday.\n")
    other.translate("news", NEWS_RO[1], to="ro")
    result = other.run("memory", "search", "bridge", "--to", "ro", "--json")
    assert "gone.tmx" in result.stderr
    hits = json.loads(result.stdout)
    assert [(hit["target"], hit["memory"]) for hit in hits] == [
        (NEWS_RO[1], ""), (NEWS_RO[0], "project"), ("Un pod vechi.", "old.tmx"),
    ]  # fmt: skip
    assert "old.tmx" in other("memory", "search", "vechi")


def test_entries_that_left_are_not_found(news):
    news("undo", "news", "--by", "Ana")
    assert found(news, "soferii") == []
    news("translate", "news", 1, "Alt titlu", "--by", "Ana")
    assert found(news, "mai devreme") == []
    assert found(news, "titlu") == ["Alt titlu"]


def test_chinese_and_thai(new_project):
    tflow = new_project("en", "zh", "th")
    tflow.article("The bridge opened on Monday.\n")
    tflow("translate", "news", 1, "大桥周一通车。", "--by", "Ana", "--to", "zh")
    tflow("translate", "news", 1, "สะพานเปิดวันจันทร์", "--by", "Ana", "--to", "th")
    assert found(tflow, "周一", "--to", "zh") == ["大桥周一通车。"]
    assert found(tflow, "通周", "--to", "zh") == []
    assert found(tflow, "เปิด", "--to", "th") == ["สะพานเปิดวันจันทร์"]
    assert found(tflow, "周一", "--to", "th") == []


def test_no_word_is_said(news):
    news.fails(2, "memory", "search", "?!")


def test_a_text_is_looked_up_and_explained(news):
    said = news("memory", "search", "The bridge over the Prut opened on Tuesday.", "--explain")
    assert "[-Monday-]{+Tuesday+}" in said
    assert NEWS_RO[1] in said
    (match, *_) = news.json("memory", "search", "It cost 9 million euros.", "--fuzzy")
    assert match["target"] == "A costat 9 milioane de euro."


def test_a_text_is_looked_up_with_its_tags(tflow):
    unit = PAIR.format('A <bpt i="1">&lt;b&gt;</bpt>big bridge<ept i="1">&lt;/b&gt;</ept>.', "Un pod.")
    tflow("memory", "import", put(tflow, HEAD + unit + TAIL))
    (match,) = tflow.json("memory", "search", "--explain", "A {1}big bridge{/1}.")
    assert (match["score"], match["masked"]) == (100, [])
    assert "big [-{1}-]" not in tflow("memory", "search", "--explain", "A big {1}bridge{/1}.")
    tflow("memory", "search", "--explain", "A {/1}big{2} bridge{1}.")


def test_stats(news):
    put(news, HEAD + PAIR.format("One.", "Unu.") + TAIL)
    news("memory", "import", news.folder / "in.tmx")
    held = {(h["origin"], h["entries"], h["articles"]) for h in news.json("memory", "stats")}
    assert held == {("work", 4, 1), ("tmx", 1, 0)}


def test_where_a_pair_comes_from_is_said(news):
    put(news, HEAD + PAIR.format("Something else.", "Altceva.") + TAIL)
    news("memory", "import", news.folder / "in.tmx")
    assert "tmx (en → ro)" in news("memory", "search", "something")
    assert "tmx" in news("memory", "search", "--fuzzy", "Something else.")


AGO = "Nobody in the whole town could say for sure whether the bridge over the Prut was safe.\n"


def test_a_phrase_of_a_match_that_is_shown_is_not_shown_again(news):
    news.article("The bridge over the Prut opened on Tuesday.\n\n" + AGO, "more")
    assert "phrase:" not in news("show", "more", "1", "--matches")
    unit = PAIR.format('Some <bpt i="1">&lt;b&gt;</bpt>big old bridge<ept i="1">&lt;/b&gt;</ept>.', "Un pod.")
    news("memory", "import", put(news, HEAD + unit + TAIL))
    news.article("Some big old bridge.\n", "plain")
    assert "phrase:" not in news("show", "plain", "1", "--matches")
    assert "phrase:" in news("show", "more", "2", "--matches")


def test_clean_shows_before_it_removes(news):
    pairs = [
        ("Something.", "Ceva."),
        ("Something.", "Something."),
        ("The bridge over the Prut opened on Monday.", NEWS_RO[1]),
        ("Russian words here.", "Эти слова по-русски"),
        ("BBC", "BBC"),
        ("https://example.org/news", "https://example.org/news"),
    ]
    put(news, HEAD + "".join(PAIR.format(*pair) for pair in pairs) + TAIL)
    news("memory", "import", news.folder / "in.tmx")
    assert news.run("memory", "clean", stdin="n\n").exit_code == 0
    assert len(entries(news)) == 10
    shown = news("memory", "clean", "--yes", "--by", "Ana")
    assert [line.split("\t")[0] for line in shown.splitlines()] == ["source = target", "duplicate", "wrong script"]
    assert len(entries(news)) == 7
    assert [e["action"] for e in news.json("log")][-1] == "memory cleaned"
    news("verify")


def test_phrases_of_a_segment_with_their_translations(tflow):
    pairs = [
        ("The Ministry of Foreign Affairs said no.", "Ministerul Afacerilor Externe a spus nu."),
        ("He works for the Ministry of Foreign Affairs now.", "Acum lucrează la Ministerul Afacerilor Externe."),
        (
            "Nobody at the Ministry of Foreign Affairs answered.",
            "De la Ministerul Afacerilor Externe n-a răspuns nimeni.",
        ),
        ("The Ministry of Culture said yes.", "Ministerul Culturii a spus da."),
        ("Nobody said yes.", "Nimeni n-a spus da."),
        ("Foreign players answered.", "Jucătorii străini au răspuns."),
    ]
    put(tflow, HEAD + "".join(PAIR.format(*pair) for pair in pairs) + TAIL)
    tflow("memory", "import", tflow.folder / "in.tmx")
    project = projects.load(tflow.folder)
    with project.open() as store:
        text = "Yesterday a letter reached the Ministry of Foreign Affairs by mail."
        (phrase,) = known_phrases(store, text, [pair.id for pair in store.pairs()])
    assert phrase.text == "the Ministry of Foreign Affairs"
    assert phrase.target == "Ministerul Afacerilor Externe"
    assert text[phrase.start : phrase.end] == phrase.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Łódź, Straße", ["lodz", "strasse"]),
        ("İstanbul’da", ["istanbul", "da"]),
        ("e\u0301té É", ["ete", "e"]),
        ("日本 ab", ["日", "本", "ab"]),
    ],
)
def test_words_are_folded(text, words):
    assert phrases.words(text) == words
    assert [word for word, _, _ in phrases.spans(text)] == words


def test_show_and_next_help_with_phrases(tflow):
    pairs = [("The Ministry of Foreign Affairs", "Ministerul Afacerilor Externe")]
    put(tflow, HEAD + "".join(PAIR.format(*pair) for pair in pairs) + TAIL)
    tflow("memory", "import", tflow.folder / "in.tmx")
    tflow.article("Yesterday a letter reached the Ministry of Foreign Affairs by mail.\n")
    (shown,) = tflow.json("show", "news", "--matches")
    assert shown["phrases"][0]["target"] == "Ministerul Afacerilor Externe"
    assert "Ministerul Afacerilor Externe" in tflow("next", "news")
