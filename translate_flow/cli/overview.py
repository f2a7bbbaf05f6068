"""`list` and `status`."""

from dataclasses import asdict

import click

from translate_flow.cli.options import json_option, maybe_article_argument, to_option, with_project
from translate_flow.cli.output import NO_ARTICLE, emit_json, table
from translate_flow.flow import overview
from translate_flow.project import Project


@click.command("list")
@with_project
@json_option
def list_(project: Project, as_json: bool) -> None:
    """List the articles of the project."""
    articles = overview.list_articles(project)
    if as_json:
        names = ("name", "format", "source_language", "segments", "words", "file_name", "credit")
        emit_json([{name: getattr(article, name) for name in names} for article in articles])
        return
    rows = [(a.name, a.format, a.source_language, a.segments, a.words) for a in articles]
    table(("article", "format", "source", "segments", "words"), rows, NO_ARTICLE)


@click.command("status")
@maybe_article_argument
@to_option
@with_project
@json_option
def status_(project: Project, article: str | None, to: str | None, as_json: bool) -> None:
    """Show how far each article is in each language."""
    jobs = overview.status(project, article, to)
    if as_json:
        emit_json([{**asdict(job), "percent": job.percent} for job in jobs])
        return
    rows = [
        (
            j.article,
            j.language,
            f"{j.percent}%",
            j.segments,
            j.initial,
            j.drafts,
            j.rejected,
            j.translated,
            j.reviewed,
            j.final,
        )
        for j in jobs
    ]
    header = ("article", "to", "done", "segments", "initial", "drafts", "sent back", "translated", "reviewed", "final")
    table(header, rows, NO_ARTICLE)
