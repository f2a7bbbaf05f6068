"""Mending what checks can mend safely, as ordinary changes of targets: in history, undoable."""

from collections.abc import Sequence
from dataclasses import replace

from translate_flow.flow import people, quality, saving, selection
from translate_flow.flow.saving import Edit
from translate_flow.flow.translation import Saved
from translate_flow.model import Issue, Segment, Side, State
from translate_flow.project import Project
from translate_flow.workflow import Action

_ROUNDS = 5


def fix(
    project: Project, name: str, segments: str | None = None, *, to: str | None = None, by: str | None = None
) -> list[Saved]:
    """Put the safe fixes of checks into translated targets that are not final; returns what changed.

    A fix may show a further one, so that checks look again, a few times at most. Raises as `quality.check` does.
    """
    worker = people.worker(by)
    language = project.target(to)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        chosen = None if segments is None else selection.numbers(segments, article.segments)
        job = store.job(article, language)
        before = {segment.number: segment for segment in store.segments(article, job, chosen)}
        texts = {number: segment.target for number, segment in before.items()}
        for _ in range(_ROUNDS):
            current = [_with_text(segment, texts[segment.number]) for segment in before.values()]
            issues = quality.check_segments(store, project, article, language, current)
            changed = {
                segment.number: mended(segment.target, [issue for issue in issues if issue.segment == segment.number])
                for segment in current
                if saving.is_confirmed(segment) and segment.state is not State.FINAL
            }
            if all(texts[number] == text for number, text in changed.items()):
                break
            texts |= changed
        edits = [
            Edit(number, Action.TRANSLATE, text) for number, text in texts.items() if text != before[number].target
        ]
        after = saving.apply(store, project, article, language, edits, worker) if edits else []
    return [Saved(before[segment.number], segment) for segment in after]


def _with_text(segment: Segment, text: str) -> Segment:
    return replace(segment, target=text)


def mended(text: str, issues: Sequence[Issue]) -> str:
    """A target with the fixes of its issues put in, from its end to its beginning; of overlapping ones the last."""
    edge = len(text) + 1
    for issue in sorted(issues, key=lambda issue: (issue.start, issue.end), reverse=True):
        if issue.fix is not None and not issue.waived and issue.side is Side.TARGET and issue.end <= edge:
            text = text[: issue.start] + issue.fix + text[issue.end :]
            edge = issue.start
    return text
