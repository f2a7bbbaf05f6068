"""Plain text: a line or a hard-wrapped block of lines is a paragraph, and every byte comes back.

Line-per-paragraph and hard-wrapped texts are told apart by what wrapping to a width leaves behind: lines that
had no room for the next line's first word, sentences that run on in lower case. In a wrapped text a changed
paragraph is wrapped anew to the width of the text.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from translate_flow import tagged
from translate_flow.formats import Guide, Options, Parts, Visit
from translate_flow.formats.decoding import decode
from translate_flow.model import Role, Unit
from translate_flow.records import frozen

NAME = "text"
EXTENSIONS: tuple[str, ...] = (".txt", ".text")

GUIDE = Guide(
    title="Plain text, and whatever is nothing else.",
    translated=(
        "Paragraphs. A line is a paragraph, or, in a hard-wrapped text, a block of lines. The two are told apart "
        "by what wrapping leaves behind: lines that had no room for the next line's first word, sentences that run "
        "on in lower case. The first paragraph is the headline if it is short, has no full stop, and stands apart "
        "or above longer text."
    ),
    protected="Bullets (`-`, `*`, `+`, `•`), indentation, blank lines.",
    codes="None; what looks like one of ours (`{1}`) is protected as one.",
    written=(
        "A changed paragraph of a wrapped text is wrapped anew to the text's own width; all others keep their "
        "lines. Nothing needs escaping; a typed line break is written as the text writes its own."
    ),
    credit=(
        "A last paragraph, at the distance that the last two have from each other; behind a list, a blank line further."
    ),
    more=(
        "The number of a numbered line (`1.`, `a)`) stays in its segment, for a number can be text: `3. Februar` and "
        "`1984. A year` begin as a list does, languages write the numbers of a list differently (`1.`, `1)`, `١.`), "
        "and plain text has no rule that tells. Where one is lost, the check of numbers says so (not of "
        "a 1, which can be a word).\n\n"
        "CR, LF, CRLF and mixtures, byte-order marks, UTF-16 and UTF-32, trailing blanks, no final newline: all "
        "come back. Without a byte-order mark a file must be UTF-8; if it is not, it is refused with the place of "
        "the first byte that does not fit, and `--encoding` is proposed, never guessed."
    ),
)

_BREAK = r"\r\n|[\r\n\x85\u2028\u2029]"
_ANY_BREAK = re.compile(_BREAK)
_JOINT = re.compile(rf"\s*(?:{_BREAK})\s*")
_ITEM = re.compile(r"(?:[-*+•–—·]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_BULLET = re.compile(r"[-*+•]\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?…:;。！？।॥؟۔։][\"'”’»›“)\]」』]*$")
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")

_NARROWEST, _WIDEST = 40, 120
_BREAKS_TO_JUDGE_BY = 20_000
_LONGEST_HEADLINE = 200


@frozen
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


_Paragraph = list[_Line]


def sniff(data: bytes) -> bool:
    """Plain text says nothing of itself."""
    return False


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput where the bytes are no text in the encoding asked for.

    Memory is that of the bytes, their text and the result: paragraphs are handled one by one.
    """
    decoded = decode(data, options)
    text = decoded.text
    width = _wrap_width(_lines(text))
    out: list[str] = []
    end = 0
    before: list[_Paragraph] = []
    for paragraph, following in _with_next(_paragraphs(_lines(text), width)):
        start, stop = paragraph[0].start, paragraph[-1].end
        source, codes = tagged.protect(_unwrapped(text[start:stop]))
        unit = Unit(source, codes, _role(text, paragraph, following, is_first=not before))
        written = _written(text, paragraph, width, unit, visit(unit))
        if written is not None:
            out += text[end:start], written
            end = stop
        before = [*before[-1:], paragraph] if before else [paragraph]
    credit = _credit(text, before, visit) if before else ""
    if credit:
        out += text[end : before[-1][-1].end], credit
        end = before[-1][-1].end
    if not out and not options.output_encoding:
        return data
    out.append(text[end:])
    return decoded.encode("".join(out), options)


def _with_next(paragraphs: Iterable[_Paragraph]) -> Iterator[tuple[_Paragraph, _Paragraph | None]]:
    """Each paragraph with the one behind it."""
    current: _Paragraph | None = None
    for following in paragraphs:
        if current:
            yield current, following
        current = following
    if current:
        yield current, None


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


def _breaks(lines: Iterable[_Line | None]) -> Iterator[tuple[_Line, _Line]]:
    """Lines that follow each other without a blank one between them."""
    before: _Line | None = None
    for line in lines:
        if before and line:
            yield before, line
        before = line


def _wrap_width(lines: Iterable[_Line | None]) -> int:
    """The width that the text was wrapped to, or 0 for line-per-paragraph text; judged by its beginning."""
    breaks = list(islice(_breaks(lines), _BREAKS_TO_JUDGE_BY))
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


def _paragraphs(lines: Iterable[_Line | None], width: int) -> Iterator[_Paragraph]:
    """Lines, put together where wrapping parted them."""
    paragraph: _Paragraph = []
    for line in lines:
        if line and paragraph and width and _continues(paragraph, line, width):
            paragraph.append(line)
            continue
        if paragraph:
            yield paragraph
        paragraph = [line] if line else []
    if paragraph:
        yield paragraph


def _continues(paragraph: _Paragraph, line: _Line, width: int) -> bool:
    before = paragraph[-1]
    if line.is_item or (line.indent > before.indent and not paragraph[0].is_item):
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


def _role(text: str, paragraph: _Paragraph, following: _Paragraph | None, *, is_first: bool) -> Role:
    """The first paragraph is a headline if it is short, has no full stop and stands apart or has no equal."""
    if paragraph[0].is_item:
        return Role.LIST_ITEM
    first = paragraph[0]
    if not is_first or following is None or len(paragraph) > 1 or len(first.text) > _LONGEST_HEADLINE:
        return Role.PARAGRAPH
    if first.text.endswith((".", ":", ";", ",", "。", "।", "۔", "։")):
        return Role.PARAGRAPH
    is_apart = len(_ANY_BREAK.findall(text[first.end : following[0].start])) > 1
    return Role.HEADLINE if is_apart or len(following[0].text) > 2 * len(first.text) else Role.PARAGRAPH


def _written(text: str, paragraph: _Paragraph, width: int, unit: Unit, parts: Parts | None) -> str | None:
    """Native form of what `visit` gave back for a paragraph; None where nothing is to change."""
    if parts is None or tuple(parts) == tagged.parse(unit.source, unit.codes):
        return None
    target = tagged.render(parts, unit.codes)
    line_break = _line_break(text)
    if width and len(target) + paragraph[0].indent > width:
        target = _wrapped(text, target, paragraph, width)
    return _ANY_BREAK.sub(lambda _: line_break, target)


def _wrapped(text: str, target: str, paragraph: _Paragraph, width: int) -> str:
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


def _credit(text: str, last: Sequence[_Paragraph], visit: Visit) -> str:
    """Offer a paragraph behind the last one or two: it stands as far off as those do from each other.

    Behind a list it stands apart by a blank line.
    """
    parts = visit(Unit("", role=Role.CREDIT))
    if not parts:
        return ""
    breaks = [_line_break(text)] * 2
    if len(last) > 1 and not last[-1][0].is_item:
        breaks = _ANY_BREAK.findall(text[last[0][-1].end : last[1][0].start]) or breaks
    return "".join(breaks) + "".join(str(part) for part in parts)
