"""From the parser's events to the places of a document that hold units."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from translate_flow.formats.markdown import elements
from translate_flow.formats.markdown.pieces import BREAK, CODE, OTHER, SINGLE, SOFT_BREAK, TEXT
from translate_flow.formats.markdown.runs import Run, definitions, drop_attributes, unit_of
from translate_flow.formats.markdown.source import Place, Source
from translate_flow.formats.markdown.spans import NAMES as SPANS
from translate_flow.formats.markdown.spans import Spans, block_in
from translate_flow.formats.markdown.writing import Context, Inline
from translate_flow.model import Role

if TYPE_CHECKING:
    from pyromark import Markdown

_DEFINITION = re.compile(rb"[ \t>]*+:[ \t]")
# a fixed first byte makes a search seven times as fast as a set of two
_NEXT_DEFINITIONS = (re.compile(rb"\n[ \t>]*+:[ \t]"), re.compile(rb"\r[ \t>]*+:[ \t]"))
_BACKSLASH = ord("\\")
_HASH = ord("#")
_ATX = Context(is_line=True, is_atx=True)
_SETEXT = Context(is_setext=True)
_HEADLINE = Role.HEADLINE
_start_of = attrgetter("start")


@cache
def parser(*, has_math: bool = False) -> "Markdown":
    """The parser: CommonMark with what GitHub and documentation tools add."""
    from pyromark import Markdown, Options

    extensions = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_GFM
    )
    return Markdown(options=extensions | Options.ENABLE_MATH if has_math else extensions)


@dataclass(slots=True)
class LastBlock:
    """The last block that stands in no other; a paragraph behind it may have to close it."""

    name: str = ""
    start: int = 0
    end: int = 0


class Reader:
    """Reads events and yields places, in order; a place that lies in another is found in it."""

    def __init__(self, source: Source, elements_seen: elements.Elements) -> None:
        self._source = source
        self._utf8 = source.utf8
        self._elements = elements_seen
        self._events: Iterator[tuple[Any, Any]] = iter(())
        self._has_definitions = _may_have_definitions(source.utf8)
        self._blocks = [block_in("", Role.PARAGRAPH)]
        """Those that are open, from the document itself inwards."""
        self._spans = Spans(source, elements_seen, self._blocks)
        self._heading = 0
        self._ready: list[Place] = []
        """Places that are complete and were not yielded yet."""
        self.last_block = LastBlock()

    def read(self, events: Iterable[tuple[Any, Any]]) -> Iterator[Place]:
        """The places of the outermost level, in order."""
        utf8, ready, spans = self._utf8, self._ready, self._spans
        has_escapes = b"\\" in utf8
        self._events = events = iter(events)
        for event, span in events:
            start, end = span["start"], span["end"]
            if "Text" in event:
                stretches = spans.run.stretches
                is_escaped = has_escapes and utf8[start - 1] == _BACKSLASH and start
                if is_escaped and (not stretches or stretches[-1][2] < start):
                    start -= 1
                stretches.append((TEXT, start, end, event["Text"], OTHER, ""))
            elif "Start" in event:
                self._begin(event["Start"], start, end)
            elif "End" in event:
                self._end(event["End"], start, end)
            elif "Code" in event:
                spans.run.stretches.append((SINGLE, start, end, event["Code"], CODE, ""))
            elif event == "SoftBreak":
                spans.run.stretches.append((SOFT_BREAK, start, end, "", OTHER, ""))
            else:
                self._standalone(event, start, end)
            if ready:
                yield from ready
                ready.clear()
        self._finish()
        yield from ready

    def _begin(self, value: Any, start: int, end: int) -> None:
        """Read the start of a block or a span."""
        name = value
        if value.__class__ is not str:
            (name,) = value
        if name in SPANS:
            if self._spans.begin(name, value, start, end):
                self._skip()
            return
        if self._spans.run.stretches:
            self._finish()
        blocks = self._blocks
        if len(blocks) == 1:
            last = self.last_block
            last.name, last.start, last.end = name, start, end
        if name == "CodeBlock":
            self._skip()
        elif name == "HtmlBlock":
            self._html_block()
        else:
            blocks.append(block_in(name, blocks[-1].role))
            if name == "Heading":
                self._heading = start

    def _end(self, value: Any, start: int, end: int) -> None:
        """Read the end of a block or a span."""
        if value.__class__ is str and value in SPANS:
            self._spans.end(value, start, end)
        else:
            if self._spans.run.stretches:
                self._finish()
            self._blocks.pop()

    def _standalone(self, event: Any, start: int, end: int) -> None:
        """Read what has no inside of its own."""
        if event == "Rule":
            self._begin(event, start, end)
            self._blocks.pop()
        elif "InlineHtml" in event:
            self._spans.add_tag(event["InlineHtml"], start, end)
        elif "TaskListMarker" not in event:
            shown, style = " ", BREAK
            if event != "HardBreak":
                ((kind, shown),) = event.items()
                shown, style = "" if kind == "FootnoteReference" else shown, OTHER
            self._spans.run.stretches.append((SINGLE, start, end, shown, style, ""))

    def _skip(self) -> None:
        """Pass by what stands inside a code block or `<…>`, and its end."""
        for event, _ in self._events:
            if "End" in event:
                return

    def _html_block(self) -> None:
        """Read the lines of an HTML block, which containers may have cut in chunks."""
        chunks: list[tuple[int, int]] = []
        for event, span in self._events:
            if "Html" in event:
                start = chunks.pop()[0] if chunks and chunks[-1][1] == span["start"] else span["start"]
                chunks.append((start, span["end"]))
            elif "End" in event:
                break
        self._ready += self._elements.places(chunks, self._blocks[-1].role)

    def _finish(self) -> None:
        """End the paragraph that is being read: add its place."""
        run, self._spans.run = self._spans.run, Run()
        stretches = run.stretches
        while stretches and stretches[-1][0] is SOFT_BREAK:
            stretches.pop()
        if not stretches or self._elements.is_closed_to(stretches[0][1]):
            return
        block, role, context = self._blocks[-1]
        if block == "Heading":
            role = role if self._elements.has_headline else _HEADLINE
            context = _SETEXT
            if self._heading < stretches[0][1] and self._utf8[self._heading] == _HASH:
                context = _ATX
                drop_attributes(stretches)
        if self._has_definitions:
            for part in definitions(run):
                self._add(part, role, context)
        else:
            self._add(run, role, context)

    def _add(self, run: Run, role: Role, context: Context) -> None:
        """Add the place of a run, or those in it."""
        stretches = run.stretches
        made = unit_of(self._source, run, role) if stretches else None
        inner = sorted(run.inner, key=_start_of) if run.inner else ()
        if made is None:
            self._ready += inner
            return
        unit, marks = made
        if role is _HEADLINE:
            self._elements.has_headline = True
        self._ready.append(Inline(stretches[0][1], stretches[-1][2], unit, inner, marks, context))


def _may_have_definitions(utf8: bytes) -> bool:
    """Does a line begin as that of a definition of a term does?"""
    return bool(_DEFINITION.match(utf8) or any(pattern.search(utf8) for pattern in _NEXT_DEFINITIONS))
