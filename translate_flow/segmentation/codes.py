"""Where to cut a tagged text: opening tags go with what follows, closing ones with what precedes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from translate_flow.model import Code
from translate_flow.tagged import Tag, TagKind, parse


class Piece(NamedTuple):
    """A tag without text of its own, and where it stands."""

    at: int
    """Offset in the plain text before which it stands."""
    start: int
    """Offset in the tagged text."""
    end: int
    """Offset behind it in the tagged text."""
    tag: Tag


def silent_tags(text: str, codes: Sequence[Code]) -> list[Piece]:
    """The tags of a tagged text that show nothing, in their order.

    One that shows something, such as the space of a line break, is text.
    """
    shown = {code.id: code.shown for code in codes}
    found: list[Piece] = []
    plain_at = at = 0
    for part in parse(text, codes):
        size = len(str(part))
        if isinstance(part, str):
            plain_at += size
        elif part.kind is TagKind.CLOSE or not shown[part.id]:
            found.append(Piece(plain_at, at, at + size, part))
        else:
            plain_at += len(shown[part.id])
        at += size
    return found


def map_cuts(plain: str, cuts: Iterable[tuple[int, int]], tags: Sequence[Piece]) -> list[int]:
    """Where to cut the tagged text, for pairs of an offset in its plain text and the same in the tagged text.

    The second of a pair is the offset behind all tags at that place (`tagged.Plain.offset`).
    """
    places = [tag.at for tag in tags]
    mapped: list[int] = []
    for cut, offset in cuts:
        gap = cut
        while gap and plain[gap - 1].isspace():
            gap -= 1
        around = tags[bisect_left(places, gap) : bisect_right(places, cut)]
        mapped.append(_place(around, gap, offset))
    return mapped


def _place(tags: Sequence[Piece], gap: int, offset: int) -> int:
    """Go back over the tags between two sentences as long as they belong to what follows."""
    inside = {piece.tag.id for piece in tags if piece.tag.kind is TagKind.OPEN}
    for piece in reversed(tags):
        kind = piece.tag.kind
        is_whole = kind is TagKind.SINGLE or (kind is TagKind.CLOSE and piece.tag.id in inside)
        touches = piece.end == offset and piece.at > gap
        if kind is not TagKind.OPEN and not (is_whole and touches):
            break
        offset = piece.start
    return offset
