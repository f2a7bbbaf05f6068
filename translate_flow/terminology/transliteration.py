"""Names in another script, by national systems: a proposal for the translator, who may know a usual form.

Ukrainian: resolution 55 of the Cabinet of Ministers, 2010. Russian: ICAO Doc 9303, as in passports since 2013.
Bulgarian: Transliteration Act, 2009. Serbian: the Latin alphabet of the language itself. Greek: ELOT 743 (ISO 843 type
2). Into German, and Russian into French and Romanian, names are transcribed as the press does (`transcription`).
The other way, into Cyrillic, is the same table backwards, and offered only where it leads back to the same name:
names that were never Cyrillic (Joe, Hughes) are written by their sound, which no table knows. Names of countries are
CLDR's.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from translate_flow import language
from translate_flow.terminology.transcription import transcribe

if TYPE_CHECKING:
    from babel import Locale


def _table(letters: str) -> dict[str, str]:
    return {pair[0]: pair[1:] for pair in letters.split()}


_COMMON = "аa бb вv дd еe зz кk лl мm нn оo пp рr сs тt уu фf "
_TABLES = {
    "uk": _table(_COMMON + "гh ґg єie жzh иy іi їi йi хkh цts чch шsh щshch ь юiu яia ' ’ ʼ"),
    "ru": _table(_COMMON + "гg ёe жzh иi йi хkh цts чch шsh щshch ъie ыy ь эe юiu яia"),
    "bg": _table(_COMMON + "гg жzh иi йy хh цts чch шsh щsht ъa ьy юyu яya"),
    "sr": _table(_COMMON + "гg ђđ жž иi јj љlj њnj ћć хh цc чč џdž шš"),
    "el": _table("αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"),
}
_INITIAL = {"uk": _table("єye їyi йy юyu яya")}
_GREEK_PAIRS = {"ου": "ou", "γγ": "ng", "γκ": "gk", "γξ": "nx", "γχ": "nch"}
_GREEK_FALLING = {"α": "a", "ε": "e", "η": "i"}
_VOICELESS = "θκξπσςτφχψ"
_FOREIGN = {"w": "в", "x": "кс", "q": "к", "j": "дж", "c": "к", "y": "й"}
_OBLIQUE = {"ru": ("ем", "ом", "ым", "им", "е", "у", "ю"), "uk": ("єм", "ем", "ом", "им", "ові", "еві", "і", "у", "ю")}
# surnames in the instrumental, which look like adjectives: Лавровым, Петровим
_SURNAME = re.compile("([А-ЯЁЄІЇ][а-яёєії]*(?:ов|ев|ёв|єв|ин|ын|ін|їн))[ыи]м")
_LEAST_STEM = 2
_NEVER_CYRILLIC = re.compile("ph|th|ck|wh|oo|ee|ou", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def propose(name: str, source: str, target: str) -> str:
    """A name as texts in `target` may write it (BCP 47 tags); empty where no system is known.

    A name in the script of the target stays as it is, except that of a country.
    """
    ours, theirs = language.base(source), language.base(target)
    country = countries(source).get(fold(name))
    if country:
        return _country_name(country, target) or ""
    own = _script(name)
    wanted = "greek" if theirs == "el" else "cyrillic" if theirs in ("uk", "ru", "bg", "sr", "be", "mk") else "latin"
    if theirs == "sr" and "Latn" in target:
        wanted = "latin"
    if own == wanted:
        return name
    if wanted == "latin" and ours in _TABLES:
        return _WORD.sub(lambda word: _to_latin(word[0], ours, theirs), name)
    if wanted == "cyrillic" and own == "latin" and theirs in _TABLES:
        if theirs != "sr" and _NEVER_CYRILLIC.search(name):
            return ""
        written = _WORD.sub(lambda word: _to_cyrillic(word[0], theirs), name)
        back = _WORD.sub(lambda word: _to_latin(word[0], theirs, "en"), written)
        return written if fold(back) == fold(name) and not _LATIN.search(written) else ""
    return ""


@cache
def countries(lang: str) -> Mapping[str, str]:
    """Codes of countries by their names in a language, folded (see `fold`)."""
    locale = _locale(lang)
    return {fold(name): code for code, name in locale.territories.items() if len(code) == 2} if locale else {}


def _country_name(code: str, lang: str) -> str | None:
    locale = _locale(lang)
    return locale.territories.get(code) if locale else None


def _locale(lang: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _script(text: str) -> str:
    if re.search("[\u0400-\u052f]", text):
        return "cyrillic"
    if re.search("[\u0370-\u03ff]", text):
        return "greek"
    return "latin" if _LATIN.search(text) else "other"


def _to_latin(word: str, base: str, target: str) -> str:
    lowered = word.lower()
    letters = transcribe(lowered, base, target)
    if letters is None:
        letters = _greek(lowered) if base == "el" else _by_table(lowered, base)
    if word.isupper() and len(word) > 1:
        return letters.upper()
    return letters[:1].upper() + letters[1:] if word[:1].isupper() else letters


def _by_table(word: str, base: str) -> str:
    table, initial = _TABLES[base], _INITIAL.get(base, {})
    if base == "uk":
        word = word.replace("зг", "з\u0000")
    ending = "ia" if base == "bg" and word.endswith("ия") else ""
    body = word[:-2] if ending else word
    pieces = [
        (initial.get(letter) if at == 0 else None) or table.get(letter, "gh" if letter == "\u0000" else letter)
        for at, letter in enumerate(body)
    ]
    return "".join(pieces) + ending


def _greek(word: str) -> str:
    # a diaeresis parts two vowels: αϋ is a and y
    decomposed = unicodedata.normalize("NFD", word)
    letters = re.sub("[\u0300\u0301\u0342\u0313\u0314\u0345]", "", decomposed)
    out, at = "", 0
    while at < len(letters):
        pair, letter = letters[at : at + 2], letters[at]
        is_parted = letters[at + 2 : at + 3] == "\u0308"
        if letter in _GREEK_FALLING and pair[1:] == "υ" and not is_parted:
            following = letters[at + 2 : at + 3]
            out += _GREEK_FALLING[letter] + ("f" if not following or following in _VOICELESS else "v")
            at += 2
        elif pair == "μπ":
            out += "b" if at == 0 or at + 2 == len(letters) else "mp"
            at += 2
        elif pair in _GREEK_PAIRS and not is_parted:
            out += _GREEK_PAIRS[pair]
            at += 2
        else:
            out += _TABLES["el"].get(letter, "" if letter == "\u0308" else letter)
            at += 1
    return out


def _to_cyrillic(word: str, base: str) -> str:
    plain = word.lower() if base == "sr" else fold(word)
    back: dict[str, str] = {}
    for table in (_TABLES[base], _INITIAL.get(base, {})):
        for cyrillic, latin in table.items():
            if latin:
                back.setdefault(latin, cyrillic)
    back = _FOREIGN | back
    longest = max(map(len, back))
    out, at = "", 0
    while at < len(plain):
        size = next((size for size in range(longest, 0, -1) if plain[at : at + size] in back), 0)
        out += back[plain[at : at + size]] if size else plain[at]
        at += size or 1
    if word.isupper() and len(word) > 1:
        return out.upper()
    return out[:1].upper() + out[1:] if word[:1].isupper() else out


def fold(text: str) -> str:
    """A text by its base letters, to compare spellings of names: case and accents do not count."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def base_form(name: str, lang: str) -> str:
    """A name whose words stand in a case that shows, in the form of the dictionary: `Москве` → `Москва`.

    Only Russian and Ukrainian; endings that a woman's name may have in its first form are left alone.
    """
    base = language.base(lang)
    if base not in _OBLIQUE:
        return name
    return " ".join(_base_word(word, base) for word in name.split(" "))


def _base_word(word: str, base: str) -> str:
    from translate_flow.terminology.keys import word_keys

    surname = _SURNAME.fullmatch(word)
    if surname:
        return surname[1]
    lemma = word_keys(base).lemma(word) if word.casefold().endswith(_OBLIQUE[base]) else ""
    is_alike = len(lemma) > _LEAST_STEM and word.casefold().startswith(lemma.casefold()[: max(2, len(lemma) - 2)])
    if not lemma or not is_alike:
        return word
    return "-".join(part[:1].upper() + part[1:] for part in lemma.split("-")) if word[:1].isupper() else lemma
