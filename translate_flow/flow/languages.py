"""Languages that people name: known to CLDR, with a suggestion where they are not."""

import difflib

from translate_flow import language
from translate_flow.errors import UsageError

# the languages that a mistyped code most likely means
_COMMON = [
    "en",
    "ro",
    "ru",
    "uk",
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "pt",
    "bg",
    "cs",
    "da",
    "el",
    "et",
    "fi",
    "ga",
    "hr",
    "hu",
    "lt",
    "lv",
    "mt",
    "nl",
    "sk",
    "sl",
    "sv",
    "tr",
    "ar",
    "zh",
    "ja",
    "ko",
    "he",
    "fa",
    "hi",
]


def known(tag: str) -> str:
    """The normalised tag of a language that CLDR knows, or of a private one (`qaa`–`qtz`, `x-…` parts).

    Raises UsageError with the nearest language by code or by its English name.
    """
    from babel import Locale

    names = dict(Locale("en").languages)
    try:
        wanted = language.normalise(tag)
    except UsageError as error:
        raise UsageError(f"{tag!r} is no language that is known here.", _suggestion(tag, names)) from error
    base = language.base(wanted)
    if base in names or "qaa" <= base <= "qtz":
        return wanted
    raise UsageError(f"{tag!r} is no language that is known here.", _suggestion(tag, names))


def _suggestion(tag: str, names: dict[str, str]) -> str:
    by_name = {name.casefold(): code for code, name in names.items()}
    text = tag.strip().casefold()
    close = difflib.get_close_matches(text, by_name, 1, 0.75)
    if close:
        code = by_name[close[0]]
        return f"Did you mean {code} ({names[code]})?"
    # by code: the common languages first, for many a short code is one letter away from some language
    near = difflib.get_close_matches(text[:3], _COMMON, 1, 0.5)
    if near:
        return f"Did you mean {near[0]} ({names[near[0]]})?"
    return "Use a BCP 47 tag such as en, ro, pt-BR or zh-Hant."


def name(tag: str) -> str:
    """English name of a language: `ro` → `Romanian`, `pt-BR` → `Portuguese (BR)`."""
    from babel import Locale

    base, _, rest = tag.partition("-")
    known_name = Locale("en").languages.get(base, tag)
    return f"{known_name} ({rest})" if rest else known_name
