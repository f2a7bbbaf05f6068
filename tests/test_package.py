"""Zip packages: what does not change keeps its bytes, what is unsafe is refused."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_flow.errors import BadInput
from translate_flow.formats import package
from translate_flow.formats.package import Package

DATE = (2021, 3, 4, 5, 6, 8)


class _Pipe(io.RawIOBase):
    """A file that cannot seek: zipfile then writes data descriptors."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.data += bytes(data)
        return len(data)


def packed(members, *, is_streamed=False, comment=b"", is_wide=False):
    target = _Pipe() if is_streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for number, (name, content) in enumerate(members.items()):
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED
            info.external_attr = 0o640 << 16
            info.comment = f"about {number}".encode()
            info.extra = struct.pack("<HH3s", 0x7F7F, 3, b"abc")
            with file.open(info, "w", force_zip64=is_wide) as member:
                member.write(content)
        file.comment = comment
    return target.data if is_streamed else target.getvalue()


MEMBERS = {
    "mimetype": b"application/x",
    "a/one.xml": b"<a>1</a>" * 50,
    "two é.xml": b"<b/>",
    "z.png": bytes(range(256)),
}
SHAPES = [
    {},
    {"is_streamed": True},
    {"comment": b"PK\x01\x02 a remark"},
    {"is_wide": True},
    {"is_streamed": True, "is_wide": True},
]


def regions(data):
    """Local header and packed bytes of each member, found by zipfile."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        infos = sorted(file.infolist(), key=lambda info: info.header_offset)
        ends = [info.header_offset for info in infos[1:]] + [file.start_dir]
        return {info.filename: data[info.header_offset : end] for info, end in zip(infos, ends, strict=True)}


@pytest.mark.parametrize("shape", SHAPES)
def test_without_changes_the_bytes_are_the_same(shape):
    data = packed(MEMBERS, **shape)
    opened = Package(data)
    assert {name: opened.read(name) for name in opened.names} == MEMBERS
    assert opened.write({}) is data


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", list(MEMBERS))
@pytest.mark.parametrize("new", [b"", b"<new>text</new>" * 500])
def test_a_change_keeps_all_other_members_raw(shape, name, new):
    data = packed(MEMBERS, **shape)
    written = Package(data).write({name: new})
    before, after = regions(data), regions(written)
    assert [key for key in before if before[key] != after[key]] == [name]
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(written)) as file:
        assert file.testzip() is None
        assert file.comment == old.comment
        assert file.namelist() == list(MEMBERS)
        assert {n: file.read(n) for n in file.namelist()} == {**MEMBERS, name: new}
        for a, b in zip(old.infolist(), file.infolist(), strict=True):
            kept = ("compress_type", "date_time", "external_attr", "comment", "flag_bits", "create_version")
            assert [getattr(a, key) for key in kept] == [getattr(b, key) for key in kept]
            assert b"abc" in b.extra
    assert Package(written).read(name) == new
    assert Package(data).write({name: new}) == written


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(list(MEMBERS)), st.binary(max_size=300)))
def test_a_change_and_its_undoing_give_the_same_contents(changes):
    data = packed(MEMBERS)
    changed = Package(Package(data).write(changes))
    assert {name: changed.read(name) for name in changed.names} == {**MEMBERS, **changes}


def test_bytes_before_the_first_member_are_kept():
    data = packed(MEMBERS)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        start = file.start_dir
    moved = bytearray(b"#!x\n" + data)
    for place in [m for m in range(start + 4, len(moved)) if moved.startswith(b"PK\x01\x02", m)]:
        struct.pack_into("<L", moved, place + 42, struct.unpack_from("<L", moved, place + 42)[0] + 4)
    struct.pack_into("<L", moved, len(moved) - 6, start + 4)
    written = Package(bytes(moved)).write({"two é.xml": b"new"})
    assert written.startswith(b"#!x\nPK\x03\x04")
    assert zipfile.ZipFile(io.BytesIO(written)).read("two é.xml") == b"new"


def refused(data, words, name=None):
    with pytest.raises(BadInput) as caught:
        opened = Package(data)
        for one in [name] if name else opened.names:
            opened.read(one)
    assert words in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "C:/x", "..\\x", "\\x"])
def test_names_that_lead_out_are_refused(name):
    refused(packed({"mimetype": b"", name: b"x"}), "leads out")


def test_duplicate_names_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as file:
            file.writestr("a", b"1")
            file.writestr("a", b"2")
    refused(target.getvalue(), "twice")


def test_encrypted_members_are_refused():
    data = bytearray(packed(MEMBERS))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    refused(bytes(data), "encrypted")


def test_overlapping_members_are_refused():
    data = bytearray(packed({"a": b"1" * 10, "b": b"2" * 10}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    refused(bytes(data), "overlaps")
    struct.pack_into("<L", data, first + 20, 2000)
    struct.pack_into("<L", data, second + 42, data.index(b"PK\x03\x04", 4))
    refused(bytes(data), "overlaps")


def test_a_member_that_calls_itself_otherwise_is_refused():
    data = packed({"mimetype": b"", "good": b"x"})
    refused(data.replace(b"good", b"evil", 1), "another name in its own header")


def test_bombs_are_refused_while_they_are_unpacked(monkeypatch):
    bomb = packed({"a": b"", "b": b"\0" * 20_000_000})
    refused(bomb, "zip bomb", "b")
    lying = bytearray(bomb)
    record = lying.rindex(b"PK\x01\x02")
    struct.pack_into("<L", lying, record + 24, 5)
    refused(bytes(lying), "zip bomb", "b")
    monkeypatch.setattr(package, "SIZE_LIMIT", 1000)
    refused(packed({"a": b"", "b": bytes(range(256)) * 3, "c": bytes(range(256)) * 3}), "larger than 1,000")


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(package, "MEMBER_LIMIT", 3)
    refused(packed(MEMBERS), "4 members")


def test_damage_is_refused():
    data = packed(MEMBERS)
    refused(data[:-5], "cut off")
    refused(b"PK\x03\x04", "cut off")
    refused(data.replace(b"application/x", b"application/y"), "checksum")
    refused(zlib.compress(b"x"), "another kind of file")
    with pytest.raises(BadInput, match="older Office"):
        Package(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    broken = bytearray(data)
    start = data.index(b"a/one.xml") + 16
    broken[start : start + 4] = b"\xff" * 4
    refused(bytes(broken), "a/one.xml")
    with pytest.raises(BadInput, match="not in it"):
        Package(data).read("absent")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_is_refused_or_harmless(draw):
    data = bytearray(packed(MEMBERS, is_wide=draw.draw(st.booleans())))
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    try:
        opened = Package(bytes(data))
        for name in opened.names:
            opened.read(name)
        opened.write(dict.fromkeys(opened.names[:1], b"new"))
    except BadInput as error:
        assert error.message


def widened(data):
    """The package with sizes and offsets in zip64 fields, as writers of streams leave it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        start, infos = file.start_dir, file.infolist()
    records = b""
    for info in infos:
        place = data.index(b"PK\x01\x02", start)
        name_size, extra_size, comment_size = struct.unpack_from("<3H", data, place + 28)
        record = bytearray(data[place : place + 46 + name_size])
        wide = struct.pack("<2H3Q", 1, 24, info.file_size, info.compress_size, info.header_offset)
        struct.pack_into("<2L", record, 20, 0xFFFFFFFF, 0xFFFFFFFF)
        struct.pack_into("<L", record, 42, 0xFFFFFFFF)
        struct.pack_into("<H", record, 30, extra_size + len(wide))
        rest = place + 46 + name_size
        start = rest + extra_size + comment_size
        records += bytes(record) + wide + data[rest:start]
    place, count = len(data[: data.index(b"PK\x01\x02")]), len(infos)
    end64 = b"PK\x06\x06" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, count, count, len(records), place)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, place + len(records), 1)
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:place] + records + end64 + locator + end


@pytest.mark.parametrize("name", list(MEMBERS))
def test_packages_with_wide_directories(name):
    data = widened(packed(MEMBERS, is_wide=True))
    opened = Package(data)
    assert {one: opened.read(one) for one in opened.names} == MEMBERS
    assert opened.write({}) is data
    written = opened.write({name: b"new" * 99})
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        assert file.testzip() is None
        assert {one: file.read(one) for one in file.namelist()} == {**MEMBERS, name: b"new" * 99}
    again = Package(written)
    assert {one: again.read(one) for one in again.names} == {**MEMBERS, name: b"new" * 99}
    before, after = regions(data), regions(written)
    assert [one for one in before if one != name and before[one] != after[one]] == []


def test_broken_wide_directories_are_refused():
    data = widened(packed(MEMBERS))
    refused(data.replace(b"PK\x06\x06", b"PK\x06\x00"), "not where it should be")
    record = data.index(b"PK\x01\x02")
    field = data.index(struct.pack("<2H", 1, 24), record)
    refused(data[: field + 2] + struct.pack("<H", 8) + data[field + 4 :], "damaged")


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [(4, 1, "one part of several"), (16, 0xFFFFFF, "not where it should be"), (12, 30, "damaged")],
)
def test_broken_ends_are_refused(place, value, words):
    data = bytearray(packed(MEMBERS))
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<H" if place == 4 else "<L", data, end + place, value)
    refused(bytes(data), words)


def test_other_ways_of_packing_are_refused():
    data = bytearray(packed(MEMBERS))
    data[data.index(b"PK\x01\x02") + 10] = 12
    refused(bytes(data), "method 12")
