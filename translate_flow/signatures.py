"""Signatures of texts and how near they are: the sieve in front of the exact comparison of a fuzzy look-up.

A signature has one bit for each of 256 classes of what a text is made of: its letters and its pairs of neighbouring
letters. Longer texts hold too many of them: of theirs only those count whose hash says so, half as many for each
doubling of the length. So there are grades by length, and a query is signed at the grade of the texts that it is held
against. What tells most was measured on gettext catalogues (benchmarks/memory.py): with runs of three letters more is
lost, for one changed letter spoils three of them.

Where few texts can be near, all of them go to the exact comparison, and numpy stays away.
"""

from __future__ import annotations

import math
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 8192
"""Most rows of one block."""
WORDS = 4
"""64-bit words of one signature."""
LONGEST = 0xFFFF
"""Lengths are kept in 16 bits; whatever is longer counts as this long."""
NEAREST = 6000
"""About how many texts are compared exactly in one look-up; fewer of long ones."""
ONCE = 100_000
"""Up to so many texts a process that looks up but one compares them all, rather than load numpy."""
_BITS = 64 * WORDS
_WHOLE = 128
_SAMPLE = 16
_FEWEST = 200
# so few that what is reckoned with stays in the processor's cache: three times as quick
_AT_ONCE = 512


def grade(length: int) -> int:
    """How a text of this many characters is signed: 0 wholly, 1 by half of its pieces, 2 by a quarter …"""
    return (max(0, length - 1) // _WHOLE).bit_length()


def _longest_of(number: int) -> int:
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
    rows = np.repeat(np.arange(len(texts)), counts)
    is_within = rows[:-1] == rows[1:]
    letters *= np.uint64(0x9E3779B185EBCA77)
    pairs = ((letters[:-1] + np.uint64(1)) * np.uint64(0xC2B2AE3D27D4EB4F) + letters[1:])[is_within]
    bits = np.zeros((len(texts), _BITS), dtype=np.bool_)
    for row, pieces in ((rows, letters), (rows[:-1][is_within], pairs)):
        mixed = _mixed(pieces)
        if any(grades):
            sampled = np.asarray(grades, dtype=np.uint64)[row]
            keep = (mixed >> np.uint64(24)) & ((np.uint64(1) << sampled) - np.uint64(1)) == 0
            row, mixed = row[keep], mixed[keep]
        bits[row, (mixed >> np.uint64(56)).astype(np.intp)] = True
    return np.packbits(bits, axis=1).view(np.uint64)


def _mixed(numbers: NDArray[Any]) -> NDArray[Any]:
    """Numbers of 64 bits with all their bits mixed (the way of MurmurHash's last step)."""
    import numpy as np

    mixed = numbers * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    return mixed * np.uint64(0xD6E8FEB86659FD93)


def _numbers(code: str, data: bytes) -> array[int]:
    """Numbers that were written little-endian."""
    found = array(code)
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


class Texts:
    """Texts one behind the other, in UTF-8: cut out of it, they are read sooner than from wide letters."""

    def __init__(self, ends: array[int], data: bytes) -> None:
        """`ends` are the offsets behind each of the texts in `data`."""
        self.ends, self.data = ends, data

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Texts that are apart."""
        return cls.joined([text.encode("utf-8", "surrogatepass") for text in texts])

    @classmethod
    def joined(cls, encoded: Sequence[bytes]) -> Texts:
        """Texts that are apart, in UTF-8."""
        return cls(array("I", accumulate(map(len, encoded))), b"".join(encoded))

    def pieces(self) -> list[bytes]:
        """All texts, in UTF-8."""
        return [self.data[start:end] for start, end in zip([0, *self.ends[:-1]], self.ends, strict=True)]

    def slice(self, low: int, high: int) -> list[str]:
        """The texts of some places in a row."""
        ends = self.ends[low:high]
        return self._cut([self.ends[low - 1] if low else 0, *ends[:-1]], ends)

    def at(self, places: NDArray[Any]) -> list[str]:
        """The texts of some places."""
        import numpy as np

        ends = np.frombuffer(self.ends, dtype=np.uint32)
        return self._cut((ends[places - 1] * (places > 0)).tolist(), ends[places].tolist())

    def _cut(self, starts: Iterable[int], ends: Iterable[int]) -> list[str]:
        data = self.data
        return [data[start:end].decode("utf-8", "surrogatepass") for start, end in zip(starts, ends, strict=True)]


@dataclass(slots=True)
class Block:
    """Up to 8,192 texts, ordered by length."""

    entries: array[int]
    """Their entries (rows in the store), 64 bits."""
    lengths: array[int]
    """Their lengths in characters, ascending, 16 bits."""
    bits: bytes
    """How many bits of each signature are set, at most 255, one byte each."""
    words: bytes
    """Signatures, word by word: 4 × rows numbers of 64 bits."""
    read: Callable[[], Texts]
    """Gives the folded texts themselves."""
    _texts: Texts | None = field(default=None, init=False, repr=False)
    _arrays: tuple[NDArray[Any], NDArray[Any], NDArray[Any]] | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, entries: Sequence[int], texts: Sequence[str]) -> Block:
        """A block of entries and their folded texts, in any order."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        ordered = [texts[place] for place in order]
        sizes = array("H", (min(LONGEST, len(text)) for text in ordered))
        bits, words = _written(sign(ordered, [grade(size) for size in sizes])) if ordered else (b"", b"")
        return cls(array("q", (entries[place] for place in order)), sizes, bits, words, partial(Texts.of, ordered))

    @classmethod
    def load(
        cls, entries: bytes, lengths: bytes, bits: bytes, words: bytes, texts: Callable[[], tuple[bytes, bytes]]
    ) -> Block:
        """A block from the bytes that `dump` gave; `texts` is called for its `ends` and `texts`."""

        def read() -> Texts:
            ends, data = texts()
            return Texts(_numbers("I", ends), data)

        return cls(_numbers("q", entries), _numbers("H", lengths), bits, words, read)

    def dump(self) -> dict[str, bytes]:
        """Its arrays as bytes, little-endian, by the names of `load`."""
        return {
            "entries": _bytes(self.entries),
            "lengths": _bytes(self.lengths),
            "bits": self.bits,
            "words": self.words,
            "ends": _bytes(self.texts.ends),
            "texts": self.texts.data,
        }

    @property
    def texts(self) -> Texts:
        """The folded texts."""
        return self.kept()

    def kept(self) -> Texts:
        """The folded texts, read once."""
        if self._texts is None:
            self._texts = self.read()
        return self._texts

    @property
    def signed(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Signatures (4 × rows), how many bits of each are set, and what that weighs, as single floats."""
        if self._arrays is None:
            import numpy as np

            bits = np.frombuffer(self.bits, dtype=np.uint8)
            words = np.frombuffer(self.words, dtype="<u8").reshape(WORDS, -1)
            self._arrays = words, bits.astype(np.float32), _weights()[bits]
        return self._arrays

    def rows(self, shortest: int, longest: int) -> tuple[int, int]:
        """Where the texts of some lengths begin and end."""
        return bisect_left(self.lengths, shortest), bisect_right(self.lengths, longest)


def _written(signatures: NDArray[Any]) -> tuple[bytes, bytes]:
    """`bits` and `words` of a block."""
    import numpy as np

    bits = np.bitwise_count(signatures).sum(axis=1).clip(0, 255).astype(np.uint8)
    return bits.tobytes(), np.ascontiguousarray(signatures.T).astype("<u8").tobytes()


def merged(parts: Sequence[Block]) -> Iterator[Block]:
    """The texts of several blocks in as few as hold them, ordered by length over all."""
    import numpy as np

    if not parts:
        return
    order = np.argsort(np.concatenate([np.asarray(part.lengths) for part in parts]), kind="stable")
    entries = np.concatenate([np.asarray(part.entries) for part in parts])
    lengths = np.concatenate([np.asarray(part.lengths) for part in parts])
    bits = np.frombuffer(b"".join(part.bits for part in parts), dtype=np.uint8)
    words = np.concatenate([part.signed[0] for part in parts], axis=1)
    texts = [text for part in parts for text in part.texts.pieces()]
    for start in range(0, len(order), ROWS):
        chosen = order[start : start + ROWS]
        yield Block(
            _numbers("q", entries[chosen].astype("<i8").tobytes()),
            _numbers("H", lengths[chosen].astype("<u2").tobytes()),
            bits[chosen].tobytes(),
            np.ascontiguousarray(words[:, chosen]).tobytes(),
            partial(Texts.joined, [texts[place] for place in chosen.tolist()]),
        )


class Probe:
    """A folded text that is held against blocks."""

    def __init__(self, text: str, lowest: int) -> None:
        """Look for texts whose similarity can be `lowest` (1–100) or more."""
        self._text = text
        length = min(LONGEST, len(text))
        self.shortest, self.longest = band(length, lowest)
        self._signed: dict[int, tuple[NDArray[Any], int]] = {}

    def nearest(
        self, blocks: Iterable[Block], most: int = NEAREST, *, is_once: bool = False
    ) -> tuple[list[int], list[str]]:
        """Entries and folded texts of about the `most` nearest, fewer where the text is long.

        `is_once`: nothing of the blocks is held for another look-up, and up to `ONCE` texts are all compared.
        """
        whole = self._room(ONCE if is_once else most)
        waiting: list[tuple[Block, int, int]] = []
        sieved: list[_Sieved] = []
        total = 0
        for block in blocks:
            low, high = block.rows(self.shortest, self.longest)
            if low == high:
                continue
            waiting.append((block, low, high))
            total += high - low
            if total > whole:
                # only now, and one by one: of a block that nobody else holds the signatures go again
                sieved += [
                    _Sieved(one.entries, one.read if is_once else one.kept, start, self._like(one, start, end))
                    for one, start, end in waiting
                ]
                waiting.clear()
        return _chosen(sieved, self._room(most)) if sieved else _all_of(waiting, is_once=is_once)

    def _room(self, most: int) -> int:
        """How many texts take as long as `most` short ones: a step for each letter and each 64 of the other text."""
        return min(most, max(_FEWEST, most // max(1, (len(self._text) // 64) ** 2)))

    def _like(self, block: Block, low: int, high: int) -> NDArray[Any]:
        """How near the texts of some rows are: the correlation (phi) of their bits with its own, −1 to 1.

        What two texts of many bits share by chance does not count, so that a short text inside a longer one keeps
        its place among those of the same length; by shares of bits in common (Dice) it falls ten times as far back.
        """
        import numpy as np

        words, bits, weights = block.signed
        likeness = np.empty(high - low, dtype=np.float32)
        start = low
        while start < high:
            number = grade(block.lengths[start])
            end = min(high, bisect_right(block.lengths, _longest_of(number), start))
            signature, size = self._at(number)
            common = np.add.reduce(np.bitwise_count(words[:, start:end] & signature), axis=0, dtype=np.uint8)
            part = likeness[start - low : end - low]
            np.multiply(bits[start:end], np.float32(-size / _BITS), out=part)
            part += common
            part *= weights[start:end]
            part *= np.float32(_BITS / _spread(size))
            start = end
        return likeness

    def _at(self, number: int) -> tuple[NDArray[Any], int]:
        """Its signature of a grade (4 × 1), and how many bits of that are set."""
        if number not in self._signed:
            signature = sign([self._text], [number]).reshape(WORDS, 1)
            self._signed[number] = signature, sum(int(word).bit_count() for word in signature[:, 0])
        return self._signed[number]


@dataclass(frozen=True, slots=True)
class _Sieved:
    """What is left of a block that a probe was held against."""

    entries: array[int]
    read: Callable[[], Texts]
    low: int
    """The first of the rows that were likened."""
    likeness: NDArray[Any]


def _all_of(rows: Iterable[tuple[Block, int, int]], *, is_once: bool) -> tuple[list[int], list[str]]:
    """Entries and texts of rows of blocks."""
    entries: list[int] = []
    texts: list[str] = []
    for block, low, high in rows:
        entries += block.entries[low:high]
        texts += (block.read if is_once else block.kept)().slice(low, high)
    return entries, texts


def _chosen(sieved: Sequence[_Sieved], most: int) -> tuple[list[int], list[str]]:
    """Entries and texts of about the `most` nearest."""
    import numpy as np

    entries: list[int] = []
    texts: list[str] = []
    for part, near in zip(sieved, _nearest([part.likeness for part in sieved], most), strict=True):
        if len(near):
            places = near + part.low
            entries += np.frombuffer(part.entries, dtype=np.int64)[places].tolist()
            texts += part.read().at(places)
    return entries, texts


@cache
def _weights() -> NDArray[Any]:
    """What a signature weighs, by how many of its bits are set."""
    import numpy as np

    return np.array([1 / _spread(bits) for bits in range(_BITS)], dtype=np.float32)


def _spread(bits: float) -> float:
    """Standard deviation, in bits and times 256, of a signature with so many bits set."""
    return math.sqrt(max(1.0, bits * (_BITS - bits)))


def _nearest(likeness: Sequence[NDArray[Any]], most: int) -> list[NDArray[Any]]:
    """Places in each array of about the `most` highest; of many that are equally high, some."""
    import numpy as np

    least = _least(likeness, most)
    places = [np.flatnonzero(like >= least) for like in likeness]
    if sum(map(len, places)) <= 2 * most:
        return places
    higher = [np.flatnonzero(like > least) for like in likeness]
    room = max(0, most - sum(map(len, higher)))
    chosen = []
    for like, sure in zip(likeness, higher, strict=True):
        equal = np.flatnonzero(like == least)[:room]
        room -= len(equal)
        chosen.append(np.concatenate([sure, equal]))
    return chosen


def _least(likeness: Sequence[NDArray[Any]], most: int) -> float:
    """A likeness that about `most` reach, told from every sixteenth."""
    import numpy as np

    sample = np.concatenate([like[::_SAMPLE] for like in likeness])
    place = min(len(sample), max(1, most // _SAMPLE))
    return float(np.partition(sample, len(sample) - place)[len(sample) - place])
