"""Zip packages (DOCX, ODT, EPUB): read within limits, written with every unchanged member as it was.

The directory is read here rather than by `zipfile`, because a member that does not change keeps its very
bytes: compressed data, local header, extra fields, data descriptor, place. Field names and offsets follow
PKWARE's APPNOTE.TXT 6.3.9, sections 4.3.7 (local header), 4.3.9 (data descriptor), 4.3.12 (central
directory), 4.3.14 to 4.3.16 (its ends).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

from translate_flow.errors import BadInput
from translate_flow.records import frozen

MEMBER_LIMIT = 20_000
"""Members that a package may have."""
SIZE_LIMIT = 1 << 30
"""Bytes that may be unpacked from one package, all its members together."""
RATIO_LIMIT = 250
"""How often larger than packed a member may be; asked of members over `RATIO_FREE` bytes only."""
RATIO_FREE = 16 << 20
"""Unpacked bytes that are accepted at any ratio: deflate packs empty table cells that well."""

_LOCAL, _RECORD, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCATOR64, _END64, _DESCRIPTOR = b"PK\x06\x07", b"PK\x06\x06", b"PK\x07\x08"
_FULL = 0xFFFFFFFF  # "see the zip64 field"
_IS_ENCRYPTED, _HAS_DESCRIPTOR, _IS_UTF8 = 1, 8, 0x800
_STORED, _DEFLATED = 0, 8
# APPNOTE 4.4.4: bits 1 and 2 say how hard deflate tried
_LEVELS = {0: 6, 2: 9, 4: 3, 6: 1}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@frozen
class _Member:
    """Where a member stands in the package."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int
    """Offset of its local header."""
    record: int
    """Offset of its record in the central directory."""
    record_end: int
    """Offset behind that record."""


class Package:
    """A zip package in memory."""

    def __init__(self, data: bytes) -> None:
        """Read the directory of a package.

        Raises BadInput if it is broken, encrypted, spread over disks, has duplicate, climbing or absolute
        names, overlapping members, or more than `MEMBER_LIMIT` of them.
        """
        self._data = data
        self._end = _end(data)
        self._end64 = _end64(data, self._end)
        self._directory, count = self._where()
        self._members: dict[str, _Member] = {}
        for member in self._records(count):
            _refuse_name(member.name)
            if member.name in self._members:
                raise _broken(f"it holds {member.name!r} twice")
            self._members[member.name] = member
        self._regions = self._tiled()
        self._unpacked = 0

    @property
    def names(self) -> list[str]:
        """Names of the members, in the order of the directory."""
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Unpacked bytes of a member.

        Raises BadInput if there is no such member, it is damaged, or limits are passed while unpacking.
        """
        member = self._members.get(name)
        if member is None:
            raise _broken(f"{name!r} is not in it")
        _refuse_bomb(member, member.size)
        packed = self._packed(member)
        if member.method == _STORED:
            unpacked = packed
        elif member.method == _DEFLATED:
            unpacked = self._inflated(member, packed)
        else:
            raise _broken(f"{name!r} is packed by method {member.method}, only stored and deflated are read")
        self._unpacked += len(unpacked)
        if self._unpacked > SIZE_LIMIT:
            raise _broken(f"unpacked it is larger than {SIZE_LIMIT:,} bytes")
        if len(unpacked) != member.size or zlib.crc32(unpacked) != member.crc:
            raise _broken(f"{name!r} is damaged, its checksum does not fit")
        return unpacked

    def write(self, changes: Mapping[str, bytes]) -> bytes:
        """The package with new content for some members; without any, the very bytes it was made from.

        Other members are copied as they are. Raises KeyError for a member that the package does not have.
        """
        if not changes:
            return self._data
        changed = {self._members[name].header: (self._members[name], new) for name, new in changes.items()}
        out: list[bytes] = []
        offsets: dict[int, int] = {}
        sizes: dict[int, tuple[int, int, int]] = {}
        done = 0
        for start, end in self._regions:
            offsets[start] = done
            region = self._data[start:end]
            if start in changed:
                member, new = changed[start]
                region, sizes[start] = self._repacked(member, new)
            out.append(region)
            done += len(region)
        directory = b"".join(
            self._record(member, offsets[member.header], sizes.get(member.header)) for member in self._members.values()
        )
        return b"".join((*out, directory, self._ends(done, len(directory))))

    def _where(self) -> tuple[tuple[int, int], int]:
        """Start and end of the central directory, and how many records it says to have."""
        disk, start_disk, here, count, size, start = struct.unpack_from("<4H2L", self._data, self._end + 4)
        limit = self._end
        if self._end64 is not None:
            fields = struct.unpack_from("<2L4Q", self._data, self._end64 + 16)
            disk, start_disk, here, count, size, start = fields
            limit = self._end64
        if disk or start_disk or here != count:
            raise _broken("it is one part of several")
        if count > MEMBER_LIMIT:
            raise _broken(f"it has {count:,} members, the limit is {MEMBER_LIMIT:,}")
        if start + size > limit:
            raise _broken("its directory is not where it should be")
        return (start, start + size), count

    def _records(self, count: int) -> Iterator[_Member]:
        """Members as the central directory lists them."""
        place, end = self._directory
        for _ in range(count):
            if place + 46 > end or self._data[place : place + 4] != _RECORD:
                raise _broken("its directory is damaged")
            flags, method = struct.unpack_from("<2H", self._data, place + 8)
            crc, packed, size, name_size, extra_size, comment_size = struct.unpack_from("<3L3H", self._data, place + 16)
            (header,) = struct.unpack_from("<L", self._data, place + 42)
            extra = place + 46 + name_size
            following = extra + extra_size + comment_size
            if following > end:
                raise _broken("its directory is damaged")
            if flags & _IS_ENCRYPTED:
                raise _broken("it is encrypted", "Save it without a password first.")
            size, packed, header = self._widened((size, packed, header), extra, extra + extra_size)
            raw = self._data[place + 46 : extra]
            name = raw.decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace")
            yield _Member(name, flags, method, crc, packed, size, header, place, following)
            place = following

    def _widened(self, fields: tuple[int, int, int], start: int, end: int) -> tuple[int, int, int]:
        """Size, packed size and offset with those that stand in a zip64 extra field (APPNOTE 4.5.3)."""
        found = _extra64(self._data[start:end])
        if found is None or _FULL not in fields:
            return fields
        place, size = start + found[0], found[1]
        wide = []
        for value in fields:
            if value == _FULL:
                if size < 8:
                    raise _broken("its directory is damaged")
                value = struct.unpack_from("<Q", self._data, place)[0]
                place, size = place + 8, size - 8
            wide.append(value)
        return wide[0], wide[1], wide[2]

    def _tiled(self) -> list[tuple[int, int]]:
        """Where each member's bytes begin and end with all that belongs to it, in order of place.

        Bytes before the first member are a region of their own.
        """
        members = sorted(self._members.values(), key=lambda member: member.header)
        ends = [member.header for member in members[1:]] + [self._directory[0]]
        for member, end in zip(members, ends, strict=True):
            if self._start(member) + member.packed > end:
                raise _broken(f"{member.name!r} overlaps what stands behind it")
        starts = [member.header for member in members]
        first = [] if starts[:1] == [0] else [0]
        return list(pairwise([*first, *starts, self._directory[0]]))

    def _start(self, member: _Member) -> int:
        """Offset of a member's packed bytes. Raises BadInput if its local header is another member's."""
        place = member.header
        if place + 30 > self._directory[0] or self._data[place : place + 4] != _LOCAL:
            raise _broken(f"{member.name!r} is not where the directory says")
        name_size: int
        extra_size: int
        name_size, extra_size = struct.unpack_from("<2H", self._data, place + 26)
        raw = self._data[place + 30 : place + 30 + name_size]
        (listed_size,) = struct.unpack_from("<H", self._data, member.record + 28)
        if raw != self._data[member.record + 46 : member.record + 46 + listed_size]:
            raise _broken(f"{member.name!r} has another name in its own header")
        return place + 30 + name_size + extra_size

    def _packed(self, member: _Member) -> bytes:
        start = self._start(member)
        return self._data[start : start + member.packed]

    def _inflated(self, member: _Member, packed: bytes) -> bytes:
        """Unpack by and by: what a member says of its size is not believed."""
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        out: list[bytes] = []
        done = 0
        waiting = packed
        try:
            while not inflater.eof:
                piece = inflater.decompress(waiting, 1 << 20)
                waiting = inflater.unconsumed_tail
                if not piece and not waiting:
                    break
                out.append(piece)
                done += len(piece)
                _refuse_bomb(member, done)
                if self._unpacked + done > SIZE_LIMIT:
                    raise _broken(f"unpacked it is larger than {SIZE_LIMIT:,} bytes")
        except zlib.error as error:
            raise _broken(f"{member.name!r} cannot be unpacked ({error})") from None
        return b"".join(out)

    def _repacked(self, member: _Member, new: bytes) -> tuple[bytes, tuple[int, int, int]]:
        """Local header, data and descriptor of a changed member; and its checksum and sizes."""
        packed = new
        if member.method == _DEFLATED:
            deflater = zlib.compressobj(_LEVELS[member.flags & 6], zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = deflater.compress(new) + deflater.flush()
        sizes = (zlib.crc32(new), len(packed), len(new))
        start = self._start(member)
        name_size, extra_size = struct.unpack_from("<2H", self._data, member.header + 26)
        extra = _without64(self._data[start - extra_size : start])
        header = bytearray(self._data[member.header : member.header + 30 + name_size])
        if not member.flags & _HAS_DESCRIPTOR or any(struct.unpack_from("<3L", header, 14)):
            struct.pack_into("<3L", header, 14, *sizes)
        struct.pack_into("<H", header, 28, len(extra))
        descriptor = b""
        if member.flags & _HAS_DESCRIPTOR:
            is_signed = self._data.startswith(_DESCRIPTOR, start + member.packed)
            descriptor = (_DESCRIPTOR if is_signed else b"") + struct.pack("<3L", *sizes)
        return bytes(header) + extra + packed + descriptor, sizes

    def _record(self, member: _Member, offset: int, sizes: tuple[int, int, int] | None) -> bytes:
        """A member's record in the directory for its new offset and, if it changed, its new sizes."""
        record = bytearray(self._data[member.record : member.record_end])
        name_size, extra_size = struct.unpack_from("<2H", record, 28)
        start = 46 + name_size
        if sizes is None:
            size, packed, old = struct.unpack_from("<2L", record, 20)[::-1] + struct.unpack_from("<L", record, 42)
            found = _extra64(bytes(record[start : start + extra_size])) if old == _FULL else None
            if found is None:
                struct.pack_into("<L", record, 42, offset)
            else:
                before = 8 * (size == _FULL) + 8 * (packed == _FULL)
                struct.pack_into("<Q", record, start + found[0] + before, offset)
            return bytes(record)
        extra = _without64(bytes(record[start : start + extra_size]))
        struct.pack_into("<3L", record, 16, *sizes)
        struct.pack_into("<L", record, 42, offset)
        record[start : start + extra_size] = extra
        struct.pack_into("<H", record, 30, len(extra))
        return bytes(record)

    def _ends(self, start: int, size: int) -> bytes:
        """What stands behind the central directory, for its new place and size."""
        before = self._directory[1]
        ends = bytearray(self._data[before:])
        place = self._end - before
        if self._end64 is not None:
            struct.pack_into("<2Q", ends, self._end64 - before + 40, size, start)
            struct.pack_into("<Q", ends, place - 20 + 8, start + size + self._end64 - before)
        for offset, value in ((12, size), (16, start)):
            if struct.unpack_from("<L", ends, place + offset)[0] != _FULL:
                struct.pack_into("<L", ends, place + offset, value)
        return bytes(ends)


def is_package(data: bytes) -> bool:
    """Does it begin as a zip package does?"""
    return data.startswith(_LOCAL)


def _end(data: bytes) -> int:
    """Offset of the end record (APPNOTE 4.3.16)."""
    place = len(data)
    while (place := data.rfind(_END, max(0, len(data) - 65_557), place)) >= 0:
        if place + 22 <= len(data) and place + 22 + int.from_bytes(data[place + 20 : place + 22], "little") == len(
            data
        ):
            return place
    if data.startswith(_OLD_OFFICE):
        raise BadInput(
            "This is an older Office document, or one that is protected by a password.",
            "Save it as .docx without a password first.",
        )
    raise _broken("it has no end record, so it is cut off or is another kind of file")


def _end64(data: bytes, end: int) -> int | None:
    """Offset of the zip64 end record if there is one (APPNOTE 4.3.14, 4.3.15)."""
    locator = end - 20
    if locator < 0 or not data.startswith(_LOCATOR64, locator):
        return None
    place: int = struct.unpack_from("<Q", data, locator + 8)[0]
    if place + 56 > locator or not data.startswith(_END64, place):
        raise _broken("its directory is not where it should be")
    return place


def _extra64(extra: bytes) -> tuple[int, int] | None:
    """Offset and size of the zip64 field's content in extra fields, if they hold one."""
    for identity, start, end in _fields(extra):
        if identity == 1:
            return start + 4, end - start - 4
    return None


def _without64(extra: bytes) -> bytes:
    """Extra fields without the zip64 one: a repacked member is smaller than 4 GiB."""
    kept = [(start, end) for identity, start, end in _fields(extra) if identity != 1]
    last = max((end for _, _, end in _fields(extra)), default=0)
    return b"".join(extra[start:end] for start, end in kept) + extra[last:]


def _fields(extra: bytes) -> Iterator[tuple[int, int, int]]:
    """Extra fields (APPNOTE 4.5.1): identity, start and end; a broken rest is left out."""
    place = 0
    while place + 4 <= len(extra):
        identity, size = struct.unpack_from("<2H", extra, place)
        if place + 4 + size > len(extra):
            return
        yield identity, place, place + 4 + size
        place += 4 + size


def _refuse_name(name: str) -> None:
    path = name.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or "\0" in path:
        raise _broken(f"the name {name!r} leads out of it")


def _refuse_bomb(member: _Member, size: int) -> None:
    if size > SIZE_LIMIT:
        raise _broken(f"{member.name!r} is larger than {SIZE_LIMIT:,} bytes")
    if size > RATIO_FREE and size > RATIO_LIMIT * max(member.packed, 1):
        raise _broken(f"{member.name!r} unpacks to more than {RATIO_LIMIT} times its size, as only a zip bomb does")


def _broken(what: str, hint: str = "Open it in the program that made it and save it anew.") -> BadInput:
    return BadInput(f"This zip package is not read: {what}.", hint)
