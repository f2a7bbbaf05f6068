"""`memory`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translate_flow import tagged
from translate_flow.cli.matches import (
    entry_fields,
    fault_fields,
    fault_lines,
    marked,
    match_fields,
    match_lines,
    place_of,
)
from translate_flow.cli.options import by_option, json_option, to_option, with_project
from translate_flow.cli.output import counted, emit_json, note, table, visible
from translate_flow.cli.progress import progress
from translate_flow.flow import memory
from translate_flow.model import Entry, Side
from translate_flow.project import Project

if TYPE_CHECKING:
    from translate_flow.flow.aligning import Aligned
    from translate_flow.flow.concordance import Hit


_MOST_LANGUAGES = 20


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
    from translate_flow.flow import memory_files

    with progress("reading") as watch:
        done = memory_files.import_tmx(project, file, is_partial=is_partial, by=by, watch=watch)
    note(f"{counted(done.added, 'entry')} new, {done.known:,} there already.")
    for reason, (count, line) in done.left_out.items():
        note(f"{counted(count, 'unit')} {reason} left out, the first on line {line}.")
    if done.left_out and done.others:
        more = " and more" if len(done.others) > _MOST_LANGUAGES else ""
        note(f"Not of this project: texts in {', '.join(done.others[:_MOST_LANGUAGES])}{more}.")
    if done.fault:
        note(done.fault)


@memory_.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@to_option
@with_project
def export_(project: Project, file: Path, to: str | None) -> None:
    """Write the memory, or its part into one language, as TMX 1.4b; - writes to standard output."""
    from translate_flow.flow import memory_files

    with progress("writing") as watch:
        done = memory_files.export_tmx(project, file, to=to, watch=watch)
    place = "" if str(file) == "-" else f" {file}:"
    note(f"Wrote{place} {counted(done.entries, 'entry')}.")
    if done.replaced:
        note(f"{counted(done.replaced, 'character')} that XML cannot hold became U+FFFD.")


@memory_.command("search")
@click.argument("text")
@click.option("--source", "side", flag_value="source", help="In sources only.")
@click.option("--target", "side", flag_value="target", help="In targets only.")
@click.option("--phrase", "is_phrase", is_flag=True, help="The words one behind the other, as in quotes.")
@click.option("--fuzzy", "is_fuzzy", is_flag=True, help="Entries similar to TEXT as a whole, with their scores.")
@click.option("--explain", "is_explained", is_flag=True, help="As --fuzzy: what differs, what was masked, penalties.")
@click.option("-n", "most", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="Most hits.")
@to_option
@with_project
@json_option
def search_(
    project: Project,
    text: str,
    side: str | None,
    is_phrase: bool,
    is_fuzzy: bool,
    is_explained: bool,
    most: int,
    to: str | None,
    as_json: bool,
) -> None:
    """Find words in the memory: words anywhere, "a phrase", or begin*; case and accents do not count."""
    if is_fuzzy or is_explained:
        _emit_matches(project, text, to, is_explained=is_explained, as_json=as_json)
        return
    from translate_flow.flow import concordance

    how = concordance.Search(Side(side) if side else None, is_phrase, most)
    hits = concordance.search(project, text, how, to=to, tell=note)
    if as_json:
        emit_json([_hit_fields(hit) for hit in hits])
        return
    for hit in hits:
        _print_hit(hit)
    note(f"{counted(len(hits), 'pair')} found.")


def _emit_matches(project: Project, text: str, to: str | None, *, is_explained: bool, as_json: bool) -> None:
    found = memory.look_up(project, text, to=to, tell=note)
    if as_json:
        emit_json([match_fields(match) for match in found])
        return
    for match in found:
        match_lines(match, text, is_explained=is_explained)
    if not found:
        note("Nothing similar.")


def _hit_fields(hit: "Hit") -> dict[str, Any]:
    """A hit for JSON; places are offsets in the tagged texts."""
    entry = hit.entry
    places = {
        name: [[plain.offset(start), plain.offset(end - 1) + 1] for start, end in spans]
        for name, spans, plain in (
            ("in_source", hit.in_source, tagged.plain(entry.source, entry.codes)),
            ("in_target", hit.in_target, tagged.plain(entry.target, entry.codes)),
        )
    }
    issues = [fault_fields(issue) for issue in hit.issues]
    return entry_fields(entry) | places | {"times": hit.times, "memory": hit.memory, "issues": issues}


def _print_hit(hit: "Hit") -> None:
    entry = hit.entry
    times = f"{hit.times} times" if hit.times > 1 else ""
    place = place_of(entry, hit.memory, times)
    click.echo(marked(hit.source, hit.in_source))
    click.echo("  " + marked(hit.target, hit.in_target))
    fault_lines(hit.issues, entry.source, entry.target, "    ")
    languages = f"({entry.source_language} → {entry.target_language})"
    click.echo(click.style("  " + visible(" ".join(filter(None, (place, languages)))), dim=True))


@memory_.command("stats")
@with_project
@json_option
def stats_(project: Project, as_json: bool) -> None:
    """Show what the memory holds, by languages, origin and state."""
    from dataclasses import asdict

    found = memory.stats(project)
    if as_json:
        emit_json([asdict(holding) for holding in found])
        return
    rows = [
        (f"{h.source_language} → {h.target_language}", h.origin, h.state, h.entries, h.oldest[:10], h.newest[:10])
        for h in found
    ]
    table(("languages", "origin", "state", "entries", "oldest", "newest"), rows, "The memory is empty.")


@memory_.command("clean")
@click.option("--yes", "is_agreed", is_flag=True, help="Remove without asking.")
@by_option
@with_project
@json_option
def clean_(project: Project, is_agreed: bool, by: str | None, as_json: bool) -> None:
    """Show entries that help nobody (duplicates, empty, source = target, wrong script), then remove them."""
    with progress("looking through") as watch:
        found = memory.doubtful(project, watch=watch)
    if as_json:
        emit_json([entry_fields(doubt.entry) | {"reason": doubt.reason} for doubt in found])
    else:
        _print_pairs("reason", [(d.reason, d.entry) for d in found])
    if not found:
        note("The memory is clean.")
        return
    if not is_agreed and (as_json or not click.confirm(f"Remove {len(found)}?", err=True)):
        note("Nothing was removed.")
        return
    note(f"{memory.clean(project, found, by=by)} removed.")


def _print_pairs(header: str, rows: Sequence[tuple[str, Entry]]) -> None:
    """Pairs with a label each: rows into a pipe, on a terminal one text below the other, for they are long."""
    if sys.stdout is None or not sys.stdout.isatty():
        table((header, "source", "target"), [(label, entry.source, entry.target) for label, entry in rows])
        return
    width = max((len(label) for label, _ in rows), default=0)
    for label, entry in rows:
        source, target = (visible(" ".join(text.split())) for text in (entry.source, entry.target))
        click.echo(click.style(f"{label:>{width}}", bold=True) + f"  {source}\n{' ' * width}  {target}")


@memory_.command("align")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--threshold",
    type=click.IntRange(1, 100),
    default=70,
    show_default=True,
    metavar="N",
    help="Lowest confidence of a pair that enters.",
)
@click.option("--review", "is_reviewed", is_flag=True, help="Look through the doubtful pairs below it.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Show the pairs only.")
@to_option
@by_option
@with_project
@json_option
def align_(
    project: Project,
    source: Path,
    target: Path,
    threshold: int,
    is_reviewed: bool,
    is_dry: bool,
    to: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Make entries of an article SOURCE and its finished translation TARGET, of any formats."""
    from translate_flow.flow import aligning

    with progress("aligning") as watch:
        found = aligning.align(project, source, target, to=to, watch=watch)
    if as_json:
        fields = [entry_fields(p.entry) | {"confidence": p.confidence, "sources": p.sources, "targets": p.targets}
                  for p in found.pairs]  # fmt: skip
        emit_json(fields)
    elif is_dry:
        _print_pairs("confidence", [(str(p.confidence), p.entry) for p in found.pairs])
    if found.left_out or found.added:
        note(f"{counted(found.left_out, 'source sentence')} and {found.added} of the target have no counterpart.")
    if is_dry:
        note(f"{found.sure(threshold)} of {counted(len(found.pairs), 'pair')} reach {threshold}.")
        return
    accepted = _looked_through(found.doubtful(threshold)) if is_reviewed else None
    added, known, out = aligning.keep(project, found, threshold, accepted, by=by)
    note(f"{counted(added, 'entry')} new, {known} there already, {counted(out, 'pair')} below {threshold} left out.")


def _looked_through(pairs: "Sequence[Aligned]") -> "list[Aligned]":
    """The doubtful pairs that somebody accepts."""
    accepted = []
    for number, pair in enumerate(pairs, 1):
        click.echo(f"{number} of {len(pairs)}, {pair.confidence}%", err=True)
        click.echo(f"  {visible(pair.entry.source)}\n  {visible(pair.entry.target)}", err=True)
        answer = click.prompt(
            "Do they belong together? yes, no or quit", type=click.Choice(["y", "n", "q"]), default="n", err=True
        )
        if answer == "q":
            break
        if answer == "y":
            accepted.append(pair)
    return accepted
