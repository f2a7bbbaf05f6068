"""Blocks of signed texts, ordered by length: what a store keeps of a memory for the sieve."""

from __future__ import annotations

import io
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.signing import BITS, COARSE, LONGEST, grade, sign

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 8192
"""Most rows of one block in a store."""
THINNED = 64
"""Of so many rows one is in a sample, which tells how near the nearest are."""


def numbers(code: str, data: bytes) -> array[int]:
    """Numbers that were written little-endian, by the type code of `array`."""
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


def span(lengths: array[int], shortest: int, longest: int, low: int = 0, high: int | None = None) -> tuple[int, int]:
    """Where some lengths begin and end, among those from … to, which ascend."""
    return bisect_left(lengths, shortest, low, high), bisect_right(lengths, longest, low, high)


class Texts:
    """Texts one behind the other, in UTF-8: cut out of it, they are read sooner than from wide letters."""

    def __init__(self, ends: Iterable[int], data: bytes) -> None:
        """`ends` are the offsets behind each of the texts in `data`."""
        self.data = data
        self._bounds = array("I", (0,))
        self._bounds.extend(ends)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Texts that are apart."""
        return cls.joined([text.encode("utf-8", "surrogatepass") for text in texts])

    @classmethod
    def joined(cls, encoded: Sequence[bytes]) -> Texts:
        """Texts that are apart, in UTF-8."""
        return cls(accumulate(map(len, encoded)), b"".join(encoded))

    @classmethod
    def behind(cls, reads: Iterable[Callable[[], Texts]]) -> Texts:
        """Those of several blocks, one behind the other."""
        import numpy as np

        ends = array("I")
        data = io.BytesIO()  # grows without a copy
        for read in reads:
            texts = read()
            ends.frombytes((np.frombuffer(texts.ends, np.uint32) + np.uint32(data.tell())).tobytes())
            data.write(texts.data)
        return cls(ends, data.getvalue())

    @property
    def ends(self) -> array[int]:
        """The offsets behind each of the texts in `data`."""
        return self._bounds[1:]

    def pieces(self) -> list[bytes]:
        """All texts, in UTF-8."""
        data = self.data
        return [data[start:end] for start, end in zip(self._bounds, self.ends, strict=False)]

    def slice(self, low: int, high: int) -> list[str]:
        """The texts of some places in a row."""
        return self._cut(self._bounds[low:high], self._bounds[low + 1 : high + 1])

    def at(self, places: NDArray[Any]) -> list[str]:
        """The texts of some places."""
        import numpy as np

        bounds = np.frombuffer(self._bounds, dtype=np.uint32)
        starts, ends = bounds[places], bounds[places + 1]
        if self.data:
            # they lie far apart: fetched together first, memory is waited for once and not text by text
            data = np.frombuffer(self.data, dtype=np.uint8)
            data.take(starts, mode="clip")
            data.take(ends - 1, mode="clip")
        return self._cut(starts.tolist(), ends.tolist())

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
    coarse_bits: bytes
    """How many of its coarse part."""
    planes: bytes
    """Signatures: their first bytes first, then their second …: 32 × rows bytes."""
    read: Callable[[], Texts]
    """Gives the folded texts themselves."""
    _texts: Texts | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, entries: Sequence[int], texts: Sequence[str]) -> Block:
        """A block of entries and their folded texts, in any order."""
        order = sorted(range(len(texts)), key=lambda place: min(LONGEST, len(texts[place])))
        ordered = [texts[place] for place in order]
        sizes = array("H", (min(LONGEST, len(text)) for text in ordered))
        signed = _planes(sign(ordered, [grade(size) for size in sizes])) if ordered else (b"", b"", b"")
        return cls(array("q", (entries[place] for place in order)), sizes, *signed, partial(Texts.of, ordered))

    @classmethod
    def load(
        cls,
        entries: bytes,
        lengths: bytes,
        bits: bytes,
        coarse_bits: bytes,
        planes: bytes,
        texts: Callable[[], tuple[bytes, bytes]],
    ) -> Block:
        """A block from the bytes that `dump` gave; `texts` is called for its `ends` and `texts`."""

        def read() -> Texts:
            ends, data = texts()
            return Texts(numbers("I", ends), data)

        return cls(numbers("q", entries), numbers("H", lengths), bits, coarse_bits, planes, read)

    def dump(self) -> dict[str, bytes]:
        """Its arrays as bytes, little-endian, by the names of `load`."""
        return {
            "entries": _bytes(self.entries),
            "lengths": _bytes(self.lengths),
            "bits": self.bits,
            "coarse_bits": self.coarse_bits,
            "planes": self.planes,
            "ends": _bytes(self.texts.ends),
            "texts": self.texts.data,
        }

    def is_sound(self) -> bool:
        """Is all of it what its texts give? Raises ValueError or IndexError where they cannot even be told apart."""
        texts = self.texts.slice(0, len(self.lengths))
        return Block.of(self.entries, texts).dump() == self.dump()

    @property
    def texts(self) -> Texts:
        """The folded texts, read once."""
        if self._texts is None:
            self._texts = self.read()
        return self._texts

    def without(self, entries: NDArray[Any]) -> Block | None:
        """The block without some entries (64 bits, ascending, at least one); None where it has none of them."""
        import numpy as np

        own = np.asarray(self.entries)
        places = np.minimum(np.searchsorted(entries, own), len(entries) - 1)
        stays = entries[places] != own
        return None if stays.all() else _Laid([self]).block(np.flatnonzero(stays))


def _planes(signatures: NDArray[Any]) -> tuple[bytes, bytes, bytes]:
    """`bits`, `coarse_bits` and `planes` of a block."""
    import numpy as np

    planes = np.ascontiguousarray(signatures.T)
    counts = np.bitwise_count(planes)
    coarse = counts[: COARSE // 8].sum(axis=0, dtype=np.uint8)
    bits = np.minimum(counts.sum(axis=0, dtype=np.uint16), 255).astype(np.uint8)
    return bits.tobytes(), coarse.tobytes(), planes.tobytes()


class _Laid:
    """The rows of some blocks, laid one behind the other."""

    def __init__(self, parts: Sequence[Block]) -> None:
        import numpy as np

        self._entries = np.concatenate([np.asarray(part.entries) for part in parts])
        self.lengths = np.concatenate([np.asarray(part.lengths) for part in parts])
        self._bits = np.frombuffer(b"".join(part.bits for part in parts), dtype=np.uint8)
        self._coarse_bits = np.frombuffer(b"".join(part.coarse_bits for part in parts), dtype=np.uint8)
        planes = [np.frombuffer(part.planes, np.uint8).reshape(BITS // 8, -1) for part in parts]
        self._planes = np.concatenate(planes, axis=1)
        self._texts = [text for part in parts for text in part.texts.pieces()]

    def block(self, chosen: NDArray[Any]) -> Block:
        """A block of some rows (places), ordered by length."""
        return Block(
            numbers("q", self._entries[chosen].astype("<i8").tobytes()),
            numbers("H", self.lengths[chosen].astype("<u2").tobytes()),
            self._bits[chosen].tobytes(),
            self._coarse_bits[chosen].tobytes(),
            self._planes.take(chosen, axis=1).tobytes(),
            partial(Texts.joined, [self._texts[place] for place in chosen.tolist()]),
        )


def merged(parts: Sequence[Block]) -> Iterator[Block]:
    """The texts of several blocks in as few as hold them, ordered by length over all."""
    if not parts:
        return
    laid = _Laid(parts)
    order = laid.lengths.argsort(kind="stable")
    for start in range(0, len(order), ROWS):
        yield laid.block(order[start : start + ROWS])
