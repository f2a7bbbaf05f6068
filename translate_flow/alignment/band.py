"""The cells of a table (source sentences × target sentences) that a search looks at: a band along its diagonal."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from translate_flow.records import frozen

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@frozen
class Band:
    """Of each row, `width` columns from a first one that never goes back.

    Cell (i, j) means: i source sentences and j target sentences are behind us. In the arrays of a band it is at
    [i, j − firsts[i]].
    """

    firsts: Ints
    """First column of each row, shape (rows + 1,)."""
    width: int
    """Columns of a row."""
    columns: int
    """Target sentences."""

    @property
    def rows(self) -> int:
        """Source sentences."""
        return len(self.firsts) - 1

    def empty(self, value: float = 0.0) -> Floats:
        """An array of the band's shape, (rows + 1, width)."""
        return np.full((self.rows + 1, self.width), value)

    def numbers(self) -> Ints:
        """The column number j of each cell; beyond `columns` where the band hangs over the edge."""
        return self.firsts[:, None] + np.arange(self.width)[None, :]

    def moved(self, values: Floats, down: int, right: int, outside: float = 0.0) -> Floats:
        """Of each cell the value `down` rows and `right` columns before it."""
        found = self.empty(outside)
        rows = np.arange(self.rows + 1 - down)
        places = self.numbers()[down:] - right - self.firsts[rows][:, None]
        is_inside = (places >= 0) & (places < self.width)
        found[down:] = np.where(
            is_inside, np.take_along_axis(values[rows], np.clip(places, 0, self.width - 1), axis=1), outside
        )
        return found

    def turned(self) -> "Band":
        """The same cells with rows and columns exchanged, and what fills up its rows."""
        columns = np.arange(self.columns + 1)
        firsts = np.searchsorted(self.firsts + self.width - 1, columns, side="left")
        lasts = np.searchsorted(self.firsts, columns, side="right") - 1
        return Band(firsts, int((lasts - firsts).max()) + 1, self.rows)

    def from_turned(self, turned: "Band", values: Floats) -> Floats:
        """Values of a turned band at the cells of this one."""
        numbers = np.clip(self.numbers(), 0, self.columns)
        places = np.arange(self.rows + 1)[:, None] - turned.firsts[numbers]
        found: Floats = values[numbers, np.clip(places, 0, turned.width - 1)]
        return found


def along(path: Sequence[tuple[float, float]], rows: int, columns: int, reach: int) -> Band:
    """A band of `reach` cells to both sides of a path through (row, column) points in order."""
    points = [(0.0, 0.0), *path, (float(rows), float(columns))]
    middles = np.interp(np.arange(rows + 1), [point[0] for point in points], [point[1] for point in points])
    width = min(columns + 1, 2 * reach + 1)
    firsts = np.clip(np.rint(middles).astype(np.int64) - reach, 0, columns + 1 - width)
    return Band(np.maximum.accumulate(firsts), width, columns)
