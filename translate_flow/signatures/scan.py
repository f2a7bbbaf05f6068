"""How near all signatures of kept blocks are to that of one text, by numpy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.blocks import ROWS
from translate_flow.signatures.likeness import Likeness
from translate_flow.signatures.signing import BITS, grade, longest_of, spreads
from translate_flow.signatures.stock import Signatures, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

# what is reckoned with for so many rows stays in the processor's cache
_AT_ONCE = 8 * ROWS


class Scan:
    """A text's likeness, asked for many rows at once."""

    def __init__(self, like: Likeness) -> None:
        """Of texts of the lengths that `like` was made for."""
        self._like = like

    def of(self, signatures: Signatures, span: Span) -> NDArray[Any]:
        """How near the signatures of some rows are, as single floats."""
        import numpy as np

        likeness = np.empty(span[1] - span[0], dtype=np.float32)
        for start, end, common, size in self._held(signatures, span):
            near = self._near(signatures, np.arange(start, end), common, size)
            likeness[start - span[0] : end - span[0]] = near
        return likeness

    def reaching(
        self, least: float, signatures: Signatures, spans: Sequence[Span]
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """The rows that are as near as `least`, or a little less, and how near.

        How many bits a row must have in common for that depends on how many it has; whole numbers are held against
        each other, which takes a fraction of the time and memory that reckoning all correlations does.
        """
        import numpy as np

        found: dict[int, list[tuple[NDArray[Any], NDArray[Any]]]] = {}
        lengths = signatures.lengths
        for span in spans:
            for start, end, common, size in self._held(signatures, span):
                table = self._like.needed(least + self._like.aside(lengths[start], lengths[end - 1]), size)
                needed = np.frombuffer(signatures.bits[start:end].translate(table), dtype=np.uint8)
                (places,) = np.greater_equal(common, needed, out=self._is_near[: end - start]).nonzero()
                found.setdefault(size, []).append((places + start, common[places]))
        rows, likeness = [], []
        for size, parts in found.items():
            reached, common = (np.concatenate(part) for part in zip(*parts, strict=True))
            rows.append(reached)
            likeness.append(self._near(signatures, reached, common, size))
        return np.concatenate(rows), np.concatenate(likeness)

    def _held(self, signatures: Signatures, span: Span) -> Iterator[tuple[int, int, NDArray[Any], int]]:
        """Rows from … to, how many bits they have in common with the text, and how many the text has."""
        import numpy as np

        low, high = span
        while low < high:
            number = grade(signatures.lengths[low])
            end = min(low + _AT_ONCE, bisect_right(signatures.lengths, longest_of(number), low, high))
            signature, _, size = self._like.at(number)
            words = np.frombuffer(signature, dtype=np.uint64)
            yield low, end, self._common(signatures.words[:, low:end], words), size
            low = end

    def _common(self, words: NDArray[Any], signature: NDArray[Any]) -> NDArray[Any]:
        """How many bits each of some signatures has in common with the text's; good until the next call.

        What is reckoned with is kept, for getting it anew takes as long, and goes word by word, to stay in the
        processor's cache.
        """
        import numpy as np

        both, count, common = (array[: words.shape[1]] for array in self._scratch)
        np.bitwise_count(np.bitwise_and(words[0], signature[0], out=both), out=common)
        for number in range(1, len(words)):
            common += np.bitwise_count(np.bitwise_and(words[number], signature[number], out=both), out=count)
        return common

    @cached_property
    def _scratch(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        import numpy as np

        return np.empty(_AT_ONCE, np.uint64), np.empty(_AT_ONCE, np.uint8), np.empty(_AT_ONCE, np.uint8)

    @cached_property
    def _is_near(self) -> NDArray[Any]:
        import numpy as np

        return np.empty(_AT_ONCE, np.bool_)

    def _near(self, signatures: Signatures, rows: NDArray[Any], common: NDArray[Any], size: int) -> NDArray[Any]:
        """How near some rows are that have bits in common with the text, of which `size` are set."""
        import numpy as np

        bits = np.frombuffer(signatures.bits, dtype=np.uint8).take(rows)
        near: NDArray[Any] = bits * np.float32(-size / BITS)
        near += common
        near *= _weights().take(bits)
        near *= np.float32(BITS / spreads(BITS)[size])
        near -= self._asides.take(np.frombuffer(signatures.lengths, dtype=np.uint16).take(rows) - self._like.shortest)
        return near

    @cached_property
    def _asides(self) -> NDArray[Any]:
        import numpy as np

        return np.array(self._like.asides, dtype=np.float32)


@cache
def _weights() -> NDArray[Any]:
    """What a signature weighs, by how many of its bits are set."""
    import numpy as np

    return 1 / np.array(spreads(BITS), dtype=np.float32)
