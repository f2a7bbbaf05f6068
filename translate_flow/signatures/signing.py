"""Signing texts: which bits stand for what they are made of, by the grade of their length."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 0xFFFF
"""Lengths are kept in 16 bits; whatever is longer counts as this long."""
BITS = 256
"""Bits of one signature."""
COARSE = 128
"""Its first bits, which tell much alone."""
_WHOLE = 128
# so few texts, and letters, that what is reckoned with stays in the processor's cache: three times as quick
_AT_ONCE, _LETTERS_AT_ONCE = 512, 1 << 16

# first bit and number of bits of each kind of piece; letters are few, and common to most texts
_LETTERS, _PAIRS = (0, 32), (32, 96)
_PLACED_LETTERS, _PLACED_PAIRS = (128, 32), (160, 96)

# odd numbers to multiply hashes of 32 bits by, with bits set all over
_LETTER, _PAIR = 0x9E3779B1, 0x85EBCA77
_MIX, _MIX_LAST = 0x7FEB352D, 0x846CA68B
_LATER, _PLACED, _GATE = 0x632BE5AB, 0xA0761D65, 0xC2B2AE35
_32_BITS = (1 << 32) - 1


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
    """Signatures of folded texts, each of its grade: an array of `len(texts)` × 32 bytes."""
    import numpy as np

    return np.concatenate([_signed(texts[start:end], grades[start:end]) for start, end in _portions(texts)])


def _portions(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Texts from … to that are signed at once; a very long one alone."""
    start = letters = 0
    for place, text in enumerate(texts):
        letters += len(text)
        if place > start and (letters > _LETTERS_AT_ONCE or place == start + _AT_ONCE):
            yield start, place
            start, letters = place, len(text)
    yield start, len(texts)


def _signed(texts: Sequence[str], grades: Sequence[int]) -> NDArray[Any]:
    import numpy as np

    padded = [f" {text} " for text in texts]
    letters = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), dtype="<u4") * np.uint32(_LETTER)
    counts = np.fromiter(map(len, padded), dtype=np.int64, count=len(padded))
    pairs = letters[:-1] + np.uint32(1)
    pairs *= np.uint32(_PAIR)
    pairs += letters[1:]
    halves = np.column_stack((counts - counts // 2, counts // 2)).ravel()
    later = np.repeat(np.tile(np.array((0, _LATER), np.uint32), len(texts)), halves)
    of_pairs = later[1:].copy()
    ends = np.cumsum(counts)[:-1] - 1
    # a pair over the edge of two texts is none: the one before it once more
    pairs[ends], of_pairs[ends] = pairs[ends - 1], of_pairs[ends - 1]
    firsts = np.repeat(np.arange(0, BITS * len(texts), BITS, dtype=np.uint32), counts)
    masks = np.repeat((1 << np.asarray(grades, dtype=np.uint32)) - 1, counts) if any(grades) else None
    bits = np.zeros(BITS * len(texts), dtype=np.bool_)
    for pieces, half, kind, placed in (
        (letters, later, _LETTERS, _PLACED_LETTERS),
        (pairs, of_pairs, _PAIRS, _PLACED_PAIRS),
    ):
        pieces *= np.uint32(_MIX)
        pieces ^= pieces >> np.uint32(15)
        pieces *= np.uint32(_MIX_LAST)
        _set(bits, pieces, kind, firsts, masks)
        pieces ^= half
        pieces ^= pieces >> np.uint32(16)
        pieces *= np.uint32(_PLACED)
        _set(bits, pieces, placed, firsts, masks)
    return np.packbits(bits.reshape(-1, BITS), axis=1)


def _set(
    bits: NDArray[Any], pieces: NDArray[Any], room: tuple[int, int], firsts: NDArray[Any], masks: NDArray[Any] | None
) -> None:
    """Set the bits of hashes of pieces, whose texts begin at `firsts`."""
    import numpy as np

    first, size = room
    places = pieces >> np.uint32(16)
    places *= np.uint32(size)
    places >>= np.uint32(16)
    places += firsts[: len(pieces)]
    places += np.uint32(first)
    if masks is not None:
        places = places[(pieces * np.uint32(_GATE) >> np.uint32(16)) & masks[: len(pieces)] == 0]
    bits[places] = True


class Signed:
    """One folded text, whose signatures of any grade are asked for; the same that `sign` gives, without numpy."""

    def __init__(self, text: str) -> None:
        """Any text."""
        padded = f" {text} "
        middle = len(padded) - len(padded) // 2
        letters = [ord(letter) * _LETTER & _32_BITS for letter in padded]
        pairs = [((one + 1) * _PAIR + other) & _32_BITS for one, other in pairwise(letters)]
        self._pieces: set[tuple[int, int]] = set()
        # a pair stands where its second letter does
        for pieces, last, room, placed in (
            (letters, middle, _LETTERS, _PLACED_LETTERS),
            (pairs, middle - 1, _PAIRS, _PLACED_PAIRS),
        ):
            for half, later in ((pieces[:last], 0), (pieces[last:], _LATER)):
                for piece in set(half):
                    mixed = piece * _MIX & _32_BITS
                    mixed = (mixed ^ mixed >> 15) * _MIX_LAST & _32_BITS
                    self._add(mixed, room)
                    mixed ^= later
                    self._add((mixed ^ mixed >> 16) * _PLACED & _32_BITS, placed)

    def _add(self, mixed: int, room: tuple[int, int]) -> None:
        first, size = room
        self._pieces.add((((mixed >> 16) * size >> 16) + first, (mixed * _GATE & _32_BITS) >> 16))

    def at(self, number: int) -> bytes:
        """Its signature of a grade: 32 bytes."""
        mask = (1 << number) - 1
        signature = bytearray(BITS // 8)
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
