"""What the checks know of languages: one module each, named as its tag (`ro`, `fr_ca`, `is_`), with `LANGUAGE`.

A language without a module gets the neutral `Language()`: checks that need knowledge keep silent for it or
only warn. Facts: CLDR delimiters and orthographies, the national spelling rules, common newsroom usage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from keyword import iskeyword

from translate_flow.checks.languages.marks import QUOTES
from translate_flow.language import fallbacks


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Knowledge of one language; every field has a neutral default."""

    stop: str = "."
    """Mark that ends a statement."""
    question: str = "?"
    """Mark that ends a question."""
    exclamation: str = "!"
    """Mark that ends an exclamation."""
    quotes: tuple[str, ...] = ()
    """Pairs of quotation marks, the usual one first: `("„“", "»«")`; empty where they are not known."""
    inner_quotes: tuple[str, ...] = ()
    """Pairs that may stand inside another quotation only."""
    straight_quotes: bool = False
    """Do newspapers print straight quotation marks as well?"""
    has_no_case: bool = False
    """Is it written in letters that have no capitals?"""
    names_are_quoted: bool = False
    """Do names of companies, ships, papers and works stand in quotation marks?"""
    dash: str = ""
    """Dash between parts of a sentence with its spaces, such as ` – `; empty where usage varies."""
    space_before: str = ""
    """Marks that want a no-break space before them (and `«` one behind it)."""
    space_allowed: str = ""
    """Marks before which a space is as good as none."""
    repeats: frozenset[str] = frozenset()
    """Words that may stand twice in a row."""
    may_repeat_any: bool = False
    """Does the language repeat words as a part of its grammar?"""
    foreign: str = ""
    """Letters of the same script that are not the language's."""
    cardinals: Mapping[str, Decimal] = field(default_factory=dict)
    """Spelled-out numbers that mean a number only."""
    other_numbers: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    """Words that may mean numbers: ordinals, fractions, articles, groups."""
    stems: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    """Beginnings of such words that take endings."""
    scales: Mapping[str, Decimal] = field(default_factory=dict)
    """Words and abbreviations that multiply the number before them."""
    joins: frozenset[str] = frozenset()
    """Words between the parts of a number (`and`), or between number and scale (`de`)."""
    has_units_first: bool = False
    """Do units stand before ten and the tens (خمسة وعشرون, חמישה עשר)?"""
    half: str = ""
    """Pattern of what stands behind a number to add a half (` and a half`)."""
    percent: frozenset[str] = frozenset()
    """Words for percent, with the words for points of it."""
    dayparts: frozenset[str] = frozenset()
    """Words that tell the half of the day, so that a clock of twelve hours is complete."""
    month_forms: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Forms of month names that CLDR does not list and that no stem of its forms covers."""

    day_forms: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Such forms of names of days, 0 for Monday."""

    @property
    def has_glued_half(self) -> bool:
        """Is the half written in one word with its number: viereinhalb?"""
        return self.half[:1].isalpha() or self.half.startswith("(")

    @property
    def knows_numbers(self) -> bool:
        """Are its words for numbers known?"""
        return bool(self.cardinals)


@lru_cache(maxsize=64)
def number_words(known: Language) -> frozenset[str]:
    """All words of a language that may be a part of a number; stems are apart."""
    return frozenset({*known.cardinals, *known.scales, *known.other_numbers, *known.joins})


@lru_cache(maxsize=64)
def stem_heads(known: Language) -> frozenset[str]:
    """The first two letters of its stems: a word that begins otherwise has none."""
    return frozenset(stem[:2] for stem in known.stems)


@lru_cache(maxsize=64)
def of(tag: str) -> Language:
    """The knowledge of a language by its BCP 47 tag, with fallback to shorter tags."""
    for candidate in fallbacks(tag):
        module = candidate.lower().replace("-", "_")
        name = f"{__name__}.{module}{'_' if iskeyword(module) else ''}"
        if find_spec(name):
            found: Language = import_module(name).LANGUAGE
            return found
    quotes = next((QUOTES[name] for name in fallbacks(tag) if name in QUOTES), ())
    return Language(quotes=quotes, inner_quotes=quotes[1:])


def words(*lines: str) -> frozenset[str]:
    """A set of words from lines of them; `_` stands for a space inside a word."""
    return frozenset(word.replace("_", " ").casefold() for line in lines for word in line.split())


def table(text: str) -> dict[str, Decimal]:
    """Words by value from lines `value word word …`; `_` stands for a space inside a word."""
    found = {}
    for line in text.split("\n"):
        value, *words = line.split() or [""]
        for word in words:
            found[word.replace("_", " ").casefold()] = Decimal(value)
    return found


def readings(text: str) -> tuple[dict[str, tuple[Decimal, ...]], dict[str, tuple[Decimal, ...]]]:
    """Words, and stems (written `stem*`), with their values, from lines `value,value word stem* …`."""
    words: dict[str, tuple[Decimal, ...]] = {}
    stems: dict[str, tuple[Decimal, ...]] = {}
    for line in text.split("\n"):
        values, *forms = line.split() or [""]
        for form in forms:
            into = stems if form.endswith("*") else words
            key = form.rstrip("*").replace("_", " ").casefold()
            into[key] = into.get(key, ()) + tuple(Decimal(value) for value in values.split(","))
    return words, stems
