"""Which keys translate each other: what looks alike, and what is learned from pairs that are already found.

IBM Model 1 (Brown et al. 1993), on sets of keys. What a single pair says counts for nothing, since that pair would
only confirm itself.
"""

from collections.abc import Sequence

import numpy as np

from translate_flow.alignment.band import Floats, Ints
from translate_flow.records import frozen

_ROUNDS = 4
_LIKE = 3.0
_DOUBT = 1.0


@frozen
class Pairs:
    """Keys by number that met in pairs of texts; one row for each meeting."""

    pair: Ints
    """Number of the pair of texts."""
    one: Ints
    """Key of the side that is given."""
    other: Ints
    """Key of the side that is explained."""
    weight: Floats
    """How sure the pair is, 0–1."""

    def turned(self) -> "Pairs":
        """The other direction."""
        return Pairs(self.pair, self.other, self.one, self.weight)


@frozen
class Lexicon:
    """How much more often than by chance a key stands in the translation of a given one."""

    starts: Ints
    """Where the entries of each given key begin, shape (given keys + 1,)."""
    others: Ints
    """Explained keys."""
    ratios: Floats
    """p(other | given) / p(other), of each."""
    rest: Floats
    """The same for all others, by given key: near 1 where nothing is known."""


def meetings(ones: Sequence[Ints], others: Sequence[Ints], weights: Sequence[float]) -> Pairs:
    """All keys of one text of each pair with all of the other."""
    if not ones:
        none = np.zeros(0, dtype=np.int64)
        return Pairs(none, none, none, np.zeros(0))
    sizes = [len(one) * len(other) for one, other in zip(ones, others, strict=True)]
    return Pairs(
        np.repeat(np.arange(len(sizes)), sizes),
        np.concatenate([np.repeat(one, len(other)) for one, other in zip(ones, others, strict=True)]),
        np.concatenate([np.tile(other, len(one)) for one, other in zip(ones, others, strict=True)]),
        np.repeat(np.asarray(weights, dtype=np.float64), sizes),
    )


def learn(given: int, shares: Floats, pairs: Pairs, like: tuple[Ints, Ints, Floats]) -> Lexicon:
    """A lexicon of `given` keys that explain keys of `shares` (how often each stands in the text, sum 1).

    `like` are keys that look like translations: given, explained, how much (0–1).
    """
    size = len(shares)
    codes = np.concatenate([pairs.one * size + pairs.other, like[0] * size + like[1]])
    entries, places = np.unique(codes, return_inverse=True)
    met, alike = places[: len(pairs.one)], places[len(pairs.one) :]
    one, other = entries // size, entries % size
    prior = summed(alike, _LIKE * like[2], len(entries))
    counts, seen = _counted(given, shares, pairs, met, one, other, prior)
    mass = seen + summed(one, prior, given) + _DOUBT
    chances = (counts + prior + _DOUBT * shares[other]) / mass[one]
    starts = np.searchsorted(one, np.arange(given + 1))
    return Lexicon(starts, other, chances / shares[other], _DOUBT / mass)


def _counted(
    given: int, shares: Floats, pairs: Pairs, met: Ints, one: Ints, other: Ints, prior: Floats
) -> tuple[Floats, Floats]:
    """How often each entry is expected to have been meant, and how often each given key was seen; less one pair."""
    size = len(one)
    if not len(met):
        return np.zeros(size), np.zeros(given)
    # a pair that sees a given key several times sees it once
    first = np.unique(pairs.pair * given + pairs.one, return_index=True)[1]
    seen = summed(pairs.one[first], pairs.weight[first], given)
    explained = np.unique(pairs.pair * (int(pairs.other.max()) + 1) + pairs.other, return_inverse=True)[1]
    counts = summed(met, pairs.weight, size) / np.maximum(seen[one], 1e-9)
    chances = counts + prior
    expected = np.zeros(0)
    for _ in range(_ROUNDS):
        chance = chances[met]
        total = summed(explained, chance, 0)[explained] + shares[other[met]]
        expected = pairs.weight * chance / total
        counts = summed(met, expected, size)
        chances = (counts + prior + _DOUBT * shares[other]) / (seen[one] + _DOUBT + prior)
    most = np.zeros(size)
    np.maximum.at(most, met, expected)
    return counts - most, np.maximum(seen - 1.0, 0.0)


def summed(places: Ints, values: Floats, size: int) -> Floats:
    """The values at each place, added up; at least `size` places."""
    return np.asarray(np.bincount(places, weights=values, minlength=size), dtype=np.float64)
