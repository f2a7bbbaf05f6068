"""May a forbidden term simply give way to the right one? Only where no other word of the sentence can mind.

Words around a noun agree with its gender, case and first sound, so the new term is taken only in its dictionary form
for the dictionary form of the old one, with the same gender, and with a first sound of the same kind (a/an, le/l',
a/az, il/lo). Languages in which the form of a noun may stand for several cases that its neighbour's does not are left
out altogether: a person decides there.
"""

import unicodedata

from translate_flow import language
from translate_flow.model import Term
from translate_flow.terminology.spelling import spell

_WITHOUT_GENDER = frozenset(("en", "et", "fi", "hu", "id", "ja", "ms", "th", "tr", "vi", "zh"))
_WITH_GENDER = frozenset(
    ("bg", "ca", "da", "de", "es", "fr", "gl", "it", "mk", "nb", "nl", "nn", "no", "pt", "ro", "sv")
)
_WEAK_MASCULINES = frozenset(("de",))
_VOWELS = frozenset("aeiouyаеиоуъюя")
_IMPURE = ("z", "gn", "ps", "pn", "x")


def replacement(old: Term, new: Term, written: str) -> str | None:
    """What may stand for `written`, a place where a text has the term `old`, if `new` is to be used; None: ask.

    >>> replacement(Term("lorry", "en", 1), Term("truck", "en", 1), "Lorry")
    'Truck'
    """
    base = language.base(new.language)
    if spell(written, base) != spell(old.text, base) or not _is_same_kind(old, new, base):
        return None
    if _sound(old.text, base) != _sound(new.text, base):
        return None
    if written == old.text:
        return new.text
    if written[:1].isupper() and written[1:] == old.text[1:]:
        return new.text[:1].upper() + new.text[1:]
    return None


def _is_same_kind(old: Term, new: Term, base: str) -> bool:
    """Same gender where the language has any, same part of speech where both are told, as many words of the kind."""
    if old.part_of_speech and new.part_of_speech and old.part_of_speech != new.part_of_speech:
        return False
    if base in _WITHOUT_GENDER:
        return True
    if base in _WEAK_MASCULINES and new.gender == "masculine":
        return False
    return base in _WITH_GENDER and bool(new.gender) and old.gender == new.gender


def _sound(text: str, base: str) -> str:
    """What of its first sound articles and prepositions listen to."""
    word = text.casefold()
    first = unicodedata.normalize("NFD", word)[:1]
    if first in _VOWELS or (first == "h" and base in ("fr", "en", "es")):
        return first if first in ("h", "y") or base == "es" else "vowel"
    if base == "it" and (word.startswith(_IMPURE) or (first == "s" and word[1:2] not in _VOWELS)):
        return "impure"
    return "consonant"
