"""Repetitions inside an article: where the project wants it, they fill themselves and follow corrections."""

from collections.abc import Mapping
from dataclasses import replace

from translate_flow.flow import memory_settings
from translate_flow.model import Article, Segment, State
from translate_flow.project import Project
from translate_flow.store.store import Store

REPEATED = "repeated"
_MARK = "repeat:"


def followers(
    store: Store,
    project: Project,
    article: Article,
    job: int,
    before: Mapping[int, Segment],
    after: Mapping[int, Segment],
) -> tuple[dict[int, Segment], dict[int, Segment]]:
    """(before, after) of the segments that repeat newly translated ones, by number; empty unless the project wants it.

    A repetition has the same source. It is filled if nobody worked on it, and it follows if it was filled so, also
    when its leader is sent back; a target that somebody wrote or reviewed stays. `before` and `after` hold the
    segments as they were and as they are to be.
    """
    if not project.table("memory").get("repetitions") or not memory_settings.of(project).has_repetitions:
        return {}, {}
    leading = {seg.source: seg for seg in after.values() if _leads(before[seg.number], seg)}
    if not leading:
        return {}, {}
    was: dict[int, Segment] = {}
    follows: dict[int, Segment] = {}
    numbers = store.repetitions(article, [segment.id for segment in leading.values()])
    for segment in store.segments(article, job, numbers) if numbers else []:
        leader = leading[segment.source]
        moved = _sent_back(segment, leader) if leader.rejection else _filled(segment, before[leader.number], leader)
        if segment.number not in after and moved:
            was[segment.number], follows[segment.number] = segment, moved
    return was, follows


def _leads(before: Segment, after: Segment) -> bool:
    """Does a segment take its repetitions along: is it newly translated by somebody, or newly sent back?"""
    is_sent_back = bool(after.rejection) and before.state is not State.INITIAL
    return is_sent_back if after.state is State.INITIAL else after.state is State.TRANSLATED and not after.origin


def _filled(segment: Segment, before: Segment, leader: Segment) -> Segment | None:
    """A repetition with its leader's text, None where it stays; `before` is the leader as it was."""
    is_untouched = segment.state is State.INITIAL and not segment.target and not segment.rejection
    went_back_with_it = segment.state is State.INITIAL and segment.rejection == before.rejection != ""
    is_free = is_untouched or (
        segment.origin.startswith(_MARK) and (segment.state is State.TRANSLATED or went_back_with_it)
    )
    if not is_free or (segment.target == leader.target and not went_back_with_it):
        return None
    return replace(
        segment,
        target=leader.target,
        state=State.TRANSLATED,
        translator=leader.translator,
        reviser="",
        rejection="",
        origin=f"{_MARK}{leader.number}",
        version=segment.version + 1,
    )


def _sent_back(segment: Segment, leader: Segment) -> Segment | None:
    """A repetition that was filled with a text that is now sent back, None where it stays."""
    is_filled = segment.state is State.TRANSLATED and segment.origin.startswith(_MARK)
    if not is_filled or segment.target != leader.target or leader.origin.startswith(_MARK):
        return None
    return replace(segment, state=State.INITIAL, reviser="", rejection=leader.rejection, version=segment.version + 1)
