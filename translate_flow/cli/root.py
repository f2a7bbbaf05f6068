"""The root group: commands are imported when they are called, errors become sentences."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from translate_flow import __version__
from translate_flow.cli.options import Common
from translate_flow.errors import Interrupted, TranslateFlowError, UsageError

# command → module of this package; its object there bears the command's name, `import` and such as `import_`
_COMMANDS = {
    "init": "articles",
    "import": "articles",
    "list": "overview",
    "status": "overview",
    "show": "segments",
    "next": "segments",
    "translate": "segments",
    "confirm": "segments",
    "edit": "edit",
    "pretranslate": "pretranslation",
    "review": "review",
    "join": "cutting",
    "split": "cutting",
    "finish": "review",
    "check": "quality",
    "waive": "quality",
    "export": "delivery",
    "log": "history",
    "undo": "history",
    "glossary": "glossary",
    "segment": "cutting",
    "memory": "memory",
    "names": "names",
    "backup": "safety",
    "restore": "safety",
    "verify": "safety",
    "demo": "demo",
}


class Told(click.ClickException):
    """An error of the program as click shows it: the sentence, the hint, the exit code."""

    def __init__(self, error: TranslateFlowError) -> None:
        super().__init__(error.message)
        vars(self)["exit_code"] = error.exit_code  # click declares it for the class only
        self.hint = error.hint
        context = click.get_current_context(silent=True)  # there is none any more when it is shown
        self._color = context.color if context else None

    def show(self, file: Any = None) -> None:
        """Print to standard error, control characters escaped."""
        from translate_flow.cli.output import visible

        click.echo(click.style("Error: ", fg="red") + visible(self.message), err=True, color=self._color)
        if self.hint:
            click.echo(visible(self.hint), err=True)


class LazyGroup(click.Group):
    """A group whose commands are imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of work."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"translate_flow.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a name that is nearly right."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, 1)
            ctx.fail(f"There is no command {args[0]!r}." + (f" Did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it raises for users is shown to them."""
        try:
            return super().invoke(ctx)
        except TranslateFlowError as error:
            raise Told(error) from error
        except (KeyboardInterrupt, click.Abort):
            raise Told(Interrupted("Stopped.", "What was acknowledged is kept, and nothing else.")) from None
        except BrokenPipeError:
            raise
        except UnicodeEncodeError as error:
            raise Told(UsageError("An argument holds bytes that are no UTF-8.", "Type it again.")) from error
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise Told(TranslateFlowError(f"{place}{error.strerror or error}.")) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="translate-flow", message="%(prog)s %(version)s")
@click.option("--project", "folder", type=click.Path(path_type=Path), help="Folder of the project.")
@click.option("--to", metavar="LANG", help="Target language.")
@click.option("--by", metavar="NAME", help="Who is at work.")
@click.pass_context
def cli(ctx: click.Context, folder: Path | None, to: str | None, by: str | None) -> None:
    """Translate articles: import, translate and review segments, export the finished text.

    A first walk through everything: translate-flow demo
    """
    ctx.obj = Common(folder, to, by)
    if os.environ.get("NO_COLOR"):  # https://no-color.org: any value that is not empty
        ctx.color = False
