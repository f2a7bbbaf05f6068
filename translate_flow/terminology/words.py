"""Cut a text into words as terms need it: where a term may begin and end, and which signs belong to it.

A word is a run of letters, digits and marks; every other sign is a word of its own, except white space,
quotes and hyphens, which only stand between words. Chinese, Japanese, Thai, Lao, Khmer and Burmese text
is cut into characters as readers see them, since these scripts do not space their words.
"""

import re
from functools import cache

from translate_flow import language

Word = tuple[str, int, int]
"""A word as it stands in the text, the offset of its first character and the one behind its last."""

# languages in which an apostrophe between letters is a letter; elsewhere it cuts: l'eau, foto's, Ankara'da
_APOSTROPHE_IS_LETTER = frozenset({"be", "br", "gn", "ha", "haw", "he", "mi", "qu", "sm", "sw", "to", "uk", "uz", "yi"})
# in these the zero-width non-joiner stands between a word and its ending; elsewhere it only shapes letters
_NON_JOINER_CUTS = frozenset({"fa", "prs", "ps", "ckb", "ur", "sd", "ug"})

APOSTROPHES = "'’ʼ‘‛`´＇"
QUOTES = "\"“”„‟«»‹›‚‘’‛'`´″＂＇「」『』〝〞"
JOINERS = "\u00ad\u200b\u200d\u200e\u200f\u2060\ufeff"
"""Signs of no width that mean nothing inside a word: soft hyphen, joiners, direction marks."""

# Combining marks are no `\w` for `re`. Unicode 15, general category M; the gaps hold letters only.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u07fd\u0816-\u082d\u0859-\u085b\u0898-\u08e1"
    r"\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83"
    r"\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6"
    r"\u135d-\u135f\u1712-\u1734\u1752-\u1773\u180b-\u180d\u180f-\u193b\u1a17-\u1a1b\u1ab0-\u1b44\u1b6b-\u1b73"
    r"\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f-\u2dff"
    r"\ua66f-\ua672\ua674-\ua67d\ua69e-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1\ua8ff-\ua92d"
    r"\ua947-\ua953\ua980-\ua9c0\ua9e5-\uaa4d\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed\ufb1e"
    r"\ufe00-\ufe0f\ufe20-\ufe2f\U00011000-\U00011046\U00011070-\U000110ba\U00011100-\U00011134"
    r"\U0001e8d0-\U0001e94a\U000e0100-\U000e01ef"
)
_THAI = r"[เ-ไ]?[ก-ฮ][ะ-\u0e3aๅ\u0e47-\u0e4e]*"
_LAO = r"[ເ-ໄ]?[ກ-ຮໜໝ][ະ-ຽ\u0ec6\u0ec8-\u0ece]*"
_BURMESE = r"[က-ဪ](?:\u1039[က-ဪ]|[\u102b-\u1038\u103a-\u103e\u1056-\u1059])*"
_KHMER = r"[ក-ឳ](?:\u17d2[ក-ឳ]|[\u17b4-\u17d1\u17d3\u17dd])*"
_CJK = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u303c\u3041-\u312f\u31a0-\u31bf\u31f0-\u31ff"
_CJK += r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00016fe0-\U0001b2ff\U00020000-\U0003fffd"
# small kana and the long-vowel sign belong to the kana before them
_KANA_TAIL = "ぁぃぅぇぉゃゅょゎァィゥェォャュョヮーｧｨｩｪｫｬｭｮｰﾞﾟ\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSPACED = r"\u0e01-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u1780-\u17dd" + _CJK
_CLUSTER = rf"{_THAI}|{_LAO}|{_BURMESE}|{_KHMER}|[{_CJK}][{_KANA_TAIL}]*|[{_UNSPACED}]"
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")

_ADDRESS = r"(?:https?|ftp)://[^\s<>\"]*[\w/]|www\.[^\s<>\"]*[\w/]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_HAS_ADDRESS = re.compile(r"@|://|www\.")
_NUMBER = r"\d+(?:[.,]\d+)+"
_CONTRACTION = r"[^\W\d_]+n['’]t(?!\w)"
# a hyphen between spaces and a dash that does not join two words are signs of their own
_DASH = r"(?<!\S)[-‐‑](?!\S)|(?<!\w)–|–(?!\w)"
# raised digits are footnote marks or exponents: km²
_RAISED = "²³¹⁰⁴-⁹"
_SIGN = rf"[^\s\w{QUOTES}{JOINERS}\u200c‐‑–-]"


@cache
def _pattern(apostrophe_is_letter: bool, non_joiner_cuts: bool, with_addresses: bool) -> re.Pattern[str]:
    letter = rf"[^\W{_UNSPACED}ʼ{_RAISED}]"
    inner = _MARKS + JOINERS + ("" if non_joiner_cuts else "\u200c")
    word = rf"{letter}+(?:[{inner}]+{letter}*)*"
    if apostrophe_is_letter:
        word = rf"{word}(?:[{APOSTROPHES}]{word})*"
    initial = rf"[^\W\d_{_UNSPACED}]"
    initials = rf"(?<![\w.]){initial}(?:\.[\u00a0\u2009\u202f]?{initial}(?!\w))+\.?"
    addresses = [_ADDRESS] if with_addresses else []
    kinds = [*addresses, initials, _NUMBER, _CONTRACTION, rf"{word}(?:(?:\+\+|#)(?![\w+#]))?", _CLUSTER]
    return re.compile("|".join([*kinds, _DASH, _SIGN, f"[{_RAISED}]+", rf"[{_MARKS}\u0e3f]"]))


def split_words(text: str, lang: str) -> list[Word]:
    """The words of a text, by offset; quotes, white space and hyphens inside compounds are left out.

    `lang` is a BCP 47 tag: it decides whether an apostrophe is a letter (Ukrainian п'ять) or a cut (French
    l'eau). Internet addresses, initials (U.S.) and numbers with separators (3.5) are single words.
    """
    base = language.base(lang)
    has_address = _HAS_ADDRESS.search(text) is not None
    pattern = _pattern(base in _APOSTROPHE_IS_LETTER, base in _NON_JOINER_CUTS, has_address)
    return [(found[0], found.start(), found.end()) for found in pattern.finditer(text)]


def is_address(form: str) -> bool:
    """Is the word an internet address?"""
    return _HAS_ADDRESS.search(form) is not None


def is_unspaced(form: str) -> bool:
    """Is the word a character of a script that does not space its words?"""
    return _IS_UNSPACED.match(form) is not None
