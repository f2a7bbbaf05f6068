"""Numbers in digits: what a run of digits and separators may be worth in a language.

Notations after CLDR number symbols: 1,234.5 = 1.234,5 = 1 234,5 = 1’234.5 = 12,34,567 (Indian grouping),
digits of all scripts, the Arabic separators ٫ and ٬.
"""

import re
from decimal import Decimal
from functools import lru_cache

# a run of letters, with the vowel signs of Devanagari, which are no letters to `re`
LETTERS = r"[^\W\d_]+(?:[\u0900-\u0963]+[^\W\d_]*)*"
SPACES = " \u00a0\u202f\u2009"
NUMBER = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:(?:[.,·٫٬．，]\d+)|['’]\d{{3}}(?!\d))*")
_SEPARATOR = re.compile(r"\D")
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")


@lru_cache(maxsize=64)
def decimal_symbol(tag: str) -> str:
    """The sign before decimals in a language, by CLDR; a full stop where CLDR does not know the language."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    from translate_flow.language import fallbacks

    for name in fallbacks(tag):
        try:
            return get_decimal_symbol(Locale.parse(name, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return "."


@lru_cache(maxsize=64)
def group_symbol(tag: str) -> str:
    """The sign between groups of three digits in a language, by CLDR; a comma where it is not known."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_group_symbol

    from translate_flow.language import fallbacks

    for name in fallbacks(tag):
        try:
            return get_group_symbol(Locale.parse(name, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return ","


def written(value: Decimal, tag: str) -> str:
    """A number as the language writes it, with all its decimals."""
    whole, _, decimals = f"{value:,f}".partition(".")
    text = whole.replace(",", group_symbol(tag))
    return f"{text}{decimal_symbol(tag)}{decimals}" if decimals else text


def readings(token: str, tag: str) -> tuple[Decimal, ...]:
    """What a token of `NUMBER` may be worth, likeliest first; empty for versions, dates and the like.

    Two readings stand where one separator has three digits behind it: 1,234 is 1234 in English and
    1.234 in German. The language decides which one comes first.
    """
    signs = _SEPARATOR.findall(token)
    if not signs:
        return (Decimal(token),)
    text = token.replace("．", ".").replace("，", ",").replace("·", ".")
    bare = re.sub(rf"[{SPACES}'’٬]", "", text)
    was_grouped = len(bare) < len(text)
    marks = set(_SEPARATOR.findall(bare))
    if not marks:
        return (Decimal(bare),)
    if len(marks) == 2:
        return _both_marks(bare)
    mark = marks.pop()
    head, *tail = bare.split(mark)
    if len(tail) > 1:
        return (Decimal(bare.replace(mark, "")),) if _GROUPS.fullmatch(bare.replace(mark, ",")) else ()
    decimal, whole = Decimal(f"{head}.{tail[0]}"), Decimal(head + tail[0])
    if len(tail[0]) != 3 or head.startswith("0") or len(head) > 3 or was_grouped or mark == "٫":
        return (decimal,)
    return (decimal, whole) if mark == decimal_symbol(tag) else (whole, decimal)


def _both_marks(text: str) -> tuple[Decimal, ...]:
    """Two kinds of separators: the last one is decimal and stands once, the other one groups."""
    last = max(text.rfind(mark) for mark in ".,٫")
    whole, decimals = text[:last], text[last + 1 :]
    if text[last] in whole or not _GROUPS.fullmatch(re.sub(r"\D", ",", whole)):
        return ()
    return (Decimal(re.sub(r"\D", "", whole) + "." + decimals),)
