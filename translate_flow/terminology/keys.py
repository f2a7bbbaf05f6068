"""The keys by which a word matches its inflected forms: its spelling, its lemma, its stem.

A key is text; what it stands for is told by its first sign. For German `Bücher`, a form of `Buch`:

| key      | stands for                                                                       |
| -------- | -------------------------------------------------------------------------------- |
| `bücher`, `buch` | the spelling, and each lemma                                             |
| `=bücher`        | the spelling as such                                                     |
| `&buch buch`     | lemma and stem of an inflected form                                      |
| `~buch`          | the stem                                                                 |
| `^buch`          | the stem of a word that is not its own lemma                             |
| `?buch`          | the stem of a word that the dictionary does not know                     |
| `#bücher`        | a learned form: matches this spelling and nothing else                   |

Two words agree strictly if one is spelt like the other's lemma, if both are forms of one lemma with one stem
(so that Italian `stato` is found in `stati` but not in `è`, though all are forms of `essere`), or if both are
unknown with one stem. They agree loosely, which is enough inside phrases, if they share a lemma, or a stem
unless each is its own lemma (`commune` is no form of `communiste`).
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from translate_flow import language
from translate_flow.terminology import lemmas, words

Keys = frozenset[str]
"""The keys of one word."""

MARKS = "=&~^?#"
_MEMO_LIMIT = 300_000
_DROPPED = re.compile(f"[{words.JOINERS}\u200c]")
_FULL_WIDTH = re.compile("[\uff01-\uffef]")
_APOSTROPHE = re.compile(f"[{words.APOSTROPHES}]")
_INITIALS = re.compile(r"[^\W\d_](?:\.[\u00a0\u2009\u202f]?[^\W\d_])+\.?")
# a Snowball stem would take the last digits for an ending: XVIIe, XVIIIe
_ROMAN_NUMBER = re.compile(r"[IVXLCDM]{2,}")
_ARABIC_MARKS = dict.fromkeys([0x640, 0x670, *range(0x64B, 0x660)])
_HEBREW_MARKS = dict.fromkeys([*range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7])
_STRESS = dict.fromkeys([0x300, 0x301])
# letters that are written one for the other, and marks that readers of the language leave out
_LETTERS: dict[str, dict[int, str | None]] = {
    "ro": str.maketrans("şţŞŢ", "șțȘȚ"),
    "mo": str.maketrans("şţŞŢ", "șțȘȚ"),
    "ru": {**str.maketrans("ёЁ", "еЕ"), **_STRESS},
    "uk": {**_STRESS},
    "be": {**_STRESS},
    "bg": {**_STRESS},
    "ar": {**_ARABIC_MARKS},
    "fa": {**_ARABIC_MARKS, **str.maketrans("يك", "یک")},
    "ur": {**_ARABIC_MARKS, **str.maketrans("يك", "یک")},
    "he": {**_HEBREW_MARKS},
    "yi": {},
}
# prepositions that swallow an article, and elided words: `perte de données` is found in `perte des données`
_CONTRACTIONS: dict[str, dict[str, str]] = {
    "fr": {"d": "de", "du": "de", "des": "de", "au": "à", "aux": "à", "l": "le", "la": "le", "les": "le"},
    "es": {"del": "de", "al": "a"},
    "ca": {"d": "de", "del": "de", "dels": "de", "al": "a", "als": "a", "l": "el", "la": "el"},
    "it": {
        **dict.fromkeys("d del dello della dell dei degli delle".split(), "di"),
        **dict.fromkeys("al allo alla all ai agli alle ad".split(), "a"),
        **dict.fromkeys("nel nello nella nell nei negli nelle".split(), "in"),
        **dict.fromkeys("sul sullo sulla sull sui sugli sulle".split(), "su"),
        **dict.fromkeys("dal dallo dalla dall dai dagli dalle".split(), "da"),
    },
    "pt": {**dict.fromkeys("do da dos das".split(), "de"), **dict.fromkeys("no na nos nas".split(), "em")},
    "gl": {**dict.fromkeys("do da dos das".split(), "de"), **dict.fromkeys("no na nos nas".split(), "en")},
    "de": {"im": "in", "ins": "in", "zum": "zu", "zur": "zu", "vom": "von", "am": "an", "ans": "an", "beim": "bei"},
}
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


class WordKeys(dict[str, Keys]):
    """Keys by word of one language; a mapping that fills itself and forgets everything when it is full."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self._lemmas = lemmas.Lemmas(base)
        self._stem = lemmas.stemmer(base)
        self._contractions = _CONTRACTIONS.get(base, {})

    def __missing__(self, form: str) -> Keys:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        found = self[form] = self._keys(form)
        return found

    @property
    def has_dictionary(self) -> bool:
        """Are there lemmas for the language?"""
        return self._lemmas.is_available

    def is_known(self, form: str) -> bool:
        """Does the dictionary have the word, as it is written or in lower case?"""
        return bool(self.lemma(form))

    def lemma(self, form: str) -> str:
        """Its lemma, upper and lower case as in the dictionary; empty for an unknown word."""
        unified = unify(form, self._base)
        # as written before lower case: German "Fall" is a noun, "fall" a form of the verb "fallen"
        for copy in dict.fromkeys((unicodedata.normalize("NFC", form), unified, lower(unified, self._base))):
            lemma = self._lemmas.find(copy)
            if lemma:
                return "" if _is_abbreviation(unified, lemma) else unify(lemma, self._base)
        return ""

    def _keys(self, form: str) -> Keys:
        spelling = spell(form, self._base)
        keys = {spelling, "=" + spelling}
        contracted = self._contractions.get(spelling)
        if contracted:
            return frozenset(keys | {contracted})
        if words.is_unspaced(form) or not any(map(str.isalpha, spelling)):
            return frozenset(keys)
        lemma = lower(self.lemma(form), self._base).casefold()
        if lemma:
            keys.add(lemma)
        if self._stem and not _ROMAN_NUMBER.match(form):
            keys |= _stem_keys(self._stem(spelling), spelling, lemma)
        elif lemma and lemma != spelling:
            keys.add(f"&{lemma} ")
        return frozenset(keys)


def _stem_keys(stem: str, spelling: str, lemma: str) -> set[str]:
    if not lemma:
        return {f"~{stem}", f"^{stem}", f"?{stem}"}
    return {f"~{stem}"} if lemma == spelling else {f"~{stem}", f"^{stem}", f"&{lemma} {stem}"}


def _is_abbreviation(form: str, lemma: str) -> bool:
    """Is the lemma a word written out: km → kilometre, n → nord?"""
    return len(form) <= 3 and len(lemma) >= len(form) + 3 and lemma[0].lower() == form[0].lower()


@cache
def word_keys(base: str) -> WordKeys:
    """The keys of the words of a language, given as in `language.base`."""
    return WordKeys(base)


def term_keys(text: str, lang: str) -> tuple[Keys, ...]:
    """Keys of each word of a term or a text in `lang` (a BCP 47 tag), in order."""
    keys = word_keys(language.base(lang))
    return tuple(keys[form] for form, _, _ in words.split_words(text, lang))


def first_keys(text: str, lang: str) -> Keys:
    """Keys by which a term is looked up in a table: it can only occur in texts that share one with it.

    Compare them with `look_up_keys` of a text.
    """
    found = words.split_words(text, lang)
    return _comparable(word_keys(language.base(lang))[found[0][0]]) if found else frozenset()


def look_up_keys(text: str, lang: str) -> Keys:
    """All keys by which terms that may occur in a text are found in a table of their `first_keys`."""
    return frozenset().union(*map(_comparable, term_keys(text, lang)))


def _comparable(keys: Keys) -> Keys:
    """Every pair of words that agrees shares one of these: spelling, lemmas, stem."""
    return frozenset(key for key in keys if len(key) == 1 or key[0] == "~" or key[0] not in MARKS)


def dump_keys(keys: Iterable[Keys]) -> str:
    """Keys as JSON text, for a cache; equal keys give equal text."""
    return json.dumps([sorted(each) for each in keys], ensure_ascii=False, separators=(",", ":"))


def load_keys(dump: str) -> tuple[Keys, ...]:
    """Keys from the text that `dump_keys` gave. Raises ValueError where it is something else."""
    return tuple(frozenset(each) for each in json.loads(dump))
