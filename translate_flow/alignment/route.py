"""The best way through a band of scores, and how probable each step of it is."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from translate_flow.alignment.band import Band, Floats
from translate_flow.records import frozen

Shape = tuple[int, int]
Choices = NDArray[np.int8]
Step = tuple[int, int, int, int]
"""First source, first target, and how many of each: (i, j, down, right)."""


@frozen
class Route:
    """The best way."""

    steps: tuple[Step, ...]
    """In order."""
    chances: tuple[float, ...]
    """Of each step: the share of all ways, by their scores, that go through it (0–1)."""


def find(band: Band, scores: Mapping[Shape, Floats], skip: float) -> Route:
    """The way of the highest score.

    `scores` has for each shape of step (sources, targets; sources ≥ 1) its score at the cell where it ends; `skip` is
    the score of a target alone.
    """
    steps = _walked(band, *_best(band, scores, skip), scores)
    ahead, behind = _ahead(band, scores, skip), _behind(band, scores, skip)
    total = _at(band, ahead, band.rows, band.columns)
    chances = []
    for i, j, down, right in steps:
        last = i + down, j + right
        score = _at(band, scores[down, right], *last) if down else skip
        chances.append(float(np.exp(min(0.0, _at(band, ahead, i, j) + score + _at(band, behind, *last) - total))))
    return Route(tuple(steps), tuple(chances))


def _at(band: Band, values: Floats, row: int, column: int) -> float:
    return float(values[row, column - band.firsts[row]])


def _before(band: Band, values: Floats, row: int, down: int, right: int) -> Floats:
    """Values of row − down, moved so that they stand at the cells `right` columns further of this row."""
    width, shift = band.width, int(band.firsts[row] - band.firsts[row - down]) - right
    found = np.full(width, -np.inf)
    if shift >= 0:
        found[: max(0, width - shift)] = values[row - down][shift:]
    elif -shift < width:
        found[-shift:] = values[row - down][:shift]
    return found


def _best(band: Band, scores: Mapping[Shape, Floats], skip: float) -> tuple[Floats, Choices]:
    """The best score of each cell and the shape that leads there (its number in `scores`; −1: a target alone)."""
    best = band.empty(-np.inf)
    chosen = np.full(best.shape, -1, dtype=np.int8)
    ramp = skip * np.arange(band.width)
    for row in range(band.rows + 1):
        here = best[row]
        if row == 0:
            here[0] = 0.0
        for number, (down, right) in enumerate(scores):
            if down <= row:
                found = _before(band, best, row, down, right) + scores[down, right][row]
                is_better = found > here
                here[is_better] = found[is_better]
                chosen[row][is_better] = number
        skipped = np.maximum.accumulate(here - ramp) + ramp
        chosen[row][skipped > here + 1e-9] = -1
        np.maximum(here, skipped, out=here)
    return best, chosen


def _walked(band: Band, best: Floats, chosen: Choices, scores: Mapping[Shape, Floats]) -> list[Step]:
    shapes = [*scores, (0, 1)]
    row, column = band.rows, band.columns
    steps: list[Step] = []
    while row or column:
        down, right = shapes[int(chosen[row, column - band.firsts[row]])]
        row, column = row - down, column - right
        steps.append((row, column, down, right))
    return steps[::-1]


def _ahead(band: Band, scores: Mapping[Shape, Floats], skip: float) -> Floats:
    """Log of the sum over all ways from the beginning to each cell (Rabiner 1989, forward variable)."""
    sums = band.empty(-np.inf)
    ramp = skip * np.arange(band.width)
    for row in range(band.rows + 1):
        here = sums[row]
        if row == 0:
            here[0] = 0.0
        for (down, right), values in scores.items():
            if down <= row:
                np.logaddexp(here, _before(band, sums, row, down, right) + values[row], out=here)
        here[:] = np.logaddexp.accumulate(here - ramp) + ramp
    return sums


def _behind(band: Band, scores: Mapping[Shape, Floats], skip: float) -> Floats:
    """Log of the sum over all ways from each cell to the end (backward variable)."""
    sums = band.empty(-np.inf)
    ramp = skip * np.arange(band.width)[::-1]
    for row in range(band.rows, -1, -1):
        here = sums[row]
        if row == band.rows:
            here[band.columns - band.firsts[row]] = 0.0
        for (down, right), values in scores.items():
            if row + down <= band.rows:
                np.logaddexp(here, _after(band, sums[row + down] + values[row + down], row, down, right), out=here)
        here[:] = (np.logaddexp.accumulate(here[::-1] - ramp[::-1]) + ramp[::-1])[::-1]
    return sums


def _after(band: Band, values: Floats, row: int, down: int, right: int) -> Floats:
    """Values of row + down, moved so that they stand at the cells `right` columns before them in this row."""
    width, shift = band.width, int(band.firsts[row + down] - band.firsts[row]) - right
    found = np.full(width, -np.inf)
    if shift >= 0:
        found[shift:] = values[: max(0, width - shift)] if shift < width else values[:0]
    elif -shift < width:
        found[:shift] = values[-shift:]
    return found
