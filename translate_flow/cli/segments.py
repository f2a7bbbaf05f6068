"""`show`, `next`, `translate`."""

import sys
from dataclasses import asdict
from typing import Any

import click

from translate_flow.cli import output
from translate_flow.cli.matches import match_fields, match_lines, phrase_lines
from translate_flow.cli.options import (
    article_argument,
    by_option,
    json_option,
    maybe_article_argument,
    segments_argument,
    to_option,
    with_project,
)
from translate_flow.flow import reading, translation
from translate_flow.flow.reading import Shown, View
from translate_flow.flow.selection import ranges
from translate_flow.flow.translation import Saved
from translate_flow.model import Segment
from translate_flow.project import Project
from translate_flow.workflow import same_person


def _fields(view: View, *, has_terms: bool, has_issues: bool, has_matches: bool = False) -> dict[str, Any]:
    fields = output.segment_fields(view.segment)
    if has_terms:
        fields["terms"] = [output.term_fields(term) for term in view.terms]
    if has_issues:
        fields["issues"] = [output.issue_fields(issue) for issue in view.issues]
    if has_matches:
        fields["matches"] = [match_fields(match) for match in view.matches]
        fields["phrases"] = [asdict(phrase) for phrase in view.phrases]
    return fields


@click.command("show")
@article_argument
@segments_argument
@to_option
@click.option("--terms", "has_terms", is_flag=True, help="With the glossary's terms.")
@click.option("--issues", "has_issues", is_flag=True, help="With what the checks find.")
@click.option("--matches", "has_matches", is_flag=True, help="With what the memory proposes, and why.")
@with_project
@json_option
def show_(
    project: Project,
    article: str,
    segments: str | None,
    to: str | None,
    has_terms: bool,
    has_issues: bool,
    has_matches: bool,
    as_json: bool,
) -> None:
    """Show segments: source, target, state. SEGMENTS: 3 or 3-7,12."""
    extras = {"has_terms": has_terms, "has_issues": has_issues, "has_matches": has_matches}
    shown = reading.show(project, article, segments, to=to, tell=output.note, **extras)
    if as_json:
        output.emit_json([_fields(view, **extras) for view in shown.views])
        return
    for view in shown.views:
        output.segment_lines(view.segment, view.terms, view.issues)
        for match in view.matches:
            match_lines(match, view.segment.source, is_explained=True)
        phrase_lines(view.phrases)


@click.command("next")
@maybe_article_argument
@to_option
@click.option("--after", type=click.IntRange(min=0), default=0, metavar="SEGMENT", help="Look behind this segment.")
@with_project
@json_option
def next_(project: Project, article: str | None, to: str | None, after: int, as_json: bool) -> None:
    """Show the next segment to translate, with its matches, its terms and its neighbours."""
    found = translation.next_segment(project, article, to, after)
    if found is None or found.segment is None:
        end = f"Nothing behind segment {after} waits." if after else "Everything is translated."
        output.note(output.NO_ARTICLE if found is None else end)
        if as_json:
            output.emit_json(None)
        return
    shown = reading.show(
        project,
        found.article.name,
        str(found.segment.number),
        to=to,
        has_terms=True,
        has_matches=True,
        tell=output.note,
    )
    if as_json:
        fields = _fields(shown.views[0], has_terms=True, has_issues=False, has_matches=True)
        output.emit_json({"article": found.article.name, "language": found.language} | fields)
        return
    _show_in_context(shown, found.before, found.after)


def _show_in_context(shown: Shown, before: Segment | None, after: Segment | None) -> None:
    article = shown.article
    size = output.counted(article.segments, "segment")
    click.echo(click.style(f"{article.name} → {shown.language}, {size}", bold=True))
    view = shown.views[0]
    if before:
        click.echo(click.style(f"      … {output.visible(before.target or before.source)}", dim=True))
    output.segment_lines(view.segment, view.terms)
    for match in view.matches:
        match_lines(match, view.segment.source)
    phrase_lines(view.phrases)
    if after:
        click.echo(click.style(f"      {output.visible(after.source)} …", dim=True))


# a target may begin with a dash, as dialogue does
@click.command("translate", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@article_argument
@click.argument("segment")
@click.argument("text")
@click.option("--draft", "is_draft", is_flag=True, help="Keep it, but it is not done yet.")
@click.option(
    "--if-version",
    "seen",
    type=click.IntRange(min=0),
    metavar="N",
    help="Refuse if the segment is not at this version.",
)
@to_option
@by_option
@with_project
def translate_(
    project: Project,
    article: str,
    segment: str,
    text: str,
    is_draft: bool,
    seen: int | None,
    to: str | None,
    by: str | None,
) -> None:
    """Set the target of SEGMENT to TEXT; - reads it from standard input."""
    if text == "-":
        text = (
            sys.stdin.buffer.read()
            .decode("utf-8", "surrogateescape")
            .removeprefix("\ufeff")
            .removesuffix("\n")
            .removesuffix("\r")
        )
    saved = translation.translate(project, article, segment, text, to=to, by=by, is_draft=is_draft, seen=seen)
    _tell(saved)


@click.command("confirm")
@article_argument
@segments_argument
@to_option
@by_option
@with_project
def confirm_(project: Project, article: str, segments: str | None, to: str | None, by: str | None) -> None:
    """Take drafts as they are: all of the memory's and your own, unless SEGMENTS are named."""
    confirmed, left = translation.confirm(project, article, segments, to=to, by=by)
    back = f" Sent back, left for other words: {ranges([segment.number for segment in left])}." if left else ""
    output.note(f"{output.counted(len(confirmed), 'segment')} confirmed.{back}")


def _tell(saved: Saved) -> None:
    before, after = saved.before, saved.after
    word = "draft" if after.is_draft else str(after.state)
    if before.version == after.version:
        output.note(f"Segment {after.number} is just so already ({word}, version {after.version}).")
        return
    output.note(f"Segment {after.number}: {word}, version {after.version}.")
    if before.target and before.target != after.target and not same_person(before.translator, after.translator):
        output.note(f"It replaces the target of {before.translator}; undo brings that back.")
