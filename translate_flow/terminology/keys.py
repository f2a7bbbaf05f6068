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

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from translate_flow import language
from translate_flow.terminology import lemmas, words
from translate_flow.terminology.spelling import CONTRACTIONS, lower, spell, unify

Keys = frozenset[str]
"""The keys of one word."""

MARKS = "=&~^?#"
_MEMO_LIMIT = 300_000
_RULES = "2"  # to be raised with every change of the keys
_LONGEST_WORD = 100
_LEAST_ALIKE = 5
# a Snowball stem would take the last digits for an ending: XVIIe, XVIIIe
_ROMAN_NUMBER = re.compile(r"[IVXLCDM]{2,}")


class WordKeys(dict[str, Keys]):
    """Keys by word of one language; a mapping that fills itself and forgets everything when it is full."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self._lemmas = lemmas.Lemmas(base)
        self._lemma: dict[str, str] = {}
        self._stem = lemmas.stemmer(base)
        self._contractions = CONTRACTIONS.get(base, {})

    def __missing__(self, form: str) -> Keys:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        found = self[form] = self._keys(form)
        return found

    def prepare(self) -> None:
        """Open the dictionary."""
        self._lemmas.prepare()

    @property
    def has_dictionary(self) -> bool:
        """Are there lemmas for the language?"""
        return self._lemmas.is_available

    def is_known(self, form: str) -> bool:
        """Does the dictionary have the word, as it is written or in lower case?"""
        return bool(self.lemma(form))

    def lemma(self, form: str) -> str:
        """Its lemma, upper and lower case as in the dictionary; empty for an unknown word."""
        found = self._lemma.get(form)
        if found is None:
            if len(self._lemma) >= _MEMO_LIMIT:
                self._lemma.clear()
            found = self._lemma[form] = self._look_up(form)
        return found

    def _look_up(self, form: str) -> str:
        unified = unify(form, self._base)
        # as written before lower case: German "Fall" is a noun, "fall" a form of the verb "fallen"
        for copy in dict.fromkeys((unicodedata.normalize("NFC", form), unified, lower(unified, self._base))):
            lemma = self._lemmas.find(copy)
            if lemma:
                return "" if _is_abbreviation(unified, lemma) else unify(lemma, self._base)
        return ""

    def _is_inflected(self, form: str) -> bool:
        """Is it a word that has forms, and not a sign, a number, an address or a Chinese character?"""
        if len(form) > _LONGEST_WORD or words.is_unspaced(form) or words.is_address(form):
            return False
        return any(map(str.isalpha, form))

    def _keys(self, form: str) -> Keys:
        spelling = spell(form, self._base)
        keys = {spelling, "=" + spelling}
        contracted = self._contractions.get(spelling)
        if contracted:
            return frozenset(keys | {contracted})
        if not self._is_inflected(form):
            return frozenset(keys)
        lemma = self._noun(form) if self._base == "ko" else lower(self.lemma(form), self._base).casefold()
        if lemma:
            keys.add(lemma)
            keys |= self._further(spelling, lemma)
        if self._stem and not _ROMAN_NUMBER.match(form):
            keys |= _stem_keys(self._stem(spelling), spelling, lemma)
        elif lemma and lemma != spelling:
            keys.add(f"&{lemma} ")
        return frozenset(keys)

    def _noun(self, form: str) -> str:
        """Korean: the word without its particle."""
        from translate_flow.terminology.korean import without_particle

        return without_particle(unify(form, self._base))

    def _further(self, spelling: str, lemma: str) -> set[str]:
        """Keys by the lemma of a lemma: to the dictionary `regjeringens` is a form of `regjeringen`, itself a form.

        It counts only where the form begins as it does, or by the stem, for dictionaries lead astray, too.
        """
        further = lower(self.lemma(lemma), self._base).casefold() if lemma != spelling else ""
        if not further or further in (lemma, spelling):
            return set()
        if self._stem:
            stem = self._stem(spelling)
            return {further, f"&{further} {stem}"} if self._stem(further) == stem else set()
        is_alike = len(further) >= _LEAST_ALIKE and spelling.startswith(further[:-2])
        return {further, f"&{further} "} if is_alike else set()


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


def prepare(lang: str) -> None:
    """Write the dictionary of a language to the user's cache, which takes seconds the first time."""
    word_keys(language.base(lang)).prepare()


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


def stored_keys(text: str, lang: str) -> tuple[str, Keys]:
    """What a cache keeps of a term: its keys as `dump_keys` writes them, and its `first_keys`."""
    found = term_keys(text, lang)
    return dump_keys(found), _comparable(found[0]) if found else frozenset()


def look_up_keys(text: str, lang: str) -> Keys:
    """All keys by which terms that may occur in a text are found in a table of their `first_keys`."""
    return frozenset().union(*map(_comparable, term_keys(text, lang)))


def _comparable(keys: Keys) -> Keys:
    """Every pair of words that agrees shares one of these: spelling, lemmas, stem."""
    return frozenset(key for key in keys if len(key) == 1 or key[0] == "~" or key[0] not in MARKS)


def dump_keys(keys: Iterable[Keys]) -> str:
    """Keys as one text, for a cache: a line per word, tabs between its keys. Equal keys give equal text."""
    return "\n".join("\t".join(sorted(each)) for each in keys)


def keys_version() -> str:
    """What cached keys depend on: our rules and the two libraries. Keys of another version are worthless."""
    return f"{_RULES} {lemmas.versions()}"


def load_keys(dump: str) -> tuple[Keys, ...]:
    """Keys from the text that `dump_keys` gave."""
    return tuple(frozenset(line.split("\t")) for line in dump.split("\n")) if dump else ()
