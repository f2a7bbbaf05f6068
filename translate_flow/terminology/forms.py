"""Words that look like forms of a term though no dictionary says so: the beginning is shared, the ending differs."""

import re
from collections.abc import Iterator

from translate_flow import language
from translate_flow.terminology.spelling import spell
from translate_flow.terminology.words import split_words

_MOST_ENDING = 6
_LOSS = ((4, 0), (6, 1), (9, 2))
_MOST_LOSS = 3
_LETTERS = re.compile(r"[^\W\d_]+")


def spelled(text: str, lang: str) -> str:
    """A form as forms are compared: case, spaces and equal letters do not count."""
    base = language.base(lang)
    return " ".join(spell(form, base) for form, _, _ in split_words(text, lang))


def lookalikes(term: str, text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Places in a text that may be forms of a term: each of its words begins as the term's word does.

    A word of four letters or fewer keeps all of them, one of up to six may lose its last one, of up to nine two, a
    longer one three; what comes behind is at most six letters. Scripts that do not space their words
    have no such forms.
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
    if not (_LETTERS.fullmatch(ours) and _LETTERS.fullmatch(theirs)):
        return False
    shared = next(
        (at for at, (our, their) in enumerate(zip(ours, theirs, strict=False)) if our != their),
        min(len(ours), len(theirs)),
    )
    loss = next((loss for longest, loss in _LOSS if len(ours) <= longest), _MOST_LOSS)
    return shared >= len(ours) - loss and len(theirs) - shared <= _MOST_ENDING
