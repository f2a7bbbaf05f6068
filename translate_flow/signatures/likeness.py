"""How near signatures are to that of one text."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.blocks import ROWS, Block
from translate_flow.signatures.signing import BITS, LONGEST, WORDS, grade, longest_of, sign, spread, weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

# what is reckoned with for so many rows stays in the processor's cache
_AT_ONCE = 8 * ROWS
# by how much less others are like a text that are e times as long and do not match; where a text lies wholly inside
# another it is the other way round, so that this is two thirds of what fits a million texts of catalogues best
_ASIDE = 0.08


class Likeness:
    """The correlation (phi) of signatures' bits with those of a text, −1 to 1, less what another length costs.

    What two texts of many bits share by chance does not count, so that a short text inside a longer one keeps its
    place among those of the same length; by shares of bits in common (Dice) it falls ten times as far back.
    """

    def __init__(self, text: str, shortest: int, longest: int) -> None:
        """Of texts of `shortest` to `longest` characters."""
        self._text = text
        self._shortest, self._longest = shortest, longest
        self._signed: dict[int, tuple[NDArray[Any], int]] = {}
        self._length = max(1, min(LONGEST, len(text)))
        self._tables: dict[tuple[int, int], bytes] = {}

    def of(self, block: Block, low: int, high: int) -> NDArray[Any]:
        """How near some rows of a block are, as single floats."""
        import numpy as np

        likeness = np.empty(high - low, dtype=np.float32)
        for start, end, common, size in self._held(block, low, high):
            likeness[start - low : end - low] = self._near(block, slice(start, end), common, size)
        return likeness

    def reaching(self, least: float, block: Block, low: int, high: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """The rows of a block that are as near as `least`, and how near.

        How many bits a row must have in common for that depends on how many it has; whole numbers are held against
        each other, which takes a fraction of the time and memory that reckoning all correlations does.
        """
        import numpy as np

        found: dict[int, list[tuple[NDArray[Any], NDArray[Any]]]] = {}
        for start, end, common, size in self._held(block, low, high):
            table = self._needed(least + self._aside(block, start, end), size)
            needed = np.frombuffer(block.bits[start:end].translate(table), dtype=np.uint8)
            (places,) = np.greater_equal(common, needed, out=self._is_near[: end - start]).nonzero()
            found.setdefault(size, []).append((places + start, common[places]))
        rows, likeness = [], []
        for size, parts in found.items():
            reached, common = (np.concatenate(part) for part in zip(*parts, strict=True))
            near = self._near(block, reached, common, size)
            is_near = near >= least
            rows.append(reached[is_near])
            likeness.append(near[is_near])
        return np.concatenate(rows), np.concatenate(likeness)

    def _held(self, block: Block, low: int, high: int) -> Iterator[tuple[int, int, NDArray[Any], int]]:
        """Rows from … to, how many bits they have in common with the text, and how many the text has."""
        while low < high:
            number = grade(block.lengths[low])
            end = min(low + _AT_ONCE, bisect_right(block.lengths, longest_of(number), low, high))
            signature, size = self._at(number)
            yield low, end, self._common(block.signed[:, low:end], signature), size
            low = end

    def _common(self, words: NDArray[Any], signature: NDArray[Any]) -> NDArray[Any]:
        """How many bits each of some signatures has in common with the text's; good until the next call.

        What is reckoned with is kept, for getting it anew takes as long, and goes word by word, to stay in the
        processor's cache.
        """
        import numpy as np

        both, count, common = (array[: words.shape[1]] for array in self._scratch)
        for number, word in enumerate(words):
            np.bitwise_and(word, signature[number, 0], out=both)
            if number == 0:
                np.bitwise_count(both, out=common)
            else:
                common += np.bitwise_count(both, out=count)
        return common

    @cached_property
    def _scratch(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        import numpy as np

        return np.empty(_AT_ONCE, np.uint64), np.empty(_AT_ONCE, np.uint8), np.empty(_AT_ONCE, np.uint8)

    @cached_property
    def _is_near(self) -> NDArray[Any]:
        import numpy as np

        return np.empty(_AT_ONCE, np.bool_)

    def _near(self, block: Block, rows: Any, common: NDArray[Any], size: int) -> NDArray[Any]:
        import numpy as np

        bits = np.frombuffer(block.bits, dtype=np.uint8)[rows]
        near: NDArray[Any] = bits * np.float32(-size / BITS)
        near += common
        near *= weights().take(bits)
        near *= np.float32(BITS / spread(size))
        near -= self._asides.take(np.frombuffer(block.lengths, dtype=np.uint16)[rows] - self._shortest)
        return near

    def _needed(self, least: float, size: int) -> bytes:
        """How many bits in common a signature needs to be as near as `least` or a little less, by how many it has."""
        import numpy as np

        step = math.floor(400 * least)
        if (step, size) not in self._tables:
            counts, spreads = _spreads()
            needed = counts * np.float32(size / BITS) + spreads * np.float32(step / 400 * spread(size) / BITS)
            self._tables[step, size] = np.ceil(needed - np.float32(0.001)).clip(0, BITS - 1).astype(np.uint8).tobytes()
        return self._tables[step, size]

    def _aside(self, block: Block, first: int, last: int) -> float:
        """What another length costs in the middle of some rows of a block; nothing where the text's own is there."""
        ends = block.lengths[first], block.lengths[last - 1]
        if ends[0] <= self._length <= ends[1]:
            return 0.0
        return float(sum(self._asides[end - self._shortest] for end in ends)) / 2

    @cached_property
    def _asides(self) -> NDArray[Any]:
        """What another length costs, from the shortest one on."""
        import numpy as np

        lengths = np.arange(self._shortest, self._longest + 1, dtype=np.float32)
        asides: NDArray[Any] = np.float32(_ASIDE) * np.abs(np.log(lengths / np.float32(self._length)))
        return asides

    def _at(self, number: int) -> tuple[NDArray[Any], int]:
        """Its signature of a grade (4 × 1), and how many bits of that are set."""
        if number not in self._signed:
            signature = sign([self._text], [number]).reshape(WORDS, 1)
            self._signed[number] = signature, sum(int(word).bit_count() for word in signature[:, 0])
        return self._signed[number]


@cache
def _spreads() -> tuple[NDArray[Any], NDArray[Any]]:
    """Numbers of bits, and how far each lets a count of common bits spread."""
    import numpy as np

    return np.arange(BITS, dtype=np.float32), 1 / weights()
