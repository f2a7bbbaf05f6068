"""Marks and spaces: how a sentence ends, what stands before a mark, brackets in pairs."""

import re
from collections.abc import Iterator

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.languages import Language
from translate_flow.checks.pieces import blank
from translate_flow.language import base, spaces_words

CLOSERS = "\"'”’»«“‘„)]}）】］」』〉》›‹＂"
_CLASSES = {
    "full stop": ".。．｡।॥۔։።᙮᠃။។",
    "question mark": "?？؟՞፧\u037e⁇⁈⁉",
    "exclamation mark": "!！՜",
    "ellipsis": "…⋯‥",
    "colon": ":：",
    "semicolon": ";；؛",
    "comma": ",，、،､",
}
_CLASS = {mark: name for name, marks in _CLASSES.items() for mark in marks}
_AT_END = "".join(_CLASS) + CLOSERS + " \t\u00a0\u202f"
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]\.(?:\s?[^\W\d_]\.)*|\b(?:[ap]\.?m|Inc|Ltd|Jr|Sr|Corp|Co|etc|Bros|Mr|St|No|млн|млрд|гг?|г|др|пр|"
    r"dr|str|lei|proc|tys|godz|art|alt|intl|min|mil|mld|ș\.a|usw|bzw|Mio|Mrd|Nr|ca|al|р|рр|грн|тис|руб|тыс)\.)$"
)
_IN_BRACKETS = re.compile(r"\[\S{1,10}\]$")
_SMILEY = re.compile(r"\s*[:;=8][-‑']?[)(\]\[DPp]+$")
# Japanese speech ends with its bracket: 「…」
_ENDS_ITSELF = frozenset("」』")
_WITHOUT_STOPS = frozenset({"th", "lo"})


@check("end-punctuation")
def end_punctuation(context: Context) -> Iterator[Finding]:
    """The target ends with another kind of mark than the source: `?` against `.`, or none.

    Marks are compared by class in all scripts (`.` `。` `।` `۔` are full stops, `?` `？` `؟` and the Greek
    `;` question marks), through quotation marks and brackets around them, because languages place these
    differently. The full stop of an abbreviation counts as either.
    """
    source, target = context.source.rstrip(), context.target.rstrip()
    wanted = _ending(source, context.source_language)
    given = _ending(target, context.target_language)
    if wanted == given or _is_as_good(context, source, target, {wanted, given}):
        return
    start = _end_start(target)
    known = languages.of(context.target_language)
    if not wanted:
        fix = "" if target[start:] == known.stop else None
        message = f"The source ends without a mark, the target with {_one(given)}."
        yield Finding(start, len(target), message, fix=fix)
    elif not given:
        fix = _mark(known, wanted) if start == len(target) else None
        yield Finding(start, len(target), f"The source ends with {_one(wanted)}, the target without.", fix=fix)
    else:
        yield Finding(start, len(target), f"The source ends with {_one(wanted)}, the target with {_one(given)}.")


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _is_as_good(context: Context, source: str, target: str, classes: set[str]) -> bool:
    """Do different marks say the same: before speech, behind abbreviations, around quotations?"""
    if classes == {"colon", "comma"}:  # both introduce speech
        return True
    if classes == {"", "full stop"}:
        if any(text[-1:] in _ENDS_ITSELF for text in (source, target)):
            return True
        tags = {base(context.source_language), base(context.target_language)}
        return bool(tags & _WITHOUT_STOPS) or _is_abbreviation(source) or _is_abbreviation(target)
    if "full stop" in classes and (_has_own_stop(source) or _has_own_stop(target)):
        return True
    # he said “…!” becomes 「…！」と言った。
    strong = classes & {"question mark", "exclamation mark"}
    return bool(strong) and source[-1:] in CLOSERS and any(_CLASS.get(sign) in strong for sign in target[:-1])


def _mark(known: Language, name: str) -> str | None:
    """The mark of a class in a language, where no space goes before it."""
    mark = {"full stop": known.stop, "question mark": known.question, "exclamation mark": known.exclamation}
    found = mark.get(name)
    return None if found and found in known.space_before else found


def _end_start(text: str) -> int:
    """Where the run of marks and closing signs at the end begins."""
    return len(text.rstrip(_AT_END))


def _ending(text: str, language: str) -> str:
    """Class of the mark that ends a text; the strongest one where there are several."""
    if text[-1:] in ")(][DPp":
        text = _SMILEY.sub("", text)
    run = text[_end_start(text) :]
    if ";" in run and base(language) == "el":
        run = run.replace(";", "?")
    found = {_CLASS[sign] for sign in run if sign in _CLASS}
    if run.count(".") >= 2 and "..." in run:
        found = found - {"full stop"} | {"ellipsis"}
    return next((name for name in _STRENGTH if name in found), "")


def _has_own_stop(text: str) -> bool:
    """Does a full stop follow a quotation that ends with a mark of its own («…?».)?"""
    return text[-1:] in ".。" and any(sign in "?!？！…؟" for sign in text[_end_start(text) : -1])


_STRENGTH = (
    "question mark",
    "exclamation mark",
    "ellipsis",
    "colon",
    "semicolon",
    "full stop",
    "comma",
    "dash",
)


def _is_abbreviation(text: str) -> bool:
    """Does a text end with an abbreviation, or with a short word in brackets ([cont’d.])?"""
    return bool(_ABBREVIATION.search(text.rstrip(CLOSERS)) or _IN_BRACKETS.search(text))


_SPACE = r"[ \t\u00a0\u202f\u2009]"
_TWO_SPACES = re.compile(rf"{_SPACE}{_SPACE}")
_SPACE_AND_MARK = re.compile(rf"{_SPACE}[,;:!?.]")
_BRACKET_SIGN = re.compile(r"[()\[\]{}]")
_MARK_AND_LETTER = re.compile(r"[,;!?.:](?=[^\W\d_]|\ue000)")
_DOUBLED = re.compile(rf"(?<=\S){_SPACE}{{2,}}(?=\S)")
_BEFORE_MARK = re.compile(rf"(?<=[^\s({{\[«„“‘]){_SPACE}+(?=(?!\.\.|:\s?\d|[:;=][()DP])[,;:!?.]+(?:\s|$|[)\]»”\"’]))")
_BEFORE_CLOSING = re.compile(rf"(?<=\S){_SPACE}+(?=[)\]}}])(?<![:;=-])|(?<=(?<![:;=])[(\[{{]){_SPACE}+(?=\S)")
_NO_SPACE_BEFORE = re.compile(r"(?<=[^\s\d:;!?/(«.\ue000])([:;!?])(?![\w/)(\-])|(?<=[^\s«])(»)")
_NO_SPACE_BEHIND = re.compile(
    r"(?:[^\W\d_]{2}|[)»”])([,;!?])(?=[^\W\d_]|\ue000)|[^\W\d_]{2}([.:])(?=[^\W\d_][^\W\d_-])|[^\W\d_]{2}\.(?=[^\W\d_]-)"
)


@check("spaces")
def spaces(context: Context) -> Iterator[Finding]:
    """Spaces that are doubled, lead or trail, stand before a mark, or are missing behind one.

    French wants a space before `;` `:` `!` `?` and inside `« »` (Canadian French before `:` and inside
    `« »` only); other languages have none there. Chinese, Japanese and Thai text is not looked at between
    marks. What the source does in the same way is left alone. All findings can be fixed.
    """
    yield from _at_ends(context)
    text = blank(context.target)
    if _TWO_SPACES.search(text) and not _DOUBLED.search(context.source):
        for found in _DOUBLED.finditer(text):
            yield Finding(found.start(), found.end(), "More than one space.", fix=" ")
    if not spaces_words(context.target_language):
        return
    known = languages.of(context.target_language)
    yield from _before_marks(text, _own_spaces(context), known)
    has_brackets = _BRACKET_SIGN.search(text) and not _BEFORE_CLOSING.search(context.source)
    for found in _BEFORE_CLOSING.finditer(text) if has_brackets else ():
        yield Finding(found.start(), found.end(), "No space belongs inside brackets.", fix="")
    for found in _NO_SPACE_BEHIND.finditer(text) if _MARK_AND_LETTER.search(text) else ():
        mark = found.end()
        if text[mark - 3 : mark + 2] in context.source:
            continue
        if found[0][-1] not in ".:" or _is_between_sentences(text, mark):
            yield Finding(mark - 1, mark, f"A space is missing behind “{text[mark - 1]}”.", fix=text[mark - 1] + " ")


def _own_spaces(context: Context) -> str:
    """The source, if spaces before marks are odd there too: not for French, which has them by rule."""
    return "" if languages.of(context.source_language).space_before else context.source


def _is_between_sentences(text: str, position: int) -> bool:
    """Does a new sentence begin here: a small letter before the full stop, a capital and more behind it?"""
    before, behind = text[position - 3 : position - 1], text[position : position + 2]
    return before.islower() and behind[:1].isupper() and (behind[1:].islower() or behind[1:] == "-")


def _at_ends(context: Context) -> Iterator[Finding]:
    source, target = context.source, context.target
    lead, trail = len(target) - len(target.lstrip()), len(target.rstrip())
    if lead and source == source.lstrip():
        yield Finding(0, lead, "White space at the beginning.", fix="")
    if trail < len(target) and source == source.rstrip():
        yield Finding(trail, len(target), "White space at the end.", fix="")


def _before_marks(text: str, source: str, known: Language) -> Iterator[Finding]:
    """Spaces before marks that should not be there, or are missing in French."""
    for found in _BEFORE_MARK.finditer(text) if _SPACE_AND_MARK.search(text) else ():
        mark = text[found.end()]
        if f" {mark}" in source and not known.space_before:
            continue
        if mark not in known.space_before + known.space_allowed:
            yield Finding(found.start(), found.end(), f"No space belongs before “{mark}”.", fix="")
    if not known.space_before:
        return
    for found in _NO_SPACE_BEFORE.finditer(text):
        if found[0] in known.space_before:
            place = found.start()
            yield Finding(place, place, f"A no-break space belongs before “{found[0]}”.", fix=_narrow(found[0]))
    for found in re.finditer(r"«(?=[^\s«])", text):
        yield Finding(found.end(), found.end(), "A no-break space belongs behind “«”.", fix="\u00a0")


def _narrow(mark: str) -> str:
    """French puts a narrow no-break space before `;` `!` `?`, a full one before `:` and `»`."""
    return "\u202f" if mark in ";!?" else "\u00a0"


_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "］": "［", "》": "《", "〉": "〈"}
_OPEN = frozenset(_PAIRS.values())
_BRACKET = re.compile(r"[()\[\]{}（）【】［］《》〈〉]")
_ITEM = re.compile(r"(?:^|[\s;,.(：:、，。；])(?:[^\W\d_]|\d{1,2}|[ivxIVX]{1,4})[)）]|[:;=8][-']?[)(\]\[]")


@check("brackets")
def brackets(context: Context) -> Iterator[Finding]:
    """A bracket of the target is not closed or not opened, though those of the source are in pairs.

    Counts `(a)`, `[a]`, `{a}` and their full-width and Chinese forms; `a)` in front of a list item and
    smileys do not count.
    """
    if _unpaired(context.source):
        return
    has_items = any(found[0][0] != "(" for found in _ITEM.finditer(context.source))
    for place in _unpaired(context.target, has_items):
        mark = context.target[place]
        done = "opened" if mark in _PAIRS else "closed"
        yield Finding(place, place + 1, f"The bracket “{mark}” is not {done}.")


def _unpaired(text: str, has_items: bool = True) -> list[int]:
    """Places of brackets without their other half; without items only `a)` at the very beginning is one."""
    if not _BRACKET.search(text):
        return []
    items = {
        found.end() - 1 for found in _ITEM.finditer(text) if has_items or found.start() == 0 or found[0][0] in ":;="
    }
    stack: list[int] = []
    lone: list[int] = []
    for place, sign in enumerate(text):
        if sign in _OPEN:
            stack.append(place)
        elif sign in _PAIRS:
            if stack and _same_shape(text[stack[-1]], _PAIRS[sign]):
                stack.pop()
            elif place not in items:
                lone.append(place)
    return sorted(lone + [place for place in stack if place not in items])


def _same_shape(opening: str, expected: str) -> bool:
    return opening == expected or {opening, expected} == {"(", "（"} or {opening, expected} == {"[", "［"}


CHECKS: tuple[Check, ...] = (end_punctuation, spaces, brackets)
