"""`edit --plain`: a bilingual text in the user's editor."""

import shlex
from pathlib import Path

import click

from translate_flow.cli.options import article_argument, by_option, segments_argument, to_option, with_project
from translate_flow.cli.output import counted, note
from translate_flow.errors import Conflict, TranslateFlowError
from translate_flow.flow import editing
from translate_flow.flow.editing import Outcome
from translate_flow.project import Project


@click.command("edit")
@article_argument
@segments_argument
@click.option("--plain", "is_plain", is_flag=True, help="A text file in $EDITOR.")
@click.option("--resume", type=click.Path(path_type=Path), metavar="FILE", help="Go on with a worksheet that was kept.")
@to_option
@by_option
@with_project
def edit_(
    project: Project,
    article: str,
    segments: str | None,
    is_plain: bool,
    resume: Path | None,
    to: str | None,
    by: str | None,
) -> None:
    """Translate many segments at once in $EDITOR. SEGMENTS: 3 or 3-7,12."""
    path = resume or editing.open_worksheet(project, article, segments, to=to, by=by)
    _run_editor(path)
    try:
        outcome = editing.read_worksheet(project, article, path, to=to, by=by, is_kept=resume is not None)
    except TranslateFlowError as error:
        raise type(error)(f"{error.message}\nYour worksheet is kept: {path}", error.hint) from error
    note(f"{counted(len(outcome.saved), 'segment')} saved.")
    kept = editing.keep_unread(project, article, outcome, to=to) if outcome.unread else None
    path.unlink(missing_ok=True)
    if kept:
        raise _explained(outcome, kept, shlex.join([article, "--to", project.target(to)]))


def _run_editor(path: Path) -> None:
    """Open the file in $VISUAL or $EDITOR and wait. Raises TranslateFlowError; an untouched file goes again."""
    before = path.read_bytes() if path.is_file() else b""
    if not before:
        raise TranslateFlowError(f"There is no worksheet {path}.", "Name the file that edit kept.")
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        after = path.read_bytes() if path.is_file() else before
        is_touched = after != before
        if not is_touched:
            path.unlink(missing_ok=True)
        kept = f"\nYour worksheet is kept: {path}" if is_touched else ""
        raise TranslateFlowError(
            f"The editor did not do its work ({error.message.rstrip('.')}). Nothing was saved.{kept}",
            "Set EDITOR to a program that works" + (f", then: edit ARTICLE --plain --resume {path}" if kept else "."),
        ) from error
    if not path.is_file():
        raise TranslateFlowError("The editor removed the worksheet; nothing was saved.", "Edit again.")


def _explained(outcome: Outcome, kept: Path, job: str) -> TranslateFlowError:
    reasons = "\n".join(f"  line {piece.line}: {piece.why}" for piece in outcome.unread)
    kind = Conflict if outcome.is_conflict else TranslateFlowError
    return kind(
        f"{counted(len(outcome.unread), 'block')} not saved, but kept in {kept}:\n{reasons}",
        f"Mend them: tflow edit {job} --plain --resume {shlex.quote(str(kept))}",
    )
