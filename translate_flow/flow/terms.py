"""The glossary in the work: terms of a segment with the terms that may, or must not, translate them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial

from translate_flow import language, tagged
from translate_flow.flow import term_keys
from translate_flow.model import Article, Concept, Segment, SegmentTerm, Term, TermHit, TermStatus
from translate_flow.store.store import Store
from translate_flow.terminology import TermIndex, longest
from translate_flow.terminology.forms import lookalikes, spelled

_ORDER = list(TermStatus)
FEW = 40
"""Up to so many segments only the terms that can occur in them are read, of a large glossary up to more."""
# looking the words of a segment up costs as much as reading so many terms
_TERMS_PER_SEGMENT = 20


class Recogniser:
    """Finds glossary terms in the segments of a job; made once for many segments.

    For a few segments only the terms that can occur in them are read, by the stored keys.
    """

    def __init__(
        self, store: Store, source: str, target: str, article: str = "", segments: Sequence[Segment] | None = None
    ) -> None:
        """Terms of `source` and `target` (BCP 47) and of their shorter tags: `pt` serves `pt-BR`.

        Terms that are bound to another article than `article` (a name) stay out. `segments`: all that will be asked
        for, where they are few.
        """
        self._sources, self._targets = list(language.fallbacks(source)), list(language.fallbacks(target))
        is_few = segments is not None and len(segments) <= max(FEW, store.most_terms() // _TERMS_PER_SEGMENT)
        is_fresh = store.has_terms() and term_keys.is_fresh(store)
        terms = self._read(store, source, target, segments if is_few and is_fresh else None)
        # a term bound to this article is better than one for all
        terms = [term for term in terms if not term.article or term.article == article]
        ids = [term.id for term in terms]
        keys = (store.keys_of(ids) if is_few else store.term_keys(self._sources + self._targets)) if is_fresh else {}
        learned = store.forms(ids if is_few else None) if terms else []
        forms = term_keys.by_term(learned)
        self._refused = {(form.term, spelled(form.text, target)) for form in learned if not form.is_accepted}
        self._target_language = target
        self._by_concept = self._grouped(terms)
        self._concepts = store.concepts({term.concept for term in terms} if is_few else None) if terms else {}
        useful = [_marked(term, self._by_concept) for term in terms if term.language in self._sources]
        useful = [term for term in useful if term.concept in self._by_concept]
        self._source_index = TermIndex(useful, source, keys, forms)
        ours = [term for term in terms if term.language in self._targets]
        self._make_target_index = partial(TermIndex, ours, target, keys, forms)

    def _read(self, store: Store, source: str, target: str, segments: Sequence[Segment] | None) -> list[Term]:
        if segments is None:
            return store.terms({*self._sources, *self._targets}) if store.has_terms() else []
        sources = [tagged.plain(segment.source, segment.codes).text for segment in segments]
        targets = [tagged.plain(segment.target, segment.codes).text for segment in segments if segment.target]
        concepts = store.candidate_concepts(self._sources, term_keys.look_up(sources, source))
        if targets:
            concepts |= store.candidate_concepts(self._targets, term_keys.look_up(targets, target))
        wanted = {*self._sources, *self._targets}
        return [term for term in store.terms_of(concepts) if term.language in wanted]

    def _grouped(self, terms: Iterable[Term]) -> Mapping[int, list[Term]]:
        """Target terms by concept: those of this article first, then by status, then by how exact the language is."""
        found: dict[int, list[Term]] = defaultdict(list)
        for term in terms:
            if term.language in self._targets:
                found[term.concept].append(term)
        for terms_of in found.values():
            terms_of.sort(key=self._rank)
        return found

    def _rank(self, term: Term) -> tuple[bool, bool, int, int, int]:
        is_bad = term.status is TermStatus.DEPRECATED
        return is_bad, not term.article, _ORDER.index(term.status), self._targets.index(term.language), term.id

    @cached_property
    def _target_index(self) -> TermIndex:
        """Made when the first target is looked at; showing sources does without it."""
        return self._make_target_index()

    def in_source(self, segment: Segment) -> tuple[SegmentTerm, ...]:
        """Terms recognised in the source, by place, with offsets in its plain text; those inside longer ones, too."""
        hits = self._source_index.find_all(tagged.plain(segment.source, segment.codes).text)
        main = longest(hits)
        return tuple(
            SegmentTerm(
                hit,
                tuple(self._by_concept[hit.term.concept]),
                self._concepts.get(hit.term.concept, _NOTHING_SAID),
                is_inside=(hit.start, hit.end) not in main,
            )
            for hit in hits
        )

    def in_target(self, segment: Segment) -> tuple[TermHit, ...]:
        """Terms of the target language recognised in the target, with offsets in its plain text."""
        text = tagged.plain(segment.target, segment.codes).text
        return tuple(hit for hit in self._target_index.find_all(text) if not self.is_refused(hit, text))

    def place(self, segment: Segment, hit: TermHit) -> tuple[int, int]:
        """Where a hit of `in_target` stands in the tagged target; tags directly behind it do not belong to it."""
        plain = tagged.plain(segment.target, segment.codes)
        return plain.offset(hit.start), plain.offset(hit.end - 1) + 1

    def is_refused(self, hit: TermHit, text: str) -> bool:
        """Did somebody say that this word is no form of the term?"""
        place = spelled(text[hit.start : hit.end], self._target_language) if self._refused else ""
        return (hit.term.id, place) in self._refused

    def possible(
        self, segment: Segment, terms: Sequence[SegmentTerm], recognised: Sequence[TermHit]
    ) -> tuple[TermHit, ...]:
        """Words of the target that begin as a term does that may translate one of `terms`.

        Not those of terms that were recognised, and no words that are another term, or were said to be no form.
        """
        used = {hit.term.id for hit in recognised}
        taken = {(hit.start, hit.end) for hit in recognised}
        text = tagged.plain(segment.target, segment.codes).text
        wanted = {
            term.id: term
            for found in terms
            for term in found.targets
            if term.status is not TermStatus.DEPRECATED and term.id not in used
        }
        hits = (
            TermHit(term, start, end)
            for term in wanted.values()
            for start, end in lookalikes(term.text, text, self._target_language)
        )
        return tuple(hit for hit in hits if (hit.start, hit.end) not in taken and not self.is_refused(hit, text))


_NOTHING_SAID = Concept()


def _marked(term: Term, targets: Mapping[int, list[Term]]) -> Term:
    """A source term, marked as not to be translated where its concept's target says so."""
    is_fixed = any(other.status is TermStatus.DO_NOT_TRANSLATE for other in targets.get(term.concept, ()))
    return replace(term, status=TermStatus.DO_NOT_TRANSLATE) if is_fixed else term


def recognise(
    store: Store, source: str, target: str, segments: Sequence[Segment], article: Article | None = None
) -> list[tuple[SegmentTerm, ...]]:
    """Source terms of each segment."""
    recogniser = Recogniser(store, source, target, article.name if article else "", segments)
    return [recogniser.in_source(segment) for segment in segments]
