"""Adaptation: numbers, addresses and names of the new source take the place of the old ones in a target."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from translate_flow.matching import masks

Write = Callable[[str], str | None]
"""A number of the source's language as the target's language writes it; None where that is not plain."""


def adapt(
    target: str, pairs: Sequence[tuple[str, str]], write: Write | None = None
) -> tuple[str, dict[tuple[str, str], tuple[str, str]]]:
    """Put the new masked pieces in place of the old ones in a target, all at once.

    Returns the target and, by pair, (text in the old target, what took its place) of those that were adapted. An old
    piece must stand there just as often as it is to be replaced. A number keeps the way in which the target writes
    it (1,234.5 and 1.234,5); where the old one does not show that way, `write` tells it. What is in doubt stays.
    """
    wanted: dict[str, list[str]] = {}
    for old, new in pairs:
        wanted.setdefault(old, []).append(new)
    places: list[tuple[int, int, str]] = []
    adapted: dict[tuple[str, str], tuple[str, str]] = {}
    for old, news in wanted.items():
        if not old or not all(news) or len(set(news)) > 1:
            continue
        whole = masks.pieces().fullmatch(old)
        kind = whole.lastgroup if whole else masks.NAME
        spots = _spots(target, old, kind)
        is_number = kind == masks.NUMBER
        written = [_written(old, target[start:end], news[0], write) if is_number else news[0] for start, end in spots]
        if len(spots) != len(news) or None in written:
            continue
        places += [(start, end, text or "") for (start, end), text in zip(spots, written, strict=True)]
        adapted[old, news[0]] = target[slice(*spots[0])], written[0] or ""
    for start, end, text in sorted(places, reverse=True):
        target = target[:start] + text + target[end:]
    return target, adapted


def _spots(target: str, old: str, kind: str | None) -> list[tuple[int, int]]:
    """Places where a target has an old piece: the same text, or a number of the same digits."""
    if kind == masks.NAME:
        return [found.span() for found in re.finditer(masks.standalone(old), target)]
    pieces = [found for found in masks.pieces().finditer(target) if found.lastgroup == kind]
    if kind == masks.ADDRESS:
        return [found.span() for found in pieces if found[0] == old]
    digits = _digits(old)
    return [found.span() for found in pieces if not _is_tag(target, found) and _digits(found[0]) == digits]


def _is_tag(target: str, number: re.Match[str]) -> bool:
    return target[max(0, number.start() - 1)] in "{/" and target[number.end() : number.end() + 1] == "}"


def _digits(number: str) -> str:
    """The digits of a number, in those of ASCII."""
    return "".join(str(unicodedata.decimal(letter)) for letter in number if letter.isdecimal())


def _signs(number: str) -> str:
    return masks.DIGITS.sub("", number)


def _written(old: str, as_target: str, new: str, write: Write | None) -> str | None:
    """A new number in the way the target wrote the old one; None where that way is not known."""
    if not _has_known_order(old, as_target, new):
        return None
    return _in_digits_of(as_target, _with_signs(old, as_target, new, write))


def _with_signs(old: str, as_target: str, new: str, write: Write | None) -> str | None:
    mine, theirs = _signs(old), _signs(as_target)
    sign_of = dict(zip(mine, theirs, strict=False))
    if len(mine) == len(theirs) and all(sign in sign_of for sign in _signs(new)):
        return "".join(sign_of.get(letter, letter) for letter in new)
    return write(new) if write and write(old) == as_target else None


def _has_known_order(old: str, as_target: str, new: str) -> bool:
    """Do the parts of a number stand in the same order in the target? Of 3/3/2024 nobody knows what the day is."""
    ours, theirs, wanted = ([_digits(part) for part in masks.DIGITS.findall(each)] for each in (old, as_target, new))
    if len(ours) == len(theirs) and ours != theirs:
        return False
    is_date = "/" in old + as_target or (len(ours) > 2 and _signs(old) != _signs(as_target))
    if not is_date or len(wanted) != len(ours):
        return True
    pairs = list(zip(ours, wanted, strict=True))
    return len(dict(pairs)) == len(set(pairs))


def _in_digits_of(as_target: str, number: str | None) -> str | None:
    """A number in the digits that the target uses, such as the Arabic ones."""
    first = next(letter for letter in as_target if letter.isdecimal())
    zero = ord(first) - unicodedata.decimal(first)
    if number is None or zero == ord("0"):
        return number
    return "".join(chr(zero + unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in number)
