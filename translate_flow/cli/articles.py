"""`init` and `import`."""

from pathlib import Path

import click

from translate_flow.cli.options import by_option, json_option, to_option, with_project
from translate_flow.cli.output import counted, emit_json, note
from translate_flow.flow import articles, glossary, projects
from translate_flow.flow.articles import Request
from translate_flow.model import Article
from translate_flow.project import Project


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--from", "source", metavar="LANG", required=True, help="Language of the articles.")
@click.option("--to", "targets", metavar="LANG", multiple=True, required=True, help="Target language; may be repeated.")
@click.option(
    "--glossary",
    "glossaries",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="CSV glossary to begin with.",
)
@by_option
def init_(folder: Path, source: str, targets: tuple[str, ...], glossaries: tuple[Path, ...], by: str | None) -> None:
    """Make a new project in DIR."""
    made = projects.init(folder, source, targets, by, glossaries)
    for path in glossaries:
        change = glossary.import_file(made, path, by=by)
        note(f"{path.name}: {counted(len(change.added), 'term')}.")
    tags = ", ".join(made.targets)
    note(f"The project {made.name!r} translates {made.source} → {tags}. Read in an article: import FILE.")


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", help="Name of the article; else the file's name without its ending.")
@click.option("--format", "format_name", metavar="F", help="Format; else found from content and ending.")
@click.option("--encoding", metavar="E", help="Encoding of a text file that is not UTF-8.")
@to_option
@by_option
@with_project
@json_option
def import_(
    project: Project,
    files: tuple[Path, ...],
    name: str | None,
    format_name: str | None,
    encoding: str | None,
    to: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Read source articles and cut them into segments; - reads standard input, with --name."""
    added = articles.import_files(project, files, Request(name, format_name, encoding, by, to))
    for one in added:
        if one.left_out:
            note(
                f"{one.article.name}: its translations were left out, for {one.left_out}. import --to LANG takes them."
            )
    if as_json:
        emit_json([_fields(one.article) for one in added])
        return
    for article in (one.article for one in added):
        credit = f" Its credit line is kept aside: {article.credit}" if article.credit else ""
        size = f"{counted(article.segments, 'segment')}, {counted(article.words, 'word')}"
        note(f"{article.name} ({article.format}): {size}.{credit}")


def _fields(article: Article) -> dict[str, object]:
    """An article that is new, for JSON."""
    return {"name": article.name, "format": article.format, "segments": article.segments, "words": article.words}
