"""Cyrillic names as newspapers of one language write them, by how they sound: German, French and Romanian.

German: Duden's transcription tables (Russian, Ukrainian, Bulgarian). French: the usual transcription of the press
(Lexique des règles typographiques de l'Imprimerie nationale). Romanian: DOOM's transcription. Ukrainian names keep the
national system elsewhere, which is meant for all languages of Latin script. Like every proposal they are for a person
to accept, who may know a usual form.
"""

import re
from functools import cache

_VOWEL = "аеёиоуыэюяієї"
_HUSHERS = "жчшщ"
_PLAIN = "аa бb дd кk лl мm нn оo пp рr тt уu фf эe ъ ь ' ’ ʼ "
# (what stands there, what is written), the first that fits; lookbehinds see the letters before
_Rules = tuple[tuple[str, str], ...]
_GERMAN_LETTERS = _PLAIN + "вw зs сs хch цz чtsch шsch щschtsch юju яja еe"
_FRENCH_LETTERS = _PLAIN + "вv гg жj зz сs хkh цts чtch шch щchtch юiou яia еe уou иi йï"
_ROMANIAN_LETTERS = _PLAIN + "вv зz сs жj хh цț шș юiu яia еe иi йi"
_SS = (rf"(?<=[{_VOWEL}])с(?=[{_VOWEL}])", "ss")
_SOFT_G = ("г(?=[еёиыєі])", "gu")
_TABLES: dict[tuple[str, str], tuple[str, _Rules]] = {
    ("ru", "de"): (
        _GERMAN_LETTERS + " гg жsch иi йi ыy",
        (
            ("ий$", "i"), ("ый$", "y"), ("кс", "x"), (r"[ъь]е", "je"), (r"[ъь]ё", "jo"),
            ("ьи", "ji"), ("ьо", "jo"), (rf"(?<=[{_HUSHERS}])ё", "o"), ("ё", "jo"),
            (rf"(?:^|(?<=[{_VOWEL}]))е", "je"), ("ого$", "owo"), _SS,
        ),
    ),
    ("uk", "de"): (_GERMAN_LETTERS + " гh ґg жsch иy іi їji йj єje", (_SS,)),
    ("bg", "de"): (_GERMAN_LETTERS + " гg жsch иi йj ъa ьj", (("щ", "scht"), _SS)),
    ("ru", "fr"): (
        _FRENCH_LETTERS + " ыy",
        (
            ("ий$", "i"), ("ый$", "y"), ("ин$", "ine"), ("кс", "x"),
            (r"(?:^|(?<=[ъь]))е", "ie"), (rf"(?<=[{_VOWEL}])е", "ïe"),
            (rf"(?<=[{_HUSHERS}])ё", "e"), ("ё", "io"), _SOFT_G, _SS,
        ),
    ),
    ("ru", "ro"): (
        _ROMANIAN_LETTERS + " гg ыî",
        (
            ("ий$", "i"), ("ый$", "îi"), (rf"(?:^|(?<=[{_VOWEL}ъь]))е", "ie"), ("ч(?=[еи])", "c"),
            ("щ(?=[еи])", "șc"), ("ч", "ci"), ("щ", "șci"), ("(?<=[чщ])ё", "o"), ("ё", "io"), ("г(?=[еёи])", "gh"),
        ),
    ),
}  # fmt: skip


def transcribe(word: str, source: str, target: str) -> str | None:
    """A word of Cyrillic letters, in lower case, as the press writes it; None where there is no table (base tags).

    >>> transcribe("хрущёв", "ru", "de"), transcribe("хрущёв", "ru", "fr"), transcribe("хрущёв", "ru", "ro")
    ('chruschtschow', 'khrouchtchev', 'hrușciov')
    """
    if (source, target) not in _TABLES:
        return None
    letters, rules = _compiled(source, target)
    out, at = "", 0
    while at < len(word):
        for pattern, written in rules:
            found = pattern.match(word, at)
            if found:
                out, at = out + written, found.end()
                break
        else:
            out, at = out + letters.get(word[at], word[at]), at + 1
    return out


@cache
def _compiled(source: str, target: str) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    letters, rules = _TABLES[source, target]
    table = {pair[0]: pair[1:] for pair in letters.split()}
    return table, tuple((re.compile(pattern), written) for pattern, written in rules)
