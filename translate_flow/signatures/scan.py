"""How near all signatures of kept blocks are to that of one text, by numpy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.blocks import ROWS
from translate_flow.signatures.likeness import Likeness
from translate_flow.signatures.signing import BITS, SIZE, grade, longest_of, spreads
from translate_flow.signatures.stock import Coarse, Span, Stock

if TYPE_CHECKING:
    from numpy.typing import NDArray

# what is reckoned with for so many rows stays in the processor's cache
_AT_ONCE = 8 * ROWS


class Scan:
    """A text's likeness, asked for many rows at once."""

    def __init__(self, like: Likeness) -> None:
        """Of texts of the lengths that `like` was made for."""
        self._like = like

    def of(self, coarse: Coarse, span: Span) -> NDArray[Any]:
        """How near the coarse halves of some rows are, as single floats."""
        import numpy as np

        likeness = np.empty(span[1] - span[0], dtype=np.float32)
        for start, end, common, number in self._held(coarse, span):
            rows = slice(start, end)
            bits = np.frombuffer(coarse.bits, dtype=np.uint8)[rows]
            near = self._near(coarse.lengths, rows, bits, common, (self._like.at(number)[1], BITS))
            likeness[start - span[0] : end - span[0]] = near
        return likeness

    def reaching(self, least: float, stock: Stock, spans: Sequence[Span]) -> tuple[NDArray[Any], NDArray[Any]]:
        """The rows whose coarse halves are about as near as `least`, and how near they are as a whole.

        How many bits a row must have in common for that depends on how many it has; whole numbers are held against
        each other, which takes a fraction of the time and memory that reckoning all correlations does.
        """
        import numpy as np

        coarse = stock.coarse
        found: dict[int, list[tuple[NDArray[Any], NDArray[Any]]]] = {}
        for span in spans:
            for start, end, common, number in self._held(coarse, span):
                aside = self._like.aside(coarse.lengths[start], coarse.lengths[end - 1])
                table = self._like.needed(least + aside, self._like.at(number)[1])
                needed = np.frombuffer(coarse.bits[start:end].translate(table), dtype=np.uint8)
                (places,) = np.greater_equal(common, needed, out=self._is_near[: end - start]).nonzero()
                found.setdefault(number, []).append((places + start, common[places]))
        rows, likeness = [], []
        for number, parts in found.items():
            reached, common = (np.concatenate(part) for part in zip(*parts, strict=True))
            rows.append(reached)
            likeness.append(self._whole(stock, reached, common, number))
        return np.concatenate(rows), np.concatenate(likeness)

    def _whole(self, stock: Stock, rows: NDArray[Any], common: NDArray[Any], number: int) -> NDArray[Any]:
        """How near both halves of some rows are, whose coarse ones have some bits in common with the text's."""
        import numpy as np

        signature, _, size = self._like.at(number)
        fine = stock.fine.take(rows, axis=0)
        counts = np.bitwise_count(fine)
        bits = np.frombuffer(stock.coarse.bits, dtype=np.uint8).take(rows).astype(np.int16)
        bits += counts[:, 0]
        bits += counts[:, 1]
        fine &= np.frombuffer(signature, dtype=np.uint64)[SIZE // 8 :]
        np.bitwise_count(fine, out=counts)
        both = common.astype(np.int16)
        both += counts[:, 0]
        both += counts[:, 1]
        return self._near(stock.coarse.lengths, rows, bits, both, (size, 2 * BITS))

    def _held(self, coarse: Coarse, span: Span) -> Iterator[tuple[int, int, NDArray[Any], int]]:
        """Rows from … to of a grade, and how many bits their coarse halves have in common with the text's."""
        import numpy as np

        low, high = span
        while low < high:
            number = grade(coarse.lengths[low])
            end = min(low + _AT_ONCE, bisect_right(coarse.lengths, longest_of(number), low, high))
            signature = np.frombuffer(self._like.at(number)[0][:SIZE], dtype=np.uint64)
            yield low, end, self._common(coarse.words[:, low:end], signature), number
            low = end

    def _common(self, words: NDArray[Any], signature: NDArray[Any]) -> NDArray[Any]:
        """How many bits each of some halves has in common with the text's; good until the next call.

        What is reckoned with is kept, for getting it anew takes as long, and goes word by word, to stay in the
        processor's cache.
        """
        import numpy as np

        both, count, common = (array[: words.shape[1]] for array in self._scratch)
        np.bitwise_and(words[0], signature[0], out=both)
        np.bitwise_count(both, out=common)
        np.bitwise_and(words[1], signature[1], out=both)
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

    def _near(
        self, lengths: Any, rows: Any, bits: NDArray[Any], common: NDArray[Any], sizes: tuple[int, int]
    ) -> NDArray[Any]:
        """How near some rows are by the bits set in them and in common; `sizes`: how many the text has, of how many."""
        import numpy as np

        size, whole = sizes
        near: NDArray[Any] = bits * np.float32(-size / whole)
        near += common
        near *= _weights(whole).take(bits)
        near *= np.float32(whole / spreads(whole)[size])
        near -= self._asides.take(np.frombuffer(lengths, dtype=np.uint16)[rows] - self._like.shortest)
        return near

    @cached_property
    def _asides(self) -> NDArray[Any]:
        import numpy as np

        return np.array(self._like.asides, dtype=np.float32)


@cache
def _weights(size: int) -> NDArray[Any]:
    """What a signature of `size` bits weighs, by how many are set."""
    import numpy as np

    return 1 / np.array(spreads(size), dtype=np.float32)
