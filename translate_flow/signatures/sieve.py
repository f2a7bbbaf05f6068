"""The sieve: which texts of some blocks are the nearest to one."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.blocks import THINNED, Block, Stock, Texts
from translate_flow.signatures.likeness import Likeness
from translate_flow.signatures.signing import LONGEST, band

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAREST = 6000
"""How many texts are compared exactly in one look-up at most; fewer of long ones."""
ONCE = 100_000
"""Up to so many texts a process that looks up but one compares them all, rather than load numpy."""
_BATCHES = 3
_FEWEST = 200
# the likeness that so many times as many reach is told from a sample
_SPARE = 1.2


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts that came through the sieve together."""

    texts: Sequence[str]
    """Folded texts."""
    entry: Callable[[int], int]
    """Gives the entry of a place in `texts`: few are asked for."""


@dataclass(frozen=True, slots=True)
class _Near:
    """Rows of a block that may be among the nearest."""

    block: Block
    read: Callable[[], Texts]
    """Gives the block's texts."""
    rows: NDArray[Any]
    """Rows, ascending."""
    likeness: NDArray[Any]
    """How near each of them is."""


_Rows = tuple[Block, Callable[[], Texts], int, int]
"""A block, what gives its texts, and rows of it: from … to."""


class Probe:
    """A folded text that is held against blocks."""

    def __init__(self, text: str, lowest: int) -> None:
        """Look for texts whose similarity can be `lowest` (1–100) or more."""
        self._text = text
        self.shortest, self.longest = band(max(1, min(LONGEST, len(text))), lowest)

    def nearest(self, stock: Stock, most: int = NEAREST) -> Iterator[Batch]:
        """The `most` nearest texts, fewer where the text is long; in batches, the nearest first."""
        rows = [(block, low, high) for block in stock.blocks for low, high in [self._rows(block)] if low < high]
        room = self._room(most)
        if sum(high - low for _, low, high in rows) <= room:
            yield _all_of((block, block.kept, low, high) for block, low, high in rows)
            return
        like = Likeness(self._text, self.shortest, self.longest)
        least = _least(like.of(stock.sample, *self._rows(stock.sample)), room)
        found = [_Near(block, block.kept, *like.reaching(least, block, low, high)) for block, low, high in rows]
        yield from _batches(found, room, max(_FEWEST, room // _BATCHES))

    def nearest_once(self, blocks: Iterable[Block], most: int = NEAREST) -> Iterator[Batch]:
        """The same of blocks that nobody keeps, as one batch; up to `ONCE` texts are all taken, without numpy."""
        waiting: list[_Rows] = []
        likened: list[tuple[Block, int, NDArray[Any]]] = []
        total = 0
        like = Likeness(self._text, self.shortest, self.longest)
        for block in blocks:
            low, high = self._rows(block)
            if low == high:
                continue
            waiting.append((block, block.read, low, high))
            total += high - low
            if total > self._room(ONCE):
                # only now, and one by one
                likened += [(one.unsigned(), start, like.of(one, start, end)) for one, _, start, end in waiting]
                waiting.clear()
        if not likened:
            yield _all_of(waiting)
            return
        room = self._room(most)
        yield from _batches(_nearest(likened, room), room, room)

    def _rows(self, block: Block) -> tuple[int, int]:
        return block.rows(self.shortest, self.longest)

    def _room(self, most: int) -> int:
        """How many texts take little more time than `most` short ones: a step for each letter and 64 of the other."""
        return min(most, max(_FEWEST, most // max(1, (len(self._text) // 64) ** 2 // 2)))


def _nearest(likened: Sequence[tuple[Block, int, NDArray[Any]]], most: int) -> list[_Near]:
    """The `most` nearest rows and some more, of blocks with the first row that was likened and how near all are."""
    import numpy as np

    least = _least(np.concatenate([likeness[::THINNED] for *_, likeness in likened]), most)
    found = []
    for block, low, likeness in likened:
        (places,) = (likeness >= least).nonzero()
        found.append(_Near(block, block.read, places + low, likeness[places]))
    return found


def _least(sample: NDArray[Any], most: int) -> float:
    """A likeness that `most` and some more reach, told from a sample; any where nothing is in it."""
    import numpy as np

    if not len(sample):
        return -2.0
    place = len(sample) - min(len(sample), max(1, int(most * _SPARE / THINNED)))
    return float(np.partition(sample, place)[place])


def _all_of(rows: Iterable[_Rows]) -> Batch:
    entries = array("q")
    texts: list[str] = []
    for block, read, low, high in rows:
        entries += block.entries[low:high]
        texts += read().slice(low, high)
    return Batch(texts, entries.__getitem__)


def _batches(found: Sequence[_Near], most: int, size: int) -> Iterator[Batch]:
    """The `most` nearest of some rows: `size` of them, then those next to them, each time in the order of blocks."""
    import numpy as np

    firsts = list(accumulate((len(near.rows) for near in found), initial=0))
    likeness = np.concatenate([near.likeness for near in found])
    count = min(most, len(likeness))
    if not count:
        return
    bounds = [*range(size, count, size), count]
    order = np.argpartition(-likeness, [bound - 1 for bound in bounds])

    def entry(places: NDArray[Any], number: int) -> int:
        place = int(places[number])
        home = bisect_right(firsts, place) - 1
        return found[home].block.entries[int(found[home].rows[place - firsts[home]])]

    for low, high in pairwise([0, *bounds]):
        places = np.sort(order[low:high])
        texts: list[str] = []
        cuts = np.searchsorted(places, firsts).tolist()
        for near, first, (start, end) in zip(found, firsts, pairwise(cuts), strict=False):
            if start < end:
                texts += near.read().at(near.rows[places[start:end] - first])
        yield Batch(texts, partial(entry, places))
