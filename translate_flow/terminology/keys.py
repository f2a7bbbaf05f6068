"""The keys by which a word matches its inflected forms: its spelling, its lemmas, its stem."""

import json
import re
import unicodedata
from functools import cache

from translate_flow import language
from translate_flow.terminology import lemmas, words

Keys = frozenset[str]
"""Keys of one word. A bare key is a spelling or a lemma; `~` marks the stem, `?` the stem of a word that no
dictionary knows. Two words agree if they share a bare key, or a stem that is `?` for one of them; in phrases
the same stem is enough."""

_DROPPED = re.compile(f"[{words.JOINERS}\u200c]")
_FULL_WIDTH = re.compile("[\uff01-\uffef]")
_APOSTROPHE = re.compile(f"[{words.APOSTROPHES}]")
_MEMO_LIMIT = 300_000
_LETTERS: dict[str, dict[int, str | None]] = {
    "ro": str.maketrans("şţŞŢ", "șțȘȚ"),
    "ru": {**str.maketrans("ёЁ", "еЕ"), 0x301: None},
    "uk": {0x301: None},
    "be": {0x301: None},
    "bg": {0x301: None, 0x300: None},
    "ar": dict.fromkeys([0x640, 0x670, *range(0x64B, 0x660)], None),
    "he": dict.fromkeys([*range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7], None),
}
_LETTERS["mo"] = _LETTERS["ro"]
_LETTERS["fa"] = _LETTERS["ur"] = {**_LETTERS["ar"], **str.maketrans("يك", "یک")}
_TURKIC = str.maketrans({"İ": "i", "I": "ı"})


def plain_form(form: str, base: str) -> str:
    """A word in NFC without signs of no width, with the letters that its language treats as equal made one."""
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
    """Lower case by the rules of the language."""
    if base in ("tr", "az"):
        form = form.translate(_TURKIC)
    return form.lower().replace("i\u0307", "i")


def fold(form: str, base: str) -> str:
    """Case-folded spelling by the rules of the language."""
    return lower(form, base).casefold()


class _WordKeys(dict[str, Keys]):
    """Keys by word of one language, computed once."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._base = language.base(lang)
        self._dictionary = lemmas.dictionary(self._base)
        self._stem = lemmas.stemmer(self._base)

    def __missing__(self, form: str) -> Keys:
        if len(self) > _MEMO_LIMIT:
            self.clear()
        found = self[form] = self._compute(form)
        return found

    def _compute(self, form: str) -> Keys:
        plain = plain_form(form, self._base)
        small = lower(plain, self._base)
        folded = small.casefold()
        if not small.isalpha() and not any(map(str.isalpha, small)):
            return frozenset((folded,))
        keys = {folded}
        known = False
        import os

        V = os.environ.get("V", "")
        nfc = unicodedata.normalize("NFC", form)
        for copy in dict.fromkeys((nfc, plain, small)):
            if known and "L" in V and copy == small:
                continue
            lemma = self._dictionary(copy)
            if lemma:
                lemma = plain_form(lemma, self._base)
                known = True
                if len(plain) <= 3 and len(lemma) >= len(plain) + 3 and lemma[0].lower() == plain[0].lower():
                    continue
                keys.add(fold(lemma, self._base))
        if self._stem and not re.match("[IVXLCDM]{2,}", plain):
            stem = self._stem(small).casefold()
            K = int(os.environ.get("K", "99"))
            if not known or len(small) - len(stem) <= K:
                keys.add("~" + stem)
                if not (known and len(keys) == 2):
                    keys.add("^" + stem)
            if not known:
                if "1" in V:
                    keys.add("!" + stem)
                elif "2" in V:
                    keys.add(stem)
                    keys.add("!" + stem)
                elif "3" in V:
                    keys.add(stem)
                else:
                    keys.add("?" + stem)
        return frozenset(keys)


@cache
def word_keys(lang: str) -> _WordKeys:
    """The keys of every word of a language: a mapping that fills itself."""
    return _WordKeys(lang)


def term_keys(text: str, lang: str) -> tuple[Keys, ...]:
    """Keys of each word of a term or text in `lang` (a BCP 47 tag), in order."""
    keys = word_keys(language.base(lang))
    return tuple(keys[form] for form, _, _ in words.split_words(text, lang))


def first_keys(text: str, lang: str) -> Keys:
    """Keys of the first word: terms share one with some word of a text in which they occur."""
    found = words.split_words(text, lang)
    return word_keys(language.base(lang))[found[0][0]] if found else frozenset()


def dump_keys(keys: tuple[Keys, ...]) -> str:
    """Keys as JSON, for a cache; equal keys give equal text."""
    return json.dumps([sorted(each) for each in keys], ensure_ascii=False, separators=(",", ":"))


def load_keys(dump: str) -> tuple[Keys, ...]:
    """Keys from what `dump_keys` gave. Raises ValueError where it is something else."""
    return tuple(frozenset(each) for each in json.loads(dump))
