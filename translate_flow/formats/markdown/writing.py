"""From the parts of a target to Markdown: codes in their native form, text escaped for where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from translate_flow.formats import Parts
from translate_flow.formats.markdown import delimiters
from translate_flow.formats.markdown.escaping import (
    escape_html,
    escape_inline,
    reference,
)
from translate_flow.formats.markdown.layout import Layout
from translate_flow.formats.markdown.pieces import (
    BARE,
    BREAK,
    CLOSE,
    CODE,
    HTML,
    LINK,
    OPEN,
    OTHER,
    SINGLE,
    TEXT,
    Stretch,
    markups,
)
from translate_flow.formats.markdown.source import Native, Place, Source
from translate_flow.formats.markdown.tokens import (
    Token,
    join_texts,
    move_spaces_out,
    split_lines,
    tokenise,
    trim,
)
from translate_flow.model import Unit
from translate_flow.records import frozen

# CommonMark 4.6: what begins an HTML block that can interrupt a paragraph
_BLOCK_NAMES = """
    address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div
    dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe
    legend li link main menu menuitem nav noframes ol optgroup option p param pre script search section style
    summary table tbody td textarea tfoot th thead title tr track ul
"""
_BLOCK_START = re.compile(rf"<(?:[!?]|/?(?:{'|'.join(_BLOCK_NAMES.split())})\b)", re.IGNORECASE)
# GFM specification, extended autolinks: trailing punctuation is no part of an address
_BEHIND_ADDRESS = re.compile(r"[?!.,:*_~'\")]*+(?:\s|<|\Z)")
_CLOSING_HASHES = re.compile(r"(?:(?<=[ \t])|\A)#+\Z")
_CLOSING_ATTRIBUTES = re.compile(r"\{(?=[:#.][^{}]*\}\Z)")


@frozen
class Context:
    """Where a paragraph stands, as far as its escaping depends on it."""

    is_line: bool = False
    """Must it stay on one line?"""
    is_atx: bool = False
    """Is it a heading that begins with `#`?"""
    is_setext: bool = False
    """Is it a heading that is underlined?"""
    is_cell: bool = False
    """Is it in a table?"""
    is_alternative: bool = False
    """Is it the alternative text of an image?"""
    is_wrapped: bool = False
    """May its lines be wrapped anew?"""


@dataclass(slots=True)
class Inline:
    """The inside of a paragraph, a heading, a cell or an alternative text."""

    start: int
    end: int
    unit: Unit
    inner: Sequence[Place]
    marks: Sequence[Stretch]
    """What stands behind the codes of the unit."""
    context: Context
    suffix: str = ""
    """Added behind a changed text: the label of a reference that had only its text for one."""

    def write(self, source: Source, parts: Parts, native: Native) -> str:
        """See `Place`."""
        context = self.context
        literal = [code.data for code in self.unit.codes]
        tokens = tokenise(source, parts, markups(self.marks, self.unit.codes), literal, native)
        # line feeds, or blanks at the ends, are character references in the source: so they are in the target
        if not context.is_alternative and "\n" not in self.unit.source:
            tokens = split_lines(tokens)
            if context.is_line:
                tokens = _with_elements(tokens)
        tokens = _with_text(move_spaces_out(tokens), context, native(self.start, self.end))
        if self.unit.source.strip() == self.unit.source:
            tokens = trim(tokens)
        _settle_addresses(tokens)
        self._escape(tokens)
        delimiters.settle(tokens)
        _settle_labels(tokens)
        _part_code_spans(tokens)
        if context.is_line and not (context.is_cell and self._begins_line(source)):
            return "".join(token.text for token in tokens) + self.suffix
        layout = Layout.of(source, self.start, self.end, is_wrapped=context.is_wrapped and not context.is_line)
        return layout.write(tokens)

    def _begins_line(self, source: Source) -> bool:
        """Is a cell the first of its row, without a pipe before it?"""
        if self.context.is_alternative:
            return False
        at = self.start - 1
        while at >= 0 and source.utf8[at] in b" \t":
            at -= 1
        return at < 0 or source.utf8[at] != ord("|")

    def _escape(self, tokens: Sequence[Token]) -> None:
        context = self.context
        last = len(tokens) - 1
        has_lines = any(token.kind is not TEXT and ("\n" in token.text or "\r" in token.text) for token in tokens)
        for index, token in enumerate(tokens):
            if token.kind is not TEXT:
                continue
            following = tokens[index + 1].text if index < last else ""
            text = escape_inline(token.text, following, is_cell=context.is_cell, is_alternative=context.is_alternative)
            if index and tokens[index - 1].text.endswith("]") and text[:1] in ("(", ":"):
                text = f"\\{text}"
            if text[:1] == "^" and (tokens[index - 1].text.endswith("[") if index else context.is_alternative):
                text = f"\\{text}"  # "[^" begins a footnote
            if context.is_setext or (has_lines and not context.is_cell):
                # some parsers take a line with any pipe, and the next line, for the head of a table
                text = text.replace("|", "&#124;")
            if index == last and context.is_atx:
                text = _CLOSING_HASHES.sub(r"\\\g<0>", text)
                text = _CLOSING_ATTRIBUTES.sub(r"\\{", text)
            if index == last and text[-1:].isspace():
                text = text[:-1] + reference(text[-1])
            if index == 0 and text[:1].isspace():
                text = reference(text[0]) + text[1:]
            token.text = text


def _with_elements(tokens: Sequence[Token]) -> list[Token]:
    """Hard breaks as HTML, for where there can be no line break."""
    return [Token(SINGLE, "<br>", HTML) if token.style is BREAK else token for token in tokens]


def _with_text(tokens: list[Token], context: Context, original: str) -> list[Token]:
    """Text first where markup at the beginning of a line would begin an HTML block."""
    if context.is_line:
        return tokens
    if not any(token.kind is TEXT or token.style is not HTML for token in tokens):
        return [Token(TEXT, "\u00a0"), *tokens]
    for index, token in enumerate(tokens[:-1]):
        is_start = index == 0 or tokens[index - 1].style is BREAK
        is_old = index == 0 and original.startswith(token.text)
        if is_start and not is_old and token.kind is SINGLE and _BLOCK_START.match(token.text):
            tokens[index], tokens[index + 1] = tokens[index + 1], token
    return join_texts(tokens)


def _settle_addresses(tokens: Sequence[Token]) -> None:
    """A bare address goes into `<…>` where what was typed beside it would become a part of it on GitHub."""
    links = 0
    for index, token in enumerate(tokens):
        if token.style is LINK:
            links += 1 if token.kind is OPEN else -1
        if token.style is not BARE or links or "://" not in token.text:
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        joins_before = before and before.kind is TEXT and before.text[-1] not in " \t\n(*_~"
        joins_after = after and after.kind is TEXT and not _BEHIND_ADDRESS.match(after.text)
        if joins_before or joins_after:
            token.text, token.style = f"<{token.text}>", OTHER


def _settle_labels(tokens: Sequence[Token]) -> None:
    """A reference whose text was its label keeps that when the text changes: `[text]` → `[new][text]`."""
    for index, token in enumerate(tokens):
        if token.kind is CLOSE and token.label:
            opening = next(i for i in range(index, -1, -1) if tokens[i] is token.mate)
            inside = "".join(part.text for part in tokens[opening + 1 : index])
            is_followed = index + 1 < len(tokens) and tokens[index + 1].text.startswith("[")
            if inside != token.original or is_followed:
                token.text = f"][{token.label}]"


def _part_code_spans(tokens: list[Token]) -> None:
    """Two code spans side by side would be one: an empty comment goes between."""
    for before, token in pairwise(tokens):
        if before.style is CODE is token.style:
            token.text = f"<!-- -->{token.text}"


@dataclass(slots=True)
class Html:
    """A text in a raw HTML block."""

    start: int
    end: int
    unit: Unit
    inner: Sequence[Place]
    marks: Sequence[Stretch]
    """What stands behind the codes of the unit."""

    def write(self, source: Source, parts: Parts, native: Native) -> str:
        """See `Place`."""
        tokens = tokenise(
            source, parts, markups(self.marks, self.unit.codes), [code.data for code in self.unit.codes], native
        )
        return "".join(escape_html(token.text) if token.kind is TEXT else token.text for token in trim(tokens))
