"""`check` and `waive`."""

from collections import Counter
from collections.abc import Sequence

import click

from translate_flow.cli.options import (
    article_argument,
    by_option,
    json_option,
    segments_argument,
    to_option,
    with_project,
)
from translate_flow.cli.output import counted, emit_json, issue_fields, issue_line, note
from translate_flow.errors import UsageError
from translate_flow.flow import fixing, quality
from translate_flow.flow.quality import Checked
from translate_flow.flow.translation import Saved
from translate_flow.model import Issue, Severity
from translate_flow.project import Project

_FEW, _MANY = 2, 10


def _list_checks(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if not value:
        return
    listed = list(quality.list_checks())
    if ctx.params.get("as_json"):
        emit_json([{"check": found.id, "severity": found.severity, "doc": found.doc} for found in listed])
    else:
        for found in listed:
            severity = f"{found.severity}, off by default" if found.is_optional else found.severity
            click.echo(f"{click.style(found.id, bold=True)} ({severity}): {' '.join(found.doc.split())}")
    ctx.exit()


@click.command("check")
@article_argument
@segments_argument
@click.option(
    "--list",
    is_flag=True,
    expose_value=False,
    callback=_list_checks,
    help="Say what each check finds.",
)
@click.option(
    "--fix", "is_fix", is_flag=True, help="Mend what can be mended safely first, and show it; undo takes it back."
)
@to_option
@by_option
@with_project
@json_option
@click.pass_context
def check_(
    ctx: click.Context,
    project: Project,
    article: str,
    segments: str | None,
    is_fix: bool,
    to: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Check translated segments. Exits with 3 if there is an issue of severity error."""
    if is_fix:
        _tell_fixes(fixing.fix(project, article, segments, to=to, by=by))
    checked = quality.check(project, article, segments, to=to)
    standing = [issue for issue in checked.issues if not issue.waived]
    if as_json:
        emit_json([issue_fields(issue) for issue in checked.issues])
    else:
        _tell(checked, standing, is_whole=segments is None)
    if checked.note:
        note(checked.note)
    ctx.exit(3 if any(issue.severity is Severity.ERROR for issue in standing) else 0)


def _tell(checked: Checked, standing: Sequence[Issue], *, is_whole: bool) -> None:
    """A summary by check of a whole article, or where there is much to read; then each issue with its words."""
    counts = Counter(issue.check for issue in standing)
    if len(standing) > (_FEW if is_whole else _MANY):
        note("; ".join(f"{name}: {count}" for name, count in counts.most_common()) + ".")
    for issue in checked.issues:
        issue_line(issue, text=checked.segments[issue.segment])
    severities = Counter(issue.severity for issue in standing)
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
    parts = [counted(severities[severity], noun) for severity, noun in nouns.items() if severities[severity]]
    note(", ".join(parts) + "." if parts else "No issues.")


def _tell_fixes(fixed: Sequence[Saved]) -> None:
    for saved in fixed:
        note(f"Segment {saved.after.number} mended:\n  - {saved.before.target}\n  + {saved.after.target}")
    note(f"{counted(len(fixed), 'segment')} mended.")


@click.command("waive")
@article_argument
@click.argument("segment")
@click.argument("check")
@click.option("-m", "--message", "reason", metavar="WHY", help="Why it is right as it stands.")
@click.option("--take-back", is_flag=True, help="Let the issue stand again.")
@to_option
@by_option
@with_project
def waive_(
    project: Project,
    article: str,
    segment: str,
    check: str,
    reason: str | None,
    take_back: bool,
    to: str | None,
    by: str | None,
) -> None:
    """Accept what CHECK finds in SEGMENT, with a reason. It holds until a text changes."""
    if take_back and reason:
        raise UsageError("A waiver is given or taken back, not both.", "Say -m WHY or --take-back.")
    why = None if take_back else reason or ""
    found = quality.waive(project, article, segment, check, why, to=to, by=by)
    note(f"Segment {found.number}: {check} {'stands again' if take_back else 'is waived'}.")
