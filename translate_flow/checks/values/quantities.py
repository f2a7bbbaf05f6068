"""Quantities: numbers in digits with the scale words behind (`1.2 billion`, `20 de milioane`, `3万5000`)."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from translate_flow.checks import languages
from translate_flow.checks.languages import Language
from translate_flow.checks.pieces import blank
from translate_flow.checks.values.notation import NUMBER, SPACES, readings
from translate_flow.language import base
from translate_flow.records import frozen

_NEXT_WORD = re.compile(rf"[{SPACES}-]?([^\W\d_](?:[^\W\d_]|[\u0900-\u0dff])*(?:\.[^\W\d_])*\.?)")
_HAN_SCALE = re.compile(r" ?[十百千万萬亿億兆만억조천백]+(?![米克瓦])")
_HAN_DIGITS = re.compile(r"\d{1,4}(?!\d|,\d{3},)|\d,\d{3}(?!\d)")
_HAN_VALUE = {
    "十": 10, "百": 100, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
    "백": 100, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12,
}  # fmt: skip
_FRACTIONS = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.33", "⅔": "0.67", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625",
    "⅞": "0.875", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
}  # fmt: skip
_HALF_DAY = re.compile(rf"(?::\d\d)?[{SPACES}]?([apAP])\.?[{SPACES}]?[mM]\b")
# 1900 GMT is 19:00
_MILITARY = re.compile(rf"([01]\d|2[0-3])([0-5]\d)(?=[{SPACES}]?(?:GMT|UTC|CES?T|EES?T|E[SD]T|hrs|hours)\b)")
# article 7(2) is 7.2 elsewhere
_PARAGRAPH = re.compile(r"(?<![\w.,])(\d{1,3})\((\d)\)")
_SHORTEST_SCALE = 5
_DATE_PARTS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}")
# what stands between a number and its scale: 20 de milioane
_LINKS = frozenset({"de", "di"})
_MILLION = 10**6
_ANY = re.compile(r"[\d½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘]")
_RUN = re.compile(r"\d+")
_SHORT_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}")
_SEVERAL = re.compile(rf"\d{{1,2}}[.,]\d\d|\d{{1,3}}(?:[{SPACES}]\d{{3}})+")
_HALF = Decimal("0.5")
# Thai years: 2563 is 2020
_BUDDHIST_ERA = 543
_BUDDHIST_YEARS = range(2400, 2650)
_COUNTED = re.compile(rf"[{SPACES}](?:de )?([^\W\d_]+)")
_FRACTION = re.compile("[½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘]")
_DASH = re.compile(r"\s?[-–—−/~～]\s?")
# the year of 24/03/25
_SHORT_YEAR = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(\d\d)(?![\d/])")
_RANGE_GAP = re.compile(r"[\s$€£¥₽₴%]*(?:[-–—−/~～]|[^\W\d_]{1,5})[\s$€£¥₽₴]*")


@frozen
class Quantity:
    """A number that stands in a text."""

    start: int
    """Offset of its first digit."""
    end: int
    """Offset behind it, scale word included."""
    values: tuple[Decimal, ...]
    """What it may be worth, likeliest first; empty where only its parts count (dates, versions)."""
    parts: tuple["Quantity", ...] = ()
    """Numbers it is made of, if it may be read as several."""
    number_end: int = 0
    """Offset behind its digits."""
    scale: Decimal = Decimal(1)
    """What its scale word multiplies by."""
    is_glued: bool = False
    """Does it belong to a name or code, such as F-16 or MH17?"""


@lru_cache(maxsize=16)
def scan(text: str, tag: str) -> tuple[Quantity, ...]:
    """The numbers in digits of a text, in order; addresses and placeholders do not count."""
    if not _ANY.search(text):
        return ()
    text = blank(text)
    known = languages.of(tag)
    found: list[Quantity] = []
    position = 0
    while match := NUMBER.search(text, position):
        quantity = _scaled(text, _digits(match, text, tag), known)
        found.append(quantity)
        position = quantity.end
    if _FRACTION.search(text):
        found = _with_fractions(text, found)
    return _related(text, found)


def _digits(match: re.Match[str], text: str, tag: str) -> Quantity:
    start, end = match.span()
    token = match[0]
    pieces = _pieces(token, start)
    before = text[max(start - 2, 0) : start]
    is_glued = before[-1:].isalpha() or (before[-1:] == "-" and before[:1].isalpha())
    values = readings(token, tag)
    if half := _HALF_DAY.match(text, end):
        values, pieces = (
            _hours(values, half),
            [replace(pieces[0], values=_hours(pieces[0].values, half)), *pieces[1:]],
        )
    if len(token) == 2 and before[-1:] in ("'", "’"):
        values = _full_years(values[0])
    if len(token) == len("1900") and (clock := _MILITARY.match(text, start)):
        pieces = [piece for piece in (_piece(clock, 1), _piece(clock, 2)) if piece.values[0]]
        return Quantity(start, end, values, tuple(pieces), end)
    if base(tag) == "th":
        values += tuple(value - _BUDDHIST_ERA for value in values if value in _BUDDHIST_YEARS)
    is_day = text[end : end + 1] == "." and bool(_DAY.fullmatch(token)) and text[end + 1 :].strip() != ""
    parts = tuple(pieces) if len(pieces) > 1 and (is_day or _may_be_several(token, values)) else ()
    return Quantity(start, end, values, parts, end, is_glued=is_glued)


def _piece(found: re.Match[str], group: int) -> Quantity:
    return Quantity(found.start(group), found.end(group), (Decimal(found[group]),))


def _hours(values: tuple[Decimal, ...], half: re.Match[str]) -> tuple[Decimal, ...]:
    """An hour of the clock of twelve hours, and what it is on the clock of 24."""
    more = 12 if half[1] in "pP" else -12
    return values + tuple(value + more for value in values if value + more in (0, *range(13, 24)))


def _pieces(token: str, start: int) -> list[Quantity]:
    """The runs of digits of a token; the last one of a date may be a shortened year."""
    found = [
        Quantity(start + piece.start(), start + piece.end(), (Decimal(piece[0]),)) for piece in _RUN.finditer(token)
    ]
    if len(found) == _DATE_PARTS and _SHORT_DATE.fullmatch(token):
        found[-1] = replace(found[-1], values=_full_years(found[-1].values[0]))
    return found


def _full_years(value: Decimal) -> tuple[Decimal, ...]:
    return (value, value + 2000, value + 1900)


def _may_be_several(token: str, values: tuple[Decimal, ...]) -> bool:
    """Dates and versions, hours with minutes (15.30), two numbers side by side (24 200), money with cents."""
    return not values or bool(_SEVERAL.fullmatch(token))


def _scaled(text: str, quantity: Quantity, known: Language) -> Quantity:
    """Multiply by the scale words that follow: `million`, `de milioane`, `mil millones`, `万`."""
    han = _HAN_SCALE.match(text, quantity.end)
    if han and quantity.values:
        return _han(text, quantity, han)
    end, half = _half(text, quantity.end, known)
    scale, is_unsure = Decimal(1), False
    is_year = _YEAR.fullmatch(text, quantity.start, quantity.end)
    while not is_year and (word := _next_word(text, end, known)):
        bare = _bare(word[1])
        factor = known.scales.get(bare) or (_compound_scale(bare, known) if text[end] == "-" else None)
        if factor is None:
            break
        is_unsure = len(bare) == 1 or (bare == "mil" and factor == _MILLION)  # metres, miles
        scale, end = scale * factor, word.end() - (word[1].endswith(".") and not text[word.end() :].strip())
    if not half:
        end, half = _half(text, end, known)
    if scale == 1 and not half:
        # 2 ani și jumătate: what is counted stands between
        if (half_end := half_behind(text, end, known)) is None:
            return quantity
        more = tuple(value + _HALF for value in quantity.values)
        return replace(quantity, end=half_end, values=more + quantity.values)
    values = tuple((value + half) * scale for value in quantity.values)
    return replace(quantity, end=end, scale=scale, values=values + (quantity.values if is_unsure else ()))


def _compound_scale(word: str, known: Language) -> Decimal | None:
    """The scale in an adjective: 16-миллионный, 3-milliardenschwer."""
    found = [scale for scale in known.scales if len(scale) > _SHORTEST_SCALE and word.startswith(scale)]
    return known.scales[max(found, key=len)] if found else None


def _half(text: str, end: int, known: Language) -> tuple[int, Decimal]:
    """Where the words for “and a half” behind a number end, and what they add."""
    found = half_pattern(known.half).match(text, end) if known.half else None
    return (found.end(), _HALF) if found else (end, Decimal(0))


def half_behind(text: str, end: int, known: Language) -> int | None:
    """Where the words for “and a half” end, directly behind a number or behind what it counts; None: nowhere."""
    if not known.half:
        return None
    pattern = half_pattern(known.half)
    found = pattern.match(text, end)
    if not found and not known.has_glued_half:
        counted = _COUNTED.match(text, end)
        if counted and counted[1].casefold() not in known.scales:
            found = pattern.match(text, counted.end())
    return found.end() if found else None


@lru_cache(maxsize=64)
def half_pattern(text: str) -> re.Pattern[str]:
    """`Language.half`, ready to match."""
    return re.compile(text, re.IGNORECASE)


def _bare(word: str) -> str:
    return word.rstrip(".").casefold()


def _next_word(text: str, end: int, known: Language) -> re.Match[str] | None:
    """The word behind `end`, past a word that joins number and scale (`20 de milioane`)."""
    word = _NEXT_WORD.match(text, end)
    if word and word[1].casefold() in _LINKS & known.joins:
        word = _NEXT_WORD.match(text, word.end())
    return word


def _han(text: str, quantity: Quantity, found: re.Match[str]) -> Quantity:
    """3万5000, 1億2000万: groups of digits with ever smaller scales, added up."""
    total, number, end = Decimal(0), quantity.values[0], quantity.end
    scale = last = Decimal(10) ** 20
    match: re.Match[str] | None = found
    while match:
        scale = Decimal(1)
        for sign in match[0].strip():
            scale *= _HAN_VALUE[sign]
        total, end, last = total + number * scale, match.end(), scale
        digits = _HAN_DIGITS.match(text, end)
        if not digits:
            break
        match = _HAN_SCALE.match(text, digits.end())
        number = Decimal(digits[0].replace(",", ""))
        if not match and number < last:
            total, end = total + number, digits.end()
    return replace(quantity, end=end, scale=scale, values=(total,))


def _with_fractions(text: str, found: list[Quantity]) -> list[Quantity]:
    """Add ½ and the like: 2½ is one number."""
    by_end = {quantity.end: index for index, quantity in enumerate(found)}
    for match in _FRACTION.finditer(text):
        value = Decimal(_FRACTIONS[match[0]])
        index = by_end.get(match.start())
        if index is None:
            found.append(Quantity(match.start(), match.end(), (value,), (), match.end()))
        else:
            whole = found[index]
            found[index] = replace(whole, end=match.end(), values=tuple(one + value for one in whole.values))
    return sorted(found, key=lambda quantity: quantity.start)


def _related(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Readings that neighbours suggest: `2–3 million`, `2019–20`, `1 million 200 thousand`, `1/2`."""
    for year in _SHORT_YEAR.finditer(text) if "/" in text else ():
        found[:] = [
            replace(one, values=_full_years(one.values[0])) if one.start == year.start(1) else one for one in found
        ]
    for article in _PARAGRAPH.finditer(text) if "(" in text else ():
        number = Decimal(f"{article[1]}.{article[2]}")
        found[:] = [
            replace(one, values=(*one.values, number)) if article.start() <= one.start < article.end() else one
            for one in found
        ]
    for index in range(len(found) - 1, 0, -1):
        first, second = found[index - 1], found[index]
        gap = text[first.end : second.start]
        if not first.values or not second.values or len(gap) > 12:
            continue
        if first.scale == 1 < second.scale and _RANGE_GAP.fullmatch(gap):
            more = tuple(value * second.scale for value in first.values)
            found[index - 1] = replace(first, values=more + first.values)
        elif first.scale > second.scale > 1 and not gap.strip(SPACES):
            total = first.values[0] + second.values[0]
            found[index - 1] = Quantity(
                first.start,
                second.end,
                (total,),
                (first, *(second.parts or (second,))),
                second.end,
                first.scale,
            )
            del found[index]
        elif _DASH.fullmatch(gap):
            if first.values[0] < 1000 <= second.values[0] and second.values[0] % 1000 == 0:
                found[index - 1] = first = replace(first, values=(*first.values, first.values[0] * 1000))
            found[index] = replace(second, values=second.values + _short_form(text, first, second))
            if "/" in gap and 0 < first.values[0] < second.values[0] <= 12:
                part = round(first.values[0] / second.values[0], 2)
                found[index - 1] = replace(first, values=(*first.values, part))
                found[index] = replace(found[index], values=(*found[index].values, part))
    return tuple(found)


def _short_form(text: str, first: Quantity, second: Quantity) -> tuple[Decimal, ...]:
    """The full number behind a shortened one: 2019–20 means 2020."""
    long, short = text[first.start : first.end], text[second.start : second.end]
    if long.isdecimal() and short.isdecimal() and 2 <= len(short) < len(long):
        return (Decimal(long[: len(long) - len(short)] + short),)
    return ()
