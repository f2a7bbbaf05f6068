"""A walk over a page: which text is a unit, and what its surroundings say of it."""

import re
from collections.abc import Callable
from functools import cached_property

from translate_flow.formats.html import attributes, credit, flow, reading, scanning, vocabulary
from translate_flow.formats.html.context import Context, enter, enter_foreign, switch
from translate_flow.formats.html.elements import Elements
from translate_flow.formats.html.flow import CLOSE, OPEN, SHOWN, SINGLE, TEXT, VERBATIM
from translate_flow.formats.html.vocabulary import (
    BLOCK,
    FIELD,
    FOREIGN,
    INLINE,
    INSET,
    KINDS,
    LITERAL,
    RAW,
    RULE,
    TITLE,
    VOID,
    Kind,
)
from translate_flow.model import Role, Unit

_CODE_CLASS = re.compile(
    r"class\s*=\s*[\"']?[^\"'>]*(?:\bcode|code\b|highlight|programlisting|prettyprint|\bbrush:|"
    r"\blang(?:uage)?-|\bscreen\b|sourcecode|literal-?block|\bsyntax)",
    re.IGNORECASE,
)
_FONT = re.compile(r"(?:^|[\s\"'/])(?:color|face|size)\b", re.IGNORECASE)
_CUT_OFF = re.compile("</(?![a-zA-Z])")
_HEADLINE = Role.HEADLINE
_LONGEST_TAG = 400
"""How much of a tag is looked at for a class of programs."""
_LONGEST_KNOWN = 80
"""Characters of a tag from which on it is not kept in mind: long ones seldom come again."""

_Read = Callable[["Page", str, int, int], int | None]
_Begin = Callable[..., int | None]


class Page(Elements):
    """Reads a document once: what there is to translate in it, and where."""

    def __init__(self, text: str, *, is_xml: bool, has_addresses: bool = False) -> None:
        super().__init__(text, is_xml=is_xml)
        self.has_addresses = has_addresses
        """Are the addresses of links to be translated?"""
        self.offers: list[flow.Offer] = []
        """Its units, in order."""
        self.languages: list[tuple[int, int]] = []
        """Where the root element names the language."""
        self.known: dict[str, tuple[str, _Read]] = {}
        """By tag, as it is written, the name and what reads it, as the tags of a document repeat themselves: of those
        whose attributes tell nothing, outside of SVG and MathML."""
        self.has_headline = False
        self.has_controls = False
        self.is_unfinished = False
        """Does the document end inside of an element in which no paragraph can stand?"""

    def read(self) -> None:
        """Read to the end."""
        self._scan(scanning.XML_TOKEN if self.is_xml else scanning.HTML_TOKEN)
        self.is_unfinished = self.is_unfinished or bool(self.insets)
        self.pop(1, len(self.text))
        self.flush()
        self.known.clear()

    def _scan(self, token: re.Pattern[str]) -> None:
        """Read all tokens, from the place on where one that others rules end has ended."""
        text, known = self.text, self.known
        position = 0
        while True:
            for found in token.finditer(text, position):
                start, end = found.span()
                if start > position and self.context.is_text and (self.items or not text[position:start].isspace()):
                    self.items.append((TEXT, position, start, ""))
                tag = known.get(found[0])
                if tag is None or self.context.foreign:
                    position = self._token(found) or end
                else:
                    name, read = tag
                    position = read(self, name, start, end) or end
                if position != end:
                    break
            else:
                if position < len(text) and self.context.is_text:
                    self.items.append((TEXT, position, len(text), ""))
                return

    def _token(self, found: re.Match[str]) -> int | None:
        """Read what was not met before. Returns where to go on, if not behind it."""
        start, end = found.span()
        slash, name, attribute_text = found.groups()
        if not name:
            return self._misc(start, end)
        if name not in KINDS:
            name = name.lower()
        if self.context.foreign and self._foreign(found, name):
            return None
        kind = KINDS.get(name, INLINE)
        is_empty = self.is_xml and attribute_text.endswith("/")
        if slash:
            read: _Read = Page.end_inline if kind is INLINE or kind is LITERAL else Page.end
        elif attribute_text and (attributes.may_tell(name, attribute_text) or self.has_addresses):
            context = self._attributes(name, found)
            if not is_empty:
                return _begin(name)(self, name, start, end, context)
            self.begin_empty(name, start, end)
            return None
        else:
            read = Page.begin_empty if is_empty else _begin(name)
        if end - start <= _LONGEST_KNOWN:
            self.known[found[0]] = name, read
        return read(self, name, start, end)

    def _misc(self, start: int, end: int) -> int:
        """Read a comment, declaration or CDATA section. Returns where to go on, if not behind it, else 0."""
        text = self.text
        if text.startswith(scanning.CDATA, start) and (self.is_xml or self.context.foreign):
            stop = text.find("]]>", start) + 3
            stop = stop if stop > 2 else len(text)
            if self.context.is_text:
                self.items.append((VERBATIM, start, stop, ""))
            return stop
        if self.items:
            self.items.append((SINGLE, start, end, ""))
        if end == len(text):
            is_comment = text.startswith("<!--", start)
            self.is_unfinished = not text.endswith("-->" if is_comment else ">")
        return 0

    # start tags, with the context that they give if it is not the one around: each returns where to go on, if not
    # behind the tag

    def begin_inline(self, name: str, start: int, end: int, context: Context | None = None) -> None:
        """Begin a piece of a text."""
        if context is not None and context is not self.context:
            # it says itself whether it is to be translated
            self.begin_inset(name, start, end, SHOWN, context)
            return
        if self.insets and self.insets[-1].name == name:
            self.insets[-1].depth += 1
        if self.context.is_text:
            self.items.append((OPEN, start, end, name))
            if name in vocabulary.CONTROLS:
                self.has_controls = True

    def begin_protected(self, name: str, start: int, end: int, context: Context | None = None) -> int | None:
        """Begin a piece that is not to be translated; if it is but text, read all of it."""
        around = self.context
        context = context or around
        if context is around and context.is_text:
            stop = scanning.leaf_end(self.text, name, end)
            if stop:
                self.items.append((SHOWN, start, stop, name))
                return stop
        if context.is_translated <= around.is_translated:
            context = enter(context, name)
        self.begin_inset(name, start, end, SHOWN, context)
        return None

    def begin_preformatted(self, name: str, start: int, end: int, context: Context | None = None) -> None:
        """Begin a `pre`, which may hold a program."""
        holds_code = self._holds_code(start, end)
        self.begin_block(name, start, end, context)
        if holds_code:
            self.context = enter(self.context, "code")
            self.stack[-1] = self.stack[-1]._replace(context=self.context)

    def begin_void(self, name: str, start: int, end: int, _: Context | None = None) -> None:
        """Read a piece without content."""
        if self.items:
            self.items.append((SINGLE, start, end, name))

    def begin_rule(self, name: str, start: int, end: int, _: Context | None = None) -> None:
        """Read what only parts two texts."""
        if not self.is_xml:
            self.imply(name, start)
        self.flush()

    def begin_foreign(self, name: str, start: int, end: int, context: Context | None = None) -> None:
        """Begin SVG or MathML."""
        self.begin_inset(name, start, end, SINGLE, enter_foreign(context or self.context, name))

    def begin_apart(self, name: str, start: int, end: int, context: Context | None = None) -> None:
        """Begin what has texts of its own."""
        self.begin_inset(name, start, end, SINGLE, enter(context or self.context, name))

    def begin_empty(self, name: str, start: int, end: int) -> None:
        """Read a self-closing tag of XML."""
        if KINDS.get(name) in (BLOCK, RULE, TITLE):
            self.flush()
        elif self.items:
            self.items.append((SINGLE, start, end, name))

    def begin_literal(self, name: str, start: int, end: int, context: Context | None = None) -> int:
        """Read all of an element without markup inside."""
        kind = KINDS[name]
        stop = scanning.raw_end(self.text, name, end)
        close = scanning.HTML_TOKEN.match(self.text, stop)
        behind = close.end() if close else len(self.text)
        self.is_unfinished = self.is_unfinished or close is None
        is_field = kind is FIELD
        if kind is TITLE:
            self.flush()
        if kind is not RAW and (context or self.context).is_translated:
            content = [(TEXT, end, stop, "")]
            read = reading.read(self.text, content, is_preformatted=is_field, is_xml=self.is_xml)
            if read:
                role = Role.PARAGRAPH if is_field else Role.METADATA
                self._offer(read, role, begin=end if is_field else -1)
        if self.items:
            self.items.append((SINGLE, start, behind, name))
        return behind

    def _holds_code(self, start: int, end: int) -> bool:
        """Does the class of a `pre`, or of the element around it, say that it holds a program?"""
        around = self.stack[-1]
        places = (start, end), (around.start, around.end)
        return any(_CODE_CLASS.search(self.text, start, min(end, start + _LONGEST_TAG)) for start, end in places)

    # SVG and MathML

    def _foreign(self, found: re.Match[str], name: str) -> bool:
        """Read a tag inside SVG or MathML; False if it ends that and is to be read as HTML."""
        start, end = found.span()
        if not self.is_xml and _breaks_out(found, name):
            while self.context.foreign:
                self.pop(len(self.stack) - 1, start)
            return False
        if found[1]:
            self._end_foreign(name, start, end)
            return True
        context = self.context
        inner = self._attributes(name, found) if attributes.may_tell(name, found[3]) else context
        if scanning.is_self_closing(found[3]):
            if self.items:
                self.items.append((SINGLE, start, end, name))
        elif name in vocabulary.INTEGRATION_POINTS or name == "text" or name == self.stack[-1].name:
            self._enter_foreign(name, start, end, inner)
        elif context.is_text:
            self.items.append((OPEN, start, end, name))
        return True

    def _end_foreign(self, name: str, start: int, end: int) -> None:
        if self.stack[-1].name == name:
            self.pop(len(self.stack) - 1, end)
        elif self.items:
            self.items.append((CLOSE, start, end, name))
        elif name == self.context.foreign or name == "text" or name in vocabulary.INTEGRATION_POINTS:
            self.end(name, start, end)
        elif KINDS.get(name) is BLOCK and (index := self.find(name, is_foreign=True)):
            self.pop(index, end)

    def _enter_foreign(self, name: str, start: int, end: int, context: Context) -> None:
        """Open an element of SVG or MathML that holds text, or others of its name."""
        self.flush()
        is_text = context.foreign == "svg" and context.is_translated
        if name in vocabulary.INTEGRATION_POINTS:
            context = enter(switch(context, True) if is_text else context, "g")
        elif name == "text" and is_text:
            context = switch(context, True)
        self.push(name, start, end, context)

    # units

    def _attributes(self, name: str, found: re.Match[str]) -> Context:
        """Offer the texts in a tag's attributes; returns the context as the tag changes it."""
        context, text = self.context, self.text
        named = scanning.attributes(text, found.start(3), found.end(3))
        wanted = attributes.wants_translation(text, named)
        if wanted is not None and (wanted is not context.is_translated or (wanted and not context.is_text)):
            context = switch(context, wanted)
        if name == "html" and not self.languages:
            self.languages = [named[key][:2] for key in ("lang", "xml:lang") if key in named]
        if context.is_translated:
            for key, attribute in named.items():
                if (key in vocabulary.TELLING and attributes.is_text(text, name, key, named)) or (
                    self.has_addresses and attributes.is_address(text, name, key, attribute)
                ):
                    self._offer_value(name, key, attribute)
        return context

    def _offer_value(self, name: str, key: str, attribute: scanning.Attribute) -> None:
        read = flow.read_value(self.text, attribute.start, attribute.end, is_xml=self.is_xml)
        if read:
            role = Role.METADATA if name == "meta" else Role.ADDRESS if key == "href" else Role.ATTRIBUTE
            unit = Unit(read.source, read.codes, role, note=f"{key} of <{name}>")
            self.offers.append(flow.Offer(unit, read, attribute.quote))

    def flush(self) -> None:
        """End the flow that is being read: make units of it."""
        items = self.items
        if not items:
            return
        self.items = []
        context = self.context
        opened = self.stack[-1]
        for pieces in flow.split_controls(self.text, items) if self.has_controls else (items,):
            read = reading.read(self.text, pieces, is_preformatted=context.is_preformatted, is_xml=self.is_xml)
            if read:
                self._offer(read, context.role, begin=opened.end if context.is_preformatted else -1)
                if context.rank:
                    place = context.rank, opened.name, opened.start, opened.end, pieces[-1][2]
                    self.events.append((credit.Places.add, *place))
                    self.places.has_any = True

    def _offer(self, read: flow.Flow, role: Role, *, begin: int) -> None:
        if role is _HEADLINE:
            role = Role.PARAGRAPH if self.has_headline else role
            self.has_headline = True
        self.offers.append(flow.Offer(Unit(read.source, read.codes, role), read, begin=begin))

    @property
    def has_last(self) -> bool:
        """Is there a place for a last paragraph?"""
        if self.is_unfinished or _CUT_OFF.search(self.text):
            return self.last is not None
        return self.places.has_any

    @cached_property
    def last(self) -> credit.Place | None:
        """Where a last paragraph may stand."""
        place = self.places.best()
        if place is None:
            return None
        is_at_end = not self.text[place.at :].strip(scanning.WHITE)
        # behind "</" a tag would be a comment
        is_cut_off = (self.is_unfinished and is_at_end) or self.text.endswith("</", 0, place.at)
        return None if is_cut_off else place


def _breaks_out(found: re.Match[str], name: str) -> bool:
    """Does a tag end SVG and MathML (HTML standard, section 13.2.6.5)?"""
    if found[1]:
        return name in ("br", "p")
    return name in vocabulary.BREAKOUTS or (name == "font" and bool(_FONT.search(found[3])))


_BEGIN: dict[Kind, _Begin] = {
    INLINE: Page.begin_inline,
    BLOCK: Page.begin_block,
    VOID: Page.begin_void,
    RULE: Page.begin_rule,
    **dict.fromkeys((RAW, TITLE, FIELD), Page.begin_literal),
    LITERAL: Page.begin_protected,
    INSET: Page.begin_apart,
    FOREIGN: Page.begin_foreign,
}


def _begin(name: str) -> _Begin:
    """What reads the start tags of an element."""
    return Page.begin_preformatted if name == "pre" else _BEGIN[KINDS.get(name, INLINE)]
