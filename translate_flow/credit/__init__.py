"""Credit lines: recognise "Translation by NAME" in many languages, and write it for those who earned it.

The wording of each language is data, in `data/credits.toml`, read at first use. A false alarm would take a
paragraph away from the translators, so a line counts only as a whole, and only if what stands where the names
should be looks like names of people or agencies.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from translate_flow import language as tags
from translate_flow.credit.line import Line, undress
from translate_flow.credit.names import are_names
from translate_flow.credit.wordings import Wording, nearest, wordings
from translate_flow.errors import UsageError
from translate_flow.records import frozen

__all__ = ["Credit", "recognise", "render"]


@frozen
class Credit:
    """A credit line that somebody wrote."""

    language: str
    """Language of its wording, a BCP 47 tag."""
    names: str
    """The names as written, with their commas and "and", in NFC and with single spaces."""


def recognise(text: str, language: str = "") -> Credit | None:
    """The credit that a whole paragraph (plain text, no tags) is, whatever its language; None if it is none.

    `language`, a BCP 47 tag, is what the article is said to be in: it decides between languages that share a
    wording. Case, final full stop, brackets, dashes and missing diacritics do not matter.
    """
    line = undress(text)
    if line is None:
        return None
    found = list(_readings(line, is_exact=True)) or list(_readings(line, is_exact=False))
    wanted = nearest(language, default="")
    return next((credit for credit in found if credit.language == wanted), found[0] if found else None)


def _readings(line: Line, *, is_exact: bool) -> Iterator[Credit]:
    """Every language in which the line is a credit, in the order of the data; `is_exact`: with diacritics."""
    folded = line.folded if is_exact else line.bare
    for known in wordings().values():
        for form in known.forms if is_exact else known.bare_forms:
            if form.keyword in folded and (found := re.fullmatch(form.pattern, folded)):
                start, end = found.span(1)
                if are_names(line, line.text[start:end], form.names, known):
                    yield Credit(known.language, line.text[start:end])
                    break


def render(names: Sequence[str], language: str, wording: str | None = None) -> str:
    """The credit line for names in a language: `Translation by A, B and C`; empty if there is nobody to name.

    The names are joined by the language's CLDR list pattern and kept in their order, each once. A name that
    runs against the direction of the line stands in Unicode isolates (UAX #9 §2.7) where it must.
    A language without a wording of its own takes that of its nearest relative by tag, then English. `wording`
    is a project's own, with `{names}`. Raises UsageError if it lacks that.
    """
    if wording is not None and "{names}" not in wording:
        raise UsageError(
            f"The credit wording {wording!r} has no place for names.",
            'Write {names} in it: "Translated by {names}".',
        )
    tidy = list(dict.fromkeys(words for name in names if (words := " ".join(name.split()))))
    if not tidy:
        return ""
    known = wordings()[nearest(language, default="en")]
    line = known.wording if wording is None else wording
    is_rtl = tags.is_right_to_left(known.language if wording is None else language)
    if len(tidy) > 1 or not line.endswith("{names}") or not tidy[0][-1].isalpha():
        tidy = [_isolate(name, is_rtl) for name in tidy]
    return line.replace("{names}", _join(tidy, known))


def _join(names: list[str], known: Wording) -> str:
    if len(names) < 2:
        return names[0]
    if known.joiner:
        return ", ".join(names[:-1]) + known.joiner + names[-1]
    from babel import Locale
    from babel.lists import format_list

    joined = format_list(names, locale=Locale.parse(known.lists, sep="-"))
    return _smooth(joined.removesuffix(names[-1]), known.language, names[-1]) + names[-1]


def _smooth(head: str, language: str, last: str) -> str:
    """Two rules that CLDR leaves to programs (ICU's ListFormatter has the same): Spanish y, Hebrew vav."""
    if language == "es" and re.match(r"[ií]|h[ií](?![ae])", last, re.IGNORECASE):
        return re.sub(r" y $", " e ", head)
    if language == "he" and not "\u0590" <= last[0] <= "\u05ff":
        return re.sub(r" ו$", " ו-", head)
    return head


def _isolate(name: str, is_rtl: bool) -> str:
    strong = next((kind for kind in map(unicodedata.bidirectional, name) if kind in ("L", "R", "AL")), "")
    return f"\u2068{name}\u2069" if strong and (strong != "L") != is_rtl else name
