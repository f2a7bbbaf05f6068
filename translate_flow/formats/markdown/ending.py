"""The credit line behind the last block of a document, whatever that block leaves open."""

import re

from translate_flow.formats import Visit
from translate_flow.formats.markdown.escaping import escape_inline, escape_line_start
from translate_flow.formats.markdown.reading import LastBlock
from translate_flow.formats.markdown.source import Patch, Source
from translate_flow.model import Role, Unit

_BLANK = b" \t\r\n"
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# CommonMark 4.6: HTML blocks that a blank line does not end, and what ends them
_HTML_ENDS = (
    (
        re.compile(r" {0,3}<(?:script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r" {0,3}<!--"), re.compile("-->")),
    (re.compile(r" {0,3}<\?"), re.compile(r"\?>")),
    (re.compile(r" {0,3}<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r" {0,3}<![A-Za-z]"), re.compile(">")),
)
_CLOSERS = ("", "-->", "?>", "]]>", ">")


def credit(source: Source, last: LastBlock, visit: Visit) -> list[Patch]:
    """Offer the empty unit of a credit line; what comes back becomes a paragraph of its own at the end."""
    parts = visit(Unit("", role=Role.CREDIT))
    text = " ".join("".join(str(part) for part in parts or ()).split())
    if not text:
        return []
    end = len(source.utf8.rstrip(_BLANK))
    line_break = source.line_break
    closer = _closer(source, last)
    before = f"{line_break}{closer}" if closer else ""
    line = escape_line_start(escape_inline(text, ""))
    gap = line_break * 2 if end else ""
    return [Patch(end, end, f"{before}{gap}{line}")]


def _closer(source: Source, last: LastBlock) -> str:
    """What closes the last block where a blank line does not."""
    block = source.slice(source.line_start(last.start), len(source.utf8))
    if last.name == "CodeBlock":
        return _fence(block)
    if last.name == "HtmlBlock":
        for (begin, end), closer in zip(_HTML_ENDS, _CLOSERS, strict=True):
            found = begin.match(block)
            if found:
                return "" if end.search(block, found.end()) else closer or _end_tag(found[0])
    return ""


def _fence(block: str) -> str:
    """The fence that an open code block lacks."""
    opening = _FENCE.match(block)
    if opening is None:
        return ""
    mark = opening[1]
    _, *lines = re.split(r"\r\n|\r|\n", block)
    closing = re.compile(rf" {{0,3}}{re.escape(mark)}{re.escape(mark[0])}*[ \t]*")
    return "" if any(map(closing.fullmatch, lines)) else mark


def _end_tag(begin: str) -> str:
    return f"</{begin.strip()[1:]}>"
