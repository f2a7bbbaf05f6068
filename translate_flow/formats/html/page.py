"""A walk over a page: which text is a unit, what its surroundings say of it, and the edits that come of it."""

import re
from bisect import bisect_left, insort
from typing import NamedTuple

from translate_flow import tagged
from translate_flow.formats import Parts, Visit
from translate_flow.formats.html import charset, credit, flow, references, scanning, vocabulary, writing
from translate_flow.formats.html.context import Context, enter, enter_foreign, switch
from translate_flow.formats.html.flow import Item, Piece
from translate_flow.formats.html.scanning import Attribute
from translate_flow.formats.html.vocabulary import KINDS, Kind
from translate_flow.model import Role, Unit

_FURTHEST = 512
"""How many open elements a tag looks through for the one that it ends; browsers nest no deeper."""
_HINTS = ("title", "alt", "aria-", "translate", "placeholder", "label")
"""What the attributes of a tag must contain to be looked at."""
_LOOKED_AT = frozenset("html meta input pre table th xml".split())
_CODE_CLASS = re.compile(
    r"class\s*=\s*[\"']?[^\"'>]*(?:\bcode|code\b|highlight|programlisting|prettyprint|\bbrush:|"
    r"\blang(?:uage)?-|\bscreen\b|sourcecode|literal-?block|\bsyntax)",
    re.IGNORECASE,
)


class Opened(NamedTuple):
    """An open element that matters to the text inside."""

    name: str
    start: int
    """Offset of its start tag."""
    end: int
    """Offset behind its start tag."""
    context: Context


class Inset:
    """An element in the middle of a flow that is one code there, whatever it holds."""

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


class Edit(NamedTuple):
    """New text for a stretch of the source."""

    start: int
    end: int
    text: str


class Page:
    """Walks once over a document and collects edits."""

    def __init__(self, text: str, visit: Visit, *, is_xml: bool) -> None:
        self.text = text
        self.visit = visit
        self.is_xml = is_xml
        self.stack = [Opened("", 0, 0, Context())]
        self.context = self.stack[0].context
        self.items: list[Item] = []
        self.insets: list[Inset] = []
        self.edits: list[Edit] = []
        self.languages: list[tuple[int, int]] = []
        """Where the root element names the language."""
        self.encodings: list[tuple[int, int]] = []
        """Where the document names its encoding."""
        self.credit = credit.Places(text)
        self.has_headline = False
        self.has_control = False
        self.is_unfinished = False
        """Does the document end inside of an element in which no paragraph can stand?"""
        found = re.search(r"\r\n|\r|\n", text)
        self.line_break = found[0] if found else "\n"

    def walk(self) -> None:
        """Visit every unit, then the credit slot."""
        token = scanning.XML_TOKEN if self.is_xml else scanning.HTML_TOKEN
        position: int | None = 0
        while position is not None:
            position = self._scan(token, position)
        self.is_unfinished = self.is_unfinished or bool(self.insets)
        self._pop(1, len(self.text))
        self._flush()
        self._offer_credit()

    def _scan(self, token: re.Pattern[str], position: int) -> int | None:
        """Read tokens up to one behind which others rules hold; returns the offset behind that, None at the end."""
        text = self.text
        kinds = KINDS
        for found in token.finditer(text, position):
            start, end = found.span()
            items = self.items
            if start > position and self.context.is_text and (items or not text[position:start].isspace()):
                items.append((Piece.TEXT, position, start, ""))
            position = end
            slash, name, attributes = found.groups()
            if name is None:
                resumed = self._misc(start, end)
                if resumed is not None:
                    return resumed
                continue
            if name not in kinds:
                name = name.lower()
            if self.context.foreign and self._foreign(found, name):
                continue
            kind = kinds.get(name, Kind.INLINE)
            if slash:
                if kind is Kind.INLINE or kind is Kind.LITERAL:
                    self._end_inline(name, start, end)
                else:
                    self._end(name, start, end)
                continue
            context = self.context
            if attributes and attributes != "/":
                context = self._attributes(name, found)
            if self.is_xml and attributes.endswith("/"):
                self._empty(name, kind, start, end)
            elif kind is Kind.BLOCK:
                self._begin_block(name, start, end, context)
            elif kind is Kind.INLINE and context is self.context:
                self._begin_inline(name, start, end)
            elif kind in (Kind.RAW, Kind.TITLE, Kind.FIELD):
                return self._literal(name, kind, start, end, context)
            else:
                self._begin_other(name, kind, start, end, context)
        if position < len(text) and self.context.is_text:
            self.items.append((Piece.TEXT, position, len(text), ""))
        return None

    # -- markup that is no element

    def _misc(self, start: int, end: int) -> int | None:
        """A comment, declaration or CDATA section. Returns where to go on, if not behind the token."""
        text = self.text
        if text.startswith(scanning.CDATA, start) and (self.is_xml or self.context.foreign):
            stop = text.find("]]>", start)
            stop = len(text) if stop < 0 else stop + 3
            if self.context.is_text:
                self.items.append((Piece.VERBATIM, start, stop, ""))
            return stop
        if self.items:
            self.items.append((Piece.SINGLE, start, end, ""))
        if end == len(text):
            self.is_unfinished = text[end - 1] != ">" or (text.startswith("<!--", start) and not text.endswith("-->"))
        return None

    # -- start tags

    def _begin_inline(self, name: str, start: int, end: int) -> None:
        if self.insets and self.insets[-1].name == name:
            self.insets[-1].depth += 1
        if self.context.is_text:
            self.items.append((Piece.OPEN, start, end, name))
            if name in vocabulary.CONTROLS:
                self.has_control = True

    def _begin_block(self, name: str, start: int, end: int, context: Context) -> None:
        if not self.is_xml:
            outer = self.context
            self._imply(name, start)
            if context is outer:
                context = self.context
        if self.items:
            self._flush()
        context = enter(context, name)
        if name == "pre" and self._holds_code(start, end):
            context = enter(context, "code")
        if name == "html" or name == "body":
            if any(opened.name == name for opened in self.stack[:4]):
                return
        self.stack.append(Opened(name, start, end, context))
        self.context = context
        if name in vocabulary.SECTIONS:
            self.credit.open(name, start)

    def _begin_other(self, name: str, kind: Kind, start: int, end: int, context: Context) -> None:
        if kind is Kind.VOID:
            if self.items:
                self.items.append((Piece.SINGLE, start, end, name))
        elif kind is Kind.RULE:
            if not self.is_xml:
                self._imply(name, start)
            self._flush()
        elif kind is Kind.FOREIGN:
            self._begin_inset(name, start, end, Piece.SINGLE, enter_foreign(context, name))
        elif kind is Kind.INSET:
            self._begin_inset(name, start, end, Piece.SINGLE, enter(context, name))
        else:
            # protected text, or an element that says itself whether it is to be translated
            if kind is Kind.LITERAL and not (context.is_translated and not self.context.is_translated):
                context = enter(context, name)
            self._begin_inset(name, start, end, Piece.SHOWN, context)

    def _empty(self, name: str, kind: Kind, start: int, end: int) -> None:
        """A self-closing tag of XML."""
        if kind in (Kind.BLOCK, Kind.RULE, Kind.TITLE):
            self._flush()
        elif self.items:
            self.items.append((Piece.SINGLE, start, end, name))

    def _begin_inset(self, name: str, start: int, end: int, piece: Piece, context: Context) -> None:
        self.insets.append(Inset(name, len(self.stack), start, piece, self.items))
        self.items = []
        self.stack.append(Opened(name, start, end, context))
        self.context = context

    def _literal(self, name: str, kind: Kind, start: int, end: int, context: Context) -> int:
        """An element without markup inside; returns the offset behind it."""
        stop = scanning.raw_end(self.text, name, end)
        close = scanning.HTML_TOKEN.match(self.text, stop)
        behind = close.end() if close else len(self.text)
        self.is_unfinished = self.is_unfinished or close is None
        if kind is not Kind.RAW and context.is_translated:
            is_field = kind is Kind.FIELD
            if not is_field:
                self._flush()
            read = flow.read(
                self.text, [(Piece.TEXT, end, stop, "")], is_preformatted=is_field, is_xml=self.is_xml
            )
            if read:
                self._offer(read, Role.PARAGRAPH if is_field else Role.METADATA)
        if self.items:
            self.items.append((Piece.SINGLE, start, behind, name))
        return behind

    def _holds_code(self, start: int, end: int) -> bool:
        """Does the class of a `pre`, or of the element around it, say that it holds a program?"""
        around = self.stack[-1]
        return bool(
            _CODE_CLASS.search(self.text, start, end)
            or (around.end - around.start < 400 and _CODE_CLASS.search(self.text, around.start, around.end))
        )

    # -- end tags

    def _end_inline(self, name: str, start: int, end: int) -> None:
        for inset in reversed(self.insets):
            if inset.name == name:
                if inset.depth and inset is self.insets[-1]:
                    inset.depth -= 1
                    break
                self._pop(inset.index, end)
                return
            if KINDS.get(inset.name) in (Kind.INSET, Kind.FOREIGN):
                break
        if self.items:
            self.items.append((Piece.CLOSE, start, end, name))
            if name in vocabulary.CONTROLS:
                self.has_control = True

    def _end(self, name: str, start: int, end: int) -> None:
        if name in ("br", "p") and self.stack[-1].name != name:
            self._find_and_pop(name, start, end)
            return
        opened = self.stack[-1]
        if opened.name == name and not (self.insets and self.insets[-1].index == len(self.stack) - 1):
            if self.items:
                self._flush()
            if name in ("body", "html"):
                return
            self.stack.pop()
            self.context = self.stack[-1].context
            self.credit.close(opened.name, opened.start, end)
            return
        self._find_and_pop(name, start, end)

    def _find_and_pop(self, name: str, start: int, end: int) -> None:
        index = self._find(name)
        if index:
            if name not in ("body", "html"):
                self._pop(index, end)
            else:
                self._pop(index + 1, start)
                self._flush()
        elif KINDS.get(name) is Kind.BLOCK:
            self._flush()
        elif self.items:
            self.items.append((Piece.SINGLE, start, end, ""))

    def _find(self, name: str, *, is_foreign: bool = False) -> int:
        """Index in the stack of the element that an end tag ends, 0 if there is none."""
        bounds = vocabulary.TABLE_BOUNDS if name in vocabulary.TABLE_PARTS else vocabulary.BOUNDS
        wanted = vocabulary.HEADINGS if name in vocabulary.HEADINGS else (name,)
        for index in range(len(self.stack) - 1, max(0, len(self.stack) - 1 - _FURTHEST), -1):
            opened = self.stack[index].name
            if opened in wanted:
                return index
            if opened in bounds and not self.is_xml and name not in ("body", "html"):
                if is_foreign and KINDS.get(opened) is Kind.FOREIGN:
                    continue
                return 0
        return 0

    def _pop(self, index: int, end: int) -> None:
        """End all elements from an index in the stack on, at an offset of the source."""
        while self.insets and self.insets[-1].index >= index:
            self._flush()
            inset = self.insets.pop()
            self._cut(inset.index, end)
            self.items = inset.items
            if self.context.is_text and (self.items or inset.piece is Piece.SHOWN):
                self.items.append((inset.piece, inset.start, end, inset.name))
        if len(self.stack) > index:
            self._flush()
            self._cut(index, end)

    def _cut(self, index: int, end: int) -> None:
        for opened in reversed(self.stack[index:]):
            self.credit.close(opened.name, opened.start, end)
        del self.stack[index:]
        self.context = self.stack[-1].context

    def _imply(self, name: str, start: int) -> None:
        """End the elements that a start tag ends (HTML standard, section 13.1.2.4)."""
        if name in vocabulary.P_CLOSERS:
            index = len(self.stack) - 1
            while index and KINDS.get(self.stack[index].name, Kind.INLINE) in (Kind.INLINE, Kind.LITERAL):
                index -= 1
            if self.stack[index].name == "p":
                self._pop(index, start)
        if name in ("li", "dd", "dt"):
            self._imply_item(("li",) if name == "li" else ("dd", "dt"), start)
        elif name in vocabulary.CELL_PARENTS:
            self._imply_cell(name, start)
        elif name in ("option", "optgroup") and self.stack[-1].name in ("option", name):
            self._pop(len(self.stack) - 1, start)
            if name == "optgroup" and self.stack[-1].name == "optgroup":
                self._pop(len(self.stack) - 1, start)

    def _imply_item(self, names: tuple[str, ...], start: int) -> None:
        for index in range(len(self.stack) - 1, max(0, len(self.stack) - 1 - _FURTHEST), -1):
            opened = self.stack[index].name
            if opened in names:
                self._pop(index, start)
                return
            kind = KINDS.get(opened, Kind.INLINE)
            if kind not in (Kind.INLINE, Kind.LITERAL) and opened not in vocabulary.TRANSPARENT:
                return

    def _imply_cell(self, name: str, start: int) -> None:
        keep = vocabulary.CELL_PARENTS[name] | {"table"}
        for index in range(len(self.stack) - 1, max(0, len(self.stack) - 1 - _FURTHEST), -1):
            opened = self.stack[index].name
            if opened in keep:
                self._pop(index + 1, start)
                return
            if KINDS.get(opened) in (Kind.INSET, Kind.FOREIGN):
                return

    # -- SVG and MathML

    def _foreign(self, found: re.Match[str], name: str) -> bool:
        """Read a tag inside SVG or MathML; False if it ends that and is to be read as HTML."""
        start, end = found.span()
        context = self.context
        if not self.is_xml and name in (("br", "p") if found[1] else vocabulary.BREAKOUTS):
            while self.context.foreign:
                self._pop(len(self.stack) - 1, start)
            return False
        if found[1]:
            if self.stack[-1].name == name:
                self._pop(len(self.stack) - 1, end)
            elif self.items:
                self.items.append((Piece.CLOSE, start, end, name))
            elif name == context.foreign or name in ("text", *vocabulary.INTEGRATION_POINTS):
                self._find_and_pop(name, start, end)
            elif KINDS.get(name) is Kind.BLOCK and (index := self._find(name, is_foreign=True)):
                self._pop(index, end)
            return True
        inner = self._attributes(name, found) if found[3] else context
        if scanning.is_self_closing(found[3]):
            if self.items:
                self.items.append((Piece.SINGLE, start, end, name))
        elif name in vocabulary.INTEGRATION_POINTS or name == "text" or name == self.stack[-1].name:
            self._enter_foreign(name, start, end, inner)
        elif context.is_text:
            self.items.append((Piece.OPEN, start, end, name))
        return True

    def _enter_foreign(self, name: str, start: int, end: int, context: Context) -> None:
        """Open an element of SVG or MathML that holds text, or others of its name."""
        self._flush()
        if name in vocabulary.INTEGRATION_POINTS:
            is_text = context.foreign == "svg" and context.is_translated
            context = enter(switch(context, context.is_translated) if is_text else context, "g")
        elif name == "text" and context.foreign == "svg" and context.is_translated:
            context = switch(context, True)
        self.stack.append(Opened(name, start, end, context))
        self.context = context

    # -- attributes

    def _attributes(self, name: str, found: re.Match[str]) -> Context:
        """Offer the texts in a tag's attributes; returns the context as the tag changes it."""
        context = self.context
        hints = found[3].lower()
        if name not in _LOOKED_AT and not any(hint in hints for hint in _HINTS):
            return context
        named = scanning.attributes(self.text, found.start(3), found.end(3))
        wanted = self._wants_translation(named)
        if wanted is not None and wanted is not context.is_translated:
            context = switch(context, wanted)
        elif wanted and not context.is_text and not context.foreign:
            context = switch(context, True)
        if name == "html" and not self.languages:
            self.languages = [named[key][:2] for key in ("lang", "xml:lang") if key in named]
        if name == "meta" and (place := charset.meta_charset(self.text, named)):
            self.encodings.append(place)
        if context.is_translated:
            for key, attribute in named.items():
                if self._is_text(name, key, named):
                    self._offer_value(name, key, attribute)
        return context

    def _wants_translation(self, named: dict[str, Attribute]) -> bool | None:
        """What an element says itself; None if nothing."""
        if "class" in named and "notranslate" in self._value(named, "class").split():
            return False
        if "translate" not in named:
            return None
        return {"no": False, "yes": True, "": True}.get(self._value(named, "translate").lower())

    def _value(self, named: dict[str, Attribute], key: str) -> str:
        if key not in named:
            return ""
        return references.decode(self.text[named[key].start : named[key].end], is_value=True)

    def _is_text(self, name: str, key: str, named: dict[str, Attribute]) -> bool:
        """Is the value of an attribute text?"""
        if key in vocabulary.ATTRIBUTES:
            if key == "title" and name in ("link", "style"):
                return name == "link" and "stylesheet" not in self._value(named, "rel").lower()
            return True
        if key == vocabulary.OWN_ATTRIBUTES.get(name):
            return True
        if name == "input" and key == "value":
            return self._value(named, "type").lower() in vocabulary.BUTTON_TYPES
        if name != "meta" or key != "content":
            return False
        titles = (self._value(named, title).strip().lower() for title in ("name", "property", "itemprop"))
        return any(title in vocabulary.META_NAMES for title in titles)

    # -- units

    def _flush(self) -> None:
        """End the flow before a block: make units of it."""
        items = self.items
        if not items:
            return
        self.items = []
        context = self.context
        flows = [items]
        if self.has_control:
            flows = flow.split_controls(self.text, items)
        for pieces in flows:
            read = flow.read(self.text, pieces, is_preformatted=context.is_preformatted, is_xml=self.is_xml)
            if read:
                self._offer(read, context.role)
                opened = self.stack[-1]
                self.credit.add(context.rank, opened.name, opened.start, opened.end, pieces[-1][2])

    def _offer(self, read: flow.Flow, role: Role) -> None:
        if role is Role.HEADLINE:
            role = Role.PARAGRAPH if self.has_headline else role
            self.has_headline = True
        parts = self.visit(Unit(read.source, read.codes, role))
        if parts is None or _is_echo(parts, read):
            return
        native = self.text[read.start : read.end]
        written = writing.write(read, parts, self._patched, references.habits(native), self.line_break)
        if self.stack[-1].name in ("pre", "textarea", "listing") and self.stack[-1].end == read.start:
            # parsers drop a line break here
            written = f"\n{written}" if written.startswith(("\n", "\r")) else written
        self._edit(read.start, read.end, written)

    def _offer_value(self, name: str, key: str, attribute: Attribute) -> None:
        read = flow.read_value(self.text, attribute.start, attribute.end, is_xml=self.is_xml)
        if not read:
            return
        role = Role.METADATA if name == "meta" else Role.ATTRIBUTE
        parts = self.visit(Unit(read.source, read.codes, role, note=f"{key} of <{name}>"))
        if parts is None or _is_echo(parts, read):
            return
        habit = references.habits(self.text[read.start : read.end])
        quote = attribute.quote

        def escape(literal: str) -> str:
            return references.escape_value(literal, quote or '"', habit)

        written = tagged.render(parts, read.codes, escape)
        if not quote:
            read = flow.Flow(attribute.start, attribute.end, read.source)
            written = references.quoted(written)
        self._edit(read.start, read.end, written)

    def _edit(self, start: int, end: int, text: str) -> None:
        """Replace a stretch of the source; edits inside are in the new text already."""
        edits = self.edits
        if not edits or edits[-1].start < start:
            edits.append(Edit(start, end, text))
            return
        first, last = bisect_left(edits, (start,)), bisect_left(edits, (end,))
        del edits[first:last]
        insort(edits, Edit(start, end, text))

    def _patched(self, start: int, end: int) -> str:
        """A stretch of the source with the edits inside."""
        if not self.edits or self.edits[-1].end <= start:
            return self.text[start:end]
        first, last = bisect_left(self.edits, (start,)), bisect_left(self.edits, (end,))
        return splice(self.text, self.edits[first:last], start, end)

    def _offer_credit(self) -> None:
        place = self.credit.best()
        if place is None:
            return
        is_at_end = not self.text[place.at :].strip(scanning.WHITE)
        if (self.is_unfinished and is_at_end) or self.text.endswith("</", 0, place.at):
            return
        parts = self.visit(Unit("", role=Role.CREDIT))
        if parts:
            line = "".join(str(part) for part in parts)
            self._insert(place.at, credit.paragraph(place, references.escape(line, {}), is_xml=self.is_xml))

    def _insert(self, at: int, text: str) -> None:
        before = bisect_left(self.edits, (at,))
        if before and self.edits[before - 1].end > at:
            at = self.edits[before - 1].end
        insort(self.edits, Edit(at, at, text))


def splice(text: str, edits: list[Edit], start: int, end: int) -> str:
    """A stretch of a text with edits, in order, in place of what they replace."""
    out: list[str] = []
    for edit in edits:
        out += text[start : edit.start], edit.text
        start = edit.end
    out.append(text[start:end])
    return "".join(out)


def _is_echo(parts: Parts, read: flow.Flow) -> bool:
    return tuple(parts) == tagged.parse(read.source, read.codes)
