"""How well the words of sentences explain each other, for all cells of a band."""

from collections.abc import Sequence

import numpy as np

from translate_flow.alignment.band import Band, Floats, Ints
from translate_flow.alignment.lexicon import Lexicon
from translate_flow.records import frozen

_CHANCE = 0.33
LONGEST = 3
"""Sentences of the longest run."""


@frozen
class _Beside:
    """What stands beside the keys of a sentence."""

    others: Ints
    """Keys that are likelier there than anywhere; a key may come several times."""
    ratios: Floats
    """How much likelier, beyond `rest`."""
    rest: float
    """How likely all keys are there, as a multiple of anywhere."""
    keys: int
    """Keys of the sentence."""


def explained(band: Band, rows: Sequence[Ints], columns: Sequence[Ints], lexicon: Lexicon, size: int) -> list[Floats]:
    """For runs of 1, 2 … sentences of the rows that end at a cell: how well they explain the column's sentence.

    Each is the sum over the sentence's keys of the log of (how likely the key is beside the run ÷ how likely it is
    anywhere). `size` is the number of keys that columns have.
    """
    flat = np.concatenate([np.zeros(0, dtype=np.int64), *columns])
    starts = np.concatenate([[0], np.cumsum([len(keys) for keys in columns])])
    found = [band.empty() for _ in range(LONGEST)]
    beside: list[_Beside] = []
    ratios = np.zeros(size)
    for row in range(1, band.rows + 1):
        beside = [_beside(rows[row - 1], lexicon), *beside[: LONGEST - 1]]
        first = max(1, int(band.firsts[row]))
        last = min(band.columns, int(band.firsts[row]) + band.width - 1)
        tokens = flat[starts[first - 1] : starts[last]]
        bounds = starts[first - 1 : last + 1] - starts[first - 1]
        at = first - int(band.firsts[row])
        rest, count = 0.0, 0
        for run, one in enumerate(beside):
            np.add.at(ratios, one.others, one.ratios)
            rest, count = rest + one.rest, count + one.keys
            logs = np.log((1 - _CHANCE) * (ratios[tokens] + rest) / max(1, count) + _CHANCE)
            found[run][row, at : at + last - first + 1] = np.diff(np.concatenate([[0.0], np.cumsum(logs)])[bounds])
        # what was touched is wiped, since the whole may be large
        for one in beside:
            ratios[one.others] = 0.0
    return found


def _beside(keys: Ints, lexicon: Lexicon) -> _Beside:
    ranges = [slice(int(lexicon.starts[key]), int(lexicon.starts[key + 1])) for key in keys]
    others = np.concatenate([np.zeros(0, dtype=np.int64), *(lexicon.others[part] for part in ranges)])
    more = [lexicon.ratios[part] - lexicon.rest[key] for key, part in zip(keys, ranges, strict=True)]
    return _Beside(others, np.concatenate([np.zeros(0), *more]), float(lexicon.rest[keys].sum()), len(keys))
