"""Signatures of texts and how near they are: the sieve in front of the exact comparison of a fuzzy look-up.

A signature has one bit for each of 256 classes of runs of one, two and three characters. Longer texts hold too many
runs for that: of theirs only those count whose hash says so, half as many for each doubling of the length. So there
are grades by length, and a query is signed at the grade of the texts that it is held against. Measured on gettext
catalogues, see benchmarks/memory.py; trigrams alone lost more, for one changed letter spoils three of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 8192
"""Most rows of one block."""
WORDS = 4
"""64-bit words of one signature."""
LONGEST = 0xFFFF
"""Lengths are kept in 16 bits; whatever is longer counts as this long."""
_WHOLE = 64
NEAREST = 2500
"""Most texts that are compared exactly in one look-up."""
_FLOOR, _SHORT_FLOOR, _SHORT = 0.30, 0.16, 28


def grade(length: int) -> int:
    """How a text of this many characters is signed: 0 wholly, 1 by half of its runs, 2 by a quarter …"""
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

    padded = [f" {text} " for text in texts]
    letters = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    counts = np.fromiter(map(len, padded), dtype=np.int64, count=len(padded))
    rows = np.repeat(np.arange(len(texts)), counts)
    grade_of = np.asarray(grades, dtype=np.uint64)
    is_sampled = bool(grade_of.any())
    bits = np.zeros((len(texts), 64 * WORDS), dtype=np.bool_)
    for size in (1, 2, 3):
        row = rows[: max(0, len(rows) - size + 1)]
        keep = row == rows[size - 1 :]
        mixed = _hashes(letters, size)
        if is_sampled:
            keep &= ((mixed >> np.uint64(24)) & ((np.uint64(1) << grade_of[row]) - np.uint64(1))) == 0
        bits[row[keep], (mixed[keep] >> np.uint64(56)).astype(np.intp)] = True
    return np.packbits(bits, axis=1).view(np.uint64)


def _hashes(letters: NDArray[Any], size: int) -> NDArray[Any]:
    """A 64-bit hash of each run of `size` letters."""
    import numpy as np

    mixed = np.full(max(0, len(letters) - size + 1), size, dtype=np.uint64)
    for place in range(size):
        mixed = mixed * np.uint64(0x9E3779B185EBCA77) + letters[place : len(letters) - size + 1 + place]
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    return mixed * np.uint64(0xD6E8FEB86659FD93)


class Texts:
    """Texts one behind the other, in UTF-8."""

    def __init__(self, ends: NDArray[Any], data: bytes) -> None:
        """`ends` are the offsets behind each text in `data`, uint32."""
        self.ends, self.data = ends, data

    @classmethod
    def of(cls, encoded: Sequence[bytes]) -> Texts:
        """Texts that are encoded already."""
        import numpy as np

        ends = np.cumsum(np.fromiter(map(len, encoded), dtype=np.uint32, count=len(encoded)), dtype=np.uint32)
        return cls(ends, b"".join(encoded))

    def raw(self, places: NDArray[Any]) -> list[bytes]:
        """Some of the texts, as bytes."""
        ends = self.ends[places].tolist()
        starts = (self.ends[places - 1] * (places > 0)).tolist()
        data = self.data
        return [data[start:end] for start, end in zip(starts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class Block:
    """Up to 8,192 texts, ordered by length."""

    entries: NDArray[Any]
    """Their entries (rows in the store), int64."""
    lengths: NDArray[Any]
    """Their lengths in characters, ascending, uint16."""
    bits: NDArray[Any]
    """How many bits of each signature are set, at most 255, uint8."""
    words: NDArray[Any]
    """Signatures, word by word: 4 × rows, uint64."""
    texts: Callable[[], Texts]
    """The folded texts themselves; read when they are asked for."""

    @classmethod
    def of(cls, entries: Iterable[int], texts: Sequence[str]) -> Block:
        """A block of entries and their folded texts, in any order."""
        import numpy as np

        sizes = [min(LONGEST, len(text)) for text in texts]
        order = np.argsort(np.asarray(sizes, dtype=np.uint16), kind="stable")
        signatures = sign(texts, [grade(size) for size in sizes])[order] if sizes else np.zeros((0, WORDS), np.uint64)
        ordered = Texts.of([texts[place].encode("utf-8", "surrogatepass") for place in order.tolist()])
        return cls(
            np.fromiter(entries, dtype=np.int64, count=len(sizes))[order],
            np.asarray(sizes, dtype=np.uint16)[order],
            np.bitwise_count(signatures).sum(axis=1).clip(0, 255).astype(np.uint8),
            np.ascontiguousarray(signatures.T),
            lambda: ordered,
        )

    @classmethod
    def load(
        cls, entries: bytes, lengths: bytes, bits: bytes, words: bytes, texts: Callable[[], tuple[bytes, bytes]]
    ) -> Block:
        """A block from the bytes that `dump` gave; `texts` is called once, for its `ends` and `texts`."""
        import numpy as np

        known: list[Texts] = []

        def read() -> Texts:
            if not known:
                ends, data = texts()
                known.append(Texts(np.frombuffer(ends, dtype="<u4"), data))
            return known[0]

        return cls(
            np.frombuffer(entries, dtype="<i8"),
            np.frombuffer(lengths, dtype="<u2"),
            np.frombuffer(bits, dtype=np.uint8),
            np.frombuffer(words, dtype="<u8").reshape(WORDS, -1),
            read,
        )

    def dump(self) -> dict[str, bytes]:
        """Its arrays as bytes, little-endian, by the names of `load`."""
        texts = self.texts()
        return {
            "entries": self.entries.astype("<i8").tobytes(),
            "lengths": self.lengths.astype("<u2").tobytes(),
            "bits": self.bits.tobytes(),
            "words": self.words.astype("<u8").tobytes(),
            "ends": texts.ends.astype("<u4").tobytes(),
            "texts": texts.data,
        }


def merged(parts: Sequence[Block]) -> Iterator[Block]:
    """The texts of several blocks in as few as hold them, ordered by length over all."""
    import numpy as np

    if not parts:
        return
    lengths = np.concatenate([part.lengths for part in parts])
    order = np.argsort(lengths, kind="stable")
    entries = np.concatenate([part.entries for part in parts])
    bits = np.concatenate([part.bits for part in parts])
    words = np.concatenate([part.words for part in parts], axis=1)
    encoded = [text for part in parts for text in part.texts().raw(np.arange(len(part.lengths)))]
    for start in range(0, len(order), ROWS):
        chosen = order[start : start + ROWS]
        texts = Texts.of([encoded[place] for place in chosen.tolist()])
        yield Block(
            entries[chosen],
            lengths[chosen],
            bits[chosen],
            np.ascontiguousarray(words[:, chosen]),
            lambda texts=texts: texts,  # type: ignore[misc]
        )


class Probe:
    """A folded text that is held against blocks."""

    def __init__(self, text: str, lowest: int) -> None:
        """Look for texts whose similarity can be `lowest` (1–100) or more."""
        self._text = text
        self.shortest, self.longest = band(min(LONGEST, len(text)), lowest)
        # the nearest stay well above the floor where the wanted similarity is high
        self._floor = (_SHORT_FLOOR if len(text) <= _SHORT else _FLOOR) + max(0, lowest - 70) / 100
        self._signed: dict[int, tuple[NDArray[Any], int, NDArray[Any]]] = {}

    def nearest(self, blocks: Iterable[Block], most: int = NEAREST) -> list[tuple[int, str]]:
        """(entry, folded text) of the nearest, at most about `most`, of all that share enough runs."""
        import numpy as np

        found: list[tuple[Block, NDArray[Any], NDArray[Any]]] = []
        for block in blocks:
            low, high = (int(place) for place in np.searchsorted(block.lengths, [self.shortest, self.longest + 1]))
            while low < high:
                number = grade(int(block.lengths[low]))
                end = min(high, int(np.searchsorted(block.lengths, _longest_of(number), side="right")))
                places, likeness = self._like(block, slice(low, end), number)
                if len(places):
                    found.append((block, places + low, likeness))
                low = end
        least = 0.0
        if sum(len(places) for _, places, _ in found) > most:
            likeness = np.concatenate([likeness for _, _, likeness in found])
            least = float(np.partition(likeness, -most)[-most])
        near: list[tuple[int, str]] = []
        for block, places, likeness in found:
            chosen = places[likeness >= least]
            texts = [text.decode("utf-8", "surrogatepass") for text in block.texts().raw(chosen)] if len(chosen) else []
            near += zip(block.entries[chosen].tolist(), texts, strict=True)
        return near

    def _like(self, block: Block, rows: slice, number: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Places of rows of one grade that are near, and how near: share of bits in common (Dice), 0–1.

        Most rows are not: they are told apart in bytes, by the bits in common that their number of bits asks for.
        """
        import numpy as np

        signature, size, asked = self._at(number)
        common = np.bitwise_count(block.words[0, rows] & signature[0])
        for word in range(1, WORDS):
            common += np.bitwise_count(block.words[word, rows] & signature[word])
        (places,) = np.nonzero(common >= asked[block.bits[rows]])
        both = block.bits[rows][places].astype(np.float32) + np.float32(max(1, size))
        return places, common[places] * np.float32(2) / both

    def _at(self, number: int) -> tuple[NDArray[Any], int, NDArray[Any]]:
        """Its signature of a grade, how many bits of that are set, and the bits in common to ask for by bits set."""
        import numpy as np

        if number not in self._signed:
            signature = sign([self._text], [number])[0]
            size = sum(int(word).bit_count() for word in signature)
            asked = np.ceil((np.arange(256) + size) * (self._floor / 2)).clip(0, 255).astype(np.uint8)
            self._signed[number] = signature, size, asked
        return self._signed[number]
