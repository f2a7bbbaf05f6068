"""The ledger of names: people, places and organisations of an article, and how the translation writes them.

A rendering that was chosen is a term of the glossary (a proper noun, its kind in the domain), so that the check of
terms holds all segments and articles to it. For the others the ledger shows what the translation does so far.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from translate_flow import tagged
from translate_flow.flow import glossary, saving, selection
from translate_flow.flow.glossary import Change, Details
from translate_flow.model import Article, Segment, Term, TermStatus
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.store import Store
from translate_flow.terminology import TermIndex, candidates, transliteration
from translate_flow.terminology.candidates import Candidate, Phrase
from translate_flow.terminology.forms import lookalikes
from translate_flow.terminology.transliteration import base_form, fold
from translate_flow.terminology.words import split_words

KINDS = ("person", "place", "organisation")
PROPER_NOUN = "proper noun"
_LEAST_LIKE = 70
_LEAST_NAME, _LONGEST_ENDING = 5, 2
_CAPITALISES_NOUNS = ("de", "lb")


@frozen
class Name:
    """A name in an article."""

    name: str
    """As it stands at its first mention, in full."""
    kind: str
    """One of `KINDS` where somebody said so."""
    rendering: str
    """How the translation writes it: chosen, or proposed."""
    is_chosen: bool
    """Is it in the glossary?"""
    first: int
    """Number of the segment of the first mention."""
    later: tuple[tuple[int, str], ...]
    """Segment and form of later mentions, such as the surname alone."""
    found: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Renderings in the translations, each with the places (`ARTICLE:3`) that have it; forms of one word are one."""
    lacking: tuple[str, ...] = ()
    """Translated places that do not hold the chosen rendering."""

    @property
    def is_uneven(self) -> bool:
        """Do translations disagree with each other or with the choice?"""
        return len(self.found) > 1 or bool(self.lacking)


@frozen
class _Place:
    """A translated segment."""

    name: str
    source: str
    target: str


def choose(
    project: Project, name: str, rendering: str, kind: str = "", *, to: str | None = None, by: str | None = None
) -> Change:
    """Choose the rendering of a name for the whole project. Raises UsageError as `glossary.add` does."""
    fixed = TermStatus.DO_NOT_TRANSLATE if name == rendering else TermStatus.PREFERRED
    details = Details(status=fixed, domain=kind, part_of_speech=PROPER_NOUN)
    return glossary.add(project, name, rendering, details, to=to, by=by)


def ledger(project: Project, name: str, *, to: str | None = None) -> list[Name]:
    """The names of an article in the order of their first mention. Raises NotFound, UsageError."""
    language = project.target(to)
    with project.open() as store, store.reading():
        return read(store, selection.article(store, name), language)


def read(store: Store, article: Article, language: str) -> list[Name]:
    """The names of an article from an open store, in the order of their first mention."""
    texts = {segment.number: _plain(segment.source, segment) for segment in store.segments(article, 0)}
    places = [place for other in store.articles() for place in _places(store, other, language)]
    terms = [term for term in store.terms() if term.language in (article.source_language, language)]
    domains = {number: concept.domain for number, concept in store.concepts().items()}
    chosen = _chosen(terms, article.source_language, language)
    found = []
    for candidate, shorter in _grouped(_names(texts, article.source_language, chosen)):
        found.append(_name(candidate, shorter, article, language, chosen, domains, places))
    return sorted(found, key=lambda each: (each.first, each.name))


def words(store: Store, article: Article, language: str) -> frozenset[str]:
    """The words of an article's names: as the source has them, as proposed, and as translations write them."""
    texts = (text for name in read(store, article, language) for text in (name.name, name.rendering, *name.found))
    return frozenset(word for text in texts for word, _, _ in split_words(text, language))


def _plain(text: str, segment: Segment) -> str:
    return tagged.plain(text, segment.codes).text


def _places(store: Store, article: Article, language: str) -> Iterable[_Place]:
    job = store.job(article, language)
    for segment in store.segments(article, job) if job else ():
        if saving.is_confirmed(segment):
            texts = _plain(segment.source, segment), _plain(segment.target, segment)
            yield _Place(f"{article.name}:{segment.number}", *texts)


def _chosen(terms: Sequence[Term], source: str, target: str) -> dict[str, tuple[Term, list[Term]]]:
    """Names of the glossary, folded, with the terms that may render them."""
    targets: dict[int, list[Term]] = defaultdict(list)
    for term in terms:
        if term.language == target and term.status is not TermStatus.DEPRECATED:
            targets[term.concept].append(term)
    return {
        fold(term.text): (term, targets[term.concept])
        for term in terms
        if term.language == source and targets[term.concept] and term.text[:1].isupper()
    }


def _names(texts: Mapping[int, str], lang: str, chosen: Mapping[str, object]) -> list[Candidate]:
    """Phrases that stand with capitals inside sentences; in German only those of the glossary."""
    capital_says = lang.split("-")[0] not in _CAPITALISES_NOUNS
    calendar = _calendar(lang)
    found = candidates.collect(texts.items(), lang)
    return [
        each
        for each in found.values()
        if fold(each.text) in chosen
        or (
            capital_says
            and each.capitals
            and _is_own(each.text, calendar)
            and not _is_pair(each, found)
            and not _begins_with_country(each, lang)
        )
    ]


def _begins_with_country(candidate: Candidate, lang: str) -> bool:
    """Is it a name behind that of a country, as in `президент России Владимир Путин`?"""
    countries = transliteration.countries(lang)
    if len(candidate.phrase) < 2 or fold(candidate.text) in countries or fold(" ".join(candidate.phrase)) in countries:
        return False
    return fold(candidate.phrase[0]) in countries


def _is_own(text: str, calendar: set[str]) -> bool:
    """Does a text look like a proper noun, and is it no month or day?"""
    return text[:1].isupper() and text.casefold() not in calendar


def _is_pair(candidate: Candidate, found: Mapping[Phrase, Candidate]) -> bool:
    """Is it two names with a hyphen, as in `U.S.-Russia talks`, each of which also stands alone, and more often?"""
    if "-" not in candidate.text:
        return False
    number = len(candidate.places)
    return all((word,) in found and len(found[word,].places) > number for word in candidate.phrase)


def _calendar(lang: str) -> set[str]:
    """Names of months and days, which are written with capitals in some languages."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return set()
    return {str(name).casefold() for names in (locale.months, locale.days) for name in names["format"]["wide"].values()}


def _grouped(found: Sequence[Candidate]) -> list[tuple[Candidate, list[Candidate]]]:
    """Full names with their shorter forms: `Kirill Dmitriev`, later `Dmitriev`."""
    full: list[tuple[Candidate, list[Candidate]]] = []
    for candidate in sorted(found, key=lambda each: (-len(each.phrase), each.places[0])):
        holders = [owner for owner in full if _is_shorter(candidate, owner[0])]
        if holders:
            holders[0][1].append(candidate)
        else:
            full.append((candidate, []))
    return full


def _is_shorter(candidate: Candidate, owner: Candidate) -> bool:
    """Is a candidate a part of a full name, or that name in another form?"""
    shorter, phrase = candidate.phrase, owner.phrase
    if len(shorter) > len(phrase):
        return False
    # as written, too: to the dictionary Песков is a form of a common word
    return _stands_in(shorter, phrase) or _stands_in(_written(candidate), _written(owner))


def _written(candidate: Candidate) -> Phrase:
    return tuple(fold(candidate.text).split())


def _stands_in(shorter: Phrase, phrase: Phrase) -> bool:
    return any(
        all(_is_one_word(ours, theirs) for ours, theirs in zip(shorter, phrase[start:], strict=False))
        for start in range(len(phrase) - len(shorter) + 1)
    )


def _is_one_word(first: str, second: str) -> bool:
    """Are two words of names one in two forms (Песков, Песковым)? The dictionary knows few names."""
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= _LEAST_NAME and long.startswith(short) and len(long) - len(short) <= _LONGEST_ENDING


def _mentions(candidate: Candidate, shorter: Sequence[Candidate]) -> list[tuple[int, str]]:
    """Segments and forms of all mentions; a short form inside the full one is none."""
    found = {(number, candidate.text) for number in candidate.places}
    for each in shorter:
        found |= {(number, each.text) for number in Counter(each.places) - Counter(candidate.places)}
    return sorted(found)


def _name(
    candidate: Candidate,
    shorter: Sequence[Candidate],
    article: Article,
    language: str,
    chosen: Mapping[str, tuple[Term, list[Term]]],
    domains: Mapping[int, str],
    places: Sequence[_Place],
) -> Name:
    text = candidate.text
    source = article.source_language
    term, targets = chosen.get(fold(text), (None, []))
    first, *later = _mentions(candidate, shorter)
    rendering = targets[0].text if targets else _proposal(candidate, source, language)
    index = TermIndex([term or Term(text, source, 0)], source)
    holding = [place for place in places if index.find(place.source)]
    wanted = TermIndex(targets, language)
    lacking = [place.name for place in holding if targets and not _has(place, targets, wanted, language)]
    return Name(
        text,
        domains.get(term.concept, "") if term else "",
        rendering,
        bool(targets),
        first[0],
        tuple(later),
        {} if targets else _renderings(rendering, holding, language),
        tuple(lacking),
    )


def _proposal(candidate: Candidate, source: str, language: str) -> str:
    """A rendering of the dictionary form, where the dictionary knows it: Moskva for Москве."""
    lemma = " ".join(candidate.phrase)
    if fold(lemma) in transliteration.countries(source):
        return transliteration.propose(lemma, source, language)
    return transliteration.propose(base_form(candidate.text, source), source, language)


def _has(place: _Place, targets: Sequence[Term], index: TermIndex, language: str) -> bool:
    """Does a target hold a rendering, in some form?"""
    is_like = any(next(lookalikes(term.text, place.target, language), None) for term in targets)
    return is_like or bool(index.find(place.target))


def _renderings(proposal: str, places: Sequence[_Place], language: str) -> dict[str, tuple[str, ...]]:
    """What the translations write for a name, by likeness to the proposal; forms of one word are one rendering."""
    from rapidfuzz import fuzz

    found: dict[str, list[str]] = {}
    size = len(split_words(proposal, language)) if proposal else 0
    for place in places if size else ():
        scored = [(fuzz.ratio(fold(run), fold(proposal)), run) for run in _runs(place.target, language, size)]
        likeness, best = max(scored, key=lambda each: each[0], default=(0.0, ""))
        if likeness < _LEAST_LIKE:
            continue
        known = next((other for other in found if _is_one(other, best, language)), None)
        found.setdefault(known or best, []).append(place.name)
    return {text: tuple(names) for text, names in found.items()}


def _is_one(first: str, second: str, language: str) -> bool:
    """Are they one name in two forms: is one the other with an ending?"""
    short, long = sorted((first, second), key=len)
    pairs = zip(split_words(short, language), split_words(long, language), strict=False)
    return all(theirs[0].casefold().startswith(ours[0].casefold()) for ours, theirs in pairs)


def _runs(text: str, language: str, size: int) -> Iterable[str]:
    """Runs of capitalised words of a length."""
    words = split_words(text, language)
    for first in range(len(words) - size + 1):
        run = words[first : first + size]
        if run[0][0][:1].isupper() and run[-1][0][:1].isupper():
            yield text[run[0][1] : run[-1][2]]
