"""The worksheet of `edit --plain`: a bilingual text for any editor, read back like an interactive rebase.

A block is a line `[NUMBER VERB vVERSION]`, notes behind `#`, the source behind `- ` and the target behind `+ `,
one line each per line of text. What cannot be read back is explained and handed back, never dropped.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from translate_flow.flow.wording import describe
from translate_flow.model import Issue, Segment, SegmentTerm, State
from translate_flow.records import frozen
from translate_flow.workflow import Action

_HEAD = re.compile(r"\[(\d{1,9}) (translate|draft|keep) v(\d{1,9})\]\s*")
_KEEP = "keep"

_TITLE = "# translate-flow worksheet: {article}, {source} → {target}"
_INTRODUCTION = """\
{title}
# Segments {numbers}.
#
# Write each target behind its "+ "; further "+ " lines are further lines of it. A changed target is saved with
# the verb in its [line]:
#   translate   it is the translation
#   draft       keep it, it is not done yet (change a draft's verb to translate when it is)
#   keep        leave the segment alone
# What you do not touch stays as it is. Lines with # are notes. Delete everything to save nothing.
"""


@frozen
class Row:
    """A block as it was read back."""

    line: int
    """Number of its first line."""
    lines: tuple[str, ...]
    """All of its lines."""
    number: int
    """Number of the segment."""
    action: Action | None
    """What its verb asks for; None: keep."""
    version: int
    """Version that it was written from."""
    source: str
    """Source as it stands in the block."""
    target: str
    """Target as it stands in the block."""


@frozen
class Unread:
    """Lines that could not be read back, and why."""

    line: int
    """Number of the first of them."""
    lines: tuple[str, ...]
    """The lines."""
    why: str
    """One sentence."""


def verb(segment: Segment) -> str:
    """The verb that a segment is shown with."""
    if segment.state is State.FINAL:
        return _KEEP
    return Action.DRAFT if segment.is_draft else Action.TRANSLATE


def render(
    article: str,
    source: str,
    target: str,
    segments: Sequence[Segment],
    terms: Mapping[int, Sequence[SegmentTerm]],
    issues: Mapping[int, Sequence[Issue]],
) -> str:
    """The worksheet of some segments; notes tell the glossary terms of each, and where its target differs from them."""
    from translate_flow.flow.selection import ranges

    numbers = ranges([segment.number for segment in segments])
    blocks = [_INTRODUCTION.format(title=title(article, source, target), numbers=numbers)]
    for segment in segments:
        notes = _notes(segment, terms.get(segment.number, ()), issues.get(segment.number, ()))
        blocks.append("\n".join([*notes, *_body(segment)]) + "\n")
    return "\n".join(blocks)


def _body(segment: Segment) -> list[str]:
    return [
        *(f"- {line}" for line in segment.source.split("\n")),
        *(f"+ {line}" for line in segment.target.split("\n")),
    ]


def _notes(segment: Segment, terms: Sequence[SegmentTerm], issues: Sequence[Issue]) -> list[str]:
    head = f"[{segment.number} {verb(segment)} v{segment.version}]"
    notes = [head]
    if segment.state is not State.INITIAL:
        notes.append(f"# {segment.state} ({segment.translator})")
    if segment.note:
        notes.append(f"# note: {one_line(segment.note)}")
    if segment.rejection:
        notes.append(f"# sent back: {one_line(segment.rejection)}")
    if segment.origin and segment.is_draft:
        notes.append(f"# from: {segment.origin}")
    notes += [f"# term: {one_line(describe(term))}" for term in terms]
    notes += [f"# glossary: {one_line(issue.message)}" for issue in issues]
    return notes


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def title(article: str, source: str, target: str) -> str:
    """First line of a worksheet: whose it is."""
    return _TITLE.format(article=one_line(article), source=source, target=target)


def title_of(text: str) -> str | None:
    """The first line of a text, if it is that of a worksheet."""
    first = text.split("\n", 1)[0].rstrip("\r")
    return first if first.startswith(_TITLE.split("{")[0]) else None


def parse(text: str) -> tuple[list[Row], list[Unread]]:
    """Read a worksheet back: blocks, and what is none, in order of their lines."""
    rows: list[Row] = []
    unread: list[Unread] = []
    for line, lines in _blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        read = _read(line, lines)
        if isinstance(read, Row):
            rows.append(read)
        elif read:
            unread.append(read)
    return rows, unread


def _blocks(lines: Iterable[str]) -> Iterable[tuple[int, list[str]]]:
    """Lines from one head to the next, with the number of the first; what stands in front of all heads, too."""
    start, block = 1, list[str]()
    for number, line in enumerate(lines, 1):
        if line.startswith("["):
            yield start, block
            start, block = number, []
        block.append(line)
    yield start, block


def _read(start: int, lines: list[str]) -> Row | Unread | None:
    content = [line for line in lines if line.strip() and not line.startswith("#")]
    if not content:
        return None
    head = _HEAD.fullmatch(content[0])
    if not head:
        why = "it does not begin with a line like [3 translate v0]"
        return Unread(start, tuple(lines), why)
    source = [line[2:] for line in content[1:] if _is_marked(line, "-")]
    target = [line[2:] for line in content[1:] if _is_marked(line, "+")]
    stray = [line for line in content[1:] if not _is_marked(line, "-") and not _is_marked(line, "+")]
    if stray:
        return Unread(start, tuple(lines), f'a line begins with neither "- ", "+ " nor "#": {stray[0][:60]!r}')
    if not target:
        return Unread(start, tuple(lines), 'its "+ " line is missing')
    action = None if head[2] == _KEEP else Action(head[2])
    texts = "\n".join(source), "\n".join(target).rstrip()
    return Row(start, tuple(lines), int(head[1]), action, int(head[3]), *texts)


def _is_marked(line: str, mark: str) -> bool:
    return line.startswith(f"{mark} ") or line.rstrip() == mark


def rescue(first: str, unread: Sequence[Unread]) -> str:
    """A worksheet of what could not be saved, each block under its reason, to be mended and read again.

    `first` is its title.
    """
    blocks = [f"{first}\n# These blocks were not saved. Mend them; further notes may stay.\n"]
    for piece in unread:
        why = "\n".join(f"# not saved: {line}" for line in piece.why.split("\n"))
        body = "\n".join(line for line in piece.lines if not line.startswith("# not saved: ")).strip("\n")
        # the reason stands behind the head, so that it belongs to its block
        head, _, rest = body.partition("\n")
        is_headed = head.startswith("[")
        blocks.append(f"{head}\n{why}\n{rest}\n" if is_headed else f"{why}\n{body}\n")
    return "\n".join(blocks)
