"""`export`."""

import sys

import click

from translate_flow.cli.options import article_argument, to_option, with_project
from translate_flow.cli.output import counted, note
from translate_flow.flow import delivery
from translate_flow.flow.delivery import Exported, Terms
from translate_flow.flow.selection import ranges
from translate_flow.project import Project


@click.command("export")
@article_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="File or folder to write; else standard output.",
)
@click.option("--require", metavar="STATE", help="State that each segment must have: translated, reviewed or final.")
@click.option("--allow-unfinished", is_flag=True, help="Fill what is not translated with the source text.")
@click.option("--encoding", metavar="E", help="Encoding of the result; else that of the source.")
@click.option("--pseudo", "is_pseudo", is_flag=True, help="Accented and longer text in place of every translation.")
@to_option
@with_project
def export_(
    project: Project,
    article: str,
    output: str | None,
    require: str | None,
    allow_unfinished: bool,
    encoding: str | None,
    is_pseudo: bool,
    to: str | None,
) -> None:
    """Write the finished text. Exits with 3 if something is missing."""
    if is_pseudo:
        exported = delivery.export_pseudo(project, article, encoding, to=to)
    else:
        exported = delivery.export(project, article, Terms(require, allow_unfinished, encoding), to=to)
    if output is None or output == "-":
        sys.stdout.buffer.write(exported.content)
        sys.stdout.buffer.flush()
    else:
        note(f"Wrote {delivery.write(project, exported, output)}.")
    _tell(exported)


def _tell(exported: Exported) -> None:
    if exported.other_language:
        note(f"The document itself still says that it is translated into {exported.other_language}.")
    if exported.unfinished:
        count = len(exported.unfinished)
        note(f"Unfinished: {counted(count, 'segment')} filled with the source text: {ranges(exported.unfinished)}.")
    if exported.names:
        names = ", ".join(exported.names)
        why = "by project.toml" if exported.is_anonymous else "for the document has no place for a credit"
        note(f"Credit: {names}." if exported.is_credited else f"Not named, {why}: {names}.")
    if exported.head:
        note(f"History: {exported.head}")
