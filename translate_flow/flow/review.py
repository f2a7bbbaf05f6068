"""Revision (ISO 17100 §5.3.3): a second person compares target with source, accepts it or sends it back."""

from translate_flow.errors import GateClosed, Refused, UsageError
from translate_flow.flow import learning, people, quality, saving, selection
from translate_flow.flow.saving import Edit
from translate_flow.model import Article, Segment, State
from translate_flow.project import Project
from translate_flow.store.store import Store
from translate_flow.workflow import Action, same_person


def accept(
    project: Project, name: str, segments: str | None = None, *, to: str | None = None, by: str | None = None
) -> tuple[list[Segment], list[Segment]]:
    """Accept translated segments: those named, all or none, or every one that this person may accept.

    Returns the accepted segments and those left for another person. Raises Refused where the workflow does not
    allow it, or where nothing can be accepted.
    """
    worker = people.worker(by)
    language = project.target(to)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        if segments is not None:
            chosen, own = selection.numbers(segments, article.segments), list[Segment]()
        else:
            chosen, own = _acceptable(store, project, article, language, worker)
        edits = [Edit(number, Action.ACCEPT) for number in chosen]
        accepted = saving.apply(store, project, article, language, edits, worker)
        learning.learn(store, article, language, accepted, worker)
        return accepted, own


def _acceptable(
    store: Store, project: Project, article: Article, language: str, worker: str
) -> tuple[list[int], list[Segment]]:
    waiting = [
        segment
        for segment in store.segments(article, store.job(article, language))
        if segment.state is State.TRANSLATED
    ]
    if not waiting:
        raise Refused(f"Nothing in {article.name!r} waits for review.", "See how far it is: translate-flow status.")
    is_free = not project.needs_second_person
    others = [seg.number for seg in waiting if is_free or not same_person(seg.translator, worker)]
    if not others:
        raise Refused(
            f"All {len(waiting)} segments that wait were translated by {worker}, who cannot accept them too.",
            "Another person reviews them (--by NAME), or project.toml says [workflow] second_person = false.",
        )
    return others, [seg for seg in waiting if seg.number not in set(others)]


def reject(
    project: Project, name: str, segments: str | None, reason: str, *, to: str | None = None, by: str | None = None
) -> list[Segment]:
    """Send segments back with a reason; their text stays as a draft.

    Raises UsageError without segments or reason, Refused for a segment that is not translated.
    """
    worker = people.worker(by)
    language = project.target(to)
    why = reason.strip()
    selection.check_texts(why)
    if not why:
        raise UsageError("A rejection needs a reason.", "Say why: -m WHY.")
    if segments is None:
        raise UsageError("A rejection needs to know which segments.", "Name them: review ARTICLE 3,7 --reject -m WHY.")
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        edits = [Edit(number, Action.REJECT, reason=why) for number in selection.numbers(segments, article.segments)]
        return saving.apply(store, project, article, language, edits, worker)


def decide(
    project: Project, name: str, segment: Segment, reason: str | None, *, to: str | None = None, by: str | None = None
) -> Segment:
    """Accept the segment that a person saw, or send it back if there is a reason. Raises Conflict if it changed."""
    worker = people.worker(by)
    language = project.target(to)
    action = Action.ACCEPT if reason is None else Action.REJECT
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        edit = Edit(segment.number, action, reason=reason or "", seen=segment.version)
        saved = saving.apply(store, project, article, language, [edit], worker)
        if action is Action.ACCEPT:
            learning.learn(store, article, language, saved, worker)
        return saved[0]


def finish(project: Project, name: str, *, to: str | None = None, by: str | None = None) -> list[Segment]:
    """Make a reviewed and checked article final; returns the segments that became so.

    Raises GateClosed that says what is missing: segments that are not reviewed, issues of severity error.
    """
    worker = people.actor(by)
    language = project.target(to)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        segments = store.segments(article, store.job(article, language))
        missing = quality.missing(segments, State.REVIEWED)
        missing += quality.errors(quality.check_segments(store, project, article, language, segments))
        if missing:
            raise GateClosed(f"{article.name!r} is not finished:\n" + "\n".join(missing), "Mend that, then finish it.")
        edits = [Edit(segment.number, Action.FINISH) for segment in segments if segment.state is State.REVIEWED]
        return saving.apply(store, project, article, language, edits, worker)
