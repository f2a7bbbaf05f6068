"""Translating: one segment at a time."""

from dataclasses import dataclass

from translate_flow.errors import UsageError
from translate_flow.flow import people, saving, selection
from translate_flow.flow.saving import Edit
from translate_flow.model import Article, Segment, State
from translate_flow.project import Project
from translate_flow.workflow import Action


@dataclass(frozen=True, slots=True)
class Saved:
    """A segment before and after a save."""

    before: Segment
    """As it was."""
    after: Segment
    """As it is."""


def translate(
    project: Project,
    name: str,
    segment: str,
    text: str,
    *,
    to: str | None = None,
    by: str | None = None,
    is_draft: bool = False,
    seen: int | None = None,
) -> Saved:
    """Set the target of a segment, confirmed or as a draft.

    Raises NotFound, UsageError (no name, empty text, impossible characters), Refused (final), Conflict if the
    segment is not at version `seen` any more.
    """
    worker = people.worker(by)
    language = project.target(to)
    selection.check_texts(text)
    if not is_draft and not text.strip():
        raise UsageError("The target is empty.", "Write the translation; --draft saves an empty one.")
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        number = selection.number(segment, article.segments)
        before = store.segments(article, store.job(article, language), [number])[0]
        edit = Edit(number, Action.DRAFT if is_draft else Action.TRANSLATE, text, seen=seen)
        after = saving.apply(store, project, article, language, [edit], worker)[0]
    return Saved(before, after)


@dataclass(frozen=True, slots=True)
class Next:
    """The segment to work on next."""

    article: Article
    """Its article."""
    language: str
    """Target language."""
    segment: Segment | None
    """None where everything is translated."""
    before: Segment | None
    """The segment in front of it."""
    after: Segment | None
    """The segment behind it."""


def next_segment(project: Project, name: str | None = None, to: str | None = None, after: int = 0) -> Next | None:
    """The first segment that is not translated: rejected ones first, then in order, in one article or in any.

    Returns None in a project without articles.
    """
    language = project.target(to)
    with project.open() as store, store.reading():
        articles = [selection.article(store, name)] if name else store.articles()
        for article in articles:
            job = store.job(article, language)
            found = (not after and store.rejected_segment(article, job)) or store.open_segment(
                article, job, [State.INITIAL], after
            )
            if found:
                near = [number for number in (found.number - 1, found.number + 1) if 1 <= number <= article.segments]
                around = {other.number: other for other in store.segments(article, job, near)} if near else {}
                return Next(article, language, found, around.get(found.number - 1), around.get(found.number + 1))
    return Next(articles[-1], language, None, None, None) if articles else None
