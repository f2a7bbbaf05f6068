"""Translating: one segment at a time."""

from translate_flow.errors import Refused, UsageError
from translate_flow.flow import people, saving, selection
from translate_flow.flow.saving import Edit
from translate_flow.model import Article, Segment, State
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.workflow import Action


@frozen
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


def confirm(
    project: Project, name: str, segments: str | None = None, *, to: str | None = None, by: str | None = None
) -> tuple[list[Segment], list[Segment]]:
    """Take drafts as translations, word for word: those named, all or none, or every one that nobody sent back.

    Returns the confirmed segments and the drafts that were sent back and wait for other words. Raises Refused
    where a named segment has no draft, or where no draft waits.
    """
    worker = people.worker(by)
    language = project.target(to)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        numbers = selection.numbers(segments, article.segments) if segments is not None else None
        found = store.segments(article, store.job(article, language), numbers)
        none = next((segment for segment in found if numbers and not segment.is_draft), None)
        if none:
            raise Refused(f"Segment {none.number} has no draft.", "translate-flow show tells what it has.")
        drafts = [segment for segment in found if segment.is_draft]
        left = [segment for segment in drafts if segment.rejection and numbers is None]
        edits = [Edit(draft.number, Action.TRANSLATE) for draft in drafts if numbers or not draft.rejection]
        if not edits:
            hint = f"Sent back: {selection.ranges([segment.number for segment in left])}." if left else ""
            raise Refused(f"No draft of {name!r} waits to be confirmed.", hint)
        return saving.apply(store, project, article, language, edits, worker), left


@frozen
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
