"""Tables of good and bad examples: one row is one segment, and what the checks say about it.

    check | source language | target language | source | target | places

Places are the marked texts of the findings, in order, parted by ` ; `: `s:text` in the source, `t:text` in
the target, `t:^` between characters; none where the segment is good. `␣` stands for a space and `⍽` for a
no-break space that would be hard to see, `\\n` for a line break.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate_flow import checks, tagged
from translate_flow.checks import Check, Context
from translate_flow.model import Code, Issue, Side

HERE = Path(__file__).parent
AVAILABLE = checks.available()
BY_ID = {check.id: check for check in AVAILABLE}


@dataclass(frozen=True)
class Row:
    check: str
    source_language: str
    target_language: str
    source: str
    target: str
    places: tuple[str, ...]
    where: str

    @property
    def id(self) -> str:
        return f"{self.where}-{self.check}-{self.source_language}-{self.target_language}"


def read(name: str) -> Iterator[Row]:
    """The rows of a table file; `#` begins a comment line."""
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        check, source_language, target_language, source, target, *places = map(_visible, re.split(r" \|(?: |$)", line))
        expected = tuple(places[0].split(" ; ")) if places and places[0] else ()
        yield Row(check, source_language, target_language, source, target, expected, f"{name}:{number}")


def _visible(cell: str) -> str:
    return cell.strip().replace("␣", " ").replace("⍽", "\u00a0").replace("\\n", "\n").replace("\\u200b", "\u200b")


def context(
    source: str,
    target: str,
    source_language: str = "en",
    target_language: str = "ro",
    codes: Sequence[Code] = (),
    settings: Mapping[str, Any] | None = None,
    number: int = 1,
    **more: Any,
) -> Context:
    """A segment as the checks see it, from two tagged texts."""
    return Context(
        number=number,
        plain_source=tagged.plain(source, codes),
        plain_target=tagged.plain(target, codes),
        source_language=source_language,
        target_language=target_language,
        tagged_source=source,
        tagged_target=target,
        codes=tuple(codes),
        settings=settings or {},
        **more,
    )


def issues(segment: Context, *names: str) -> list[Issue]:
    """What the named checks, or all, say about a segment."""
    chosen: list[Check] = [BY_ID[name] for name in names] or AVAILABLE
    return list(checks.run(segment, chosen, {}))


def places(found: Sequence[Issue], segment: Context) -> tuple[str, ...]:
    """The marked texts of issues, as the tables write them."""
    shown = []
    for issue in found:
        text = segment.tagged_source if issue.side is Side.SOURCE else segment.tagged_target
        shown.append(f"{issue.side.value[0]}:{text[issue.start : issue.end] or '^'}")
    return tuple(shown)


def mended(segment: Context, found: Sequence[Issue]) -> str:
    """The target with the fixes of all issues carried out, from the end to the beginning."""
    text = segment.tagged_target
    for issue in sorted(found, key=lambda issue: (issue.start, issue.end), reverse=True):
        if issue.fix is not None and issue.side is Side.TARGET:
            text = text[: issue.start] + issue.fix + text[issue.end :]
    return text
