"""The sieve: which texts of some blocks are the nearest to one."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.blocks import Block, Texts
from translate_flow.signatures.signing import BITS, LONGEST, WORDS, band, grade, longest_of, sign, spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAREST = 6000
"""About how many texts are compared exactly in one look-up; fewer of long ones."""
ONCE = 100_000
"""Up to so many texts a process that looks up but one compares them all, rather than load numpy."""
_SAMPLE = 16
_FEWEST = 200


class Probe:
    """A folded text that is held against blocks."""

    def __init__(self, text: str, lowest: int) -> None:
        """Look for texts whose similarity can be `lowest` (1–100) or more."""
        self._text = text
        length = min(LONGEST, len(text))
        self.shortest, self.longest = band(length, lowest)
        self._signed: dict[int, tuple[NDArray[Any], int]] = {}

    def nearest(
        self, blocks: Iterable[Block], most: int = NEAREST, *, is_once: bool = False
    ) -> tuple[list[int], list[str]]:
        """Entries and folded texts of about the `most` nearest, fewer where the text is long.

        `is_once`: nothing of the blocks is held for another look-up, and up to `ONCE` texts are all compared.
        """
        whole = self._room(ONCE if is_once else most)
        waiting: list[tuple[Block, int, int]] = []
        sieved: list[_Sieved] = []
        total = 0
        for block in blocks:
            low, high = block.rows(self.shortest, self.longest)
            if low == high:
                continue
            waiting.append((block, low, high))
            total += high - low
            if total > whole:
                # only now, and one by one: of a block that nobody else holds the signatures go again
                sieved += [
                    _Sieved(one.entries, one.read if is_once else one.kept, start, self._like(one, start, end))
                    for one, start, end in waiting
                ]
                waiting.clear()
        return _chosen(sieved, self._room(most)) if sieved else _all_of(waiting, is_once=is_once)

    def _room(self, most: int) -> int:
        """How many texts take as long as `most` short ones: a step for each letter and each 64 of the other text."""
        return min(most, max(_FEWEST, most // max(1, (len(self._text) // 64) ** 2)))

    def _like(self, block: Block, low: int, high: int) -> NDArray[Any]:
        """How near the texts of some rows are: the correlation (phi) of their bits with its own, −1 to 1.

        What two texts of many bits share by chance does not count, so that a short text inside a longer one keeps
        its place among those of the same length; by shares of bits in common (Dice) it falls ten times as far back.
        """
        import numpy as np

        words, bits, weights = block.signed
        likeness = np.empty(high - low, dtype=np.float32)
        start = low
        while start < high:
            number = grade(block.lengths[start])
            end = min(high, bisect_right(block.lengths, longest_of(number), start))
            signature, size = self._at(number)
            common = np.add.reduce(np.bitwise_count(words[:, start:end] & signature), axis=0, dtype=np.uint8)
            part = likeness[start - low : end - low]
            np.multiply(bits[start:end], np.float32(-size / BITS), out=part)
            part += common
            part *= weights[start:end]
            part *= np.float32(BITS / spread(size))
            start = end
        return likeness

    def _at(self, number: int) -> tuple[NDArray[Any], int]:
        """Its signature of a grade (4 × 1), and how many bits of that are set."""
        if number not in self._signed:
            signature = sign([self._text], [number]).reshape(WORDS, 1)
            self._signed[number] = signature, sum(int(word).bit_count() for word in signature[:, 0])
        return self._signed[number]


@dataclass(frozen=True, slots=True)
class _Sieved:
    """What is left of a block that a probe was held against."""

    entries: array[int]
    read: Callable[[], Texts]
    low: int
    """The first of the rows that were likened."""
    likeness: NDArray[Any]


def _all_of(rows: Iterable[tuple[Block, int, int]], *, is_once: bool) -> tuple[list[int], list[str]]:
    """Entries and texts of rows of blocks."""
    entries: list[int] = []
    texts: list[str] = []
    for block, low, high in rows:
        entries += block.entries[low:high]
        texts += (block.read if is_once else block.kept)().slice(low, high)
    return entries, texts


def _chosen(sieved: Sequence[_Sieved], most: int) -> tuple[list[int], list[str]]:
    """Entries and texts of about the `most` nearest."""
    import numpy as np

    entries: list[int] = []
    texts: list[str] = []
    for part, near in zip(sieved, _nearest([part.likeness for part in sieved], most), strict=True):
        if len(near):
            places = near + part.low
            entries += np.frombuffer(part.entries, dtype=np.int64)[places].tolist()
            texts += part.read().at(places)
    return entries, texts


def _nearest(likeness: Sequence[NDArray[Any]], most: int) -> list[NDArray[Any]]:
    """Places in each array of about the `most` highest; of many that are equally high, some."""
    import numpy as np

    least = _least(likeness, most)
    places = [np.flatnonzero(like >= least) for like in likeness]
    if sum(map(len, places)) <= 2 * most:
        return places
    higher = [np.flatnonzero(like > least) for like in likeness]
    room = max(0, most - sum(map(len, higher)))
    chosen = []
    for like, sure in zip(likeness, higher, strict=True):
        equal = np.flatnonzero(like == least)[:room]
        room -= len(equal)
        chosen.append(np.concatenate([sure, equal]))
    return chosen


def _least(likeness: Sequence[NDArray[Any]], most: int) -> float:
    """A likeness that about `most` reach, told from every sixteenth."""
    import numpy as np

    sample = np.concatenate([like[::_SAMPLE] for like in likeness])
    place = min(len(sample), max(1, most // _SAMPLE))
    return float(np.partition(sample, len(sample) - place)[len(sample) - place])
