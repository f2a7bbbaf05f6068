"""Checks: each an id, a severity, a docstring for users and one pure generator.

A theme is a module with `CHECKS`, a tuple of functions under the `check` decorator. A check sees a `Context`
and yields `Finding`s with offsets in the plain texts; `run` turns them into issues with offsets in the tagged
texts. Adding a theme takes one file and one name in `THEMES`; knowledge of a language takes one file in
`languages/`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translate_flow import plugins, tagged
from translate_flow.checks.context import Check, Context, Finding, Others, Speller, check
from translate_flow.errors import UsageError
from translate_flow.model import Issue, Severity, Side

__all__ = [
    "SETTINGS",
    "THEMES",
    "Check",
    "Context",
    "Finding",
    "Others",
    "Speller",
    "available",
    "check",
    "run",
    "severities",
]

THEMES: tuple[str, ...] = (
    "completeness",
    "consistency",
    "numbers",
    "amounts",
    "dates",
    "terms",
    "technical",
    "quotations",
    "speakers",
    "punctuation",
    "wording",
    "letters",
    "typography",
    "spelling",
)


SETTINGS = frozenset({"headline-style", "ellipsis-style", "limits", "dictionaries"})
"""Keys of table `[checks]` that are no checks."""


def available() -> list[Check]:
    """Every check, built-in ones first, in the order in which issues are shown."""
    from importlib import import_module

    modules = [import_module(f"translate_flow.checks.{theme}") for theme in THEMES]
    return [found for module in (*modules, *plugins.load("checks")) for found in module.CHECKS]


def severities(table: Mapping[str, Any], checks: Sequence[Check]) -> dict[str, Severity | None]:
    """Severities that table `[checks]` of project.toml asks for: id = "error", "warning", "info" or "off".

    `false` is "off", `true` the check's own severity; an optional check is off unless it is named. Keys of
    `SETTINGS` and sub-tables (for plug-ins) stay out. Raises UsageError that names a check whose value is none
    of these, or a key that is no check.
    """
    wanted: dict[str, Severity | None] = {}
    ids = {current.id for current in checks}
    for key, value in table.items():
        if key not in ids and key not in SETTINGS and not isinstance(value, Mapping):
            raise UsageError(f"There is no check {key}.", "docs/checks.md lists the checks and the settings.")
    for current in checks:
        value = table.get(current.id, not current.is_optional)
        if value is False or value == "off":
            wanted[current.id] = None
        elif value in list(Severity):
            wanted[current.id] = Severity(value)
        elif value is True and current.is_optional:
            wanted[current.id] = current.severity
        elif value is not True:
            raise UsageError(
                f"{value!r} is no severity for the check {current.id}.",
                'Write "error", "warning", "info" or "off" in table [checks] of project.toml.',
            )
    return wanted


def run(context: Context, checks: Sequence[Check], severities: Mapping[str, Severity | None]) -> Iterator[Issue]:
    """Issues of one segment. `severities` may change a check's severity, or None switch it off.

    Without a confirmed target only checks that say so look at the segment.
    """
    is_confirmed = context.is_confirmed
    for current in checks:
        if current.needs_target and not is_confirmed:
            continue
        asked = severities.get(current.id, None if current.is_optional else current.severity)
        if asked is not None:
            for found in current.run(context):
                severity = asked if current.id in severities else found.severity or asked
                yield _issue(context, current.id, severity, found)


def _issue(context: Context, name: str, severity: Severity, found: Finding) -> Issue:
    plain, opposite = context.plain_target, context.plain_source
    if found.side is Side.SOURCE:
        plain, opposite = opposite, plain
    start, end = (found.start, found.end) if found.is_tagged else _tagged_span(plain, found.start, found.end)
    # a fix must not swallow the tags inside its span
    has_tags = not found.is_tagged and end - start != found.end - found.start
    return Issue(
        check=name,
        severity=severity,
        segment=context.number,
        start=start,
        end=end,
        message=found.message,
        side=found.side,
        fix=None if has_tags else found.fix,
        other=_tagged_span(opposite, *found.other) if found.other else None,
    )


def _tagged_span(plain: tagged.Plain, start: int, end: int) -> tuple[int, int]:
    """Offsets in the tagged text; tags directly behind the span do not belong to it."""
    first = plain.offset(start)
    return first, plain.offset(end - 1) + 1 if end > start else first
