"""What reads a tag as it is written: the tags of a document repeat themselves, so it is found out once for each."""

from collections.abc import Callable

from translate_flow.formats.html import attributes, starts
from translate_flow.formats.html.elements import Elements
from translate_flow.formats.html.scanning import tag_name
from translate_flow.formats.html.starts import Begin, Starts, Whole
from translate_flow.formats.html.vocabulary import INLINE, KINDS, LITERAL

_Read = Callable[[Starts, str, int, int], int]
_End = Callable[[Elements, str, int, int], None]


class Tags(dict[str, tuple[str, _Read, Whole]]):
    """By a start tag, without those attributes that tell nothing, the name of its element, what reads it, and what
    reads the element if it holds but text.
    """

    def __init__(self, *, is_xml: bool, has_addresses: bool) -> None:
        super().__init__()
        self.is_xml = is_xml
        self.has_addresses = has_addresses

    def __missing__(self, written: str) -> tuple[str, _Read, Whole]:
        length = len(tag_name(written))
        name, telling = written[:length].lower(), written[length:]
        is_empty = self.is_xml and telling.endswith("/")
        begin = Starts.begin_empty if is_empty else starts.begin(name)
        whole = None if is_empty else starts.whole(name)
        is_link = self.has_addresses and name in attributes.LINKS
        may_tell = bool(telling) and (self.has_addresses or attributes.may_tell(name, telling))
        read = _looking(begin, length) if may_tell or is_link else begin
        known = self[written] = name, read, whole if whole and read is begin else _one_by_one(read)
        return known


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
