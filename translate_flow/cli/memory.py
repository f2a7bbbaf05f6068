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
from translate_flow.errors import UsageError
from translate_flow.flow import memory
from translate_flow.flow.selection import numbers
from translate_flow.model import Entry, Side
from translate_flow.project import Project

if TYPE_CHECKING:
    from translate_flow.flow.aligning import Aligned
    from translate_flow.flow.concordance import Hit
    from translate_flow.flow.memory_files import Told
    from translate_flow.flow.memory_removal import Found


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
    _tell_of_file(done)


def _tell_of_file(done: "Told") -> None:
    """Say what of a file was left out, and why."""
    for reason, (count, line) in done.left_out.items():
        note(f"{counted(count, 'unit')} {reason} left out, the first on line {line}.")
    if done.left_out and done.others:
        more = " and more" if len(done.others) > _MOST_LANGUAGES else ""
        note(f"Not of this project: texts in {', '.join(done.others[:_MOST_LANGUAGES])}{more}.")
    if done.fault:
        note(done.fault)


@memory_.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--article", metavar="NAME", help="Entries of an article only, as search shows its name.")
@click.option("--origin", type=click.Choice(["work", "tmx", "align"]), help="Entries that came this way only.")
@to_option
@with_project
def export_(project: Project, file: Path, article: str | None, origin: str | None, to: str | None) -> None:
    """Write the memory, or its part into one language, as TMX 1.4b; - writes to standard output."""
    from translate_flow.flow import memory_files

    with progress("writing") as watch:
        done = memory_files.export_tmx(project, file, to=to, article=article, origin=origin, watch=watch)
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


_yes_option = click.option("--yes", "is_agreed", is_flag=True, help="Remove without asking.")


@memory_.command("clean")
@click.option(
    "--only",
    "kinds",
    type=click.Choice(list(memory.KINDS)),
    multiple=True,
    metavar="KIND",
    help="Only duplicate, empty, same (source = target) or wrong-script ones; repeatable.",
)
@click.option(
    "--keep",
    "kept",
    type=int,
    multiple=True,
    metavar="ID",
    help="Let the entry with this id stay (--json shows ids); repeatable.",
)
@_yes_option
@by_option
@with_project
@json_option
def clean_(
    project: Project,
    kinds: tuple[str, ...],
    kept: tuple[int, ...],
    is_agreed: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Show entries that help nobody (duplicates, empty, source = target, wrong script), then remove them.

    The question takes numbers of those that are to stay, too: 3 or 3-7,12.
    """
    with progress("looking through") as watch:
        found = memory.without(memory.doubtful(project, kinds, watch=watch), kept)
    if as_json:
        emit_json([{"id": d.entry.id} | entry_fields(d.entry) | {"reason": d.reason} for d in found])
    else:
        _print_pairs("reason", [(d.reason, d.entry) for d in found], is_numbered=True)
    if not found:
        note("Nothing is to be removed." if kinds or kept else "The memory is clean.")
        return
    stay = set() if is_agreed else None if as_json else _staying(len(found))
    if stay is None:
        note("Nothing was removed.")
        return
    chosen = [doubt for number, doubt in enumerate(found, 1) if number not in stay]
    note(f"{memory.clean(project, chosen, by=by):,} removed.")


def _staying(count: int) -> set[int] | None:
    """The numbers that somebody lets stay of a list which is to be removed; None: all of it."""
    stay: set[int] = set()
    while len(stay) < count:
        told = f"Keep {len(stay):,}, remove" if stay else "Remove"
        question = f"{told} {counted(count - len(stay), 'entry')}? [y/N/numbers to keep]"
        answer = click.prompt(question, default="n", show_default=False, err=True).strip()
        if answer.lower() in ("y", "yes"):
            return stay
        if answer.lower() in ("n", "no"):
            return None
        try:
            stay.update(numbers(",".join(answer.replace(",", " ").split()), count, "pair", "list"))
        except UsageError as error:
            note(f"{error.message} {error.hint}")
    return None


@memory_.command("remove")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--partial", "is_partial", is_flag=True, help="Of a broken file, take what can be read.")
@click.option(
    "-n", "most", type=click.IntRange(min=0), default=10, show_default=True, metavar="N",
    help="Most pairs shown; --json shows all.",
)  # fmt: skip
@_yes_option
@by_option
@with_project
@json_option
def remove_(
    project: Project, file: Path, is_partial: bool, most: int, is_agreed: bool, by: str | None, as_json: bool
) -> None:
    """Take pairs that came from TMX or alignment out again: those that a TMX file holds.

    What was translated in this project stays. Importing the file brings them back.
    """
    from translate_flow.flow import memory_removal

    with progress("reading") as watch:
        found = memory_removal.find(project, file, most=None if as_json else most, is_partial=is_partial, watch=watch)
    if as_json:
        emit_json([{"id": entry.id} | entry_fields(entry) for entry in found.entries])
    else:
        _print_pairs("origin", [(entry.origin, entry) for entry in found.entries])
    count = len(found.held.identities)
    _tell_of_held(found, count)
    if not count:
        return
    if not is_agreed and (as_json or not click.confirm(f"Remove {counted(count, 'entry')}?", err=True)):
        note("Nothing was removed.")
        return
    with progress("removing") as watch:
        note(f"{memory_removal.remove(project, file, found, by=by, watch=watch):,} removed.")


def _tell_of_held(found: "Found", count: int) -> None:
    """Say how much of a file the memory holds."""
    if 0 < len(found.entries) < count:
        note(f"… and {count - len(found.entries):,} more.")
    _tell_of_file(found.told)
    if not count:
        note("The memory has no pair of the file from TMX or alignment.")
    if found.held.own:
        note(f"{counted(found.held.own, 'pair')} translated in this project, to stay.")
    if found.held.absent:
        note(f"{counted(found.held.absent, 'pair')} not in the memory, or only between other neighbours.")


def _print_pairs(header: str, rows: Sequence[tuple[str, Entry]], *, is_numbered: bool = False) -> None:
    """Pairs with a label each: rows into a pipe, on a terminal one text below the other, for they are long."""
    if sys.stdout is None or not sys.stdout.isatty():
        table((header, "source", "target"), [(label, entry.source, entry.target) for label, entry in rows])
        return
    width = max((len(label) for label, _ in rows), default=0)
    if is_numbered:
        digits = len(str(len(rows)))
        rows = [(f"{number:>{digits}}  {label:<{width}}", entry) for number, (label, entry) in enumerate(rows, 1)]
        width += digits + 2
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
