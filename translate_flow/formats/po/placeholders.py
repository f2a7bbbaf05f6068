"""Placeholders of format strings: which pieces of a message a program fills in, by the flags of its entry.

They are standalone codes. What a format string must double, such as `%%`, is a plain character to the
translator and is doubled again in what they write.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from translate_flow import tagged
from translate_flow.model import Code
from translate_flow.records import frozen

_CONVERSION = r"(?:(?:hh|h|ll|l|q|j|z|t|L)?[diouxXeEfFgGaAcCsSpnrb@]|<PRI\w+>)"
_SIZE = r"[-+0'#]*(?:\*(?:\d+\$)?|\d+)?(?:\.(?:\*(?:\d+\$)?|\d+)?)?"
# the flag of a blank, as in "% d", is left out: "100% free" has it more often by accident
_PRINTF = rf"%(?:\([^)\s]*\)|\d+\$)?{_SIZE}{_CONVERSION}"
_NAMED = re.compile(r"%(?:\(|\d+\$|<\w+>|\{)")
_DOUBLED_BRACES = ("{{", "}}")
_NUMBERED = re.compile(r"%(\d+)\$")


@frozen
class Syntax:
    """How a kind of format string writes placeholders."""

    pattern: str
    """Regular expression of a placeholder."""
    doubled: str = ""
    """Characters that are doubled to stand for themselves."""
    is_numbered: bool = False
    """May `%s` be written `%2$s`, so that placeholders can change places?"""


_PLAIN = Syntax(r"(?!)")
_C = Syntax(_PRINTF, "%", is_numbered=True)
_SYNTAXES = {
    "python": Syntax(_PRINTF, "%"),
    "ruby": Syntax(rf"%<\w+>{_SIZE}{_CONVERSION}|%\{{\w+\}}|{_PRINTF}", "%", is_numbered=True),
    "lua": Syntax(_PRINTF, "%"),
    "object-pascal": Syntax(r"%(?:\d+:)?-?(?:\*|\d+)?(?:\.(?:\*|\d+))?[duefgnmpsxDUEFGNMPSX]", "%"),
    "go": Syntax(r"%[-+0#]*(?:\[\d+\])?\d*(?:\.\d+)?(?:\[\d+\])?[a-zA-Z]", "%"),
    "java-printf": Syntax(r"%(?:\d+\$)?[-+0#,(]*\d*(?:\.\d+)?(?:[bBhHsScCdoxXeEfgGaAn]|[tT][a-zA-Z])", "%"),
    "qt": Syntax(r"%L?\d{1,2}|%L?n"),
    "qt-plural": Syntax(r"%L?\d{1,2}|%L?n"),
    "kde": Syntax(r"%\d{1,2}"),
    "kde-kuit": Syntax(r"%\d{1,2}|</?[a-z]+(?:\s[^<>]*)?/?>"),
    "boost": Syntax(rf"%\d+%|%\|[^|]*\||{_PRINTF}", "%"),
    "ycp": Syntax(r"%\d", "%"),
    "smalltalk": Syntax(r"%\d", "%"),
    "python-brace": Syntax(r"\{[\w.\[\]]*(?:![rsa])?(?::[^{}]*(?:\{[^{}]*\}[^{}]*)?)?\}", "{}"),
    "csharp": Syntax(r"\{\d+[^{}]*\}", "{}"),
    "rust": Syntax(r"\{\w*(?::[^{}]*)?\}", "{}"),
    "java": Syntax(r"\{\d+[^{}]*\}"),
    "perl-brace": Syntax(r"\{\w+\}"),
    "sh": Syntax(r"\$\w+|\$\{\w+\}"),
    **dict.fromkeys(("c", "objc", "php", "perl", "awk", "tcl", "gcc-internal", "gfc-internal"), _C),
    **dict.fromkeys(("sh-printf", "javascript", "d", "modula2"), _C),
}


class Message:
    """A format string, between its native form and tagged text."""

    def __init__(self, native: str, flags: Iterable[str] = ()) -> None:
        """A message whose entry has these flags, such as `c-format`."""
        self._native = native
        self._syntax = _syntax(flags)
        self.placeholders: list[str] = []
        self._doubled, self._is_numbered = "", False
        if self._syntax is not _PLAIN:
            self._look()

    def _look(self) -> None:
        """Find the placeholders, and whether it is a format string in earnest."""
        pieces = list(_pieces(self._native, self._syntax))
        literal = [text for text, is_code in pieces if not is_code]
        self.placeholders = [text for text, is_code in pieces if is_code]
        self._doubled = "" if _has_lone(literal, self._syntax.doubled) else self._syntax.doubled
        has_names = any("*" in one or _NAMED.match(one) for one in self.placeholders)
        self._is_numbered = self._syntax.is_numbered and not has_names

    def tagged_text(self, *, is_deletable: bool = False) -> tuple[str, tuple[Code, ...]]:
        """Its tagged text and codes."""
        if self._syntax is _PLAIN:
            return tagged.protect(self._native)
        builder = tagged.Builder()
        for piece, is_code in _pieces(self._native, self._syntax):
            if is_code:
                is_movable = self._is_numbered or not self._is_positional(piece)
                shown = self._read(piece, is_code=is_code)
                builder.single(piece, shown=shown, is_deletable=is_deletable, is_movable=is_movable)
            else:
                builder.text(self._read(piece, is_code=is_code))
        return builder.source, builder.codes

    def translation(self, native: str, codes: Sequence[Code]) -> str:
        """Tagged text, with the message's codes, of a translation in its native form."""
        if not codes:
            return "".join(self._read(piece, is_code=is_code) for piece, is_code in _pieces(native, self._syntax))
        waiting = defaultdict(list)
        for code in codes:
            waiting[code.data].append(code.id)
        positional = [code for code in codes if self._is_positional(code.data)]
        out = []
        for piece, is_code in _pieces(native, self._syntax):
            for text in [piece] if is_code else _parted(self._read(piece, is_code=is_code)):
                wanted = self._numbered_code(text, positional) if is_code else None
                ids = waiting[wanted.data if wanted else text]
                if ids:
                    number = wanted.id if wanted and wanted.id in ids else ids[0]
                    ids.remove(number)
                    out.append(f"{{{number}}}")
                else:
                    out.append(self._read(text, is_code=True) if is_code else text)
        return "".join(out)

    def written(self, parts: Iterable[tagged.Part], codes: Sequence[Code]) -> str:
        """Native form of a translation; placeholders that changed places are numbered if they can be."""
        parts = tuple(parts)
        positional = [code.id for code in codes if self._is_positional(code.data)]
        order = [part.id for part in parts if isinstance(part, tagged.Tag) and part.id in positional]
        if self._is_numbered and order != positional[: len(order)]:
            codes = [_numbered(code, positional) for code in codes]
        return tagged.render(parts, codes, self._double)

    def _is_positional(self, placeholder: str) -> bool:
        """Does it stand for the next argument, so that its place counts?"""
        if "%" in self._syntax.doubled and placeholder.startswith("%"):
            return not _NAMED.match(placeholder)
        return "{" in self._syntax.doubled and placeholder == "{}"

    def _numbered_code(self, placeholder: str, positional: Sequence[Code]) -> Code | None:
        """The code that `%2$s` stands for: that of the second argument, if it is written `%s`."""
        found = _NUMBERED.match(placeholder)
        if not found or not self._is_numbered or not 1 <= int(found[1]) <= len(positional):
            return None
        code = positional[int(found[1]) - 1]
        return code if code.data == f"%{placeholder[found.end() :]}" else None

    def _read(self, piece: str, *, is_code: bool) -> str:
        """What a piece of a format string means as plain text."""
        if is_code:
            return piece[0] if piece in _DOUBLED_BRACES else piece
        return piece.replace("%%", "%") if "%" in self._doubled else piece

    def _double(self, literal: str) -> str:
        for mark in self._doubled:
            literal = literal.replace(mark, mark * 2)
        return literal


def _syntax(flags: Iterable[str]) -> Syntax:
    """That of the flags; of several, what any of them takes for a placeholder."""
    names = [flag.removesuffix("-format") for flag in flags if flag.endswith("-format")]
    known = [_SYNTAXES[name] for name in names if name in _SYNTAXES]
    if len(known) < 2:
        return known[0] if known else _PLAIN
    doubled = "".join(sorted({mark for syntax in known for mark in syntax.doubled}))
    return Syntax("|".join(syntax.pattern for syntax in known), doubled)


def _has_lone(literal: Sequence[str], marks: str) -> bool:
    """Is there a `%` that is not doubled? Then it is no format string in earnest."""
    return any(mark in text.replace(mark * 2, "") for mark in marks for text in literal)


@cache
def _compiled(syntax: Syntax) -> re.Pattern[str]:
    doubled = "|".join(re.escape(mark * 2) for mark in syntax.doubled) or "(?!)"
    return re.compile(f"({doubled})|{syntax.pattern}")


def _pieces(native: str, syntax: Syntax) -> Iterator[tuple[str, bool]]:
    """Literal text and placeholders in turn; doubled braces are placeholders, they might look like tags."""
    if syntax is _PLAIN:
        yield native, False
        return
    start = 0
    for found in _compiled(syntax).finditer(native):
        if found[1] == "%%":
            continue
        if start < found.start():
            yield native[start : found.start()], False
        yield found[0], True
        start = found.end()
    if start < len(native):
        yield native[start:], False


def _parted(literal: str) -> Iterator[str]:
    """Literal text cut around what looks like a tag: in the message such a piece is a code."""
    start = 0
    for found in tagged.TAG.finditer(literal):
        yield from (literal[start : found.start()], found[0])
        start = found.end()
    yield literal[start:]


def _numbered(code: Code, positional: Sequence[int]) -> Code:
    """A placeholder with the number of its argument: `%s` as `%2$s`."""
    if code.id not in positional:
        return code
    return replace(code, data=f"%{positional.index(code.id) + 1}${code.data[1:]}")
