"""Where a last paragraph goes, and how it looks: like the last one of the section with the most text."""

import re
from dataclasses import dataclass

from translate_flow.formats.html.scanning import WHITE, attributes
from translate_flow.formats.html.vocabulary import HEADINGS, SECTIONS

_KEPT = ("class", "style", "dir", "align")
_END_TAG = re.compile(r"</([a-zA-Z0-9]+)[\t\n\f\r ]*>\Z")
_LONGEST_END_TAG = 40
_MAIN = 2
"""Rank of the main flow."""
Event = tuple[str, *tuple[str | int | list[int], ...]]
"""The name of a method of `Places` and its values; few objects that the garbage collector must follow."""
_LEAF = HEADINGS | {"p", "pre", "dt", "dd", "li", "caption", "figcaption", "summary", "legend", "td", "th"}


@dataclass(slots=True)
class Place:
    """A paragraph that may be the last of the document."""

    rank: int
    """As in `Context`."""
    section: int
    """Offset of the section that it stands in; -1: in none."""
    name: str
    """Its element; of loose text, the one around it."""
    start: int
    """Offset of the element's start tag."""
    tag_end: int
    """Offset behind its start tag."""
    at: int
    """Where the new paragraph goes."""
    end_tag: str = ""
    """Its end tag, if it is written."""
    gap: str = ""
    """White space before it."""
    part: int = -1
    """Offset of the list, table, quotation or figure of the main flow that it stands in; -1: in none."""
    behind: int = -1
    """Offset behind that."""
    start_tag: str = "<p>"
    """Start tag for the new one."""


class Places:
    """Collects the paragraphs of a document by section.

    Few walks add a paragraph: what happens is only written down, and gone through once the place is asked for.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.events: list[Event] = []
        """What happens, in order."""
        self.has_any = False
        """Is there a paragraph?"""
        self._sections: list[int] = []
        self._sizes: dict[tuple[int, int], int] = {}
        self._paragraphs: dict[tuple[int, int], Place] = {}
        self._last_in: dict[int, Place] = {}
        self._loose: dict[int, Place] = {}
        self._last: Place | None = None
        self._part = -1

    def open(self, start: int) -> None:
        """A section begins."""
        self._sections.append(start)

    def open_part(self, start: int) -> None:
        """A list, table, quotation or figure of the main flow begins."""
        self._part = start

    def close(self, name: str, start: int, end: int) -> None:
        """The element that began at an offset ends."""
        if name in SECTIONS and self._sections and self._sections[-1] == start:
            self._sections.pop()
        place = self._last
        is_part = start == self._part
        if is_part:
            self._part = -1
        if not place or not (is_part or (place.start == start and place.name == name in _LEAF)):
            return
        found = _END_TAG.search(self._text, max(place.at, end - _LONGEST_END_TAG), end)
        if not found or found[1].lower() != name:
            return
        if is_part:
            place.behind = end if place.part == start else -1
        else:
            place.at = end
            place.end_tag = found[0] if name == "p" else ""

    def add(self, rank: int, name: str, start: int, tag_end: int, ends: list[int]) -> None:
        """Units stand directly in an element, their pieces end at some offsets; `rank` as in `Context`, not 0."""
        for end in ends:
            self._add(rank, name, start, tag_end, end)

    def _add(self, rank: int, name: str, start: int, tag_end: int, end: int) -> None:
        text, at = self._text, end
        while text[at - 1] in WHITE:
            at -= 1
        section = self._sections[-1] if self._sections else -1
        self._last = place = Place(rank, section, name, start, tag_end, at, part=self._part)
        self._last_in[section] = place
        if name == "p":
            self._sizes[rank, section] = self._sizes.get((rank, section), 0) + at - tag_end
            self._paragraphs[rank, section] = place
        else:
            self._loose[rank] = place

    def best(self) -> Place | None:
        """The place behind the text of the section with most of it; None for a document without text."""
        for method, *values in self.events:
            getattr(self, method)(*values)
        self.events.clear()
        place = self._model()
        if place is None:
            return None
        if place.name == "p":
            place.start_tag = self._copied(place)
        if place.rank == _MAIN:
            last = self._last_in[place.section]
            place.at = max(place.at, last.at, last.behind)
        elif place.part >= 0 and self._text[place.part : place.part + 6].lower() != "<table":
            # a table may be the layout of the page: the paragraph stays in its cell
            place.at = max(place.at, place.behind)
        before = self._text[: place.start]
        place.gap = before[len(before.rstrip(WHITE)) :]
        return place

    def _model(self) -> Place | None:
        """The paragraph to follow: of the main flow if there is one, better a real one than loose text."""
        key = max(self._sizes, key=lambda found: (found[0], self._sizes[found], found[1]), default=None)
        loose = self._loose.get(max(self._loose, default=0))
        if key is None or (loose and loose.rank > key[0]):
            return loose
        return self._paragraphs[key]

    def _copied(self, place: Place) -> str:
        """The start tag with those attributes that say how a paragraph looks."""
        tag = self._text[place.start : place.tag_end]
        named = attributes(tag, 2, len(tag) - 1)
        kept = [
            f" {key}={value.quote}{tag[value.start : value.end]}{value.quote}"
            for key, value in named.items()
            if key in _KEPT and value.end > value.start
        ]
        return f"{tag[:2]}{''.join(kept)}>"


def paragraph(place: Place, line: str, *, is_xml: bool) -> str:
    """The new paragraph; its end tag is left out where the document leaves that out."""
    end_tag = place.end_tag or ("</p>" if is_xml or place.name != "p" else "")
    return f"{place.gap}{place.start_tag}{line}{end_tag}"
