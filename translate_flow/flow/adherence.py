"""Do proposals of the memory keep to the glossary? They are marked, ranked lower and, where that is safe, corrected.

What a proposal is held against is the check `terminology`, so that a match bears the marks that its text would get as
a target.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial

from translate_flow import checks, matching, tagged
from translate_flow.checks import terms as term_checks
from translate_flow.flow import quality, term_keys
from translate_flow.flow.terms import Recogniser
from translate_flow.matching import Match
from translate_flow.model import Code, Issue, Role, Segment, SegmentTerm, Severity, Side, State, TermHit, TermStatus
from translate_flow.project import Project
from translate_flow.store.store import Store
from translate_flow.terminology.replacement import replacement

_CHECK = term_checks.terminology
_MOST_READ = 20
_NO_LIMIT = 1_000_000


def is_wanted(store: Store, project: Project) -> bool:
    """Is there a glossary, and does the project let the check `terminology` look at it?"""
    return store.has_terms() and project.table("checks").get(_CHECK.id, True) not in (False, "off")


class Adherence:
    """Holds targets against the glossary; made once for many segments."""

    def __init__(
        self, store: Store, project: Project, source: str, target: str, article: str = "", *, is_few: bool = True
    ) -> None:
        """Terms valid in an article (a name) from `source` to `target` (BCP 47).

        `is_few`: so few segments will be asked for that reading all terms is not worth while.
        """
        self._languages = source, target
        self._recogniser = partial(Recogniser, store, source, target, article)
        self._is_few = is_few and term_keys.is_fresh(store)
        asked = project.table("checks").get(_CHECK.id)
        self._severities: Mapping[str, Severity | None] = (
            {_CHECK.id: Severity(asked)} if asked in list(Severity) else {}
        )

    @cached_property
    def _whole(self) -> Recogniser:
        return self._recogniser()

    def _reader(self, segments: Sequence[Segment]) -> Recogniser:
        return self._recogniser(segments) if self._is_few else self._whole

    def issues(self, segments: Sequence[Segment]) -> list[tuple[Issue, ...]]:
        """What the targets of segments do against the glossary, whatever their state."""
        asked = [replace(segment, state=State.TRANSLATED) for segment in segments]
        reader = self._reader(asked)
        return [self._issues(reader, segment) for segment in asked]

    def judged(
        self, source: str, codes: tuple[Code, ...], found: Iterable[Match], lowest: int, most: int, penalty: int
    ) -> list[Match]:
        """The matches of a tagged source that may be among the best `most`, marked, and worth less for each fault."""
        ordered = matching.rank(found, lowest, _NO_LIMIT)
        if not ordered:
            return []
        blank = Segment(0, source, "", Role.PARAGRAPH, 0, state=State.TRANSLATED, codes=codes)
        reader = self._reader([replace(blank, target=match.target) for match in ordered[:_MOST_READ]])
        judged: list[Match] = []
        for match in ordered:
            better = sum((other.score, not other.issues) >= (match.score, True) for other in judged)
            if better >= most:
                break
            judged.append(self._judged(reader, replace(blank, target=match.target), match, penalty))
        return judged

    def _judged(self, reader: Recogniser, segment: Segment, match: Match, penalty: int) -> Match:
        issues = self._issues(reader, segment)
        if not issues:
            return match
        if match.is_equal and not match.adapted:
            corrected = self._corrected(reader, segment, match, issues)
            if corrected:
                return corrected
        cost = penalty * min(matching.MOST_FAULTS, self._count_faults(reader, segment, match, issues))
        return _charged(replace(match, issues=issues, score=max(0, match.score - cost)), "glossary", cost)

    def _count_faults(self, reader: Recogniser, segment: Segment, match: Match, issues: Sequence[Issue]) -> int:
        """How many issues the entry has for itself; a term that its source lacks is a difference, and paid for."""
        if match.is_equal:
            return len(issues)
        other = replace(segment, source=match.entry.source, codes=match.entry.codes)
        there = {found.hit.term.concept for found in reader.in_source(other)}
        plain = tagged.plain(segment.source, segment.codes)
        missing = {
            plain.offset(found.hit.start) for found in reader.in_source(segment) if found.hit.term.concept not in there
        }
        return sum(issue.side is Side.TARGET or issue.start not in missing for issue in issues)

    def _issues(self, reader: Recogniser, segment: Segment) -> tuple[Issue, ...]:
        if not segment.target:
            return ()
        context = quality.context_of(segment, *self._languages, reader, {}, checks.Others())
        return tuple(checks.run(context, [_CHECK], self._severities))

    def _corrected(self, reader: Recogniser, segment: Segment, match: Match, issues: Sequence[Issue]) -> Match | None:
        """The match with its forbidden terms replaced, if that is safe and then nothing is left to say."""
        terms = reader.in_source(segment)
        hits = {reader.place(segment, hit): hit for hit in reader.in_target(segment)}
        target, changes = segment.target, list[tuple[str, str]]()
        places = {(issue.start, issue.end) for issue in issues if issue.side is Side.TARGET}
        for start, end in sorted(places, reverse=True):
            written = target[start:end]
            new = _successor(hits.get((start, end)), terms, written)
            if new is None:
                return None
            target = target[:start] + new + target[end:]
            changes.append((written, new))
        if not changes or self._issues(reader, replace(segment, target=target)):
            return None
        score = min(match.score, matching.EXACT - 1)
        corrected = replace(match, target=target, adapted=tuple(reversed(changes)), score=score)
        return _charged(corrected, "corrected", match.score - score)


def _charged(match: Match, reason: str, points: int) -> Match:
    """The same match; its explanation names a further penalty, if it is any."""
    return replace(match, penalties={**match.penalties, reason: points}) if points else match


def _successor(hit: TermHit | None, terms: Sequence[SegmentTerm], written: str) -> str | None:
    """The one preferred term of the same concept, where it may simply take the place of a forbidden one."""
    if hit is None:
        return None
    targets = next((found.targets for found in terms if found.hit.term.concept == hit.term.concept), ())
    preferred = [term for term in targets if term.status is TermStatus.PREFERRED]
    own = [term for term in preferred if term.article] or preferred
    return replacement(hit.term, own[0], written) if len(own) == 1 else None
