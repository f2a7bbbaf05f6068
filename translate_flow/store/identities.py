"""Which numbers were met before: of millions, in little room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Met:
    """Numbers of 64 bits that were met. They take 8 bytes each; in a set of Python's it would be ten times as much."""

    def __init__(self, pages: Iterable[Sequence[int]] = ()) -> None:
        """`pages` of distinct numbers count as met."""
        self._runs: list[NDArray[Any]] = []
        for page in pages:
            self.add(page)

    def add(self, numbers: Sequence[int]) -> list[int]:
        """Meet numbers; the places of those that were not met before, nor stand further in front, in order."""
        import numpy as np

        distinct, places = np.unique(np.array(numbers, dtype=np.int64), return_index=True)
        is_new = np.ones(len(distinct), dtype=np.bool_)
        for run in self._runs:
            found = np.searchsorted(run, distinct)
            found[found == len(run)] = 0
            is_new &= run[found] != distinct
        if is_new.any():
            self._keep(distinct[is_new])
        return sorted(places[is_new].tolist())

    def _keep(self, run: NDArray[Any]) -> None:
        """Add an ascending run; shorter ones in front of it become one with it, so that there are few."""
        import numpy as np

        while self._runs and len(self._runs[-1]) <= 4 * len(run):
            run = np.concatenate([self._runs.pop(), run])
            run.sort(kind="stable")  # quick where two runs are in order already
        self._runs.append(run)
