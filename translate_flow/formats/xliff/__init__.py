"""XLIFF 1.2, 2.0 and 2.1: a client's bilingual file is translated in its place.

Targets are written into the file between byte offsets; alternatives, matches, notes and what other tools keep
in it stay as they are. Bounds: texts inside codes (`sub`) are not offered, and a file keeps its encoding.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from translate_flow.errors import BadInput, UsageError
from translate_flow.formats import Guide, Options, Visit
from translate_flow.formats.decoding import opening
from translate_flow.formats.xliff import version1, version2
from translate_flow.formats.xliff.elements import PREFIXES, Element, Place, places, set_attribute
from translate_flow.formats.xliff.slots import Answer, Slot, answer
from translate_flow.formats.xmlscan import Patch, Xml, patch

NAME = "xliff"
EXTENSIONS: tuple[str, ...] = (".xlf", ".xliff", ".sdlxliff", ".mqxliff")

GUIDE = Guide(
    title="XLIFF 1.0 to 1.2, 2.0 to 2.2: a client's file, translated in its place.",
    translated=(
        '2.x: each segment; 1.2: each trans-unit, or each `mrk mtype="seg"` of its seg-source. Notes, names and '
        "size limits are notes."
    ),
    protected=(
        '`translate="no"`, also inherited; texts inside codes (`sub`; a note shows them); alternatives, matches, '
        "metadata and what other tools keep."
    ),
    codes=(
        "Inline elements, known by their ids; halves that find each other (`bpt` and `ept`, `sc` and `ec` …) are pairs."
    ),
    written=(
        "Whatever a translator does with codes, the file stays well-formed and valid. A missing target is put "
        "behind its source with the same indentation; CDATA stays CDATA where it can. The target language is named "
        "where it is missing."
    ),
    credit="None.",
    more=(
        "States are read from `state` and `approved`; a changed target becomes `translated` (its `subState` or "
        "`state-qualifier` goes), others keep theirs. A file keeps its encoding."
    ),
)

_ROOT = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+>)*+<(?:[\w.-]+:)?xliff[\s>]", re.DOTALL)


class Version(Protocol):
    """What the module of a version offers."""

    SOURCE_ATTRIBUTE: str
    """Attribute that names the source language."""
    LANGUAGE_ATTRIBUTE: str
    """Attribute that names the target language."""

    def language_holder(self, root: Element, place: Place) -> Element | None:
        """The element that has this attribute for a unit."""

    def slots(self, xml: Xml, place: Place) -> Iterator[Slot]:
        """The segments of a unit that may be translated."""

    def patches(self, xml: Xml, place: Place, answers: Sequence[Answer]) -> list[Patch]:
        """How the file changes by what came back for the slots of a unit."""


def sniff(data: bytes) -> bool:
    """Is its root element `xliff`?"""
    return bool(_ROOT.match(opening(data, 65536).replace("\0", "")))


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput with the place where it is no XLIFF that can be read.

    `options.settings["target_language"]` is written where the file does not name its target language.
    """
    xml = Xml(data, PREFIXES)
    language = str(options.settings.get("target_language", ""))
    found = places(xml)
    if options.output_encoding and not _is_same(options.output_encoding, xml.encoding):
        raise UsageError(f"An XLIFF file keeps its encoding, here {xml.encoding}.", "Export without --encoding.")
    root = _root(next(found, None))
    version = _version(root)
    made: list[Patch] = []
    named: set[int] = set()
    for place in found:
        assert isinstance(place, Place)
        offered = [slot for slot in version.slots(xml, place) if slot.has_text]
        new = version.patches(xml, place, [answer(slot, visit(slot.unit)) for slot in offered])
        made += new
        holder = version.language_holder(root, place)
        if new and language and holder and holder.start not in named:
            named.add(holder.start)
            if not holder.get(version.LANGUAGE_ATTRIBUTE):
                made += set_attribute(xml, holder, version.LANGUAGE_ATTRIBUTE, language)
    return patch(data, made)


def languages(data: bytes) -> tuple[str, str]:
    """Source and target language that the file, or its first part with a unit, names."""
    found = places(Xml(data, PREFIXES))
    root = _root(next(found, None))
    version = _version(root)
    place = next(found, None)
    holder = version.language_holder(root, place) if isinstance(place, Place) else None
    names = version.SOURCE_ATTRIBUTE, version.LANGUAGE_ATTRIBUTE
    source, target = (holder.get(name) if holder else "" for name in names)
    return source, target


def _is_same(name: str, encoding: str) -> bool:
    """Do two names mean the same codec? UTF-16 may be named without its byte order."""
    try:
        return encoding.startswith(codecs.lookup(name).name)
    except LookupError:
        return False


def _root(first: object) -> Element:
    if not isinstance(first, Element) or first.name != "xliff":
        name = first.name if isinstance(first, Element) else "nothing"
        raise BadInput(f"This is no XLIFF file: its root element is {name}.", "Name its format with --format.")
    return first


def _version(root: Element) -> Version:
    """The rules of the root's version. Raises BadInput for one that is not known."""
    for start, rules in (("1.", version1), ("2.", version2)):
        if root.get("version").startswith(start):
            return rules
    raise BadInput(
        f"XLIFF version {root.get('version')!r} is not known.", "Versions 1.0 to 1.2 and 2.0 to 2.2 are read."
    )
