"""The inside of a paragraph: pieces of text and markup with their offsets, and the unit they make."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from translate_flow.formats import key_of
from translate_flow.formats.markdown.source import Place, Source
from translate_flow.model import Code, Role, Unit
from translate_flow.tagged import TAG, Builder

_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_ADDRESS = r"(?=[^\W_])(?:(?!\{[{%])[^\s<>`\\|\x00-\x1f])+"
# each alternative begins with a character of its own, before it looks back: a search leaps to the next of these
_PROTECTED = re.compile(
    r"\{\{[^{}]{0,1000}\}\}|\{%[^%]{0,1000}%\}"
    rf"|h(?<![^\W_]h)(?<!/h)ttps?://{_ADDRESS}"
    rf"|f(?<![^\W_]f)(?<!/f)tp://{_ADDRESS}"
    rf"|w(?<![^\W_]w)(?<![/.@-]w)ww\.{_ADDRESS}"
)
_NO_TRANSLATE = re.compile(r"\stranslate\s*=\s*[\"']?no\b", re.IGNORECASE)
OPAQUE_ELEMENTS = frozenset(("code", "pre", "script", "style", "textarea", "svg", "math"))
_OPEN_CODE = Code(0, "")
"""Stands for a code until its pair is closed."""
# tags of the first codes: there are few units with more, and looking them up is quicker than writing them
_FEW = 100
_OPENINGS = [f"{{{number}}}" for number in range(_FEW)]
_CLOSINGS = [f"{{/{number}}}" for number in range(_FEW)]


class Kind(Enum):
    """What a piece is."""

    TEXT = "text"
    SOFT_BREAK = "soft break"
    SINGLE = "standalone markup"
    OPEN = "opening half of a pair"
    CLOSE = "closing half of a pair"


class Style(Enum):
    """What the markup of a piece does; writing depends on it."""

    OTHER = ""
    EMPHASIS = "em"
    STRONG = "strong"
    STRIKE = "del"
    LINK = "a"
    HTML = "html"
    CODE = "code"
    BREAK = "br"
    BARE = "bare"


TEXT, SOFT_BREAK, SINGLE, OPEN, CLOSE = Kind
OTHER, EMPHASIS, STRONG, STRIKE, LINK, HTML, CODE, BREAK, BARE = Style

DELIMITED = frozenset((EMPHASIS, STRONG, STRIKE))


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph that is one thing."""

    kind: Kind
    start: int
    """Offset of its first byte."""
    end: int
    """Offset behind its last byte."""
    text: str = ""
    """TEXT: what a reader sees; SINGLE: what is shown in its place."""
    style: Style = OTHER
    name: str = ""
    """Name of an HTML element, or the label of a reference whose text is its label."""
    mate: int = -1
    """Index of the other half of a pair."""

    @property
    def stretch(self) -> "Stretch":
        """What it was made of."""
        return self.kind, self.start, self.end, self.text, self.style, self.name


Stretch = tuple[Kind, int, int, str, Style, str]
"""A piece as it is read: its kind, start, end, text, style and name. A document has tens of thousands, most are never
looked at as pieces, and a tuple takes a fifth of the time to make."""

_Assembled = tuple[str, tuple[Code, ...], Sequence[Stretch]]
"""Tagged text, its codes and the stretches behind those."""


class Markup(NamedTuple):
    """The pieces behind a code of a unit: one, or both halves."""

    first: Piece
    last: Piece | None = None


@dataclass(slots=True)
class Thread:
    """The inside of a paragraph, a heading, a cell or an alternative text in pieces."""

    pieces: list[Piece] = field(default_factory=list)
    inner: list[Place] = field(default_factory=list)
    has_html: bool = False


def has_words(text: str) -> bool:
    """Is there anything in it that a translation could change?"""
    return any(map(str.isalnum, text))


def make_unit(source: Source, thread: Thread, role: Role, note: str = "") -> tuple[Unit, Sequence[Stretch]] | None:
    """The unit of a thread, with what stands behind its codes (see `markups`).

    Returns None where there is no text to translate.
    """
    pieces = thread.pieces
    shown = _texts(pieces)
    if not has_words(shown):
        return None
    # what may be an address or a template expression
    if "://" in shown or "www." in shown or "{{" in shown or "{%" in shown:
        pieces = _protect(source, pieces)
    if thread.has_html:
        _pair_elements(pieces)
        pieces = _close_opaque(source, pieces, thread)
    if pieces is not thread.pieces and not has_words(_texts(pieces)):
        return None
    stretches = [piece.stretch for piece in pieces]
    text, codes, marks = _protected(source, stretches) if "{" in shown else assembled(source.utf8, stretches)
    return Unit(text, codes, role, key_of(text), note), marks


def _texts(pieces: Iterable[Piece]) -> str:
    return "".join([piece.text for piece in pieces if piece.kind is TEXT])


def assembled(utf8: bytes, stretches: Sequence[Stretch]) -> _Assembled:
    """Tagged text of stretches in which no text looks like a tag, its codes and the stretches behind those."""
    out: list[str] = []  # a part for each stretch
    codes: list[Code] = []
    marks: list[Stretch] = []
    opened: list[tuple[int, str]] = []
    for stretch in stretches:
        kind = stretch[0]
        if kind is TEXT:
            out.append(stretch[3])
            continue
        if kind is SOFT_BREAK:
            out.append(" " if out and out[-1].isascii() else _joint(stretches, len(out)))
            continue
        marks.append(stretch)
        native = utf8[stretch[1] : stretch[2]].decode()
        if kind is CLOSE:
            number, first = opened.pop()
            codes[number - 1] = Code(number, first, native)
            out.append(_CLOSINGS[number] if number < _FEW else f"{{/{number}}}")
            continue
        number = len(codes) + 1
        if kind is OPEN:
            opened.append((number, native))
            codes.append(_OPEN_CODE)
        else:
            codes.append(Code(number, native, None, False, True, stretch[3]))
        out.append(_OPENINGS[number] if number < _FEW else f"{{{number}}}")
    return "".join(out), tuple(codes), marks


def _protected(source: Source, stretches: Sequence[Stretch]) -> _Assembled:
    """As `assembled`, where a text may look like a tag: that becomes a code."""
    builder = Builder()
    marks: list[Stretch] = []
    for index, (kind, start, end, text, _, _) in enumerate(stretches):
        if kind is TEXT:
            builder.text(text)
            continue
        if kind is SOFT_BREAK:
            builder.text(_joint(stretches, index))
            continue
        marks.append(stretches[index])
        native = source.slice(start, end)
        if kind is SINGLE:
            builder.single(native, shown=text)
        elif kind is OPEN:
            builder.open(native)
        else:
            builder.close(native)
    return builder.source, builder.codes, marks


def markups(marks: Iterable[Stretch], codes: Sequence[Code]) -> list[Markup | None]:
    """The markup behind each code of a unit, by number; None: text that looks like a tag."""
    found: list[Markup | None] = []
    opened: list[tuple[int, Piece]] = []
    for mark in marks:
        piece = Piece(*mark)
        if piece.kind is CLOSE:
            index, first = opened.pop()
            found[index] = Markup(first, piece)
            continue
        if piece.kind is OPEN:
            opened.append((len(found), piece))
        found.append(Markup(piece))
    if len(codes) == len(found):
        return found
    waiting = iter(found)
    return [None if code.shown == code.data and TAG.fullmatch(code.data) else next(waiting) for code in codes]


def _joint(stretches: Sequence[Stretch], index: int) -> str:
    """What the soft line break at an index is to the reader: a space, or nothing between two characters of CJK."""
    if 0 < index < len(stretches) - 1:
        before, after = stretches[index - 1], stretches[index + 1]
        if before[0] is TEXT is after[0] and _UNSPACED.match(before[3][-1:]):
            return "" if _UNSPACED.match(after[3]) else " "
    return " "


def _pair_elements(pieces: list[Piece]) -> None:
    """Pair HTML tags that enclose whole pieces; the rest become standalone. Sets `mate` of all pairs."""
    stack: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind is OPEN:
            stack.append(index)
        elif piece.kind is CLOSE:
            is_html = piece.style is HTML
            while not is_html and stack and pieces[stack[-1]].style is HTML:
                _make_single(pieces[stack.pop()])
            if stack and (not is_html or _is_tag_pair(pieces[stack[-1]], piece)):
                opening = stack.pop()
                pieces[opening].mate, piece.mate = index, opening
            else:
                _make_single(piece)
    for index in stack:
        _make_single(pieces[index])


def _is_tag_pair(opening: Piece, closing: Piece) -> bool:
    return opening.style is HTML and opening.name == closing.name


def _make_single(piece: Piece) -> None:
    piece.kind = SINGLE


def _close_opaque(source: Source, pieces: Sequence[Piece], thread: Thread) -> list[Piece]:
    """Make one piece of each element that is not to be translated; its inner places go."""
    kept: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        is_tag = piece.kind is OPEN and piece.style is HTML
        if is_tag and is_opaque(piece.name, source.slice(piece.start, piece.end)):
            last = pieces[piece.mate]
            inside = pieces[index + 1 : piece.mate]
            shown = "".join(p.text for p in inside if p.kind in (TEXT, SINGLE))
            kept.append(Piece(SINGLE, piece.start, last.end, shown, HTML))
            thread.inner = [p for p in thread.inner if not piece.start <= p.start < last.end]
            index = piece.mate + 1
        else:
            kept.append(piece)
            index += 1
    return kept


def is_opaque(name: str, tag: str) -> bool:
    """Is an element not to be translated, by its name or its opening tag?"""
    return name in OPAQUE_ELEMENTS or bool(_NO_TRANSLATE.search(tag))


def _protect(source: Source, pieces: list[Piece]) -> list[Piece]:
    """Make codes of bare addresses and of template expressions, which escaping would spoil."""
    out: list[Piece] = []
    for group in _neighbours(pieces):
        if group[0].kind is TEXT:
            out += _protect_group(source, group)
        else:
            out += group
    return out


def _neighbours(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Texts that touch each other, together; everything else alone."""
    group: list[Piece] = []
    for piece in pieces:
        if group and piece.kind is TEXT and group[-1].kind is TEXT and group[-1].end == piece.start:
            group.append(piece)
            continue
        if group:
            yield group
        group = [piece]
    if group:
        yield group


def _protect_group(source: Source, group: Sequence[Piece]) -> Iterator[Piece]:
    raw = source.slice(group[0].start, group[-1].end)
    spans: list[tuple[int, int]] = []
    at_char, at_byte = 0, group[0].start
    for found in _PROTECTED.finditer(raw):
        end = found.end() if raw[found.start()] == "{" else found.start() + len(_address(found[0]))
        start_byte = at_byte + len(raw[at_char : found.start()].encode())
        end_byte = start_byte + len(raw[found.start() : end].encode())
        at_char, at_byte = end, end_byte
        spans.append((start_byte, end_byte))
    yield from _cut(source, group, spans)


def _cut(source: Source, group: Sequence[Piece], spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The texts of a group outside of the spans, and each span as one piece."""
    starts = [piece.start for piece in group]
    done = group[0].start
    for start, end in spans:
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if not _can_cut(group[first], start):
            continue
        if not _can_cut(group[last], end):
            end = group[last].start
        if end - start > len("www."):
            yield from _parts(group, starts, done, start)
            yield Piece(SINGLE, start, end, source.slice(start, end), BARE)
            done = end
    yield from _parts(group, starts, done, group[-1].end)


def _can_cut(piece: Piece, offset: int) -> bool:
    """Can a text be cut at an offset? It cannot inside an escape or a character reference."""
    if offset in (piece.start, piece.end):
        return True
    shift = _shift(piece)
    return shift == 0 or (shift == 1 and offset > piece.start + 1)


def _shift(piece: Piece) -> int:
    """Bytes that a text has more in the document: 1 for the backslash before it, more for a reference."""
    return piece.end - piece.start - len(piece.text.encode())


def _parts(group: Sequence[Piece], starts: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    """The texts of a group between two offsets where it can be cut."""
    index = bisect_right(starts, start) - 1
    while start < end:
        piece = group[index]
        stop = min(end, piece.end)
        whole = (start, stop) == (piece.start, piece.end)
        yield piece if whole else _part(piece, start, stop)
        start, index = stop, index + 1


def _part(piece: Piece, start: int, end: int) -> Piece:
    shift = piece.start + _shift(piece)
    text = piece.text.encode()[max(0, start - shift) : end - shift].decode()
    return Piece(TEXT, start, end, text)


def _address(found: str) -> str:
    """An address without what GitHub does not count as its end (GFM specification, extended autolinks)."""
    end = len(found)
    surplus = found.count(")") - found.count("(")
    while end:
        last = found[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == "(":
            surplus += 1
            break
        elif last not in "?!.,:;*_~'\"]}[{$":
            break
        end -= 1
    return found[:end]
