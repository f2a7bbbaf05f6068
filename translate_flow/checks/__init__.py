"""Checks: each an id, a severity, a docstring for users and one pure generator.

A theme is a module with `CHECKS`, a tuple of functions under the `check` decorator. A check sees a `Context`
and yields `Finding`s with offsets in the plain texts; `run` turns them into issues with offsets in the tagged
texts. Adding a theme takes one file and one name in `THEMES`.
"""

from collections.abc import Iterator, Mapping

from translate_flow import plugins, tagged
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.model import Issue, Severity, Side

__all__ = ["THEMES", "Check", "Context", "Finding", "available", "check", "run"]

THEMES: tuple[str, ...] = ()


def available() -> list[Check]:
    """Every check, built-in ones first, in the order in which issues are shown."""
    from importlib import import_module

    modules = [import_module(f"translate_flow.checks.{theme}") for theme in THEMES]
    return [found for module in (*modules, *plugins.load("checks")) for found in module.CHECKS]


def run(context: Context, checks: list[Check], severities: Mapping[str, Severity | None]) -> Iterator[Issue]:
    """Issues of one segment. `severities` may change a check's severity, or None switch it off."""
    sides: dict[Side, tagged.Plain] = {Side.SOURCE: context.plain_source, Side.TARGET: context.plain_target}
    for current in checks:
        severity = severities.get(current.id, current.severity)
        if severity is None:
            continue
        for found in current.run(context):
            offset = sides[found.side].offset
            yield Issue(
                check=current.id,
                severity=severity,
                segment=context.number,
                start=offset(found.start),
                end=offset(found.end),
                message=found.message,
                side=found.side,
                fix=found.fix,
            )
