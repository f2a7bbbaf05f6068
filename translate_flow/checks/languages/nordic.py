"""What the Scandinavian languages share: numbers up to 99 as one word, multiples of hundred and thousand."""

from collections.abc import Mapping
from decimal import Decimal


def cardinals(
    units: Mapping[str, int], teens: Mapping[str, int], tens: Mapping[str, int], link: str, is_reversed: bool = False
) -> dict[str, Decimal]:
    """Words by value: `tjugofem` (tens first) or `femogtyve` (reversed, with the link between)."""
    small = {**units, **teens, **tens}
    for ten, above in tens.items():
        for unit, below in units.items():
            small[f"{unit}{link}{ten}" if is_reversed else f"{ten}{link}{unit}"] = above + below
    return {word: Decimal(value) for word, value in small.items() if value > 1}


def with_hundreds(small: Mapping[str, Decimal], hundred: str, thousand: str) -> dict[str, Decimal]:
    """Those words, and `tvåhundra`, `femtusen` as one word."""
    hundreds = {f"{word}{hundred}": value * 100 for word, value in small.items() if value < 20}
    thousands = {f"{word}{thousand}": value * 1000 for word, value in {**small, **hundreds}.items()}
    return {**small, **hundreds, **thousands}
