"""Plain text: a line or a hard-wrapped block of lines is a paragraph, and every byte comes back.

Line-per-paragraph and hard-wrapped texts are told apart by what wrapping to a width leaves behind: lines that
had no room for the next line's first word, sentences that run on in lower case. In a wrapped text a changed
paragraph is wrapped anew to the width of the text.
"""

import itertools
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate_flow import tagged
from translate_flow.formats import Options, Parts, Visit
from translate_flow.formats.decoding import decode
from translate_flow.model import Code, Role, Unit

NAME = "text"
EXTENSIONS: tuple[str, ...] = (".txt", ".text")

_BREAK = r"\r\n|[\r\n\x85\u2028\u2029]"
_ANY_BREAK = re.compile(_BREAK)
_JOINT = re.compile(rf"\s*(?:{_BREAK})\s*")
_ITEM = re.compile(r"(?:[-*+•–—·]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_BULLET = re.compile(r"[-*+•]\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?…:;。！？।॥؟۔։][\"'”’»›“)\]」』]*$")
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")

_NARROWEST, _WIDEST = 40, 120
_LONGEST_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with text in it."""

    start: int
    """Offset of its first character that is neither white space nor a bullet."""
    end: int
    """Offset behind its last one."""
    indent: int
    """Characters before `start`."""
    text: str
    """What stands between."""
    is_item: bool
    """Does it begin an item of a list?"""

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def sniff(data: bytes) -> bool:
    """Plain text says nothing of itself."""
    return False


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput where the bytes are no text in the encoding asked for."""
    decoded = decode(data, options)
    text = decoded.text
    blocks = list(_blocks(text))
    width = _wrap_width(blocks)
    paragraphs = [paragraph for block in blocks for paragraph in _paragraphs(block, width)]
    out: list[str] = []
    end = 0
    for index, paragraph in enumerate(paragraphs):
        start, stop = paragraph[0].start, paragraph[-1].end
        source, codes = tagged.protect(_unwrapped(text[start:stop]))
        role = _role(text, paragraphs, index)
        written = _written(text, paragraph, width, source, codes, visit(Unit(source, codes, role)))
        out += text[end:start], written
        end = stop
    if paragraphs:
        out.append(_credit(text, paragraphs, visit))
    out.append(text[end:])
    return decoded.encode("".join(out), options)


def _lines(text: str) -> Iterator[_Line | None]:
    """Lines in order, None for a blank one."""
    start = 0
    while start < len(text):
        found = _ANY_BREAK.search(text, start)
        end, following = found.span() if found else (len(text), len(text))
        line = text[start:end]
        yield _line(start, line) if line.strip() else None
        start = following


def _line(start: int, line: str) -> _Line:
    content = line.strip()
    indent = len(line) - len(line.lstrip())
    is_item = bool(_ITEM.match(content))
    bullet = _BULLET.match(content)
    if bullet:
        indent += bullet.end()
        content = content[bullet.end() :]
    return _Line(start + indent, start + indent + len(content), indent, content, is_item)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank one between them."""
    block: list[_Line] = []
    for line in _lines(text):
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrap_width(blocks: Sequence[Sequence[_Line]]) -> int:
    """The width that the text was wrapped to, or 0 for line-per-paragraph text."""
    breaks = [(a, b) for block in blocks for a, b in itertools.pairwise(block)]
    if not breaks:
        return 0
    widths = sorted(a.width for a, _ in breaks)
    width = widths[(len(widths) - 1) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(_is_full(a, b, width) for a, b in breaks)
    ended = sum(bool(_TERMINAL.search(a.text)) for a, _ in breaks)
    cased = [b.text[0] for _, b in breaks if b.text[0].lower() != b.text[0].upper()]
    lower = sum(letter.islower() for letter in cased)
    runs_on = lower >= 0.3 * len(cased) if cased else True
    return width if full >= 0.7 * len(breaks) and ended <= 0.5 * len(breaks) and runs_on else 0


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Had the line no room for the first word of the next one?"""
    return line.width + 1 + len(following.text.split(None, 1)[0]) > width


def _paragraphs(block: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    """Lines of a block, put together where wrapping parted them."""
    paragraph = [block[0]]
    for before, line in itertools.pairwise(block):
        if width and _continues(before, line, width, is_item=paragraph[0].is_item):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _continues(before: _Line, line: _Line, width: int, *, is_item: bool) -> bool:
    if line.is_item or (line.indent > before.indent and not is_item):
        return False
    return _is_full(before, line, width)


def _unwrapped(native: str) -> str:
    """A paragraph on one line: each line break with the blanks around it is a space, or nothing in CJK."""
    pieces = _JOINT.split(native)
    joined = pieces[0]
    for piece in pieces[1:]:
        is_tight = _UNSPACED.match(joined[-1:]) and _UNSPACED.match(piece)
        joined += piece if is_tight else f" {piece}"
    return joined


def _role(text: str, paragraphs: Sequence[Sequence[_Line]], index: int) -> Role:
    """The first paragraph is a headline if it is short, has no full stop and stands apart or has no equal."""
    paragraph = paragraphs[index]
    if paragraph[0].is_item:
        return Role.LIST_ITEM
    if index or len(paragraphs) == 1 or len(paragraph) > 1 or len(paragraph[0].text) > _LONGEST_HEADLINE:
        return Role.PARAGRAPH
    first, second = paragraph[0], paragraphs[1]
    if first.text.endswith((".", ":", ";", ",", "。", "।", "۔", "։")):
        return Role.PARAGRAPH
    is_apart = len(_ANY_BREAK.findall(text[first.end : second[0].start])) > 1
    return Role.HEADLINE if is_apart or len(second[0].text) > 2 * len(first.text) else Role.PARAGRAPH


def _written(
    text: str, paragraph: Sequence[_Line], width: int, source: str, codes: Sequence[Code], parts: Parts | None
) -> str:
    """Native form of what `visit` gave back for a paragraph."""
    native = text[paragraph[0].start : paragraph[-1].end]
    if parts is None or tuple(parts) == tagged.parse(source, codes):
        return native
    target = tagged.render(parts, codes)
    line_break = _line_break(text)
    if width and len(target) + paragraph[0].indent > width:
        target = _wrapped(text, target, paragraph, width)
    return _ANY_BREAK.sub(lambda _: line_break, target)


def _wrapped(text: str, target: str, paragraph: Sequence[_Line], width: int) -> str:
    """The target in lines of at most `width`, indented as the paragraph was."""
    head = paragraph[0]
    follow = paragraph[min(1, len(paragraph) - 1)]
    indent = text[follow.start - follow.indent : follow.start]
    if _UNSPACED.search(target) and " " not in target:
        room = max(width - head.indent, 10)
        return f"\n{indent}".join(target[i : i + room] for i in range(0, len(target), room))
    lines = textwrap.wrap(
        target,
        width,
        initial_indent=" " * head.indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
    return "\n".join(lines)[head.indent :]


def _line_break(text: str) -> str:
    """The line break that the text uses first."""
    found = _ANY_BREAK.search(text)
    return found[0] if found else "\n"


def _credit(text: str, paragraphs: Sequence[Sequence[_Line]], visit: Visit) -> str:
    """Offer a last paragraph; it stands as far off as the last two do, or, behind a list, as the widest gap."""
    parts = visit(Unit("", role=Role.CREDIT))
    if not parts:
        return ""
    gaps = [
        _ANY_BREAK.findall(text[before[-1].end : after[0].start]) for before, after in itertools.pairwise(paragraphs)
    ]
    breaks = gaps[-1] if gaps else [_line_break(text)] * 2
    if paragraphs[-1][0].is_item:
        breaks = max(gaps, key=len, default=breaks)
    return "".join(breaks) + "".join(str(part) for part in parts)
