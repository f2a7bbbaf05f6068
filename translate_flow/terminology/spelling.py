"""How words are spelt: letters that are taken for equal, case by the rules of a language, contractions."""

import re
import unicodedata
from collections.abc import Mapping

from translate_flow.terminology import words

_DROPPED = re.compile(f"[{words.JOINERS}\u200c]")
_FULL_WIDTH = re.compile("[\uff01-\uffef]")
_APOSTROPHE = re.compile(f"[{words.APOSTROPHES}]")
_INITIALS = re.compile(r"[^\W\d_](?:\.[\u00a0\u2009\u202f]?[^\W\d_])+\.?")
_ARABIC_MARKS = "".join(map(chr, [0x640, 0x670, *range(0x64B, 0x660)]))
_HEBREW_MARKS = "".join(map(chr, [*range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7]))
_STRESS = "\u0300\u0301"
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")
# letters that are written one for the other, and marks that writers of the language mostly leave out
_LETTERS: dict[str, dict[int, int | None]] = {
    "ro": {**_CEDILLAS},
    "mo": {**_CEDILLAS},
    "ru": str.maketrans("ёЁ", "еЕ", _STRESS),
    "uk": str.maketrans("", "", _STRESS),
    "be": str.maketrans("", "", _STRESS),
    "bg": str.maketrans("", "", _STRESS),
    "ar": str.maketrans("", "", _ARABIC_MARKS),
    "fa": str.maketrans("يك", "یک", _ARABIC_MARKS),
    "ur": str.maketrans("يك", "یک", _ARABIC_MARKS),
    "he": str.maketrans("", "", _HEBREW_MARKS),
}


def _contract(forms: Mapping[str, str]) -> dict[str, str]:
    return {form: whole for whole, contracted in forms.items() for form in contracted.split()}


CONTRACTIONS = {
    "fr": _contract({"de": "d du des", "à": "au aux", "le": "l la les"}),
    "es": _contract({"de": "del", "a": "al"}),
    "ca": _contract({"de": "d del dels", "a": "al als", "el": "l la"}),
    "it": _contract(
        {
            "di": "d del dello della dell dei degli delle",
            "a": "al allo alla all ai agli alle ad",
            "in": "nel nello nella nell nei negli nelle",
            "su": "sul sullo sulla sull sui sugli sulle",
            "da": "dal dallo dalla dall dai dagli dalle",
        }
    ),
    "pt": _contract({"de": "do da dos das", "em": "no na nos nas"}),
    "gl": _contract({"de": "do da dos das", "en": "no na nos nas"}),
    "de": _contract({"in": "im ins", "zu": "zum zur", "von": "vom", "an": "am ans", "bei": "beim"}),
}
"""Prepositions that swallow an article, and elided words, with what they stand for: the term
`perte de données` is found in `perte des données`."""
_DOTTED_I = str.maketrans({"İ": "i", "I": "ı"})


def unify(form: str, base: str) -> str:
    """A word in NFC, without signs of no width, with letters that its language takes for equal made one."""
    if form.isascii():
        return form
    form = unicodedata.normalize("NFC", _DROPPED.sub("", form))
    if _FULL_WIDTH.search(form):
        form = unicodedata.normalize("NFKC", form)
    if len(form) > 1:
        form = _APOSTROPHE.sub("'", form)
    table = _LETTERS.get(base)
    return form.translate(table) if table else form


def lower(form: str, base: str) -> str:
    """Lower case by the rules of the language (Turkish I is ı)."""
    if base in ("tr", "az"):
        form = form.translate(_DOTTED_I)
    return form.lower().replace("i\u0307", "i")


def spell(form: str, base: str) -> str:
    """The spelling by which words are compared: unified and case-folded; initials without the last dot."""
    unified = unify(form, base)
    if "." in unified and _INITIALS.fullmatch(unified):
        unified = re.sub(r"\s", "", unified).rstrip(".")
    return lower(unified, base).casefold()
