"""What SRT and VTT share: cues, the turns of their speakers, markup inside them, lines of a new text.

A unit is what one speaker says in a cue. Its line breaks are spaces to the translator; a changed text is
broken anew into at most two balanced lines, or as many as were there, unless the translator broke it by hand.
Markup around a whole turn, and a dash before it, stay in the file and out of the way.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from translate_flow import tagged
from translate_flow.formats import Visit, wrapping
from translate_flow.model import Role, Unit
from translate_flow.records import frozen

# what a line may hold: BBC and Netflix subtitle guidelines say 37 to 42 columns
_WIDEST = 42
_BREAK = re.compile(wrapping.BREAK)
_ANY_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_MARK = r"(?:[-‒–—‐―－]++|>>++)(?:[ \t]++(?=\S)|(?=[^\s\d.]))"
_DASH = re.compile(_MARK)
_TURN = re.compile(rf"[ \t]*(?:(?:</?(?!v\b)[^>]*>|\{{\\[^}}]*\}})[ \t]*)*(?:{_MARK}|<v[ .\t])")
_TAG_NAME = re.compile(r"[<{](/?)([A-Za-z]*)")
_PAUSE = re.compile(r"[,;:.!?…。，、！？][\"”’»)]*\s*$")


@frozen
class Cue:
    """A text with its time on screen."""

    start: int
    """Offset of its text in the document."""
    end: int
    """Offset behind its text, before the line break."""
    note: str = ""
    """Its time, for the translator."""
    key: str = ""
    """Its native name, if it has one."""


@frozen
class Dialect:
    """How cue texts of a format are written."""

    code: re.Pattern[str]
    """Markup."""
    decode: Callable[[str], str]
    """Native text to what readers see."""
    encode: Callable[[str], str]
    """What readers see to native text."""
    deletable: frozenset[str]
    """Names of tags that a translation may leave out; the empty name is that of time stamps."""


@dataclass(slots=True)
class _Code:
    """A piece of markup in a cue."""

    start: int
    end: int
    name: str
    is_closing: bool
    partner: int | None = None
    """Index of the other half among the cue's codes."""


@frozen
class _Turn:
    """What one speaker says in a cue, without the markup around it."""

    start: int
    end: int
    codes: range
    """Indices of the codes inside."""
    lines: int
    """How many lines it may have."""


def fill_cues(text: str, cues: Iterable[Cue], dialect: Dialect, visit: Visit) -> list[tuple[int, int, str]]:
    """Offer each turn of each cue; what changed comes back as (start, end, new text), in order."""
    line_break = _line_break(text)
    changes = []
    for cue in cues:
        codes = _codes(text, cue, dialect)
        for turn in _turns(text, cue, codes):
            unit = _unit(text, cue, turn, codes, dialect)
            if not any(letter.isalnum() for letter in tagged.plain(unit.source, unit.codes).text):
                continue
            parts = visit(unit)
            if parts is not None and tagged.tidied(parts) != tagged.parse(unit.source, unit.codes):
                native = _lines(tagged.tidied(parts), unit, dialect, turn.lines).replace("\n", line_break)
                changes.append((turn.start, turn.end, native))
    return changes


def spliced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """The text with changes in place; they are in order and do not overlap."""
    out: list[str] = []
    end = 0
    for start, stop, native in changes:
        out += [text[end:start], native]
        end = stop
    return "".join([*out, text[end:]])


def credit_cue(text: str, end: int, head: str, dialect: Dialect, visit: Visit) -> list[tuple[int, int, str]]:
    """Offer a last cue behind the offset `end`; `head` is what stands before its text."""
    parts = visit(Unit("", role=Role.CREDIT))
    if not parts:
        return []
    native = f"\n\n{head}\n{_lines(tagged.tidied(parts), Unit(''), dialect, 2)}"
    return [(end, end, native.replace("\n", _line_break(text)))]


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the lines, without their breaks."""
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def milliseconds(time: str) -> int:
    """A time such as 01:02:03,456 or 02:03.456 in milliseconds."""
    whole, _, fraction = time.strip().replace(",", ".").partition(".")
    seconds = 0
    for number in whole.split(":"):
        seconds = seconds * 60 + int(number)
    return seconds * 1000 + int(f"{fraction:0<3}"[:3] or 0)


def clock(time: int, mark: str) -> str:
    """Milliseconds as hours:minutes:seconds with `mark` before three digits of fraction."""
    seconds, fraction = divmod(time, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{fraction:03}"


def _line_break(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _codes(text: str, cue: Cue, dialect: Dialect) -> list[_Code]:
    """The markup of a cue; opening and closing halves that fit each other are partners and nest."""
    codes: list[_Code] = []
    waiting: list[int] = []
    for index, found in enumerate(dialect.code.finditer(text, cue.start, cue.end)):
        named = _TAG_NAME.match(found[0])
        name = named[2].lower() if named else ""
        code = _Code(found.start(), found.end(), name, bool(named and named[1]))
        codes.append(code)
        if code.is_closing:
            opener = next((i for i in reversed(waiting) if codes[i].name == name), None)
            if opener is not None:
                code.partner, codes[opener].partner = opener, index
                del waiting[waiting.index(opener) :]
        elif name:
            waiting.append(index)
    return codes


def _turns(text: str, cue: Cue, codes: Sequence[_Code]) -> Iterator[_Turn]:
    """The speakers of a cue: a line that begins with a dash or a voice tag begins a turn."""
    breaks = [found.end() for found in _BREAK.finditer(text, cue.start, cue.end)]
    lines = [cue.start, *(at for at in breaks if not any(code.start < at < code.end for code in codes))]
    starts = [cue.start, *(line for line in lines[1:] if _TURN.match(text, line, cue.end))]
    for start, end in zip(starts, [*starts[1:], cue.end], strict=True):
        count = sum(start <= line < end for line in lines)
        is_alone = len(starts) == 1
        begin, stop, inside = _trimmed(text, start, end, codes, has_dash=not is_alone)
        yield _Turn(begin, stop, inside, max(count, 2) if is_alone else count)


def _trimmed(text: str, start: int, end: int, codes: Sequence[_Code], *, has_dash: bool) -> tuple[int, int, range]:
    """A turn without blanks, its dash in a dialogue, and markup at its edges: start, end, codes inside.

    Markup stays out if it stands alone, or if its other half is outside or at the other edge.
    """
    inside = [index for index, code in enumerate(codes) if start <= code.start < end]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
    tail = _tail(text, end, codes, range(first, last))
    while True:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        dash = _DASH.match(text, start, end) if has_dash else None
        if dash:
            start, has_dash = dash.end(), False
        elif first < last and codes[first].start == start and _is_outer(codes, first, range(first, last), tail):
            start = codes[first].end
            first += 1
        else:
            break
    while True:
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if first < last and codes[last - 1].end == end and _is_outer(codes, last - 1, range(first, last), tail):
            end = codes[last - 1].start
            last -= 1
        else:
            return start, end, range(first, last)


def _tail(text: str, end: int, codes: Sequence[_Code], inside: range) -> range:
    """The codes at the end of a turn with nothing but blanks behind and between them."""
    first = inside.stop
    while first > inside.start and not text[codes[first - 1].end : end].strip():
        first -= 1
        end = codes[first].start
    return range(first, inside.stop)


def _is_outer(codes: Sequence[_Code], index: int, inside: range, tail: range) -> bool:
    """May a code at the edge stay out: is it alone, or its other half outside or at the other edge?"""
    partner = codes[index].partner
    return partner is None or partner not in inside or partner in tail


def _unit(text: str, cue: Cue, turn: _Turn, codes: Sequence[_Code], dialect: Dialect) -> Unit:
    """The text of a turn, on one line."""
    builder = tagged.Builder()
    at = turn.start
    for index in turn.codes:
        code = codes[index]
        builder.text(_read(text, at, code.start, dialect))
        data, is_deletable = text[code.start : code.end], code.name in dialect.deletable
        if code.partner is None or code.partner not in turn.codes:
            builder.single(data, is_deletable=is_deletable)
        elif code.is_closing:
            builder.close(data)
        else:
            builder.open(data, is_deletable=is_deletable)
        at = code.end
    builder.text(_read(text, at, turn.end, dialect))
    return Unit(builder.source, builder.codes, key=cue.key, note=cue.note)


def _read(text: str, start: int, end: int, dialect: Dialect) -> str:
    return dialect.decode(wrapping.joined(text[start:end]))


def _lines(parts: Sequence[tagged.Part], unit: Unit, dialect: Dialect, most: int) -> str:
    """Native form of a new text, in lines; breaks that the translator typed are kept, blank lines are not."""
    rows = _typed_rows(parts)
    if len(rows) == 1:
        rows = _balanced(rows[0], most)
    rendered = (tagged.render(row, unit.codes, dialect.encode).strip() for row in rows)
    return "\n".join(row for row in rendered if row)


def _typed_rows(parts: Sequence[tagged.Part]) -> list[list[tagged.Part]]:
    """The parts, cut where the translator broke a line."""
    rows: list[list[tagged.Part]] = [[]]
    for part in parts:
        if not isinstance(part, str):
            rows[-1].append(part)
            continue
        first, *others = _ANY_BREAK.split(part)
        rows[-1].append(first)
        rows += [[other] for other in others]
    return [row for row in rows if row]


def _balanced(row: list[tagged.Part], most: int) -> list[list[tagged.Part]]:
    """Lines of about the same width, at most `most`, as few as the widest line allows."""
    atoms = [atom for part in row for atom in (wrapping.pieces(part) if isinstance(part, str) else [part])]
    rows = []
    while most > 1:
        widths = [wrapping.columns(atom) if isinstance(atom, str) else 0 for atom in atoms]
        total = sum(widths)
        if total <= _WIDEST:
            break
        count = min(most, -(-total // _WIDEST))
        cut = _cut(atoms, widths, total / count)
        if cut is None:
            break
        rows.append(atoms[:cut])
        atoms = atoms[cut:]
        most -= 1
    return [*rows, atoms]


def _may_break(left: str, rest: Sequence[tagged.Part]) -> bool:
    """Would a line break here be read as what stands here now, and not as the turn of another speaker?"""
    right = rest[0] if isinstance(rest[0], str) else ""
    said = next((part for part in rest if isinstance(part, str)), "")
    return wrapping.joined(f"{left.rstrip()}\n{right}") == left + right and not _TURN.match(f"{said}x")


def _cut(atoms: Sequence[tagged.Part], widths: Sequence[int], goal: float) -> int | None:
    """Index to cut before: near the goal, rather behind a pause; None where no line may end."""
    best, best_cost, width = None, 0.0, 0
    for index, atom in enumerate(atoms[:-1]):
        width += widths[index]
        if not isinstance(atom, str) or not width or not _may_break(atom, atoms[index + 1 :]):
            continue
        cost = abs(width - goal) - (6 if _PAUSE.search(atom) else 0)
        if best is None or cost < best_cost:
            best, best_cost = index + 1, cost
    return best
