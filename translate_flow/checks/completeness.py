"""Is everything there? Targets that are empty, equal to the source, or of an unlikely length."""

import re
from collections.abc import Iterator, Mapping

from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.language import base
from translate_flow.model import Role, Severity

# characters that a language needs for what English says in one: averages of news and documentation texts
LENGTHS: Mapping[str, float] = {
    "ar": 0.85, "bg": 1.08, "ca": 1.13, "cs": 0.98, "da": 1.02, "de": 1.14, "el": 1.16, "es": 1.15, "fa": 0.9,
    "fi": 1.03, "fr": 1.18, "he": 0.8, "hi": 1.0, "hr": 1.0, "hu": 1.06, "id": 1.08, "it": 1.13, "ja": 0.45,
    "ko": 0.52, "lt": 1.02, "nl": 1.1, "pl": 1.06, "pt": 1.1, "ro": 1.12, "ru": 1.08, "sk": 1.0, "sr": 1.0,
    "sv": 1.0, "th": 0.95, "tr": 1.02, "uk": 1.05, "vi": 1.08, "yue": 0.3, "zh": 0.32,
}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")


@check("untranslated", Severity.ERROR, needs_target=False)
def untranslated(context: Context) -> Iterator[Finding]:
    """A segment has no target, or only a draft that nobody confirmed.

    It closes the gate of export. Save the target, or confirm the draft.
    """
    if not context.is_confirmed:
        has_draft = bool(context.target.strip())
        message = "The target is a draft: confirm it." if has_draft else "The segment has no target."
        yield Finding(0, len(context.target), message)


@check("same-as-source", Severity.WARNING)
def same_as_source(context: Context) -> Iterator[Finding]:
    """The target is the source, letter for letter: perhaps it was left untranslated.

    Single words, names (every long word has a capital), numbers and credit lines may stay as they are.
    """
    text = context.target.strip()
    if text != context.source.strip() or context.role is Role.CREDIT:
        return
    if base(context.source_language) == base(context.target_language):
        return
    words = _WORD.findall(text)
    has_plain_words = sum(word.islower() and len(word) > 3 for word in words) >= 2
    if len(words) > 1 and (has_plain_words or not _has_case(text)):
        yield Finding(0, len(context.target), "The target is the same as the source.")


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def expected_ratio(context: Context) -> float:
    """Usual length of a target in this pair, divided by the length of its source."""
    lengths = [LENGTHS.get(base(tag), 1.0) for tag in (context.source_language, context.target_language)]
    return lengths[1] / lengths[0]


@check("length", Severity.WARNING)
def length(context: Context) -> Iterator[Finding]:
    """The target is much shorter or longer than translations of this language pair usually are.

    Short segments have more freedom than long ones. Table `[limits]` of project.toml sets the most
    characters that a role may have: `headline = 70`, `caption = 120`.
    """
    size = len(context.target)
    limit = context.settings.get("limits", {}).get(context.role.value)
    if isinstance(limit, int) and size > limit:
        yield Finding(limit, size, f"A {context.role.value} may have {limit} characters, this one has {size}.")
    if not _LETTER.search(context.source):
        return
    ratio = expected_ratio(context)
    usual = len(context.source) * ratio
    slack = 12 * max(1.0, ratio)
    if size < usual * 0.45 - slack:
        yield Finding(0, size, f"The target is short: {size} characters where about {usual:.0f} are usual.")
    elif size > usual * 2 + 2 * slack:
        yield Finding(0, size, f"The target is long: {size} characters where about {usual:.0f} are usual.")


CHECKS: tuple[Check, ...] = (untranslated, same_as_source, length)
