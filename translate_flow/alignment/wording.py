"""How well the words of sentences explain each other, for all cells of a band."""

from collections.abc import Sequence

import numpy as np

from translate_flow.alignment.band import Band, Floats, Ints
from translate_flow.alignment.lexicon import Lexicon, summed

_CHANCE = 0.33
LONGEST = 3


def explained(band: Band, rows: Sequence[Ints], columns: Sequence[Ints], lexicon: Lexicon, size: int) -> list[Floats]:
    """For runs of 1, 2 … sentences of the rows that end at a cell: how well they explain the column's sentence.

    Each is the sum over the sentence's keys of the log of (how likely the key is beside the run ÷ how likely it is
    anywhere). `size` is the number of keys that columns have.
    """
    flat = np.concatenate([np.zeros(0, dtype=np.int64), *columns])
    starts = np.concatenate([[0], np.cumsum([len(keys) for keys in columns])])
    found = [band.empty() for _ in range(LONGEST)]
    likely: list[tuple[Floats, float, int]] = []
    for row in range(1, band.rows + 1):
        likely = [_likely(rows[row - 1], lexicon, size), *likely[: LONGEST - 1]]
        first = max(1, int(band.firsts[row]))
        last = min(band.columns, int(band.firsts[row]) + band.width - 1)
        tokens = flat[starts[first - 1] : starts[last]]
        bounds = starts[first - 1 : last + 1] - starts[first - 1]
        total, rest, count = np.zeros(len(tokens)), 0.0, 0
        for run, (ratios, base, keys) in enumerate(likely):
            total, rest, count = total + ratios[tokens], rest + base, count + keys
            logs = np.log((1 - _CHANCE) * (total + rest) / max(1, count) + _CHANCE)
            sums = np.concatenate([[0.0], np.cumsum(logs)])[bounds]
            at = first - int(band.firsts[row])
            found[run][row, at : at + last - first + 1] = np.diff(sums)
    return found


def _likely(keys: Ints, lexicon: Lexicon, size: int) -> tuple[Floats, float, int]:
    """How much more likely than anywhere each key is beside these, how much all others, and the number of these."""
    ranges = [slice(int(lexicon.starts[key]), int(lexicon.starts[key + 1])) for key in keys]
    others = np.concatenate([np.zeros(0, dtype=np.int64), *(lexicon.others[part] for part in ranges)])
    ratios = np.concatenate(
        [np.zeros(0), *(lexicon.ratios[part] - lexicon.rest[key] for key, part in zip(keys, ranges, strict=True))]
    )
    return summed(others, ratios, size), float(lexicon.rest[keys].sum()), len(keys)
