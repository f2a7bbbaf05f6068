"""The one way in which targets change: read, decide by the workflow, write and record, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from translate_flow import workflow
from translate_flow.errors import Conflict
from translate_flow.flow import repetition
from translate_flow.model import Article, Segment, State
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.history import NewEvent
from translate_flow.store.store import Store
from translate_flow.store.targets import target_fields
from translate_flow.workflow import Action

IMPORTED = "imported"


@frozen
class Edit:
    """What is to be done to one segment."""

    number: int
    """Number of the segment."""
    action: Action
    """The step."""
    text: str | None = None
    """New target; None leaves it."""
    reason: str = ""
    """Why, for a rejection."""
    seen: int | None = None
    """Version that the person saw; None: whatever is there now."""


def conflict(segment: Segment, text: str, seen: int) -> Conflict:
    """The refusal of a stale save, with both texts."""
    who = segment.translator or "somebody"
    return Conflict(
        f"Segment {segment.number} was changed by {who} in between (now version {segment.version}, you saw {seen}).\n"
        f"  theirs: {segment.target}\n  yours:  {text}",
        f"Look at it (show), then save again with --if-version {segment.version}.",
    )


def job_of(store: Store, article: Article, language: str) -> int:
    """Row of a job, made with its history chain if nothing was done in it yet; inside a transaction."""
    return store.job(article, language) or store.add_job(article, language, store.add_chain())


def changed(project: Project, segment: Segment, edit: Edit, by: str) -> Segment:
    """The segment after an edit. Raises Conflict for a stale one, Refused where the workflow does not allow it."""
    if edit.seen is not None and edit.seen != segment.version:
        raise conflict(segment, segment.target if edit.text is None else edit.text, edit.seen)
    state = workflow.step(
        segment.state,
        edit.action,
        by,
        segment.translator,
        number=segment.number,
        second_person=project.needs_second_person,
    )
    text = segment.target if edit.text is None else edit.text
    if edit.action in (Action.DRAFT, Action.TRANSLATE):
        is_settled = edit.action is Action.DRAFT or not segment.rejection
        is_same = text == segment.target and state is segment.state and is_settled
        if is_same:
            return segment
        # the reviser's reason stays in sight until the segment is translated anew
        why = segment.rejection if edit.action is Action.DRAFT else ""
        after = replace(segment, target=text, state=state, translator=by, reviser="", rejection=why, origin="")
    elif edit.action is Action.REJECT:
        after = replace(segment, state=state, reviser="", rejection=edit.reason)
    else:
        after = replace(segment, state=state, reviser=by if edit.action is Action.ACCEPT else segment.reviser)
    return replace(after, version=segment.version + 1)


def apply(
    store: Store, project: Project, article: Article, language: str, edits: Sequence[Edit], by: str
) -> list[Segment]:
    """Do edits, all or none, inside a transaction; returns the segments as they are now.

    Raises as `changed` does; nothing is written then.
    """
    job = job_of(store, article, language)
    before = {segment.number: segment for segment in store.segments(article, job, [edit.number for edit in edits])}
    after = {edit.number: changed(project, before[edit.number], edit, by) for edit in edits}
    reasons = {edit.number: edit.reason for edit in edits}
    actions = {edit.number: edit.action.done for edit in edits}
    repeated, following = repetition.followers(store, project, article, job, before, after)
    write(
        store,
        job,
        before | repeated,
        after | following,
        by,
        actions | dict.fromkeys(following, repetition.REPEATED),
        reasons,
    )
    return list(after.values())


def write(
    store: Store,
    job: int,
    before: Mapping[int, Segment],
    after: Mapping[int, Segment],
    by: str,
    actions: Mapping[int, str],
    reasons: Mapping[int, str],
    undoes: Mapping[int, int] | None = None,
) -> None:
    """Store segments that differ and record why, inside a transaction."""
    moved = [number for number, segment in after.items() if segment.version != before[number].version]
    if not moved:
        return
    put(store, job, [after[number] for number in moved])
    events = [
        NewEvent(
            actions[number],
            segment=after[number].id,
            before=target_fields(before[number]),
            after=target_fields(after[number]),
            reason=reasons.get(number, ""),
            undoes=(undoes or {}).get(number),
        )
        for number in moved
    ]
    store.record(store.chain_of(job), by, events)


def put(store: Store, job: int, segments: Sequence[Segment]) -> None:
    """Write targets, and let the memory's entries follow them, inside a transaction."""
    store.put_targets(job, segments)
    store.remember(job, segments)


def drop(store: Store, job: int, segments: Sequence[Segment]) -> None:
    """Remove the targets of segments that leave their article, and their entries, inside a transaction."""
    store.remember(job, [replace(segment, target="", state=State.INITIAL) for segment in segments])
    store.drop_targets(job, [segment.id for segment in segments])


def is_confirmed(segment: Segment) -> bool:
    """Did somebody say that this is the translation?"""
    return segment.state is not State.INITIAL


def import_targets(
    store: Store, article: Article, language: str, translations: Mapping[int, tuple[str, State]], by: str
) -> None:
    """Store the translations that a bilingual document brought along, by segment number, inside a transaction.

    They earn nobody a credit: whose words they are is not known.
    """
    job = job_of(store, article, language)
    before = {segment.number: segment for segment in store.segments(article, job, sorted(translations))}
    after = {
        number: replace(before[number], target=text, state=min(state, State.TRANSLATED, key=_rank), version=1)
        for number, (text, state) in translations.items()
    }
    write(store, job, before, after, by, dict.fromkeys(after, IMPORTED), {})


def _rank(state: State) -> int:
    return state.rank


def with_fields(segment: Segment, was: Mapping[str, Any]) -> Segment:
    """The segment with the target that an event recorded, its version too."""
    if not was:
        return segment
    return replace(
        segment,
        target=was["text"],
        state=State(was["state"]),
        version=was["version"],
        translator=was["translator"],
        reviser=was["reviser"],
        rejection=was["rejection"],
        origin=was["origin"],
    )
