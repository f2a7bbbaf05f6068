"""Words: the same one twice."""

import re
from collections.abc import Iterator
from operator import eq

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.pieces import blank, words_in

_REPEATED = re.compile(r"(?<![\w’'-])([^\W\d_]+)(\s+)(\1)(?![\w’'-])", re.IGNORECASE)


@check("repeated-words")
def repeated_words(context: Context) -> Iterator[Finding]:
    """A word stands twice in a row, as in “the the”.

    Each language has its exceptions (“had had”, „die die“, « nous nous »); a source that repeats a word
    lets the target repeat one; names such as Baden Baden are left alone. The fix drops the second word.
    """
    words = words_in(context.target)
    if not any(map(eq, words, words[1:])):
        return
    known = languages.of(context.target_language)
    if known.may_repeat_any or _REPEATED.search(context.source):
        return
    for found in _REPEATED.finditer(blank(context.target)):
        first, second = found[1], found[3]
        is_name = first[0].isupper() and second[0].isupper() and found.start() > 0
        is_column = len(found[2]) > 1 and (len(found[2]) > 3 or not found[2].isspace() or "\n" in found[2])
        if is_column or is_name or first.casefold() in known.repeats or (second[0].isupper() and first[0].islower()):
            continue
        yield Finding(found.start(2), found.end(3), f"“{first}” stands twice.", fix="")


CHECKS: tuple[Check, ...] = (repeated_words,)
