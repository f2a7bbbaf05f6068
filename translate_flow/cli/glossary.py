"""`glossary`: terms."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from translate_flow.cli.options import by_option, json_option, to_option, with_project
from translate_flow.cli.output import counted, emit_json, note, status_word, table
from translate_flow.files import write_atomically
from translate_flow.flow import glossary
from translate_flow.flow.glossary import Change
from translate_flow.flow.glossary_csv import Entry
from translate_flow.model import TermStatus
from translate_flow.project import Project


@click.group("glossary")
def glossary_() -> None:
    """Add, list, find, import, export and remove terms."""


def _emit(entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        names = ("source", "target", "source_language", "target_language", "note", "extra")
        emit_json([{n: getattr(e, n) for n in names} | {"status": str(e.status)} for e in entries])
        return
    rows = [(e.source, e.target, e.target_language, status_word(e.status), e.note) for e in entries]
    table(("source", "target", "to", "status", "note"), rows)


def _tell(change: Change) -> None:
    parts = [f"{len(change.added)} new", f"{len(change.changed)} changed", f"{change.same} as they were"]
    note(f"Terms: {', '.join(parts)}.")


@glossary_.command("add")
@click.argument("source")
@click.argument("target", required=False)
@click.option(
    "--status",
    default="preferred",
    type=click.Choice(list(TermStatus), case_sensitive=False),
    help="Standing of the target term.",
)
@click.option("--note", "remark", default="", help="Remark for translators.")
@to_option
@by_option
@with_project
def add_(
    project: Project, source: str, target: str | None, status: str, remark: str, to: str | None, by: str | None
) -> None:
    """Add a pair of terms; without TARGET, SOURCE is not to be translated."""
    _tell(glossary.add(project, source, target, to=to, status=status, note=remark, by=by))


@glossary_.command("list")
@to_option
@with_project
@json_option
def list_(project: Project, to: str | None, as_json: bool) -> None:
    """List all pairs."""
    _emit(glossary.entries(project, to), as_json=as_json)


@glossary_.command("find")
@click.argument("text")
@to_option
@with_project
@json_option
def find_(project: Project, text: str, to: str | None, as_json: bool) -> None:
    """List pairs that hold TEXT."""
    _emit(glossary.find(project, text, to), as_json=as_json)


@glossary_.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@to_option
@by_option
@with_project
def import_(project: Project, file: Path, to: str | None, by: str | None) -> None:
    """Read a CSV glossary with a header: source term,target term,status,note and any further columns."""
    _tell(glossary.import_file(project, file, to=to, by=by))


@glossary_.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="File to write; else standard output."
)
@to_option
@with_project
def export_(project: Project, output: Path | None, to: str | None) -> None:
    """Write the glossary of one language as CSV."""
    data = glossary.export_csv(project, to)
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_atomically(output, data)
        note(f"Wrote {output}.")


@glossary_.command("remove")
@click.argument("source")
@click.argument("target", required=False)
@to_option
@by_option
@with_project
def remove_(project: Project, source: str, target: str | None, to: str | None, by: str | None) -> None:
    """Take out the pairs of SOURCE, or the one with TARGET."""
    gone = glossary.remove(project, source, target, to=to, by=by)
    note(f"{counted(len(gone), 'pair')} removed: {', '.join(f'{e.source} → {e.target}' for e in gone)}.")
