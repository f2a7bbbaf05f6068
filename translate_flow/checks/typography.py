"""Typography: capitals, dashes, ellipses, marks of the right script, no-break spaces."""

import re
from collections.abc import Iterator

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.languages import words
from translate_flow.checks.pieces import blank
from translate_flow.language import base
from translate_flow.model import Role, Severity

_FIRST_WORD = re.compile(r"^[\s\"“”„«»‹›‘’'(\[¿¡—–…-]*([^\W\d_]+)")


@check("capitals")
def capitals(context: Context) -> Iterator[Finding]:
    """The source begins with a capital letter, the target with a small one.

    Looks at sentences only (they end with a mark) and at headlines; words with a capital inside (iPhone) and
    particles of names (de Gaulle, van Gogh) may begin small. The fix puts the capital.
    """
    source, target = _FIRST_WORD.match(context.source), _FIRST_WORD.match(context.target)
    if not source or not target or not source[1][0].isupper():
        return
    word = target[1]
    if languages.of(context.target_language).has_no_case or _is_taken_over(word, context.source):
        return
    is_sentence = context.role is Role.HEADLINE or context.source.rstrip()[-1:] in ".!?…"
    if is_sentence and word[0].islower() and word.islower() and not _is_particle(context.target, target.start(1)):
        start = target.start(1)
        yield Finding(start, start + 1, "The sentence begins with a small letter.", fix=word[0].upper())


def _is_taken_over(word: str, source: str) -> bool:
    """Does the source have a word in the same small letters?"""
    return len(word) >= _SHORTEST_WORD and bool(re.search(rf"(?<!\w){word}(?!\w)", source))


def _is_particle(text: str, start: int) -> bool:
    """Is it a short word before a capital: de Gaulle, d’Artagnan, e-Bay?"""
    return bool(re.match(r"\w{1,4}[ ’'-][A-ZÀ-ÞА-Я]", text[start : start + 6]))


_SMALL_WORDS = 4
_SHORTEST_WORD = 3


@check("headline-capitals")
def headline_capitals(context: Context) -> Iterator[Finding]:
    """A headline does not keep to the house rule for capitals.

    `headline-style = "sentence"` in table `[checks]` of project.toml: only the first word and names have
    capitals. `"title"` (English): all words of four letters and more have one. Without a rule nothing is
    said.
    """
    style = context.settings.get("headline-style")
    if context.role is not Role.HEADLINE or style not in ("sentence", "title"):
        return
    found = list(re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", context.target))
    long = [word for word in found[1:] if len(word[0]) >= _SMALL_WORDS]
    if style == "title":
        for word in long:
            if word[0].islower():
                fix = word[0][0].upper() + word[0][1:]
                yield Finding(word.start(), word.end(), f"In headlines “{word[0]}” has a capital.", fix=fix)
    elif len(long) >= 3 and sum(word[0][0].isupper() for word in long) > 0.75 * len(long):
        yield Finding(long[0].start(), long[-1].end(), "Only the first word and names have capitals in headlines.")


_DOTS = re.compile(r"(?<![.…?!])(?:\.\.|\.{4,}|…\.+|\.+…)(?![.…/\\])")
_THREE = re.compile(r"(?<!\.)\.{3}(?!\.)")


@check("ellipsis")
def ellipsis(context: Context) -> Iterator[Finding]:
    """An ellipsis of two or four dots, or not of the kind that the house or the source uses.

    `ellipsis-style = "…"` or `"..."` in table `[checks]` of project.toml sets the kind; without it, a
    source with the sign … asks for that sign. The fix puts it.
    """
    style = context.settings.get("ellipsis-style") or ("…" if "…" in context.source else "")
    right = style or ("…" if "…" in context.target else "...")
    text = blank(context.target)
    if not _DOTS.search(context.source):
        for found in _DOTS.finditer(text):
            yield Finding(
                found.start(),
                found.end(),
                "An ellipsis has three dots.",
                fix=right if len(found[0]) > 2 else None,
            )
    wrong = _THREE if style == "…" else re.compile("…") if style == "..." else None
    for found in wrong.finditer(text) if wrong else ():
        yield Finding(found.start(), found.end(), f"The ellipsis here is {style}", fix=style)


_HYPHEN_DASH = re.compile(r"(?<=[^\s\d-]) (-|--) (?=[^\s\d-])|(?<=[^\s-])(--)(?=[^\s-])")


@check("dashes")
def dashes(context: Context) -> Iterator[Finding]:
    """A hyphen stands for a dash between the parts of a sentence, though the source has a dash.

    The fix puts the dash of the language: – in Romanian and German, — in Russian, else the source's.
    """
    in_source = next((sign for sign in "—–" if sign in context.source), "")
    if not in_source or _HYPHEN_DASH.search(context.source):
        return
    right = languages.of(context.target_language).dash or f" {in_source} "
    for found in _HYPHEN_DASH.finditer(blank(context.target)):
        yield Finding(found.start(), found.end(), f"A dash ({right.strip()}) belongs here, not a hyphen.", fix=right)


# the mark behind a word, and no operator: != and !important! have none
_SPANISH_END = re.compile(r"(?<=[\w)\]»”’\"…%.!?])[?!](?![?!=\w])")


@check("inverted-marks")
def inverted_marks(context: Context) -> Iterator[Finding]:
    """A Spanish question or exclamation lacks its opening mark ¿ or ¡."""
    if base(context.target_language) not in ("es", "ast"):
        return
    text = blank(context.target)
    for closing, opening in (("?", "¿"), ("!", "¡")):
        ends = [found.start() for found in _SPANISH_END.finditer(text) if found[0] == closing]
        for place in ends[text.count(opening) :]:
            yield Finding(place, place + 1, f"The mark {opening} at the beginning is missing.")


_ARABIC_SCRIPT = words("ar fa ur ps sd ug ckb")
_EAST_ASIAN = frozenset({"zh", "ja", "yue"})
_TO_ARABIC = {"?": "؟", ";": "؛", ",": "،"}
_TO_FULL_WIDTH = {"?": "？", "!": "！", ",": "，", ";": "；", ":": "：", ".": "。"}
_HAN = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_FULL_WIDTH = re.compile(r"[，。！？；：、]")


@check("foreign-marks")
def foreign_marks(context: Context) -> Iterator[Finding]:
    """A mark of another script: `?` in Arabic, `,` between Chinese characters, 。 in English, `?` in Greek.

    The fix puts the mark of the target's script.
    """
    tag, text = base(context.target_language), blank(context.target)
    is_from_wide = base(context.source_language) in _EAST_ASIAN
    if tag in _ARABIC_SCRIPT:
        yield from _replaced(text, r"(?<=[\u0600-\u06ff])[?;,](?=\s|$)", _TO_ARABIC)
    elif tag in _EAST_ASIAN:
        table = _TO_FULL_WIDTH | ({",": "、"} if tag == "ja" else {})
        yield from _replaced(text, rf"(?<={_HAN})[?!,;:.](?={_HAN}|\s|$)", table)
    elif tag == "el":
        yield from _replaced(text, r"(?<=[\u0370-\u03ff])\?", {"?": ";"})
    elif tag != "ko" and (is_from_wide or not _FULL_WIDTH.search(context.source)):
        table = {wide: mark for mark, wide in _TO_FULL_WIDTH.items()} | {"、": ","}
        yield from _replaced(text, _FULL_WIDTH.pattern, table)


def _replaced(text: str, pattern: str, table: dict[str, str]) -> Iterator[Finding]:
    for found in re.finditer(pattern, text):
        right = table[found[0]]
        yield Finding(found.start(), found.end(), f"The mark here is {right}", fix=right)


@check("no-break-spaces", Severity.INFO)
def no_break_spaces(context: Context) -> Iterator[Finding]:
    """French wants a no-break space before `;` `:` `!` `?` and inside « »; here a plain one stands.

    The fix puts a narrow no-break space before `;` `!` `?`, a full one elsewhere.
    """
    marks = languages.of(context.target_language).space_before
    if not marks:
        return
    for found in re.finditer(rf"(?<=\S) (?=[{re.escape(marks)}])|(?<=«) (?=\S)", context.target):
        mark = context.target[found.end() : found.end() + 1]
        fix = "\u202f" if mark in ";!?" and context.target[found.start() - 1] != "«" else "\u00a0"
        yield Finding(found.start(), found.end(), "This space should not break.", fix=fix)


CHECKS: tuple[Check, ...] = (
    capitals,
    headline_capitals,
    ellipsis,
    dashes,
    inverted_marks,
    foreign_marks,
    no_break_spaces,
)
