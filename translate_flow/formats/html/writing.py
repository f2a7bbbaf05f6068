"""A translated unit as HTML: balanced markup, whatever the translator did to the tags."""

import re
from collections.abc import Callable

from translate_flow import tagged
from translate_flow.formats import Parts
from translate_flow.formats.html import references
from translate_flow.formats.html.flow import Offer, Place

_ID = re.compile(r"[\t\n\f\r ]+id[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"[^\"]*\"|'[^']*'|[^\t\n\f\r >]+)", re.IGNORECASE)

Native = Callable[[int, int], str]
"""Native form of a stretch of source, with what was changed in its attributes."""


def write(offer: Offer, parts: Parts, native: Native, habit: dict[str, str], line_break: str) -> str:
    """Native form of a unit's translation.

    Where tags are missing, doubled or crossed the markup is balanced all the same: a pair closes before the
    pair around it does and opens again behind; a half without its other half is closed at the end or left
    out; the same pair inside itself is left out. Half pairs that belong to markup outside of the unit are
    always written, in their order.
    """
    writing = _Writing(offer, native)
    for part in parts:
        if isinstance(part, str):
            writing.text(references.escape(part, habit, line_break))
        elif part.kind is tagged.TagKind.OPEN:
            writing.open(part.id)
        elif part.kind is tagged.TagKind.CLOSE:
            writing.close(part.id)
        else:
            writing.single(part.id)
    return writing.finish()


class _Writing:
    """The output so far, with the pairs that are open in it."""

    def __init__(self, offer: Offer, native: Native) -> None:
        self.native = native
        codes = offer.unit.codes
        self.places = {code.id: Place(*spot) for code, spot in zip(codes, offer.spots, strict=True) if spot}
        self.literal = {code.id: code.data for code in codes if code.id not in self.places}
        self.alone = [place for place in self.places.values() if place.is_alone]
        self.alone.reverse()
        self.out: list[str] = []
        self.opened: list[int] = []
        self.waiting: list[int] = []
        """Pairs to open again, the outermost last."""
        self.inside: set[int] = set()
        self.written: set[int] = set()

    def text(self, native: str) -> None:
        self._open_again()
        self.out.append(native)

    def single(self, number: int) -> None:
        place = self.places.get(number)
        if place is None:
            self.text(self.literal[number])
        elif place.is_alone:
            self._add_alone()
        else:
            self.text(self.native(*place.span))

    def open(self, number: int) -> None:
        if number in self.inside:
            return
        self._open_again()
        self.inside.add(number)
        self._begin(number)

    def close(self, number: int) -> None:
        if number not in self.inside:
            return
        self.inside.remove(number)
        if number in self.waiting:
            self.waiting.remove(number)
            return
        while self.opened[-1] != number:
            self._interrupt()
        self.opened.pop()
        self._end(number)

    def finish(self) -> str:
        self.waiting.clear()
        while self.opened:
            self._end(self.opened.pop())
        while self.alone:
            self.out.append(self.native(*self.alone.pop().span))
        return "".join(self.out)

    def _add_alone(self) -> None:
        """The next half pair in the order of the source, outside of pairs that were not around it there."""
        if not self.alone:
            return
        place = self.alone.pop()
        keep = 0
        while keep < len(self.opened) and _is_around(self.places[self.opened[keep]], place):
            keep += 1
        while len(self.opened) > keep:
            self._interrupt()
        self.out.append(self.native(*place.span))

    def _interrupt(self) -> None:
        number = self.opened.pop()
        self._end(number)
        self.waiting.append(number)

    def _open_again(self) -> None:
        while self.waiting:
            self._begin(self.waiting.pop())

    def _begin(self, number: int) -> None:
        native = self.native(*self.places[number].span)
        self.out.append(_ID.sub("", native) if number in self.written else native)
        self.written.add(number)
        self.opened.append(number)

    def _end(self, number: int) -> None:
        close = self.places[number].close
        if close:
            self.out.append(self.native(*close))


def _is_around(pair: Place, place: Place) -> bool:
    return pair.close is not None and pair.span[0] < place.span[0] < pair.close[0]
