"""What commands print: JSON, aligned columns on a terminal, tab-separated rows elsewhere. Data on standard output,
everything else on standard error.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from translate_flow.flow.wording import describe
from translate_flow.model import Issue, Segment, SegmentTerm, Severity, Side, State, TermStatus

# C0 and C1 controls, and the characters that turn the direction of text around (Unicode TR 36 §2.6)
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_STATE_COLOURS = {State.TRANSLATED: "yellow", State.REVIEWED: "cyan", State.FINAL: "green"}
_AROUND = 30
NO_ARTICLE = "There is no article yet: import FILE."
_SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def visible(text: str) -> str:
    """A text in which control and bidi characters show as escapes, so that none acts on the terminal."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def emit_json(value: Any) -> None:
    """Print a value as JSON, letters as they are, unsafe ones escaped."""
    import json

    is_unicode = "utf" in (getattr(sys.stdout, "encoding", None) or "").casefold()
    click.echo(visible(json.dumps(value, ensure_ascii=not is_unicode, indent=2)))


def note(message: str) -> None:
    """Tell the user something that is no data."""
    click.echo(visible(message), err=True)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], empty: str = "") -> None:
    """Print rows: aligned under a header on a terminal, else separated by tabs without one; if none, say `empty`."""
    cells = [[visible(" ".join(str(cell).split())) for cell in row] for row in rows]
    if empty and not cells:
        note(empty)
        return
    if sys.stdout is None or not sys.stdout.isatty():
        for row in cells:
            click.echo("\t".join(row))
        return
    from shutil import get_terminal_size

    for line in _aligned(header, cells, get_terminal_size().columns):
        click.echo(line)


def _aligned(header: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> list[str]:
    """Rows under a bold header; where that is too wide, closer together and with headers of several words in lines."""
    from rich.cells import cell_len

    is_number = [bool(rows) and all(row[index].isdecimal() for row in rows) for index in range(len(header))]

    def widths(heads: Sequence[Sequence[str]]) -> list[int]:
        return [max(map(cell_len, column)) for column in zip(*heads, *rows, strict=True)]

    heads, gap = [tuple(header)], "  "
    if sum(widths(heads)) + len(gap) * (len(header) - 1) > columns:
        words = [name.split() for name in header]
        most = max(map(len, words))
        heads = list(zip(*([""] * (most - len(each)) + each for each in words), strict=True))
        gap = " "
    sizes, lines = widths(heads), []
    for index, row in enumerate([*heads, *rows]):
        padded = [
            " " * (width - cell_len(cell)) + cell if right else cell + " " * (width - cell_len(cell))
            for cell, width, right in zip(row, sizes, is_number, strict=True)
        ]
        line = gap.join(padded).rstrip()
        lines.append(click.style(line, bold=True) if index < len(heads) else line)
    return lines


def segment_fields(segment: Segment) -> dict[str, Any]:
    """A segment for JSON."""
    return {
        "number": segment.number,
        "source": segment.source,
        "target": segment.target,
        "state": str(segment.state),
        "version": segment.version,
        "is_draft": segment.is_draft,
        "role": str(segment.role),
        "unit": segment.unit,
        "note": segment.note,
        "translator": segment.translator,
        "reviser": segment.reviser,
        "rejection": segment.rejection,
        "origin": segment.origin,
        "saved_at": segment.saved_at,
    }


def term_fields(term: SegmentTerm) -> dict[str, Any]:
    """A term in a segment for JSON; offsets count characters of the source without its codes."""
    return {
        "source": term.hit.term.text,
        "start": term.hit.start,
        "end": term.hit.end,
        "is_inside": term.is_inside,
        "domain": term.concept.domain,
        "definition": term.concept.definition,
        "note": term.concept.note or term.hit.term.note,
        "targets": [
            {
                "text": other.text,
                "status": str(other.status),
                "note": other.note,
                "part_of_speech": other.part_of_speech,
                "gender": other.gender,
                "example": other.example,
            }
            for other in term.targets
        ],
    }


def issue_fields(issue: Issue) -> dict[str, Any]:
    """An issue for JSON."""
    from dataclasses import asdict

    return asdict(issue)


def segment_lines(segment: Segment, terms: Sequence[SegmentTerm] = (), issues: Sequence[Issue] = ()) -> None:
    """Print a segment for people: a head line, source, target, then terms and issues."""
    state = "draft" if segment.is_draft else str(segment.state)
    head = (
        click.style(f"{segment.number:>4}", bold=True) + "  " + click.style(state, fg=_STATE_COLOURS.get(segment.state))
    )
    if segment.translator:
        head += f"  {visible(segment.translator)}"
    if segment.reviser:
        head += f", reviewed by {visible(segment.reviser)}"
    click.echo(head)
    for text in (segment.source, segment.target):
        if text:
            click.echo("\n".join(f"      {line}" for line in visible(text).split("\n")))
    if segment.note:
        click.echo(click.style(f"      note: {visible(' '.join(segment.note.split()))}", dim=True))
    if segment.rejection:
        click.echo(click.style(f"      sent back: {visible(segment.rejection)}", fg="red"))
    for term in terms:
        click.echo(click.style(f"      term: {visible(describe(term))}", dim=True))
    for issue in issues:
        issue_line(issue, "      ")


def issue_line(issue: Issue, indent: str = "", *, text: Segment | None = None) -> None:
    """Print an issue for people; with its segment, also where in the text it is."""
    colour = None if issue.waived else _SEVERITY_COLOURS[issue.severity]
    word = click.style("waived" if issue.waived else str(issue.severity), fg=colour)
    place = f"segment {issue.segment}: " if text else ""
    reason = f" (waived: {visible(issue.waived)})" if issue.waived else ""
    click.echo(f"{indent}{word}: {place}{visible(issue.message)} [{issue.check}]{reason}")
    if text and issue.end > issue.start:
        sides = (text.source, text.target) if issue.side is Side.SOURCE else (text.target, text.source)
        click.echo(f"{indent}    {excerpt(sides[0], issue.start, issue.end, colour)}")
        if issue.other and issue.other[1] > issue.other[0]:
            click.echo(f"{indent}    {excerpt(sides[1], *issue.other, colour=colour)}")


def excerpt(text: str, start: int, end: int, colour: str | None) -> str:
    """The surroundings of a span on one line, the span itself between marks."""
    head, tail = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    marked = click.style(f"›{visible(text[start:end])}‹", fg=colour, bold=True)
    before = "…" if start > _AROUND else ""
    behind = "…" if end + _AROUND < len(text) else ""
    return f"{before}{visible(head)}{marked}{visible(tail)}{behind}".replace("\n", "⏎")


def status_word(status: str) -> str:
    """A term's status for people; the usual one goes without saying."""
    return "" if status == TermStatus.PREFERRED else str(status)


def counted(number: int, noun: str) -> str:
    """`1 segment`, `2,000 segments`, `2 entries`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
