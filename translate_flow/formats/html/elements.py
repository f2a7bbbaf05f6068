"""The open elements of a page, and the pieces of the flow that is being read.

Elements inside of a text are not kept here: a flow finds its pairs itself. Kept are the blocks, and insets:
elements in the middle of a flow that are one code there while what they hold is read apart.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from translate_flow.formats.html import vocabulary
from translate_flow.formats.html.context import ROOT, Context, enter
from translate_flow.formats.html.credit import Places
from translate_flow.formats.html.flow import CLOSE, SHOWN, SINGLE, Item, Piece
from translate_flow.formats.html.vocabulary import BLOCK, FOREIGN, INLINE, INSET, KINDS, LITERAL

_ROOTS = frozenset(("html", "body"))
_APART = frozenset(name for name, kind in KINDS.items() if kind not in (INLINE, LITERAL))
"""Elements that are not part of the text around them."""
_FURTHEST = 512
"""How many open elements a tag looks through for the one that it ends; browsers nest no deeper."""


class Opened(NamedTuple):
    """An open element."""

    name: str
    start: int
    """Offset of its start tag."""
    end: int
    """Offset behind its start tag."""
    context: Context


element: Callable[[tuple[str, int, int, Context]], Opened] = partial(tuple.__new__, Opened)
"""Makes one without a call in Python, which takes half the time."""


class Inset:
    """An element that is one code in the flow around it."""

    __slots__ = ("depth", "index", "items", "name", "piece", "start")

    def __init__(self, name: str, index: int, start: int, piece: Piece, items: list[Item]) -> None:
        self.name = name
        self.index = index
        """Index of its element in the stack."""
        self.start = start
        self.piece = piece
        self.items = items
        """The flow that goes on behind it."""
        self.depth = 0
        """Elements of the same name inside it that were not closed yet."""


class Elements(ABC):
    """Opens and closes elements as the tree construction of the standard would, as far as text is concerned."""

    def __init__(self, text: str, *, is_xml: bool) -> None:
        self.text = text
        self.is_xml = is_xml
        self.stack = [Opened("", 0, 0, ROOT)]
        self.context = ROOT
        self.items: list[Item] = []
        self.insets: list[Inset] = []
        self.places = Places(text)
        self.events = self.places.events

    @abstractmethod
    def flush(self) -> None:
        """End the flow that is being read."""

    def push(self, name: str, start: int, end: int, context: Context) -> None:
        """Open an element."""
        self.stack.append(element((name, start, end, context)))
        self.context = context

    def begin_block(self, name: str, start: int, end: int, context: Context | None = None) -> int:
        """Open a block; `context`: what the start tag gave, if it is not the one around. Returns where to go on."""
        if context is self.context:
            context = None
        if not self.is_xml and self.stack[-1].name not in ending_nothing(name):
            self.imply(name, start)
        if self.items:
            self.flush()
        context = context or self.context
        if name in _ROOTS and any(opened.name == name for opened in self.stack[:4]):
            return end
        self.context = inner = enter(context, name)
        self.stack.append(element((name, start, end, inner)))
        if name in vocabulary.SECTIONS:
            self.events.append(("open", start))
        elif inner.rank == 1 < context.rank:
            self.events.append(("open_part", start))
        return end

    def begin_inset(self, name: str, start: int, end: int, piece: Piece, context: Context) -> int:
        """Open an element that is one code in the flow around it. Returns where to go on."""
        self.insets.append(Inset(name, len(self.stack), start, piece, self.items))
        self.items = []
        self.push(name, start, end, context)
        return end

    def end_inline(self, name: str, start: int, end: int) -> None:
        """Read the end tag of an element in a text."""
        for inset in reversed(self.insets):
            if inset.name == name:
                if inset.depth and inset is self.insets[-1]:
                    inset.depth -= 1
                    break
                self.pop(inset.index, end)
                return
            if KINDS.get(inset.name) in (INSET, FOREIGN):
                break
        if name in vocabulary.INTEGRATION_POINTS and (index := self.find(name)):
            self.pop(index, end)
        elif self.items:
            self.items.append((CLOSE, start, end, name))

    def end(self, name: str, start: int, end: int) -> None:
        """Read the end tag of a block or an inset."""
        innermost, began, _, _ = self.stack[-1]
        if innermost == name and not self.insets and name not in _ROOTS:
            if self.items:
                self.flush()
            self.stack.pop()
            self.context = self.stack[-1].context
            self.events.append(("close", name, began, end))
            return
        index = self.find(name)
        if index and name not in _ROOTS:
            self.pop(index, end)
        elif index:
            # what stands behind still belongs to them
            self.pop(index + 1, start)
            self.flush()
        elif KINDS.get(name) is BLOCK:
            self.flush()
        elif self.items:
            self.items.append((SINGLE, start, end, ""))

    def find(self, name: str, *, is_foreign: bool = False) -> int:
        """Index in the stack of the element that an end tag ends, 0 if there is none.

        `is_foreign`: out of SVG or MathML too.
        """
        bounds = vocabulary.TABLE_BOUNDS if name in vocabulary.TABLE_PARTS else vocabulary.BOUNDS
        if self.is_xml or name in ("body", "html"):
            bounds = frozenset()
        wanted = vocabulary.HEADINGS if name in vocabulary.HEADINGS else (name,)
        for index in self._nearest():
            opened = self.stack[index].name
            if opened in wanted:
                return index
            if opened in bounds and not (is_foreign and KINDS.get(opened) is FOREIGN):
                return 0
        return 0

    def _nearest(self) -> range:
        last = len(self.stack) - 1
        return range(last, max(0, last - _FURTHEST), -1)

    def pop(self, index: int, end: int) -> None:
        """End all elements from an index in the stack on, at an offset of the source."""
        while self.insets and self.insets[-1].index >= index:
            self.flush()
            inset = self.insets.pop()
            self._cut(inset.index, end)
            self.items = inset.items
            if self.context.is_text and (self.items or inset.piece is SHOWN):
                self.items.append((inset.piece, inset.start, end, inset.name))
        if len(self.stack) > index:
            self.flush()
            self._cut(index, end)

    def _cut(self, index: int, end: int) -> None:
        for opened in reversed(self.stack[index:]):
            self.events.append(("close", opened.name, opened.start, end))
        del self.stack[index:]
        self.context = self.stack[-1].context

    def imply(self, name: str, start: int) -> None:
        """End the elements that a start tag ends (HTML standard, section 13.1.2.4)."""
        if name in vocabulary.P_CLOSERS and (self.insets or self.stack[-1].name == "p"):
            index = len(self.stack) - 1
            while index and self.stack[index].name not in _APART:
                index -= 1
            if self.stack[index].name == "p":
                self.pop(index, start)
        if name in ("li", "dd", "dt"):
            self._imply_item(("li",) if name == "li" else ("dd", "dt"), start)
        elif name in vocabulary.CELL_PARENTS:
            self._imply_cell(name, start)
        elif name in ("option", "optgroup") and self.stack[-1].name in ("option", name):
            self.pop(len(self.stack) - 1, start)
            if name == "optgroup" and self.stack[-1].name == "optgroup":
                self.pop(len(self.stack) - 1, start)

    def _imply_item(self, names: tuple[str, ...], start: int) -> None:
        for index in self._nearest():
            opened = self.stack[index].name
            if opened in names:
                self.pop(index, start)
                return
            if opened in _APART and opened not in vocabulary.TRANSPARENT:
                return

    def _imply_cell(self, name: str, start: int) -> None:
        parents = vocabulary.CELL_PARENTS[name]
        for index in self._nearest():
            opened = self.stack[index].name
            if opened in parents or opened == "table":
                self.pop(index + 1, start)
                return
            if KINDS.get(opened) in (INSET, FOREIGN):
                return


@cache
def ending_nothing(name: str) -> frozenset[str]:
    """Innermost open elements with which a start tag ends nothing, for most start tags to see that at once."""
    quiet = _APART | {""}
    if name in vocabulary.P_CLOSERS:
        quiet -= {"p"}
    if name in ("li", "dd", "dt"):
        quiet -= vocabulary.TRANSPARENT | {"li", "dd", "dt"}
    if name in vocabulary.CELL_PARENTS:
        quiet &= vocabulary.CELL_PARENTS[name] | {"table", ""}
    if name in ("option", "optgroup"):
        quiet -= {"option", "optgroup"}
    return quiet
