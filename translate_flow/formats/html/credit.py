"""Where a last paragraph goes, and how it looks: like the last one of the section with the most text."""

import re
from dataclasses import dataclass

from translate_flow.formats.html.scanning import WHITE, attributes
from translate_flow.formats.html.vocabulary import HEADINGS, SECTIONS

_KEPT = ("class", "style", "dir", "align")
_END_TAG = re.compile(r"</[pP][\t\n\f\r ]*>\Z")
_LEAF = HEADINGS | {"p", "pre", "dt", "dd", "li", "caption", "figcaption", "summary", "legend", "td", "th"}


@dataclass(slots=True)
class Place:
    """A paragraph that may be the last of the document."""

    name: str
    """Its element."""
    start: int
    """Offset of its start tag; of the text itself where that stands loose."""
    tag_end: int
    """Offset behind its start tag."""
    at: int
    """Where the new paragraph goes."""
    end_tag: str = ""
    """Its end tag, if it is written."""
    gap: str = ""
    """White space before it."""
    start_tag: str = "<p>"
    """Start tag for the new one."""


class Places:
    """Collects the paragraphs of a document by section."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sections: list[int] = []
        self._sizes: dict[tuple[int, int], int] = {}
        self._paragraphs: dict[tuple[int, int], Place] = {}
        self._loose: dict[int, Place] = {}
        self._last: Place | None = None

    def open(self, start: int) -> None:
        """A section begins."""
        self._sections.append(start)

    def close(self, name: str, start: int, end: int) -> None:
        """The element that began at an offset ends."""
        if name in SECTIONS and self._sections and self._sections[-1] == start:
            self._sections.pop()
        place = self._last
        if place and place.start == start and place.name == name and name in _LEAF:
            if name != "p":
                place.at = end
            elif found := _END_TAG.search(self._text, place.at, end):
                place.at, place.end_tag = end, found[0]

    def add(self, rank: int, name: str, start: int, tag_end: int, end: int) -> None:
        """A unit stands directly in an element, its pieces end at an offset; `rank` as in `Context`."""
        if not rank:
            return
        at = end
        while self._text[at - 1] in WHITE:
            at -= 1
        self._last = place = Place(name, start, tag_end, at)
        if name == "p":
            key = rank, self._sections[-1] if self._sections else -1
            self._sizes[key] = self._sizes.get(key, 0) + at - tag_end
            self._paragraphs[key] = place
        else:
            self._loose[rank] = place

    def best(self) -> Place | None:
        """The paragraph to put another one behind; None for a document without text."""
        if self._paragraphs:
            key = max(self._sizes, key=lambda found: (found[0], self._sizes[found], found[1]))
            place = self._paragraphs[key]
        elif self._loose:
            place = self._loose[max(self._loose)]
        else:
            return None
        before = self._text[: place.start]
        place.gap = before[len(before.rstrip(WHITE)) :]
        if place.name == "p":
            place.start_tag = self._copied(place)
        return place

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
