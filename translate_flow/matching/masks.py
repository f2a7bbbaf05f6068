"""What is masked before texts are compared: numbers, addresses, do-not-translate terms."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

ADDRESS, NAME, NUMBER = "address", "name", "number"
"""Kinds of masked pieces."""
MASK_OF = {NUMBER: "\ue000", ADDRESS: "\ue001", NAME: "\ue004"}
"""The character that stands for a masked piece."""
OPEN, CLOSE = "\ue002", "\ue003"
"""The characters that stand for inline codes."""

UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
"""Letters and signs of scripts without spaces between words (Chinese, Japanese, Thai …), for a set of a pattern."""
# what may stand right beside a foreign word; Korean particles, too
_BESIDE = UNSPACED + r"\uac00-\ud7af"
_INSIDE = rf"[^\W{_BESIDE}]"
_SPACES = " \u00a0\u2009\u202f"
_NUMBER = rf"(?P<number>\d{{1,3}}+(?:[{_SPACES}]\d{{3}}(?!\d))++(?:[.,٫]\d+)?|\d++(?:[.,:/'’٫٬-]\d++)*+)"
_NUMBERS = re.compile(_NUMBER)
_URL = rf"(?:https?://|ftp://|www\.)[^\s<>\"'{_BESIDE}]+[^\s<>\"'.,;:!?)\]{_BESIDE}]"
_MAIL = rf"(?:{_INSIDE}|[.+-])+@(?:{_INSIDE}|-)+(?:\.(?:{_INSIDE}|-)+)+"
DIGITS = re.compile(r"\d+")


@cache
def pieces() -> re.Pattern[str]:
    """Numbers and addresses, by groups of these names; made when it is needed, for that takes longer than reading."""
    return re.compile(rf"(?P<address>{_URL}|{_MAIL})|{_NUMBER}")


def standalone(text: str) -> str:
    """A regular expression that finds a text where it is no part of a longer word."""
    return rf"(?<!{_INSIDE}){re.escape(text)}(?!{_INSIDE})"


def maskable(text: str) -> "re.Pattern[str] | None":
    """The pattern of what may have to be masked in a text, None where there is nothing; most have numbers at most."""
    if "@" in text or "//" in text or "www." in text:
        return pieces()
    return _NUMBERS if DIGITS.search(text) else None


def composed(text: str) -> str:
    """A text in Unicode's composed form (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def normal(text: str) -> str:
    """A text as it counts for equality: composed, runs of white space as one space, none at the ends."""
    return " ".join(composed(text).split())


class Names:
    """Do-not-translate terms, as a pattern that finds them in a text."""

    def __init__(self, terms: Iterable[str]) -> None:
        longest_first = sorted({normal(term) for term in terms if term.strip()}, key=lambda term: (-len(term), term))
        self.terms = tuple(longest_first)
        """The terms, normalised, the longest first."""
        self._pattern = re.compile("|".join(map(standalone, longest_first)) or r"(?!)")

    def mask(self, text: str, found: list[str]) -> str:
        """The text with one character for each term in it; the terms are added to `found`."""

        def one(piece: re.Match[str]) -> str:
            found.append(piece[0])
            return MASK_OF[NAME]

        return self._pattern.sub(one, text)
