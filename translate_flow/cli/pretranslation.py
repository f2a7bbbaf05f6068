"""`pretranslate`."""

from collections.abc import Sequence
from dataclasses import asdict

import click

from translate_flow.cli.options import (
    article_argument,
    by_option,
    json_option,
    segments_argument,
    to_option,
    with_project,
)
from translate_flow.cli.output import counted, emit_json, issue_fields, note
from translate_flow.cli.progress import progress
from translate_flow.flow import pretranslation
from translate_flow.flow.pretranslation import Held
from translate_flow.flow.selection import ranges
from translate_flow.project import Project

_MOST_REASONS = 20


@click.command("pretranslate")
@article_argument
@segments_argument
@click.option(
    "--min",
    "lowest",
    type=click.IntRange(1, 101),
    default=pretranslation.LOWEST,
    show_default=True,
    metavar="SCORE",
    help="Lowest score to take.",
)
@click.option("--draft", "is_draft", is_flag=True, help="Fill drafts only, equal texts too.")
@to_option
@by_option
@with_project
@json_option
def pretranslate_(
    project: Project,
    article: str,
    segments: str | None,
    lowest: int,
    is_draft: bool,
    to: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Fill empty segments from the memory: equal texts as translated, similar ones as drafts."""
    with progress("looking up") as watch:
        filled = pretranslation.pretranslate(
            project, article, segments, lowest=lowest, confirm=102 if is_draft else None, to=to, by=by, watch=watch
        )
    if as_json:
        numbers = {segment.number: segment.origin for segment in filled.segments}
        held = [asdict(each) | {"issues": [issue_fields(issue) for issue in each.issues]} for each in filled.held]
        emit_json({"filled": numbers, "bands": filled.bands, "kept": filled.kept, "held": held})
        return
    drafts = sum(segment.is_draft for segment in filled.segments)
    note(
        f"{counted(len(filled.segments), 'segment')} filled, {drafts} of them as drafts;"
        f" {filled.kept} left alone, for somebody worked on them."
    )
    for name, count in filled.bands.items():
        note(f"  {name:>9}: {count}")
    _tell_held(filled.held)


def _tell_held(held: Sequence[Held]) -> None:
    """Which drafts do not keep to the glossary, by the band that their matches had without it, and why."""
    if not held:
        return
    back = sum(each.is_held for each in held)
    reason = f"; {back} of them would count as translated without it" if back else ""
    note(f"{counted(len(held), 'draft')} against the glossary{reason}:")
    found: dict[tuple[str, str], list[int]] = {}
    for each in held:
        for issue in each.issues:
            found.setdefault((each.band, issue.message), []).append(each.segment)
    ordered = sorted(found.items(), key=lambda item: (pretranslation.BANDS.index(item[0][0]), item[1]))
    for (name, message), numbers in ordered[:_MOST_REASONS]:
        note(f"  {name:>9}: {counted(len(set(numbers)), 'segment')} ({ranges(sorted(set(numbers)))}) {message}")
    if len(ordered) > _MOST_REASONS:
        note(f"  and {len(ordered) - _MOST_REASONS} more reasons; see them: show ARTICLE --matches.")
