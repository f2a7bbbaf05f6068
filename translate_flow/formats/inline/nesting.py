"""Targets whose codes are not as they should be, mended: what is written is well-formed whatever comes.

Checks tell people of missing, doubled and crossed codes; a format must stay sound when they are let through.
"""

from collections.abc import Container, Iterable, Sequence

from translate_flow.model import Code
from translate_flow.tagged import Part, Tag, TagKind


def mend(parts: Iterable[Part], codes: Sequence[Code], repeatable: Container[int] = ()) -> list[Part]:
    """Parts in which every pair is closed inside the pair that it was opened in.

    Crossed pairs are cut where they cross, halves without a partner are closed at the end or left out, empty
    pairs are left out. A standalone code stands once, unless its number is in `repeatable`; one that may not
    be left out is put back behind everything else.
    """
    out: list[Part] = []
    stack: list[int] = []
    seen: set[int] = set()
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif part.kind is TagKind.OPEN:
            if part.id not in stack:
                stack.append(part.id)
                out.append(part)
        elif part.kind is TagKind.CLOSE:
            if part.id in stack:
                _close(part.id, stack, out)
        elif part.id not in seen or part.id in repeatable:
            seen.add(part.id)
            out.append(part)
    out += (Tag(number, TagKind.CLOSE) for number in reversed(stack))
    out += (
        Tag(code.id, TagKind.SINGLE) for code in codes if not (code.is_paired or code.is_deletable or code.id in seen)
    )
    return _without_empty(out)


def _close(number: int, stack: list[int], out: list[Part]) -> None:
    """Close a pair, and those opened in it for as long as that takes."""
    inner = stack[stack.index(number) + 1 :]
    out += (Tag(one, TagKind.CLOSE) for one in reversed(inner))
    out.append(Tag(number, TagKind.CLOSE))
    out += (Tag(one, TagKind.OPEN) for one in inner)
    stack.remove(number)


def _without_empty(parts: Iterable[Part]) -> list[Part]:
    """Parts without pairs that have nothing in them."""
    kept: list[Part] = []
    for part in parts:
        is_close = isinstance(part, Tag) and part.kind is TagKind.CLOSE
        before = kept[-1] if kept else None
        if is_close and isinstance(before, Tag) and before.kind is TagKind.OPEN:
            kept.pop()
        elif part != "":
            kept.append(part)
    return kept
