"""Options and arguments that many commands share. They count before the command's name, too."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from translate_flow import project as projects
from translate_flow.errors import TranslateFlowError
from translate_flow.records import frozen

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@frozen
class Common:
    """Shared options given before the command's name."""

    folder: Path | None = None
    """--project."""
    to: str | None = None
    """--to."""
    by: str | None = None
    """--by."""


def _common(ctx: click.Context) -> Common:
    found = ctx.find_object(Common)
    return found or Common()


def with_project(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --project; the command gets the loaded project as `project`."""

    @click.option("--project", "folder", type=click.Path(path_type=Path), help="Folder of the project.")
    @wraps(function)
    def run(*args: Any, folder: Path | None, **values: Any) -> Any:
        ctx = click.get_current_context()
        return function(*args, project=projects.load(folder or _common(ctx).folder), **values)

    return run


def _or_common(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def choose(ctx: click.Context, _: click.Parameter, value: Any) -> Any:
        return value if value is not None else getattr(_common(ctx), name)

    return choose


def _complete_languages(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    try:
        project = projects.load(_named_folder(ctx))
    except TranslateFlowError:
        return []
    return [tag for tag in project.targets if tag.casefold().startswith(incomplete.casefold())]


def _complete_articles(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    from translate_flow.flow.overview import list_articles

    try:
        found = list_articles(projects.load(_named_folder(ctx)))
    except TranslateFlowError:
        return []
    return [article.name for article in found if article.name.casefold().startswith(incomplete.casefold())]


def _named_folder(ctx: click.Context) -> Path | None:
    above = ctx.parent.params.get("folder") if ctx.parent else None
    folder: Path | None = ctx.params.get("folder") or above
    return folder


to_option: Decorator = click.option(
    "--to",
    metavar="LANG",
    callback=_or_common("to"),
    shell_complete=_complete_languages,
    help="Target language, where the project has several.",
)
by_option: Decorator = click.option(
    "--by", metavar="NAME", callback=_or_common("by"), help="Who does it; else TRANSLATE_FLOW_USER."
)
json_option: Decorator = click.option("--json", "as_json", is_flag=True, is_eager=True, help="Print JSON.")
article_argument: Decorator = click.argument("article", shell_complete=_complete_articles)
maybe_article_argument: Decorator = click.argument("article", required=False, shell_complete=_complete_articles)
segments_argument: Decorator = click.argument("segments", required=False, metavar="[SEGMENTS]")
