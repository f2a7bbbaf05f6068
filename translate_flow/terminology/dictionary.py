"""A dictionary from word form to lemma in a file that is read a few kilobytes at a time.

    signature line, number of blocks, offsets, first word of each block (zlib), blocks (zlib)

A block holds about 4 KB of lines `form TAB lemma`, sorted by the bytes of the form. A look-up is a bisection
over the first words, one block and one search in it: about 25 µs, 2 µs where the block is at hand.
"""

import mmap
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, overload

_T = TypeVar("_T")

_BLOCK = 4096
_BLOCKS_AT_HAND = 1024
_SIGNATURE = "translate-flow lemmas 1 {version}\n"


def pack(lemmas: Mapping[str, str], version: str) -> bytes:
    """The file for a dictionary of a version; forms with control characters are left out."""
    forms = (form for form in lemmas if min(form, default=" ") >= " ")
    lines = sorted(f"{form}\t{lemmas[form]}\n".encode() for form in forms)
    firsts: list[bytes] = []
    blocks: list[bytes] = []
    pending: list[bytes] = []
    size = 0
    for line in lines:
        pending.append(line)
        size += len(line)
        if size >= _BLOCK:
            firsts.append(pending[0].partition(b"\t")[0])
            blocks.append(zlib.compress(b"\n" + b"".join(pending), 1))
            pending, size = [], 0
    if pending:
        firsts.append(pending[0].partition(b"\t")[0])
        blocks.append(zlib.compress(b"\n" + b"".join(pending), 1))
    words = zlib.compress(b"\n".join(firsts))
    offsets = array("Q", [len(words)])
    for block in blocks:
        offsets.append(offsets[-1] + len(block))
    signature = _SIGNATURE.format(version=version).encode()
    count = len(blocks).to_bytes(4, "little")
    return b"".join([signature, count, _little(offsets).tobytes(), words, *blocks])


def _little(offsets: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        offsets.byteswap()
    return offsets


class PackedDictionary(Mapping[str, str]):
    """The forms of a packed file with their lemmas."""

    def __init__(self, path: Path, version: str) -> None:
        """Open a file. Raises OSError, or ValueError where it is none of this version or cut short."""
        signature = _SIGNATURE.format(version=version).encode()
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._data[: len(signature)] != signature:
            raise ValueError(f"{path} is no dictionary of version {version}.")
        start = len(signature) + 4
        count = int.from_bytes(self._data[len(signature) : start], "little")
        self._base = start + 8 * (count + 1)
        offsets = array("Q")
        offsets.frombytes(self._data[start : self._base])
        self._offsets = _little(offsets)
        if len(offsets) != count + 1 or len(self._data) != self._base + offsets[-1]:
            raise ValueError(f"{path} is not whole.")
        try:
            firsts = zlib.decompress(self._data[self._base : self._base + offsets[0]])
        except zlib.error as error:
            raise ValueError(f"{path} is damaged.") from error
        self._firsts = firsts.split(b"\n") if count else []
        self._block = lru_cache(_BLOCKS_AT_HAND)(self._read)

    def _read(self, number: int) -> bytes:
        """Lines of a block; none where it is damaged: its words then count as unknown."""
        start, end = self._offsets[number], self._offsets[number + 1]
        try:
            return zlib.decompress(self._data[self._base + start : self._base + end])
        except zlib.error:
            return b"\n"

    @overload
    def get(self, key: str) -> str | None: ...
    @overload
    def get(self, key: str, default: str | _T) -> str | _T: ...
    def get(self, key: str, default: str | _T | None = None) -> str | _T | None:
        """The lemma of a form, or `default`."""
        form = key.encode("utf-8", "replace")
        number = bisect_right(self._firsts, form) - 1
        if number < 0:
            return default
        block = self._block(number)
        found = block.find(b"\n" + form + b"\t")
        if found < 0:
            return default
        start = found + len(form) + 2
        return block[start : block.index(b"\n", start)].decode()

    def __getitem__(self, key: str) -> str:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._firsts)):
            for line in self._read(number).split(b"\n"):
                if line:
                    yield line.partition(b"\t")[0].decode()

    def __len__(self) -> int:
        return sum(1 for _ in self)


def open_file(path: Path, version: str) -> PackedDictionary | None:
    """The dictionary in a file; None where there is no such file of this version."""
    try:
        return PackedDictionary(path, version)
    except (OSError, ValueError):
        return None


class OneDictionary:
    """What simplemma asks for dictionaries (its protocol `DictionaryFactory`); this one has a single one."""

    def __init__(self, dictionary: Mapping[str, str]) -> None:
        self._dictionary = dictionary

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The dictionary, whatever the language."""
        return self._dictionary
