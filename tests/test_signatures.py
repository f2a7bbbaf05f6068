"""The sieve of the fuzzy look-up loses no match."""

import random
import tracemalloc
from contextlib import nullcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from translate_flow.signatures import COARSELY, NEAREST, ROWS, Batch, Block, Probe, Stock, band, closest, merged
from translate_flow.signatures.once import Leaf
from translate_flow.signatures.signing import Signed, grade, sign

WORDS = (
    "the", "bridge", "over", "river", "opened", "on", "monday", "cost", "million",
    "euro", "driver", "wait", "year", "long", "city", "council", "vote", "new",
)  # fmt: skip


NOTHING = Batch([], int)


def sentences(count, seed, words=(3, 30)):
    dice = random.Random(seed)
    return [" ".join(dice.choice(WORDS) for _ in range(dice.randint(*words))) for _ in range(count)]


def loaded(dumped):
    ends, texts = dumped.pop("ends"), dumped.pop("texts")
    return Block.load(**dumped, texts=lambda: (ends, texts))


def pages(texts):
    return [(first, texts[first : first + ROWS]) for first in range(0, len(texts), ROWS)]


def leaf(block):
    dumped = block.dump()
    return Leaf.load(dumped["lengths"], dumped["coarse_bits"], lambda name: nullcontext(dumped[name]))


def taken(batches):
    """Entries and texts of all batches."""
    pairs = [(batch.entry(place), text) for batch in batches for place, text in enumerate(batch.texts)]
    return [entry for entry, _ in pairs], [text for _, text in pairs]


def nearest(wanted, lowest, blocks, *most):
    return taken(Probe(wanted, lowest).nearest(Stock(blocks), *most))


def found(wanted, lowest, blocks, most=60):
    """Entries that a look-up finds."""
    return closest(wanted, Probe(wanted, lowest).nearest(Stock(blocks)), NOTHING, lowest, most)


def by_force(wanted, lowest, texts):
    """Scores of all that is similar, highest first."""
    scores = process.cdist([wanted], texts, scorer=fuzz.ratio, score_cutoff=lowest, dtype=float)[0]
    return sorted((score for score in scores.tolist() if score), reverse=True)


def edited(text, dice):
    letters = list(text)
    for _ in range(dice.randint(1, max(1, len(letters) // 6))):
        letters[dice.randrange(len(letters))] = dice.choice("abcdefgh ")
    return "".join(letters)


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_lengths_outside_the_band_cannot_be_similar(one, other):
    shortest, longest = band(one, 70)
    if not shortest <= other <= longest:
        assert 200 * min(one, other) / (one + other) < 70


def test_edited_texts_of_any_length_are_found():
    dice = random.Random(5)
    texts = [*sentences(2000, 1), *sentences(60, 2, (100, 420)), *sentences(300, 3, (1, 2))]
    blocks = list(merged([Block.of(range(len(texts)), texts)]))
    for number in dice.sample(range(len(texts)), 150):
        wanted = edited(texts[number], dice)
        if fuzz.ratio(wanted, texts[number]) >= 70:
            _, near = nearest(wanted, 70, blocks, 200)
            best = max(fuzz.ratio(wanted, text) for text in texts)
            assert best in {fuzz.ratio(wanted, text) for text in near}


def test_a_text_inside_a_longer_one_is_not_crowded_out_by_texts_of_its_length():
    dice = random.Random(7)
    words = [
        "".join(dice.choice(("ra", "te", "no", "si", "lo", "ma", "ne", "ti")) for _ in range(3)) for _ in range(300)
    ]
    texts = [" ".join(dice.choices(words, k=dice.randint(6, 10))) for _ in range(8000)]
    wholes = [" ".join(dice.choices(words, k=9)) for _ in range(30)]
    shorts = [" ".join(whole.split()[:6]) for whole in wholes]
    blocks = list(merged([Block.of(range(len(texts) + 30), texts + shorts)]))
    for whole, short in zip(wholes, shorts, strict=True):
        assert fuzz.ratio(whole, short) >= 70
        assert short in nearest(whole, 70, blocks, 1000)[1]


def test_few_texts_are_all_compared():
    texts = sentences(900, 8, (9, 11))
    entries, near = nearest(texts[0], 70, [Block.of(range(900), texts)])
    shortest, longest = band(len(texts[0]), 70)
    assert sorted(entries) == [number for number, text in enumerate(texts) if shortest <= len(text) <= longest]
    assert near == [texts[number] for number in entries]


def test_blocks_come_back_from_their_bytes_and_keep_all_rows():
    texts = sentences(ROWS + 100, 4, (2, 6))
    half = len(texts) // 2
    parts = [Block.of(range(half), texts[:half]), Block.of(range(half, len(texts)), texts[half:])]
    blocks = [loaded(block.dump()) for block in merged(parts)]
    assert [len(block.entries) for block in blocks] == [ROWS, 100]
    assert sorted(number for block in blocks for number in block.entries.tolist()) == list(range(len(texts)))
    assert blocks[0].lengths[-1] <= blocks[1].lengths[0]
    for number in (0, half, len(texts) - 1):
        assert (number, texts[number]) in zip(*nearest(texts[number], 90, blocks), strict=True)


def test_texts_that_are_empty_or_very_long():
    texts = ["", "a", "中" * 70_000, "x y " * 20_000]
    block = Block.of(range(4), texts)
    for number in (1, 2, 3):
        assert (number, texts[number]) in zip(*nearest(texts[number], 70, [block]), strict=True)


def test_few_long_texts_are_compared_however_many_may_be():
    dice = random.Random(11)
    texts = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz  ", k=dice.randint(640, 700))) for _ in range(1500)]
    _, near = nearest(texts[3], 70, [Block.of(range(1500), texts)], 50_000)
    assert texts[3] in near
    assert len(near) <= 1000


def test_texts_that_are_signed_alike_do_not_crowd_out_the_nearest():
    texts = ["on the bridge"] * 3000 + ["on the bridges", "on the other bridge"]
    entries, near = nearest("on the other bridge", 70, [Block.of(range(3002), texts)], 100)
    assert "on the other bridge" in near
    assert len(entries) == len(near) <= 200


def test_texts_that_are_signed_alike_are_not_all_compared_by_the_first_look_up():
    dice = random.Random(13)
    text = "the invoice of the month was paid by the customer before the end of the year " * 9
    texts = [f"{text}{''.join(dice.choices('paid by', k=dice.randint(3, 9)))}" for _ in range(9000)]
    texts[4321] = wanted = text + "by the last of them"
    once = Probe(wanted + "s", 70).nearest_once([leaf(block) for block in merged([Block.of(range(9000), texts)])])
    assert wanted in once.texts
    assert len(once.texts) <= 4 * COARSELY * 200
    assert [texts[once.entry(place)] for place in range(0, len(once.texts), 99)] == list(once.texts[::99])


@given(st.text(max_size=600), st.integers(0, 4))
def test_one_text_is_signed_as_many_are(text, number):
    others = ["a bridge", "", "中文"]
    many = sign([*others, text, "é"], [0, 0, 0, number, 1])
    assert many[3].tobytes() == Signed(text).at(number)


def test_signing_long_texts_takes_no_more_memory_the_more_there_are():
    texts = [*sentences(60, 61, (6000, 9000)), *sentences(700, 62)]
    grades = [grade(len(text)) for text in texts]
    tracemalloc.start()
    signed = sign(texts, grades)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * 4 * max(map(len, texts))
    assert [signature.tobytes() for signature in signed[::17]] == [
        Signed(text).at(number) for text, number in zip(texts[::17], grades[::17], strict=True)
    ]


def test_the_first_look_up_in_a_large_memory_finds_what_later_ones_find():
    dice = random.Random(23)
    texts = sentences(4 * ROWS, 21, (4, 12)) + sentences(400, 22, (100, 200))
    parts = [Block.of(range(first, first + ROWS), texts[first : first + ROWS]) for first in range(0, len(texts), ROWS)]
    for blocks in (parts, list(merged(parts))):
        for number in dice.sample(range(len(texts)), 25):
            wanted = edited(texts[number], dice)
            probe = Probe(wanted, 60)
            once = probe.nearest_once(leaf(block) for block in blocks)
            assert len(once.texts) < 2 * COARSELY * NEAREST
            assert [texts[once.entry(place)] for place in range(9)] == list(once.texts[:9])
            mine = [fuzz.ratio(wanted, texts[entry]) for entry in closest(wanted, [once], NOTHING, 60, 1)]
            assert mine == by_force(wanted, 60, texts)[:1]


def test_a_text_is_found_among_many_near_ones():
    dice = random.Random(31)
    model = sentences(1, 32, (12, 12))[0]
    texts = [edited(model, dice) for _ in range(9000)] + sentences(9000, 33, (9, 15))
    blocks = list(merged([Block.of(range(len(texts)), texts)]))
    for wanted in (model, edited(model, dice), texts[17]):
        best = by_force(wanted, 70, texts)[:5]
        assert [fuzz.ratio(wanted, texts[number]) for number in found(wanted, 70, blocks, 5)] == best


def test_texts_in_any_script_are_found():
    dice = random.Random(41)
    for alphabet in (
        "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年",
        "абвгдежзиклмнопрстуф ",
        "abcdefghijklmno éțüß\ue000",
    ):
        texts = ["".join(dice.choices(alphabet, k=dice.randint(12, 40))) for _ in range(20_000)]
        blocks = list(merged([Block.of(range(len(texts)), texts)]))
        for number in dice.sample(range(len(texts)), 20):
            wanted = texts[number][1:-1] + dice.choice(alphabet)
            mine = [fuzz.ratio(wanted, texts[entry]) for entry in found(wanted, 70, blocks)]
            assert mine == by_force(wanted, 70, texts)


SCRIPTS = {
    "Latin": "etaoinshrdluetaoinetbcfgmpwyvk",
    "Cyrillic": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "Chinese": "".join(map(chr, range(0x4E00, 0x5600))),
    "kana": "".join(map(chr, range(0x3041, 0x3091))),
    "emoji and lone surrogates": "".join(map(chr, range(0x1F600, 0x1F640))) + "\ud800\udfffab\ue000",
}


def changed(text, alphabet, dice):
    """A text in which letters differ, or words are gone, come or change places."""
    letters, share = list(text), dice.choice((0.02, 0.05, 0.1, 0.2))
    if dice.random() < 0.5:
        for _ in range(1 + int(share * len(letters))):
            at = dice.randrange(len(letters) + 1)
            letters[at : at + dice.randint(0, 1)] = dice.choices(alphabet, k=dice.randint(0, 1))
        return "".join(letters)
    at, width = dice.randrange(len(letters) + 1), int(share * len(letters))
    piece = letters[at : at + width]
    letters[at : at + width] = []
    back = dice.randrange(len(letters) + 1)
    letters[back:back] = dice.choice((piece, [], dice.choices(alphabet, k=width)))
    return "".join(letters)


@pytest.mark.parametrize("alphabet", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize(("count", "shortest", "longest"), [(50_000, 0, 60), (24_000, 20, 300), (3000, 200, 3000)])
def test_both_ways_find_what_brute_force_finds(alphabet, count, shortest, longest):
    dice = random.Random(count)
    words = ["".join(dice.choices(alphabet, k=dice.randint(2, 9))) for _ in range(400)]
    models = []
    for _ in range(count // 2):
        size = int(shortest + (longest - shortest) * dice.random() ** 2)
        models.append(" ".join(dice.choices(words, k=size // 6 + 1))[:size])
    texts = models + [changed(text, alphabet, dice) for text in models]
    parts = [Block.of(range(first, first + len(some)), some) for first, some in pages(texts)]
    blocks = list(merged(parts)) if dice.random() < 0.5 else parts
    stock, leaves = Stock(blocks), [leaf(block) for block in blocks]
    similar = lost = 0
    for wanted in (changed(text, alphabet, dice) for text in dice.sample(texts, 10 if longest < 1000 else 3)):
        scores = process.cdist([wanted], texts, scorer=fuzz.ratio, score_cutoff=70, dtype=float)[0].tolist()
        probe = Probe(wanted, 70)
        near = {entry for entry, score in enumerate(scores) if score >= 70 and texts[entry]}
        for batches in (probe.nearest(stock), [probe.nearest_once(leaves)]):
            mine = set(closest(wanted, batches, NOTHING, 70, count))
            assert mine <= near
            assert not {entry for entry in near - mine if scores[entry] >= 90}
            similar, lost = similar + len(near), lost + len(near - mine)
    assert lost <= similar / 100


def test_blocks_that_ascend_are_as_one_and_give_the_same():
    texts = sentences(3 * ROWS, 51, (4, 20))
    apart = [Block.of(range(first, first + ROWS), texts[first : first + ROWS]) for first in range(0, len(texts), ROWS)]
    together = [loaded(block.dump()) for block in merged(apart)]
    assert [len(Stock(blocks).spans(1, 10_000)) for blocks in (apart, together)] == [3, 1]
    for wanted in (texts[3], texts[-1], texts[ROWS][:-9]):
        one, other = (
            {(text, entry) for entry, text in zip(*nearest(wanted, 70, blocks), strict=True)}
            for blocks in (apart, together)
        )
        assert {texts[entry] == text for text, entry in one | other} == {True}
        assert sorted(found(wanted, 70, apart, 10**6)) == sorted(found(wanted, 70, together, 10**6))


def test_batches_end_where_nothing_is_similar_and_what_waits_is_always_compared():
    def batches():
        yield Batch(["the bridge", "a river"], [1, 2].__getitem__)
        yield Batch(["a lake"], [3].__getitem__)
        raise AssertionError("nobody needs a third")

    waiting = Batch(["the bridges", "x"], [7, 8].__getitem__)
    assert closest("the bridge", batches(), waiting, 70, 5) == [1, 7]
    assert closest("the bridge", batches(), waiting, 70, 1) == [1]


@given(st.sets(st.integers(0, 59), min_size=1))
def test_a_block_without_some_of_its_entries_is_the_block_of_the_others(gone):
    texts = sentences(50, 9)
    block = loaded(Block.of(range(50), texts).dump())
    rest = [number for number in range(50) if number not in gone]
    left = block.without(np.array(sorted(gone), dtype=np.int64))
    if len(rest) == 50:
        assert left is None
    else:
        assert left.dump() == Block.of(rest, [texts[number] for number in rest]).dump()
