"""Pieces of a text that follow no rule of language: addresses, placeholders."""

import re
from functools import lru_cache

_TLD = "com|org|net|edu|gov|int|info|md|ro|ru|ua|de|fr|eu|uk|io"
URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"“”„«»]*[^\s<>\"“”„«».,;:!?)\]'’…。，、）」』]"
    rf"|(?<![\w@.])(?:[\w-]+\.)+(?:{_TLD})(?:/[\w./#?=&%+-]*[\w/])?(?![\w@]|\.\w)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# a directive of printf (C11 §7.21.6.1), with its place (%2$s) and width; no letter of its script follows
_PRINTF = r"%(?:\d+\$)?(?:[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?)(?:hh?|ll?|[Lzjt])?[sdifuxXcgGp@](?![a-z0-9])"
PLACEHOLDER = re.compile(
    r"\{\{\s*[\w.]+\s*\}\}|\$\{[\w.]+\}|%\(\w+\)[sdif]|"
    rf"(?<!\d){_PRINTF}|%\d+\$l?l?[a-zA-Z]"
    r"|\{[A-Za-z_][\w.]*\}|\{\d*\}"
)
# an international number, or the North American form
PHONE = re.compile(r"(?<!\w)\+\d[\d\u00a0\u202f ()./-]{6,}\d(?!\w)|(?<!\w)\(\d{3}\) ?\d{3}-\d{4}(?!\w)")
_ANY = re.compile(f"{EMAIL.pattern}|{URL.pattern}|{PLACEHOLDER.pattern}|{PHONE.pattern}", re.IGNORECASE)
MAY_BE_ADDRESS = re.compile(r"www\.|://|\w\.[A-Za-z]{2}")
_SIGNS = re.compile(r"[@%{+]|www\.|://|\w\.[A-Za-z]{2}|\(\d{3}\)")
_LETTERS = re.compile(r"[^\W\d_]+")
FILLER = "\ue000"


@lru_cache(maxsize=16)
def words_in(text: str) -> tuple[str, ...]:
    """The runs of letters of a text, casefolded: read once for all checks that ask for words."""
    return tuple(_LETTERS.findall(text.casefold()))


@lru_cache(maxsize=16)
def blank(text: str) -> str:
    """The text with addresses, phone numbers and placeholders overwritten, offsets unchanged."""
    if not _SIGNS.search(text):
        return text
    return _ANY.sub(lambda found: FILLER * len(found[0]), text)
