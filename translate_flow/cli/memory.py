"""`pretranslate` and `memory`."""

from pathlib import Path

import click

from translate_flow.cli.options import (
    article_argument,
    by_option,
    json_option,
    segments_argument,
    to_option,
    with_project,
)
from translate_flow.cli.output import counted, emit_json, note
from translate_flow.cli.progress import progress
from translate_flow.flow import memory_files, pretranslation
from translate_flow.project import Project


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
        emit_json({"filled": numbers, "bands": filled.bands, "kept": filled.kept})
        return
    drafts = sum(segment.is_draft for segment in filled.segments)
    note(
        f"{counted(len(filled.segments), 'segment')} filled, {drafts} of them as drafts;"
        f" {filled.kept} left alone, for somebody worked on them."
    )
    for name, count in filled.bands.items():
        note(f"  {name:>9}: {count}")


@click.group("memory")
def memory_() -> None:
    """Search, import, export and tend the translation memory."""


@memory_.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--partial", "is_partial", is_flag=True, help="Of a broken file, take what can be read.")
@by_option
@with_project
def import_(project: Project, file: Path, is_partial: bool, by: str | None) -> None:
    """Read the pairs of the project's languages from a TMX file."""
    with progress("reading") as watch:
        done = memory_files.import_tmx(project, file, is_partial=is_partial, by=by, watch=watch)
    note(f"{done.added:,} entries new, {done.known:,} there already.")
    for reason, (count, line) in done.left_out.items():
        note(f"{counted(count, 'unit')} {reason} left out, the first on line {line}.")
    if done.fault:
        note(done.fault)


@memory_.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@to_option
@with_project
def export_(project: Project, file: Path, to: str | None) -> None:
    """Write the memory, or its part into one language, as TMX 1.4b."""
    with progress("writing") as watch:
        done = memory_files.export_tmx(project, file, to=to, watch=watch)
    note(f"Wrote {file}: {done.entries:,} entries.")
    if done.replaced:
        note(f"{counted(done.replaced, 'character')} that XML cannot hold became U+FFFD.")
