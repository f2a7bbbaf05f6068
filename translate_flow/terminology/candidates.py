"""Which words and phrases of an article may be terms, and what translates them where translations are known.

A phrase is up to four words that begin and end with a content word. Its weight is its C-value (Frantzi, Ananiadou
and Mima 2000: how often it occurs outside longer phrases, times the logarithm of its length), less where other
articles have it, too. Targets are found by the Dice coefficient over aligned segments.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from translate_flow import language
from translate_flow.terminology.function_words import is_function_word
from translate_flow.terminology.keys import word_keys
from translate_flow.terminology.spelling import spell
from translate_flow.terminology.words import Word, split_words

Phrase = tuple[str, ...]
"""A phrase as the lemmas of its words."""
_LONGEST = 4
_LEAST_LETTERS = 3
_CAPITALISES_NOUNS = ("de", "lb")
_LEAST_DICE = 0.6
_RARE = 8
# function words that may stand inside a term: Bank of England, ministrul de externe
_LINKS = frozenset(("of", "de", "d", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "dei"))
_LINKS |= {"al", "a", "ai", "ale", "la", "van", "der", "den", "von", "für"}


@dataclass(slots=True)
class Candidate:
    """A phrase that may be a term."""

    phrase: Phrase
    """Its lemmas."""
    texts: Counter[str] = field(default_factory=Counter)
    """How it is written, and how often."""
    places: list[int] = field(default_factory=list)
    """Numbers of the segments that it occurs in, each once per occurrence."""
    capitals: int = 0
    """How often it stands with capitals inside a sentence."""
    is_unknown: bool = False
    """Does the dictionary lack one of its words?"""
    weight: float = 0.0
    """How likely it is a term."""
    common: float = 0.0
    """How often one would meet it in as much text from elsewhere."""
    is_rare: bool = False
    """Is it frequent here, and hardly ever met in the memory?"""

    @property
    def text(self) -> str:
        """How it is mostly written."""
        return min(self.texts, key=lambda text: (-self.texts[text], len(text), text))


def phrases(text: str, lang: str, most: int = _LONGEST) -> Iterable[tuple[Phrase, int, int, list[Word]]]:
    """Phrases of a text with start and end, and their words; overlapping ones as well."""
    base = language.base(lang)
    cut = split_words(text, lang)
    lemmas = [_lemma(form, base) for form, _, _ in cut]
    for first in range(len(cut)):
        if not _is_content(cut[first][0], base):
            continue
        for last in range(first, min(first + most, len(cut))):
            form = cut[last][0]
            is_link = form in _LINKS or not is_function_word(form, base)
            if last > first and not (is_link and _is_joined(text, cut[last - 1], cut[last])):
                break
            if _is_content(cut[last][0], base):
                yield tuple(lemmas[first : last + 1]), cut[first][1], cut[last][2], cut[first : last + 1]


def _lemma(form: str, base: str) -> str:
    return (word_keys(base).lemma(form) or spell(form, base)).casefold()


def _is_content(form: str, base: str) -> bool:
    is_long = len(form) >= _LEAST_LETTERS or form.isupper()
    return form[:1].isalpha() and is_long and not is_function_word(form, base)


def _is_joined(text: str, left: Word, right: Word) -> bool:
    gap = text[left[2] : right[1]]
    return gap.strip() in ("", "-", "’", "'") and right[0][:1].isalnum() and "\n" not in gap


def collect(segments: Iterable[tuple[int, str]], lang: str) -> dict[Phrase, Candidate]:
    """All phrases of an article given as (number, text) of its segments."""
    found: dict[Phrase, Candidate] = {}
    base = language.base(lang)
    for number, text in segments:
        for phrase, start, end, words in phrases(text, lang):
            candidate = found.setdefault(phrase, Candidate(phrase))
            candidate.texts[text[start:end]] += 1
            candidate.places.append(number)
            is_inside = bool(text[:start].strip(" \"“„«'‘—–-"))
            content = [form for form, _, _ in words if _is_content(form, base) and form not in _LINKS]
            is_inside = is_inside or (len(content) > 1 and _begins_a_name(content[0], base))
            candidate.capitals += is_inside and all(form[:1].isupper() for form in content)
            if not candidate.is_unknown:
                candidate.is_unknown = not all(word_keys(base).is_known(form) for form in content)
    return found


def _begins_a_name(form: str, base: str) -> bool:
    """May a word be the first of a name at the start of a sentence? Not one that is written small elsewhere."""
    lemma = word_keys(base).lemma(form)
    return form[:1].isupper() and (not lemma or lemma[:1].isupper())


def rank(found: Mapping[Phrase, Candidate], elsewhere: Mapping[Phrase, int], lang: str) -> list[Candidate]:
    """Candidates worth a look, best first; `elsewhere`: how often phrases occur in other articles."""
    inside: dict[Phrase, list[int]] = defaultdict(list)
    for phrase, candidate in found.items():
        for length in range(1, len(phrase)):
            for start in range(len(phrase) - length + 1):
                inside[phrase[start : start + length]].append(len(candidate.places))
    here, there = sum(len(each.places) for each in found.values()), sum(elsewhere.values())
    chosen = []
    for phrase, candidate in found.items():
        longer = inside[phrase]
        own = len(candidate.places) - (sum(longer) / len(longer) if longer else 0)
        candidate.common = elsewhere.get(phrase, 0) * here / max(here, there)
        candidate.weight = math.log2(len(phrase) + 1) * own / _usualness(candidate.common)
        candidate.weight *= 1.5 if _is_name(candidate, lang) else 1.25 if candidate.is_unknown else 1.0
        if own > 0 and _is_worth(candidate, lang, is_covered=bool(longer) and max(longer) == len(candidate.places)):
            chosen.append(candidate)
    return sorted(chosen, key=lambda each: (-each.weight, each.phrase))


def compare(ranked: Sequence[Candidate], rates: Mapping[Phrase, float]) -> list[Candidate]:
    """Candidates ranked anew by what the memory says; `rates`: how often each would be met in as much of it."""
    for candidate in ranked:
        rate = rates.get(candidate.phrase)
        if rate is None:
            continue
        usual = max(candidate.common, rate)
        candidate.weight *= _usualness(candidate.common) / _usualness(usual)
        candidate.common = usual
        candidate.is_rare = len(candidate.places) >= 2 and len(candidate.places) > _RARE * rate
    return sorted(ranked, key=lambda each: (-each.weight, each.phrase))


def _usualness(common: float) -> float:
    return 1 + math.log2(1 + common)


def _is_name(candidate: Candidate, lang: str) -> bool:
    return language.base(lang) not in _CAPITALISES_NOUNS and candidate.capitals > 0


def _is_worth(candidate: Candidate, lang: str, *, is_covered: bool) -> bool:
    """Frequent, capitalised or unusual, and not just a piece of a longer one."""
    number = len(candidate.places)
    if is_covered:
        return False
    return number >= 2 or _is_name(candidate, lang) or (candidate.is_unknown and len(candidate.phrase) == 1)


def best_target(
    candidate: Phrase, pairs: Sequence[tuple[set[Phrase], Mapping[Phrase, str]]], counts: Mapping[Phrase, int]
) -> str:
    """What translates a phrase in aligned segments; empty where they do not tell.

    `pairs`: source phrases and target phrases (with their spelling) of each segment; `counts`: in how many segments
    each target phrase occurs. Two segments at least must agree, with a Dice coefficient of 0.6.
    """
    holding = [targets for sources, targets in pairs if candidate in sources]
    together = Counter(phrase for targets in holding for phrase in targets)
    scored = [
        (2 * number / (len(holding) + counts[phrase]), len(phrase), phrase)
        for phrase, number in together.items()
        # counting takes its time, and no phrase stands in fewer entries than were read
        if number >= 2 and 2 * number / (len(holding) + number) >= _LEAST_DICE
    ]
    good = [each for each in scored if each[0] >= _LEAST_DICE]
    if not good:
        return ""
    best = max(good, key=lambda each: (each[0], -abs(each[1] - len(candidate)), each[2]))[2]
    spellings = Counter(targets[best] for targets in holding if best in targets)
    return spellings.most_common(1)[0][0]
