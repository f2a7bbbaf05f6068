"""The translation memory at 10,000, 100,000 and 1,000,000 entries: recall, speed, size, beside its peers.

    python benchmarks/memory.py [--sizes 10000,100000] [--queries 1000] [--catalogues DIR …]

Entries are natural texts of the gettext catalogues found in DIR (else of Python's packages and /usr/share/locale),
extended by edits; seeds are fixed. Truth is brute force by rapidfuzz over all entries. Beside each time stands the
processor time that it took, which a busy machine changes less.
"""

import argparse
import contextlib
import gc
import gettext
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import memory_peers
import numpy as np
from machine import describe
from rapidfuzz import fuzz, process

from translate_flow import matching, phrases
from translate_flow import project as projects
from translate_flow.exchange import tmx, tmx_writing
from translate_flow.flow import translation
from translate_flow.flow.matches import Memory, Wish
from translate_flow.model import Entry
from translate_flow.tagged import TAG

ROOT = Path(__file__).resolve().parents[1]
# an installed program has its bytecode, whatever the shell that measures says
ENV = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPATH": str(ROOT)
}
LANGUAGES = ("de", "es", "fr", "it")
LETTERS = "abcdefghijklmnoprstu "


def natural(folders):
    """Distinct texts of catalogues: English and four languages in Latin script."""
    found = set()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.mo")):
            with contextlib.suppress(Exception), path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog
                is_wanted = path.parts[-3] in LANGUAGES
                for key, value in catalogue.items():
                    for text in (key, value if is_wanted else None):
                        if (
                            isinstance(text, str)
                            and 8 <= len(text) <= 3000
                            and not TAG.search(text)
                            and text.replace("\n", " ").isprintable()
                        ):
                            found.add(" ".join(text.split()))
    return sorted(found)


def by_words(text, count, dice, texts):
    words = text.split(" ")
    for _ in range(count):
        other = dice.choice(dice.choice(texts).split(" "))
        kind, place = dice.random(), dice.randrange(len(words))
        if kind < 0.3 and len(words) > 1:
            del words[place]
        elif kind < 0.6:
            words.insert(place, other)
        else:
            words[place] = other
    return " ".join(words)


def by_letters(text, count, dice):
    letters = list(text)
    for _ in range(count):
        kind, place = dice.random(), dice.randrange(len(letters) + 1)
        if kind < 0.4 and len(letters) > 4:
            letters.pop(min(place, len(letters) - 1))
        elif kind < 0.7:
            letters.insert(place, dice.choice(LETTERS))
        else:
            letters[min(place, len(letters) - 1)] = dice.choice(LETTERS)
    return "".join(letters)


def corpus(texts, size, dice):
    """`size` distinct entries and texts that are none of them."""
    texts = texts[:]
    dice.shuffle(texts)
    unseen, known = texts[: len(texts) // 20], texts[len(texts) // 20 :]
    entries = known[:size]
    seen = set(entries)
    while len(entries) < size:
        text = by_words(dice.choice(known), dice.randint(1, 3), dice, known)
        if text not in seen:
            seen.add(text)
            entries.append(text)
    return entries, unseen


def queries(entries, unseen, count, dice):
    """Light edits, heavy edits and unseen texts, in turn."""
    made = []
    for number in range(count):
        text = dice.choice(entries)
        if number % 3 == 0:
            made.append(by_letters(text, dice.randint(1, 3), dice))
        elif number % 3 == 1 and number % 2:
            made.append(by_letters(text, max(1, len(text) // dice.randint(5, 9)), dice))
        elif number % 3 == 1:
            made.append(by_words(text, max(1, len(text.split()) // 3), dice, entries))
        else:
            made.append(dice.choice(unseen))
    return made


def run(words, folder):
    """(seconds, seconds of processor time, peak MB) of a command of the program as a process of its own."""
    code = (
        "import resource, subprocess, sys, time; t = time.perf_counter();"
        " subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        " used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        " print(time.perf_counter() - t, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    command = [sys.executable, "-c", code, sys.executable, "-m", "translate_flow", *words]
    done = subprocess.run(command, cwd=folder, env=ENV, capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()))


def row(name, value):
    print(f"  {name:<54} {value}", flush=True)


def clocks():
    return time.perf_counter(), time.thread_time()


def since(start):
    return tuple(now - then for now, then in zip(clocks(), start, strict=True))


def percentiles(taken):
    """p50 and p95 of (seconds, processor seconds)."""
    wall, used = (np.percentile(np.array(column) * 1000, [50, 95]) for column in zip(*taken, strict=True))
    return f"p50 {wall[0]:7.2f} ms   p95 {wall[1]:7.2f} ms   (processor {used[0]:.2f}, {used[1]:.2f})"


def speed(count, taken):
    seconds, used, peak = taken
    return f"{count / seconds:,.0f} entries/s (by processor time {count / used:,.0f}; {seconds:.1f} s), {peak:.0f} MB"


def measure(size, count, texts):
    print(f"\n{size:,} entries", flush=True)
    dice = random.Random(size)
    entries, unseen = corpus(texts, size, dice)
    folder = Path(tempfile.mkdtemp(prefix="memory-bench-"))
    try:
        project = build(folder / "p", entries)
        asked = queries(entries, unseen, count, dice)
        folded = [matching.folded(text) for text in entries]
        truth, seconds = brute_force(folded, asked)
        look_up(project, entries, asked, truth)
        row("  peer: rapidfuzz brute force", percentiles(seconds))
        beside(size, project, entries, asked, truth)
        cold = [run(["memory", "search", "--fuzzy", "--", text], folder / "p") for text in asked[:12]]
        row("one look-up in a cold process", f"{middle(cold)}, {max(peak for *_, peak in cold):.0f} MB")
        row("  of which: a command without look-up", middle([run(["list"], folder / "p") for _ in range(12)]))
        saves(project)
        row("TMX export", speed(size, run(["memory", "export", "out.tmx"], folder / "p")))
        take_out(folder / "p", entries, dice)
    finally:
        shutil.rmtree(folder)


def middle(taken):
    wall, used, _ = np.median(np.array(taken), axis=0) * 1000
    return f"{wall:.0f} ms (processor {used:.0f})"


def build(folder, entries):
    subprocess.run(
        [sys.executable, "-m", "translate_flow", "init", str(folder), "--from", "en", "--to", "ro"],
        env=ENV, check=True, capture_output=True,
    )  # fmt: skip
    path = folder / "in.tmx"
    write(path, entries)
    start = clocks()
    with path.open("rb") as file:
        parsed = sum(1 for _ in tmx.Reader().read(iter(lambda: file.read(1 << 18), b"")))
    taken = since(start)
    row("TMX parsed", f"{parsed / taken[0]:,.0f} entries/s (by processor time {parsed / taken[1]:,.0f})")
    row("TMX stored and indexed", speed(len(entries), run(["memory", "import", "in.tmx"], folder)))
    row("size on disk", f"{(folder / 'project.db').stat().st_size / 1e6:.0f} MB")
    return projects.load(folder)


def take_out(folder, entries, dice):
    """A tenth of the memory taken out and in again: what came last, then texts from all over."""
    tenth = len(entries) // 10
    scattered = sorted(dice.sample(range(len(entries) - tenth), tenth))
    for name, places in (("as it came", range(len(entries) - tenth, len(entries))), ("from all over", scattered)):
        write(folder / "part.tmx", [entries[place] for place in places])
        row(f"a tenth removed, {name}", speed(tenth, run(["memory", "remove", "part.tmx", "--yes"], folder)))
        row("  the same imported", speed(tenth, run(["memory", "import", "part.tmx"], folder)))


def write(path, entries):
    with path.open("w", encoding="utf-8") as file:
        pairs = (Entry(text, " ".join(reversed(text.split())), "en", "ro") for text in entries)
        file.writelines(tmx_writing.written(pairs, "en", "2026-01-01T00:00:00Z"))


def brute_force(folded, asked):
    truth, seconds = [], []
    for text in asked:
        start = clocks()
        wanted = matching.pattern(text).folded
        scores = process.cdist([wanted], folded, scorer=fuzz.ratio, score_cutoff=70, dtype=np.float32)[0]
        (places,) = np.nonzero(scores)
        seconds.append(since(start))
        truth.append(sorted(scores[places].tolist(), reverse=True))
    return truth, seconds


def recall_of(found, truth):
    """(hits, wanted) among the best five, and among all of 70 and more."""
    best = [sum(1 for place, value in enumerate(known[:5]) if place < len(mine) and mine[place] >= value - 0.01)
            for mine, known in zip(found, truth, strict=True)]  # fmt: skip
    few = [(len(mine), len(known)) for mine, known in zip(found, truth, strict=True) if len(known) <= 60]
    return sum(best) / max(1, sum(min(5, len(known)) for known in truth)), sum(a for a, _ in few) / max(
        1, sum(b for _, b in few)
    )


def look_up(project, entries, asked, truth):
    dice = random.Random(1)
    with project.open() as store, store.reading(), Memory(project, store, "en", "ro") as memory:
        shelf = memory._shelves[0]
        found, seconds = [], []
        for text in asked[:3]:
            memory.matches(Wish(text))
        for text in asked:
            start = clocks()
            memory.matches(Wish(text))
            seconds.append(since(start))
        for text in asked:
            wanted = matching.pattern(text).folded
            hits = [matching.pattern(entry.source).folded for _, page in shelf.similar(wanted, 70) for entry, _ in page]
            found.append(sorted((fuzz.ratio(wanted, hit) for hit in hits), reverse=True))
        best, every = recall_of(found, truth)
        row("look-up, warm: five best matches", percentiles(seconds))
        row("recall of the best five of 70 and more; of all", f"{best:.5f}; {every:.5f}")
        long = []
        for _ in range(30):
            text = ""
            while len(text) < 2000:
                text += dice.choice(entries) + " "
            start = clocks()
            memory.matches(Wish(text[:2000]))
            long.append(since(start))
        row("look-up of 2,000 characters", percentiles(long))
        asked_words = [phrases.wanted(" ".join(dice.choice(entries).split()[:2]), is_phrase=True) for _ in range(100)]
        words = []
        for wanted in asked_words:
            start = clocks()
            store.with_words(wanted, None, memory.pairs, 50)
            words.append(since(start))
        row("concordance: two words as a phrase", percentiles(words))
    row(
        "peak memory of this process, warm",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (with the benchmark's own)",
    )


def beside(size, project, entries, asked, truth):
    """The peers on some of the queries: their times, and what they find of the best five and of all."""
    sample = list(range(0, len(asked), max(1, len(asked) // 40)))
    texts, known = [asked[number] for number in sample], [truth[number] for number in sample]
    for name, largest, ask in memory_peers.PEERS:
        answer = ask(project, entries, texts) if size <= largest else "left out at this size"
        if isinstance(answer, str):
            row(f"  peer: {name}", answer)
            continue
        seconds, found = answer
        failed = found.count(None)
        scores = [
            sorted((fuzz.ratio(matching.folded(text), matching.folded(each)) for each in near), reverse=True)
            for text, near in zip(texts, (near or () for near in found), strict=True)
        ]
        best, every = recall_of([[score for score in each if score >= 70] for each in scores], known)
        p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95])
        note = f" (fails at {failed} of {len(texts)})" if failed else ""
        row(f"  peer: {name}", f"p50 {p50:7.2f} ms   p95 {p95:7.2f} ms   recall {best:.3f}; {every:.3f}{note}")


def saves(project):
    """A save with its entry, and the same with the memory's hook taken out."""
    from translate_flow.store.store import Store

    article = project.folder / "a.txt"
    article.write_text("\n\n".join(f"Sentence {number} to be saved here." for number in range(200)))
    run(["import", "a.txt"], project.folder)
    hook = Store.remember
    seconds = {True: [], False: []}
    for number in range(1, 201):
        is_with = bool(number % 2)
        Store.remember = hook if is_with else lambda *_: None
        start = clocks()
        translation.translate(project, "a", str(number), f"Fraza {number}", by="Ana")
        seconds[is_with].append(since(start))
    Store.remember = hook
    row("save with its entry", percentiles(seconds[True]))
    row("save without", percentiles(seconds[False]))


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--sizes", default="10000,100000,1000000")
    ask.add_argument("--queries", type=int, default=1000)
    ask.add_argument("--catalogues", nargs="*", default=["/usr/share/locale", str(Path(os.__file__).parent)])
    args = ask.parse_args()
    gc.set_threshold(100_000, 20, 20)  # as every command of the program does (cli/entry.py)
    print(f"{describe()}, SQLite {__import__('sqlite3').sqlite_version}, load {os.getloadavg()[0]:.1f}")
    texts = natural(args.catalogues)
    print(f"{len(texts):,} natural texts")
    for size in map(int, args.sizes.split(",")):
        measure(size, args.queries, texts)


if __name__ == "__main__":
    main()
