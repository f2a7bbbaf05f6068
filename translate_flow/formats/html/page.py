"""A walk over a page: which text is a unit, and what its surroundings say of it."""

import re
from functools import cached_property

from translate_flow.formats.html import attributes, credit, scanning, vocabulary
from translate_flow.formats.html.context import Context, enter, switch
from translate_flow.formats.html.flow import CLOSE, OPEN, SINGLE, TEXT, VERBATIM
from translate_flow.formats.html.scanning import END_TAG, WHOLE
from translate_flow.formats.html.starts import Starts
from translate_flow.formats.html.tags import EndTags, Tags
from translate_flow.formats.html.vocabulary import BLOCK, KINDS

_FONT = re.compile(r"(?:^|[\s\"'/])(?:color|face|size)\b", re.IGNORECASE)
_CUT_OFF = re.compile("</(?![a-zA-Z])")


class Page(Starts):
    """Reads a document once: what there is to translate in it, and where."""

    def read(self) -> None:
        """Read to the end."""
        self._scan(scanning.step(is_xml=self.is_xml), Tags(is_xml=self.is_xml, has_addresses=self.has_addresses))
        self.is_unfinished = self.is_unfinished or bool(self.insets)
        self.pop(1, len(self.text))
        self.flush()
        self.settle()

    def _scan(self, step: re.Pattern[str], tags: Tags) -> None:
        """Read all steps, from the place on where one that others rules end has ended."""
        text, ends = self.text, EndTags()
        position = 0
        while True:
            for found in step.finditer(text, position):
                start, end = found.span()
                if start > position and self.context.is_text and (self.items or not text[position:start].isspace()):
                    self.items.append((TEXT, position, start, ""))
                last = found.lastindex
                if last is None or self.context.foreign:
                    position = self._unusual(found, tags)
                elif last == END_TAG:
                    name, close = ends[found[1]]
                    close(self, name, start, end)
                    position = end
                    continue
                elif last == WHOLE:
                    name, _, whole = tags[found[2] + found[3]]
                    position = whole(self, name, start, *found.span(WHOLE), end)
                else:
                    name, begin, _ = tags[found[2] + found[3]]
                    position = begin(self, name, start, end)
                if position != end:
                    break
            else:
                if position < len(text) and self.context.is_text:
                    self.items.append((TEXT, position, len(text), ""))
                return

    def _unusual(self, found: re.Match[str], tags: Tags) -> int:
        """Read what is no tag, or stands inside of SVG or MathML. Returns where to go on."""
        start, end = found.span()
        if found.lastindex is None:
            return self._misc(start, end)
        is_end = found.lastindex == END_TAG
        if found.lastindex == WHOLE:
            end = found.start(WHOLE)
        written = found[1] or found[2]
        inside = start + 1 + is_end + len(written), end - 1
        if self._foreign(written.lower(), start, end, inside, is_end=is_end):
            return end
        # it has ended that
        if not is_end:
            name, begin, _ = tags[found[2] + found[3]]
            return begin(self, name, start, end)
        name, close = EndTags()[written]
        close(self, name, start, end)
        return end

    def _misc(self, start: int, end: int) -> int:
        """Read a comment, declaration or CDATA section. Returns where to go on."""
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
        return end

    # SVG and MathML

    def _foreign(self, name: str, start: int, end: int, inside: tuple[int, int], *, is_end: bool) -> bool:
        """Read a tag inside SVG or MathML; False if it ends that and is to be read as HTML."""
        written = self.text[slice(*inside)]
        if not self.is_xml and _breaks_out(name, written, is_end=is_end):
            while self.context.foreign:
                self.pop(len(self.stack) - 1, start)
            return False
        if is_end:
            self._end_foreign(name, start, end)
            return True
        context = self.context
        inner = self.offer_values(name, *inside) if attributes.may_tell(name, written) else context
        if scanning.is_self_closing(written):
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

    # a last paragraph

    @cached_property
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


def _breaks_out(name: str, attribute_text: str, *, is_end: bool) -> bool:
    """Does a tag end SVG and MathML (HTML standard, section 13.2.6.5)?"""
    if is_end:
        return name in ("br", "p")
    return name in vocabulary.BREAKOUTS or (name == "font" and bool(_FONT.search(attribute_text)))
