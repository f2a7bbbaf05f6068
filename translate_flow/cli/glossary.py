"""`glossary`: terms."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate_flow.cli.options import Decorator, article_argument, by_option, json_option, to_option, with_project
from translate_flow.cli.output import counted, emit_json, note, status_word, table, visible
from translate_flow.files import write_atomically
from translate_flow.flow import glossary
from translate_flow.flow.glossary import Change, Details, Entry
from translate_flow.flow.glossary_files import FORMS
from translate_flow.flow.selection import ranges
from translate_flow.model import TermStatus
from translate_flow.project import Project

if TYPE_CHECKING:
    from translate_flow.flow.glossary_reach import Touched


@click.group("glossary")
def glossary_() -> None:
    """Add, list, find, import, export and remove terms."""


def _emit(entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        emit_json([_fields(entry) for entry in entries])
        return
    rows = [
        (each.source, each.target, each.target_language, status_word(each.details.status), _remarks(each.details))
        for each in entries
    ]
    table(("source", "target", "to", "status", "note"), rows, "No terms found.")


def _fields(entry: Entry) -> dict[str, Any]:
    """A pair for JSON, all on one level."""
    fields = asdict(entry)
    said: dict[str, Any] = fields.pop("details")
    return fields | said | {"status": str(entry.details.status)}


def _remarks(said: Details) -> str:
    """Domain, note and where it is valid, for people."""
    parts = [f"[{said.domain}]" if said.domain else "", said.note]
    parts += [f"(only in {said.article})"] if said.article else []
    return " ".join(part for part in parts if part)


def _tell(change: Change, *, is_rehearsal: bool = False) -> None:
    for sentence in change.conflicts:
        note(f"Conflict: {sentence}")
    for sentence in change.warnings:
        note(f"Warning: {sentence}")
    parts = [f"{len(change.added)} new", f"{len(change.changed)} changed", f"{change.same} as they were"]
    parts += [f"{len(change.conflicts)} in conflict"] if change.conflicts else []
    note(f"Terms: {', '.join(parts)}{' (nothing was changed)' if is_rehearsal else ''}.")


_DETAILS: tuple[Decorator, ...] = (
    click.option(
        "--status",
        default="preferred",
        type=click.Choice([str(status) for status in TermStatus], case_sensitive=False),
        callback=lambda _, __, value: TermStatus(value),
        help="Standing of the target term.",
    ),
    click.option("--note", default="", help="Remark for translators."),
    click.option("--domain", default="", help="Subject field: tells words that look alike apart."),
    click.option("--definition", default="", help="What it is."),
    click.option("--pos", "part_of_speech", default="", metavar="P", help="Part of speech, such as noun."),
    click.option("--gender", default="", metavar="G", help="Grammatical gender of the target: m, f, n."),
    click.option("--reference", default="", help="Where the target was taken from."),
    click.option("--example", default="", help="A sentence with it."),
    click.option("--case-sensitive", "is_case_sensitive", is_flag=True, help="Letters must agree in case."),
    click.option("--article", default="", help="The target is valid in this article only."),
)


def _details(function: Any) -> Any:
    """Add the options that say more of a pair."""
    for option in reversed(_DETAILS):
        function = option(function)
    return function


@glossary_.command("add")
@click.argument("source")
@click.argument("target", required=False)
@click.option("--from-segment", "place", metavar="ARTICLE:N", help="Where SOURCE stands; becomes the example.")
@_details
@to_option
@by_option
@with_project
def add_(
    project: Project,
    source: str,
    target: str | None,
    place: str | None,
    to: str | None,
    by: str | None,
    **details: Any,
) -> None:
    """Add a pair of terms; without TARGET, SOURCE is not to be translated."""
    said = Details(**details)
    if place is None:
        _tell(glossary.add(project, source, target, said, to=to, by=by))
        return
    from translate_flow.flow import glossary_reach

    _tell(glossary_reach.add_from_segment(project, place, source, target, said, to=to, by=by))
    _tell_touched(glossary_reach.touched(project, source, to))


def _tell_touched(found: Sequence["Touched"]) -> None:
    """Which translated segments a new term touches, and which of them do not keep to it."""
    for article in dict.fromkeys(each.article for each in found):
        own = [each for each in found if each.article == article]
        short = [each.segment for each in own if not each.is_met]
        lacking = f"; without the term: {ranges(short)}" if short else "; all keep to it"
        note(f"Translated segments of {article} that it touches: {ranges([each.segment for each in own])}{lacking}.")
    if not found:
        note("It touches no translated segment.")


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
@click.option("--format", "form", type=click.Choice(FORMS), help="Format; else found from content and ending.")
@click.option("--encoding", metavar="E", help="Encoding of a text file, such as windows-1250; else UTF-8 or its mark.")
@click.option("--dry-run", "is_rehearsal", is_flag=True, help="Only say what would happen.")
@to_option
@by_option
@with_project
def import_(
    project: Project,
    file: Path,
    form: str | None,
    encoding: str | None,
    is_rehearsal: bool,
    to: str | None,
    by: str | None,
) -> None:
    """Read a glossary: CSV with a header (source term,target term,status,note,…), TBX, UTX, OmegaT's tab files."""
    change = glossary.import_file(project, file, to=to, by=by, form=form, encoding=encoding, is_rehearsal=is_rehearsal)
    if is_rehearsal:
        for word, found in (("new", change.added), ("changed", change.changed)):
            table(("what", "source", "target", "to"), [(word, e.source, e.target, e.target_language) for e in found])
    _tell(change, is_rehearsal=is_rehearsal)


@glossary_.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="File to write; else standard output."
)
@click.option("--as", "form", type=click.Choice(FORMS), default="csv", help="Format.")
@to_option
@with_project
def export_(project: Project, output: Path | None, form: str, to: str | None) -> None:
    """Write the glossary: of one language pair, or in TBX of all languages."""
    data = glossary.export(project, to, form)
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


@glossary_.command("form")
@click.argument("term")
@click.argument("form")
@click.option("--no", "is_none", is_flag=True, help="FORM is another word.")
@to_option
@by_option
@with_project
def form_(project: Project, term: str, form: str, is_none: bool, to: str | None, by: str | None) -> None:
    """Say that FORM is an inflected form of TERM, or with --no that it is none."""
    from translate_flow.flow import learning

    found = learning.tell(project, term, form, is_form=not is_none, to=to, by=by)
    note(f"{form} is {'no' if is_none else 'a'} form of {found[0].text}.")


@glossary_.command("undo")
@by_option
@with_project
def undo_(project: Project, by: str | None) -> None:
    """Take back the last import, addition, removal or form. Undo again to go further back."""
    event, gone, back = glossary.undo(project, by)
    note(f"Event {event.number} by {event.by} is taken back: {gone} gone, {back} back as they were.")


@glossary_.command("extract")
@article_argument
@click.option("--most", type=click.IntRange(min=1), default=30, metavar="N", help="How many; else 30.")
@to_option
@with_project
@json_option
def extract_(project: Project, article: str, most: int, to: str | None, as_json: bool) -> None:
    """Propose terms of ARTICLE that the glossary lacks: frequent, capitalised or unusual phrases."""
    from translate_flow.flow import extraction

    found = extraction.extract(project, article, to=to, most=most)
    if as_json:
        emit_json([asdict(each) for each in found])
        return
    rows = [(each.source, each.target, each.count, each.why, f"{each.segment}: {each.example}") for each in found]
    table(("source", "target?", "count", "why", "segment"), rows, "Nothing to propose.")


@glossary_.command("check")
@to_option
@with_project
@json_option
@click.pass_context
def check_(ctx: click.Context, project: Project, to: str | None, as_json: bool) -> None:
    """Find contradictions in the glossary itself. Exits with 3 if there are any."""
    from translate_flow.flow import contradictions

    found = contradictions.contradictions(project, to)
    if as_json:
        emit_json([asdict(each) for each in found])
    else:
        for each in found:
            click.echo(visible(f"{each.language}: {each.message} [{each.kind}]"))
        note(f"{counted(len(found), 'contradiction')}." if found else "No contradictions.")
    ctx.exit(3 if found else 0)
