"""`backup`, `restore`, `verify`."""

from pathlib import Path

import click

from translate_flow.cli.options import json_option, with_project
from translate_flow.cli.output import counted, emit_json, note, visible
from translate_flow.flow import safety
from translate_flow.flow.safety import Verified
from translate_flow.project import Project


def _heads(found: Verified) -> None:
    for article, language, head in found.heads:
        note(f"  {f'{article} → {language}' if article else 'project'}: {head}")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace FILE.")
@with_project
def backup_(project: Project, file: Path, overwrite: bool) -> None:
    """Copy the whole project into one verified FILE, while others may work."""
    found = safety.back_up(project, file, is_overwrite=overwrite)
    note(f"Wrote {file}: {counted(found.articles, 'article')}. Newest entries of its histories:")
    _heads(found)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--replace", "is_replace", is_flag=True, help="Set the files of a project that is there aside first.")
def restore_(file: Path, folder: Path, is_replace: bool) -> None:
    """Make a project in DIR from a backup."""
    made = safety.restore(file, folder, is_replace=is_replace)
    note(f"The project {made.name!r} is in {folder} again.")


@click.command("verify")
@with_project
@json_option
@click.pass_context
def verify_(ctx: click.Context, project: Project, as_json: bool) -> None:
    """Prove that no stored source, target or event has changed. Exits with 1 if one has."""
    found = safety.verify(project)
    if as_json:
        heads = [{"article": a, "language": language, "head": head} for a, language, head in found.heads]
        emit_json({"damages": found.damages, "heads": heads})
    else:
        for damage in found.damages:
            click.echo(visible(damage))
    if found.damages:
        note(f"{counted(len(found.damages), 'damage')} found. Restore a backup: restore FILE DIR.")
        ctx.exit(1)
    note(f"Sound: {counted(found.articles, 'article')}, every text and every entry of history as it was written.")
    _heads(found)
