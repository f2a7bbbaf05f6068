"""Paragraphs as evidence: translations begin paragraphs together, as far as these two texts do."""

from collections.abc import Iterable

import numpy as np

from translate_flow.alignment.band import Band, Floats
from translate_flow.alignment.route import Step
from translate_flow.alignment.sides import Side
from translate_flow.records import frozen

_ACROSS = -1.5
_SAME, _OTHER = 3.4, 0.6


@frozen
class Layout:
    """How beginnings of paragraphs go together."""

    table: Floats
    """[does the source begin one, does the target]: log of (how often together ÷ how often by chance)."""

    def evidence(self, band: Band, source: Side, target: Side, down: int, right: int) -> Floats:
        """Of each cell: whether the sentences before it begin a paragraph together, less what runs over an end."""
        firsts = np.clip(np.arange(band.rows + 1) - down, 0, band.rows - 1)
        starts = np.clip(band.numbers() - right, 0, band.columns - 1)
        score: Floats = self.table[source.begins[firsts].astype(int)[:, None], target.begins[starts].astype(int)]
        ends = _ends(source, down)[firsts][:, None] + _ends(target, right)[starts]
        score += _ACROSS * np.minimum(ends, 2)
        return score


def _ends(side: Side, size: int) -> Floats:
    """How many paragraphs end inside the run of `size` sentences from each."""
    begun = np.cumsum(side.begins)
    lasts = np.minimum(np.arange(len(begun)) + size - 1, len(begun) - 1)
    return np.asarray(begun[lasts] - begun, dtype=np.float64)


def learned(source: Side, target: Side, steps: Iterable[tuple[Step, float]]) -> Layout:
    """From steps of a route and their chances."""
    counts = np.asarray([[_SAME, _OTHER], [_OTHER, _SAME]])
    for (first, start, down, right), chance in steps:
        if down and right:
            counts[int(source.begins[first]), int(target.begins[start])] += chance
    return _layout(counts)


def _layout(counts: Floats) -> Layout:
    shares = counts / counts.sum()
    return Layout(np.log(shares / (shares.sum(axis=1, keepdims=True) * shares.sum(axis=0, keepdims=True))))
