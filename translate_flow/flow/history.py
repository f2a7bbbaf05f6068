"""The history of a job, and taking steps back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from translate_flow.errors import NotFound, Refused
from translate_flow.flow import people, quality, recutting, saving, selection, steps
from translate_flow.model import Article, Event, Segment
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.history import PROJECT_CHAIN
from translate_flow.store.store import Store

UNDONE = "undone"
_WAIVERS = ("waived", "unwaived")
_DONE = ("drafted", "translated", "accepted", "rejected", "finished", "pretranslated", "repeated")
_UNDOABLE = (*_DONE, *recutting.CUTS, *_WAIVERS)


def log(
    project: Project, name: str | None, segments: str | None = None, *, to: str | None = None, last: int | None = None
) -> list[Event]:
    """Events of an article's job, or of the project itself, oldest first; perhaps of some segments, or the last few."""
    with project.open() as store, store.reading():
        if name is None:
            return store.events(PROJECT_CHAIN, last=last)
        article = selection.article(store, name)
        chain = store.chain_of(store.job(article, project.target(to)))
        if segments is None:
            return store.events(chain, last=last)
        wanted = set(selection.numbers(segments, article.segments))
        found = [event for event in store.events(chain) if event.segment in wanted]
        return found[-last:] if last else found


@frozen
class Undone:
    """What an undo took back."""

    events: tuple[Event, ...]
    """The steps."""
    segments: tuple[Segment, ...]
    """The segments as they are now."""


def undo(
    project: Project, name: str, segments: str | None = None, *, to: str | None = None, by: str | None = None
) -> Undone:
    """Take back the last thing done in a job, or the last thing done to each of some segments.

    What one command did is taken back as one. Undoing again goes further back. The history keeps both.
    Raises NotFound where there is nothing to take back, Refused where a segment has changed since.
    """
    worker = people.actor(by)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        chosen = selection.numbers(segments, article.segments) if segments else None
        job = store.job(article, _language(project, store, article, chosen, to))
        events = _to_take_back(store.events(store.chain_of(job)) if job else [], chosen)
        if not events:
            raise NotFound(f"There is nothing to undo in {article.name!r}.", "See its history: translate-flow log.")
        if any(event.action in recutting.CUTS for event in events):
            return Undone(tuple(events), tuple(recutting.undo_cut(store, project, article, events, worker)))
        waivers = [event for event in events if event.action in _WAIVERS]
        if waivers:
            return Undone(tuple(events), tuple(_undo_waivers(store, article, job, waivers, worker)))
        numbers = [event.segment for event in events if event.segment]
        before = {segment.number: segment for segment in store.segments(article, job, numbers)}
        after = {event.segment: _restored(before[event.segment], event) for event in events if event.segment}
        undoes = {event.segment: event.number for event in events if event.segment}
        saving.write(store, job, before, after, worker, dict.fromkeys(after, UNDONE), {}, undoes)
        return Undone(tuple(events), tuple(after.values()))


def _language(project: Project, store: Store, article: Article, chosen: list[int] | None, to: str | None) -> str:
    """The language to undo in. It need not be named where the last step is one cut in all of them."""
    if to is None:
        jobs = [job for tag in project.targets if (job := store.job(article, tag))]
        last = [_last_cut(store.events(store.chain_of(job)), chosen) for job in jobs]
        if last and last[0] and all(cut == last[0] for cut in last):
            return project.targets[0]
    return project.target(to)


def _last_cut(events: list[Event], chosen: list[int] | None) -> Any:
    """The segments that the last step cut; None if it was no cut."""
    try:
        return next((event.after["cut"] for event in _to_take_back(events, chosen) if "cut" in event.after), None)
    except NotFound:
        return None


def _undo_waivers(store: Store, article: Article, job: int, events: Sequence[Event], by: str) -> list[Segment]:
    """Give back waivers that were withdrawn, withdraw those that were given."""
    segments = {seg.number: seg for seg in store.segments(article, job, [event.segment or 0 for event in events])}
    for event in events:
        row = segments[event.segment or 0].id
        if event.action == "waived":
            new = quality.withdraw(store, job, row, event.after["check"])
        else:
            new = quality.grant(store, job, row, event.before["check"], event.before["waivers"])
        if new:
            store.record(store.chain_of(job), by, [replace(new, undoes=event.number)])
    return list(segments.values())


def _to_take_back(events: list[Event], chosen: list[int] | None) -> list[Event]:
    """The newest events that are in force: of the last batch, or the last of each chosen segment."""
    standing = [event for event in steps.standing(events) if event.action in _UNDOABLE]
    if chosen is None:
        return [event for event in standing if event.batch == standing[-1].batch] if standing else []
    last = {event.segment: event for event in standing if event.segment in chosen}
    missing = [number for number in chosen if number not in last]
    if missing:
        raise NotFound(f"Nothing was done to segment {missing[0]} that could be undone.", "See the history: log.")
    return [last[number] for number in chosen]


def _restored(segment: Segment, event: Event) -> Segment:
    """The segment as it was before an event, as a new version."""
    if any(event.after.get(key) != value for key, value in _content(segment).items()):
        raise Refused(f"Segment {segment.number} has changed since.", "Undo the later change first.")
    return replace(saving.with_fields(segment, event.before), version=segment.version + 1)


def _content(segment: Segment) -> dict[str, str]:
    return {"text": segment.target, "state": str(segment.state), "rejection": segment.rejection}


def heads(store: Store) -> list[tuple[str, str, str]]:
    """(article, language, head hash) of every history that has events."""
    return [(row["article"], row["language"], row["head"]) for row in store.heads() if row["head"]]
