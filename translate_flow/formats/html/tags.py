"""What reads a tag as it is written: the tags of a document repeat themselves, so it is found out once for each."""

from collections.abc import Callable
from functools import lru_cache

from translate_flow.formats.html import attributes, starts
from translate_flow.formats.html.elements import Elements
from translate_flow.formats.html.scanning import tag_name
from translate_flow.formats.html.starts import Begin, Starts, Whole
from translate_flow.formats.html.vocabulary import INLINE, KINDS, LITERAL

_Read = Callable[[Starts, str, int, int], int]
Reading = tuple[str, _Read, Whole]
"""The name of an element, what reads its start tag, and what reads all of it if it holds but text."""
# a longer tag is not kept: memory stays bounded
_LONGEST_RECALLED = 400
_End = Callable[[Elements, str, int, int], None]


class Tags(dict[str, Reading]):
    """What reads a start tag, by what is written in it, without those attributes that tell nothing."""

    def __init__(self, *, is_xml: bool, has_addresses: bool) -> None:
        super().__init__()
        self.is_xml = is_xml
        self.has_addresses = has_addresses

    def __missing__(self, written: str) -> Reading:
        read = _recalled if len(written) <= _LONGEST_RECALLED else _reading
        known = self[written] = read(written, self.is_xml, self.has_addresses)
        return known


def _reading(written: str, is_xml: bool, has_addresses: bool) -> Reading:
    length = len(tag_name(written))
    name, telling = written[:length].lower(), written[length:]
    is_empty = is_xml and telling.endswith("/")
    begin = Starts.begin_empty if is_empty else starts.begin(name)
    whole = None if is_empty else starts.whole(name)
    may_tell = attributes.may_tell(name, telling) or (has_addresses and (bool(telling) or name in attributes.LINKS))
    read = _looking(begin, length) if may_tell else begin
    return name, read, whole if whole and read is begin else _one_by_one(read)


_recalled = lru_cache(maxsize=128)(_reading)
"""The tags of one document come again in the next."""


class EndTags(dict[str, tuple[str, _End]]):
    """By the name in an end tag the name of its element, and what reads it."""

    def __missing__(self, written: str) -> tuple[str, _End]:
        name = written.lower()
        kind = KINDS.get(name, INLINE)
        known = self[written] = name, Elements.end_inline if kind is INLINE or kind is LITERAL else Elements.end
        return known


def _looking(begin: Begin, length: int) -> _Read:
    """Read the attributes behind a name of such a length, then the tag with the context that they give."""

    def read(page: Starts, name: str, start: int, end: int) -> int:
        return begin(page, name, start, end, page.offer_values(name, start + 1 + length, end - 1))

    return read


def _one_by_one(read: _Read) -> Whole:
    """Read of a whole element nothing but the start tag."""

    def whole(page: Starts, name: str, start: int, begin: int, _stop: int, _end: int) -> int:
        return read(page, name, start, begin)

    return whole
