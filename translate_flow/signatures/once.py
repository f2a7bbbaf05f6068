"""The sieve for a process that looks up one text: by bytes and long integers, for loading numpy takes longer.

Bits in common are counted by `bytes.translate`, with a table for each byte of the text's signature, and added up for
all rows at once, as one long integer with a byte for each row. No byte overflows: a row has 127 of them at most.
Stored blocks are read piece by piece, for new memory for the whole of them takes longer than reading does.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from itertools import accumulate, chain, compress, repeat
from typing import Protocol

from translate_flow.records import frozen
from translate_flow.signatures.blocks import THINNED, numbers, span
from translate_flow.signatures.closest import Batch
from translate_flow.signatures.likeness import Likeness
from translate_flow.signatures.sieve import SPARE
from translate_flow.signatures.signing import COARSE, grade, longest_of, spreads

# so many times as many are compared where that many are signed alike
_ALIKE = 4


class Parts(Protocol):
    """Bytes of which parts can be read."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Some of them."""


@frozen
class Leaf:
    """A block in its store, of which only the lengths and numbers of bits have been read."""

    lengths: array[int]
    """See `Block`."""
    coarse_bits: bytes
    """See `Block`."""
    parts: Callable[[str], AbstractContextManager[Parts]]
    """Opens the other arrays, by the names of `Block.dump`."""

    @classmethod
    def load(cls, lengths: bytes, coarse_bits: bytes, parts: Callable[[str], AbstractContextManager[Parts]]) -> Leaf:
        """A leaf from bytes that `Block.dump` gave."""
        return cls(numbers("H", lengths), coarse_bits, parts)

    def texts(self, rows: Sequence[int]) -> Iterator[str]:
        """The folded texts of some rows."""
        with self.parts("ends") as ends:
            bounds = array("I", (0,)) + numbers("I", ends[:])
        with self.parts("texts") as data:
            for row in rows:
                yield data[bounds[row] : bounds[row + 1]].decode("utf-8", "surrogatepass")

    def entry(self, row: int) -> int:
        """The entry of a row."""
        with self.parts("entries") as entries:
            return int.from_bytes(entries[8 * row : 8 * row + 8], "little", signed=True)


@frozen
class _Held:
    """What some rows of a leaf, all of one grade, have in common with the text."""

    leaf: Leaf
    start: int
    end: int
    size: int
    """How many bits are set in the text's coarse part."""
    common: int
    """How many are set in both, a byte for each row, the first one lowest."""


def nearest(like: Likeness, leaves: Iterable[Leaf], most: int) -> Batch:
    """About the `most` nearest texts by the coarse parts of their signatures; more where many are signed alike."""
    spans = ((leaf, *span(leaf.lengths, like.shortest, like.longest)) for leaf in leaves)
    rows = [(leaf, low, high) for leaf, low, high in spans if low < high]
    if sum(high - low for _, low, high in rows) <= most:
        return _batch([(leaf, range(low, high)) for leaf, low, high in rows])
    held = [each for leaf, low, high in rows for each in _held(like, leaf, low, high)]
    least = _least(like, held, most)
    found = [(each, _reaching(like, least, each)) for each in held]
    if sum(len(rows) for _, rows in found) > _ALIKE * most:
        found = _fewer(like, found, _ALIKE * most)
    return _batch([(each.leaf, rows) for each, rows in found])


def _batch(found: Sequence[tuple[Leaf, Sequence[int]]]) -> Batch:
    firsts = list(accumulate((len(rows) for _, rows in found), initial=0))

    def entry(place: int) -> int:
        home = bisect_right(firsts, place) - 1
        leaf, rows = found[home]
        return leaf.entry(rows[place - firsts[home]])

    return Batch([text for leaf, rows in found if rows for text in leaf.texts(rows)], entry)


def _held(like: Likeness, leaf: Leaf, low: int, high: int) -> Iterator[_Held]:
    rows = len(leaf.lengths)
    with leaf.parts("planes") as planes:
        while low < high:
            number = grade(leaf.lengths[low])
            end = bisect_right(leaf.lengths, longest_of(number), low, high)
            signature, size, _ = like.at(number)
            common = 0
            for first, byte in zip(range(0, COARSE // 8 * rows, rows), signature, strict=False):
                common += int.from_bytes(planes[first + low : first + end].translate(_counts(byte)), "little")
            yield _Held(leaf, low, end, size, common)
            low = end


def _least(like: Likeness, held: Iterable[_Held], most: int) -> float:
    """A likeness that `most` and some more reach, told from one row in 64."""
    likeness: list[float] = []
    for each in held:
        rows = slice(each.start, each.end, THINNED)
        common = each.common.to_bytes(each.end - each.start, "little")[::THINNED]
        likeness += _likeness(like, each.size, common, each.leaf.coarse_bits[rows], each.leaf.lengths[rows])
    likeness.sort()
    return likeness[-min(len(likeness), max(1, int(most * SPARE / THINNED)))]


def _likeness(like: Likeness, size: int, common: bytes, bits: bytes, lengths: Iterable[int]) -> list[float]:
    """How near rows are, by what they have in common with the text, how many bits are set, and their lengths."""
    spread_of = spreads(COARSE)
    share, scale = size / COARSE, COARSE / spread_of[size]
    asides, shortest = like.asides, like.shortest
    return [
        (both - each * share) / spread_of[each] * scale - asides[length - shortest]
        for both, each, length in zip(common, bits, lengths, strict=True)
    ]


def _fewer(like: Likeness, found: Sequence[tuple[_Held, list[int]]], most: int) -> list[tuple[_Held, list[int]]]:
    """The `most` nearest of too many rows: thousands of texts of one template are signed alike."""
    likeness = []
    for each, rows in found:
        common = each.common.to_bytes(each.end - each.start, "little")
        common, bits = (
            bytes([common[row - each.start] for row in rows]),
            bytes(map(each.leaf.coarse_bits.__getitem__, rows)),
        )
        likeness.append(_likeness(like, each.size, common, bits, map(each.leaf.lengths.__getitem__, rows)))
    every = sorted(chain.from_iterable(likeness))
    least = every[-most]
    alike = repeat(True, most - (len(every) - bisect_right(every, least)))
    return [
        (each, list(compress(rows, [near > least or (near == least and next(alike, False)) for near in nears])))
        for (each, rows), nears in zip(found, likeness, strict=True)
    ]


def _reaching(like: Likeness, least: float, held: _Held) -> list[int]:
    """The rows whose coarse parts are about as near as `least`."""
    lengths, start, count = held.leaf.lengths, held.start, held.end - held.start
    table = like.needed(least + like.aside(lengths[start], lengths[held.end - 1]), held.size, COARSE)
    needed = int.from_bytes(held.leaf.coarse_bits[start : held.end].translate(table), "little")
    top = int.from_bytes(b"\x80" * count, "little")
    marks = ((held.common + top - needed) & top).to_bytes(count, "little")
    found = []
    place = marks.find(b"\x80")
    while place >= 0:
        found.append(start + place)
        place = marks.find(b"\x80", place + 1)
    return found


@cache
def _counts(byte: int) -> bytes:
    """How many bits each byte has in common with one."""
    return bytes([(other & byte).bit_count() for other in range(256)])
