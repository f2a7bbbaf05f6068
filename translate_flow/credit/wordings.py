"""The wordings of `data/credits.toml`, and the forms in it as patterns."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from translate_flow import language as tags
from translate_flow.credit.line import fold, strip
from translate_flow.records import frozen

_COLON = "[:：﹕∶՝=＝፦]"
_FIRM = rf"(?: ?{_COLON} ?| ?[–—―] ?| -+ |- | [|/] |[／｜・])"
_LOOSE = rf"(?:{_FIRM}| )"
_SYNTAX = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_PATTERNS = {
    "names": "(.+?)",
    "person": "(.+?)",
    "signature": "(.+?)",
    "language": r"[^\W\d_][^\d.:;!?,()]{1,40}?",
    "ending": r"(?: ?\([^\W\d_]{1,4}\)|/-?[^\W\d_]{1,4})?",
}


class Names(StrEnum):
    """What the names of a form must be; the words are those of the data."""

    ANY = "names"
    PERSON = "person"
    SIGNATURE = "signature"


@frozen
class Form:
    """One way of wording a credit line."""

    keyword: str
    """Folded string that no line of this form lacks: compiling a thousand patterns would take long."""
    pattern: str
    """Regular expression for a folded line; its one group is the names."""
    names: Names
    """What its names must be."""


@frozen
class Wording:
    """What is known of the credit lines of a language; the head of the data explains it."""

    language: str
    """BCP 47 tag."""
    wording: str
    """What an export prints, with `{names}`."""
    lists: str
    """CLDR locale whose list patterns join the names."""
    joiner: str
    """What stands before the last name instead of CLDR's, if anything."""
    joint: re.Pattern[str]
    """What parts two names."""
    never: frozenset[str]
    """Folded words that no name holds."""
    never_last: tuple[str, ...]
    """Folded ends that no person's name has."""
    groups: tuple[str, ...]
    """Words around an agency's name, with the space that parts them from it."""
    surnames: str
    """Surnames of one letter."""
    forms: tuple[Form, ...]
    """The wording and whatever else is recognised."""
    bare_forms: tuple[Form, ...]
    """The same for lines without diacritics."""


@cache
def wordings() -> dict[str, Wording]:
    """All wordings by language tag, in the order of the data."""
    return {tag: _wording(tag, table) for tag, table in _data().items() if tag != "aliases"}


def nearest(language: str, default: str) -> str:
    """The tag whose wording serves a language: its own, an alias, ever shorter tags, else `default`."""
    data = _data()
    for tag in tags.fallbacks(language):
        known = data["aliases"].get(tag, tag)
        if known in data:
            return str(known)
    return default


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("translate_flow") / "data" / "credits.toml").read_text("utf-8"))


def _wording(tag: str, table: dict[str, Any]) -> Wording:
    lines = [fold(line) for line in (table["wording"], *table["forms"])]
    joints = [r"[,;&+،؛、，；／()]", " / ", *map(re.escape, table["and"])]
    never = [fold(word) for word in table.get("never", ())]
    return Wording(
        language=tag,
        wording=table["wording"],
        lists=table.get("lists", tag),
        joiner=table.get("joiner", ""),
        joint=re.compile(f"(?:{'|'.join(joints)})+", re.IGNORECASE),
        never=frozenset(word for word in never if not word.endswith("$")),
        never_last=tuple(word[:-1] for word in never if word.endswith("$")),
        groups=tuple(table.get("groups", ())),
        surnames=table.get("surnames", ""),
        forms=tuple(map(_form, lines)),
        bare_forms=tuple(_form(strip(line)) for line in lines),
    )


def _form(line: str) -> Form:
    """Make a pattern of a form as the data writes it."""
    literals, placeholders = _PLACEHOLDER.split(line)[::2], _PLACEHOLDER.findall(line)
    pattern = ""
    for literal, placeholder in zip(literals, [*placeholders, ""], strict=True):
        separator = ""
        if placeholder in list(Names):
            literal, separator = _parted(literal)
        pattern += "".join(_SYNTAX.get(letter) or re.escape(letter) for letter in literal)
        pattern += separator + _PATTERNS.get(placeholder, "")
    return Form(_keyword(line), pattern, Names(next(name for name in placeholders if name in list(Names))))


def _parted(literal: str) -> tuple[str, str]:
    """What stands before names, and the pattern of what parts it from them."""
    label = literal.rstrip()
    if label.endswith((":", "：", "՝")):
        return label[:-1].rstrip(), _FIRM
    return (label, _LOOSE) if literal.endswith(" ") else (literal, "")


def _keyword(line: str) -> str:
    """The longest string outside brackets, which every line of the form holds."""
    depth, outside = 0, [""]
    for letter in _PLACEHOLDER.sub("[]", line):
        depth += (letter in "[(") - (letter in "])")
        if depth or letter in "])|:：՝":
            outside.append("")
        else:
            outside[-1] += letter
    return max((piece.strip() for piece in outside), key=len)
