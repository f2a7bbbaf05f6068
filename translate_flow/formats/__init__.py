"""Article formats: bytes in, units out, and back.

A format is a module with `NAME`, `EXTENSIONS`, `sniff` and `walk`. `walk(data, visit, options)` hands every
`Unit` of the document to `visit`, in order, and returns the document with what came back: parsed text
(`tagged.Part`s) in place of the unit's, or the same bytes where `visit` returned None. Behind the last unit
a format whose documents can carry a credit line offers an empty unit of role `credit`: text that comes back
for it becomes a last paragraph in the document's own style.

Laws, for every document: identity `walk(d, keep) == d`; echo: parts equal to the source give the same bytes;
locality: a changed unit changes its own bytes only; determinism. `extract`, `merge` and `prove` are written
here once, for all formats.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Protocol

from translate_flow import plugins, tagged
from translate_flow.errors import BadInput, UsageError
from translate_flow.model import Role, Unit

Parts = Sequence[tagged.Part]
Visit = Callable[[Unit], Parts | None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a format may need to know beside the bytes."""

    encoding: str | None = None
    """Codec that the user names for the source; None: BOM, else strict UTF-8."""
    output_encoding: str | None = None
    """Codec for the result; None: that of the source."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The format's own table of project.toml, `[formats.NAME]`."""


class Format(Protocol):
    """What a module in this drawer, or a plug-in, offers."""

    NAME: str
    """Short name, such as `text`."""
    EXTENSIONS: tuple[str, ...]
    """File name endings with their dot, in lower case."""

    @staticmethod
    def sniff(data: bytes) -> bool:
        """Does the content itself say that it is of this format?"""

    @staticmethod
    def walk(data: bytes, visit: Visit, options: Options) -> bytes:
        """See the module docstring. Raises BadInput with the place if `data` is not of this format."""


from translate_flow.formats import docx, epub, html, odt, text  # noqa: E402  (formats use the names above)

BUILT_IN: tuple[Format, ...] = (text, html, docx, odt, epub)


def available() -> list[Format]:
    """All formats, built-in ones first."""
    return [*BUILT_IN, *plugins.load("formats")]


def named(name: str) -> Format:
    """The format of a name. Raises UsageError that lists the names if there is none."""
    for candidate in BUILT_IN:
        if candidate.NAME == name:
            return candidate
    for candidate in plugins.load("formats"):
        if candidate.NAME == name:
            return candidate  # type: ignore[no-any-return]
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
    return by_ending[0] if by_ending else text


def extract(article_format: Format, data: bytes, options: Options) -> list[Unit]:
    """The units of a document, each with a key; an offered credit line is not among them."""
    units: list[Unit] = []
    keys = _Keys()

    def keep(unit: Unit) -> None:
        if unit.source:
            units.append(keys.give(unit))

    article_format.walk(data, keep, options)
    return units


def merge(
    article_format: Format, data: bytes, targets: Mapping[str, Parts], options: Options, credit: str = ""
) -> bytes:
    """The document with the parsed targets by unit key in it, and a credit line as last paragraph.

    Raises BadInput if a target's unit is not in the document.
    """
    waiting = dict(targets)
    keys = _Keys()

    def fill(unit: Unit) -> Parts | None:
        if not unit.source:
            return (credit,) if credit and unit.role is Role.CREDIT else None
        return waiting.pop(keys.give(unit).key, None)

    merged = article_format.walk(data, fill, options)
    if waiting:
        raise BadInput(
            f"{len(waiting)} translated units are not found in the stored source any more.",
            "It was imported by other rules: export with the version of translate-flow that imported it.",
        )
    return merged


def prove(article_format: Format, data: bytes, options: Options) -> None:
    """Try identity and echo on a document. Raises BadInput with the first byte that would not come back."""
    as_read = replace(options, output_encoding=None)
    for law, visit in (("unchanged", _keep), ("echoed", _echo)):
        _compare(law, data, article_format.walk(data, visit, as_read))


def _keep(unit: Unit) -> None:
    return None


def _echo(unit: Unit) -> Parts | None:
    return tagged.parse(unit.source, unit.codes) if unit.source else None


def _compare(law: str, data: bytes, back: bytes) -> None:
    if data == back:
        return
    place = next((i for i, (a, b) in enumerate(zip(data, back, strict=False)) if a != b), min(len(data), len(back)))
    raise BadInput(
        f"This file would not come back as it is: {law}, it differs from byte {place} on.",
        "It was not stored. Please report it with the bytes around that place.",
    )


class _Keys:
    """Gives units their keys: native ones as they are, else a digest of the source; duplicates are counted."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def give(self, unit: Unit) -> Unit:
        """The unit with its key."""
        name = unit.key or sha256(unit.source.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        self._seen[name] += 1
        return replace(unit, key=name if self._seen[name] == 1 else f"{name}-{self._seen[name]}")
