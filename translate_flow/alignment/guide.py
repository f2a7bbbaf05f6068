"""Where the way through two texts must run, roughly: along keys that each of them has once."""

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

import numpy as np

from translate_flow.alignment.band import Band, along
from translate_flow.alignment.sides import Side

_REACH = 40
_CELLS = 1_500_000


def guided(source: Side, target: Side) -> Band:
    """A band wide enough for the gaps between such keys, of one and a half million cells or so at most."""
    rows, columns = len(source.keys), len(target.keys)
    path = _rising(_meetings(source, target))
    points = [(0, 0), *path, (rows, columns)]
    gaps = [min(abs((y - x) - (v - u)), y - x) for (u, x), (v, y) in pairwise(points)]
    reach = min(_REACH + max(gaps), max(_REACH, _CELLS // (2 * rows)))
    return along(path, rows, columns, reach)


def narrowed(path: list[tuple[int, int]], rows: int, columns: int) -> Band:
    """A band along a way that was found."""
    return along(path, rows, columns, _REACH)


def _meetings(source: Side, target: Side) -> list[tuple[int, int]]:
    """Sentences that share a key that no other sentence has; by sources, and their targets from behind."""
    ones, others = _once(source), _once(target)
    found = {(ones[key] + 1, others[key] + 1) for key in ones.keys() & others.keys() if len(key) > 2}
    return sorted(found, key=lambda point: (point[0], -point[1]))


def _once(side: Side) -> dict[str, int]:
    counts = Counter(int(key) for keys in side.keys for key in keys)
    return {side.names[key]: number for number, keys in enumerate(side.keys) for key in keys if counts[int(key)] == 1}


def _rising(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of points that rises in both (patience sorting, Fredman 1975)."""
    tops: list[int] = []
    ends: list[int] = []
    before = np.full(len(points), -1)
    for number, (_, column) in enumerate(points):
        pile = bisect_left(tops, column)
        tops[pile : pile + 1] = [column]
        ends[pile : pile + 1] = [number]
        before[number] = ends[pile - 1] if pile else -1
    found: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(points[number])
        number = int(before[number])
    return found[::-1]
