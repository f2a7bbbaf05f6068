"""What stands in an OpenDocument paragraph, as items: text, spans and links, standalone things."""

import re
from collections.abc import Callable, Iterator, Sequence

from translate_flow.formats.inline.items import CODE, Item, Piece, Sort, absorbed
from translate_flow.formats.odt.styles import Styles, marks_spaces
from translate_flow.formats.xmlscan import Event, Kind

Subtree = Callable[[Event], tuple[Event, str]]
"""Reads an element to its end, offers what is to be translated in it, returns its END and its text."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_CONTAINERS = frozenset({"text:a", "text:meta", "text:text-input", "text:placeholder"})
_NOISE = frozenset({"text:soft-page-break"})
_SHOWN = {"text:tab": "\t", "text:line-break": " "}
_PAGE_NUMBER = re.compile(r"\s*[0-9ivxlcIVXLC–.-]+\s*")
_MOST_SPACES = 1000


class Content:
    """Reads the content of one paragraph; once it is read, `end` is its END."""

    def __init__(self, events: Iterator[Event], subtree: Subtree, styles: Styles) -> None:
        self._events = events
        self._subtree = subtree
        self._styles = styles
        self._items: list[Item] = []
        self._is_spaced = True
        self.ghosts: list[Item] = []
        self.end: Event

    def read(self) -> list[Item]:
        """The items of the paragraph that has just begun, up to its end."""
        self.end = self._children()
        items = self._items
        if items and items[-1].sort is Sort.TEXT and self._is_spaced:
            # white space before the end of a paragraph is none
            items[-1].text = items[-1].text.removesuffix(" ")
        return _joined([item for item in items if item.sort is not Sort.TEXT or item.text])

    def _children(self) -> Event:
        for event in self._events:
            if event.kind is Kind.TEXT or event.kind is Kind.CDATA:
                self._text(event)
            elif event.kind is Kind.START:
                self._element(event)
            elif event.kind is Kind.END:
                return event
            else:
                piece = Piece(event.start, event.end)
                self._items.append(Item(Sort.SINGLE, [piece], is_deletable=True))
        raise AssertionError("an element has no end")

    def _text(self, event: Event) -> None:
        """White space is one space, or none behind another (ODF 1.3, 6.1.2)."""
        text = _BLANKS.sub(" ", event.text)
        if self._is_spaced:
            text = text.removeprefix(" ")
        if text:
            self._is_spaced = text.endswith(" ")
        self._items.append(Item(Sort.TEXT, [Piece(event.start, event.end)], text))

    def _element(self, start: Event) -> None:
        name = start.name
        if name == "text:span" and self._styles.is_code("text", start.attributes.get("text:style-name", "")):
            self._code(start)
        elif name == "text:span":
            self._container(start, self._styles.looks(start.attributes.get("text:style-name", "")))
        elif name in _CONTAINERS:
            self._container(start, name)
        elif name == "text:ruby":
            self._ruby(start)
        elif name == "text:s" and (count := _count(start)) <= _MOST_SPACES:
            piece = Piece(start.start, self._subtree(start)[0].end)
            self._items.append(Item(Sort.TEXT, [piece], " " * count, name))
            self._is_spaced = False
        else:
            end, text = self._subtree(start)
            if name in _NOISE:
                return
            is_break = name == "text:line-break"
            shown = _SHOWN.get(name, text if name.startswith("text:") and name != "text:note" else "")
            kind = name if name in _SHOWN or not shown.strip() else "field"
            item = Item(Sort.SINGLE, [Piece(start.start, end.end)], shown, kind, is_break, name in _SHOWN)
            self._items.append(item)
            is_anchored = start.attributes.get("text:anchor-type") == "as-char"
            if name in _SHOWN or shown or name == "text:note" or is_anchored:
                self._is_spaced = False

    def _container(self, start: Event, looks: str) -> None:
        """A pair; a span that cannot be seen is none."""
        mark = len(self._items)
        end = self._children()
        if not looks:
            if not start.is_empty:
                self.ghosts.append(Item(Sort.GHOST, [Piece(start.start, start.end), Piece(end.start, end.end)]))
            return
        pieces = [Piece(start.start, start.end)]
        opening = Item(Sort.OPEN, pieces, looks, start.name, start.name == "text:span")
        closing = Item(Sort.CLOSE, [Piece(end.start, end.end)], looks, start.name)
        inside = self._items[mark:]
        if start.is_empty:
            inside = [Item(Sort.SINGLE, opening.pieces, "", start.name, is_deletable=True)]
            self._items[mark:] = inside if start.name != "text:span" else []
        else:
            self._items[mark:] = [opening, *inside, closing]

    def _code(self, start: Event) -> None:
        """A span of code; one behind another is one with it."""
        end, text = self._subtree(start)
        item = Item(Sort.SINGLE, [Piece(start.start, end.end)], text, CODE)
        if self._items and self._items[-1].name == CODE:
            item = absorbed([self._items.pop(), item], CODE)
        self._items.append(item)
        self._is_spaced = False

    def _ruby(self, start: Event) -> None:
        """Words in a pair that takes along how they are read."""
        mark, closed, end = len(self._items), start, start
        for event in self._events:
            if event.kind is Kind.END:
                end = event
                break
            if event.kind is not Kind.START:
                continue
            if event.name == "text:ruby-base":
                piece = Piece(start.start, event.end)
                self._items.append(Item(Sort.OPEN, [piece], "", start.name, is_deletable=True))
                closed = self._children()
            else:
                self._subtree(event)
        piece = Piece(closed.start, end.end)
        if closed is start:
            self._items[mark:] = [Item(Sort.SINGLE, [piece], "", start.name, is_deletable=True)]
        else:
            self._items.append(Item(Sort.CLOSE, [piece], "", start.name))


def without_page_number(items: Sequence[Item]) -> list[Item]:
    """The items of an entry of an index: the number behind the last tab is made, not written."""
    texts = [place for place, item in enumerate(items) if item.sort is Sort.TEXT]
    tabs = [place for place, item in enumerate(items) if item.name == "text:tab"]
    out = list(items)
    if texts and tabs and tabs[-1] < texts[-1] and _PAGE_NUMBER.fullmatch(items[texts[-1]].text):
        out[texts[-1]] = absorbed([items[texts[-1]]], "field")
    return out


def _count(start: Event) -> int:
    """How many spaces a `text:s` stands for."""
    value = start.attributes.get("text:c", "1")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else _MOST_SPACES + 1


def _joined(items: Sequence[Item]) -> list[Item]:
    """Items in which spans that look alike and meet, or have but a space between them, are one."""
    out: list[Item] = []
    opened: list[int] = []
    openings: dict[int, int] = {}
    for item in items:
        if item.sort is Sort.OPEN:
            before = _close_before(out, item)
            if before is not None:
                opened.append(openings[id(out[before])])
                del out[before]
                continue
            opened.append(len(out))
        elif item.sort is Sort.CLOSE:
            start = opened.pop()
            if item.name == "text:span" and _is_unseen(out, start, item.text):
                del out[start]
                continue
            openings[id(item)] = start
        out.append(item)
    return out


def _is_unseen(out: Sequence[Item], start: int, looks: str) -> bool:
    """Is there nothing in the span that opens at `start`, or but a space on which it cannot be seen?"""
    inside = (out[place] for place in range(start + 1, len(out)))
    is_blank = all(one.sort is Sort.TEXT and not one.text.strip() for one in inside)
    return is_blank and (start == len(out) - 1 or not marks_spaces(looks))


def _close_before(out: Sequence[Item], opening: Item) -> int | None:
    """Where a span closes that this one goes on with."""
    if opening.name != "text:span" or not out:
        return None
    place = len(out) - 1
    is_blank = out[place].sort is Sort.TEXT and not out[place].text.strip()
    if place and is_blank and not marks_spaces(opening.text):
        place -= 1
    before = out[place]
    is_same = before.sort is Sort.CLOSE and before.name == "text:span" and before.text == opening.text
    return place if is_same else None
