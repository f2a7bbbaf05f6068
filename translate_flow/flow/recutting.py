"""Mending a wrong cut: join neighbouring segments, or split one; in every language at once, and undoable.

A segment that is joined or split leaves the article with its targets, which stay in its history; new segments
take its place. What was translated stays as far as it can: joined targets are joined, with the lowest of their
states; of a split segment the first part keeps the target as a draft.
"""

from collections.abc import Sequence
from dataclasses import replace

from translate_flow import tagged
from translate_flow.errors import Refused, UsageError
from translate_flow.flow import authorship, cutting, people, saving, selection, steps
from translate_flow.flow.delivery import joint
from translate_flow.model import Article, Event, Segment, State, Unit
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.articles import NewSegment
from translate_flow.store.history import NewEvent
from translate_flow.store.store import Store
from translate_flow.store.targets import target_fields
from translate_flow.tagged import Tag, TagKind

RETIRED, JOINED, SPLIT = "retired", "joined", "split"
CUTS = (JOINED, SPLIT)


@frozen
class _Cut:
    """A change of an article's cuts."""

    action: str
    """JOINED or SPLIT."""
    old: Sequence[Segment]
    """Segments that leave, neighbours in one unit."""
    new: Sequence[NewSegment]
    """Segments that take their place."""


@frozen
class _Native:
    """The codes of a segment, which are numbered anew where it is joined."""

    unit: Unit
    """Its unit."""
    old: tuple[int, ...]
    """Numbers in the unit of its codes, by number in the segment."""
    new: tuple[int, ...]
    """The same of the segment that takes its place."""

    def renumbered(self, target: str) -> str:
        """A target of the old segment with the numbers of the new one."""
        parts = tagged.unit_parts(target, self.unit.codes, self.old)
        return "".join(
            part if isinstance(part, str) else str(replace(part, id=self.new.index(part.id) + 1)) for part in parts
        )


def join(project: Project, name: str, segments: str, *, by: str | None = None) -> Segment:
    """Make one segment of neighbours. Raises UsageError where they are none, or not of one unit."""
    worker = people.actor(by)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        numbers = selection.numbers(segments, article.segments)
        if len(numbers) < 2 or numbers[-1] - numbers[0] != len(numbers) - 1:
            raise UsageError(f"{segments!r} names no neighbours.", "Name two or more in a row: join ARTICLE 3-4.")
        old = store.segments(article, 0, numbers)
        if len({segment.unit for segment in old}) > 1:
            raise UsageError(
                f"Segments {segments} are not of one paragraph.", "Only sentences of one paragraph can be joined."
            )
        unit, edges = _edges(store, article, old)
        new = [cutting.new_segment(unit, old[0].unit, edges[0], edges[-1])]
        return _recut(store, project, article, _Cut(JOINED, old, new), worker)[0]


def split(project: Project, name: str, segment: str, at: str, *, by: str | None = None) -> list[Segment]:
    """Cut a segment in two: in front of a text that it holds once, or at an offset in its source.

    Raises UsageError where the place is not inside the segment, is not unique, or is inside a code.
    """
    worker = people.actor(by)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        number = selection.number(segment, article.segments)
        old = store.segments(article, 0, [number])
        place = _place(old[0], at)
        unit, edges = _edges(store, article, old)
        # codes are numbered anew in a segment, so that offsets in the unit may differ
        ids = store.code_ids(article).get(number, ())
        head = "".join(str(part) for part in tagged.unit_parts(old[0].source[:place], unit.codes, ids))
        middle = edges[0] + len(head)
        new = [
            cutting.new_segment(unit, old[0].unit, edges[0], middle),
            cutting.new_segment(unit, old[0].unit, middle, edges[1]),
        ]
        return _recut(store, project, article, _Cut(SPLIT, old, new), worker)


def _place(segment: Segment, at: str) -> int:
    source = segment.source
    if not at.strip():
        raise UsageError("No place is named.", "Name what the second part begins with, or an offset.")
    if at.isdecimal():
        place = int(at)
    elif source.count(at) == 1:
        place = source.index(at)
    else:
        how_often = "nowhere" if at not in source else f"{source.count(at)} times"
        raise UsageError(
            f"{at!r} stands {how_often} in segment {segment.number}.", "Name what the second part begins with."
        )
    place = _beside_codes(segment, place)
    if not source[:place].strip() or place >= len(source):
        raise UsageError(
            f"Segment {segment.number} cannot be split at {at}: nothing would be left on one side.",
            f"Its source has {len(source)} characters.",
        )
    parts, end = [], 0
    for part in tagged.parse(source, segment.codes):
        end += len(str(part))
        parts.append((end, isinstance(part, str)))
    start = 0
    for end, is_text in parts:
        if start < place < end and not is_text:
            raise UsageError(f"At {at} there is an inline code, which cannot be cut.", "Name another place.")
        start = end
    return place


def _beside_codes(segment: Segment, place: int) -> int:
    """The place behind white space and codes that close there, before those that open right in front of it."""
    spans = []
    end = 0
    for part in tagged.parse(segment.source, segment.codes):
        start, end = end, end + len(str(part))
        if isinstance(part, Tag):
            spans.append((start, end, part.kind))
    for start, end, kind in spans:
        place = _behind_blanks(segment.source, place)
        place = end if kind is TagKind.CLOSE and start == place else place
    place = _behind_blanks(segment.source, place)
    for start, end, kind in reversed(spans):
        place = start if kind is TagKind.OPEN and end == place else place
    return place


def _behind_blanks(text: str, place: int) -> int:
    return place + len(text[place:]) - len(text[place:].lstrip())


def _edges(store: Store, article: Article, old: Sequence[Segment]) -> tuple[Unit, list[int]]:
    """The unit of neighbouring segments, and their offsets in its source, the last end included."""
    unit = store.units(article)[old[0].unit - 1]
    code_ids = store.code_ids(article)
    edges = [0]
    start = 0
    for member in store.unit_segments(article, old[0].unit):
        if member.number == old[0].number:
            start = edges[-1]
        ids = code_ids.get(member.number, ())
        native = "".join(str(part) for part in tagged.unit_parts(member.source, unit.codes, ids))
        edges.append(edges[-1] + len(native) + len(member.tail))
        if member.number == old[-1].number:
            break
    return unit, [edge for edge in edges if edge >= start]


def _recut(store: Store, project: Project, article: Article, cut: _Cut, by: str) -> list[Segment]:
    """Put the new segments in place of the old ones and record it in every language."""
    jobs = _jobs(store, project, article)
    unit, code_ids = store.units(article)[cut.old[0].unit - 1], store.code_ids(article)
    natively = [_Native(unit, code_ids.get(segment.number, ()), cut.new[0].code_ids) for segment in cut.old]
    before = {job: store.segments(article, job, [segment.number for segment in cut.old]) for job in jobs.values()}
    owners = {job: [_owners(store, job, segment) for segment in before[job]] for job in jobs.values()}
    store.recut(article, [segment.id for segment in cut.old], cut.old[0].number, cut.new)
    article = selection.article(store, article.name)
    numbers = list(range(cut.old[0].number, cut.old[0].number + len(cut.new)))
    for tag, job in jobs.items():
        fresh = store.segments(article, job, numbers)
        if cut.action == JOINED:
            after = _joined(article, tag, before[job], natively, fresh[0])
        else:
            after = _split(before[job][0], fresh)
        _record(store, job, cut, before[job], after, owners[job], by)
    return store.segments(article, jobs[project.targets[0]], numbers)


def _jobs(store: Store, project: Project, article: Article) -> dict[str, int]:
    """The jobs of an article by language; also those of languages that the project does not have any more."""
    kept = {str(row["language"]): int(row["id"]) for row in store.jobs() if row["article"] == article.id}
    return {tag: saving.job_of(store, article, tag) for tag in project.targets} | kept


def _owners(store: Store, job: int, segment: Segment) -> list[str]:
    """Who wrote each word of a target."""
    events = store.events(store.chain_of(job), segment.id)
    return list(authorship.authors(events, segment.target))


def _joined(
    article: Article, language: str, before: Sequence[Segment], natively: Sequence[_Native], fresh: Segment
) -> list[Segment]:
    texts = [codes.renumbered(segment.target) for segment, codes in zip(before, natively, strict=True)]
    if not any(texts):
        return [fresh]
    pieces = []
    for segment, text in zip(before, texts, strict=True):
        pieces += [text, joint(segment.tail, article.source_language, language)]
    lowest = min((segment.state for segment in before), key=lambda state: state.rank)
    state = State.TRANSLATED if lowest.rank > State.TRANSLATED.rank else lowest
    translators = list(dict.fromkeys(segment.translator for segment in before if segment.translator))
    target = "".join(pieces[:-1]).strip()
    return [replace(fresh, target=target, state=state, translator=", ".join(translators), version=1)]


def _split(before: Segment, fresh: Sequence[Segment]) -> list[Segment]:
    if not before.target:
        return list(fresh)
    return [replace(fresh[0], target=before.target, translator=before.translator, version=1), fresh[1]]


def _record(
    store: Store,
    job: int,
    cut: _Cut,
    before: Sequence[Segment],
    after: Sequence[Segment],
    owners: Sequence[Sequence[str]],
    by: str,
) -> None:
    """The old targets leave, the new ones come; events carry what undo and credit need."""
    saving.drop(store, job, before)
    saving.put(store, job, [segment for segment in after if segment.version])
    ids = {"old": [segment.id for segment in before], "new": [segment.id for segment in after]}
    events = [NewEvent(RETIRED, segment=segment.id, before=target_fields(segment)) for segment in before]
    words = [name for names in owners for name in names]
    for index, segment in enumerate(after):
        fields = target_fields(segment) if segment.version else {}
        extra = {"cut": ids, **({"authors": words} if fields else {})}
        events.append(NewEvent(cut.action, segment=segment.id, after=fields | (extra if index == 0 else {})))
    store.record(store.chain_of(job), by, events)


def undo_cut(store: Store, project: Project, article: Article, events: Sequence[Event], by: str) -> list[Segment]:
    """Take a join or split back in every language. Raises Refused if work was done on the new segments since."""
    cut = next(event.after["cut"] for event in events if "cut" in event.after)
    jobs = list(_jobs(store, project, article).values())
    batches = {job: _batch_of(store, job, cut["new"]) for job in jobs}
    for job in jobs:
        gone = [segment for segment in store.segments(article, job) if segment.id in cut["new"]]
        saving.drop(store, job, gone)
    first = store.restore_cut(article, cut["new"], cut["old"])
    article = selection.article(store, article.name)
    numbers = list(range(first, first + len(cut["old"])))
    for job, batch in batches.items():
        _restore_targets(store, job, article, numbers, batch, by)
    return store.segments(article, jobs[0], numbers)


def _batch_of(store: Store, job: int, new: Sequence[int]) -> list[Event]:
    """The events of the cut in a job, which must be the newest of its segments; none in a language that came later."""
    chain = store.chain_of(job)
    made = [event for segment_id in new for event in steps.standing(store.events(chain, segment_id))[-1:]]
    if any(event.action not in CUTS for event in made):
        number = next(event.segment for event in made if event.action not in CUTS)
        raise Refused(f"Segment {number} was changed since it was cut so.", "Undo that change first, in each language.")
    return [event for event in store.events(chain) if made and event.batch == made[0].batch]


def _restore_targets(
    store: Store, job: int, article: Article, numbers: Sequence[int], batch: Sequence[Event], by: str
) -> None:
    if not batch:
        return
    was = [event for event in batch if event.action == RETIRED]
    chain = store.chain_of(job)
    events = [
        NewEvent("undone", segment=store.segment_row(chain, event.number), before=event.after, undoes=event.number)
        for event in batch
        if event.action in CUTS
    ]
    back: list[Segment] = []
    for segment, event in zip(store.segments(article, job, numbers), was, strict=True):
        old = saving.with_fields(segment, event.before)
        # one more than it had, so that nobody's worksheet from before the cut passes for fresh
        old = replace(old, version=old.version + 1) if old.version else old
        fields = target_fields(old) if old.version else {}
        events.append(NewEvent("undone", segment=segment.id, after=fields, undoes=event.number))
        back += [old] if old.version else []
    saving.put(store, job, back)
    store.record(chain, by, events)
