"""What the memory says of words that may be terms: how usual they are, and what translated them.

Confirmed targets of this project are entries of the memory, too, so that nothing else needs to be read.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from translate_flow import matching, phrases, tagged
from translate_flow.model import Article, Side
from translate_flow.phrases import Wanted
from translate_flow.store.store import Store
from translate_flow.terminology import candidates
from translate_flow.terminology.candidates import Candidate, Phrase

Pair = tuple[set[Phrase], dict[Phrase, str]]
"""Phrases of the source of an entry; of its target, each with its spelling."""
_LEAST_ENTRIES = 50
_MOST_READ = 60
_MOST_SPELLINGS = 3


class Evidence:
    """The memory of a language pair, asked about an article's candidates."""

    def __init__(self, store: Store, article: Article, language: str, confirmed: Collection[int]) -> None:
        """`confirmed`: numbers of the article's segments whose targets are entries themselves."""
        self._store = store
        self._article = article
        self._language = language
        self._confirmed = frozenset(confirmed)
        self._pairs = [
            pair.id
            for pair in store.pairs()
            if matching.variant_distance(pair.source, article.source_language) is not None
            and matching.variant_distance(pair.target, language) is not None
        ]
        self._size = sum(row["entries"] for row in store.entry_counts()) - len(self._confirmed)

    def rates(self, asked: Sequence[Candidate]) -> dict[Phrase, float]:
        """How often one would meet candidates in as many segments of the memory as the article has.

        Empty where the memory is too small to say, or its database has no index of words.
        """
        if self._size < _LEAST_ENTRIES or not self._store.driver.has_word_index:
            return {}
        return {each.phrase: self._met(each) * self._article.segments / self._size for each in asked}

    def _met(self, candidate: Candidate) -> int:
        own = sum(number in self._confirmed for number in set(candidate.places))
        told = sum(self._store.count_words(wanted, Side.SOURCE) for wanted in _wanted(candidate))
        return max(0, told - own)

    def pairs(self, asked: Sequence[Candidate]) -> list[Pair]:
        """Entries that hold candidates, the newest of each."""
        rows = {
            row
            for candidate in asked
            for wanted in _wanted(candidate)
            for row in self._store.with_words(wanted, Side.SOURCE, self._pairs, _MOST_READ)
        }
        found: list[Pair] = []
        for entry, _ in self._store.entries(sorted(rows)):
            source = tagged.plain(entry.source, entry.codes).text
            target = tagged.plain(entry.target, entry.codes).text
            sources = {phrase for phrase, *_ in candidates.phrases(source, self._article.source_language)}
            targets = {
                phrase: target[start:end] for phrase, start, end, _ in candidates.phrases(target, self._language, 3)
            }
            found.append((sources, targets))
        return found

    def counts(self, pairs: Sequence[Pair]) -> Mapping[Phrase, int]:
        """In how many entries target phrases stand: at least in those of `pairs`, counted when asked for."""
        return _Counts(self._store, pairs)


class _Counts(dict[Phrase, int]):
    """Fills itself: the index of words knows the whole memory, and is asked about few phrases only."""

    def __init__(self, store: Store, pairs: Sequence[Pair]) -> None:
        super().__init__()
        self._store = store
        self._read = Counter(phrase for _, targets in pairs for phrase in targets)
        self._texts = {phrase: text for _, targets in pairs for phrase, text in targets.items()}

    def __missing__(self, phrase: Phrase) -> int:
        words = tuple(phrases.words(self._texts.get(phrase, "")))
        told = self._store.count_words(Wanted((words,)), Side.TARGET) if words else 0
        found = self[phrase] = max(told, self._read[phrase])
        return found


def _wanted(candidate: Candidate) -> list[Wanted]:
    """Searches for a candidate as the article and the dictionary write it."""
    spellings = [text for text, _ in candidate.texts.most_common(_MOST_SPELLINGS)] + [" ".join(candidate.phrase)]
    runs = dict.fromkeys(tuple(phrases.words(text)) for text in spellings)
    return [Wanted((run,)) for run in runs if run]
