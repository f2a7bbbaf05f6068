"""Blocks of signed texts, ordered by length: what is kept of a memory for the sieve."""

from __future__ import annotations

import io
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from translate_flow.signatures.signing import LONGEST, WORDS, grade, sign

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 8192
"""Most rows of one block in a store."""
THINNED = 64
"""Of so many rows one is in a sample."""


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
    words: bytes
    """Signatures, word by word: 4 × rows numbers of 64 bits."""
    read: Callable[[], Texts]
    """Gives the folded texts themselves."""
    _texts: Texts | None = field(default=None, init=False, repr=False)
    _signed: NDArray[Any] | None = field(default=None, init=False, repr=False)

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
    def signed(self) -> NDArray[Any]:
        """Signatures, 4 × rows."""
        if self._signed is None:
            import numpy as np

            self._signed = np.frombuffer(self.words, dtype="<u8").reshape(WORDS, -1)
        return self._signed

    def unsigned(self) -> Block:
        """The same without signatures and texts."""
        return Block(self.entries, self.lengths, self.bits, b"", self.read)

    def rows(self, shortest: int, longest: int) -> tuple[int, int]:
        """Where the texts of some lengths begin and end."""
        lengths = self.lengths
        # most blocks are wholly within, and a look-up asks all of them
        return (
            bisect_left(lengths, shortest) if lengths[0] < shortest else 0,
            bisect_right(lengths, longest) if lengths[-1] > longest else len(lengths),
        )


def _written(signatures: NDArray[Any]) -> tuple[bytes, bytes]:
    """`bits` and `words` of a block."""
    import numpy as np

    bits = np.bitwise_count(signatures).sum(axis=1).clip(0, 255).astype(np.uint8)
    return bits.tobytes(), np.ascontiguousarray(signatures.T).astype("<u8").tobytes()


class Stock:
    """Blocks that are kept for many look-ups."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Their texts are read when they are needed."""
        runs: list[list[Block]] = []
        for block in blocks:
            if not block.lengths:
                continue
            if runs and runs[-1][-1].lengths[-1] <= block.lengths[0]:
                runs[-1].append(block)
            else:
                runs.append([block])
        self.blocks = _joined(runs)
        """As one where one ascends behind the other: many of few rows take longer than few of many."""

    @cached_property
    def sample(self) -> Block:
        """One row in `THINNED` of all, without texts."""
        import numpy as np

        lengths = np.concatenate([np.frombuffer(block.lengths, np.uint16)[::THINNED] for block in self.blocks])
        bits = np.concatenate([np.frombuffer(block.bits, np.uint8)[::THINNED] for block in self.blocks])
        words = np.concatenate([block.signed[:, ::THINNED] for block in self.blocks], axis=1)
        order = np.argsort(lengths, kind="stable")
        sizes = array("H", lengths[order].tobytes())
        return Block(array("q"), sizes, bits[order].tobytes(), words[:, order].tobytes(), partial(Texts, (), b""))


def _joined(runs: Sequence[Sequence[Block]]) -> list[Block]:
    """Each of some runs of blocks as one block; a lone one stays as it is."""
    if all(len(run) == 1 for run in runs):
        return [run[0] for run in runs]
    import numpy as np

    # one piece of memory, which the system gives in large pages: to pass through it takes less time
    words = np.empty((WORDS, sum(len(block.lengths) for run in runs if len(run) > 1 for block in run)), dtype="<u8")
    found: list[Block] = []
    place = 0
    for run in runs:
        if len(run) == 1:
            found.append(run[0])
            continue
        entries, lengths = array("q"), array("H")
        for block in run:
            entries += block.entries
            lengths += block.lengths
        bits = b"".join([block.bits for block in run])
        joined = Block(entries, lengths, bits, b"", partial(Texts.behind, [block.read for block in run]))
        joined._signed = words[:, place : place + len(lengths)]
        np.concatenate([block.signed for block in run], axis=1, out=joined._signed)
        place += len(lengths)
        found.append(joined)
    return found


def merged(parts: Sequence[Block]) -> Iterator[Block]:
    """The texts of several blocks in as few as hold them, ordered by length over all."""
    import numpy as np

    if not parts:
        return
    order = np.argsort(np.concatenate([np.asarray(part.lengths) for part in parts]), kind="stable")
    entries = np.concatenate([np.asarray(part.entries) for part in parts])
    lengths = np.concatenate([np.asarray(part.lengths) for part in parts])
    bits = np.frombuffer(b"".join(part.bits for part in parts), dtype=np.uint8)
    words = np.concatenate([part.signed for part in parts], axis=1)
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
