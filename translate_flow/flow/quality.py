"""Checks over the segments of a job, waivers, and the gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from translate_flow import checks, tagged
from translate_flow.checks import Check, Context, Others, Speller
from translate_flow.errors import BadInput, NotFound, UsageError
from translate_flow.flow import people, saving, selection, spelling, term_keys
from translate_flow.flow.terms import Recogniser
from translate_flow.model import Article, Issue, Segment, Severity, State
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.hashes import digest
from translate_flow.store.history import NewEvent
from translate_flow.store.store import Store

_OFF = "off"
_ASKED_ONCE = "term-form"


@frozen
class Checked:
    """What checks found."""

    issues: tuple[Issue, ...]
    """Issues in the order of segments, waived ones too."""
    segments: dict[int, Segment]
    """The segments that were looked at, by number."""
    note: str = ""
    """Which check the project asks for and could not be run, and why; empty where all were."""


def check(project: Project, name: str, segments: str | None = None, *, to: str | None = None) -> Checked:
    """Check an article's segments in one language, all or some.

    Raises NotFound, UsageError, and BadInput for settings that name no check or severity.
    """
    language = project.target(to)
    with project.open() as store, term_keys.reading(store):
        article = selection.article(store, name)
        chosen = None if segments is None else selection.numbers(segments, article.segments)
        found = store.segments(article, store.job(article, language), chosen)
        issues = check_segments(store, project, article, language, found)
    return Checked(tuple(issues), {segment.number: segment for segment in found}, _speller(project, language)[1])


def check_segments(
    store: Store, project: Project, article: Article, language: str, segments: Sequence[Segment]
) -> list[Issue]:
    """Issues of segments that were read from the store."""
    available = checks.available()
    severities = _severities(project, available)
    settings = {**project.table("checks"), "limits": project.table("limits")}
    job = store.job(article, language)
    recogniser = Recogniser(store, article.source_language, language, article.name, segments)
    others = _others(store, article, job, segments)
    waivers = _waivers(store, job)
    speller, _ = _speller(project, language)
    known = _names(store, article, language) if speller else frozenset()
    found: list[Issue] = []
    asked: set[str] = set()
    for segment in segments:
        context = context_of(segment, article.source_language, language, recogniser, settings, others)
        context = replace(context, speller=speller, names=known)
        for issue in checks.run(context, available, severities):
            if issue.check == _ASKED_ONCE and issue.message in asked:
                continue
            asked.add(issue.message)
            reason = waivers.get((segment.id, issue.check, _bound_to(segment)), "")
            found.append(replace(issue, waived=reason) if reason else issue)
    return found


def context_of(
    segment: Segment, source: str, target: str, recogniser: Recogniser, settings: dict[str, object], others: Others
) -> Context:
    """What checks look at in a segment from `source` to `target` (BCP 47)."""
    is_confirmed = saving.is_confirmed(segment)
    terms = recogniser.in_source(segment) if is_confirmed else ()
    target_terms = recogniser.in_target(segment) if is_confirmed else ()
    return Context(
        number=segment.number,
        plain_source=tagged.plain(segment.source, segment.codes),
        plain_target=tagged.plain(segment.target, segment.codes),
        source_language=source,
        target_language=target,
        tagged_source=segment.source,
        tagged_target=segment.target,
        codes=segment.codes,
        role=segment.role,
        state=segment.state,
        terms=terms,
        target_terms=target_terms,
        possible_terms=recogniser.possible(segment, terms, target_terms),
        settings=settings,
        others=others,
    )


def _speller(project: Project, language: str) -> tuple[Speller | None, str]:
    """The dictionary, where the project asks for spelling; without one, a sentence that says why there is none."""
    if project.table("checks").get("spelling", False) in (False, _OFF):
        return None, ""
    try:
        return spelling.load(project, language), ""
    except NotFound as error:
        return None, f"{error.message} {error.hint}"


def _names(store: Store, article: Article, language: str) -> frozenset[str]:
    from translate_flow.flow import names  # only for spelling: it loads much

    return names.words(store, article, language)


def _severities(project: Project, available: Sequence[Check]) -> dict[str, Severity | None]:
    """What `[checks]` of project.toml makes of severities; entries that are none are the checks' own settings."""
    table = project.table("checks")
    names = {check.id for check in available}
    words = [*Severity, _OFF]
    stray = next((name for name, value in table.items() if name not in names and value in words), None)
    if stray:
        raise BadInput(f"project.toml, [checks]: there is no check {stray!r}.", f"Checks: {', '.join(sorted(names))}.")
    try:
        return checks.severities(table, available)
    except UsageError as error:
        raise BadInput(f"project.toml: {error.message}", error.hint) from error


def _others(store: Store, article: Article, job: int, segments: Sequence[Segment]) -> Others:
    """What the whole job says, also where only some of its segments are checked."""
    whole = segments if len(segments) == article.segments else store.segments(article, job)
    return Others.of(
        (
            segment.number,
            tagged.plain(segment.source, segment.codes).text,
            tagged.plain(segment.target, segment.codes).text if saving.is_confirmed(segment) else "",
        )
        for segment in whole
    )


def errors(issues: Sequence[Issue]) -> list[str]:
    """Lines that name the issues which close the gate."""
    return [
        f"segment {issue.segment}: {issue.message} [{issue.check}]"
        for issue in issues
        if issue.severity is Severity.ERROR and not issue.waived
    ]


def missing(segments: Sequence[Segment], required: State) -> list[str]:
    """A line that names the segments which have not reached a state, or none."""
    short = [segment.number for segment in segments if segment.state.rank < required.rank]
    if not short:
        return []
    how = "is" if len(short) == 1 else "are"
    return [f"{len(short)} of {len(segments)} segments {how} not {required}: {selection.ranges(short)}"]


def waive(
    project: Project,
    name: str,
    segment: str,
    check_id: str,
    reason: str | None,
    *,
    to: str | None = None,
    by: str | None = None,
) -> Segment:
    """Accept what a check finds in a segment as it stands, with a reason; None takes the waiver back.

    It holds for these texts: a changed source or target asks again. Raises NotFound where the check finds
    nothing there, or was not waived; UsageError without a reason.
    """
    worker = people.worker(by)
    language = project.target(to)
    if reason is not None and not reason.strip():
        raise UsageError("A waiver needs a reason.", "Say why: -m WHY.")
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        number = selection.number(segment, article.segments)
        job = saving.job_of(store, article, language)
        found = store.segments(article, job, [number])[0]
        if reason is None:
            event = withdraw(store, job, found.id, check_id)
            if event is None:
                raise NotFound(f"No waiver of {check_id!r} stands at segment {number}.", "See them: check ARTICLE.")
        else:
            issues = check_segments(store, project, article, language, [found])
            if not any(issue.check == check_id for issue in issues):
                raise NotFound(
                    f"The check {check_id!r} finds nothing in segment {number}.",
                    f"Look: check {article.name} {number}.",
                )
            bound = {"bound_to": _bound_to(found), "reason": reason.strip(), "person": worker}
            event = grant(store, job, found.id, check_id, [bound])
        store.record(store.chain_of(job), worker, [event])
        return found


def grant(store: Store, job: int, segment: int, check_id: str, waivers: Sequence[Mapping[str, str]]) -> NewEvent:
    """Store waivers of a check for a segment (row); returns the event that says so."""
    for waiver in waivers:
        store.add_waiver(job, segment, check_id, waiver["bound_to"], waiver["reason"], waiver["person"])
    after = {"check": check_id, "waivers": [dict(waiver) for waiver in waivers]}
    return NewEvent("waived", segment=segment, after=after, reason=waivers[-1]["reason"])


def withdraw(store: Store, job: int, segment: int, check_id: str) -> NewEvent | None:
    """Remove a check's waivers from a segment (row); returns the event that says so, None where there are none."""
    names = ("bound_to", "reason", "person")
    rows = [row for row in store.waivers(job, segment) if row["name"] == check_id]
    if not rows:
        return None
    store.remove_waivers(job, segment, check_id)
    before = {"check": check_id, "waivers": [{name: row[name] for name in names} for row in rows]}
    return NewEvent("unwaived", segment=segment, before=before)


def _waivers(store: Store, job: int) -> dict[tuple[int, str, str], str]:
    return {(row["segment"], row["name"], row["bound_to"]): row["reason"] for row in store.waivers(job)}


def _bound_to(segment: Segment) -> str:
    return digest(segment.source, segment.target)


def list_checks() -> Iterator[Check]:
    """Every check that there is."""
    yield from checks.available()
