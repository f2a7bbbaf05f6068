"""A paragraph stripped of what people put around a credit line."""

import re
import unicodedata

from translate_flow.records import frozen

_LONGEST = 400
# soft hyphens, zero-width spaces, marks and isolates of bidirectional text; joiners belong to Persian words
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BRACKETS = dict(zip("([{（【［〔〈《「『", ")]}）】］〕〉》」』", strict=True))
_MARKUP = "*_~#>=•·⁂◆■▪ "
_DASHES = "-–—―‒"
_STOPS = ".。．।۔։｡ "
_KIN = str.maketrans("İıŞşŢţςʼ’", "iiȘșȚțσ''")
_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_SHORTENED = re.compile(r"(?:dr|prof|mr|mrs|ms|st|sr|jr|ltd|inc|co|fr|rev|hon|ing|mag|dipl)\.", re.IGNORECASE)


@frozen
class Line:
    """A paragraph without its decoration; the three texts have the same length."""

    text: str
    """As written, in NFC, with single spaces."""
    folded: str
    """For comparing: see `fold`."""
    bare: str
    """The same without diacritics."""
    is_set_off: bool
    """Had it brackets, asterisks or a dash around it?"""


def undress(text: str) -> Line | None:
    """The line without brackets, asterisks, leading dash and final full stop; None if it is no short line."""
    line = " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())
    if not 3 <= len(line) <= _LONGEST:
        return None
    whole = ""
    inner = line
    while inner != whole:
        whole = inner
        inner = _unbracketed(inner.lstrip(_MARKUP + _DASHES).rstrip(_MARKUP))
    plain = _without_stop(inner)
    folded = fold(plain)
    return Line(plain, folded, strip(folded), is_set_off=inner != line)


def _unbracketed(line: str) -> str:
    closing = _BRACKETS.get(line[:1])
    inside = line.rstrip(_STOPS)
    return inside[1:-1].strip() if closing and inside.endswith(closing) else line


def _without_stop(line: str) -> str:
    """Without its full stop, unless that belongs to an initial or a shortened word."""
    last = line.rsplit(" ", 1)[-1]
    return line if is_initial(last) or is_shortened(last) else line.rstrip(_STOPS)


def is_initial(word: str) -> bool:
    """Is it one or more initials, such as `J.`, `Iu.` or `J.R.R.`?"""
    return bool(_INITIAL.fullmatch(word)) and not is_small(word[0])


def is_shortened(word: str) -> bool:
    """Is it a shortened word that stands in names, such as `Dr.` or `Ltd.`?"""
    return bool(_SHORTENED.fullmatch(word))


def is_small(letter: str) -> bool:
    """Is it a small letter of a script whose names begin with capitals? Georgian's do not."""
    return letter.islower() and letter.title() != letter


def fold(text: str) -> str:
    """Lower case, one character for one; Turkish i and Romanian cedillas are one with their kin."""
    folded = text.translate(_KIN).lower()
    return folded if len(folded) == len(text) else "".join(map(_lower, text.translate(_KIN)))


def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def strip(folded: str) -> str:
    """Without the diacritics of Latin, Greek and Cyrillic letters, one character for one."""
    return folded if folded.isascii() else "".join(map(_stripped, folded))


def _stripped(letter: str) -> str:
    has_diacritics = "\u00c0" <= letter < "\u0530" or "\u1e00" <= letter < "\u2000"
    return unicodedata.normalize("NFD", letter)[0] if has_diacritics else letter
