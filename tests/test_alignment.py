"""Alignment of finished articles."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks import corpus
from tests.conftest import NEWS, NEWS_RO
from tests.test_tmx import entries
from translate_flow.alignment import Sentence, align, route
from translate_flow.alignment.band import along
from translate_flow.alignment.keys import keys, likenesses
from translate_flow.flow import marks

SHARED = Path(__file__).parents[1].parent / "shared" / "articles"
EN = [
    "The bridge over the Prut opened on Monday after three years of work.",
    "It cost 12 million euros.",
    "The mayor of Ungheni, Ana Popescu, cut the ribbon.",
    "Drivers had waited for a long time.",
    "They will pay nothing until 2027.",
    "Buses begin to run next week.",
]
RO = [
    "Podul peste Prut a fost deschis luni, după trei ani de lucrări.",
    "A costat 12 milioane de euro.",
    "Primara orașului Ungheni, Ana Popescu, a tăiat panglica.",
    "Șoferii așteptaseră mult timp.",
    "Până în 2027 nu vor plăti nimic.",
    "Autobuzele încep să circule săptămâna viitoare.",
]


def sentences(texts):
    return [Sentence(text, 0) for text in texts]


def marked(texts, tag):
    of = marks.of_language(tag)
    return [Sentence(text, 0, of(text)) for text in texts]


def links(sources, targets):
    return [(bead.sources, bead.targets) for bead in align(sentences(sources), sentences(targets))]


def test_one_to_one():
    assert links(EN, RO) == [((n,), (n,)) for n in range(6)]


def test_a_sentence_that_was_left_out():
    assert ((1,), ()) in links(EN, RO[:1] + RO[2:])
    assert ((), (1,)) in links(EN[:1] + EN[2:], RO)


def test_sentences_that_were_joined_or_cut():
    joined = [*RO[:3], RO[3][:-1] + ", iar p" + RO[4][1:], RO[5]]
    assert ((3, 4), (3,)) in links(EN, joined)
    cut = ["Podul peste Prut a fost deschis luni.", "Au fost trei ani de lucrări.", *RO[1:]]
    assert ((0,), (0, 1)) in links(EN, cut)


@pytest.mark.parametrize(("sources", "targets"), [([], []), (EN, []), ([], RO), (EN * 30, RO[:2])])
def test_every_sentence_is_in_one_bead(sources, targets):
    beads = align(sentences(sources), sentences(targets))
    assert [index for bead in beads for index in bead.sources] == list(range(len(sources)))
    assert [index for bead in beads for index in bead.targets] == list(range(len(targets)))


def test_confidence_tells_pairs_from_chance():
    good = [bead.confidence for bead in align(marked(EN, "en"), marked(RO, "ro"))]
    assert min(good) >= 60
    strange = ["Un câine.", "Nimeni nu știa de ce marea era atât de liniștită în acea dimineață de iarnă.", "Da."]
    bad = [bead.confidence for bead in align(sentences(EN[:3]), sentences(strange))]
    assert max(bad) < 20


def links_of(beads, least=0):
    return {(i, j) for bead in beads if bead.confidence >= least for i in bead.sources for j in bead.targets}


@pytest.mark.parametrize("language", corpus.LANGUAGES[1:])
def test_news_with_sentences_left_out_and_joined(language):
    pairs = list(corpus.pairs("en", language))[:40]
    sources = [source for number, (source, _) in enumerate(pairs) if number % 11 != 3]
    targets = [target for number, (_, target) in enumerate(pairs) if number % 13 != 5]
    joined = targets.index(pairs[20][1])
    targets[joined : joined + 2] = [" ".join(targets[joined : joined + 2])]
    gold = {
        (sources.index(source), next(n for n, text in enumerate(targets) if target in text))
        for source, target in pairs
        if source in sources and any(target in text for text in targets)
    }
    found = links_of(align(marked(sources, "en"), marked(targets, language)), 70)
    assert len(found & gold) >= 0.95 * len(found)
    assert len(found & gold) >= 0.9 * len(gold)


def test_articles_that_do_not_translate_each_other_are_doubtful():
    pairs = list(corpus.pairs("en", "ru"))
    beads = align(marked([one for one, _ in pairs[:25]], "en"), marked([other for _, other in pairs[-25:]], "ru"))
    assert len(links_of(beads, 70)) <= 2


COLOURS = {"red": "rdeča", "green": "zelena", "blue": "modra", "white": "bela", "black": "črna", "grey": "siva"}
THINGS = {"house": "hiša", "box": "škatla", "leaf": "listina", "shoe": "copata", "apple": "jabolko", "hat": "kapa"}


def test_words_that_were_taught_find_pairs_that_lengths_do_not_tell():
    named = [(colour, thing) for colour in COLOURS for thing in THINGS]
    lessons = [(f"Here is a {one} {two}.", f"Tukaj je {COLOURS[one]} {THINGS[two]}.") for one, two in named]
    sources = [f"A {one} {two} came." for one, two in named[::7]]
    targets = [f"Prišla je {COLOURS[one]} {THINGS[two]}." for one, two in named[::7]]
    del targets[3]
    wanted = {(i, i - (i > 3)) for i in range(6) if i != 3}
    assert links_of(align(sentences(sources), sentences(targets), lessons)) == wanted


def test_words_are_learned_from_the_articles_themselves():
    named = [(colour, thing) for colour in COLOURS for thing in THINGS]
    targets = [f"Prišla je {COLOURS[one]} {THINGS[two]}." for one, two in named]
    del targets[20]
    found = links_of(align(sentences([f"A {one} {two} came." for one, two in named]), sentences(targets)))
    assert len(found & {(i, i - (i > 20)) for i in range(36) if i != 20}) >= 33


def test_paragraphs_keep_together_what_lengths_do_not_tell():
    def paragraphs(sizes):
        return [n for n, size in enumerate(sizes) for _ in range(size)]

    sources = [Sentence("abc def ghi.", n) for n in paragraphs([3, 2, 4, 1, 3])]
    targets = [Sentence("jkl mno pqr.", n) for n in paragraphs([3, 2, 3, 1, 3])]
    beads = align(sources, targets)
    assert {((9,), (8,)), ((10,), (9,)), ((4,), (4,))} <= {(bead.sources, bead.targets) for bead in beads}


def test_names_in_another_script_are_alike():
    found = {(one, other) for one, other, _ in likenesses(keys("Vladimir Jerusalem 2027"), keys("Владимира 2027"))}
    assert found == {("vladim", "vladim"), ("#2027", "#2027")}


def test_keys_of_scripts_without_spaces():
    assert keys("打开文件 GTK") == {"打开", "开文", "文件", "gtk"}
    assert keys("ファイルを開く") == {"ファイル", "開"}
    assert keys("１２ %") == {"#12", "%"}
    assert keys("") == keys(" — ъ ") == frozenset()


def a_text(letters):
    words = st.text(alphabet=letters, min_size=1, max_size=12)
    return st.lists(st.lists(words, max_size=9).map(" ".join), max_size=9)


@settings(max_examples=40, deadline=None)
@given(a_text("aboxé 1.?"), a_text("абв文字1.?%"))
def test_any_two_texts_are_covered_in_order_and_the_same_way_again(sources, targets):
    beads = align(sentences(sources), sentences(targets))
    assert [index for bead in beads for index in bead.sources] == list(range(len(sources)))
    assert [index for bead in beads for index in bead.targets] == list(range(len(targets)))
    assert all(0 <= bead.confidence <= 99 for bead in beads)
    assert all((bead.confidence > 0) == bool(bead.sources and bead.targets) for bead in beads)
    assert align(sentences(sources), sentences(targets)) == beads


def ways(rows, columns, shapes):
    """Every way through a table, as lists of steps."""
    if not rows and not columns:
        yield []
    for down, right in shapes:
        if down <= rows and right <= columns:
            for way in ways(rows - down, columns - right, shapes):
                yield [*way, (rows - down, columns - right, down, right)]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_route_is_the_best_of_all_ways_and_chances_are_shares_of_them(rows, columns, dice):
    import numpy as np

    band = along([], rows, columns, 40)
    shapes = [(1, 0), (1, 1), (2, 1), (1, 2)]
    scores = {shape: band.empty() for shape in shapes}
    for shape in shapes:
        for row in range(rows + 1):
            for column in range(columns + 1):
                is_inside = row >= shape[0] and column >= shape[1]
                scores[shape][row, column] = dice.uniform(-3, 3) if is_inside else -np.inf

    def worth(step):
        i, j, down, right = step
        return scores[down, right][i + down, j + right] if down else -1.0

    found = route.find(band, scores, -1.0)
    every = list(ways(rows, columns, [*shapes, (0, 1)]))
    totals = np.asarray([sum(map(worth, way)) for way in every])
    assert sum(map(worth, found.steps)) == pytest.approx(totals.max())
    shares = np.exp(totals) / np.exp(totals).sum()
    for step, chance in zip(found.steps, found.chances, strict=True):
        assert chance == pytest.approx(sum(share for share, way in zip(shares, every, strict=True) if step in way))


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 9))
def test_a_turned_band_has_the_same_cells(rows, columns, reach):
    import numpy as np

    band = along([(rows / 3, columns / 2)], rows, columns, reach)
    turned = band.turned()
    products = np.arange(columns + 1)[:, None] * 100.0 + turned.numbers()
    back = band.from_turned(turned, products)
    inside = band.numbers() <= columns
    assert np.array_equal(back[inside], (band.numbers() * 100.0 + np.arange(rows + 1)[:, None])[inside])


@pytest.fixture
def files(tflow):
    (tflow.folder / "a.txt").write_text(NEWS)
    (tflow.folder / "b.txt").write_text(f"{NEWS_RO[0]}\n\n{NEWS_RO[1]} {NEWS_RO[2]}\n{NEWS_RO[3]}\n")
    return tflow.folder / "a.txt", tflow.folder / "b.txt"


def test_two_articles_become_entries(tflow, files):
    tflow("memory", "align", *files, "--by", "Ana")
    known = {(entry.source, entry.target, entry.origin) for entry in entries(tflow)}
    assert ("It cost 12 million euros.", NEWS_RO[2], "align") in known
    assert "0 entries new" in tflow.run("memory", "align", *files, "--by", "Ana").stderr
    tflow("verify")


def test_entries_of_articles_know_their_neighbours_and_time(tflow, files):
    tflow("memory", "align", *files)
    first, second, *_ = entries(tflow)
    assert (first.before, first.after) == ("", "The bridge over the Prut opened on Monday.")
    assert (second.before, second.after) == ("Bridge opens early", "It cost 12 million euros.")
    assert first.saved_at > "2020"
    tflow.article(NEWS)
    match = tflow.json("show", "news", "2", "--matches")[0]["matches"][0]
    assert (match["is_context"], match["score"]) == (True, 99)


def test_a_credit_line_is_no_sentence_and_abbreviations_are_those_of_the_project(tflow, files):
    one, other = files
    one.write_text(NEWS + "\nSee abbrx. Nine.\n")
    other.write_text("\n\n".join([*NEWS_RO, "Vezi abbrx. Nouă.", "Traducere de Ana Munteanu"]))
    (tflow.folder / "segmentation").mkdir()
    for language in ("en", "ro"):
        (tflow.folder / "segmentation" / f"{language}.txt").write_text("abbrx.\n")
    shown = tflow.json("memory", "align", one, other, "--dry-run")
    assert [pair["source"] for pair in shown][-1] == "See abbrx. Nine."
    assert [pair["target"] for pair in shown][-1] == "Vezi abbrx. Nouă."


def test_a_pair_that_the_memory_has_is_sure(tflow, files):
    one, other = files
    one.write_text("Hello.\n")
    other.write_text("Salut.\n")
    tflow("memory", "align", *files, "--threshold", "1")
    assert tflow.json("memory", "align", *files, "--dry-run")[0]["confidence"] == 99
    assert "1 of 1 pair reach 70" in tflow.run("memory", "align", *files, "--dry-run").stderr


def test_nothing_below_the_threshold_enters(tflow, files):
    shown = tflow.json("memory", "align", *files, "--dry-run")
    assert len(shown) == 4
    assert entries(tflow) == []
    best = max(pair["confidence"] for pair in shown)
    tflow("memory", "align", *files, "--threshold", best)
    assert len(entries(tflow)) == sum(pair["confidence"] == best for pair in shown)


def test_doubtful_pairs_are_looked_through(tflow, files):
    result = tflow.run("memory", "align", *files, "--threshold", "100", "--review", stdin="y\nn\ny\nq\n")
    assert result.exit_code == 0
    assert "belong together" in result.stderr
    assert "2 of 4, " in result.stderr
    assert len(entries(tflow)) == 2


def test_articles_in_each_others_place_are_told(tflow, files):
    long = [corpus_text(language, 15) for language in ("en", "ro", "de", "ru")]
    en, ro, de, ru = (tflow.folder / f"{name}.txt" for name in ("en", "ro", "de", "ru"))
    for path, text in zip((en, ro, de, ru), long, strict=True):
        path.write_text(text, encoding="utf-8")
    assert "first, then its translation" in tflow.fails(2, "memory", "align", ro, en)
    assert "reads like German" in tflow.fails(2, "memory", "align", en, de)
    assert "not in Romanian" in tflow.fails(2, "memory", "align", en, ru)
    assert "reads like Romanian" in tflow.fails(2, "memory", "align", ro, tflow.folder / "b.txt")


def corpus_text(language, size, first=0):
    texts = [block[language] for block in corpus.blocks()[first : first + size]]
    return "\n".join(texts)


def test_articles_that_are_no_translations_add_nothing(tflow):
    one, other = tflow.folder / "one.txt", tflow.folder / "other.txt"
    one.write_text(corpus_text("en", 20), encoding="utf-8")
    other.write_text(corpus_text("ro", 20, 50), encoding="utf-8")
    assert "hardly translate each other" in tflow.fails(1, "memory", "align", one, other)
    assert entries(tflow) == []
    assert tflow.run("memory", "align", one, other, "--review", stdin="q\n").exit_code == 0


@pytest.mark.skipif(not SHARED.exists(), reason="the finished article is not here")
def test_the_finished_article(tflow):
    with (SHARED / "us-russia-negotiations.ro-en.tsv").open(encoding="utf-8", newline="") as file:
        gold = {(row["en"], row["ro"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    one, other = (SHARED / f"us-russia-negotiations.{language}.txt" for language in ("en", "ro"))
    shown = tflow.json("memory", "align", one, other, "--dry-run")
    assert {(pair["source"], pair["target"]) for pair in shown if pair["confidence"] >= 70} == gold


def test_glossary_terms_tell_pairs(tflow):
    one, other = tflow.folder / "one.txt", tflow.folder / "other.txt"
    one.write_text("The dog slept.\nMy spoons fell.\nWe left.", encoding="utf-8")
    other.write_text("Dormea câinele.\nMi-au căzut lingurile.\nAm plecat.", encoding="utf-8")
    before = tflow.json("memory", "align", one, other, "--dry-run")
    tflow("glossary", "add", "spoon", "lingură")
    after = tflow.json("memory", "align", one, other, "--dry-run")
    assert after[1]["confidence"] > before[1]["confidence"]


def test_the_memory_teaches_words(tflow):
    one, other = tflow.folder / "one.txt", tflow.folder / "other.txt"
    sentences = [(f"The {a} {b} is here.", f"Aici este {y} {x}.") for a, x in WORDS[:4] for b, y in WORDS[4:]]
    one.write_text("\n".join(source for source, _ in sentences[::5]), encoding="utf-8")
    other.write_text("\n".join(target for _, target in sentences[::5]), encoding="utf-8")
    before = [pair["confidence"] for pair in tflow.json("memory", "align", one, other, "--dry-run")]
    lessons = "\n".join(source for source, _ in sentences), "\n".join(target for _, target in sentences)
    for path, text in zip((tflow.folder / "l.txt", tflow.folder / "m.txt"), lessons, strict=True):
        path.write_text(text, encoding="utf-8")
    tflow("memory", "align", tflow.folder / "l.txt", tflow.folder / "m.txt", "--threshold", "1")
    after = [pair["confidence"] for pair in tflow.json("memory", "align", one, other, "--dry-run")]
    assert min(after) > min(before)


WORDS = [
    ("green", "verde"), ("old", "veche"), ("warm", "caldă"), ("tall", "înaltă"),
    ("house", "casa"), ("church", "biserica"), ("school", "școala"), ("coat", "haina"), ("window", "fereastra"),
]  # fmt: skip


def test_what_cannot_be_aligned_is_said(tflow, files):
    (tflow.folder / "empty.txt").write_text("\n")
    (tflow.folder / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    tflow.fails(2, "memory", "align", files[0], files[0])
    assert "empty.txt" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "empty.txt")
    assert "bytes.txt" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "bytes.txt")
    assert "nowhere" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "nowhere.txt")
    (tflow.folder / "old.tmx").write_text("<tmx/>")
    assert "memory import" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "old.tmx")
    (tflow.folder / "both.po").write_text('msgid "One."\nmsgstr "Unu."\n')
    assert "Import it" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "both.po")
