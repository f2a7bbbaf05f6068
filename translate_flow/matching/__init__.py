"""Similarity of two tagged texts: the score of a match, what was masked for it, which penalties it bears.

The score is the share of characters two texts have in common in order (normalised indel similarity, rapidfuzz
`fuzz.ratio`), after composing them (Unicode NFC), tidying white space and letter case, and masking numbers,
addresses and inline codes. What was masked and differs costs small penalties, so that 100 means equal.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from translate_flow import tagged
from translate_flow.matching.adapting import Write, adapt
from translate_flow.matching.masks import (
    ADDRESS,
    CLOSE,
    MASK_OF,
    NAME,
    NUMBER,
    OPEN,
    UNSPACED,
    Names,
    composed,
    maskable,
    normal,
)
from translate_flow.model import Code, Entry, Issue
from translate_flow.records import frozen
from translate_flow.tagged import Tag, TagKind

__all__ = [
    "CONTEXT",
    "EXACT",
    "LOWEST",
    "MOST",
    "MOST_FAULTS",
    "Match",
    "Names",
    "Pattern",
    "Penalties",
    "Query",
    "Write",
    "composed",
    "difference",
    "fit_tags",
    "folded",
    "likeness",
    "normal",
    "pattern",
    "rank",
    "score",
    "variant_distance",
    "with_other_names",
    "without_names",
]

_TAGS = re.compile(r"\{/?\d+\}|</?[a-z]\d+/?>")

EXACT, CONTEXT = 100, 101
LOWEST = 70
"""Default of the lowest score that is shown."""
MOST = 5
"""Matches shown for one segment."""
MOST_FAULTS = 3
"""Places against the glossary that cost a match points, at most."""

_WORDS = rf"\{{/?\d+\}}|\d+(?:[.,:/'’٫٬-]\d+)*|[^\W\d{UNSPACED}][^\W{UNSPACED}]*|[^\w\s]|\s+|\w"


@frozen
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
                pieces.append(CLOSE if part.kind is TagKind.CLOSE else OPEN)
            else:
                pieces.append(part)
        bare = "".join(pieces)
    else:
        bare = clean
    found: dict[str, list[str]] = {NUMBER: [], ADDRESS: [], NAME: []}

    def mask(piece: re.Match[str]) -> str:
        found[piece.lastgroup or NUMBER].append(piece[0])
        return _mask(piece)

    if names:
        bare = names.mask(bare, found[NAME])
    found_by = maskable(bare)
    if found_by:
        bare = found_by.sub(mask, bare)
    return Pattern(clean, bare.casefold(), tuple(found[NUMBER]), tuple(found[ADDRESS]), tuple(found[NAME]), tuple(tags))


def folded(text: str, codes: Sequence[Code] = ()) -> str:
    """The `folded` of a text's pattern without names, sooner: what was masked is not kept."""
    if codes:
        return pattern(text, codes).folded
    bare = normal(text)
    found_by = maskable(bare)
    return (found_by.sub(_mask, bare) if found_by else bare).casefold()


def _mask(piece: re.Match[str]) -> str:
    return MASK_OF[piece.lastgroup or NUMBER]


_MOST_NAMES, _LEAST_SIMILAR = 500, 30


def with_other_names(made: Pattern, names: Names | None) -> list[str]:
    """The `folded` of texts, names not masked, that are like one of a pattern but for one of their names."""
    if not names or not made.names:
        return []
    parts, own = made.folded.split(MASK_OF[NAME]), made.names
    return [
        _joined(parts, [new if name == old else name for name in own])
        for old in dict.fromkeys(own)
        for new in names.terms[:_MOST_NAMES]
        if new != old
    ]


def _joined(parts: Sequence[str], names: Sequence[str]) -> str:
    return parts[0] + "".join(folded(name) + part for name, part in zip(names, parts[1:], strict=True))


def without_names(made: Pattern, names: Names, lowest: int) -> tuple[str, int]:
    """A pattern's `folded` without its names, and the similarity to it that a text with any other names must have.

    Masked, the texts are alike by `lowest` (1–100) or more; unmasked, the other names, one more perhaps, are as long
    as any.
    """
    text = made.folded.replace(MASK_OF[NAME], "")
    more = (len(made.names) + 1) * len(names.terms[0])
    apart = (1 - lowest / 100) * 2 * len(made.folded) + len(made.names) + more
    return text, max(_LEAST_SIMILAR, int(100 * (1 - apart / (2 * len(text) + more))))


@frozen
class Penalties:
    """Points taken from the score; settings of a project (`[memory.penalties]`)."""

    number: int = 1
    """Each number, address or name that differs and could not be adapted, at most three times."""
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


@frozen
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


@frozen
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
    write: Write | None = None
    """Writes a number of the source's language as the target's does; None where nobody knows how."""


def score(query: Query, entry: Entry, penalties: Penalties, extra: Mapping[str, int]) -> Match:
    """Compare an entry with what is looked for; `extra` are penalties that do not lie in the texts."""
    other = pattern(entry.source, entry.codes, query.names)
    mine = query.pattern
    is_equal = other.normal == mine.normal and other.tags == mine.tags
    similarity = 100.0 if other.folded == mine.folded else likeness(other.folded, mine.folded)
    costs: dict[str, int] = {}
    masked: tuple[tuple[str, str], ...] = ()
    adapted: dict[tuple[str, str], tuple[str, str]] = {}
    target = entry.target
    if not is_equal:
        differences = _differences(other, mine)
        masked = tuple(pair for _, pair in differences)
        if masked and _without_codes(other) == _without_codes(mine):
            target, adapted = adapt(target, masked, query.write)
        costs = _costs(other, mine, [kind for kind, pair in differences if pair not in adapted], penalties)
    costs |= {reason: points for reason, points in extra.items() if points}
    is_context = is_equal and _has_neighbours(query, entry)
    top = CONTEXT if is_context else EXACT if is_equal else EXACT - 1
    return Match(
        entry,
        max(0, min(top, (CONTEXT if is_context else int(similarity)) - sum(costs.values()))),
        fit_tags(target, entry.codes, query.codes),
        similarity,
        is_context,
        tuple(adapted[pair] for pair in masked if pair in adapted),
        masked,
        costs,
    )


def _without_codes(made: Pattern) -> str:
    return made.folded.replace(OPEN, "").replace(CLOSE, "") if made.tags else made.folded


def likeness(one: str, other: str) -> float:
    """The share of characters that two folded texts have in common in order, 0–100."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def _has_neighbours(query: Query, entry: Entry) -> bool:
    """Are both neighbours known and the same, and is there one at all?"""
    if query.before is None or query.after is None or entry.before is None or entry.after is None:
        return False
    mine = (query.before, query.after)
    return any(mine) and all(
        _bare(one) == _bare(normal(other)) for one, other in zip(mine, (entry.before, entry.after), strict=True)
    )


def _bare(neighbour: str) -> str:
    """A neighbour without tags, which other tools write in other ways or not at all."""
    return _TAGS.sub("", neighbour) if "{" in neighbour or "<" in neighbour else neighbour


def _differences(entry: Pattern, mine: Pattern) -> list[tuple[str, tuple[str, str]]]:
    """Masked pieces that differ, by place where there are as many of them, else what one side has more.

    Each is (kind, (in the entry, in the text looked for)).
    """
    found: list[tuple[str, tuple[str, str]]] = []
    for kind in ("numbers", "addresses", "names"):
        theirs, ours = getattr(entry, kind), getattr(mine, kind)
        if len(theirs) == len(ours):
            found += [(kind, (old, new)) for old, new in zip(theirs, ours, strict=True) if old != new]
        else:
            found += [(kind, (old, "")) for old in (Counter(theirs) - Counter(ours)).elements()]
            found += [(kind, ("", new)) for new in (Counter(ours) - Counter(theirs)).elements()]
    return found


def _costs(entry: Pattern, mine: Pattern, unadapted: Sequence[str], penalties: Penalties) -> dict[str, int]:
    """Points by reason; `unadapted` are the kinds of the masked pieces that differ still."""
    costs = {kind: penalties.number * count for kind, count in Counter(unadapted[:3]).items()}
    tags = sum((Counter(entry.tags) - Counter(mine.tags)).values())
    tags += sum((Counter(mine.tags) - Counter(entry.tags)).values())
    costs["codes"] = penalties.code * min(3, (tags + 1) // 2)
    if entry.folded == mine.folded and not tags and entry.normal != mine.normal:
        costs["case"] = penalties.case if entry.normal.casefold() == mine.normal.casefold() else 0
    return {reason: points for reason, points in costs.items() if points}


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

    one, other = re.findall(_WORDS, old), re.findall(_WORDS, new)
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
    if "no" in (one.split("-")[0], other.split("-")[0]):
        # Norwegian mostly means Bokmål (CLDR: nb is no)
        known = [re.sub("^no(?=-|$)", "nb", tag) for tag in (one, other)]
        return variant_distance(*known) or (1 if known[0] == known[1] else None)
    if one.split("-")[0] != other.split("-")[0] or _script(one) != _script(other):
        return None
    is_general = (one + "-").startswith(other + "-") or (other + "-").startswith(one + "-")
    return 1 if is_general else 2


def _script(tag: str) -> str:
    named = [part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()]
    likely = next((_LIKELY_SCRIPT[key] for key in (tag, tag.split("-")[0]) if key in _LIKELY_SCRIPT), "")
    return named[0] if named else likely
