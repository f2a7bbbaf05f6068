"""Article formats: bytes in, units out, and back.

A format is a module with `NAME`, `EXTENSIONS`, `GUIDE`, `sniff` and `walk`. `walk(data, visit, options)` hands every
`Unit` of the document to `visit`, in order, and returns the document with what came back: parsed text
(`tagged.Part`s) in place of the unit's, or the same bytes where `visit` returned None. Behind the last unit
a format whose documents can carry a credit line offers an empty unit of role `credit`: text that comes back
for it becomes a last paragraph in the document's own style.

A bilingual format gives each unit its `target`, empty where the document has none yet, and may have
`languages(data)`: the source and the target language that a document names, empty where it does not. Parts equal to a
target that is there leave its bytes alone, unless its `state` is initial: what comes back is taken as
confirmed, so it loses its mark of being unsure.

Laws, for every document: identity `walk(d, keep) == d`; echo: parts equal to the text that the document shows
(a bilingual unit's target, else its source) give the same bytes; locality: a changed unit changes its own
bytes only; determinism. `extract`, `merge` and `prove` are written here once, for all formats.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Protocol

from translate_flow import plugins, tagged
from translate_flow.errors import BadInput, UsageError
from translate_flow.model import Role, State, Unit
from translate_flow.records import frozen

# a longer source is not kept: memory stays bounded
_LONGEST_RECALLED = 1000

Parts = Sequence[tagged.Part]
Visit = Callable[[Unit], Parts | None]


@frozen
class Options:
    """What a format may need to know beside the bytes."""

    encoding: str | None = None
    """Codec that the user names for the source; None: BOM, else strict UTF-8."""
    output_encoding: str | None = None
    """Codec for the result; None: that of the source."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The format's own table of project.toml, `[formats.NAME]`."""


@frozen
class Setting:
    """A key of a format's table in project.toml."""

    key: str
    """Its name."""
    default: str
    """What holds without it: a TOML value, or words."""
    meaning: str
    """What it does, in Markdown."""


@frozen
class Guide:
    """What users are told of a format, in Markdown; docs/formats.md is made of it."""

    title: str
    """Which documents it reads."""
    translated: str
    """What is offered to translators."""
    protected: str
    """What they do not get to see, or cannot change."""
    codes: str
    """What is an inline code."""
    written: str
    """What a changed text looks like in the document, and how what was typed is escaped."""
    credit: str
    """Where the credit line goes."""
    settings: tuple[Setting, ...] = ()
    """Keys of `[formats.NAME]`."""
    more: str = ""
    """Paragraphs or a list of what else there is to know."""


class Format(Protocol):
    """What a module in this drawer, or a plug-in, offers. A plug-in may do without `GUIDE`."""

    NAME: str
    """Short name, such as `text`."""
    EXTENSIONS: tuple[str, ...]
    """File name endings with their dot, in lower case."""
    GUIDE: Guide
    """What users are told of it."""

    def sniff(self, data: bytes) -> bool:
        """Does the content itself say that it is of this format?"""

    def walk(self, data: bytes, visit: Visit, options: Options) -> bytes:
        """See the module docstring. Raises BadInput with the place if `data` is not of this format."""


BUILT_IN = ("text", "markdown", "html", "docx", "odt", "epub", "po", "xliff", "srt", "vtt")
"""Modules of this drawer; the first takes the files that no other knows."""


def _built_in(name: str) -> Format:
    from importlib import import_module

    found: Format = import_module(f"translate_flow.formats.{name}")
    return found


def available() -> list[Format]:
    """All formats, built-in ones first."""
    return [*map(_built_in, BUILT_IN), *plugins.load("formats")]


def named(name: str) -> Format:
    """The format of a name; only its module is loaded. Raises UsageError that lists the names if there is none."""
    if name in BUILT_IN:
        return _built_in(name)
    for candidate in plugins.load("formats"):
        if name == candidate.NAME:
            found: Format = candidate
            return found
    names = ", ".join(candidate.NAME for candidate in available())
    raise UsageError(f"There is no format {name!r}.", f"Formats: {names}.")


def detect(file_name: str, data: bytes) -> Format:
    """The format of a file: by its content where that is sure, then by its ending, else text."""
    candidates = available()
    suffix = PurePath(file_name).suffix.lower()
    by_ending = [candidate for candidate in candidates if suffix in candidate.EXTENSIONS]
    for candidate in (*by_ending, *candidates):
        if candidate.sniff(data):
            return candidate
    return by_ending[0] if by_ending else candidates[0]


def named_languages(article_format: Format, data: bytes) -> tuple[str, str]:
    """Source and target language that a bilingual document names as its own; empty where it does not."""
    languages: Callable[[bytes], tuple[str, str]] | None = getattr(article_format, "languages", None)
    return languages(data) if languages else ("", "")


def extract(article_format: Format, data: bytes, options: Options) -> list[Unit]:
    """The units of a document, each with a key; an offered credit line is not among them."""
    units: list[Unit] = []
    read(article_format, data, options, units.append)
    return units


def read(article_format: Format, data: bytes, options: Options, take: Callable[[Unit], None]) -> None:
    """Hand each unit of a document, with its key, to `take` while it is read; large ones need no list."""
    give = _Keys().give

    def keep(unit: Unit) -> None:
        if unit.source:
            key = give(unit)
            if unit.key != key:
                # not dataclasses.replace, which takes twice as long
                unit = Unit(unit.source, unit.codes, unit.role, key, unit.note, unit.target, unit.state)
            take(unit)

    article_format.walk(data, keep, options)


def merge(
    article_format: Format, data: bytes, targets: Mapping[str, Parts], options: Options, credit: str = ""
) -> bytes:
    """The document with the parsed targets by unit key in it, and a credit line as last paragraph.

    Raises BadInput if a target's unit is not in the document.
    """
    return merge_credited(article_format, data, targets, options, credit)[0]


def merge_credited(
    article_format: Format, data: bytes, targets: Mapping[str, Parts], options: Options, credit: str
) -> tuple[bytes, bool]:
    """As `merge`, and whether the credit line was taken: not every document has a place for one."""
    waiting = dict(targets)
    keys = _Keys()
    is_taken = False

    def fill(unit: Unit) -> Parts | None:
        nonlocal is_taken
        if unit.source:
            return waiting.pop(keys.give(unit), None)
        is_taken |= bool(credit) and unit.role is Role.CREDIT
        return (credit,) if credit and unit.role is Role.CREDIT else None

    merged = article_format.walk(data, fill, options)
    if waiting:
        raise BadInput(
            f"{len(waiting)} translated units are not found in the stored source any more.",
            "It was imported by other rules: export with the version of translate-flow that imported it.",
        )
    return merged, is_taken


def prove(article_format: Format, data: bytes, options: Options) -> None:
    """Try identity and echo on a document. Raises BadInput with the first byte that would not come back."""
    as_read = replace(options, output_encoding=None)
    for law, visit in (("unchanged", _keep), ("echoed", _echo)):
        _compare(law, data, article_format.walk(data, visit, as_read))


def _keep(unit: Unit) -> None:
    return None


def _echo(unit: Unit) -> Parts | None:
    """The text that the document shows for a unit; None where it has no confirmed one."""
    if unit.target is not None:
        is_settled = bool(unit.target) and unit.state is not State.INITIAL
        return tagged.parse(unit.target, unit.codes) if is_settled else None
    return tagged.parse(unit.source, unit.codes) if unit.source else None


def _compare(law: str, data: bytes, back: bytes) -> None:
    if data == back:
        return
    place = next((i for i, (a, b) in enumerate(zip(data, back, strict=False)) if a != b), min(len(data), len(back)))
    raise BadInput(
        f"This file would not come back as it is: {law}, it differs from byte {place} on.",
        "It was not stored. Please report it with the bytes around that place.",
    )


def key_of(source: str) -> str:
    """The key of a unit without a native one: a digest of its source.

    A format may give it itself, where it keeps what it has read and is walked over again.
    """
    return _recalled_digest(source) if len(source) <= _LONGEST_RECALLED else _digest(source)


class _Keys:
    """Gives units their keys: native ones as they are, else a digest of the source; further equal ones a number."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def give(self, unit: Unit) -> str:
        """The key of a unit, which no unit before it has."""
        seen = self._seen
        name = key = unit.key or key_of(unit.source)
        while key in seen:
            seen[name] += 1
            key = f"{name}-{seen[name]}"
        seen[key] = 1
        return key


def _digest(source: str) -> str:
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:20]


_recalled_digest = lru_cache(maxsize=1024)(_digest)
"""A document is walked over several times in a row."""
