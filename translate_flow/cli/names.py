"""`names`: the ledger of names."""

from dataclasses import asdict

import click

from translate_flow.cli.options import article_argument, by_option, json_option, to_option, with_project
from translate_flow.cli.output import emit_json, note, table
from translate_flow.flow import names
from translate_flow.flow.names import Name
from translate_flow.project import Project


@click.command("names")
@article_argument
@click.option("--set", "chosen", nargs=2, metavar="NAME RENDERING", help="Choose how the translation writes NAME.")
@click.option("--kind", type=click.Choice(names.KINDS), default=None, help="What the name set names.")
@to_option
@by_option
@with_project
@json_option
def names_(
    project: Project,
    article: str,
    chosen: tuple[str, str] | None,
    kind: str | None,
    to: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Show the names in ARTICLE: rendering, first mention, later forms, and where translations disagree."""
    if chosen:
        names.choose(project, *chosen, kind or "", to=to, by=by)
        note(f"{chosen[0]} is {chosen[1]} from now on.")
        return
    found = names.ledger(project, article, to=to)
    if as_json:
        emit_json([asdict(each) | {"is_uneven": each.is_uneven} for each in found])
        return
    header = ("name", "kind", "rendering", "first", "later", "translations")
    table(header, [_row(each) for each in found], "No names found.")


def _row(each: Name) -> tuple[object, ...]:
    rendering = each.rendering if each.is_chosen else f"{each.rendering}?" if each.rendering else ""
    later = ", ".join(f"{segment} {form}" if form != each.name else str(segment) for segment, form in each.later)
    told = [f"{text} ({', '.join(places)})" for text, places in each.found.items()]
    told += [f"not in {', '.join(each.lacking)}"] if each.lacking else []
    mark = "two renderings: " if len(each.found) > 1 else ""
    return each.name, each.kind, rendering, each.first, later, mark + "; ".join(told)
