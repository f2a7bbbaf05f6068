"""Numbers, compared by value in all notations: digits, words, scales, shortened years, Roman numerals."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.pieces import PHONE
from translate_flow.checks.values.calendar import months_in
from translate_flow.checks.values.measures import Measure, measures
from translate_flow.checks.values.money import amounts
from translate_flow.checks.values.notation import decimal_symbol, written
from translate_flow.checks.values.percent import marked
from translate_flow.checks.values.quantities import Quantity, scan
from translate_flow.checks.values.words import HAN_LANGUAGES, Spelled, has_cardinals, romans, spelled
from translate_flow.language import base, is_right_to_left
from translate_flow.model import Severity, Side
from translate_flow.records import frozen

_YEARS = (Decimal(1900), Decimal(2000))
_LAST_YEAR = Decimal(2040)
_UNKNOWN_SCALES = tuple(Decimal(10) ** power for power in (3, 4, 5, 6, 7, 8, 9, 12))
_TWICE_A_DAY = 12
_ORDINAL = re.compile(r"-?(?:st|nd|rd|th|er|e|re|ème|º|ª|й|я|е|го|ий)\b")
# what says “always” and not a number
_ALWAYS = re.compile(r"(?<![\w/])24/7(?![\w/])")


@check("numbers", Severity.ERROR)
def numbers(context: Context) -> Iterator[Finding]:
    """A number of the source appears nowhere in the target.

    Numbers are compared by value: 1,234.5 = 1.234,5 = 1 234,5; digits of other scripts, Indian grouping,
    spelled-out numbers, scale words (thousand, million, miliard, lakh, 万), Roman numerals, months by name,
    clocks of 12 and 24 hours, shortened years and converted units are all understood. A warning instead of
    an error where a doubt is left: 0 and 1, numbers inside names such as F-16, money in another currency,
    languages whose words for numbers are not known.
    """
    lost = missing(context)
    if not lost:
        return
    has_spare = bool(added(context))
    for quantity in lost:
        severity = _severity(quantity, context, has_spare)
        if severity is not None:
            text = context.source[quantity.start : quantity.end]
            message = f"{text} is missing in the target."
            yield Finding(quantity.start, quantity.end, message, Side.SOURCE, severity=severity)


def missing(context: Context) -> tuple[Quantity, ...]:
    """Numbers in digits that only the source has."""
    lost = _only_in(*_sides(context))
    always = [found.span() for found in _ALWAYS.finditer(context.source)] if lost else []
    return tuple(one for one in lost if not any(start <= one.start < end for start, end in always))


def added(context: Context) -> tuple[Quantity, ...]:
    """Numbers in digits that only the target has."""
    source, target = _sides(context)
    return _only_in(target, source)


def _sides(context: Context) -> tuple["_Text", "_Text"]:
    return _Text(context.source, context.source_language), _Text(context.target, context.target_language)


@frozen
class _Text:
    """One side of a segment."""

    text: str
    tag: str


@lru_cache(maxsize=16)
def _only_in(one: _Text, other: _Text) -> tuple[Quantity, ...]:
    """Numbers in digits whose value the other text states in no way; the quick ways are tried first."""
    own = scan(one.text, one.tag)
    if not own:
        return ()
    theirs = scan(other.text, other.tag)
    left = _unmatched(own, _offers(theirs))
    if left:
        left = _unmatched(left, _offers(theirs) | _all_values(other.text, other.tag, theirs))
    if left:
        same = _converted(one.text, one.tag, other.text, other.tag)
        left = tuple(found for found in left if not any(span.start <= found.start < span.end for span in same))
    if left:
        left = _without_paragraphs(left, theirs)
    return left


def _without_paragraphs(left: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Article 7.2 may be “article 7, paragraph 2”: numbers that the other text writes as one, or in two pieces."""
    offers, lost = _offers(theirs), {value for quantity in left for value in quantity.values}
    whole = {value for quantity in theirs for value in quantity.values[:1] if _pieces(value) <= lost and _pieces(value)}
    parts = {part for value in whole for part in _pieces(value)}
    return tuple(
        quantity
        for quantity in left
        if not quantity.values
        or not (parts & {*quantity.values} or ((pieces := _pieces(quantity.values[0])) and pieces <= offers))
    )


def _pieces(value: Decimal) -> set[Decimal]:
    """7 and 2 of 7.2; none of a number that has no, or more than one, decimal."""
    whole, _, decimal = str(value).partition(".")
    return {Decimal(whole), Decimal(decimal)} if len(decimal) == 1 and decimal != "0" and whole != "0" else set()


def _converted(text: str, tag: str, other: str, other_tag: str) -> list[Measure]:
    """Measures of a text that the other one states in another unit, or that the text itself states twice."""
    own, theirs = measures(text, tag), measures(other, other_tag)
    stated = {(measure.value, measure.unit) for measure in own}
    new = [measure for measure in theirs if (measure.value, measure.unit) not in stated]
    # a value that the text itself gives in two units may be left out in one of them: 50 km (30 miles)
    restated = {measure.dimension for measure in new}
    kept = [
        measure
        for measure in own
        if measure.dimension not in restated and any(_is_same(measure, their) for their in theirs)
    ]
    return [measure for measure in own if any(measure.converts_to(other) for other in new + kept)]


def _is_same(one: Measure, other: Measure) -> bool:
    return (one.value, one.unit) == (other.value, other.unit)


def _offers(quantities: tuple[Quantity, ...]) -> set[Decimal]:
    """All readings of the numbers in digits."""
    parts = [part for quantity in quantities for part in quantity.parts]
    return {value for quantity in (*quantities, *parts) for value in quantity.values}


def _unmatched(wanted: tuple[Quantity, ...], offers: set[Decimal]) -> tuple[Quantity, ...]:
    return tuple(quantity for quantity in wanted if not _is_matched(quantity, offers))


def _is_matched(quantity: Quantity, offers: set[Decimal]) -> bool:
    if any(value in offers for value in quantity.values[: _readings_to_trust(quantity)]):
        return True
    return bool(quantity.parts) and all(_is_matched(part, offers) for part in quantity.parts)


def _readings_to_trust(quantity: Quantity) -> int:
    """Of 1,234 in the source only the reading of its language counts; other readings are all meant."""
    is_doubtful = len(quantity.values) == 2 and quantity.values[0] in (
        quantity.values[1] * 1000,
        quantity.values[1] / 1000,
    )
    return 1 if is_doubtful and quantity.scale == 1 else len(quantity.values)


def _all_values(text: str, tag: str, quantities: tuple[Quantity, ...]) -> set[Decimal]:
    """Values that a text states in any other way than plain digits."""
    values = {value for word in spelled(text, tag) for value in word.values}
    values |= {year for value in values if value >= 20 for year in _decades(value)}
    values |= set(romans(text)) | {Decimal(month) for month in months_in(text, tag)}
    known = languages.of(tag)
    says_half = bool(known.dayparts.intersection(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", text.casefold())))
    for quantity in quantities:
        for value in quantity.values:
            values |= _decades(value) | _short_years(value, text, quantity)
            if says_half and value <= _TWICE_A_DAY:
                values.add(value + _TWICE_A_DAY)
            if value in (12, 24):
                values.add(Decimal(0))
            if not known.scales and base(tag) not in HAN_LANGUAGES:
                values |= {value * scale for scale in _UNKNOWN_SCALES}
    return values


def _decades(value: Decimal) -> set[Decimal]:
    """The nineties are 90 and 1990."""
    if value % 10 or not 0 < value <= 2090:
        return set()
    return {value + century for century in _YEARS} if value < 100 else {value - century for century in _YEARS}


def _short_years(value: Decimal, text: str, quantity: Quantity) -> set[Decimal]:
    """1987 may be said as 87, and 87 mean 1987 where nothing is counted."""
    if _YEARS[0] <= value < _LAST_YEAR:
        return {value % 100}
    is_year = quantity.end - quantity.start == 2 and not text[quantity.end : quantity.end + 2].strip(" \u00a0.,;:!?”»“")
    return {value + century for century in _YEARS} if is_year else set()


def _severity(quantity: Quantity, context: Context, has_spare: bool) -> Severity | None:
    """How sure it is that a number was lost; None where nothing speaks for it."""
    values = quantity.values or tuple(part.values[0] for part in quantity.parts)
    if max(values) == 0 and context.source[: quantity.start].endswith(":"):
        return None  # 10:00 is 10 o’clock
    if max(values) <= 1:
        return Severity.WARNING if has_spare else None
    if quantity.is_glued and context.source[quantity.end : quantity.end + 1].isalpha():
        return None  # i18n
    known = languages.of(context.target_language)
    is_ordinal = bool(_ORDINAL.match(context.source, quantity.end))
    is_exchanged = _is_money(quantity, context)
    may_be_spelled = not known.knows_numbers and (max(values) <= 100 or quantity.scale > 1)
    return Severity.WARNING if quantity.is_glued or is_ordinal or may_be_spelled or is_exchanged else Severity.ERROR


def _is_money(quantity: Quantity, context: Context) -> bool:
    """Is it an amount, and has the target one in another currency, perhaps exchanged?"""
    source = amounts(context.source, context.source_language)
    target = amounts(context.target, context.target_language)
    own = {amount.currency for amount in source if amount.quantity.start == quantity.start}
    return bool(own) and any(amount.currency not in own for amount in target)


@check("numbers-added", Severity.WARNING)
def numbers_added(context: Context) -> Iterator[Finding]:
    """The target has a number in digits that the source states in no way."""
    for quantity in added(context):
        if quantity.is_glued or (quantity.values and quantity.values[0] <= 1):
            continue  # COVID-19, the minutes of 10:00, “once a day” as 1日1回
        text = context.target[quantity.start : quantity.end]
        yield Finding(quantity.start, quantity.end, f"{text} is not in the source.")


@check("number-words", Severity.WARNING)
def number_words(context: Context) -> Iterator[Finding]:
    """A spelled-out number became another one: “five hours”, „șase ore”.

    Only where a number of the source, from two on, is missing and the target has one that is not in the
    source, and only between languages whose words for numbers are known.
    """
    source = _unmatched_words(context.source, context.source_language, context.target, context.target_language)
    if not source:
        return
    target = _unmatched_words(context.target, context.target_language, context.source, context.source_language)
    others = [(word.start, word.end) for word in target]
    others += [(added_number.start, added_number.end) for added_number in added(context)]
    for word, (start, end) in zip(source, others, strict=False):
        said, found = context.source[word.start : word.end], context.target[start:end]
        yield Finding(start, end, f"The source says “{said}”, the target “{found}”.")


def _unmatched_words(text: str, tag: str, other: str, other_tag: str) -> list[Spelled]:
    """Spelled-out numbers from two on whose value the other text states in no way."""
    if not has_cardinals(text, tag) or not languages.of(other_tag).knows_numbers:
        return []
    words = [word for word in spelled(text, tag) if word.is_cardinal and word.values[0] >= 2]
    quantities = scan(other, other_tag)
    offers = _offers(quantities)
    words = [word for word in words if not offers.intersection(word.values)]
    if words:
        offers = _all_values(other, other_tag, quantities)
        words = [word for word in words if not offers.intersection(word.values)]
    if words:
        same = _converted(text, tag, other, other_tag)
        words = [word for word in words if not any(own.start <= word.start < own.end for own in same)]
    return words


@check("number-notation", Severity.WARNING)
def number_notation(context: Context) -> Iterator[Finding]:
    """A number kept the notation of the source: “12,500” reads as twelve and a half in Romanian.

    Looks at thousands that the target language would read as decimals, and at decimals before percent,
    scale words, units and currencies. Decimal and grouping signs are CLDR's. The fix rewrites the number.
    """
    wanted = {value for quantity in scan(context.source, context.source_language) for value in quantity.values[:1]}
    for quantity in scan(context.target, context.target_language):
        token = context.target[quantity.start : quantity.number_end]
        if len(marks := set(token) & set(".,")) != 1 or not wanted or not quantity.values:
            continue
        decimal = decimal_symbol(context.target_language)
        is_misread = (
            len(quantity.values) == 2
            and quantity.scale == 1
            and quantity.values[0] not in wanted
            and quantity.values[1] in wanted
        )
        is_decimal = len(quantity.values) == 1 and quantity.values[0] in wanted and decimal not in marks
        if is_misread or (is_decimal and _is_plain_decimal(quantity, token) and _measures_something(quantity, context)):
            right = written(quantity.values[-1] / quantity.scale, context.target_language)
            message = f"{token} is written as in the source; here it is {right}."
            yield Finding(quantity.start, quantity.number_end, message, fix=right)


def _is_plain_decimal(quantity: Quantity, token: str) -> bool:
    return (
        quantity.values[0] / quantity.scale == Decimal(token.replace(",", "."))
        if token.count(".") + token.count(",") == 1
        else False
    )


def _measures_something(quantity: Quantity, context: Context) -> bool:
    """Is it followed by a percent sign, a scale word, a unit or a currency? A version or a section is not."""
    text, tag = context.target, context.target_language
    return (
        quantity.scale > 1
        or quantity in marked(text, tag)
        or any(one.start == quantity.start and one.dimension != "time" for one in measures(text, tag))
        or any(amount.quantity == quantity for amount in amounts(text, tag))
    )


_PAIR = re.compile(r"(?<![\w.,:/–-])(\d{1,4})\s?[-–—:]\s?(\d{1,4})(?![\w:/–-]|[.,]\d)")

_DEFEAT = re.compile(
    r"\b(?:lo[sz]\w+|trail\w*|beaten|defeat\w*|behind|down|fell|pierd\w*|conduși|condusă?|înfrân\w+|învins\w*|"
    r"verlor\w*|verlier\w*|unterl\w+|Rückstand|zurück\w*|Niederlage|perd\w+|menés?|battus?|défaite|inclin\w+|"
    r"derrot\w+|perso|persero|sconfi\w+|проигр\w+|уступ\w+|пораж\w+|програ\w+|поступ\w+|поразк\w+|przegr\w+|"
    r"uleg\w+|porażk\w+|prohrá\w+|perdeu|verloren?)\b",
    re.IGNORECASE,
)


@check("number-order", Severity.WARNING)
def number_order(context: Context) -> Iterator[Finding]:
    """A score or a range stands the other way round: “3–1” became „1–3”.

    English gives the winner’s goals first, German and Russian those of whom they speak: after a defeat both
    orders are right.
    """
    wanted = {found.groups() for found in _PAIR.finditer(context.source)}
    # scripts from right to left show, and some people type, a range the other way round
    if not wanted or is_right_to_left(context.source_language) or is_right_to_left(context.target_language):
        return
    if _DEFEAT.search(context.source) or _DEFEAT.search(context.target):
        return
    for found in _PAIR.finditer(context.target):
        first, second = found.groups()
        if first != second and (second, first) in wanted and (first, second) not in wanted:
            message = f"The source has {second}–{first}: the order is reversed."
            yield Finding(found.start(), found.end(), message)


@check("phone-numbers", Severity.ERROR)
def phone_numbers(context: Context) -> Iterator[Finding]:
    """A telephone number of the source is not in the target, digit by digit; grouping may differ."""
    found = list(PHONE.finditer(context.source))
    if not found:
        return
    digits = re.sub(r"\D", "", context.target)
    for phone in found:
        wanted = re.sub(r"\D", "", phone[0])
        # a number may be written for callers at home: without the country's code, with a leading 0
        if wanted not in digits and wanted[3:] not in digits:
            yield Finding(phone.start(), phone.end(), f"{phone[0]} is not in the target.", Side.SOURCE)


CHECKS: tuple[Check, ...] = (
    numbers,
    numbers_added,
    number_words,
    number_notation,
    number_order,
    phone_numbers,
)
