"""What a sentence holds that its translation holds, too, whatever the language: values, days, months, terms."""

import re
from collections.abc import Callable, Sequence

from translate_flow import language
from translate_flow.checks.values import calendar, quantities, words
from translate_flow.model import Term, TermStatus
from translate_flow.store.store import Store
from translate_flow.terminology import TermIndex, function_words

Marks = Callable[[str], frozenset[str]]
"""The marks of a text in the language that they were made for."""
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 300
_ENOUGH = 20
# in running text a third of the words or more are small ones
_FEWEST = 7


def of_language(tag: str, terms: TermIndex | None = None) -> Marks:
    """Marks such as `value:12`, `weekday:0` (Monday), `month:3` and `term:17` (a concept's row)."""

    def marks(text: str) -> frozenset[str]:
        found = {f"value:{quantity.values[0].normalize():f}" for quantity in _quantities(text, tag)}
        # one is an article as often as a number
        found |= {f"value:{value:f}" for word in words.spelled(text, tag) for value in word.values[:1] if value != 1}
        found |= {f"weekday:{day.number}" for day in calendar.weekdays_in(text, tag)}
        found |= {f"month:{month}" for month in calendar.months_in(text, tag)}
        if terms:
            found |= {f"term:{hit.term.concept}" for hit in terms.find(text)}
        return frozenset(found)

    return marks


def _quantities(text: str, tag: str) -> list[quantities.Quantity]:
    return [quantity for quantity in quantities.scan(text, tag) if quantity.values]


def for_pair(store: Store, source: str, target: str) -> tuple[Marks, Marks]:
    """Marks of both languages, with the glossary's terms; forbidden ones do not count."""
    if not store.has_terms():
        return of_language(source), of_language(target)
    terms = [term for term in store.terms(_tags(source) | _tags(target)) if term.status is not TermStatus.DEPRECATED]
    return of_language(source, _index(terms, source)), of_language(target, _index(terms, target))


def _tags(tag: str) -> set[str]:
    return set(language.fallbacks(tag))


def _index(terms: Sequence[Term], tag: str) -> TermIndex:
    return TermIndex([term for term in terms if term.language in _tags(tag)], tag)


def is_foreign(texts: Sequence[str], tag: str) -> bool:
    """Are these texts plainly not in the language `tag`: in another script, or with another's small words?"""
    wrong = sum(language.is_wrong_script(text, tag) for text in texts)
    own, spoken = language.base(tag), spoken_in(texts)
    return wrong * 2 > len(texts) or bool(spoken and spoken != own and own in function_words.listed())


def spoken_in(texts: Sequence[str]) -> str:
    """The language, as in `language.base`, whose small words these texts use twice as often as any other's.

    Empty where none stands out, or where there are too few words, or small ones among them, to tell.
    """
    found = [word for text in texts[:_SAMPLE] for word in _WORD.findall(text)]
    counts = sorted(
        (sum(function_words.is_function_word(word, base) for word in found), base) for base in function_words.listed()
    )
    (second, _), (first, base) = counts[-2:]
    return base if len(found) >= _ENOUGH and first > max(2 * second, len(found) // _FEWEST) else ""
