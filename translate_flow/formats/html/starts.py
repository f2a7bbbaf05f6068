"""What start tags begin, by the kind of their element; also elements that hold but text, read whole.

What reads a start tag gets the context that the tag gives, if its attributes tell one, and returns where to go on,
mostly behind it. What reads a whole element gets the offsets of its start tag, of its text, and behind its end tag; in
surroundings that ask for more care it reads the start tag alone.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from translate_flow.formats.html import reading, scanning, vocabulary
from translate_flow.formats.html.context import Context, enter, enter_foreign
from translate_flow.formats.html.elements import element, ending_nothing
from translate_flow.formats.html.flow import CLOSE, OPEN, SHOWN, SINGLE, TEXT
from translate_flow.formats.html.units import Units
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
from translate_flow.model import Role

_CODE_CLASS = re.compile(
    r"class\s*=\s*[\"']?[^\"'>]*(?:\bcode|code\b|highlight|programlisting|prettyprint|\bbrush:|"
    r"\blang(?:uage)?-|\bscreen\b|sourcecode|literal-?block|\bsyntax)",
    re.IGNORECASE,
)
_LONGEST_TAG = 400
"""How much of a tag is looked at for a class of programs."""

Begin = Callable[..., int]
Whole = Callable[["Starts", str, int, int, int, int], int]

_PARTING = frozenset(name for name, kind in KINDS.items() if kind in (BLOCK, RULE, TITLE))


class Starts(Units):
    """Reads start tags."""

    is_unfinished = False
    """Does the document end inside of an element in which no paragraph can stand?"""

    def begin_inline(self, name: str, start: int, end: int, context: Context | None = None) -> int:
        """Begin a piece of a text."""
        if context is not None and context is not self.context:
            # it says itself whether it is to be translated
            return self.begin_inset(name, start, end, SHOWN, context)
        if self.insets and self.insets[-1].name == name:
            self.insets[-1].depth += 1
        if self.context.is_text:
            self.items.append((OPEN, start, end, name))
            if name in vocabulary.CONTROLS:
                self.has_controls = True
        return end

    def begin_protected(self, name: str, start: int, end: int, context: Context | None = None) -> int:
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
        return self.begin_inset(name, start, end, SHOWN, context)

    def begin_preformatted(self, name: str, start: int, end: int, context: Context | None = None) -> int:
        """Begin a `pre`, which may hold a program."""
        holds_code = self._holds_code(start, end)
        self.begin_block(name, start, end, context)
        if holds_code:
            self.context = enter(self.context, "code")
            self.stack[-1] = self.stack[-1]._replace(context=self.context)
        return end

    def begin_void(self, name: str, start: int, end: int, _: Context | None = None) -> int:
        """Read a piece without content."""
        if self.items:
            self.items.append((SINGLE, start, end, name))
        return end

    def begin_rule(self, name: str, start: int, end: int, _: Context | None = None) -> int:
        """Read what only parts two texts."""
        if not self.is_xml:
            self.imply(name, start)
        self.flush()
        return end

    def begin_foreign(self, name: str, start: int, end: int, context: Context | None = None) -> int:
        """Begin SVG or MathML."""
        return self.begin_inset(name, start, end, SINGLE, enter_foreign(context or self.context, name))

    def begin_apart(self, name: str, start: int, end: int, context: Context | None = None) -> int:
        """Begin what has texts of its own."""
        return self.begin_inset(name, start, end, SINGLE, enter(context or self.context, name))

    def begin_empty(self, name: str, start: int, end: int, _: Context | None = None) -> int:
        """Read a self-closing tag of XML."""
        if name in _PARTING:
            self.flush()
        elif self.items:
            self.items.append((SINGLE, start, end, name))
        return end

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
                self.offer(read, role, end if is_field else -1)
        if self.items:
            self.items.append((SINGLE, start, behind, name))
        return behind

    def _holds_code(self, start: int, end: int) -> bool:
        """Does the class of a `pre`, or of the element around it, say that it holds a program?"""
        around = self.stack[-1]
        places = (start, end), (around.start, around.end)
        return any(_tells_of_code(self.text[start : min(end, start + _LONGEST_TAG)]) for start, end in places)

    # whole elements

    def whole_inline(self, name: str, start: int, begin: int, stop: int, end: int) -> int:
        """Read a piece of a text that holds but text."""
        if self.insets or not self.context.is_text:
            return self.begin_inline(name, start, begin)
        items = self.items
        items.append((OPEN, start, begin, name))
        if stop > begin:
            items.append((TEXT, begin, stop, ""))
        items.append((CLOSE, stop, end, name))
        return end

    def whole_protected(self, name: str, start: int, begin: int, _: int, end: int) -> int:
        """Read a piece that is not to be translated and holds but text."""
        if not self.context.is_text:
            return self.begin_protected(name, start, begin)
        self.items.append((SHOWN, start, end, name))
        return end

    def whole_block(self, name: str, start: int, begin: int, stop: int, end: int) -> int:
        """Read a block that holds but text."""
        if self.insets:
            return self.begin_block(name, start, begin)
        if not self.is_xml and self.stack[-1].name not in ending_nothing(name):
            self.imply(name, start)
        if self.items:
            self.flush()
        context = enter(self.context, name)
        if stop > begin and context.is_text:
            self.put_by([(TEXT, begin, stop, "")], context, element((name, start, begin, context)))
            self.events.append(("close", name, start, end))
        return end


@lru_cache(maxsize=256)
def _tells_of_code(tag: str) -> bool:
    return _CODE_CLASS.search(tag) is not None


_BEGIN: dict[Kind, Begin] = {
    INLINE: Starts.begin_inline,
    BLOCK: Starts.begin_block,
    VOID: Starts.begin_void,
    RULE: Starts.begin_rule,
    **dict.fromkeys((RAW, TITLE, FIELD), Starts.begin_literal),
    LITERAL: Starts.begin_protected,
    INSET: Starts.begin_apart,
    FOREIGN: Starts.begin_foreign,
}
_WHOLE: dict[Kind, Whole] = {
    INLINE: Starts.whole_inline,
    BLOCK: Starts.whole_block,
    LITERAL: Starts.whole_protected,
}
# their start or end does more than to open or close them
_SPECIAL = (
    vocabulary.SECTIONS | vocabulary.WITHIN_TEXT | vocabulary.CONTROLS | vocabulary.INTEGRATION_POINTS | {"html", "pre"}
)


def begin(name: str) -> Begin:
    """What reads the start tags of an element."""
    return Starts.begin_preformatted if name == "pre" else _BEGIN[KINDS.get(name, INLINE)]


def whole(name: str) -> Whole | None:
    """What reads a whole element of a name that holds but text; None if only its tags, one by one, can be read."""
    return None if name in _SPECIAL else _WHOLE.get(KINDS.get(name, INLINE))
