"""How good and how fast the checks are: false alarms on clean texts, seeded faults found, time.

    python benchmarks/checks.py

Goals: at most one warning in 50 segments and no error on clean texts, 95 % of the faults found by the right
check, all checks on 10,000 segments in less than 5 s.
"""

import csv
import itertools
import os
import platform
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.checks import corpus, faults, rows  # noqa: E402
from translate_flow import checks  # noqa: E402
from translate_flow.model import Severity  # noqa: E402

FINISHED = ROOT.parent / "shared" / "articles" / "us-russia-negotiations.ro-en.tsv"
SEGMENTS = 10_000


def alarms(source: str, target: str, pairs: list[tuple[str, str]]) -> Counter[Severity]:
    """Issues by severity on translations that are right."""
    others = checks.Others.of((number, *pair) for number, pair in enumerate(pairs, 1))
    found: Counter[Severity] = Counter()
    for number, pair in enumerate(pairs, 1):
        segment = rows.context(*pair, source, target, number=number, others=others)
        found.update(issue.severity for issue in rows.issues(segment))
    return found


def print_alarms() -> None:
    print(f"{'clean texts':28}{'segments':>10}{'errors':>8}{'warnings':>10}{'info':>6}")
    texts = [(f"{source}-{target}", source, target, list(corpus.pairs(source, target)))
             for source, target in itertools.permutations(corpus.LANGUAGES, 2)]  # fmt: skip
    if FINISHED.exists():
        with FINISHED.open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        texts.insert(0, ("finished article ro-en", "ro", "en", [(row["ro"], row["en"]) for row in table]))
    else:
        print(f"skipped: {FINISHED} is not there")
    total: Counter[Severity] = Counter()
    size = 0
    for name, source, target, pairs in texts:
        found = alarms(source, target, pairs)
        total += found
        size += len(pairs)
        print_line(name, len(pairs), found)
    print_line("together", size, total)


def print_line(name: str, size: int, found: Counter[Severity]) -> None:
    counts = [found[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    print(f"{name:28}{size:>10}{counts[0]:>8}{counts[1]:>10}{counts[2]:>6}")


def print_faults() -> None:
    put: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for seeded in faults.seed():
        put[seeded.fault.name] += 1
        found[seeded.fault.name] += seeded.was_found
    print(f"\n{'seeded faults':28}{'put in':>10}{'found':>8}{'share':>10}")
    for name, count in put.items():
        print(f"{name:28}{count:>10}{found[name]:>8}{found[name] / count:>10.1%}")
    size, hits = put.total(), found.total()
    print(f"{f'together, {len(put)} kinds':28}{size:>10}{hits:>8}{hits / size:>10.1%}")


def print_speed() -> None:
    languages = corpus.LANGUAGES[1:]
    segments = []
    for target in languages:
        pairs = itertools.islice(itertools.cycle(corpus.pairs("en", target)), SEGMENTS // len(languages))
        numbered = [(number, *pair) for number, pair in enumerate(pairs, 1)]
        others = checks.Others.of(numbered)
        segments += [
            rows.context(source, text, "en", target, number=number, others=others)
            for number, source, text in numbered
        ]
    start, busy = time.perf_counter(), time.process_time()
    count = sum(len(rows.issues(segment)) for segment in segments)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    figures = f"{seconds:.2f} s, {busy:.2f} s of CPU; {count} issues"
    print(f"\n{len(rows.AVAILABLE)} checks on {len(segments):,} segments: {figures}")


if __name__ == "__main__":
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n")
    print_alarms()
    print_faults()
    print_speed()
