"""Text in raw HTML: a small scanner for the pieces of HTML that Markdown passes through."""

import re
from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from html import unescape

from translate_flow import tagged
from translate_flow.formats.markdown.addresses import is_offered
from translate_flow.formats.markdown.escaping import escape_attribute
from translate_flow.formats.markdown.pieces import (
    CLOSE,
    HTML,
    OPEN,
    SINGLE,
    TEXT,
    Piece,
    Thread,
    has_words,
    is_opaque,
    make_unit,
)
from translate_flow.formats.markdown.source import Place, Plain, Source
from translate_flow.formats.markdown.writing import Html
from translate_flow.model import Role, Unit

_VOID_NAMES = "area base br col embed hr img input link meta source track wbr"
_INLINE_NAMES = """
    a abbr b bdi bdo big br cite code del dfn em font i img ins kbd mark q rp rt ruby s samp small span strike
    strong sub sup time tt u var wbr
"""
VOID = frozenset(_VOID_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
_ROLES = {
    **dict.fromkeys(("td", "th"), Role.CELL),
    **dict.fromkeys(("li", "dt", "dd"), Role.LIST_ITEM),
    **dict.fromkeys(("caption", "figcaption"), Role.CAPTION),
    "blockquote": Role.QUOTE,
}
_ATTRIBUTE = r"\s++([A-Za-z_:][\w.:-]*+)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+"
_TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:{_ATTRIBUTE})*+)\s*+/?>")
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_OFFERED = frozenset(("alt", "title"))
_LINKS = frozenset(("a", "area"))
_SPECIAL = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_BLANK = " \t\r\n\f"
_SPACE = re.compile(r"[ \t\r\n\f]+")
# parts of a text that are longer in the file than for the reader
_UNEQUAL = re.compile(r"(&#?\w{1,32};|[ \t\r\n\f]{2,})")
_LINE_END = re.compile(r"\r|\n")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Elements:
    """Scans the HTML blocks of a document; knows the areas of elements that are not to be translated."""

    def __init__(self, source: Source, *, has_addresses: bool = False) -> None:
        self.source = source
        self.has_addresses = has_addresses
        """Are the addresses of links to be translated?"""
        self.has_headline = False
        self._areas: list[tuple[int, int]] = []
        self._unclosed: set[str] = set()

    def is_closed_to(self, offset: int) -> bool:
        """Does a place lie in an element that is not to be translated, such as `<div translate="no">`?"""
        if not self._areas:
            return False
        index = bisect_right(self._areas, offset, key=lambda area: area[0]) - 1
        return index >= 0 and offset < self._areas[index][1]

    def outside(self, places: Iterable[Place]) -> Iterator[Place]:
        """The places that lie in no such element."""
        for place in places:
            if not (self._areas and self.is_closed_to(place.start)):
                yield place

    def places(self, chunks: Sequence[tuple[int, int]], role: Role) -> Iterator[Place]:
        """The texts and attributes in the lines of an HTML block, which containers may have cut in chunks."""
        until = ""
        for start, end in chunks:
            closed = self._areas[-1][1] if self._areas else 0
            first = max(start, min(end, closed))
            if until or not self._is_comment(first, end):
                scan = _Scan(self, first, end, role, until)
                yield from scan.places()
                until = scan.until

    def _is_comment(self, start: int, end: int) -> bool:
        """Is there one comment and nothing else? Many a block is."""
        utf8 = self.source.utf8
        stop = utf8.find(b"-->", start + 2, end) if utf8.startswith(b"<!--", start) else -1
        return stop >= 0 and utf8[stop + 3 : end].isspace()

    def close(self, name: str, start: int, end: int) -> int:
        """Close the element that opened before `start`; returns the offset of its end tag, or `end`."""
        depth = 0 if name in self._unclosed else 1
        pattern = re.compile(rb"<(/?)" + name.encode() + rb"(?=[\s/>])", re.IGNORECASE)
        for found in pattern.finditer(self.source.utf8, start) if depth else ():
            depth += -1 if found[1] else 1
            if not depth:
                end = found.start()
                break
        else:
            self._unclosed.add(name)
        self._areas.append((start, end))
        return end


class _Scan:
    """One chunk of an HTML block."""

    def __init__(self, elements: Elements, start: int, end: int, role: Role, until: str) -> None:
        self.until = until
        self._elements = elements
        self._source = elements.source
        self._text = self._source.slice(start, end)
        self._first = len(self._text) - len(self._text.lstrip())
        self._known = (0, start)
        self._is_ascii = self._text.isascii()
        self._end = end
        self._outer = self._role = role
        self._frame = ""
        self._thread = Thread(has_html=True)
        self._is_sound = True

    def places(self) -> Iterator[Place]:
        """The places of the chunk; leaves in `until` what ends a comment that stays open."""
        text, at = self._text, 0
        if self.until:
            stop = text.find(self.until)
            if stop < 0:
                return
            at, self.until = stop + len(self.until), ""
        while at < len(text):
            opening = text.find("<", at)
            opening = opening if opening >= 0 else len(text)
            self._add_text(at, opening)
            if opening == len(text):
                break
            at = yield from self._add_markup(opening)
        yield from self._finish()

    def _add_text(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        if not raw or not (raw.strip(_BLANK) or self._thread.pieces):
            return
        for part in _UNEQUAL.split(raw):
            if part:
                shown = _SPACE.sub(" ", unescape(part))
                first, start = self._offset(start), start + len(part)
                self._thread.pieces.append(Piece(TEXT, first, self._offset(start), shown))

    def _add_markup(self, opening: int) -> Generator[Place, None, int]:
        """Add what begins with `<` at a character; returns the character behind it."""
        if self._text.startswith(("<!", "<?"), opening):
            ending = next(end for begin, end in _SPECIAL if self._text.startswith(begin, opening))
            stop = self._text.find(ending, opening + 2)
            if stop < 0:
                self.until = ending
                return len(self._text)
            stop += len(ending)
            self._thread.pieces.append(Piece(SINGLE, self._offset(opening), self._offset(stop)))
            return stop
        tag = _TAG.match(self._text, opening)
        if tag is None:
            self._is_sound = False
            return opening + 1
        return (yield from self._add_tag(tag))

    def _add_tag(self, tag: re.Match[str]) -> Generator[Place, None, int]:
        name, is_closing = tag[2].lower(), bool(tag[1])
        start, end, at = self._offset(tag.start()), self._offset(tag.end()), tag.end()
        shown = " " if name == "br" else ""
        is_paired = name not in VOID and not tag[0].endswith("/>")
        inner = (
            []
            if is_closing
            else list(attribute_places(self._source, start, end, has_addresses=self._elements.has_addresses))
        )
        if is_paired and not is_closing and is_opaque(name, tag[0]):
            end = self._elements.close(name, end, self._end)
            inside = self._char(min(end, self._end))
            at = self._text.find(">", inside) + 1 or len(self._text)
            shown = _SPACE.sub(" ", unescape(_TAG.sub("", self._text[tag.end() : inside])))
            is_paired, inner = False, []
        is_frame = self._is_frame(tag, name)
        if is_frame or name not in _INLINE:
            yield from self._finish()
            yield from inner
            self._role = self._outer if is_closing else self._role_of(name)
        else:
            kind = SINGLE if not is_paired else CLOSE if is_closing else OPEN
            self._thread.pieces.append(Piece(kind, start, self._offset(at), shown, HTML, name))
            self._thread.inner += inner
        return at

    def _is_frame(self, tag: re.Match[str], name: str) -> bool:
        """Does an inline tag frame the block? Alone on the first line it makes it one (CommonMark 4.6)."""
        if tag[1] and name == self._frame:
            self._frame = ""
            return True
        if tag.start() != self._first or name not in _INLINE:
            return False
        line_end = _LINE_END.search(self._text, tag.end())
        if self._text[tag.end() : line_end.start() if line_end else None].strip():
            return False
        self._frame = "" if tag[1] else name
        return True

    def _role_of(self, name: str) -> Role:
        if name in _HEADINGS and not self._elements.has_headline:
            return Role.HEADLINE
        return _ROLES.get(name, self._outer)

    def _finish(self) -> Iterator[Place]:
        """The place of the text that a block-level tag ends."""
        thread, is_sound = self._thread, self._is_sound
        self._thread, self._is_sound = Thread(has_html=True), True
        pieces = thread.pieces
        _strip(self._source, pieces)
        made = make_unit(self._source, thread, self._role) if is_sound and pieces else None
        if made is None:
            yield from thread.inner
            return
        unit, marks = made
        self._elements.has_headline |= self._role is Role.HEADLINE
        yield Html(pieces[0].start, pieces[-1].end, unit, thread.inner, marks)

    def _offset(self, char: int) -> int:
        """Byte offset of a character."""
        known_char, known_byte = self._known
        if self._is_ascii:
            return known_byte + char - known_char
        if char < known_char:
            return known_byte - len(self._text[char:known_char].encode())
        self._known = char, known_byte + len(self._text[known_char:char].encode())
        return self._known[1]

    def _char(self, offset: int) -> int:
        """Character at a byte offset behind the last one asked for."""
        known_char, known_byte = self._known
        if self._is_ascii:
            return known_char + offset - known_byte
        return known_char + len(self._source.slice(known_byte, offset))


def _strip(source: Source, pieces: list[Piece]) -> None:
    """Leave the white space at both ends out."""
    while pieces and pieces[-1].kind is TEXT and not pieces[-1].text.strip(" "):
        pieces.pop()
    while pieces and pieces[0].kind is TEXT and not pieces[0].text.strip(" "):
        del pieces[0]
    if pieces and pieces[0].kind is TEXT:
        first = pieces[0]
        raw = source.slice(first.start, first.end)
        first.start += len(raw) - len(raw.lstrip(_BLANK))
        first.text = first.text.lstrip(" ")
    if pieces and pieces[-1].kind is TEXT:
        last = pieces[-1]
        raw = source.slice(last.start, last.end)
        last.end -= len(raw) - len(raw.rstrip(_BLANK))
        last.text = last.text.rstrip(" ")


def attribute_places(source: Source, start: int, end: int, *, has_addresses: bool = False) -> Iterator[Place]:
    """The texts in the attributes of a tag."""
    raw_tag = source.slice(start, end)
    names = raw_tag.lower()
    if not has_addresses and "alt" not in names and "title" not in names:
        return
    tag = _TAG.fullmatch(raw_tag)
    if tag is None or is_opaque("", tag[0]) or "\\|" in tag[0]:
        return
    is_link = has_addresses and tag[2].lower() in _LINKS
    for found in _EACH_ATTRIBUTE.finditer(tag[3]):
        if not found[2] or found[2][0] not in "\"'":
            continue
        key, raw = found[1].lower(), found[2][1:-1]
        text = _SPACE.sub(" ", unescape(raw))
        if key in _OFFERED or (is_link and key == "href" and is_offered(text)):
            shown, codes = tagged.protect(text)
            if has_words(shown):
                first = start + len(tag[0][: tag.start(3) + found.start(2) + 1].encode())
                yield Plain(
                    first, first + len(raw.encode()), Unit(shown, codes, Role.ATTRIBUTE, note=key), escape_attribute
                )
