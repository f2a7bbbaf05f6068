"""The sieve: which texts of some blocks are the nearest to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.blocks import THINNED, span
from translate_flow.signatures.closest import Batch
from translate_flow.signatures.likeness import Likeness
from translate_flow.signatures.signing import LONGEST, band

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from translate_flow.signatures.once import Leaf
    from translate_flow.signatures.stock import Stock

NEAREST = 6000
"""How many texts are compared exactly in one look-up at most; fewer of long ones."""
COARSELY = 3
"""So many times as many are where nothing but the coarse part of signatures is known."""
SPARE = 1.2
"""The likeness that so many times as many reach is told from a sample."""
_BATCHES = 6
# fewer of a sample do not tell
_SURE = 16
_FEWEST = 200


class Probe:
    """A folded text that is held against blocks."""

    def __init__(self, text: str, lowest: int) -> None:
        """Look for texts whose similarity can be `lowest` (1–100) or more."""
        self._text = text
        self.shortest, self.longest = band(max(1, min(LONGEST, len(text))), lowest)

    def nearest(self, stock: Stock, most: int = NEAREST) -> Iterator[Batch]:
        """The `most` nearest texts, fewer where the text is long; in batches, the nearest first."""
        spans = stock.spans(self.shortest, self.longest)
        room = self._room(most)
        if sum(high - low for low, high in spans) <= room:
            rows = [row for low, high in spans for row in range(low, high)]
            texts = [text for low, high in spans for text in stock.texts.slice(low, high)]
            yield Batch(texts, lambda place: stock.entries[rows[place]])
            return
        from translate_flow.signatures.scan import Scan

        scan = Scan(self._likeness())
        lengths = stock.sample.lengths
        sample = scan.of(stock.sample, span(lengths, self.shortest, self.longest))
        least = _least(sample, max(_SURE, room // THINNED))
        yield from _batches(stock, *scan.reaching(least, stock.signatures, spans), room)

    def nearest_once(self, leaves: Iterable[Leaf], most: int = NEAREST) -> Batch:
        """More than the `most` nearest texts of stored blocks that nobody keeps, without numpy."""
        from translate_flow.signatures.once import nearest

        return nearest(self._likeness(), leaves, COARSELY * self._room(most))

    def _likeness(self) -> Likeness:
        return Likeness(self._text, self.shortest, self.longest)

    def _room(self, most: int) -> int:
        """How many texts take little more time than `most` short ones: a step for each letter and 64 of the other."""
        return min(most, max(_FEWEST, most // max(1, (len(self._text) // 64) ** 2 // 2)))


def _least(sample: NDArray[Any], most: int) -> float:
    """A likeness that `most` of a sample reach, and some more; any where nothing is in it."""
    import numpy as np

    if not len(sample):
        return -2.0
    place = len(sample) - min(len(sample), max(1, int(most * SPARE)))
    return float(np.partition(sample, place)[place])


def _batches(stock: Stock, rows: NDArray[Any], likeness: NDArray[Any], most: int) -> Iterator[Batch]:
    """The `most` nearest of some rows: a sixth of them, then those next to them …, each time in the stock's order."""
    import numpy as np

    if len(rows) > most:
        nearest = np.argpartition(-likeness, most)[:most]
        rows, likeness = rows[nearest], likeness[nearest]
    size = max(_FEWEST, most // _BATCHES)
    order = np.argpartition(-likeness, np.arange(size, len(rows), size))
    for low in range(0, len(rows), size):
        yield _batch(stock, np.sort(rows[order[low : low + size]]))


def _batch(stock: Stock, rows: NDArray[Any]) -> Batch:
    return Batch(stock.texts.at(rows), lambda place: stock.entries[int(rows[place])])
