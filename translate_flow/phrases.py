"""Words and phrases of texts, folded for searching: letter case and diacritics do not count; letters of scripts
without spaces between words (Chinese, Japanese, Thai …) count as words of their own.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from translate_flow.records import frozen

_UNSPACED = (
    r"\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003fffd"
)
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}_])\w)+")
# combining marks that are written above, below or through letters; vowel signs of Indic scripts are letters
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
    "\ufe20-\ufe2f]"
)
_SCRIPT_WITH_SPACES = re.compile("[\0-\u0590]*")
# letters that Unicode does not take apart into a base letter and a mark
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"})
_NOT_PLAIN = re.compile(f"[{''.join(map(chr, _PLAIN))}]")


def fold(text: str) -> str:
    """A text in lower case without diacritics."""
    if text.isascii():
        return text.lower()
    folded = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if folded.isascii():
        return folded
    return folded.translate(_PLAIN) if _NOT_PLAIN.search(folded) else folded


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return _WORD.findall(fold(text))


def spaced(text: str) -> str:
    """A folded text in which every word stands between characters that are none, as an index of words needs it."""
    if text.isascii():
        return text.lower()
    folded = fold(text)
    return folded if folded.isascii() or _SCRIPT_WITH_SPACES.fullmatch(folded) else " ".join(_WORD.findall(folded))


def spans(text: str) -> list[tuple[str, int, int]]:
    """(folded word, start, end) of each word of a text; offsets count its characters."""
    composed: list[tuple[str, int, int]] = []
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for folded in fold(letter):
            letters.append(folded)
            places.append(place)
    for found in _WORD.finditer("".join(letters)):
        end = places[found.end()] if found.end() < len(places) else len(text)
        composed.append((found[0], places[found.start()], end))
    return composed


@frozen
class Wanted:
    """Words that are searched for."""

    runs: tuple[tuple[str, ...], ...]
    """Words that must stand one behind the other; several runs may stand anywhere."""
    open_ends: frozenset[int] = frozenset()
    """Places of the runs whose last word goes on (it was written with `*`)."""


def wanted(text: str, *, is_phrase: bool = False) -> Wanted:
    """What a search text asks for: words anywhere, words in quotes or `is_phrase` one behind the other, `word*`.

    Words of scripts without spaces are phrases of their letters.
    """
    pieces = [text] if is_phrase else [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"\*?|([^\s"]+)', text)]
    found = [(tuple(words(piece)), piece.rstrip().endswith("*")) for piece in pieces]
    runs = [(run, is_open) for run, is_open in found if run]
    ends = frozenset(place for place, (_, is_open) in enumerate(runs) if is_open)
    return Wanted(tuple(run for run, _ in runs), ends)


def places(text: str, asked: Wanted) -> list[tuple[int, int]]:
    """Where a text has what is asked for: spans of each run; empty where it lacks one of them."""
    known = spans(text)
    found: list[tuple[int, int]] = []
    for number, run in enumerate(asked.runs):
        is_open = number in asked.open_ends
        hits = [start for start in range(len(known) - len(run) + 1) if _stands(known, start, run, is_open=is_open)]
        if not hits:
            return []
        found += [(known[start][1], known[start + len(run) - 1][2]) for start in hits]
    return sorted(found)


def _stands(known: Sequence[tuple[str, int, int]], start: int, run: Sequence[str], *, is_open: bool) -> bool:
    *firsts, last = run
    if any(known[start + offset][0] != word for offset, word in enumerate(firsts)):
        return False
    word = known[start + len(firsts)][0]
    return word.startswith(last) if is_open else word == last


@frozen
class Phrase:
    """A part of a segment that the memory has translated before."""

    text: str
    """The part."""
    start: int
    """Offset of its first character in the segment's text without codes."""
    end: int
    """Offset behind its last character."""
    target: str
    """How it was translated; empty where that cannot be told from the entries."""
    examples: tuple[tuple[str, str], ...]
    """(source, target) of entries that hold it."""
    entries: int
    """How many entries hold it, as far as they were counted."""


def common_target(targets: Sequence[str], others: Sequence[str], size: int) -> str:
    """The run of words that targets of a phrase of `size` words share and other targets lack.

    A run counts by the share of the targets that hold it, less the share of the others that do (the
    difference of proportions), and the longest of equals wins. Empty where no run stands in two targets and in
    three fifths of them.
    """
    if len(targets) < 2:
        return ""
    inside, shown = _runs(targets, size * 2 + 1)
    outside, _ = _runs(others, size * 2 + 1)
    total = max(1, len(others))
    best, best_value = "", (0.0, 0)
    for run, count in inside.items():
        share = count / len(targets)
        if count < 2 or share < 0.6:
            continue
        value = (round(share - outside[run] / total, 2), len(run))
        if value > best_value and value[0] >= 0.5:
            best, best_value = shown[run], value
    return best


def _runs(texts: Iterable[str], longest: int) -> tuple[Counter[tuple[str, ...]], dict[tuple[str, ...], str]]:
    """In how many texts each run of words stands, and how it was first written."""
    counts: Counter[tuple[str, ...]] = Counter()
    shown: dict[tuple[str, ...], str] = {}
    for text in texts:
        known = spans(text)
        here: set[tuple[str, ...]] = set()
        for start in range(len(known)):
            for end in range(start + 1, min(len(known), start + longest) + 1):
                run = tuple(word for word, _, _ in known[start:end])
                here.add(run)
                shown.setdefault(run, text[known[start][1] : known[end - 1][2]])
        counts.update(here)
    return counts, shown
