"""Month names by CLDR, in all the forms that a language writes them in."""

import re
from functools import lru_cache

from translate_flow.checks import languages
from translate_flow.language import fallbacks

_SHORTEST_STEM = 3


@lru_cache(maxsize=64)
def month_names(tag: str) -> dict[str, int]:
    """Month by casefolded name, wide and abbreviated, as in dates and alone; `stem*` for inflection."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, int] = {}
    for name in fallbacks(tag):
        try:
            months = Locale.parse(name, sep="-").months
        except (UnknownLocaleError, ValueError):
            continue
        for number in range(1, 13):
            forms = {months[use][width][number] for use in months for width in ("wide", "abbreviated")}
            wide = [months[use]["wide"][number].casefold() for use in months]
            names |= {form.casefold().rstrip("."): number for form in forms if not form.isdigit()}
            stem = _common_beginning(wide)
            if len(set(wide)) > 1 and len(stem) >= _SHORTEST_STEM:
                names[stem + "*"] = number
        break
    for number, extra in languages.of(tag).month_forms.items():
        names |= dict.fromkeys(extra, number)
    return names


def _common_beginning(words: list[str]) -> str:
    size = next(
        (at for at, signs in enumerate(zip(*words, strict=False)) if len(set(signs)) > 1),
        min(map(len, words)),
    )
    return words[0][:size]


@lru_cache(maxsize=64)
def month_pattern(tag: str) -> re.Pattern[str] | None:
    """A pattern for the month names of a language, as group `month`; None where CLDR has none in letters."""
    names = [name for name in month_names(tag) if name[0].isalpha()]
    if not names:
        return None
    parts = [
        re.escape(name[:-1]) + r"[^\W\d_]{0,3}" if name.endswith("*") else re.escape(name)
        for name in sorted(names, key=len, reverse=True)
    ]
    return re.compile(rf"(?<![^\W\d_])(?P<month>{'|'.join(parts)})(?![^\W\d_])\.?", re.IGNORECASE)


def month_number(name: str, tag: str) -> int:
    """Which month a name matched by `month_pattern` is."""
    names = month_names(tag)
    word = name.casefold().rstrip(".")
    exact = names.get(word)
    if exact:
        return exact
    return next(names[word[:size] + "*"] for size in range(len(word), 0, -1) if word[:size] + "*" in names)


def months_in(text: str, tag: str) -> set[int]:
    """The months that a text names."""
    pattern = month_pattern(tag)
    return {month_number(found["month"], tag) for found in pattern.finditer(text)} if pattern else set()
