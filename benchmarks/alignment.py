"""Alignment: precision and recall on documents made of gettext catalogues, with sentences deleted, joined and split.

    python benchmarks/alignment.py [--documents 40] [--catalogues DIR …]

Each document is 60 sentences of one catalogue in both languages; of its sentences 5 % are left out on one side,
5 % are joined with the next on one side, 5 % of the longer ones are cut in two on one side. Seeds are fixed.
"""

import argparse
import contextlib
import gettext
import os
import platform
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from translate_flow.alignment import Aligner, Sentence

LANGUAGES = ("ro", "de", "fr", "uk", "ru", "tr", "ja", "zh_CN")
SIZE = 60


def documents(folders, language):
    """Lists of pairs of sentences, one list for each catalogue that holds enough of them."""
    for folder in folders:
        for path in sorted(Path(folder).rglob(f"{language}/LC_MESSAGES/*.mo")):
            with contextlib.suppress(Exception), path.open("rb") as file:
                pairs = [
                    (key, value)
                    for key, value in gettext.GNUTranslations(file)._catalog.items()
                    if isinstance(key, str) and isinstance(value, str) and 20 <= len(key) <= 400 and key != value != ""
                    and "\n" not in key.strip()
                ]  # fmt: skip
                for start in range(0, min(len(pairs) - SIZE, SIZE * 4) + 1, SIZE):
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


def measure(folders, language, most, threshold):
    dice = random.Random(7)
    hits = found = wanted = sure_hits = sure = count = 0
    start = time.perf_counter()
    for pairs in documents(folders, language):
        if count == most:
            break
        count += 1
        sources, targets, gold = spoil(pairs, dice)
        beads = Aligner([Sentence(t, 0) for t in sources], [Sentence(t, 0) for t in targets]).align()
        for bead in beads:
            links = {(i, j) for i in bead.sources for j in bead.targets}
            found += len(links)
            hits += len(links & gold)
            if bead.confidence >= threshold and links:
                sure += len(links)
                sure_hits += len(links & gold)
        wanted += len(gold)
    if not count:
        print(f"  {language:<6} no catalogues")
        return
    seconds = (time.perf_counter() - start) / count
    print(
        f"  {language:<6} {count:>4}  {hits / max(1, found):9.3f} {hits / wanted:9.3f}   "
        f"{sure_hits / max(1, sure):9.3f} {sure_hits / wanted:9.3f}   {seconds * 1000:7.0f} ms",
        flush=True,
    )


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--documents", type=int, default=40)
    ask.add_argument("--threshold", type=int, default=70)
    ask.add_argument("--catalogues", nargs="*", default=["/usr/share/locale", str(Path(os.__file__).parent)])
    args = ask.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(
        f"  to     documents  all: precision, recall   from confidence {args.threshold}: precision, recall   a document"
    )
    for language in LANGUAGES:
        measure(args.catalogues, language, args.documents, args.threshold)


if __name__ == "__main__":
    main()
