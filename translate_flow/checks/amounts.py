"""Amounts: units, percentages and money keep what they measure."""

from collections.abc import Iterator

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.values.measures import Measure, measures
from translate_flow.checks.values.money import (
    Amount,
    amounts,
    currencies_named,
    symbol_goes_before,
)
from translate_flow.checks.values.percent import marked, mentions
from translate_flow.checks.values.quantities import scan
from translate_flow.model import Severity, Side


@check("units", Severity.ERROR)
def units(context: Context) -> Iterator[Finding]:
    """The number stayed, but its unit became another one: “10 miles” is not „10 kilometri”.

    A right conversion is fine (“186 miles”, „300 de kilometri”), for lengths, masses, volumes, areas, speeds
    and temperatures, within rounding.
    """
    target = measures(context.target, context.target_language, has_words=False)
    if not target:
        return
    source = measures(context.source, context.source_language, has_words=False)
    for wanted in source:
        given = [found for found in target if _is_same_number(wanted, found)]
        wrong = [found for found in given if found.unit != wanted.unit]
        if (
            wrong
            and len(wrong) == len(given)
            and not any(_is_same_number(other, wrong[0]) and other.unit == wrong[0].unit for other in source)
        ):
            found = wrong[0]
            text = context.source[wanted.start : wanted.end]
            yield Finding(found.start, found.end, f"The source says “{text}”: the unit is another one.")


def _is_same_number(one: Measure, other: Measure) -> bool:
    return one.value == other.value and one.dimension == other.dimension != "time"


@check("percentages", Severity.WARNING)
def percentages(context: Context) -> Iterator[Finding]:
    """A number is a percentage on one side only: “5%” became „5”, or the reverse."""
    source_tag, target_tag = context.source_language, context.target_language
    wanted, given = marked(context.source, source_tag), marked(context.target, target_tag)
    if bool(wanted) == bool(given):
        return
    if wanted and not mentions(context.target, target_tag):
        kept = {value for quantity in scan(context.target, target_tag) for value in quantity.values}
        for quantity in wanted:
            if kept.intersection(quantity.values):
                text = context.source[quantity.start : quantity.end]
                yield Finding(quantity.start, quantity.end, f"{text} is a percentage.", Side.SOURCE)
    elif given and not mentions(context.source, source_tag):
        kept = {value for quantity in scan(context.source, source_tag) for value in quantity.values}
        for quantity in given:
            if kept.intersection(quantity.values):
                text = context.target[quantity.start : quantity.end]
                yield Finding(quantity.start, quantity.end, f"{text} is no percentage in the source.")


@check("money", Severity.ERROR)
def money(context: Context) -> Iterator[Finding]:
    """The amount stayed, but its currency became another one: “$5 million” is not „5 milioane de euro”.

    A warning where the currency is not named at all. Symbols, codes and names are understood; dollars of
    several countries count as one currency, and so do lei, crowns and francs.
    """
    source = amounts(context.source, context.source_language)
    target = amounts(context.target, context.target_language) if source else ()
    for wanted in source:
        given = [amount for amount in target if _is_same_amount(amount, wanted)]
        wrong = next((amount for amount in given if not _is_among(amount, source)), None)
        text = context.source[wanted.quantity.start : wanted.quantity.end]
        if wrong and all(amount.currency != wanted.currency for amount in given):
            place = wrong.quantity
            message = f"The source says {text} {wanted.currency}, the target {wrong.currency}."
            yield Finding(place.start, place.end, message)
        elif not given and _lost_its_currency(wanted, context):
            place = wanted.quantity
            message = f"The currency of {text} ({wanted.currency}) is missing in the target."
            yield Finding(place.start, place.end, message, Side.SOURCE, severity=Severity.WARNING)


def _is_among(amount: Amount, others: tuple[Amount, ...]) -> bool:
    return any(_is_same_amount(amount, other) and amount.currency == other.currency for other in others)


def _lost_its_currency(amount: Amount, context: Context) -> bool:
    """Has the target the number, but nowhere the currency?"""
    if not languages.of(context.target_language).knows_numbers:
        return False
    numbers = {value for found in scan(context.target, context.target_language) for value in found.values}
    return bool(numbers.intersection(amount.quantity.values)) and amount.currency not in currencies_named(
        context.target
    )


def _is_same_amount(one: Amount, other: Amount) -> bool:
    return bool(set(one.quantity.values) & set(other.quantity.values))


@check("currency-place", Severity.WARNING)
def currency_place(context: Context) -> Iterator[Finding]:
    """A currency symbol stands on the wrong side of the number: “5€” in English, „€5“ in German.

    The side is CLDR's. The fix moves the symbol.
    """
    for amount in amounts(context.target, context.target_language):
        if not amount.symbol_place:
            continue
        goes_before = symbol_goes_before(context.target_language)
        if goes_before is None or goes_before == (amount.symbol_place == "before"):
            continue
        start, end = _with_symbol(context.target, amount)
        number = context.target[amount.quantity.start : amount.quantity.end]
        right = f"{amount.symbol}{number}" if goes_before else f"{number}\u00a0{amount.symbol}"
        side = "before" if goes_before else "behind"
        is_safe = amount.quantity.scale == 1 and not context.target[:start].endswith(("US", "C", "A"))
        yield Finding(start, end, f"{amount.symbol} belongs {side} the number.", fix=right if is_safe else None)


def _with_symbol(text: str, amount: Amount) -> tuple[int, int]:
    start, end = amount.quantity.start, amount.quantity.end
    if amount.symbol_place == "before":
        return text.rindex(amount.symbol, 0, start), end
    return start, text.index(amount.symbol, end) + 1


CHECKS: tuple[Check, ...] = (units, percentages, money, currency_place)
