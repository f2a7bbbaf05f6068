"""Alignment of two texts that translate each other: which sentences belong together.

By lengths (Gale & Church 1993, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics
19/1: the lengths in letters of translations differ as a normal variable of variance 6.8 per letter), with anchors:
numbers, names and known terms that both sides have. The cheapest way through all sentences is found by dynamic
programming in a band around the diagonal.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_VARIANCE = 6.8
# (sentences of the source, of the target) → prior probability, after Gale & Church, table 5; joins a little rarer
_BEADS = {(1, 1): 0.89, (1, 0): 0.01, (0, 1): 0.01, (2, 1): 0.03, (1, 2): 0.03, (2, 2): 0.01}
_NARROWEST_BAND = 40
_ANCHOR_WEIGHT = 2.2
_LOST_WEIGHT = 2.0
_JUMP_COST = 1.5
_LATIN_WORD = re.compile(r"[A-Za-z]{5,}")
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*")
_LATIN_NAME = re.compile(r"(?<![\w])[A-Z][\w-]{2,}|\b[A-Z]{2,}\b")

Known = Callable[[str, str], tuple[int, int]]
"""Of a source and a target: (known terms in the source, of them translated in the target)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to align."""

    text: str
    """Its text without codes."""
    paragraph: int
    """Number of its paragraph."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that belong together."""

    sources: tuple[int, ...]
    """Indexes of source sentences, neighbours; empty where the target was added."""
    targets: tuple[int, ...]
    """Indexes of target sentences, neighbours; empty where the source was left out."""
    confidence: int
    """How sure it is that they translate each other, 0–100; 0 where one side is empty."""


def nothing_known(source: str, target: str) -> tuple[int, int]:
    """No terms are known."""
    return 0, 0


class Aligner:
    """Aligns the sentences of two texts."""

    def __init__(self, sources: Sequence[Sentence], targets: Sequence[Sentence], known: Known = nothing_known) -> None:
        self._sources, self._targets, self._known = sources, targets, known
        self._source_sizes = _sums(sources)
        self._target_sizes = _sums(targets)
        self._source_anchors = [anchors(sentence.text) for sentence in sources]
        self._target_anchors = [anchors(sentence.text) for sentence in targets]
        self._shared = _rare(self._source_anchors) & _rare(self._target_anchors)
        # letters of target for a letter of source
        self._ratio = (self._target_sizes[-1] or 1) / (self._source_sizes[-1] or 1)
        self._costs: dict[tuple[int, int, int, int], float] = {}

    def align(self) -> list[Bead]:
        """The beads in order; every sentence is in one."""
        rows, columns = len(self._sources), len(self._targets)
        best: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(rows + 1)]
        best[0][0] = 0.0, (0, 0)
        width = max(_NARROWEST_BAND, abs(rows - columns) + _NARROWEST_BAND // 2, rows // 10)
        for row in range(rows + 1):
            middle = row * columns // rows if rows else 0
            first, last = (0, columns) if not rows else (max(0, middle - width), min(columns, middle + width))
            for column in range(first, last + 1):
                found = best[row].get(column)
                for (down, right), prior in _BEADS.items():
                    above = best[row - down].get(column - right) if row >= down and column >= right else None
                    if above is None:
                        continue
                    cost = above[0] + self._cost(row - down, row, column - right, column) - math.log(prior)
                    if found is None or cost < found[0]:
                        found = cost, (down, right)
                if found is not None:
                    best[row][column] = found
        return self._walked(best)

    def _walked(self, best: Sequence[Mapping[int, tuple[float, tuple[int, int]]]]) -> list[Bead]:
        row, column = len(self._sources), len(self._targets)
        beads: list[Bead] = []
        while row or column:
            _, (down, right) = best[row][column]
            beads.append(
                Bead(
                    tuple(range(row - down, row)),
                    tuple(range(column - right, column)),
                    self._confidence(row - down, row, column - right, column),
                )
            )
            row, column = row - down, column - right
        return beads[::-1]

    def _cost(self, first: int, last: int, start: int, end: int) -> float:
        """What it costs to say that sources first…last translate targets start…end: −log of how likely that is."""
        place = first, last, start, end
        if place not in self._costs:
            if first == last or start == end:
                cost = 0.0
            else:
                common, lost = self._anchored(first, last, start, end)
                cost = self._length_cost(first, last, start, end) - _ANCHOR_WEIGHT * common + _LOST_WEIGHT * lost
                cost += _JUMP_COST * self._jumps(first, last, start, end)
            self._costs[place] = cost
        return self._costs[place]

    def _length_cost(self, first: int, last: int, start: int, end: int) -> float:
        """−log of the probability that lengths differ by chance as much as they do (two-sided normal tail)."""
        source = self._source_sizes[last] - self._source_sizes[first]
        target = self._target_sizes[end] - self._target_sizes[start]
        mean = (source + target / self._ratio) / 2
        spread = math.sqrt(_VARIANCE * max(1.0, mean)) * max(1.0, self._ratio)
        delta = abs(target - source * self._ratio) / spread
        return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-12))

    def _anchored(self, first: int, last: int, start: int, end: int) -> tuple[float, float]:
        """(weight of the anchors in common, weight of those that only one side has) of two runs."""
        one = Counter(key for keys in self._source_anchors[first:last] for key in keys)
        other = Counter(key for keys in self._target_anchors[start:end] for key in keys)
        common = sum(_weight(key) for key in (one & other).elements() if key in self._shared or key[0] != "~")
        apart = ((one - other) + (other - one)).elements()
        lost = sum(_weight(key) for key in apart if key in self._shared or key.isdecimal())
        terms, translated = self._terms(first, last, start, end)
        return min(4.0, common + translated), min(4.0, lost + (terms - translated) * 0.5)

    def _terms(self, first: int, last: int, start: int, end: int) -> tuple[int, int]:
        if self._known is nothing_known:
            return 0, 0
        source = " ".join(sentence.text for sentence in self._sources[first:last])
        target = " ".join(sentence.text for sentence in self._targets[start:end])
        return self._known(source, target)

    def _jumps(self, first: int, last: int, start: int, end: int) -> int:
        """Does the pair run over a paragraph's end, or begin a paragraph on one side only?"""
        over = self._sources[first].paragraph != self._sources[last - 1].paragraph
        over_too = self._targets[start].paragraph != self._targets[end - 1].paragraph
        begins = first == 0 or self._sources[first - 1].paragraph != self._sources[first].paragraph
        begins_too = start == 0 or self._targets[start - 1].paragraph != self._targets[start].paragraph
        return over + over_too + (begins != begins_too)

    def _confidence(self, first: int, last: int, start: int, end: int) -> int:
        """How sure a bead is: by its lengths and anchors, and how much better it is than its neighbours."""
        if first == last or start == end:
            return 0
        common, lost = self._anchored(first, last, start, end)
        sure = 1.6 - 0.55 * self._length_cost(first, last, start, end) + 1.1 * common - 0.9 * lost
        sure -= 0.5 * self._jumps(first, last, start, end) + (0.5 if (last - first, end - start) != (1, 1) else 0.0)
        sure -= 2.0 if last - first == end - start == 2 else 0.0
        sure += 0.6 if common else -0.4
        own = self._cost(first, last, start, end)
        others = [
            self._cost(first, last, start + step, end + step)
            for step in (-1, 1)
            if start + step >= 0 and end + step <= len(self._targets)
        ]
        sure += max(-2.0, min(1.5, 0.3 * (min(others) - own))) if others else 0.5
        return max(1, min(100, round(100 / (1 + math.exp(-sure)))))


def _sums(sentences: Sequence[Sentence]) -> list[float]:
    """Letters in front of each sentence; a letter of a script of syllables or signs counts for more."""
    sums = [0.0]
    for sentence in sentences:
        sums.append(sums[-1] + max(1.0, _size(sentence.text)))
    return sums


def _size(text: str) -> float:
    if text.isascii():
        return float(len(text))
    return sum(2.5 if "\u2e80" <= letter <= "\uffef" else 1.0 for letter in text)


def _rare(anchored: Sequence[Sequence[str]]) -> set[str]:
    """Anchors of some sentences, without words that are cognates of too many to tell anything."""
    counts = Counter(key for keys in anchored for key in set(keys))
    return {key for key, count in counts.items() if key[0] != "~" or count <= 3}


def anchors(text: str) -> list[str]:
    """Pieces that a translation is likely to keep.

    Numbers by their digits, names in Latin letters by their stem (`=`), words that may be cognates by their first
    four letters (`~`; Simard, Foster & Isabelle 1992).
    """
    found = ["".join(letter for letter in number if letter.isdecimal()) for number in _NUMBER.findall(text)]
    folded = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    # the first word is in capitals anyway; endings change with case and language
    names = _LATIN_NAME.findall(folded[1:])
    words = {word[:4].casefold() for word in _LATIN_WORD.findall(folded)} - {name[:4].casefold() for name in names}
    return [
        *(str(int(number)) for number in found),
        *(f"={name[:5].casefold()}" for name in names),
        *(f"~{word}" for word in sorted(words)),
    ]


def _weight(key: str) -> float:
    """How much an anchor tells: a long number much, a digit little."""
    if key[0] in "=~":
        return 0.8 if key[0] == "=" else 0.45
    return min(1.5, 0.5 + 0.25 * len(key))
