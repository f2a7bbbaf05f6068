"""Recognition of terms beside its peers, and its speed.

    python benchmarks/terminology.py [FOLDER]

FOLDER holds development data, one JSON file per language: sentences, terms and where they occur (default:
../shared/terminology beside the checkout). An occurrence counts as found by a hit at the same start; the
sentence that a phrase was taken from does not count.
"""

import argparse
import json
import os
import platform
import random
import re
import string
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from translate_flow.model import Term  # noqa: E402
from translate_flow.terminology import TermIndex, dump_keys, term_keys  # noqa: E402
from translate_flow.terminology.words import split_words  # noqa: E402

Finder = Callable[[list[str], list[str]], Iterator[tuple[int, int, int]]]
"""Takes terms and sentences; yields the number of the term, of the sentence, and the start."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Score:
    gold: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / self.gold

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.gold + other.gold, self.found + other.found, self.right + other.right)


def ours(lang: str) -> Finder:
    def find(terms: list[str], sentences: list[str]) -> Iterator[tuple[int, int, int]]:
        index = TermIndex([Term(text, lang, number) for number, text in enumerate(terms)], lang)
        for number, sentence in enumerate(sentences):
            for hit in index.find_all(sentence):
                yield hit.term.concept, number, hit.start

    return find


def by_word(key: Callable[[str], str]) -> Finder:
    """Terms whose words have the same keys in the same order."""

    def find(terms: list[str], sentences: list[str]) -> Iterator[tuple[int, int, int]]:
        entries: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        for number, term in enumerate(terms):
            keys = [key(word) for word in _WORD.findall(term)]
            entries[keys[0]].append((keys, number))
        for number, sentence in enumerate(sentences):
            cut = [(key(found[0]), found.start()) for found in _WORD.finditer(sentence)]
            for first, (word, start) in enumerate(cut):
                for keys, term_number in entries.get(word, ()):
                    if [each for each, _ in cut[first : first + len(keys)]] == keys:
                        yield term_number, number, start

    return find


def peers(lang: str) -> dict[str, Finder | None]:
    """Exact matching, Snowball alone and simplemma alone; None for one that does not know the language."""
    found: dict[str, Finder | None] = {"exact": by_word(str.casefold), "Snowball": None, "simplemma": None}
    try:
        import Stemmer

        stem = Stemmer.Stemmer(lang).stemWord
        found["Snowball"] = by_word(lambda word: stem(word.lower()))
    except (ImportError, KeyError):
        pass
    try:
        import simplemma

        simplemma.lemmatize("a", lang)
        found["simplemma"] = by_word(lambda word: simplemma.lemmatize(word, lang).casefold())
    except (ImportError, ValueError):
        pass
    return found


def score(data: dict[str, Any], kind: str, finder: Finder) -> Score:
    entries = [entry for entry in data["terms"] if entry["kind"] == kind]
    gold = {(number, s, start) for number, entry in enumerate(entries) for s, start, _ in entry["occurrences"]}
    own = {(number, entry["own_sentence"]) for number, entry in enumerate(entries)}
    hits = {hit for hit in finder([entry["term"] for entry in entries], data["sentences"]) if hit[:2] not in own}
    return Score(len(gold), len(hits), len(hits & gold))


def print_quality(files: list[Path]) -> None:
    print(f"\n{'':4}{'':12}" + "".join(f"{kind:>24}" for kind in ("words", "phrases")) + f"{'both':>8}")
    print(f"{'':4}{'':12}" + "  recall   prec.      F1" * 2 + "      F1")
    sums: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for file in files:
        data = json.loads(file.read_text(encoding="utf-8"))
        lang = data["lang"]
        for name, finder in {"ours": ours(lang), **peers(lang)}.items():
            if finder is None:
                print(f"{lang:4}{name:12}  skipped: not installed, or it does not know the language")
                continue
            scores = [score(data, kind, finder) for kind in ("word", "phrase")]
            print(f"{lang:4}{name:12}" + "".join(map(row, scores)) + f"{(scores[0] + scores[1]).f1:8.3f}")
            for kind, each in zip(("word", "phrase"), scores, strict=True):
                sums[name, kind].append(each)
    for name in dict.fromkeys(name for name, _ in sums):
        print(f"all {name:12}" + mean(sums[name, "word"]) + mean(sums[name, "phrase"]))


def row(each: Score) -> str:
    return f"{each.recall:8.3f}{each.precision:8.3f}{each.f1:8.3f}"


def mean(scores: list[Score]) -> str:
    values = [(each.recall, each.precision, each.f1) for each in scores]
    return "".join(f"{sum(column) / len(scores):8.3f}" for column in zip(*values, strict=True))


def make_glossary(sentences: list[str], lang: str, size: int) -> list[Term]:
    """Terms of one to three words, three in five of them from the sentences, the others invented."""
    chance = random.Random(1)
    known = [form for sentence in sentences for form, _, _ in split_words(sentence, lang) if len(form) > 2]
    texts: set[str] = set()
    while len(texts) < size:
        picked = []
        for _ in range(chance.choice([1, 1, 2, 2, 3])):
            invented = "".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 10)))
            picked.append(chance.choice(known) if chance.random() < 0.6 else invented)
        texts.add(" ".join(picked))
    return [Term(text, lang, number, id=number) for number, text in enumerate(sorted(texts), 1)]


def print_speed(file: Path) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    lang, sentences = data["lang"], data["sentences"]
    terms = make_glossary(sentences, lang, 50_000)
    begin = time.perf_counter()
    keys = {term.id: dump_keys(term_keys(term.text, lang)) for term in terms}
    keyed = time.perf_counter()
    index = TermIndex(terms, lang, keys)
    built = time.perf_counter()
    segments = [sentences[number % len(sentences)] for number in range(10_000)]
    for sentence in sentences:
        index.find(sentence)
    warm = time.perf_counter()
    hits = sum(len(index.find(segment)) for segment in segments)
    done = time.perf_counter()
    print(
        f"{lang:4}keys {keyed - begin:5.2f} s   index {built - keyed:5.2f} s   "
        f"10,000 segments {done - warm:5.2f} s   hits per segment {hits / len(segments):5.1f}"
    )


_COLD = """
import time; begin = time.perf_counter()
from translate_flow.terminology import look_up_keys
look_up_keys({text!r}, {lang!r})
print(time.perf_counter() - begin)
"""
_PEER = """
import time; begin = time.perf_counter()
import simplemma
[simplemma.lemmatize(word, {lang!r}) for word in {text!r}.split()]
print(time.perf_counter() - begin)
"""


def print_cold(file: Path) -> None:
    """The keys of one segment in a new process, beside simplemma's own dictionary."""
    data = json.loads(file.read_text(encoding="utf-8"))
    lang, text = data["lang"], max(data["sentences"][:50], key=len)
    run_python(_COLD.format(lang=lang, text=text))
    best = [min(run_python(code.format(lang=lang, text=text)) for _ in range(3)) for code in (_COLD, _PEER)]
    figures = f"ours {best[0] * 1000:5.0f} ms   simplemma {best[1] * 1000:5.0f} ms"
    print(f"{lang:4}{figures}   {best[1] / best[0]:5.1f} ×")


def run_python(code: str) -> float:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "terminology")
    files = sorted(parser.parse_args().folder.glob("*.json"))
    if not files:
        sys.exit("There is no development data in that folder.")
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print_quality(files)
    print("\n50,000 terms with cached keys")
    for file in files:
        print_speed(file)
    print("\nKeys of one segment in a new process, the dictionary in the cache")
    for file in files:
        print_cold(file)


if __name__ == "__main__":
    main()
