"""Inline codes of a TMX unit: those of both texts numbered as one, and what more is to be kept of them.

What kind a code is stands by its number (`code/3`). Where its element holds something else in the target than in the
source, or sub-flows, that is kept by text and half: `code/3/target`, `code/3/target/end`.
"""

import re
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from translate_flow.exchange.tmx_escaping import escaped
from translate_flow.exchange.tmx_units import Piece
from translate_flow.model import Code
from translate_flow.tagged import TAG

OF_CODES = "code/"
"""What the names of kept properties of codes begin with."""
END = "/end"
"""What those of closing halves end with."""


@dataclass(slots=True)
class _Numbered:
    """A code of the source with what tells it in the target."""

    code: Code
    link: str
    pair: str
    form: str
    is_used: bool = False


class _Known:
    """The codes of a unit so far, and which of the source's the target may still have."""

    def __init__(self) -> None:
        self.codes: list[_Numbered] = []
        self.apart: set[str] = set()
        """Links of the source's codes whose halves stand apart, for their spans cross others."""
        self.contents: dict[str, str] = {}
        """By the name of a kept property, what an element holds where its code does not say that."""
        self._waiting: dict[tuple[str, str, str], deque[_Numbered]] = {}

    def add(self, numbered: _Numbered, shape: str, ends: int) -> None:
        """Take a code in; `ends`: the number of the one that it ends apart from it, or 0."""
        self.codes.append(numbered)
        if not numbered.is_used:
            link = self.codes[ends - 1].link if ends else numbered.link
            keys = _keys(link, numbered.code.data, numbered.pair, shape)
            for key in [*keys, ("ends", str(ends), "")] if ends else keys:
                self._waiting.setdefault(key, deque()).append(numbered)

    def keep_content(self, number: int, piece: Piece, place: str, data: str | None) -> None:
        """Keep what the element of a code holds in one text, `place`, if that is not the code's own data."""
        if piece.content or piece.data != data:
            self.contents[f"{OF_CODES}{number}/{place}"] = piece.content or escaped(piece.data)

    def free(self, piece: Piece, shape: str, ends: int) -> _Numbered | None:
        """The source's code that a code of the target is: the first of the same link, else data, else pair.

        What ends another code apart from it (`ends`, else 0) is the one that does so in the source.
        """
        for key in [("ends", str(ends), "")] if ends else _keys(piece.link, piece.data, piece.pair, shape):
            waiting = self._waiting.get(key)
            while waiting and waiting[0].is_used:
                waiting.popleft()
            if waiting:
                return waiting[0]
        return None


def _keys(link: str, data: str, pair: str, shape: str) -> list[tuple[str, str, str]]:
    keys = [("link", link, shape)] if link else []
    keys.append(("data", data, shape))
    return [*keys, ("pair", pair, shape)] if pair else keys


def _shape(piece: Piece, end: str | None) -> str:
    """What a code of the source and one of the target must have in common; `end`: the closing half of a pair."""
    if end is not None:
        return "pair"
    return "end" if piece.kind == "close" or piece.form.startswith('it pos="end"') else "single"


def tagged(
    source: Sequence[str | Piece], target: Sequence[str | Piece]
) -> tuple[str, str, tuple[Code, ...], dict[str, str]]:
    """Tagged texts of both sides with common codes and what they are; texts without codes, the most, pass quickly."""
    if len(source) <= 1 and len(target) <= 1:
        plain, translated = source[0] if source else "", target[0] if target else ""
        if isinstance(plain, str) and isinstance(translated, str) and not (_has_tag(plain) or _has_tag(translated)):
            return plain, translated, (), {}
    known = _Known()
    one = _side(source, known, is_source=True)
    other = _side(target, known, is_source=False)
    forms = {f"{OF_CODES}{numbered.code.id}": numbered.form for numbered in known.codes if numbered.form}
    return one, other, tuple(numbered.code for numbered in known.codes), forms | known.contents


def _has_tag(text: str) -> bool:
    return "{" in text and bool(TAG.search(text))


def _side(parts: Sequence[str | Piece], known: _Known, *, is_source: bool) -> str:
    halves = [(place, part) for place, part in enumerate(parts) if not isinstance(part, str) and part.kind != "single"]
    partner = _partners(halves, known.apart) if halves else {}
    crossed = _crossed(halves, partner) if len(partner) < len(halves) else {}
    if is_source and crossed:
        begun = crossed.values()
        known.apart = {part.link for place, part in halves if place in begun and part.link}
    side = "source" if is_source else "target"
    text: list[str] = []
    number_of: dict[int, int] = {}
    for place, part in enumerate(parts):
        if isinstance(part, str):
            text.append(_protected(part, known, is_source=is_source))
        elif place in partner and partner[place] < place:
            number = number_of[partner[place]]
            text.append(f"{{/{number}}}")
            known.keep_content(number, part, side + END, known.codes[number - 1].code.data_end)
        else:
            closing = parts[partner[place]] if place in partner else None
            end = closing.data if isinstance(closing, Piece) else None
            ends = number_of[crossed[place]] if place in crossed else 0
            number = number_of[place] = _number(part, end, known, ends, is_source=is_source)
            text.append(f"{{{number}}}")
            known.keep_content(number, part, side, known.codes[number - 1].code.data)
    return "".join(text)


_Halves = Sequence[tuple[int, Piece]]


def _partners(halves: _Halves, links: Collection[str]) -> dict[int, int]:
    """Places of opening and closing halves that belong together, properly nested; others stand alone.

    `links`: those of codes whose halves stand apart in the source; here, too, whether or not they are nested.
    """
    found: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    ended = {part.pair for _, part in halves if part.kind == "close"}
    if links:
        ended -= {part.pair for _, part in halves if part.link in links and not part.pair.startswith("hi")}
    for place, part in halves:
        if part.pair not in ended:
            continue
        if part.kind == "open":
            waiting.append((part.pair, place))
        elif waiting and waiting[-1][0] == part.pair:
            _, start = waiting.pop()
            found[start], found[place] = place, start
    return found


def _crossed(halves: _Halves, partner: Mapping[int, int]) -> dict[int, int]:
    """By the place of a closing half that stands alone, that of the opening one whose span crosses another's."""
    found: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for place, part in halves:
        if place in partner:
            continue
        if part.kind == "open":
            waiting[part.pair] = place
        elif part.pair in waiting:
            found[place] = waiting.pop(part.pair)
    return found


def _number(piece: Piece, end: str | None, known: _Known, ends: int = 0, *, is_source: bool) -> int:
    """Number of a code: a new one in the source; in the target that of the source's code which it is.

    `ends`: the code that this one ends, where the two cannot be a pair.
    """
    shape = _shape(piece, end)
    same = None if is_source else known.free(piece, shape, ends)
    if same:
        same.is_used = True
        return same.code.id
    code = Code(len(known.codes) + 1, piece.data, end)
    form = _form(piece, end) + (f' of="{ends}"' if ends else "")
    known.add(_Numbered(code, piece.link, piece.pair, form, is_used=not is_source), shape, ends)
    return code.id


def _form(piece: Piece, end: str | None) -> str:
    """What is kept of a code's element; a half that stands alone is isolated."""
    if end is not None or piece.kind == "single":
        return piece.form
    begins = piece.kind == "open"
    return f'it pos="{"begin" if begins else "end"}"' + piece.form.removeprefix("bpt" if begins else piece.form)


def _protected(text: str, known: _Known, *, is_source: bool) -> str:
    """Literal text; what looks like a tag in it becomes a standalone code that shows itself."""

    def one(found: re.Match[str]) -> str:
        number = _number(Piece("single", "", "", found[0]), None, known, is_source=is_source)
        known.codes[number - 1].code = Code(number, found[0], shown=found[0])
        return f"{{{number}}}"

    return TAG.sub(one, text)
