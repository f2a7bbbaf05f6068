"""Alignment: precision and recall where sentences were deleted, joined and split, beside lengths alone.

    python benchmarks/alignment.py [--documents 40] [--tuning] [--catalogues DIR …]

Three gold sets. Catalogues: 60 messages of a gettext catalogue in both languages are an article; messages stand in
the alphabetical order that catalogues keep, so that neighbours are alike, which is harder than prose. Catalogues whose
name has an even CRC-32 are measured; the others (`--tuning`) are those on which rules and constants were chosen.
Lists of names of countries and languages (iso_*) are left out. Texts: the clean news of the checks' tests in five
languages, and the finished article of the shared folder, if it is there.

Of the sentences 5 % are left out on one side, 5 % are joined with the next on one side, 5 % of the longer ones are
cut in two on one side. Seeds are fixed. Precision and recall count pairs of sentences that belong together. The last
column is the share of sentences in pairs that enter when articles are aligned that do not translate each other.

The peer is NLTK's Gale & Church (`pip install nltk`), skipped where it is not installed. It gives no confidence.
"""

import argparse
import contextlib
import csv
import gettext
import random
import sys
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from machine import ROOT, describe

sys.path.insert(0, str(ROOT))

from tests.checks import corpus
from translate_flow.alignment import Sentence, align
from translate_flow.flow import marks
from translate_flow.flow.aligning import STRANGE

LANGUAGES = ("ro", "de", "fr", "uk", "ru", "tr", "ja", "zh_CN")
SIZE = 60
FROM_ONE = 2
"""So many articles are made of one catalogue at most."""
ARTICLE = ROOT.parent / "shared" / "articles" / "us-russia-negotiations.ro-en.tsv"


def catalogues(folders, language, is_tuning):
    """Lists of pairs of messages, one for each article."""
    taken = Counter()
    for folder in folders:
        for path in sorted(Path(folder).rglob(f"{language}/LC_MESSAGES/*.mo")):
            if path.name.startswith("iso_") or zlib.crc32(path.name.encode()) % 2 != is_tuning:
                continue
            with contextlib.suppress(Exception), path.open("rb") as file:
                pairs = [
                    (key, value)
                    for key, value in gettext.GNUTranslations(file)._catalog.items()
                    if isinstance(key, str) and isinstance(value, str) and 20 <= len(key) <= 400 and key != value != ""
                    and "\n" not in key.strip()
                ]  # fmt: skip
                for start in range(0, len(pairs) - SIZE + 1, SIZE):
                    taken[path.name] += 1
                    if taken[path.name] <= FROM_ONE:
                        yield pairs[start : start + SIZE]


def cut(text, dice):
    """A text in two at a space near its middle, or as it is."""
    places = [
        place for place, letter in enumerate(text) if letter == " " and len(text) // 3 < place < 2 * len(text) // 3
    ]
    if not places:
        return [text]
    place = dice.choice(places)
    return [text[:place], text[place + 1 :]]


def spoil(pairs, dice):
    """(source sentences, target sentences, gold: pairs of (source index, target index) that belong together)."""
    sources, targets, gold = [], [], set()
    join = ""
    for source, target in pairs:
        kind = dice.random()
        if kind < 0.025:
            sources.append(source)
            join = ""
            continue
        if kind < 0.05:
            targets.append(target)
            join = ""
            continue
        mine, theirs = [source], [target]
        if 0.05 <= kind < 0.10 and len(source) > 60:
            if dice.random() < 0.5:
                mine = cut(source, dice)
            else:
                theirs = cut(target, dice)
        if join == "source":
            sources[-1] += " " + mine.pop(0)
        elif join == "target":
            targets[-1] += " " + theirs.pop(0)
        first = len(sources) - (join == "source")
        start = len(targets) - (join == "target")
        sources += mine
        targets += theirs
        gold |= {(i, j) for i in range(first, len(sources)) for j in range(start, len(targets))}
        join = (
            dice.choice(["source", "target"])
            if 0.10 <= kind < 0.15 and len(mine) == len(theirs) == 1 and not join
            else ""
        )
    return sources, targets, gold


@dataclass
class Tally:
    """Links between sentences that were found, and those that should have been."""

    wanted: int = 0
    found: int = 0
    hits: int = 0
    sure: int = 0
    sure_hits: int = 0
    strange: int = 0
    sentences: int = 0
    peer: list = field(default_factory=lambda: [0, 0])
    seconds: float = 0.0
    peer_seconds: float = 0.0
    articles: int = 0

    def row(self, name):
        def share(one, other):
            return f"{one / other:10.3f}" if other else f"{'–':>10}"

        columns = [
            share(self.peer[1], self.peer[0]), share(self.peer[1], self.wanted if self.peer[0] else 0),
            share(self.hits, self.found), share(self.hits, self.wanted),
            share(self.sure_hits, self.sure), share(self.sure_hits, self.wanted),
            share(self.strange, self.sentences),
        ]  # fmt: skip
        each = self.seconds / max(1, self.articles) * 1000
        return f"  {name:<22}{self.articles:>9}" + "".join(columns) + f"{each:8.0f} ms"


def peer():
    """Links by lengths alone, or None."""
    try:
        from nltk.translate.gale_church import align_blocks
    except ImportError:
        print("skipped: NLTK is not installed\n")
        return None
    return lambda sources, targets: set(align_blocks([len(text) for text in sources], [len(text) for text in targets]))


def sentences(texts, tag=""):
    marked = marks.of_language(tag) if tag else lambda text: frozenset()
    return [Sentence(text, 0, marked(text)) for text in texts]


def linked(beads, least=0):
    return {(i, j) for bead in beads if bead.confidence >= least for i in bead.sources for j in bead.targets}


def measure(articles, threshold, other, tags=("", "")):
    """Of lists of pairs: all of them spoilt, aligned, and aligned with another's translation."""
    dice = random.Random(7)
    tally = Tally()
    spoilt = [spoil(pairs, dice) for pairs in articles]
    for number, (sources, targets, gold) in enumerate(spoilt):
        start = time.perf_counter()
        beads = align(sentences(sources, tags[0]), sentences(targets, tags[1]))
        tally.seconds += time.perf_counter() - start
        links, sure = linked(beads), linked(beads, threshold)
        tally.articles += 1
        tally.wanted += len(gold)
        tally.found += len(links)
        tally.hits += len(links & gold)
        tally.sure += len(sure)
        tally.sure_hits += len(sure & gold)
        if other:
            theirs = other(sources, targets)
            tally.peer = [tally.peer[0] + len(theirs), tally.peer[1] + len(theirs & gold)]
        if tags == ("", "") and len(spoilt) > 5:
            strange = align(sentences(sources), sentences(spoilt[(number + 5) % len(spoilt)][1]))
            sure = [bead for bead in strange if bead.confidence >= threshold]
            is_refused = len(sure) * STRANGE < sum(bool(bead.sources and bead.targets) for bead in strange)
            tally.strange += 0 if is_refused else sum(len(bead.sources) for bead in sure)
            tally.sentences += len(sources)
    return tally


def news(one, other, start, size=26):
    return list(corpus.pairs(one, other))[start : start + size]


def finished():
    if not ARTICLE.exists():
        return []
    with ARTICLE.open(encoding="utf-8", newline="") as file:
        return [(row["ro"], row["en"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def print_quality(args, other):
    print(
        f"  {'':<22}{'':>9}{'lengths only':>20}{'all pairs':>20}{f'from {args.threshold}':>20}{'strange':>10}\n"
        f"  {'gold set':<22}{'articles':>9}{'precision    recall':>20}{'precision    recall':>20}"
        f"{'precision    recall':>20}{'enter':>10}{'an article':>11}"
    )
    for language in LANGUAGES:
        articles = list(catalogues(args.catalogues, language, args.tuning))[: args.documents]
        if articles:
            print(measure(articles, args.threshold, other).row(f"catalogues en-{language}"), flush=True)
        else:
            print(f"  catalogues en-{language}: none here")
    for language in corpus.LANGUAGES[1:]:
        articles = [news("en", language, start) for start in range(0, 55, 9)]
        print(measure(articles, args.threshold, other, ("en", language)).row(f"news en-{language}"), flush=True)
    if article := finished():
        print(measure([article] * 10, args.threshold, other, ("ro", "en")).row("finished article ro-en"))


def print_speed(args, other):
    """Long articles, made of many catalogues."""
    pairs = [pair for article in catalogues(args.catalogues, "de", 0) for pair in article]
    pairs += [pair for article in catalogues(args.catalogues, "de", 1) for pair in article]
    print(f"\n  {'sentences':>10}{'seconds':>10}{'a sentence':>13}{'lengths only':>15}")
    for size in (100, 1000, 5000):
        if len(pairs) < size:
            pairs = (pairs * (size // max(1, len(pairs)) + 1))[:size]
        sources, targets, _ = spoil(pairs[:size], random.Random(7))
        start = time.perf_counter()
        align(sentences(sources), sentences(targets))
        own = time.perf_counter() - start
        theirs = "–"
        if other and size <= 1000:
            start = time.perf_counter()
            other(sources, targets)
            theirs = f"{(time.perf_counter() - start) / own:.1f} ×"
        print(f"  {size:>10}{own:>10.2f}{own / size * 1000:>10.2f} ms{theirs:>15}", flush=True)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--documents", type=int, default=40)
    ask.add_argument("--threshold", type=int, default=70)
    ask.add_argument("--tuning", action="store_true")
    ask.add_argument("--catalogues", nargs="*", default=["/usr/share/locale"])
    args = ask.parse_args()
    print(describe() + "\n")
    other = peer()
    print_quality(args, other)
    print_speed(args, other)


if __name__ == "__main__":
    main()
