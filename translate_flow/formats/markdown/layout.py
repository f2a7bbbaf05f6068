"""Lines of a rewritten paragraph: the prefix of its containers, hard breaks, wrapping."""

import re
from collections.abc import Sequence

from translate_flow.formats.markdown.escaping import escape_line_start
from translate_flow.formats.markdown.pieces import BREAK, TEXT
from translate_flow.formats.markdown.source import Source
from translate_flow.formats.markdown.tokens import Token
from translate_flow.records import frozen

_BREAK = re.compile(r"\r\n|\r|\n")
_CONTAINER = re.compile(r"[^>\s]")
_NARROWEST = 40


@frozen
class Layout:
    """How the lines of one paragraph are written."""

    prefix: str
    """What containers want before each line but the first."""
    line_break: str
    hard_break: str
    """What stands before the line break of a hard one."""
    indent: int
    """Columns before the first line."""
    width: int
    """Columns to wrap to; 0: one line."""

    @classmethod
    def of(cls, source: Source, start: int, end: int, *, is_wrapped: bool) -> "Layout":
        """The layout that a paragraph has."""
        text = source.slice(start, end)
        before = source.slice(source.line_start(start), start)
        prefix = _CONTAINER.sub(" ", before)
        lines = _BREAK.split(text)
        if len(lines) > 1:
            second = lines[1][: len(lines[1]) - len(lines[1].lstrip(" \t>"))]
            if second.count(">") == prefix.count(">"):
                prefix = second
        hard_break = "  " if re.search(r"  (?:\r\n|\r|\n)", text) else "\\"
        width = max(len(before) + len(lines[0]), *map(len, lines[1:])) if len(lines) > 1 else 0
        wrapped = max(width, _NARROWEST) if width and is_wrapped else 0
        return cls(prefix, source.line_break, hard_break, len(before), wrapped)

    def write(self, tokens: Sequence[Token]) -> str:
        """The lines of escaped tokens."""
        out: list[str] = []
        column, has_word, is_start = self.indent, False, True
        for token in tokens:
            if token.style is BREAK:
                # blanks alone would make an empty line, which ends the paragraph
                mark = "\\" if is_start or token.text.startswith("\\") else self.hard_break
                out.append(mark + self.line_break + self.prefix)
                column, has_word, is_start = len(self.prefix), False, True
                continue
            text = escape_line_start(token.text) if is_start and token.kind is TEXT else token.text
            is_start = False
            if not self.width or token.kind is not TEXT:
                out.append(text)
                column += len(text)
                continue
            before = ""
            for index, word in enumerate(text.split(" ")):
                if index:
                    fits = column + 1 + len(word) <= self.width
                    is_open = (not before and index > 1) or before.endswith("\\")
                    if fits or is_open or not has_word or not _may_begin_line(word):
                        out.append(" ")
                        column += 1
                    else:
                        out.append(self.line_break + self.prefix)
                        column = len(self.prefix)
                out.append(word)
                column += len(word)
                has_word = has_word or bool(word)
                before = word
        return "".join(out)


def _may_begin_line(word: str) -> bool:
    """Can a word begin a line and be nothing but text? A digit or a sign might begin a list."""
    return word[:1].isalpha() or (word[:1] in "(“„«‘'\"" and len(word) > 1)
