"""Front matter: the YAML (`---`) or TOML (`+++`) before a document, and the texts of some of its keys."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from translate_flow import tagged
from translate_flow.errors import UsageError
from translate_flow.formats.markdown import scalars
from translate_flow.formats.markdown.pieces import has_words
from translate_flow.formats.markdown.source import Place, Plain
from translate_flow.model import Role, Unit
from translate_flow.records import frozen

KEYS = frozenset(("title", "subtitle", "description", "summary"))
_BREAK = r"(?:\r\n|\r|\n)"
_END = r"(?:(?P=mark)|\.\.\.)[ \t]*(?:[\r\n]|\Z)"
_BLOCK = re.compile(
    rf"(?P<mark>---|\+\+\+)[ \t]*(?P<content>{_BREAK}(?:(?!{_END})[^\r\n]*{_BREAK})*+)"
    rf"(?:(?P=mark)|\.\.\.)[ \t]*(?:{_BREAK}|\Z)"
)
_FIRST_KEY = re.compile(r"\s*(?:#[^\r\n]*\s+)*+\{?[\"']?[\w.-]+[\"']?\s*[:=]")


@frozen
class Settings:
    """The settings of the format."""

    keys: frozenset[str]
    """Keys of the front matter whose texts are translated, in lower case."""
    has_math: bool
    """Is `$…$` a formula?"""
    has_addresses: bool
    """Are the addresses of links translated?"""


def read_settings(table: Mapping[str, Any]) -> Settings:
    """Read `[formats.markdown]`. Raises UsageError for a value of the wrong kind."""
    keys = table.get("front_matter", KEYS)
    if isinstance(keys, str) or not all(isinstance(key, str) for key in keys):
        raise UsageError(
            "front_matter of [formats.markdown] must be a list of keys.",
            'Write front_matter = ["title", "summary"].',
        )
    has_math = _flag("math", table.get("math", False))
    has_addresses = _flag("addresses", table.get("addresses", False))
    return Settings(frozenset(key.lower() for key in keys), has_math, has_addresses)


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{key} of [formats.markdown] must be true or false.")
    return value


def find(text: str) -> str:
    """The front matter that a document begins with, its marks included; empty if it has none."""
    if not text.startswith(("---", "+++")):
        return ""
    found = _BLOCK.match(text)
    if found is None or not (_FIRST_KEY.match(found["content"]) or not found["content"].strip()):
        return ""
    return found[0] if found["content"].strip() else ""


def places(head: str, keys: frozenset[str]) -> Iterator[Place]:
    """The texts of the wanted keys, in order; none where the front matter is broken."""
    found = _BLOCK.match(head)
    if found is None:
        return
    offset = len(head[: found.start("content")].encode())
    is_yaml = found["mark"] == "---"
    scan = scalars.of_yaml if is_yaml else scalars.of_toml
    for scalar in scan(found["content"], keys):
        text = scalar.text
        if not has_words(text):
            continue
        shown, codes = tagged.protect(text)
        role = Role.HEADLINE if scalar.key.lower() == "title" else Role.METADATA
        start = offset + len(found["content"][: scalar.start].encode())
        end = start + len(found["content"][scalar.start : scalar.end].encode())
        yield Plain(start, end, Unit(shown, codes, role, note=scalar.key), scalar.write)
