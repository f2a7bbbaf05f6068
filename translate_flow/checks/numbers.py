"""Numbers, compared by value in all notations: digits, words, scales, shortened years, Roman numerals."""

from collections.abc import Iterator
from decimal import Decimal

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.values.calendar import months_in
from translate_flow.checks.values.quantities import Quantity, scan
from translate_flow.checks.values.words import romans, spelled
from translate_flow.model import Severity, Side

_YEARS = (Decimal(1900), Decimal(2000))
_UNKNOWN_SCALES = tuple(Decimal(10) ** power for power in (3, 4, 5, 6, 7, 8, 9, 12))
_TWICE_A_DAY = 12


@check("numbers", Severity.ERROR)
def numbers(context: Context) -> Iterator[Finding]:
    """A number of the source appears nowhere in the target.

    Numbers are compared by value: 1,234.5 = 1.234,5 = 1 234,5; digits of other scripts, Indian grouping,
    spelled-out numbers, scale words (thousand, million, miliard, lakh, 万), Roman numerals, months by name,
    clocks of 12 and 24 hours, shortened years and converted units are all understood. A warning instead of
    an error where a doubt is left: 0 and 1, numbers inside names such as F-16, languages whose words for
    numbers are not known.
    """
    source = scan(context.source, context.source_language)
    if not source:
        return
    target = scan(context.target, context.target_language)
    missing = _unmatched(source, _offers(target))
    if missing:
        missing = _unmatched(missing, _offers(target) | _all_values(context.target, context.target_language, target))
    if not missing:
        return
    spare = _added(context)
    for quantity in missing:
        severity = _severity(quantity, context, bool(spare))
        if severity is not None:
            text = context.source[quantity.start : quantity.end]
            yield Finding(
                quantity.start,
                quantity.end,
                f"{text} is missing in the target.",
                Side.SOURCE,
                severity=severity,
            )


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
    values |= set(romans(text)) | {Decimal(month) for month in months_in(text, tag)}
    known = languages.of(tag)
    for quantity in quantities:
        for value in quantity.values:
            values |= _decades(value)
            if value <= _TWICE_A_DAY:
                values |= {value + _TWICE_A_DAY, value - _TWICE_A_DAY}
            if value in (12, 24):
                values.add(Decimal(0))
            if not known.scales:
                values |= {value * scale for scale in _UNKNOWN_SCALES}
    return values


def _decades(value: Decimal) -> set[Decimal]:
    """The nineties are 90 and 1990."""
    if value % 10 or value > 2090:
        return set()
    return {value + century for century in _YEARS} if value < 100 else {value - century for century in _YEARS}


def _added(context: Context) -> tuple[Quantity, ...]:
    """Numbers in digits that only the target has."""
    source = scan(context.source, context.source_language)
    target = scan(context.target, context.target_language)
    if not target:
        return ()
    added = _unmatched(target, _offers(source))
    if added:
        added = _unmatched(added, _offers(source) | _all_values(context.source, context.source_language, source))
    return added


def _severity(quantity: Quantity, context: Context, has_spare: bool) -> Severity | None:
    """How sure it is that a number was lost; None where nothing speaks for it."""
    values = quantity.values or tuple(part.values[0] for part in quantity.parts)
    if max(values) <= 1:
        return Severity.WARNING if has_spare else None
    known = languages.of(context.target_language)
    may_be_spelled = not known.knows_numbers and (max(values) <= 100 or quantity.scale > 1)
    return Severity.WARNING if quantity.is_glued or may_be_spelled else Severity.ERROR


@check("numbers-added", Severity.WARNING)
def numbers_added(context: Context) -> Iterator[Finding]:
    """The target has a number in digits that the source states in no way."""
    for quantity in _added(context):
        text = context.target[quantity.start : quantity.end]
        yield Finding(quantity.start, quantity.end, f"{text} is not in the source.")


CHECKS: tuple[Check, ...] = (numbers, numbers_added)
