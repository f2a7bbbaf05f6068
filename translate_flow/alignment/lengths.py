"""Lengths of sentences as evidence: translations of long sentences are long.

The logarithm of target length ÷ source length is nearly normal, wider for short sentences; its middle and its width
are those of the two texts at hand. Measured on gettext catalogues in eight languages: a standard deviation of 0.21 at
25 letters, 0.17 at 50, 0.14 at 100 (half of what Gale & Church 1993 found in legal texts).
"""

import math
from collections.abc import Sequence

import numpy as np

from translate_flow.alignment.band import Band, Floats
from translate_flow.records import frozen

_FIXED, _PER_LETTER = 0.01, 0.9
_FREE = 0.02
_TRUST = 12
_FURTHEST = 0.7


@frozen
class Lengths:
    """The sizes of both texts, and how they relate."""

    sources: Floats
    """Sums of sizes in front of each source sentence, shape (sources + 1,)."""
    targets: Floats
    """The same of the targets."""
    ratio: float
    """Log of target size ÷ source size."""
    spread: float = 1.0
    """Variance, as a multiple of the usual."""

    def fitted(self, beads: Sequence[tuple[int, int, int, int]]) -> "Lengths":
        """With the middle and the width of these beads: (first source, first target, sources, targets)."""
        if not beads:
            return self
        at = np.asarray(beads)
        ones = self.sources[at[:, 0] + at[:, 2]] - self.sources[at[:, 0]]
        others = self.targets[at[:, 1] + at[:, 3]] - self.targets[at[:, 1]]
        logs = np.log(others / ones)
        weight = len(logs) / (len(logs) + 2)
        ratio = weight * float(np.median(logs)) + (1 - weight) * self.ratio
        # the middle half of a normal variable reaches to 0.6745 standard deviations
        scaled = np.abs(logs - ratio) / np.sqrt(_FIXED + _PER_LETTER / ones)
        spread = (float(np.median(scaled)) / 0.6745) ** 2
        return Lengths(self.sources, self.targets, ratio, (len(logs) * spread + _TRUST) / (len(logs) + _TRUST))

    def evidence(self, band: Band, down: int, right: int) -> Floats:
        """Of each cell: log of (how likely the lengths are if the sentences before it belong together ÷ by chance)."""
        source = np.ones(band.rows + 1)
        source[down:] = self.sources[down:] - self.sources[: band.rows + 1 - down]
        ends = np.clip(band.numbers(), right, band.columns)
        target = self.targets[ends] - self.targets[ends - right]
        one, other = np.log(source)[:, None], np.log(target) - self.ratio
        mean = (one + other) / 2
        variance = self.spread * (_FIXED + _PER_LETTER / np.exp(mean))
        near = -((one - other) ** 2) / (2 * variance) - np.log(variance) / 2
        own = one if down <= right else other
        middle, width = _usual(self.sources if down <= right else self.targets)
        anywhere = -((own - middle + (0 if down <= right else self.ratio)) ** 2) / (2 * width) - math.log(width) / 2
        return np.log((1 - _FREE) * np.exp(np.minimum(near - anywhere, 50.0)) + _FREE)


def _usual(sums: Floats) -> tuple[float, float]:
    """Mean and variance of the logarithms of sizes."""
    logs = np.log(np.diff(sums))
    return float(logs.mean()), max(0.1, float(logs.var()))


def between(sources: Sequence[str], targets: Sequence[str]) -> Lengths:
    """The lengths of two texts, related by their sums, as far as these are long and not too unlike."""
    ones, others = _sums(sources), _sums(targets)
    count = min(len(sources), len(targets))
    ratio = max(-_FURTHEST, min(_FURTHEST, math.log(others[-1] / ones[-1])))
    return Lengths(ones, others, ratio * count / (count + _TRUST))


def _sums(texts: Sequence[str]) -> Floats:
    return np.concatenate([[0.0], np.cumsum([max(1.0, size(text)) for text in texts])])


def size(text: str) -> float:
    """Letters; a letter of a script of syllables or signs counts for more."""
    if text.isascii():
        return float(len(text))
    return sum(2.5 if "\u2e80" <= letter <= "\uffef" else 1.0 for letter in text)
