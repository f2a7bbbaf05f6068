"""`log` and `undo`."""

from dataclasses import asdict

import click

from translate_flow.cli.options import (
    article_argument,
    by_option,
    json_option,
    maybe_article_argument,
    segments_argument,
    to_option,
    with_project,
)
from translate_flow.cli.output import counted, emit_json, note, visible
from translate_flow.flow import history
from translate_flow.flow.selection import ranges
from translate_flow.model import Event
from translate_flow.project import Project


@click.command("log")
@maybe_article_argument
@segments_argument
@click.option("-n", "last", type=click.IntRange(1, 10**9), metavar="N", help="The last N entries only.")
@to_option
@with_project
@json_option
def log_(
    project: Project, article: str | None, segments: str | None, last: int | None, to: str | None, as_json: bool
) -> None:
    """Show who did what, when, and what was there before; without ARTICLE, the project's own history."""
    events = history.log(project, article, segments, to=to, last=last)
    if as_json:
        emit_json([asdict(event) for event in events])
        return
    for event in events:
        _print(event)


def _print(event: Event) -> None:
    is_there = event.segment is not None and event.segment > 0
    place = (
        f" segment {event.segment}" if is_there else " a segment that is not there any more" if event.segment else ""
    )
    undone = f" (takes back {event.undoes})" if event.undoes else ""
    check = event.after.get("check") or event.before.get("check")  # what a waiver is of
    about = f" [{visible(check)}]" if check else ""
    reason = f": {visible(event.reason)}" if event.reason else ""
    when = event.at[:19].replace("T", " ") + "Z"
    head = f"{event.number:>5}  {when}  {visible(event.by)}  {event.action}{place}{about}{undone}{reason}"
    click.echo(head)
    before, after = event.before.get("text", ""), event.after.get("text", "")
    if before != after:
        for mark, text, colour in (("-", before, "red"), ("+", after, "green")):
            if text:
                line = visible(text).replace("\n", "⏎")
                click.echo(click.style(f"       {mark} {line}", fg=colour))
    said = {key: value for key, value in event.after.items() if key != "digest"}  # that one is for verify
    if not event.segment and said:
        click.echo(visible("       " + ", ".join(f"{key}: {_short(value)}" for key, value in said.items())))


def _short(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return len(value) if value and isinstance(value[0], list) else " ".join(map(str, value))
    return value


@click.command("undo")
@article_argument
@segments_argument
@to_option
@by_option
@with_project
def undo_(project: Project, article: str, segments: str | None, to: str | None, by: str | None) -> None:
    """Take back the last thing done to the article, or to SEGMENTS. Undo again to go further back."""
    undone = history.undo(project, article, segments, to=to, by=by)
    steps = dict.fromkeys(f"{event.action} by {event.by}" for event in undone.events)
    numbers = ranges(sorted(segment.number for segment in undone.segments))
    note(f"{counted(len(undone.segments), 'segment')} as before: {numbers}. Taken back: {', '.join(steps)}.")
