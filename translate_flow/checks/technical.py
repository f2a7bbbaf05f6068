"""Markup and addresses: what machines read must survive translation."""

import re
from collections.abc import Callable, Iterator

from translate_flow import tagged
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.pieces import EMAIL, MAY_BE_ADDRESS, PLACEHOLDER, URL
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


_PLACED = re.compile(r"%\d+\$")


@check("placeholders", Severity.ERROR)
def placeholders(context: Context) -> Iterator[Finding]:
    """A placeholder such as `{name}`, `%s`, `${price}` or `{{ title }}` is missing or changed.

    The second `%s` of the source may be `%2$s` in the target.
    """
    has_places = bool(_PLACED.search(context.source) or _PLACED.search(context.target))
    yield from _compared(context, PLACEHOLDER, "%{", "placeholder", _in_places if has_places else _bare)


@check("emails", Severity.ERROR)
def emails(context: Context) -> Iterator[Finding]:
    """An e-mail address of the source is missing or changed in the target."""
    yield from _compared(context, EMAIL, "@", "address")


def _bare(texts: list[str]) -> list[str]:
    """Spaces inside braces do not count."""
    return ["".join(text.split()) for text in texts]


def _in_places(texts: list[str]) -> list[str]:
    """Directives of printf with their place, as `%2$s`, which the first, second … `%s` have by their order."""
    place, named = 0, []
    for text in _bare(texts):
        is_next = text.startswith("%") and text[1:2] not in "(%" and not _PLACED.match(text)
        place += is_next
        named.append(f"%{place}${text[1:]}" if is_next else text)
    return named


def _compared(
    context: Context,
    pattern: re.Pattern[str],
    signs: str,
    name: str,
    normalise: Callable[[list[str]], list[str]] = _bare,
) -> Iterator[Finding]:
    """Pieces of a kind, each with one of some signs in it, that only one side has."""
    if not any(sign in context.source or sign in context.target for sign in signs):
        return
    source, target = list(pattern.finditer(context.source)), list(pattern.finditer(context.target))
    if not source and not target:
        return
    wanted, given = normalise([found[0] for found in source]), normalise([found[0] for found in target])
    for found, bare in zip(source, wanted, strict=True):
        if bare not in given:
            yield Finding(found.start(), found.end(), f"The {name} {found[0]} is missing.", Side.SOURCE)
    for found, bare in zip(target, given, strict=True):
        if bare not in wanted:
            yield Finding(found.start(), found.end(), f"The {name} {found[0]} is not in the source.")


@check("urls")
def urls(context: Context) -> Iterator[Finding]:
    """An address of a web page is missing or changed.

    An address of the same site in the target language (`/en/` → `/ro/`, en.wikipedia → ro.wikipedia) is
    fine.
    """
    source, target = _urls(context.source), _urls(context.target)
    if not source and not target:
        return
    for found in source:
        if not any(_is_same_page(found[0], other[0]) for other in target):
            yield Finding(found.start(), found.end(), f"{found[0]} is missing in the target.", Side.SOURCE)
    for found in target:
        if not any(_is_same_page(other[0], found[0]) for other in source):
            yield Finding(found.start(), found.end(), f"{found[0]} is not in the source.")


def _urls(text: str) -> list[re.Match[str]]:
    """Web addresses that are no part of an e-mail address."""
    if not MAY_BE_ADDRESS.search(text):
        return []
    mails = {place for found in EMAIL.finditer(text) for place in range(*found.span())}
    return [found for found in URL.finditer(text) if found.start() not in mails]


_LANGUAGE_PART = re.compile(r"(?<=[/.])[a-z]{2}(?:-[A-Za-z]{2})?(?=[/.]|$)|(?<=//)[a-z]{2}(?=\.)|(?<=lang=)[a-z]{2}")


def _is_same_page(one: str, other: str) -> bool:
    """Are two addresses equal but for the parts that name a language?"""
    if one == other:
        return True
    parts = [_LANGUAGE_PART.split(address) for address in (one, other)]
    host, other_host = (re.sub(r"^\w+://(?:www\.)?", "", address).split("/")[0] for address in (one, other))
    is_localised = len(parts[0]) > 1 and host.split(".")[-2:] == other_host.split(".")[-2:]
    return parts[0] == parts[1] or is_localised


CHECKS: tuple[Check, ...] = (codes, placeholders, emails, urls)
