"""A paragraph as a unit, and a unit's target as a paragraph.

Runs that look the same are one; the looks of most of the text are no code, other looks are paired codes.
What stands before the first and behind the last character is no part of the unit and stays where it is.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Protocol

from translate_flow import tagged
from translate_flow.formats import Parts
from translate_flow.formats.inline.items import CODE, PLAIN, Format, Item, Piece, Sort, absorbed
from translate_flow.formats.inline.nesting import mend
from translate_flow.formats.xmlscan import Xml
from translate_flow.model import Role, Unit
from translate_flow.records import frozen

_LONGEST_DATA = 300
# pairs that say something of the very words in them, such as how they are read: they belong to the text
_OF_WORDS = frozenset({"w:ruby", "text:ruby"})
_RESULTS = frozenset({"field", "w:fldSimple", CODE})


@dataclass(slots=True)
class _Group:
    """A container with what is in it."""

    open: Item
    children: "list[Item | _Group]" = field(default_factory=list)
    close: Item | None = None


_Node = Item | _Group


@frozen
class _Native:
    """What a code stands for."""

    open: tuple[Piece, ...] = ()
    close: tuple[Piece, ...] = ()
    format: Format | None = None
    """Looks of the text in it, for a paired code."""
    is_repeatable: bool = False


class Writer(Protocol):
    """What writes a paragraph anew."""

    def pieces(self, pieces: Sequence[Piece]) -> None:
        """Write bytes of the document again."""

    def text(self, text: str, looks: Format) -> None:
        """Write text."""

    def done(self) -> bytes:
        """All that was written."""


class Paragraph:
    """The translatable core of a paragraph.

    `names` are those of the elements in it. `span` is what `written` replaces: the runs of the core, what is
    between them, and whole ghosts.
    """

    def __init__(self, xml: Xml, items: Sequence[Item], role: Role, ghosts: Sequence[Item] = ()) -> None:
        self._xml = xml
        items = _evened(items)
        first, last = _core(items)
        core = list(items[first:last])
        self.is_empty = not core
        if self.is_empty:
            return
        self._items, self._first, self._last = items, first, last
        self.span = _region(core, ghosts)
        self._lead, self._trail = _trimmed(core)
        self._ends = tuple(item.run.format if item.run else PLAIN for item in (core[0], core[-1]))
        self.names = {item.name for item in items}
        tree = _tree(core)
        self.format = _main_format(tree) or _first_format(core)
        self._builder = tagged.Builder()
        self._natives: list[_Native] = []
        self._add(tree, self.format)
        source, codes = self._builder.source, self._builder.codes
        self._by_id = dict(zip((c.id for c in codes if c.data.startswith("<")), self._natives, strict=True))
        self.unit = Unit(source, codes, role)

    def written(self, parts: Parts, writer: Writer) -> bytes:
        """Native form of a target, for the bytes of `span`."""
        start, end = self.span
        before = [piece for item in self._items[: self._first] for piece in item.pieces]
        writer.pieces([piece for piece in before if piece.start >= start])
        self._write(writer, parts)
        after = [piece for item in self._items[self._last :] for piece in item.pieces]
        writer.pieces([piece for piece in after if piece.end <= end])
        return writer.done()

    def _write(self, writer: Writer, parts: Parts) -> None:
        codes = self.unit.codes
        repeatable = {number for number, native in self._by_id.items() if native.is_repeatable}
        literal = {code.id: code.data for code in codes if code.id not in self._by_id}
        before, after = self._ends
        writer.text(self._lead, before)
        looks = [self.format]
        for part in mend(_literal(parts, literal), codes, repeatable | set(literal)):
            if isinstance(part, str):
                writer.text(part, looks[-1])
                continue
            native = self._by_id.get(part.id)
            if native is None:
                continue
            if part.kind is tagged.TagKind.CLOSE:
                looks.pop()
                writer.pieces(native.close)
            else:
                writer.pieces(native.open)
                if part.kind is tagged.TagKind.OPEN:
                    looks.append(native.format or looks[-1])
        writer.text(self._trail, after)

    def _add(self, nodes: Sequence[_Node], base: Format) -> None:
        """Hand the nodes of one level to the builder; text that does not look like `base` goes in pairs."""
        looks: Format | None = None
        waiting: list[_Node] = []
        for node in nodes:
            if isinstance(node, _Group) or node.sort is not Sort.TEXT:
                waiting.append(node)
                continue
            run = node.run
            wanted = run.format if run and run.format.key != base.key else None
            if looks and (wanted is None or wanted.key != looks.key):
                self._close(())
                looks = None
            self._add_others(waiting, looks or base)
            waiting = []
            if wanted and looks is None:
                head = self._data(wanted.head)
                self._open(_Native(format=wanted), head, is_deletable=True)
                looks = wanted
            self._builder.text(node.text)
        if looks:
            self._close(())
        self._add_others(waiting, base)

    def _add_others(self, nodes: Sequence[_Node], base: Format) -> None:
        """Containers and standalone items; invisible ones side by side are one code."""
        singles: list[Item] = []
        for node in nodes:
            if isinstance(node, Item) and not node.text and not node.is_repeatable:
                singles.append(node)
                continue
            self._add_single(singles)
            singles = []
            if isinstance(node, Item):
                self._add_single([node])
                continue
            looks = _main_format(node.children) or base
            closing = node.close.pieces if node.close else []
            self._open(
                _Native(tuple(node.open.pieces), tuple(closing), looks),
                self._shown(node.open),
                is_deletable=node.open.is_deletable,
            )
            self._add(node.children, looks)
            self._close(tuple(closing))
        self._add_single(singles)

    def _add_single(self, items: Sequence[Item]) -> None:
        if not items:
            return
        pieces = tuple(piece for item in items for piece in item.pieces)
        self._natives.append(_Native(pieces, is_repeatable=all(item.is_repeatable for item in items)))
        self._builder.single(
            "".join(self._shown(item) for item in items),
            shown=items[0].text,
            is_deletable=all(item.is_deletable for item in items),
        )

    def _open(self, native: _Native, data: str, *, is_deletable: bool) -> None:
        self._natives.append(native)
        self._builder.open(data, is_deletable=is_deletable)

    def _close(self, pieces: Sequence[Piece]) -> None:
        raw = b"".join(self._xml.data[piece.start : piece.end] for piece in pieces)
        self._builder.close(self._data(raw) if raw else "</w:r>")

    def _shown(self, item: Item) -> str:
        """Native form of an item for other tools to see; what is written never depends on it."""
        return self._data(b"".join(self._xml.data[piece.start : piece.end] for piece in item.pieces))

    def _data(self, raw: bytes) -> str:
        data = raw.decode(self._xml.encoding)
        if len(data) <= _LONGEST_DATA:
            return data
        return f"{data.split('>', 1)[0][:_LONGEST_DATA]}>…"


def _literal(parts: Parts, literal: dict[int, str]) -> list[tagged.Part]:
    """Parts with protected literal tags as the text that they are, joined to the text around them."""
    out: list[tagged.Part] = []
    for part in parts:
        text = part if isinstance(part, str) else literal.get(part.id)
        if text is None:
            out.append(part)
        elif out and isinstance(out[-1], str):
            out[-1] += text
        else:
            out.append(text)
    return out


def _evened(items: Sequence[Item]) -> list[Item]:
    """Items in which a space on which no look can be seen looks like the text around it."""
    out = list(items)
    texts = [place for place, item in enumerate(items) if item.sort is Sort.TEXT]
    for index, place in enumerate(texts):
        if items[place].text.strip():
            continue
        around = texts[index - 1 : index] + texts[index + 1 : index + 2]
        runs = [run for run in (out[one].run for one in (place, *around)) if run]
        looks = [run.format for run in runs[1:]]
        if not looks or any(run.format.marks_space for run in runs):
            continue
        own = runs[0].format.key
        if own not in [one.key for one in looks] or looks[0].key == looks[-1].key:
            run = replace(runs[0], format=looks[0])
            pieces = [replace(piece, run=run) for piece in out[place].pieces]
            out[place] = replace(out[place], pieces=pieces)
    return out


def _region(core: Sequence[Item], ghosts: Sequence[Item]) -> tuple[int, int]:
    """Offsets of the bytes of a core, and of both tags of each ghost of which there is one between them."""
    start, end = core[0].start, core[-1].end
    is_settled = False
    while not is_settled:
        is_settled = True
        for ghost in ghosts:
            opening, closing = ghost.pieces
            if (start <= opening.start < end) != (start <= closing.start < end):
                start, end = min(start, opening.start), max(end, closing.end)
                is_settled = False
    return start, end


def _core(items: Sequence[Item]) -> tuple[int, int]:
    """Where text begins and ends: (0, 0) without any. A pair around all of it is not part of the core."""
    first, last = 0, len(items) if _has_text(items) else 0
    while first < last:
        if _is_frame(items, range(first, last)):
            first += 1
        elif _is_frame(items, range(last - 1, first - 1, -1)):
            last -= 1
        elif _is_around(items, first, last):
            first, last = first + 1, last - 1
        elif items[first].sort is Sort.OPEN and not _has_text(items[first : _partner(items, first, last)]):
            first = _partner(items, first, last) + 1
        elif items[last - 1].sort is Sort.CLOSE and not _has_text(items[_opener(items, first, last) : last]):
            last = _opener(items, first, last)
        else:
            return first, last
    return 0, 0


def _is_frame(items: Sequence[Item], places: range) -> bool:
    """Does the item at the first place stand beside the text? A computed result does so near a tab only."""
    item = items[places[0]]
    if item.sort is Sort.TEXT:
        return not item.text.strip()
    if item.sort is not Sort.SINGLE:
        return False
    if item.name not in _RESULTS or not item.text.strip():
        return True
    edge = takewhile(lambda one: one.sort is Sort.SINGLE, (items[place] for place in places))
    return any(one.text == "\t" for one in edge)


def _is_around(items: Sequence[Item], first: int, last: int) -> bool:
    """Does a pair stand around all of it, and say nothing of the words?"""
    opening = items[first]
    return opening.sort is Sort.OPEN and opening.name not in _OF_WORDS and _partner(items, first, last) == last - 1


def _has_text(items: Sequence[Item]) -> bool:
    return any(item.sort is Sort.TEXT and item.text.strip() for item in items)


def _partner(items: Sequence[Item], first: int, last: int) -> int:
    """Index of the CLOSE that belongs to the OPEN at `first`."""
    depth = 0
    for index in range(first, last):
        depth += (items[index].sort is Sort.OPEN) - (items[index].sort is Sort.CLOSE)
        if not depth:
            return index
    return last


def _opener(items: Sequence[Item], first: int, last: int) -> int:
    """Index of the OPEN that belongs to the CLOSE before `last`."""
    depth = 0
    for index in range(last - 1, first - 1, -1):
        depth += (items[index].sort is Sort.CLOSE) - (items[index].sort is Sort.OPEN)
        if not depth:
            return index
    return first


def _trimmed(core: list[Item]) -> tuple[str, str]:
    """Take white space off both ends of the core; return it."""
    lead = trail = ""
    if core[0].sort is Sort.TEXT:
        text = core[0].text.lstrip()
        lead = core[0].text[: len(core[0].text) - len(text)]
        core[0] = replace(core[0], text=text)
    if core[-1].sort is Sort.TEXT:
        text = core[-1].text.rstrip()
        trail = core[-1].text[len(text) :]
        core[-1] = replace(core[-1], text=text)
    return lead, trail


def _tree(items: Sequence[Item]) -> list[_Node]:
    """Items by containers."""
    levels: list[list[_Node]] = [[]]
    groups: list[_Group] = []
    for item in items:
        if item.sort is Sort.OPEN:
            group = _Group(item)
            levels[-1].append(group)
            groups.append(group)
            levels.append(group.children)
        elif item.sort is Sort.CLOSE:
            group = groups.pop()
            group.close = item
            levels.pop()
            if not any(isinstance(node, _Group) or node.sort is Sort.TEXT for node in group.children):
                inner = [node for node in group.children if isinstance(node, Item)]
                levels[-1][-1] = absorbed([group.open, *inner, item], group.open.name)
            elif len(group.children) == 1:
                _unite(group, group.children[0])
        else:
            levels[-1].append(item)
    return levels[0]


def _unite(group: _Group, inner: _Node) -> None:
    """A container that holds another one and nothing else is one with it."""
    if isinstance(inner, Item) or inner.close is None or group.close is None:
        return
    is_deletable = group.open.is_deletable and inner.open.is_deletable
    pieces = [*group.open.pieces, *inner.open.pieces]
    group.open = replace(group.open, pieces=pieces, is_deletable=is_deletable)
    group.close = replace(group.close, pieces=[*inner.close.pieces, *group.close.pieces])
    group.children = inner.children


def _main_format(nodes: Sequence[_Node]) -> Format | None:
    """The looks that most words of a level have, else the plainest; None without text of its own."""
    stretches: list[tuple[Format, str]] = []
    before: Format | None = None
    for node in nodes:
        looks = node.run.format if isinstance(node, Item) and node.sort is Sort.TEXT and node.run else None
        if looks and isinstance(node, Item):
            if before and before.key == looks.key:
                stretches[-1] = (before, stretches[-1][1] + node.text)
            else:
                stretches.append((looks, node.text))
        before = stretches[-1][0] if looks else None
    words: Counter[str] = Counter()
    formats: dict[str, Format] = {}
    for looks, text in stretches:
        words[formats.setdefault(looks.key, looks).key] += len(text.split())
    main = min(words, key=lambda key: (-words[key], key.count("|"), len(key)), default=None)
    return None if main is None else formats[main]


def _first_format(items: Sequence[Item]) -> Format:
    """Looks of the first text, wherever it stands."""
    return next((item.run.format for item in items if item.sort is Sort.TEXT and item.run), PLAIN)
