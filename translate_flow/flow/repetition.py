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
    store: Store, project: Project, article: Article, job: int, after: Mapping[int, Segment]
) -> tuple[dict[int, Segment], dict[int, Segment]]:
    """(before, after) of the segments that repeat newly translated ones, by number; empty unless the project wants it.

    A repetition has the same source. It is filled if nobody worked on it, and it follows if it was filled so; a
    target that somebody wrote or reviewed stays. `after` holds the translated segments as they are to be.
    """
    if not project.table("memory").get("repetitions") or not memory_settings.of(project).has_repetitions:
        return {}, {}
    leading = {seg.source: seg for seg in after.values() if seg.state is State.TRANSLATED and not seg.origin}
    if not leading:
        return {}, {}
    before: dict[int, Segment] = {}
    changed: dict[int, Segment] = {}
    numbers = store.repetitions(article, [segment.id for segment in leading.values()])
    for segment in store.segments(article, job, numbers) if numbers else []:
        leader = leading[segment.source]
        if segment.number in after or not _may_follow(segment) or segment.target == leader.target:
            continue
        before[segment.number] = segment
        changed[segment.number] = replace(
            segment,
            target=leader.target,
            state=State.TRANSLATED,
            translator=leader.translator,
            reviser="",
            rejection="",
            origin=f"{_MARK}{leader.number}",
            version=segment.version + 1,
        )
    return before, changed


def _may_follow(segment: Segment) -> bool:
    is_untouched = segment.state is State.INITIAL and not segment.target and not segment.rejection
    return is_untouched or (segment.state is State.TRANSLATED and segment.origin.startswith(_MARK))
