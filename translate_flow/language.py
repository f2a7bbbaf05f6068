"""BCP 47 language tags: normalise, fall back, direction, spacing. Facts from CLDR and ISO 15924."""

import re
from collections.abc import Iterator

from translate_flow.errors import UsageError

_TAG = r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
_RTL = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ku-Arab", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RTL_SCRIPTS = frozenset(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr", "Mand"])
# languages whose sentences follow each other without a space
_UNSPACED_SENTENCES = frozenset(["zh", "yue", "wuu", "hsn", "nan", "ja", "bo", "dz"])
# languages that write words without spaces between them
_UNSPACED_WORDS = frozenset(["zh", "yue", "wuu", "hsn", "nan", "ja", "th", "lo", "km", "my", "bo", "dz"])
_UNSPACED_LETTER = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
_WORD = r"[^\W_]+(?:['’\-.,/·][^\W_]+)*"


# names that are deprecated, as Java writes them (RFC 5646 §4.5, IANA's language subtag registry)
_PREFERRED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}


def normalise(tag: str) -> str:
    """Canonical form of a BCP 47 tag (RFC 5646 §2.1.1, §4.5): `en-us` → `en-US`, `zh_hant` → `zh-Hant`, `iw` → `he`.

    Raises UsageError where the text is not a well-formed tag.
    """
    text = tag.strip().replace("_", "-")
    if not re.fullmatch(_TAG, text):
        raise UsageError(f"{tag!r} is not a language tag.", "Use a BCP 47 tag such as en, ro, pt-BR or zh-Hant.")
    first, *rest = text.split("-")
    name = first.lower()
    return "-".join([_PREFERRED.get(name, name), *(_cased(part) for part in rest)])


def _cased(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag.lower()


def base(tag: str) -> str:
    """The language without script, region and variants: `pt-BR` → `pt`."""
    return tag.split("-", 1)[0].lower()


def fallbacks(tag: str) -> Iterator[str]:
    """The tag, then ever shorter ones (RFC 4647 §3.4): `zh-Hant-TW`, `zh-Hant`, `zh`."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def is_right_to_left(tag: str) -> bool:
    """Is the language written from right to left?"""
    parts = tag.split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return scripts[0] in _RTL_SCRIPTS if scripts else base(tag) in _RTL


def spaces_sentences(tag: str) -> bool:
    """Is a space put between two sentences?"""
    return base(tag) not in _UNSPACED_SENTENCES


def spaces_words(tag: str) -> bool:
    """Are words separated by spaces?"""
    return base(tag) not in _UNSPACED_WORDS


def count_words(text: str) -> int:
    """Words of a text; of Chinese characters and kana each counts as one, as CAT tools count."""
    unspaced = len(re.findall(_UNSPACED_LETTER, text))
    return unspaced + len(re.findall(_WORD, re.sub(_UNSPACED_LETTER, " ", text) if unspaced else text))


# scripts that Unicode's character names begin with, by language; languages of the Latin script are all others
_SCRIPT_NAMES = {
    **dict.fromkeys(["ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "mn"], ("CYRILLIC",)),
    **dict.fromkeys(["ar", "fa", "ur", "ps", "sd", "ug", "ckb"], ("ARABIC",)),
    **dict.fromkeys(["he", "yi"], ("HEBREW",)),
    **dict.fromkeys(["zh", "yue", "wuu"], ("CJK",)),
    **dict.fromkeys(["hi", "mr", "ne"], ("DEVANAGARI",)),
    "el": ("GREEK",),
    "ja": ("HIRAGANA", "KATAKANA", "CJK"),
    "ko": ("HANGUL", "CJK"),
    "ka": ("GEORGIAN",),
    "hy": ("ARMENIAN",),
    "th": ("THAI",),
}
_OTHER_SCRIPTS = {name for names in _SCRIPT_NAMES.values() for name in names}
_LATIN = frozenset(
    [
        "en", "ro", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "nn", "no", "fi",
        "et", "lv", "lt", "pl", "cs", "sk", "sl", "hr", "hu", "tr", "vi", "id", "ms", "ca",
        "gl", "eu", "ga", "cy", "is", "mt", "sq",
    ]
)  # fmt: skip


def is_wrong_script(text: str, tag: str) -> bool:
    """Is a text of four letters or more written, for its greater part, in a script that its language does not use?

    Languages of several scripts, and texts of names in Latin letters, are never wrong.
    """
    import unicodedata

    letters = [letter for letter in text if letter.isalpha()]
    own = _SCRIPT_NAMES.get(base(tag), ("LATIN",) if base(tag) in _LATIN else ())
    if len(letters) < 4 or not own or ("-" in tag and len(tag.split("-")[1]) == 4):
        return False
    names = [unicodedata.name(letter, "").partition(" ")[0] for letter in letters]
    if own == ("LATIN",):
        return sum(name in _OTHER_SCRIPTS for name in names) * 2 > len(names)
    has_own = any(name in own for name in names)
    is_sentence = len(text.split()) >= 4 and sum(letter.islower() for letter in letters) > len(letters) // 2
    return not has_own and is_sentence
