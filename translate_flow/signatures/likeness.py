"""How near signatures are to that of one text."""

from __future__ import annotations

import math
from functools import cached_property

from translate_flow.signatures.signing import BITS, COARSE, LONGEST, Signed, count, spreads

# by how much less others are like a text that are e times as long and do not match; where a text lies wholly inside
# another it is the other way round, so that this is two thirds of what fits a million texts of catalogues best
_ASIDE = 0.08


class Likeness:
    """The correlation (phi) of signatures' bits with those of a text, −1 to 1, less what another length costs.

    What two texts of many bits share by chance does not count, so that a short text inside a longer one keeps its
    place among those of the same length; by shares of bits in common (Dice) it falls ten times as far back.
    """

    def __init__(self, text: str, shortest: int, longest: int) -> None:
        """Of texts of `shortest` to `longest` characters."""
        self.shortest, self.longest = shortest, longest
        self._signed = Signed(text)
        self._at: dict[int, tuple[bytes, int, int]] = {}
        self._length = max(1, min(LONGEST, len(text)))
        self._tables: dict[tuple[int, int, int], bytes] = {}

    def at(self, grade: int) -> tuple[bytes, int, int]:
        """The text's signature of a grade, and how many bits are set in its coarse part and in the whole of it.

        Never all of them, so that what is in common can be counted in 7 and in 8 bits.
        """
        if grade not in self._at:
            signature = self._signed.at(grade)
            if count(signature[: COARSE // 8]) == COARSE:
                signature = bytes((signature[0] & 0x7F,)) + signature[1:]
            self._at[grade] = signature, count(signature[: COARSE // 8]), count(signature)
        return self._at[grade]

    def needed(self, least: float, size: int, of: int = BITS) -> bytes:
        """How many bits in common a signature needs to be as near as `least` or a little less, by how many it has.

        Of the first `of` bits, `size` of which are set in the text's: 256 numbers, to translate bytes by.
        """
        step = math.floor(400 * least)
        if (step, size, of) not in self._tables:
            share, spread = size / of, step / 400 * spreads(of)[size] / of
            exact = [bits * share + each * spread - 0.001 for bits, each in enumerate(spreads(of)[:256])]
            table = bytes([0 if need <= 0 else min(of - 1, int(need) + 1) for need in exact])
            self._tables[step, size, of] = table.ljust(256, b"\xff")
        return self._tables[step, size, of]

    def aside(self, first: int, last: int) -> float:
        """What another length costs in the middle of lengths from … to; nothing where the text's own is there."""
        if first <= self._length <= last:
            return 0.0
        return (self.asides[first - self.shortest] + self.asides[last - self.shortest]) / 2

    @cached_property
    def asides(self) -> list[float]:
        """What another length costs, from the shortest one on."""
        own = math.log(self._length)
        return [_ASIDE * abs(math.log(length) - own) for length in range(self.shortest, self.longest + 1)]
