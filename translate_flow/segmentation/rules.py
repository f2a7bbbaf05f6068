"""What a language knows about its sentences: words in `data/<lang>.txt`, and a project's changes to them."""

import re
from dataclasses import field
from functools import cache
from pathlib import Path

from translate_flow import language
from translate_flow.errors import BadInput
from translate_flow.records import frozen

SECTIONS = (
    "never",
    "number",
    "maybe",
    "closing",
    "unit",
    "ends",
    "names",
    "starters",
    "going on",
    "persons",
    "after ordinals",
    "stops",
    "points",
    "quoting",
    "small starters",
    "reporting",
)
"""Sections of a data file; docs/segmentation.md says what each of them does."""

_KINDS = ("never", "number", "maybe", "closing", "unit")
_YIELDING = {  # what a project says of a word takes it out of our other sections
    "never": ("number", "maybe", "closing", "unit", "ends"),
    "number": ("never", "ends"),
    "maybe": ("never", "closing", "unit", "ends"),
    "closing": ("never", "maybe", "unit", "ends"),
    "unit": ("never", "ends"),
    "ends": _KINDS,
}
_DATA = Path(__file__).with_name("data")
_LETTERS_ONLY = frozenset(("starters", "going on", "persons", "small starters", "after ordinals", "reporting"))


@frozen
class Rules:
    """The words of one language that decide about a stop; sets of words without their last full stop."""

    never: frozenset[str] = frozenset()
    """Never end a sentence: Mr, Sen, dl, г-н."""
    number: frozenset[str] = frozenset()
    """Do not end one before a number: p, No, art."""
    maybe: frozenset[str] = frozenset()
    """End one only where the next word is a starter: U.S, Inc, Jr."""
    closing: frozenset[str] = frozenset()
    """Close a phrase: end one also where a capital begins no name of two words: etc, p.m."""
    unit: frozenset[str] = frozenset()
    """Behind a number they end one like any other word: г. in `1998 г.`"""
    ends: frozenset[str] = frozenset()
    """Words like any other, although they look like an initial: д in `и т. д.`"""
    names: frozenset[str] = frozenset()
    """Names that end in a stop: Yahoo!"""
    starters: frozenset[str] = frozenset()
    """Lower-case words that often begin a sentence and begin no name: the, he, however."""
    going_on: frozenset[str] = frozenset()
    """Lower-case words that go on behind one of `closing` in spite of their capital: Tuesday, Eastern."""
    persons: frozenset[str] = frozenset()
    """Lower-case words that begin a sentence before a name, behind `the U.S.`: President, in `President Biden`"""
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
    reporting: frozenset[str] = frozenset()
    """Verbs of saying that a name comes before: asked, in `“Why?” Smith asked.`"""
    marks: frozenset[str] = field(default=frozenset(".!?"), compare=False)
    """The stops of this language, but the rarer ones."""
    suspects: frozenset[str] = field(default=frozenset(), compare=False)
    """Every abbreviation: a word that is none of them and spelt with letters only ends a sentence."""


@cache
def rules_for(lang: str) -> Rules:
    """The built-in rules of a BCP 47 tag, from its own file or a shorter tag's; else the default ones."""
    return _built_in(_file_for(lang))


def load_rules(lang: str, user_text: str | None = None) -> Rules:
    """The rules of a language, changed by the text of a project's `segmentation/<lang>.txt`.

    The text has the form of our own data files. An entry with `-` before it is taken out of its section (an
    abbreviation before any section out of all), entries before the first section never end a sentence, and an
    entry takes the place of what our file says of it. Raises BadInput with the number of a line that cannot
    be read.
    """
    if not user_text or not user_text.strip():
        return rules_for(lang)
    words = _words(_file_for(lang))
    _read(user_text, words, f"segmentation/{lang}.txt", is_last_word=True)
    return _rules(words)


@cache
def _files() -> frozenset[str]:
    return frozenset(path.stem for path in _DATA.glob("*.txt"))


def _file_for(lang: str) -> str:
    tags = (*language.fallbacks(lang.replace("_", "-")), language.base(lang.replace("_", "-")))
    return next((tag for tag in tags if tag in _files()), "default")


@cache
def _built_in(name: str) -> Rules:
    return _rules(_words(name))


def _words(name: str) -> dict[str, set[str]]:
    words: dict[str, set[str]] = {section: set() for section in SECTIONS}
    for part in dict.fromkeys(("default", name)):
        _read((_DATA / f"{part}.txt").read_text("utf-8"), words, f"{part}.txt")
    return words


def _read(text: str, words: dict[str, set[str]], name: str, *, is_last_word: bool = False) -> None:
    """Add the entries of one file to the sections, or take them out."""
    section = "never"
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        content = line.partition("#")[0].strip()
        place = f"{name}, line {number}"
        if content.startswith("["):
            section = _section(content, place)
        elif content.startswith("like "):
            like = content.removeprefix("like ").strip()
            if like not in _files():
                raise BadInput(f"{place}: we have no rules for {like!r}.", "Write `like` and a language, such as es.")
            _read((_DATA / f"{like}.txt").read_text("utf-8"), words, f"{like}.txt")
        else:
            for entry in content.split():
                _change(words, section, entry, place, is_last_word)


def _section(content: str, place: str) -> str:
    section = content.strip("[]")
    if section in SECTIONS and content == f"[{section}]":
        return section
    known = ", ".join(f"[{name}]" for name in SECTIONS)
    raise BadInput(f"{place}: {content!r} is no section.", f"The sections are {known}.")


def _change(words: dict[str, set[str]], section: str, entry: str, place: str, is_last_word: bool) -> None:
    is_removal = len(entry) > 1 and entry[0] == "-"
    forms = _forms(entry[is_removal:], section, place)
    if not is_removal:
        words[section] |= forms
    elif section != "never":
        words[section] -= forms
    if (is_last_word and not is_removal) or (is_removal and section == "never"):
        for other in _KINDS if is_removal else _YIELDING.get(section, ()):
            words[other] -= forms


def _forms(entry: str, section: str, place: str) -> set[str]:
    """An entry in lower case stands for its capitalised form too, but a single letter that may be an initial."""
    if section in ("stops", "points", "names") and not _ends_in_stop(entry, section):
        raise BadInput(f"{place}: {entry!r} does not end in a stop.", "Write one mark, or a name such as Yahoo!")
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
    if len(word) == 1 and section != "number":
        return {word}
    return {word, word[0].upper() + word[1:]}


def _rules(words: dict[str, set[str]]) -> Rules:
    sets = {name.replace(" ", "_"): frozenset(found) for name, found in words.items()}
    suspects = frozenset().union(*(sets[kind] for kind in _KINDS))
    suspects |= {name[:-1] for name in sets["names"]}
    return Rules(**sets, marks=(frozenset(".!?") - sets["points"]) | sets["stops"], suspects=suspects)


def _ends_in_stop(entry: str, section: str) -> bool:
    """Is it one mark, or for `names` a word and one?"""
    return not entry[-1].isalnum() and (len(entry) > 1) == (section == "names")
