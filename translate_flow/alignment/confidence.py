"""How sure a bead is: a share of right ones among beads of the same kind.

A logistic regression on gettext catalogues in eleven languages, cut into articles of 6, 12, 25 and 60 sentences with
sentences deleted, joined, split and exchanged, and on pairs of articles that do not translate each other
(`benchmarks/alignment.py` measures on other catalogues).
"""

import math
from collections.abc import Sequence

from translate_flow.records import frozen

_LEAST = 0.001
_ALONE, _CHANCE, _WORDS, _SIZES, _SHAPE, _TEXT_WORDS, _TEXT_SIZES = -3.59, 0.70, 1.58, 0.17, -0.56, 3.93, 0.58


@frozen
class Signs:
    """What is known of a bead that has both sides."""

    chance: float
    """The share of all ways through both texts that go through it."""
    words: float
    """What its words say."""
    sizes: float
    """What its lengths say."""
    keys: int
    """Keys of both sides."""
    is_single: bool
    """Is it one sentence on each side?"""


def confidences(beads: Sequence[Signs]) -> list[int]:
    """1–99 of each; beads in texts that hardly translate each other are all doubtful."""
    if not beads:
        return []
    # a few sentences say little of the whole: as if there were others that say nothing
    words = sum(bead.words for bead in beads) / (sum(bead.keys for bead in beads) + 10)
    sizes = sum(min(bead.sizes, 3.0) for bead in beads) / (len(beads) + 1)
    whole = _ALONE + _TEXT_WORDS * words + _TEXT_SIZES * sizes
    return [max(1, min(99, round(100 / (1 + math.exp(-whole - _own(bead)))))) for bead in beads]


def _own(bead: Signs) -> float:
    chance = min(max(bead.chance, _LEAST), 1 - _LEAST)
    words = max(-0.5, min(1.5, bead.words / max(1, bead.keys)))
    sizes = max(-4.0, min(4.0, bead.sizes))
    own = _CHANCE * math.log(chance / (1 - chance)) + _WORDS * words + _SIZES * sizes
    return own if bead.is_single else own + _SHAPE
