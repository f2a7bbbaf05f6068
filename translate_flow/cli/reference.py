"""The reference of all commands, for docs/commands.md."""

from collections.abc import Iterator

import click

from translate_flow.cli.root import cli


def commands(group: click.Group = cli, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups' own commands behind them."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None  # the group has just named it
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


def reference() -> str:
    """Markdown: a section for each command with its own help."""
    return "\n".join(_section(name, command) for name, command in commands())


def _section(name: str, command: click.Command) -> str:
    ctx = click.Context(command, info_name=f"tflow {name}", terminal_width=100, max_content_width=100)
    with ctx:
        return f"\n## {name}\n```\n{command.get_help(ctx)}\n```"
