"""Plural forms: which numbers a form of a message stands for."""

import re

from translate_flow.records import frozen

_HEADER = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)")
_TRIED = range(200)
_MOST = 10  # Arabic has 6, the most of any language


@frozen
class Plurals:
    """The plural forms of a catalog."""

    numbers: tuple[tuple[int, ...], ...]
    """By form, the numbers below 200 that it stands for."""

    def __len__(self) -> int:
        return len(self.numbers)

    def note(self, form: int) -> str:
        """What a translator should know of a form."""
        if form >= len(self.numbers):
            return f"Plural form {form + 1}."
        numbers = self.numbers[form]
        examples = ", ".join(map(str, numbers[:6])) + (", …" if len(numbers) > 6 else "")
        which = f"for {examples}" if numbers else "for no whole number below 200"
        return f"Plural form {form + 1} of {len(self.numbers)}: {which}."

    def is_singular(self, form: int) -> bool:
        """Does it stand for 1, and not for 2?"""
        return form < len(self.numbers) and 1 in self.numbers[form] and 2 not in self.numbers[form]

    def is_one_only(self, form: int) -> bool:
        """Does it stand for a single number? Its text may then leave the number out."""
        return form < len(self.numbers) and len(self.numbers[form]) == 1


def parse(header: str) -> Plurals | None:
    """The forms of a `Plural-Forms` field; None if it is empty, a template or cannot be evaluated."""
    found = _HEADER.search(header)
    if not found or not 1 <= int(found[1]) <= _MOST:
        return None
    from gettext import c2py

    try:
        form = c2py(found[2].strip())
        forms = [form(number) for number in _TRIED]
    except (ValueError, ArithmeticError, RecursionError):
        return None
    count = int(found[1])
    return Plurals(tuple(tuple(n for n in _TRIED if forms[n] == index) for index in range(count)))


ENGLISH = Plurals(((1,), tuple(n for n in _TRIED if n != 1)))


def field_for(language: str) -> str:
    """The `Plural-Forms` field of a language: as catalogs have it, else by CLDR's rules; empty if unknown."""
    if not language:
        return ""
    from babel import Locale, UnknownLocaleError
    from babel.messages.plurals import PLURALS
    from babel.plural import to_gettext

    identifier = language.replace("-", "_")
    try:
        locale = Locale.parse(identifier)
    except (UnknownLocaleError, ValueError):
        return ""
    known = PLURALS.get(str(locale)) or PLURALS.get(locale.language)
    return f"nplurals={known[0]}; plural={known[1]};" if known else to_gettext(locale.plural_form)
