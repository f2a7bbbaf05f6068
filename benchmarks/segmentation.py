#!/usr/bin/env python3
"""Accuracy and speed of sentence segmentation beside sentencex, pySBD and ICU, in one run.

usage: python benchmarks/segmentation.py DATA [LANG …]

DATA is a folder with `dev/LANG.jsonl` ({"lang", "text", "spans"}) and, if there is one, `golden_rules.jsonl`
({"lang", "text", "sentences"}). A document is cut at newlines first; a boundary is the offset behind a
sentence's last character that is no white space; the ends of lines are not scored. Peers that are not
installed are skipped: pip install sentencex pysbd pyicu.

`ceiling` is the F1 of a tool that makes no mistake but cuts behind stops only (and the closing marks behind
them): what a boundary without any stop, such as that of a heading, costs everybody. The last columns are our F1 on
the even and on the odd documents.

The last line tells how the time of the hardest inputs (a line of nothing but points, quotes, brackets,
abbreviations …) grows when they are four times as long: about 4 is linear, 16 would be quadratic.
"""

import json
import os
import platform
import sys
import time
from pathlib import Path

from translate_flow.segmentation import split
from translate_flow.segmentation.pattern import CLOSERS, STRONG, WEAK
from translate_flow.segmentation.rules import rules_for

ROUNDS = 5
HARD = (". ", "... ", "…", '"', '" ', "(", "a. ", "A. ", "1. ", "Dr. ", "(A. b ", "U.S. ", "word ", "。", "[1] ", "\n")
SLOW = {"pySBD"}  # timed on a part of the text, once


def sentencex_spans():
    import sentencex

    def cut(text, lang):
        found = sentencex.get_sentence_boundaries(lang, text)
        return [(sentence["start_index"], sentence["end_index"]) for sentence in found]

    return cut


def pysbd_spans():
    import pysbd

    segmenters = {}

    def cut(text, lang):
        if lang not in segmenters:
            name = lang if lang in pysbd.languages.LANGUAGE_CODES else "en"
            segmenters[lang] = pysbd.Segmenter(language=name, clean=False, char_span=True)
        return [(span.start, span.end) for span in segmenters[lang].segment(text)]

    return cut


def icu_spans():
    import icu

    def cut(text, lang):
        iterator = icu.BreakIterator.createSentenceInstance(icu.Locale(lang))
        units = icu.UnicodeString(text)
        iterator.setText(units)
        start, spans = 0, []
        for end in iterator:
            end = end if len(units) == len(text) else len(str(units[:end]))
            spans.append((start, end))
            start = end
        return spans

    return cut


def load_peers():
    """Every tool that can be loaded, ours first; the others' names are printed."""
    tools = {"ours": split}
    for name, load in {"sentencex": sentencex_spans, "pySBD": pysbd_spans, "ICU": icu_spans}.items():
        try:
            tools[name] = load()
        except ImportError:
            print(f"{name}: not installed, skipped")
    return tools


def read_lines(path):
    """Lines of the documents with the boundaries that count: [(document number, line, {offsets})]."""
    lines = []
    for number, row in enumerate(map(json.loads, path.read_text("utf-8").splitlines())):
        gold, start = {end for _, end in row["spans"]}, 0
        for line in row["text"].split("\n"):
            if line.strip():
                last = len(line.rstrip())
                lines.append((number, line, {end - start for end in gold if start < end < start + last}))
            start += len(line) + 1
    return lines


def score(cut, lang, lines):
    """Boundary F1 in percent."""
    hit = missed_or_extra = 0
    for _, line, wanted in lines:
        ends = {a + len(line[a:b].rstrip()) for a, b in cut(line, lang) if line[a:b].strip()}
        ends -= {len(line.rstrip())}
        hit += len(ends & wanted)
        missed_or_extra += len(ends ^ wanted)
    return 200 * hit / max(1, 2 * hit + missed_or_extra)


def ceiling(lang, lines):
    """The best F1 in percent of a tool that cuts behind stops only."""
    stops = tuple(WEAK + STRONG + "".join(rules_for(lang).stops))
    ends = [line[:end].rstrip(CLOSERS + " ") for _, line, wanted in lines for end in wanted]
    marked = sum(text.endswith(stops) for text in ends)
    return 200 * marked / max(1, marked + len(ends))


def measure(tools, lang, lines):
    """Characters a second of every tool, the best of a few rounds; the tools take turns."""
    texts = [line for _, line, _ in lines]
    rates = dict.fromkeys(tools, 0.0)
    for name, cut in [*tools.items()] * ROUNDS:
        if name in SLOW and rates[name]:
            continue
        sample = texts[:40] if name in SLOW else texts
        cut(sample[0], lang)
        began = time.perf_counter()
        for text in sample:
            cut(text, lang)
        rates[name] = max(rates[name], sum(map(len, sample)) / (time.perf_counter() - began))
    return rates


def growth(piece, size=50_000):
    """How many times the time of a line of one piece a line four times as long takes."""

    def seconds(text):
        began = time.perf_counter()
        split(text, "en")
        return time.perf_counter() - began

    text = piece * (size // len(piece))
    return min(seconds(text * 4) for _ in range(3)) / min(seconds(text) for _ in range(3))


def count_golden(cut, path):
    """Golden rules that come out as wanted, and how many there are; line by line."""
    rows = [json.loads(row) for row in path.read_text("utf-8").splitlines()]
    right = 0
    for row in rows:
        wanted = [line.strip() for s in row["sentences"] for line in s.split("\n") if line.strip()]
        found = [
            line[a:b].strip()
            for line in row["text"].split("\n")
            for a, b in cut(line, row["lang"])
            if line[a:b].strip()
        ]
        right += found == wanted
    return right, len(rows)


def main(folder, *langs):
    tools = load_peers()
    python = f"Python {platform.python_version()}"
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} CPUs, {python}\n")
    names = list(tools)
    print("boundary F1 in percent; speed of ours as a multiple of the peer's")
    speeds = "".join(f"{'/ ' + name:>13}" for name in names[1:])
    print("lang " + "".join(f"{name:>11}" for name in names) + speeds + " ceiling   even    odd")
    totals, faster = dict.fromkeys([*names, "ceiling"], 0.0), {name: [] for name in names[1:]}
    paths = [Path(folder) / "dev" / f"{lang}.jsonl" for lang in langs]
    paths = paths or sorted((Path(folder) / "dev").glob("*.jsonl"))
    for path in paths:
        lang, lines = path.stem, read_lines(path)
        f1 = {name: score(cut, lang, lines) for name, cut in tools.items()}
        rate = measure(tools, lang, lines)
        f1["ceiling"] = ceiling(lang, lines)
        for name, figure in f1.items():
            totals[name] += figure
        for name in names[1:]:
            faster[name].append(rate["ours"] / rate[name])
        halves = [score(split, lang, [line for line in lines if line[0] % 2 == half]) for half in (0, 1)]
        print(
            f"{lang:<5}"
            + "".join(f"{f1[name]:11.2f}" for name in names)
            + "".join(f"{faster[name][-1]:13.2f}" for name in names[1:])
            + f"{f1['ceiling']:8.2f}"
            + "".join(f"{half:7.2f}" for half in halves)
        )
    print("mean " + "".join(f"{totals[name] / len(paths):11.2f}" for name in names), end="")
    print("".join(f"{sum(faster[name]) / len(paths):13.2f}" for name in names[1:]), end="")
    print(f"{totals['ceiling'] / len(paths):8.2f}")
    golden = Path(folder) / "golden_rules.jsonl"
    if golden.is_file():
        results = {name: count_golden(cut, golden) for name, cut in tools.items()}
        print("\ngolden rules: " + ", ".join(f"{name} {a} of {b}" for name, (a, b) in results.items()))
    print("growth: " + ", ".join(f"{piece!r} {growth(piece):.1f}" for piece in HARD))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
