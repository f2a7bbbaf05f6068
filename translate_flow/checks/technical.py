"""Markup and addresses: what machines read must survive translation."""

from collections.abc import Iterator

from translate_flow import tagged
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.model import Severity, Side
from translate_flow.tagged import TagKind


@check("codes", Severity.ERROR)
def codes(context: Context) -> Iterator[Finding]:
    """Inline codes such as `{1}…{/1}` are missing, doubled, crossed or moved.

    Each code of the source stands once in the target, pairs closed in the order in which they were
    opened. Codes that the format lets people delete or move may be deleted or moved.
    """
    if not context.codes:
        return
    source, target = context.tagged_source, context.tagged_target
    difference = tagged.compare(source, target, context.codes)
    for tag in difference.missing:
        start = source.find(str(tag))
        yield _at(start, str(tag), f"{tag} is missing in the target.", Side.SOURCE)
    for tag in difference.doubled:
        yield _at(target.rfind(str(tag)), str(tag), f"{tag} stands more than once.")
    for number in difference.crossed:
        text = str(tagged.Tag(number, TagKind.OPEN))
        yield _at(target.find(text), text, f"The halves of code {number} cross another pair or are swapped.")
    for number in difference.moved:
        text = str(tagged.Tag(number, TagKind.OPEN))
        yield _at(target.find(text), text, f"Code {number} must keep its place among the other codes.")


def _at(start: int, text: str, message: str, side: Side = Side.TARGET) -> Finding:
    """A finding at a tag of the tagged text; at its beginning where the tag is not there."""
    end = start + len(text) if start >= 0 else 0
    return Finding(max(start, 0), end, message, side, is_tagged=True)


CHECKS: tuple[Check, ...] = (codes,)
