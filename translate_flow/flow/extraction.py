"""Terms that an article may need: proposed, never added by themselves."""

from collections import Counter
from collections.abc import Sequence

from translate_flow import tagged
from translate_flow.flow import saving, selection
from translate_flow.flow.extraction_evidence import Evidence
from translate_flow.model import Article, Segment
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.store import Store
from translate_flow.terminology import TermIndex, candidates
from translate_flow.terminology.candidates import Candidate, Phrase

_COMPARED = 300


@frozen
class Proposal:
    """A term that is proposed."""

    source: str
    """The phrase as it is mostly written."""
    target: str
    """What translates it in segments that are translated already; empty where they do not tell."""
    count: int
    """How often it occurs in the article."""
    why: str
    """What speaks for it: frequent, a name, unusual."""
    segment: int
    """Number of the first segment that holds it."""
    example: str
    """Text of that segment."""
    weight: float
    """How likely it is a term; comparable within one article."""


def extract(project: Project, name: str, *, to: str | None = None, most: int = 30) -> list[Proposal]:
    """The best proposals for an article, best first, without what the glossary has.

    Raises NotFound for an unknown article, UsageError for an unknown language.
    """
    language = project.target(to)
    with project.open() as store, store.reading():
        article = selection.article(store, name)
        segments = store.segments(article, store.job(article, language))
        texts = {segment.number: _text(segment) for segment in segments}
        found = candidates.collect(texts.items(), article.source_language)
        ranked = candidates.rank(found, _elsewhere(store, article), article.source_language)
        evidence = Evidence(store, article, language, {seg.number for seg in segments if saving.is_confirmed(seg)})
        ranked = candidates.compare(ranked, evidence.rates(ranked[:_COMPARED]))
        chosen = _new(store, article, ranked)[:most]
        pairs = evidence.pairs(chosen)
        counts = evidence.counts(pairs)
        return [_proposal(each, texts, candidates.best_target(each.phrase, pairs, counts)) for each in chosen]


def _text(segment: Segment) -> str:
    return tagged.plain(segment.source, segment.codes).text


def _elsewhere(store: Store, article: Article) -> Counter[Phrase]:
    """How often phrases occur in the other articles of its language."""
    return Counter(
        phrase
        for other in store.articles()
        if other.id != article.id and other.source_language == article.source_language
        for segment in store.segments(other, 0)
        for phrase, *_ in candidates.phrases(_text(segment), other.source_language)
    )


def _new(store: Store, article: Article, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that no term of the glossary covers."""
    index = TermIndex(store.terms([article.source_language]), article.source_language)

    def is_known(text: str) -> bool:
        return any(hit.start == 0 and hit.end == len(text) for hit in index.find_all(text))

    return [each for each in ranked if not is_known(each.text)]


def _proposal(candidate: Candidate, texts: dict[int, str], target: str) -> Proposal:
    reasons = [
        word
        for word, holds in (
            ("frequent", len(candidate.places) > 1),
            ("a name", candidate.capitals > 0),
            ("unusual", candidate.is_unknown or candidate.is_rare),
        )
        if holds
    ]
    first = candidate.places[0]
    text = candidate.text
    return Proposal(
        text, target, len(candidate.places), ", ".join(reasons), first, texts[first], round(candidate.weight, 2)
    )
