"""Reads a flow: finds its pairs, leaves outside what encloses all of it, numbers its codes."""

import re
from collections.abc import Sequence
from string import ascii_letters

from translate_flow import tagged
from translate_flow.formats.html import references
from translate_flow.formats.html.flow import (
    CLOSE,
    OPEN,
    SHOWN,
    SINGLE,
    TEXT,
    VERBATIM,
    WORD,
    Flow,
    Item,
    Span,
    Spot,
    plain,
    read_text,
    read_unusual,
    trim,
)
from translate_flow.formats.html.scanning import CDATA, HTML_TOKEN, WHITE
from translate_flow.model import Code

# most of what is protected: an element without markup inside, and no signs in its attributes that could mislead
_LEAF = re.compile(r"<[a-z][^<>\"']*+(?:\"[^<>\"]*+\"[^<>\"']*+)*+>([^<>]*+)</[a-z]++>")
_LETTERS = frozenset(ascii_letters)


def read(text: str, items: Sequence[Item], *, is_preformatted: bool = False, is_xml: bool = False) -> Flow | None:
    """The unit in neighbouring pieces, or None where there is no word outside of protected markup."""
    count = len(items)
    alone = items[0] if count == 1 else items[1] if count == 3 and _is_pair(items[0], items[2]) else None
    if alone is not None and alone[0] is TEXT:
        _, start, end, _ = alone
        if not (is_xml and "&" in text[start:end] and references.unknown(text[start:end])):
            return plain(text, start, end, is_preformatted=is_preformatted)
    for piece, start, end, _ in items:
        if piece is TEXT:
            if text[start] in _LETTERS or WORD.search(references.decode(text[start:end])):
                break
        elif piece is VERBATIM and WORD.search(text, start + len(CDATA), end):
            break
    else:
        return None
    return _Reading(text, items, is_preformatted, is_xml).flow()


def _is_pair(opening: Item, closing: Item) -> bool:
    return opening[0] is OPEN and closing[0] is CLOSE and opening[3] == closing[3]


class _Reading:
    """Works out the codes of one flow."""

    __slots__ = (
        "closing",
        "codes",
        "has_break",
        "is_preformatted",
        "is_xml",
        "items",
        "mates",
        "out",
        "pending",
        "spots",
        "text",
    )

    def __init__(self, text: str, items: Sequence[Item], is_preformatted: bool, is_xml: bool) -> None:
        self.text = text
        self.items = items
        self.is_preformatted = is_preformatted
        self.is_xml = is_xml
        self.has_break = False
        """Is there a line break?"""
        self.mates = self._mates()
        self.out: list[str] = []
        self.pending = ""
        """Text that may look like a tag together with the text behind it."""
        self.codes: list[Code] = []
        self.spots: list[Spot | None] = []
        self.closing: dict[int, tuple[int, int]] = {}
        """By index of the first end tag of a pair: the code's number, the index of the last."""

    def flow(self) -> Flow:
        first, last = self._bounds()
        text, items = self.text, self.items
        start, end = items[first][1], items[last][2]
        if text[start] in WHITE and items[first][0] is TEXT:
            start = trim(text, start, items[first][2])[0]
        if text[end - 1] in WHITE and items[last][0] is TEXT:
            end = trim(text, items[last][1], end)[1]
        self._add_pieces(first, last, start, end)
        if self.pending:
            self._flush()
        return start, end, "".join(self.out), tuple(self.codes), tuple(self.spots)

    def _add_pieces(self, first: int, last: int, start: int, end: int) -> None:
        text, items, mates, closing, out = self.text, self.items, self.mates, self.closing, self.out
        is_preformatted, is_simple = self.is_preformatted, self._is_simple(text[start:end])
        at = first
        while at <= last:
            piece, begin, stop, _ = items[at]
            if piece is TEXT:
                begin, stop = start if at == first else begin, end if at == last else stop
                raw = text[begin:stop]
                if not is_simple:
                    self._add_text(at, begin, stop)
                elif raw.isprintable() and "  " not in raw:
                    out.append(raw)
                else:
                    out.append(read_unusual(raw, is_preformatted))
            elif piece is OPEN and mates[at] > at:
                at = self._open(at, mates[at])
            elif piece is SHOWN:
                self._single(begin, stop, visible(text[begin:stop]))
            elif piece is CLOSE and at in closing:
                if self.pending:
                    self._flush()
                number, at = closing[at]
                out.append(f"{{/{number}}}")
            else:
                self._add_single(at)
            at += 1

    def _is_simple(self, raw: str) -> bool:
        """Is each text in a stretch of source read by itself, and without references?"""
        return not (self.has_break or "&" in raw or "{" in raw or CDATA in raw)

    # pairs, and what is outside

    def _mates(self) -> list[int]:
        """By index of a tag the index of the other half of its pair, or -1; pairs do not overlap."""
        items = self.items
        mates = [-1] * len(items)
        stack: list[int] = []
        count: dict[str, int] = {}
        for index, (piece, _, _, name) in enumerate(items):
            if not name:
                continue
            if piece is OPEN:
                stack.append(index)
                count[name] = count.get(name, 0) + 1
            elif piece is CLOSE:
                if count.get(name):
                    opened = stack.pop()
                    while items[opened][3] != name:
                        count[items[opened][3]] -= 1
                        opened = stack.pop()
                    count[name] -= 1
                    mates[opened], mates[index] = index, opened
            elif name == "br":
                self.has_break = True
        return mates

    def _bounds(self) -> tuple[int, int]:
        """First and last piece of the unit: what encloses all of it, or shows nothing at its edges, is outside."""
        first, last = 0, len(self.items) - 1
        while self.mates[first] == last > first:
            first, last = first + 1, last - 1
        if self._is_inside(first, first + 1) and self._is_inside(last, last - 1):
            return first, last
        seen = [0]
        for item in self.items:
            seen.append(seen[-1] + self._is_seen(item))
        while True:
            left, right = self._outside(first, last, seen)
            if not left and not right:
                return first, last
            first, last = first + left, last - right

    def _is_inside(self, at: int, beside: int) -> bool:
        """Is a piece at an edge seen, or half of a pair around what is seen beside it? Most are."""
        items = self.items
        return self._is_seen(items[at]) or (self.mates[at] >= 0 and self._is_seen(items[beside]))

    def _outside(self, first: int, last: int, seen: list[int]) -> tuple[int, int]:
        """How many pieces at either edge are outside."""
        if self._is_empty(first):
            return 1, 0
        if self._is_empty(last):
            return 0, 1
        mate = self.mates[first]
        if mate == last:
            return 1, 1
        if mate > first and seen[mate + 1] == seen[first]:
            return mate + 1 - first, 0
        mate = self.mates[last]
        if 0 <= mate < last and seen[last + 1] == seen[mate]:
            return 0, last + 1 - mate
        return 0, 0

    def _is_empty(self, at: int) -> bool:
        piece = self.items[at][0]
        if piece is OPEN or piece is CLOSE:
            return self.mates[at] < 0
        return not self._is_seen(self.items[at])

    def _is_seen(self, item: Item) -> bool:
        piece, start, end, _ = item
        if piece is TEXT:
            text = self.text
            return text[start] not in WHITE or bool(text[start:end].strip(WHITE))
        return piece is VERBATIM or piece is SHOWN

    # text

    def _add_text(self, at: int, start: int, end: int) -> None:
        if self.has_break and not self.is_preformatted:
            # a line break has the white space around it
            items = self.items
            if at and items[at - 1][3] == "br":
                start = trim(self.text, start, end)[0]
            if at + 1 < len(items) and items[at + 1][3] == "br":
                end = max(trim(self.text, start, end)[1], start)
        raw = self.text[start:end]
        if self.is_xml and "&" in raw:
            self._add_references(raw, start)
            return
        read = read_text(raw, self.is_preformatted)
        if self.pending or "{" in read:
            self.pending += read
        else:
            self.out.append(read)

    def _add_references(self, raw: str, start: int) -> None:
        """Add text of XML; entities that only the document declares are codes."""
        behind = 0
        for begin, stop in references.unknown(raw):
            self.pending += read_text(raw[behind:begin], self.is_preformatted)
            self._single(start + begin, start + stop)
            behind = stop
        self.pending += read_text(raw[behind:], self.is_preformatted)

    def _flush(self) -> None:
        """Add the pending text; whatever looks like a tag in it is a code."""
        text, self.pending = self.pending, ""
        if "{" not in text:
            self.out.append(text)
            return
        behind = 0
        for found in tagged.TAG.finditer(text):
            self.out.append(text[behind : found.start()])
            self.codes.append(Code(len(self.codes) + 1, found[0], shown=found[0]))
            self.spots.append(None)
            self.out.append(f"{{{len(self.codes)}}}")
            behind = found.end()
        self.out.append(text[behind:])

    # codes

    def _open(self, at: int, mate: int) -> int:
        """Pairs that enclose the same text are one code, and a pair around nothing is standalone.

        Returns the index of the last piece that was read.
        """
        items, mates, text = self.items, self.mates, self.text
        start, end, last = items[at][1], items[mate][2], mate
        if mate == at + 1:
            self._single(start, end)
            return mate
        while mates[at + 1] == mate - 1 > at + 2:
            at, mate = at + 1, mate - 1
        span = start, items[at][2]
        close = items[mate][1], end
        if self.pending:
            self._flush()
        codes = self.codes
        number = len(codes) + 1
        codes.append(Code(number, text[start : span[1]], text[close[0] : end]))
        self.spots.append((span, close, False))
        self.out.append(f"{{{number}}}")
        self.closing[mate] = number, last
        return at

    def _add_single(self, at: int) -> None:
        piece, start, end, name = self.items[at]
        if piece is VERBATIM:
            self.pending += self._verbatim(start, end)
        elif piece is SINGLE and name == "br":
            start, end = (start, end) if self.is_preformatted else self._around(at)
            self._single(start, end, " ", is_deletable=True)
        else:
            is_deletable = piece is SINGLE and name in ("", "wbr")
            self._single(start, end, is_deletable=is_deletable, is_alone=piece is not SINGLE)

    def _verbatim(self, start: int, end: int) -> str:
        literal = self.text[start:end].removeprefix(CDATA).removesuffix("]]>")
        # a reference is none here
        return read_text(literal.replace("&", "&amp;"), self.is_preformatted)

    def _around(self, at: int) -> Span:
        """A line break and the white space at its sides."""
        _, start, end, _ = self.items[at]
        if at and self.items[at - 1][0] is TEXT:
            before = self.items[at - 1][1]
            start = before + len(self.text[before:start].rstrip(WHITE))
        if at + 1 < len(self.items) and self.items[at + 1][0] is TEXT:
            behind = self.items[at + 1][2]
            end = behind - len(self.text[end:behind].lstrip(WHITE))
        return start, end

    def _single(
        self, start: int, end: int, shown: str = "", is_deletable: bool = False, is_alone: bool = False
    ) -> None:
        if self.pending:
            self._flush()
        codes = self.codes
        number = len(codes) + 1
        codes.append(Code(number, self.text[start:end], None, is_deletable, not is_alone, shown))
        self.spots.append(((start, end), None, is_alone))
        self.out.append(f"{{{number}}}")


def visible(native: str) -> str:
    """What readers see of a piece of HTML."""
    leaf = _LEAF.fullmatch(native)
    return read_text(leaf[1] if leaf else HTML_TOKEN.sub("", native)).strip(WHITE)
