"""Pieces of a text that follow no rule of language: addresses, placeholders."""

import re
from functools import lru_cache

URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"“”„«»]*[^\s<>\"“”„«».,;:!?)\]'’…。，、）」』]"
    r"|(?<![\w@.])(?:[\w-]+\.)+(?:com|org|net|edu|gov|int|info|md|ro|ru|ua|de|fr|eu|uk|io)(?:/[\w./#?=&%+-]*[\w/])?(?![\w@]|\.\w)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACEHOLDER = re.compile(
    r"\{\{\s*[\w.]+\s*\}\}|\$\{[\w.]+\}|%\(\w+\)[sdif]|(?<![\d\s])%(?:\d+\$)?[sdif@](?!\w)|(?<=\s)%(?:\d+\$)?[sdif@](?!\w)"
    r"|^%(?:\d+\$)?[sdif@](?!\w)|\{[A-Za-z_][\w.]*\}|\{\d*\}"
)
_ANY = re.compile(f"{EMAIL.pattern}|{URL.pattern}|{PLACEHOLDER.pattern}", re.IGNORECASE)
_SIGNS = re.compile(r"[@%{]|www\.|://|\w\.[A-Za-z]{2}")
FILLER = "\ue000"


@lru_cache(maxsize=8)
def blank(text: str) -> str:
    """The text with addresses and placeholders overwritten by a private character, offsets unchanged."""
    if not _SIGNS.search(text):
        return text
    return _ANY.sub(lambda found: FILLER * len(found[0]), text)
