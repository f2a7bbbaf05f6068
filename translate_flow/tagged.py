"""Tagged text: plain `str` in which `{1}…{/1}` and `{2}` stand for inline codes.

A tag counts as one only if its number belongs to a known code; anything else that looks like a tag is
literal text. Formats protect a literal `{1}` of the source as a code, so the two never meet.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from translate_flow.model import Code
from translate_flow.records import frozen

TAG = re.compile(r"\{(/?)([1-9][0-9]{0,5})\}")
# a long text is not kept: memory stays bounded
_LONGEST_RECALLED = 4000
_EACH_TAG = re.compile(r"(\{/?[1-9][0-9]{0,5}\})")


class TagKind(StrEnum):
    """Which part of a code a tag stands for."""

    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"


@frozen
class Tag:
    """One tag in a tagged text."""

    id: int
    """Number of its code."""
    kind: TagKind
    """Opening or closing half of a pair, or a standalone code."""

    def __str__(self) -> str:
        return f"{{/{self.id}}}" if self.kind is TagKind.CLOSE else f"{{{self.id}}}"


Part = str | Tag


@lru_cache(maxsize=4096)
def _tags(shape: tuple[int, ...]) -> dict[str, Part]:
    """The tags of codes by what stands in a text; of codes by their numbers, those of paired ones negative.

    Texts are parsed often, and most have one, two or three codes: their tags are made once.
    """
    known: dict[str, Part] = {}
    for number in shape:
        if number > 0:
            known[f"{{{number}}}"] = Tag(number, TagKind.SINGLE)
        else:
            known[f"{{{-number}}}"] = Tag(-number, TagKind.OPEN)
            known[f"{{/{-number}}}"] = Tag(-number, TagKind.CLOSE)
    return known


def parse(text: str, codes: Iterable[Code]) -> tuple[Part, ...]:
    """Split tagged text into literal strings and tags.

    A tag of a number that no code has, or a closing tag of a standalone code, is literal text.
    Neighbouring strings are one; no string is empty.
    """
    if not codes:
        return (text,) if text else ()
    shape = tuple([code.id if code.data_end is None else -code.id for code in codes])
    return _recalled(text, shape) if len(text) <= _LONGEST_RECALLED else _parse(text, shape)


def _parse(text: str, shape: tuple[int, ...]) -> tuple[Part, ...]:
    known = _tags(shape)
    parts = _EACH_TAG.split(text)
    try:
        parts[1::2] = map(known.__getitem__, parts[1::2])
    except KeyError:
        return tidied([known.get(part, part) for part in _EACH_TAG.split(text)])
    return tuple(filter(None, parts))


_recalled = lru_cache(maxsize=1024)(_parse)
"""Most texts are parsed again soon: by the next check, or when their document is merged."""


def tidied(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts as `parse` gives them: neighbouring strings are one, no string is empty."""
    tidy: list[Part] = []
    for is_text, group in groupby(parts, key=_is_text):
        found = list(group)
        tidy += ["".join(map(str, found))] if is_text else found
    return tuple(filter(None, tidy))


def _is_text(part: Part) -> bool:
    return isinstance(part, str)


def render(parts: Iterable[Part], codes: Iterable[Code], escape: Callable[[str], str] = str) -> str:
    """Native form of parsed text: codes by their original data, literal text through `escape`."""
    by_id = {code.id: code for code in codes}
    native = []
    for part in parts:
        if isinstance(part, str):
            native.append(escape(part))
        elif part.kind is TagKind.CLOSE:
            native.append(by_id[part.id].data_end or "")
        else:
            native.append(by_id[part.id].data)
    return "".join(native)


class Builder:
    """Collects the text and the codes of a unit, numbering codes from 1 and protecting literal tags."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._codes: list[Code] = []
        self._open: list[int] = []
        self._pending = ""

    def text(self, text: str) -> None:
        """Add literal text; whatever looks like a tag in it becomes a standalone code."""
        self._pending += text

    def single(self, data: str, *, shown: str = "", is_deletable: bool = False, is_movable: bool = True) -> None:
        """Add a standalone code with its native form."""
        self._flush()
        self._add(Code(self._next, data, is_deletable=is_deletable, is_movable=is_movable, shown=shown))

    def open(self, data: str, *, is_deletable: bool = False, is_movable: bool = True) -> None:
        """Begin a paired code."""
        self._flush()
        self._open.append(self._next)
        self._add(Code(self._next, data, "", is_deletable=is_deletable, is_movable=is_movable))

    def close(self, data_end: str) -> None:
        """End the innermost paired code that is open."""
        self._flush()
        number = self._open.pop()
        code = self._codes[number - 1]
        # five times as fast as dataclasses.replace, and called for every pair of every document
        self._codes[number - 1] = Code(
            number, code.data, data_end, is_deletable=code.is_deletable, is_movable=code.is_movable, shown=code.shown
        )
        self._text.append(f"{{/{number}}}")

    @property
    def source(self) -> str:
        """The tagged text so far."""
        self._flush()
        return "".join(self._text)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes so far, by number."""
        self._flush()
        return tuple(self._codes)

    @property
    def _next(self) -> int:
        return len(self._codes) + 1

    def _add(self, code: Code) -> None:
        self._codes.append(code)
        self._text.append(f"{{{code.id}}}")

    def _flush(self) -> None:
        """Protect pending text as a whole: two pieces could make a tag together."""
        end, text, self._pending = 0, self._pending, ""
        for found in TAG.finditer(text):
            self._text.append(text[end : found.start()])
            self._add(Code(self._next, found[0], shown=found[0]))
            end = found.end()
        self._text.append(text[end:])


def protect(text: str) -> tuple[str, tuple[Code, ...]]:
    """Tagged form of a text without markup: itself, unless something in it looks like a tag."""
    if not TAG.search(text):
        return text, ()
    builder = Builder()
    builder.text(text)
    return builder.source, builder.codes


def renumber(text: str, codes: Sequence[Code]) -> tuple[str, tuple[int, ...]]:
    """Number the codes of a piece of a unit from 1, in the order they appear.

    Returns the text and, by new number, the old numbers: `ids[new - 1] == old`.
    """
    if not codes:
        return text, ()
    ids: list[int] = []
    out = []
    for part in parse(text, codes):
        if isinstance(part, Tag):
            if part.id not in ids:
                ids.append(part.id)
            out.append(str(replace(part, id=ids.index(part.id) + 1)))
        else:
            out.append(part)
    return "".join(out), tuple(ids)


def renumber_as(source: str, target: str, codes: Sequence[Code]) -> str:
    """A target of a unit, its codes numbered as `renumber` numbers those of the source; others follow."""
    ids = list(renumber(source, codes)[1])
    out = []
    for part in parse(target, codes):
        if isinstance(part, Tag):
            if part.id not in ids:
                ids.append(part.id)
            out.append(str(replace(part, id=ids.index(part.id) + 1)))
        else:
            out.append(part)
    return "".join(out)


def segment_codes(codes: Sequence[Code], ids: Sequence[int]) -> tuple[Code, ...]:
    """The codes of a segment under their new numbers (see `renumber`)."""
    by_id = {code.id: code for code in codes}
    return tuple(replace(by_id[old], id=new) for new, old in enumerate(ids, 1))


def unit_parts(text: str, codes: Sequence[Code], ids: Sequence[int]) -> tuple[Part, ...]:
    """Parse a segment's text into parts with the unit's numbers: the way back from `renumber`."""
    parsed = parse(text, segment_codes(codes, ids))
    return tuple(replace(part, id=ids[part.id - 1]) if isinstance(part, Tag) else part for part in parsed)


@frozen
class Plain:
    """A tagged text without its tags, and the way back to offsets in the tagged text."""

    text: str
    """What people read; a code that shows something (`Code.shown`) shows it here."""
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]
    _ends: dict[int, int] = field(default_factory=dict)
    """Where tags of codes that show something end, by the places among `_starts` of what they show."""

    def offset(self, position: int) -> int:
        """Offset in the tagged text of an offset in `text`; of one in what a code shows, an offset in its tag."""
        place = bisect_right(self._starts, position) - 1
        found = position + self._shifts[place]
        return min(found, self._ends[place] - 1) if place in self._ends else found

    def is_inside_code(self, position: int) -> bool:
        """Does an offset in `text` lie inside what a code shows, and not before it?"""
        place = bisect_right(self._starts, position) - 1
        return place in self._ends and position > self._starts[place]


def plain(text: str, codes: Iterable[Code]) -> Plain:
    """Take the tags out of a tagged text."""
    by_id = {code.id: code for code in codes}
    if not by_id:
        return Plain(text, (0,), (0,))
    out: list[str] = []
    starts, shifts = [0], [0]
    ends: dict[int, int] = {}
    tagged_at = plain_at = 0
    for part in parse(text, by_id.values()):
        size = len(str(part))
        shown = part if isinstance(part, str) else _shown(part, by_id)
        out.append(shown)
        tagged_at += size
        if not isinstance(part, str):
            if shown:
                ends[len(starts)] = tagged_at
                starts.append(plain_at)
                shifts.append(shifts[-1])
            starts.append(plain_at + len(shown))
            shifts.append(tagged_at - plain_at - len(shown))
        plain_at += len(shown)
    return Plain("".join(out), tuple(starts), tuple(shifts), ends)


def _shown(tag: Tag, codes: dict[int, Code]) -> str:
    return "" if tag.kind is TagKind.CLOSE else codes[tag.id].shown


@frozen
class CodeDifference:
    """How the tags of a target differ from those that its segment's codes ask for."""

    missing: tuple[Tag, ...] = ()
    """Tags that the target lacks though their code may not be deleted, or of which one half is left."""
    doubled: tuple[Tag, ...] = ()
    """Tags that stand more often than in the source."""
    crossed: tuple[int, ...] = ()
    """Codes whose halves are in the wrong order or overlap another pair."""
    moved: tuple[int, ...] = ()
    """Codes that may not be moved but stand in another order."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.doubled or self.crossed or self.moved)


def compare(source: str, target: str, codes: Sequence[Code]) -> CodeDifference:
    """Compare the tags of a target with those of its source."""
    by_id = {code.id: code for code in codes}
    wanted = [part for part in parse(source, codes) if isinstance(part, Tag)]
    given = [part for part in parse(target, codes) if isinstance(part, Tag)]
    wanted_count, given_count = Counter(wanted), Counter(given)
    present = {tag.id for tag in given}
    missing = tuple(
        tag for tag in wanted_count if not given_count[tag] and (tag.id in present or not by_id[tag.id].is_deletable)
    )
    doubled = tuple(tag for tag, count in given_count.items() if count > max(1, wanted_count[tag]))
    fixed = [tag for tag in wanted if not by_id[tag.id].is_movable and given_count[tag]]
    found = [tag for tag in given if not by_id[tag.id].is_movable]
    moved = tuple(sorted({a.id for a, b in zip(fixed, found, strict=False) if a != b}))
    return CodeDifference(missing, doubled, _crossed(given, _opened_before(wanted)), moved)


def _opened_before(tags: Sequence[Tag]) -> list[int]:
    """Codes that only close here, for they open in a sentence before; the innermost last."""
    opened = {tag.id for tag in tags if tag.kind is TagKind.OPEN}
    return [tag.id for tag in reversed(tags) if tag.kind is TagKind.CLOSE and tag.id not in opened]


def _crossed(tags: Sequence[Tag], stack: list[int]) -> tuple[int, ...]:
    """Codes of which a half closes before it opens or inside another pair only; those in `stack` are open already."""
    bad: set[int] = set()
    for tag in tags:
        if tag.kind is TagKind.OPEN:
            stack.append(tag.id)
        elif tag.kind is TagKind.CLOSE:
            if stack and stack[-1] == tag.id:
                stack.pop()
            elif tag.id in stack:
                bad.update(stack[stack.index(tag.id) + 1 :], {tag.id})
                stack.remove(tag.id)
            elif tag.id not in bad:
                bad.add(tag.id)
    return tuple(sorted(bad))
