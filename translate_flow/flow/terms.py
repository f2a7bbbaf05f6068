"""The glossary in the work: terms of a segment with the terms that may, or must not, translate them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from translate_flow import language, tagged
from translate_flow.model import Segment, SegmentTerm, Term, TermHit, TermStatus
from translate_flow.store.store import Store
from translate_flow.terminology import TermIndex

_ORDER = list(TermStatus)


class Recogniser:
    """Finds glossary terms in the segments of a job; made once for many segments."""

    def __init__(self, store: Store, source: str, target: str) -> None:
        """Terms of `source` and `target` (BCP 47) and of their shorter tags: `pt` serves `pt-BR`."""
        sources, targets = list(language.fallbacks(source)), list(language.fallbacks(target))
        terms = store.terms({*sources, *targets}) if store.has_terms() else []
        by_concept: dict[int, list[Term]] = defaultdict(list)
        for term in terms:
            if term.language in targets:
                by_concept[term.concept].append(term)
        for candidates in by_concept.values():
            candidates.sort(key=lambda term: (_ORDER.index(term.status), targets.index(term.language), term.id))
        self._targets = by_concept
        useful = [
            _marked(term, by_concept) for term in terms if term.language in sources and term.concept in by_concept
        ]
        self._source_index = TermIndex(useful, source)
        self._target_index = TermIndex([term for term in terms if term.language in targets], target)

    def in_source(self, segment: Segment) -> tuple[SegmentTerm, ...]:
        """Terms recognised in the source, by place, with offsets in its plain text."""
        hits = self._source_index.find(tagged.plain(segment.source, segment.codes).text)
        return tuple(SegmentTerm(hit, tuple(self._targets[hit.term.concept])) for hit in hits)

    def in_target(self, segment: Segment) -> tuple[TermHit, ...]:
        """Terms of the target language recognised in the target, with offsets in its plain text."""
        return tuple(self._target_index.find(tagged.plain(segment.target, segment.codes).text))


def _marked(term: Term, targets: dict[int, list[Term]]) -> Term:
    """A source term, marked as not to be translated where its concept's target says so."""
    is_fixed = any(other.status is TermStatus.DO_NOT_TRANSLATE for other in targets[term.concept])
    return replace(term, status=TermStatus.DO_NOT_TRANSLATE) if is_fixed else term


def recognise(store: Store, source: str, target: str, segments: Sequence[Segment]) -> list[tuple[SegmentTerm, ...]]:
    """Source terms of each segment."""
    recogniser = Recogniser(store, source, target)
    return [recogniser.in_source(segment) for segment in segments]
