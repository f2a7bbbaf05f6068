"""What a language knows about its sentences: words in `data/<lang>.txt`, and a project's changes to them."""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from translate_flow import language
from translate_flow.errors import BadInput

SECTIONS = (
    "never",
    "number",
    "maybe",
    "unit",
    "ends",
    "names",
    "starters",
    "after ordinals",
    "stops",
    "points",
    "quoting",
    "small starters",
)
"""Sections of a data file; docs/segmentation.md says what each of them does."""

_LETTERS_ONLY = frozenset(("starters", "small starters", "after ordinals"))
_MARK = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class Rules:
    """The words of one language that decide about a stop; sets of words without their last full stop."""

    never: frozenset[str] = frozenset()
    """Never end a sentence: Mr, Sen, dl, г-н."""
    number: frozenset[str] = frozenset()
    """Do not end one before a number: p, No, art."""
    maybe: frozenset[str] = frozenset()
    """End one only where the next word is a starter: U.S, Inc, p.m."""
    unit: frozenset[str] = frozenset()
    """Behind a number they end one like any other word: г. in `1998 г.`"""
    ends: frozenset[str] = frozenset()
    """Words like any other, although they look like an initial: д in `и т. д.`"""
    names: frozenset[str] = frozenset()
    """Names that end in a stop: Yahoo!"""
    starters: frozenset[str] = frozenset()
    """Lower-case words that often begin a sentence and begin no name: the, he, however."""
    small_starters: frozenset[str] = frozenset()
    """Words that begin a sentence even in small letters: i, why."""
    after_ordinals: frozenset[str] = frozenset()
    """Lower-case words that follow a number with a full stop; where there are any, `3.` may be an ordinal."""
    stops: frozenset[str] = frozenset()
    """Marks that end a sentence in this language only: the Greek question mark `;`."""
    points: frozenset[str] = frozenset()
    """Marks that end a sentence elsewhere but not in this language: the Armenian `.`"""
    quoting: frozenset[str] = frozenset()
    """What goes on with a sentence behind a closing quote, in a script without capitals: と."""
    suspects: frozenset[str] = field(default=frozenset(), compare=False)
    """Every abbreviation: a word that is none of them and spelt with letters only ends a sentence."""


@cache
def rules_for(lang: str) -> Rules:
    """The built-in rules of a BCP 47 tag, from its own file or a shorter tag's; else the default ones."""
    for tag in language.fallbacks(lang):
        if (files(__package__) / "data" / f"{tag}.txt").is_file():
            return _built_in(tag)
    return _built_in("default")


def load_rules(lang: str, user_text: str | None = None) -> Rules:
    """The rules of a language, changed by the text of a project's `segmentation/<lang>.txt`.

    The text has the form of our own data files; an entry with `-` before it is taken out of its section, and
    entries before the first section are abbreviations that never end a sentence. Raises BadInput with the
    number of a line that cannot be read.
    """
    if not user_text or not user_text.strip():
        return rules_for(lang)
    words = _words(next(iter(_tags_with_data(lang)), "default"))
    _read(user_text, words, f"segmentation/{lang}.txt")
    return _rules(words)


def _tags_with_data(lang: str) -> list[str]:
    return [tag for tag in language.fallbacks(lang) if (files(__package__) / "data" / f"{tag}.txt").is_file()]


@cache
def _built_in(tag: str) -> Rules:
    return _rules(_words(tag))


def _words(tag: str) -> dict[str, set[str]]:
    words: dict[str, set[str]] = {name: set() for name in SECTIONS}
    for name in dict.fromkeys(("default", tag)):
        _read((files(__package__) / "data" / f"{name}.txt").read_text("utf-8"), words, f"{name}.txt")
    return words


def _read(text: str, words: dict[str, set[str]], name: str) -> None:
    """Add the entries of one file to the sections, or take them out."""
    section = "never"
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if content.startswith("["):
            section = _section(content, name, number)
        elif content.startswith("like "):
            _read((files(__package__) / "data" / f"{content[5:]}.txt").read_text("utf-8"), words, content[5:])
        else:
            for entry in content.split():
                _change(words, section, entry, f"{name}, line {number}")


def _section(content: str, name: str, number: int) -> str:
    section = content.strip("[]")
    if section in SECTIONS and content == f"[{section}]":
        return section
    raise BadInput(
        f"{name}, line {number}: {content!r} is no section.",
        "Sections are " + ", ".join(f"[{s}]" for s in SECTIONS),
    )


def _change(words: dict[str, set[str]], section: str, entry: str, place: str) -> None:
    is_removal = len(entry) > 1 and entry[0] == "-"
    forms = _forms(entry[is_removal:], section, place)
    if is_removal and section == "never":
        for name in ("never", "number", "maybe", "unit"):
            words[name] -= forms
    elif is_removal:
        words[section] -= forms
    else:
        words[section] |= forms


def _forms(entry: str, section: str, place: str) -> set[str]:
    """An entry in lower case stands for its capitalised form too."""
    if section in ("stops", "points", "quoting", "names"):
        return {entry}
    word = entry.removesuffix(".")
    if not re.search(r"[\w§№]", word) or (section in _LETTERS_ONLY and not word[0].isalnum()):
        raise BadInput(
            f"{place}: {entry!r} is no word.",
            "Write abbreviations such as Dr. or approx, one or more a line.",
        )
    if section in _LETTERS_ONLY:
        return {word.lower()}
    return {word, word[0].upper() + word[1:]}


def _rules(words: dict[str, set[str]]) -> Rules:
    sets = {name.replace(" ", "_"): frozenset(found) for name, found in words.items()}
    suspects = sets["never"] | sets["number"] | sets["maybe"] | sets["unit"]
    suspects |= {name[:-1] for name in sets["names"]}
    return Rules(**sets, suspects=suspects)
