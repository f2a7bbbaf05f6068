"""The article as a whole: one sentence, one translation; nothing left out, added or misplaced."""

import re
from collections.abc import Iterator

from translate_flow.checks import languages
from translate_flow.checks.completeness import expected_ratio
from translate_flow.checks.context import Check, Context, Finding, check, same_words
from translate_flow.checks.numbers import added, missing
from translate_flow.checks.values.quantities import scan
from translate_flow.language import base
from translate_flow.model import Side

_SHORTEST = 4
_BARE = re.compile(r"[\W_]+")
_LIST_LENGTH = 5


@check("inconsistent-target")
def inconsistent_target(context: Context) -> Iterator[Finding]:
    """The same source was translated in another way elsewhere in the article."""
    same = context.others.by_source.get(same_words(context.source), ())
    different = [found for found in same if found[0] != context.number and found[1] != context.target]
    if not different:
        return
    own = _letters(context.target)
    others = [(number, target) for number, target in different if _letters(target) != own]
    if others:
        numbers = ", ".join(str(number) for number, _ in others[:_LIST_LENGTH])
        message = f"Translated in another way in segment {numbers}: {others[0][1]}"
        yield Finding(0, len(context.target), message)


@check("shared-target")
def shared_target(context: Context) -> Iterator[Finding]:
    """Another source has the same target: perhaps a translation was pasted into the wrong segment.

    Sources that differ in marks, case or spaces only, and short segments, are left alone.
    """
    if len(context.target.split()) < _SHORTEST and len(context.target) < 24:
        return
    same = context.others.by_target.get(same_words(context.target), ())
    different = [found for found in same if found[0] != context.number and found[1] != context.source]
    own = _letters(context.source) if different else ""
    others = [number for number, source in different if _letters(source) != own]
    if others:
        numbers = ", ".join(str(number) for number in others[:_LIST_LENGTH])
        yield Finding(0, len(context.target), f"Segment {numbers} has another source, but the same target.")


def _letters(text: str) -> str:
    return _BARE.sub("", text.casefold())


@check("misplaced")
def misplaced(context: Context) -> Iterator[Finding]:
    """The target seems to translate a neighbouring segment: its numbers are those of that source."""
    extra = added(context) if context.others.sources else ()
    if not extra or not missing(context):
        return
    for step in (-1, 1):
        other = context.others.sources.get(context.number + step, "")
        theirs = {value for quantity in scan(other, context.source_language) for value in quantity.values}
        if theirs and all(theirs.intersection(quantity.values) for quantity in extra):
            message = f"The numbers are those of segment {context.number + step}."
            yield Finding(extra[0].start, extra[0].end, message)
            return


_SENTENCE_END = re.compile(
    r"(?<!\b\d)(?<!\b\d\d)[.!?…]+[\"”»’)\]]*\s+(?=[\"“„«‘(\[¿¡—–-]*\s?[^\W\d_a-zа-яàâçéèêëîïôûùüÿñæœăâîșțäöüß])|[。！？][」』”）]*(?=.)"
)
_NAME = re.compile(r"(?<=[^\W\d_][ ,])[^\W\d_a-z][^\W\d_]{2,}|\b[A-Z]{2,}\b")
_LATIN_WORD = re.compile(r"[\w%<>$/.:-]*[A-Za-z\d][\w%<>$/.:-]*", re.ASCII)
_OMISSION, _ADDITION = 0.68, 1.6
_LOST_NAMES = 3
_SHORTEST_SOURCE = 50


@check("omission")
def omission(context: Context) -> Iterator[Finding]:
    """A part of the source seems to be left out: the target is short, and lacks a sentence, number or names.

    Measured against the usual lengths in this article, or of the language pair where the article is short.
    """
    if len(context.source) < _SHORTEST_SOURCE or _proportion(context) > _OMISSION:
        return
    if _sentences(context.target) < _sentences(context.source):
        yield Finding(0, len(context.source), "A sentence seems to be missing in the target.", Side.SOURCE)
    elif missing(context) or _lost_names(context.source, context.target, context.source_language):
        yield Finding(0, len(context.source), "A part of the source seems to be left out.", Side.SOURCE)


@check("addition")
def addition(context: Context) -> Iterator[Finding]:
    """The target seems to say more than the source: it is long, with a sentence, number or names too many."""
    if len(context.source) < _SHORTEST_SOURCE or _proportion(context) < _ADDITION:
        return
    if _sentences(context.target) > _sentences(context.source):
        yield Finding(0, len(context.target), "The target seems to have a sentence that is not in the source.")
    elif added(context) or _lost_names(context.target, context.source, context.target_language):
        yield Finding(0, len(context.target), "The target seems to say more than the source.")


def _proportion(context: Context) -> float:
    """Length of the target, divided by what is usual for its source."""
    ratio = context.others.ratio or expected_ratio(context)
    shared = _shared(context) if languages.of(context.target_language).has_no_case else 0
    source, target = (len(" ".join(text.split())) - shared for text in (context.source, context.target))
    return max(target, 0) / (max(source, 0) * ratio or 1)


def _shared(context: Context) -> int:
    """Characters of what stands in Latin letters on both sides: it takes as much room in Chinese as in English."""
    words = _LATIN_WORD.findall(context.target)
    return sum(map(len, set(words).intersection(_LATIN_WORD.findall(context.source))))


def _sentences(text: str) -> int:
    return len(_SENTENCE_END.findall(text.rstrip())) + 1


def _lost_names(text: str, other: str, tag: str) -> bool:
    """Has a text two names of which nothing like it stands in the other one? Within one script only."""
    names = [] if base(tag) == "de" else _NAME.findall(text)  # German gives all nouns a capital
    beginnings = {word[:3].casefold() for word in re.findall(r"[^\W\d_]{3,}", other)}
    is_same_script = bool(re.search(r"[A-Za-z]", text)) == bool(re.search(r"[A-Za-z]", other))
    return is_same_script and sum(name[:3].casefold() not in beginnings for name in names) >= _LOST_NAMES


CHECKS: tuple[Check, ...] = (inconsistent_target, shared_target, misplaced, omission, addition)
