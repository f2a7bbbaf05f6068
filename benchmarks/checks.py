"""How good and how fast the checks are: false alarms on clean texts, seeded faults found, time.

    python benchmarks/checks.py

The peer is translate-toolkit's StandardChecker (`pip install translate-toolkit`), skipped where it is not
installed; of it every filter that speaks up on the fault and not on the clean text counts as a find.

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
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.checks import corpus, faults, rows  # noqa: E402
from translate_flow import checks  # noqa: E402
from translate_flow.checks import Context  # noqa: E402
from translate_flow.model import Severity  # noqa: E402

FINISHED = ROOT.parent / "shared" / "articles" / "us-russia-negotiations.ro-en.tsv"
SEGMENTS = 10_000
Peer = Callable[[str, str, str], frozenset[str]]


def peer() -> Peer | None:
    """Names of the filters of translate-toolkit that fail for source, target, target language."""
    try:
        from translate.filters import checks as filters
        from translate.storage.base import TranslationUnit
    except ImportError:
        print("skipped: translate-toolkit is not installed\n")
        return None
    checkers = {
        language: filters.StandardChecker(checkerconfig=filters.CheckerConfig(targetlanguage=language))
        for language in corpus.TEXTS["varied.txt"]
    }

    def failing(source: str, target: str, language: str) -> frozenset[str]:
        unit = TranslationUnit(source)
        unit.target = target
        return frozenset(checkers[language].run_filters(unit))

    return failing


def numbered(source: str, target: str, pairs: list[tuple[str, str]]) -> list[Context]:
    others = checks.Others.of((number, *pair) for number, pair in enumerate(pairs, 1))
    return [rows.context(*pair, source, target, number=number, others=others) for number, pair in enumerate(pairs, 1)]


def clean_texts() -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    texts = [
        (f"{source}-{target} {name}", source, target, list(corpus.pairs(source, target, name)))
        for name, languages in corpus.TEXTS.items()
        for source, target in itertools.permutations(languages, 2)
    ]
    if not FINISHED.exists():
        print(f"skipped: {FINISHED} is not there\n")
        return texts
    with FINISHED.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [("finished article ro-en", "ro", "en", [(row["ro"], row["en"]) for row in table]), *texts]


def print_alarms(other: Peer | None) -> None:
    print(f"{'clean texts':28}{'segments':>10}{'errors':>8}{'warnings':>10}{'info':>6}{'peer':>8}")
    total: Counter[str] = Counter()
    for name, source, target, pairs in clean_texts():
        found = Counter(
            issue.severity.value for segment in numbered(source, target, pairs) for issue in rows.issues(segment)
        )
        found["segments"] = len(pairs)
        found["peer"] = sum(len(other(*pair, target)) for pair in pairs) if other else 0
        total += found
        print_line(name, found)
    print_line("together", total)


def print_line(name: str, found: Counter[str]) -> None:
    counts = [found[severity.value] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    print(f"{name:28}{found['segments']:>10}{counts[0]:>8}{counts[1]:>10}{counts[2]:>6}{found['peer']:>8}")


def print_faults(other: Peer | None) -> None:
    put: Counter[str] = Counter()
    found: Counter[str] = Counter()
    found_by_peer: Counter[str] = Counter()
    clean = {
        (lang, source): target
        for text in corpus.TEXTS
        for lang in corpus.LANGUAGES[1:]
        for source, target in corpus.pairs("en", lang, text)
    }
    for seeded in (one for text in corpus.TEXTS for one in faults.seed(text)):
        name, language, source = seeded.fault.name, seeded.language, seeded.source
        put[name] += 1
        found[name] += seeded.was_found
        if other:
            before = other(source, clean[language, source], language)
            found_by_peer[name] += bool(other(source, seeded.target, language) - before)
    print(f"\n{'seeded faults':30}{'put in':>10}{'found':>8}{'share':>10}{'peer':>8}")
    for name, count in put.items():
        print(f"{name:30}{count:>10}{found[name]:>8}{found[name] / count:>10.1%}{found_by_peer[name]:>8}")
    size, hits = put.total(), found.total()
    title = f"together, {len(put)} kinds"
    print(f"{title:30}{size:>10}{hits:>8}{hits / size:>10.1%}{found_by_peer.total():>8}")


def print_speed(other: Peer | None) -> None:
    languages = corpus.LANGUAGES[1:]
    segments = []
    for target in languages:
        pairs = itertools.islice(itertools.cycle(corpus.pairs("en", target)), SEGMENTS // len(languages))
        segments += numbered("en", target, list(pairs))
    start, busy = time.perf_counter(), time.process_time()
    count = sum(len(rows.issues(segment)) for segment in segments)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    figures = f"{seconds:.2f} s, {busy:.2f} s of CPU; {count} issues"
    print(f"\n{len(rows.AVAILABLE)} checks on {len(segments):,} segments: {figures}")
    if other:
        few = segments[:: len(segments) // 500]
        start = time.process_time()
        for segment in few:
            other(segment.source, segment.target, segment.target_language)
        ratio = (time.process_time() - start) / len(few) * len(segments) / busy
        print(f"translate-toolkit takes {ratio:.1f} times as long")


if __name__ == "__main__":
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n")
    toolkit = peer()
    print_alarms(toolkit)
    print_faults(toolkit)
    print_speed(toolkit)
