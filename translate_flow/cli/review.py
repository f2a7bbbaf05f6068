"""`review` and `finish`."""

import click

from translate_flow.cli.options import article_argument, by_option, segments_argument, to_option, with_project
from translate_flow.cli.output import counted, note, segment_lines
from translate_flow.errors import Conflict, Refused, UsageError
from translate_flow.flow import people, reading, review
from translate_flow.flow.reading import View
from translate_flow.flow.selection import ranges
from translate_flow.model import State
from translate_flow.project import Project


@click.command("review")
@article_argument
@segments_argument
@click.option("--accept", "is_accept", is_flag=True, help="Accept them: all that wait, unless SEGMENTS are named.")
@click.option("--reject", "is_reject", is_flag=True, help="Send SEGMENTS back; needs -m.")
@click.option("-m", "--message", "reason", metavar="WHY", default="", help="Why they are sent back.")
@to_option
@by_option
@with_project
def review_(
    project: Project,
    article: str,
    segments: str | None,
    is_accept: bool,
    is_reject: bool,
    reason: str,
    to: str | None,
    by: str | None,
) -> None:
    """Revise translated segments: --accept, --reject, or neither to go through them one by one."""
    if reason and not is_reject:
        raise UsageError("A reason goes with --reject.", "Say --reject -m WHY.")
    if is_accept and is_reject:
        raise UsageError("A segment is accepted or rejected, not both.", "Say --accept or --reject.")
    if is_accept:
        accepted, own = review.accept(project, article, segments, to=to, by=by)
        left = f" Left for another person: {ranges([segment.number for segment in own])}." if own else ""
        note(f"{counted(len(accepted), 'segment')} accepted.{left}")
    elif is_reject:
        back = review.reject(project, article, segments, reason, to=to, by=by)
        note(f"{counted(len(back), 'segment')} sent back.")
    else:
        _one_by_one(project, article, segments, to, by)


def _one_by_one(project: Project, article: str, segments: str | None, to: str | None, by: str | None) -> None:
    people.worker(by)
    shown = reading.show(project, article, segments, to=to, has_terms=True, has_issues=True)
    waiting = [view for view in shown.views if view.segment.state is State.TRANSLATED]
    if not waiting:
        note("No segment waits for review.")
    for view in waiting:
        segment_lines(view.segment, view.terms, view.issues)
        answer = click.prompt(
            "accept, reject, skip or quit", type=click.Choice(["a", "r", "s", "q"]), default="s", err=True
        )
        if answer == "q":
            return
        if answer != "s":
            _decide(project, article, view, answer, to, by)


def _decide(project: Project, article: str, view: View, answer: str, to: str | None, by: str | None) -> None:
    reason = None
    while answer == "r" and not reason:
        reason = click.prompt("why", err=True).strip()
    try:
        after = review.decide(project, article, view.segment, reason, to=to, by=by)
    except (Refused, Conflict) as error:
        note(f"{error.message} {error.hint}")
        return
    note(f"Segment {after.number}: {'sent back' if reason else after.state}.")


@click.command("finish")
@article_argument
@to_option
@by_option
@with_project
def finish_(project: Project, article: str, to: str | None, by: str | None) -> None:
    """Make a reviewed and checked article final."""
    done = review.finish(project, article, to=to, by=by)
    note(f"{counted(len(done), 'segment')} became final." if done else "It is final already.")
