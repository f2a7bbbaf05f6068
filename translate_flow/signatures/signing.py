"""Signing texts: which bits stand for what they are made of, by the grade of their length."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = 4
"""64-bit words of one signature."""
LONGEST = 0xFFFF
"""Lengths are kept in 16 bits; whatever is longer counts as this long."""
BITS = 64 * WORDS
"""Bits of one signature."""
_WHOLE = 128
# so few that what is reckoned with stays in the processor's cache: three times as quick
_AT_ONCE = 512


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
    """Signatures of folded texts, each of its grade: an array of `len(texts)` × 4 words of 64 bits."""
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
    letters *= np.uint64(0x9E3779B185EBCA77)
    pairs = letters[:-1] + np.uint64(1)
    pairs *= np.uint64(0xC2B2AE3D27D4EB4F)
    pairs += letters[1:]
    ends = np.cumsum(counts)[:-1] - 1
    pairs[ends] = pairs[ends - 1]  # a pair over the edge of two texts is none: the one before it once more
    firsts = np.repeat(np.arange(0, BITS * len(texts), BITS, dtype=np.uint64), counts)
    masks = np.repeat((np.uint64(1) << np.asarray(grades, dtype=np.uint64)) - np.uint64(1), counts)
    bits = np.zeros(BITS * len(texts), dtype=np.bool_)
    for pieces in (letters, pairs):
        _mix(pieces)
        places = pieces >> np.uint64(56)
        places += firsts[: len(pieces)]
        if any(grades):
            pieces >>= np.uint64(24)
            pieces &= masks[: len(pieces)]
            places = places[pieces == 0]
        bits[places.view(np.int64)] = True
    return np.packbits(bits.reshape(-1, BITS), axis=1).view(np.uint64)


def _mix(numbers: NDArray[Any]) -> None:
    """Mix all the bits of numbers of 64 bits, in place (the way of MurmurHash's last step)."""
    import numpy as np

    numbers *= np.uint64(0x9E3779B97F4A7C15)
    numbers ^= numbers >> np.uint64(32)
    numbers *= np.uint64(0xD6E8FEB86659FD93)


@cache
def weights() -> NDArray[Any]:
    """What a signature weighs, by how many of its bits are set."""
    import numpy as np

    return np.array([1 / spread(bits) for bits in range(BITS)], dtype=np.float32)


def spread(bits: float) -> float:
    """Standard deviation, in bits and times 256, of a signature with so many bits set."""
    return math.sqrt(max(1.0, bits * (BITS - bits)))
