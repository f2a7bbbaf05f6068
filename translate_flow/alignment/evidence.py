"""Scores of all steps in a band: what lengths, words and paragraphs say together."""

import math
from collections.abc import Mapping

import numpy as np

from translate_flow.alignment import wording
from translate_flow.alignment.band import Band, Floats
from translate_flow.alignment.layout import Layout
from translate_flow.alignment.lengths import Lengths
from translate_flow.alignment.lexicon import Lexicon
from translate_flow.alignment.route import Shape, Step
from translate_flow.alignment.sides import Side
from translate_flow.records import frozen

# (sentences of the source, of the target) → how often
_PRIORS: dict[Shape, float] = {
    (1, 0): 0.02, (1, 1): 0.86, (2, 1): 0.04, (1, 2): 0.04, (2, 2): 0.002, (3, 1): 0.004, (1, 3): 0.004
}  # fmt: skip
SKIP = math.log(0.02)
"""Score of a target alone."""
# words of a sentence depend on each other: together they say less than their sum
_WORDS = 0.7


@frozen
class Known:
    """What is known of the two languages, as far as these texts show."""

    lengths: Lengths
    """How sizes relate."""
    layout: Layout
    """How paragraphs go together."""
    forward: Lexicon
    """Source keys explain target keys."""
    backward: Lexicon
    """Target keys explain source keys."""


@frozen
class Evidence:
    """The scores of a band."""

    band: Band
    """Its cells."""
    scores: Mapping[Shape, Floats]
    """Of each shape of step its score at the cell where it ends."""
    words: Mapping[Shape, Floats]
    """What words alone say there."""
    sizes: Mapping[Shape, Floats]
    """What lengths alone say there."""

    def of(self, step: Step) -> tuple[float, float]:
        """What (words, lengths) say for a step that has both sides."""
        first, start, down, right = step
        row = first + down
        place = row, start + right - self.band.firsts[row]
        return float(self.words[down, right][place]), float(self.sizes[down, right][place])


def weigh(band: Band, source: Side, target: Side, known: Known) -> Evidence:
    """The scores of every step that ends in the band."""
    there = wording.explained(band, source.keys, target.keys, known.forward, len(target.names))
    turned = band.turned()
    back = [
        band.from_turned(turned, found)
        for found in wording.explained(turned, target.keys, source.keys, known.backward, len(source.names))
    ]
    scores: dict[Shape, Floats] = {}
    words: dict[Shape, Floats] = {}
    sizes: dict[Shape, Floats] = {}
    for (down, right), prior in _PRIORS.items():
        if down > band.rows or right > band.columns:
            continue
        score = band.empty(math.log(prior))
        if right:
            words[down, right] = _explained(band, there[down - 1], back[right - 1], down, right)
            sizes[down, right] = known.lengths.evidence(band, down, right)
            score += _WORDS * words[down, right] + sizes[down, right]
            score += known.layout.evidence(band, source, target, down, right)
        score[_outside(band, down, right)] = -np.inf
        scores[down, right] = score
    return Evidence(band, scores, words, sizes)


def _explained(band: Band, there: Floats, back: Floats, down: int, right: int) -> Floats:
    """Every target of the run is explained by its sources, every source by its targets."""
    total = there.copy()
    for step in range(1, right):
        total += band.moved(there, 0, step)
    for step in range(down):
        total += band.moved(back, step, 0)
    return total


def _outside(band: Band, down: int, right: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    rows, columns = np.arange(band.rows + 1)[:, None], band.numbers()
    return (rows < down) | (columns < right) | (columns > band.columns)
