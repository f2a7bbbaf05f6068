"""Blocks that are kept in memory for many look-ups."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.blocks import THINNED, Block, Texts, span
from translate_flow.signatures.signing import BITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

Span = tuple[int, int]
"""Rows from … to."""


@dataclass(slots=True)
class Signatures:
    """Signatures for numpy; within each span that is asked for they are ordered by length."""

    lengths: array[int]
    """See `Block`."""
    bits: bytes
    """See `Block`."""
    words: NDArray[Any]
    """4 × rows numbers of 64 bits: one piece of memory, which the system gives in large pages, read sooner."""


class Stock:
    """The texts of some blocks, one block behind the other."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Texts are read when they are needed."""
        import numpy as np

        kept = [block for block in blocks if block.lengths]
        rows = sum(len(block.lengths) for block in kept)
        self.entries = array("q")
        """Entries (rows in the store)."""
        words = np.empty((BITS // 64, rows), np.uint64)
        self.signatures = Signatures(array("H"), b"".join([block.bits for block in kept]), words)
        """All of them."""
        self._runs: list[Span] = []
        self._reads = [block.read for block in kept]
        lengths = self.signatures.lengths
        for block in kept:
            start, end = len(lengths), len(lengths) + len(block.lengths)
            self._runs = _lengthened(self._runs, start, end, is_new=not start or lengths[-1] > block.lengths[0])
            lengths += block.lengths
            self.entries += block.entries
            planes = np.frombuffer(block.planes, dtype=np.uint8).reshape(BITS // 8, -1)
            words[:, start:end] = np.ascontiguousarray(planes.T).view(np.uint64).T

    @cached_property
    def texts(self) -> Texts:
        """The folded texts."""
        return Texts.behind(self._reads)

    @cached_property
    def sample(self) -> Signatures:
        """One row in 64 of all, ordered by length."""
        import numpy as np

        lengths = np.frombuffer(self.signatures.lengths, np.uint16)[::THINNED]
        order = np.argsort(lengths, kind="stable")
        return Signatures(
            array("H", lengths[order].tobytes()),
            np.frombuffer(self.signatures.bits, np.uint8)[::THINNED][order].tobytes(),
            np.ascontiguousarray(self.signatures.words[:, ::THINNED][:, order]),
        )

    def spans(self, shortest: int, longest: int) -> list[Span]:
        """Where texts of some lengths lie: few spans, for many of few rows take longer than few of many."""
        spans = (span(self.signatures.lengths, shortest, longest, *run) for run in self._runs)
        return [(low, high) for low, high in spans if low < high]


def _lengthened(runs: list[Span], start: int, end: int, *, is_new: bool) -> list[Span]:
    """Rows behind the others: a run of their own or more of the last one."""
    return [*runs, (start, end)] if is_new else [*runs[:-1], (runs[-1][0], end)]
