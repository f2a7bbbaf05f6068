"""Similarity of two tagged texts: the score of a match, what was masked for it, which penalties it bears.

The score is the share of characters two texts have in common in order (normalised indel similarity, rapidfuzz
`fuzz.ratio`), after composing them (Unicode NFC), tidying white space and letter case, and masking numbers,
addresses and inline codes. What was masked and differs costs small penalties, so that 100 means equal.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from translate_flow import tagged
from translate_flow.model import Code, Entry, Issue
from translate_flow.tagged import Tag, TagKind

EXACT, CONTEXT = 100, 101
LOWEST = 70
"""Default of the lowest score that is shown."""
MOST = 5
"""Matches shown for one segment."""

_NUMBER, _ADDRESS, _OPEN, _CLOSE, _NAME = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_NUMBERS = re.compile(r"(?P<number>\d+(?:[.,:/'’٫٬\u00a0\u202f-]\d+)*)")
_MASKABLE = re.compile(
    r"(?P<address>(?:https?://|ftp://|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|"
    + _NUMBERS.pattern
)
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+|[^\w\s]|\s+")


def composed(text: str) -> str:
    """A text in Unicode's composed form (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def normal(text: str) -> str:
    """A text as it counts for equality: composed, runs of white space as one space, none at the ends."""
    return " ".join(composed(text).split())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text made ready to be compared with many."""

    normal: str
    """See `normal`; inline codes as tags."""
    folded: str
    """In lower case, with one private-use character for each masked piece."""
    numbers: tuple[str, ...] = ()
    """Numbers that were masked, in order."""
    addresses: tuple[str, ...] = ()
    """Web and mail addresses that were masked, in order."""
    names: tuple[str, ...] = ()
    """Do-not-translate terms that were masked, in order."""
    tags: tuple[str, ...] = ()
    """Tags of inline codes, in order."""


def pattern(text: str, codes: Iterable[Code] = (), names: "Names | None" = None) -> Pattern:
    """The pattern of a tagged text; `names` are masked too."""
    clean = normal(text)
    codes = tuple(codes)
    tags: list[str] = []
    if codes:
        pieces = []
        for part in tagged.parse(clean, codes):
            if isinstance(part, Tag):
                tags.append(str(part))
                pieces.append(_CLOSE if part.kind is TagKind.CLOSE else _OPEN)
            else:
                pieces.append(part)
        bare = "".join(pieces)
    else:
        bare = clean
    found: dict[str, list[str]] = {"number": [], "address": [], "name": []}

    def mask(piece: re.Match[str]) -> str:
        found[piece.lastgroup or "number"].append(piece[0])
        return _mask(piece)

    if names:
        bare = names.mask(bare, found["name"])
    maskable = _maskable(bare)
    if maskable:
        bare = maskable.sub(mask, bare)
    return Pattern(
        clean, bare.casefold(), tuple(found["number"]), tuple(found["address"]), tuple(found["name"]), tuple(tags)
    )


def folded(text: str, codes: Sequence[Code] = ()) -> str:
    """The `folded` of a text's pattern without names, sooner: what was masked is not kept."""
    if codes:
        return pattern(text, codes).folded
    bare = normal(text)
    maskable = _maskable(bare)
    return (maskable.sub(_mask, bare) if maskable else bare).casefold()


def _mask(piece: re.Match[str]) -> str:
    return _ADDRESS if piece.lastgroup == "address" else _NUMBER


def _maskable(text: str) -> "re.Pattern[str] | None":
    """The pattern of what may have to be masked in a text, None where there is nothing; most have numbers at most."""
    if "@" in text or "//" in text or "www." in text:
        return _MASKABLE
    return _NUMBERS if _DIGITS.search(text) else None


class Names:
    """Do-not-translate terms, as a pattern that finds them in a text."""

    def __init__(self, terms: Iterable[str]) -> None:
        longest_first = sorted({normal(term) for term in terms if term.strip()}, key=lambda term: (-len(term), term))
        self._pattern = re.compile("|".join(rf"(?<!\w){re.escape(term)}(?!\w)" for term in longest_first) or r"(?!)")

    def mask(self, text: str, found: list[str]) -> str:
        """The text with one character for each term in it; the terms are added to `found`."""

        def one(piece: re.Match[str]) -> str:
            found.append(piece[0])
            return _NAME

        return self._pattern.sub(one, text)


@dataclass(frozen=True, slots=True)
class Penalties:
    """Points taken from the score; settings of a project (`[memory.penalties]`)."""

    number: int = 1
    """Each number that differs and could not be adapted, at most three times."""
    code: int = 1
    """Each inline code that differs, at most three times."""
    case: int = 1
    """Letters that differ in case only."""
    variant: int = 2
    """Another variant of the language, such as pt-PT for pt-BR; half of it (rounded up) for pt."""
    tmx: int = 0
    """Imported from a TMX file."""
    align: int = 2
    """Made by alignment."""
    also: int = 1
    """From a memory that is shared from elsewhere."""
    year: int = 0
    """Each full year of age, at most ten times."""
    glossary: int = 2
    """Each place where the proposed target does not keep to the glossary, at most three times."""


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal from the memory."""

    entry: Entry
    """The entry as it is stored."""
    score: int
    """0–101: 101 with the same neighbours, 100 equal, less for fuzzy; penalties taken off."""
    target: str
    """Proposed target: tags and, where that is safe, numbers, addresses and names are the segment's."""
    similarity: float = 100.0
    """Share of common characters after masking, 0–100, before penalties."""
    is_context: bool = False
    """Are the neighbours the same, too?"""
    adapted: tuple[tuple[str, str], ...] = ()
    """(text in the entry, what took its place) of what was adapted."""
    masked: tuple[tuple[str, str], ...] = ()
    """(in the entry, in the segment) of masked pieces that differ; empty where one side has none."""
    penalties: Mapping[str, int] = field(default_factory=dict)
    """Points by reason."""
    memory: str = ""
    """Name of the shared memory it comes from; empty for the project's own."""
    issues: tuple[Issue, ...] = ()
    """Where the proposed target does not keep to the glossary: offsets in it and in the text looked for, tagged."""

    @property
    def is_equal(self) -> bool:
        """Is the entry's source the text looked for, nothing of it masked?"""
        return self.similarity == EXACT and not self.masked

    @property
    def percent(self) -> int:
        """The score as one number for bands: 101 counts as 100."""
        return min(self.score, EXACT)


@dataclass(frozen=True, slots=True)
class Query:
    """What matches are looked for."""

    pattern: Pattern
    """Its text."""
    codes: tuple[Code, ...] = ()
    """Its inline codes."""
    before: str | None = None
    """Source in front of it, normalised; None where nobody knows."""
    after: str | None = None
    """Source behind it, likewise."""
    names: Names | None = None
    """Do-not-translate terms of the project."""


def score(query: Query, entry: Entry, penalties: Penalties, extra: Mapping[str, int]) -> Match:
    """Compare an entry with what is looked for; `extra` are penalties that do not lie in the texts."""
    other = pattern(entry.source, entry.codes, query.names)
    mine = query.pattern
    is_equal = other.normal == mine.normal and other.tags == mine.tags
    likeness = 100.0 if other.folded == mine.folded else _ratio(other.folded, mine.folded)
    costs: dict[str, int] = {}
    masked: tuple[tuple[str, str], ...] = ()
    adapted: tuple[tuple[str, str], ...] = ()
    target = entry.target
    if not is_equal:
        masked = _differences(other, mine)
        if masked and _without_codes(other) == _without_codes(mine):
            target, adapted = _adapt(target, masked)
        costs = _costs(other, mine, len(masked) - len(adapted), penalties)
    costs |= {reason: points for reason, points in extra.items() if points}
    is_context = is_equal and _has_neighbours(query, entry)
    top = CONTEXT if is_context else EXACT if is_equal else EXACT - 1
    return Match(
        entry,
        max(0, min(top, (CONTEXT if is_context else int(likeness)) - sum(costs.values()))),
        fit_tags(target, entry.codes, query.codes),
        likeness,
        is_context,
        adapted,
        masked,
        costs,
    )


def _without_codes(made: Pattern) -> str:
    return made.folded.replace(_OPEN, "").replace(_CLOSE, "") if made.tags else made.folded


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def _has_neighbours(query: Query, entry: Entry) -> bool:
    """Are both neighbours known and the same, and is there one at all?"""
    if query.before is None or query.after is None or entry.before is None or entry.after is None:
        return False
    mine = (query.before, query.after)
    return any(mine) and mine == (normal(entry.before), normal(entry.after))


def _differences(entry: Pattern, mine: Pattern) -> tuple[tuple[str, str], ...]:
    """Masked pieces that differ, by place where there are as many of them, else what one side has more."""
    found: list[tuple[str, str]] = []
    for theirs, ours in (
        (entry.numbers, mine.numbers),
        (entry.addresses, mine.addresses),
        (entry.names, mine.names),
    ):
        if len(theirs) == len(ours):
            found += [(old, new) for old, new in zip(theirs, ours, strict=True) if old != new]
        else:
            found += [(old, "") for old in (Counter(theirs) - Counter(ours)).elements()]
            found += [("", new) for new in (Counter(ours) - Counter(theirs)).elements()]
    return tuple(found)


def _costs(entry: Pattern, mine: Pattern, unadapted: int, penalties: Penalties) -> dict[str, int]:
    costs = {"numbers": penalties.number * min(3, unadapted)}
    tags = sum((Counter(entry.tags) - Counter(mine.tags)).values())
    tags += sum((Counter(mine.tags) - Counter(entry.tags)).values())
    costs["codes"] = penalties.code * min(3, (tags + 1) // 2)
    if entry.folded == mine.folded and not tags and entry.normal != mine.normal:
        costs["case"] = penalties.case if entry.normal.casefold() == mine.normal.casefold() else 0
    return {reason: points for reason, points in costs.items() if points}


def _adapt(target: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Put the new masked pieces in place of the old ones in a target, all at once.

    An old piece must stand there just as often as it is to be replaced, and a number that the target writes
    another way (1,234.5 and 1.234,5) gives its signs to the new one. What is in doubt stays as it was.
    """
    wanted: dict[str, list[str]] = {}
    for old, new in pairs:
        wanted.setdefault(old, []).append(new)
    places: list[tuple[int, int, str]] = []
    adapted: list[tuple[str, str]] = []
    for old, news in wanted.items():
        spots = _spots(target, old)
        if not old or not all(news) or len(set(news)) > 1 or len(spots) != len(news):
            continue
        for (start, end), new in zip(spots, news, strict=True):
            written = _written(old, target[start:end], new)
            if written is not None:
                places.append((start, end, written))
                adapted.append((target[start:end], written))
    for start, end, written in sorted(places, reverse=True):
        target = target[:start] + written + target[end:]
    return target, tuple(adapted)


def _spots(target: str, old: str) -> list[tuple[int, int]]:
    """Places where a target has an old piece: the same text, or a number of the same digits."""
    if not _DIGITS.match(old):
        return [found.span() for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", target)]
    digits = "".join(_DIGITS.findall(old))
    spans = [found for found in _MASKABLE.finditer(target) if found.lastgroup == "number"]
    spans = [found for found in spans if target[max(0, found.start() - 1)] not in "{/" or not _is_tag(target, found)]
    return [found.span() for found in spans if "".join(_DIGITS.findall(found[0])) == digits]


def _is_tag(target: str, number: re.Match[str]) -> bool:
    return target[number.end() : number.end() + 1] == "}"


def _written(old: str, as_target: str, new: str) -> str | None:
    """A new number in the way the target wrote the old one; None where that way is not known."""
    if old == as_target:
        return new
    signs = dict(zip(_DIGITS.sub("", old), _DIGITS.sub("", as_target), strict=False))
    if len(_DIGITS.sub("", old)) != len(_DIGITS.sub("", as_target)):
        return None
    if any(not letter.isdigit() and letter not in signs for letter in new):
        return None
    return "".join(letter if letter.isdigit() else signs[letter] for letter in new)


def fit_tags(target: str, codes: Sequence[Code], wanted: Sequence[Code]) -> str:
    """A target with the tags only that a segment of the codes `wanted` can have."""
    if not codes:
        return target
    kinds = {code.id: code.is_paired for code in wanted}
    own = {code.id: code.is_paired for code in codes}
    parts = tagged.parse(target, codes)
    return "".join(str(part) for part in parts if isinstance(part, str) or kinds.get(part.id) is own[part.id])


def rank(matches: Iterable[Match], lowest: int, most: int = MOST) -> list[Match]:
    """The best matches of at least `lowest`, a target once.

    They stand by score, then those that keep to the glossary, then the furthest state, then the newest.
    """
    ordered = sorted(
        (match for match in matches if match.score >= lowest),
        key=lambda each: (each.score, not each.issues, each.entry.state.rank, each.entry.saved_at, each.entry.id),
        reverse=True,
    )
    chosen: dict[str, Match] = {}
    for match in ordered:
        chosen.setdefault(normal(match.target), match)
        if len(chosen) == most:
            break
    return list(chosen.values())


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """Words of two texts side by side, as (`=`, text), (`-`, only in the old one), (`+`, only in the new one)."""
    import difflib

    one, other = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("=", "".join(one[a:b])))
            continue
        if b > a:
            pieces.append(("-", "".join(one[a:b])))
        if d > c:
            pieces.append(("+", "".join(other[c:d])))
    return pieces


# scripts of tags that do not name one (CLDR likely subtags)
_LIKELY_SCRIPT = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant", "zh": "Hans", "sr": "Cyrl", "sr-ME": "Latn"}


@lru_cache(maxsize=256)
def variant_distance(one: str, other: str) -> int | None:
    """0: the same language tag, 1: one is general (pt, pt-BR), 2: two variants (pt-PT, pt-BR); None: no match."""
    if one == other:
        return 0
    if one.split("-")[0] != other.split("-")[0] or _script(one) != _script(other):
        return None
    is_general = (one + "-").startswith(other + "-") or (other + "-").startswith(one + "-")
    return 1 if is_general else 2


def _script(tag: str) -> str:
    named = [part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()]
    likely = next((_LIKELY_SCRIPT[key] for key in (tag, tag.split("-")[0]) if key in _LIKELY_SCRIPT), "")
    return named[0] if named else likely
