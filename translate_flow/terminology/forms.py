"""Words that look like forms of a term though no dictionary says so: the beginning is shared, the ending differs."""

import re
from collections.abc import Iterator

from translate_flow import language
from translate_flow.terminology.spelling import spell
from translate_flow.terminology.words import split_words

_LEAST_SHARED = 3
_MOST_ENDING = 5
_VOWELLESS = re.compile(r"[^\W\d_]+")


def spelled(text: str, lang: str) -> str:
    """A form as forms are compared: case, spaces and equal letters do not count."""
    base = language.base(lang)
    return " ".join(spell(form, base) for form, _, _ in split_words(text, lang))


def lookalikes(term: str, text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Places in a text that may be forms of a term: each of its words begins as the term's word does.

    The shared beginning is at least three letters and 60 % of the shorter word, and neither ending is longer than
    five letters; of words of three letters or fewer all is shared. Scripts that do not space their words have no
    such forms.
    """
    base = language.base(lang)
    wanted = [spell(form, base) for form, _, _ in split_words(term, lang)]
    if not wanted or not language.spaces_words(lang):
        return
    words = split_words(text, lang)
    cut = [(spell(form, base), start, end) for form, start, end in words]
    for first in range(len(cut) - len(wanted) + 1):
        place = cut[first : first + len(wanted)]
        if all(_is_alike(ours, theirs) for ours, (theirs, _, _) in zip(wanted, place, strict=True)):
            yield place[0][1], place[-1][2]


def _is_alike(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    if not (_VOWELLESS.fullmatch(ours) and _VOWELLESS.fullmatch(theirs)):
        return False
    shared = next(
        (at for at, (our, their) in enumerate(zip(ours, theirs, strict=False)) if our != their),
        min(len(ours), len(theirs)),
    )
    short = min(len(ours), len(theirs))
    least = max(min(_LEAST_SHARED, short), round(0.6 * short))
    return shared >= least and len(ours) - shared <= _MOST_ENDING and len(theirs) - shared <= _MOST_ENDING
