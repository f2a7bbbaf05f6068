"""Signing texts: which bits stand for what they are made of, by the grade of their length."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 0xFFFF
"""Lengths are kept in 16 bits; whatever is longer counts as this long."""
BITS = 128
"""Bits of half a signature, the coarse or the fine one."""
SIZE = BITS // 8
"""Bytes of half a signature."""
_WHOLE = 128
# so few that what is reckoned with stays in the processor's cache: three times as quick
_AT_ONCE = 512

# first bit and number of bits of each kind of piece; letters are few, and common to most texts
_LETTERS, _PAIRS = (0, 24), (24, BITS - 24)
_PLACED_LETTERS, _PLACED_PAIRS = (BITS, 32), (BITS + 32, BITS - 32)

_LETTER, _PAIR = 0x9E3779B185EBCA77, 0xC2B2AE3D27D4EB4F
_MIX, _MIX_LAST = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_LATER, _PLACED = 0x632BE59BD9B4E019, 0xA0761D6478BD642F
_64_BITS = (1 << 64) - 1


def grade(length: int) -> int:
    """How a text of this many characters is signed: 0 wholly, 1 by half of its pieces, 2 by a quarter …"""
    return (max(0, length - 1) // _WHOLE).bit_length()


def longest_of(number: int) -> int:
    """The longest text of a grade."""
    return _WHOLE << number


def band(length: int, lowest: int) -> tuple[int, int]:
    """Lengths that a text can have whose indel similarity to one of `length` is `lowest` (1–100) or more."""
    share = lowest / (200 - lowest)
    return max(1, int(length * share)), min(LONGEST, int(length / share) + 1)


def sign(texts: Sequence[str], grades: Sequence[int]) -> NDArray[Any]:
    """Signatures of folded texts, each of its grade: `len(texts)` × 32 bytes, the coarse half before the fine one."""
    import numpy as np

    if len(texts) <= _AT_ONCE:
        return _signed(texts, grades)
    starts = range(0, len(texts), _AT_ONCE)
    return np.concatenate([_signed(texts[at : at + _AT_ONCE], grades[at : at + _AT_ONCE]) for at in starts])


def _signed(texts: Sequence[str], grades: Sequence[int]) -> NDArray[Any]:
    import numpy as np

    padded = [f" {text} " for text in texts]
    letters = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    counts = np.fromiter(map(len, padded), dtype=np.int64, count=len(padded))
    letters *= np.uint64(_LETTER)
    pairs = letters[:-1] + np.uint64(1)
    pairs *= np.uint64(_PAIR)
    pairs += letters[1:]
    halves = np.column_stack((counts - counts // 2, counts // 2)).ravel()
    later = np.repeat(np.tile(np.array((0, _LATER), np.uint64), len(texts)), halves)
    of_pairs = later[1:].copy()
    ends = np.cumsum(counts)[:-1] - 1
    # a pair over the edge of two texts is none: the one before it once more
    pairs[ends], of_pairs[ends] = pairs[ends - 1], of_pairs[ends - 1]
    firsts = np.repeat(np.arange(0, 2 * BITS * len(texts), 2 * BITS, dtype=np.uint64), counts)
    masks = None
    if any(grades):
        masks = np.repeat((np.uint64(1) << np.asarray(grades, dtype=np.uint64)) - np.uint64(1), counts)
    bits = np.zeros(2 * BITS * len(texts), dtype=np.bool_)
    for pieces, half, kind, placed in (
        (letters, later, _LETTERS, _PLACED_LETTERS),
        (pairs, of_pairs, _PAIRS, _PLACED_PAIRS),
    ):
        pieces *= np.uint64(_MIX)
        pieces ^= pieces >> np.uint64(32)
        pieces *= np.uint64(_MIX_LAST)
        _set(bits, pieces, kind, firsts, masks)
        pieces ^= half
        pieces *= np.uint64(_PLACED)
        _set(bits, pieces, placed, firsts, masks)
    return np.packbits(bits.reshape(-1, 2 * BITS), axis=1)


def _set(
    bits: NDArray[Any], pieces: NDArray[Any], room: tuple[int, int], firsts: NDArray[Any], masks: NDArray[Any] | None
) -> None:
    """Set the bits of hashes of pieces, whose texts begin at `firsts`."""
    import numpy as np

    first, size = room
    places = pieces >> np.uint64(48)
    places *= np.uint64(size)
    places >>= np.uint64(16)
    places += firsts[: len(pieces)]
    places += np.uint64(first)
    if masks is not None:
        places = places[(pieces >> np.uint64(24)) & masks[: len(pieces)] == 0]
    bits[places.view(np.int64)] = True


class Signed:
    """One folded text, whose signatures of any grade are asked for; the same that `sign` gives, without numpy."""

    def __init__(self, text: str) -> None:
        """Any text."""
        padded = f" {text} "
        middle = len(padded) - len(padded) // 2
        letters = [ord(letter) * _LETTER & _64_BITS for letter in padded]
        pairs = [((one + 1) * _PAIR + other) & _64_BITS for one, other in pairwise(letters)]
        self._pieces: set[tuple[int, int]] = set()
        # a pair stands where its second letter does
        for pieces, last, room, placed in (
            (letters, middle, _LETTERS, _PLACED_LETTERS),
            (pairs, middle - 1, _PAIRS, _PLACED_PAIRS),
        ):
            for half, later in ((pieces[:last], 0), (pieces[last:], _LATER)):
                for piece in set(half):
                    mixed = piece * _MIX & _64_BITS
                    mixed = (mixed ^ mixed >> 32) * _MIX_LAST & _64_BITS
                    self._add(mixed, room)
                    self._add((mixed ^ later) * _PLACED & _64_BITS, placed)

    def _add(self, mixed: int, room: tuple[int, int]) -> None:
        first, size = room
        self._pieces.add((((mixed >> 48) * size >> 16) + first, mixed >> 24 & 0xFFFF))

    def at(self, number: int) -> bytes:
        """Its signature of a grade: 32 bytes, the coarse half before the fine one."""
        mask = (1 << number) - 1
        signature = bytearray(2 * SIZE)
        for place, gate in self._pieces:
            if not gate & mask:
                signature[place >> 3] |= 0x80 >> (place & 7)
        return bytes(signature)


def count(signature: bytes) -> int:
    """How many bits are set."""
    return int.from_bytes(signature, "little").bit_count()


@cache
def spreads(size: int) -> tuple[float, ...]:
    """Standard deviation of signatures of `size` bits, in bits and times `size`, by how many are set; 1 for none."""
    return tuple(math.sqrt(max(1, bits * (size - bits))) for bits in range(size + 1))
