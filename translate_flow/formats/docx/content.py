"""What stands in a Word paragraph beside and around its runs: links, fields, tracked changes, controls."""

from collections.abc import Callable, Iterator

from translate_flow.formats.docx.fields import is_translated
from translate_flow.formats.docx.runs import Runs, Subtree
from translate_flow.formats.inline.items import Item, Piece, Sort, absorbed
from translate_flow.formats.xmlscan import Event, Kind, Xml

# marks of spelling and of smart tags: they say something of the source's words only
_NOISE = frozenset({"w:proofErr", "w:smartTagPr", "a:endParaRPr"})
_TRANSPARENT = frozenset({"w:smartTag"})
_CONTAINERS = frozenset({"w:hyperlink", "w:ins", "w:moveTo", "w:customXml", "w:bdo", "w:dir", "w:fldSimple"})
_TRACKED = frozenset({"w:ins", "w:moveTo", "w:del", "w:moveFrom"})
_UNTYPED = frozenset({"w14:checkbox", "w:picture", "w:citation"})


class Content:
    """Reads the content of paragraphs into items; `bindings` are the places of those of content controls."""

    def __init__(
        self,
        xml: Xml,
        events: Iterator[Event],
        subtree: Subtree,
        alt_texts: Callable[[Event], None],
        is_code: Callable[[str], bool],
        *,
        with_hidden: bool,
    ) -> None:
        self._events = events
        self._subtree = subtree
        self._alt_texts = alt_texts
        self._runs = Runs(xml, events, subtree, self._children, is_code, with_hidden=with_hidden)
        self._ignored: set[str] = set()
        self.bindings: list[tuple[int, int]] = []

    def read(self, items: list[Item], start: Event) -> None:
        """Read an element to its end and add what it is to the items of its paragraph."""
        name = start.name
        if name in ("w:r", "a:r"):
            self._runs.read(items, start)
        elif name in _NOISE or self._is_ignored(start):
            self._subtree(start)
        elif name == "w:customXmlPr" and items:
            # it belongs to the start of the element around it
            items[-1].pieces.append(Piece(start.start, self._subtree(start).end))
        elif name in _TRANSPARENT:
            end = self._children(items)
            items.append(Item(Sort.GHOST, [Piece(start.start, start.end), Piece(end.start, end.end)]))
        elif name in _CONTAINERS:
            self._container(items, start)
        elif name == "w:sdt":
            self._content_control(items, start)
        else:
            is_break = name == "a:br"
            piece = Piece(start.start, self._subtree(start).end)
            is_optional = is_break or name in _TRACKED
            shown = " " if is_break else ""
            items.append(Item(Sort.SINGLE, [piece], shown, name, is_optional, is_repeatable=is_break))

    def _is_ignored(self, start: Event) -> bool:
        """Is it Word's own bookmark of the last edited place?"""
        identity = start.attributes.get("w:id", "")
        if start.name == "w:bookmarkStart" and start.attributes.get("w:name") == "_GoBack":
            self._ignored.add(identity)
            return True
        return start.name == "w:bookmarkEnd" and identity in self._ignored

    def _children(self, items: list[Item]) -> Event:
        """Read elements up to the END of the one that they stand in, which is returned."""
        for event in self._events:
            if event.kind is Kind.START:
                self.read(items, event)
            elif event.kind is Kind.END:
                return event
        raise AssertionError("an element has no end")

    def _container(self, items: list[Item], start: Event) -> None:
        self._alt_texts(start)
        mark = len(items)
        is_optional = start.name in _TRACKED
        items.append(Item(Sort.OPEN, [Piece(start.start, start.end)], "", start.name, is_optional))
        end = self._children(items)
        items.append(Item(Sort.CLOSE, [Piece(end.start, end.end)], "", start.name))
        instruction = start.attributes.get("w:instr", "")
        if start.is_empty or (start.name == "w:fldSimple" and not is_translated(instruction)):
            items[mark:] = [_whole(items[mark:], start, end)]

    def _content_control(self, items: list[Item], start: Event) -> None:
        """`w:sdt`: its properties go with its start; one that holds no typed text is standalone."""
        mark = len(items)
        is_untyped = False
        opened = closed = end = start
        for event in self._events:
            if event.kind is Kind.END:
                end = event
                break
            if event.kind is not Kind.START:
                continue
            if event.name == "w:sdtContent":
                opened = event
                items.append(Item(Sort.OPEN, [Piece(start.start, event.end)], "", start.name))
                closed = self._children(items)
            else:
                is_untyped |= self._holds_untyped()
        if opened is start or opened.is_empty or is_untyped:
            items[mark:] = [_whole(items[mark:], start, end)]
        else:
            items.append(Item(Sort.CLOSE, [Piece(closed.start, end.end)], "", start.name))

    def _holds_untyped(self) -> bool:
        """Read the properties of a control to their end: is its content not typed text? Notes what it is bound to."""
        depth, is_found = 1, False
        for event in self._events:
            if event.kind is Kind.START:
                depth += 1
                is_found |= event.name in _UNTYPED
                if is_binding(event):
                    self.bindings.append((event.start, self._subtree(event).end))
                    depth -= 1
            elif event.kind is Kind.END:
                depth -= 1
                if not depth:
                    break
        return is_found


def is_binding(start: Event) -> bool:
    """Does it say which data a content control shows in place of what stands in it (`w:dataBinding`)?"""
    return start.name.endswith("dataBinding")


def _whole(items: list[Item], start: Event, end: Event) -> Item:
    """One standalone item over an element."""
    item = absorbed(items, start.name)
    item.pieces = [Piece(start.start, end.end)]
    return item
