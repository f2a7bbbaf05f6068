"""`segment`, `join`, `split`."""

from pathlib import Path
from typing import Any

import click

from translate_flow.cli.options import article_argument, by_option, json_option, with_project
from translate_flow.cli.output import emit_json, note, visible
from translate_flow.flow import cutting, recutting
from translate_flow.flow.cutting import CutUnit
from translate_flow.project import Project
from translate_flow.tagged import plain


@click.command("segment")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "source", metavar="LANG", help="Language of the text; else that of the project around.")
@click.option("--format", "format_name", metavar="F", help="Format; else found from content and ending.")
@click.option("--encoding", metavar="E", help="Encoding of a text file that is not UTF-8.")
@click.option("--why", is_flag=True, help="Name the rule at each place where a sentence might end.")
@json_option
def segment_(
    file: Path, source: str | None, format_name: str | None, encoding: str | None, why: bool, as_json: bool
) -> None:
    """Show how FILE would be cut into segments; nothing is stored. - reads standard input."""
    found = cutting.cut_file(file, source, encoding=encoding, format_name=format_name)
    if as_json:
        emit_json([_fields(unit, has_rules=why) for unit in found])
        return
    for unit in found:
        _print(unit, has_rules=why)


def _fields(unit: CutUnit, *, has_rules: bool) -> dict[str, Any]:
    segments = [{"source": segment.source, "tail": segment.tail} for segment in unit.segments]
    fields: dict[str, Any] = {"unit": unit.number, "role": str(unit.unit.role), "segments": segments}
    if has_rules:
        fields["candidates"] = [
            {"start": place.start, "end": place.end, "is_cut": place.is_cut, "rule": place.rule.value}
            for place in unit.candidates
        ]
    return fields


def _print(unit: CutUnit, *, has_rules: bool) -> None:
    for segment in unit.segments:
        click.echo(visible(" ".join(segment.source.split())))
    if has_rules:
        text = plain(unit.unit.source, unit.unit.codes).text
        for place in unit.candidates:
            mark = "cut" if place.is_cut else "join"
            around = f"{text[max(0, place.start - 20) : place.end]}|{text[place.end : place.end + 20]}"
            click.echo(click.style(f"    {mark}  …{visible(' '.join(around.split()))}…  {place.rule.value}", dim=True))
    click.echo()


@click.command("join")
@article_argument
@click.argument("segments")
@by_option
@with_project
def join_(project: Project, article: str, segments: str, by: str | None) -> None:
    """Make one segment of neighbours, such as 3-4, in all languages. undo takes it back."""
    joined = recutting.join(project, article, segments, by=by)
    note(f"Segment {joined.number}: {joined.source}")


@click.command("split")
@article_argument
@click.argument("segment")
@click.argument("at")
@by_option
@with_project
def split_(project: Project, article: str, segment: str, at: str, by: str | None) -> None:
    """Cut SEGMENT in two in front of AT: a text that it holds, or an offset. undo takes it back."""
    for part in recutting.split(project, article, segment, at, by=by):
        note(f"Segment {part.number}: {part.source}")
