"""Alignment of finished articles."""

import pytest

from tests.conftest import NEWS, NEWS_RO
from tests.test_tmx import entries
from translate_flow.alignment import Aligner, Sentence

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


def links(sources, targets):
    return [(bead.sources, bead.targets) for bead in Aligner(sentences(sources), sentences(targets)).align()]


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
    beads = Aligner(sentences(sources), sentences(targets)).align()
    assert [index for bead in beads for index in bead.sources] == list(range(len(sources)))
    assert [index for bead in beads for index in bead.targets] == list(range(len(targets)))


def test_confidence_tells_pairs_from_chance():
    good = [bead.confidence for bead in Aligner(sentences(EN), sentences(RO)).align()]
    assert min(good) >= 60
    strange = ["Un câine.", "Nimeni nu știa de ce marea era atât de liniștită în acea dimineață de iarnă.", "Da."]
    bad = [bead.confidence for bead in Aligner(sentences(EN[:3]), sentences(strange)).align()]
    assert max(bad) < 60


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


def test_nothing_below_the_threshold_enters(tflow, files):
    shown = tflow.json("memory", "align", *files, "--dry-run")
    assert len(shown) == 4
    assert entries(tflow) == []
    best = max(pair["confidence"] for pair in shown)
    tflow("memory", "align", *files, "--threshold", best)
    assert len(entries(tflow)) == sum(pair["confidence"] == best for pair in shown)


def test_doubtful_pairs_are_looked_through(tflow, files):
    result = tflow.run("memory", "align", *files, "--threshold", "100", "--review", stdin="y\nn\nn\nn\n")
    assert result.exit_code == 0
    assert "belong together" in result.stderr
    assert len(entries(tflow)) == 1


def test_what_cannot_be_aligned_is_said(tflow, files):
    (tflow.folder / "empty.txt").write_text("\n")
    (tflow.folder / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    tflow.fails(2, "memory", "align", files[0], files[0])
    assert "empty.txt" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "empty.txt")
    assert "bytes.txt" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "bytes.txt")
    assert "nowhere" in tflow.fails(1, "memory", "align", files[0], tflow.folder / "nowhere.txt")
