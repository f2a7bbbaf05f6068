"""What holds for text inside an open element."""

from dataclasses import dataclass, replace
from functools import lru_cache

from translate_flow.formats.html.vocabulary import (
    BESIDE_TEXT,
    INHERITED_ROLES,
    KINDS,
    ROLES,
    WITHIN_TEXT,
    Kind,
)
from translate_flow.model import Role


@dataclass(frozen=True, slots=True)
class Context:
    """Contexts are few and shared: one is looked up for each element."""

    role: Role = Role.PARAGRAPH
    """Role of the units."""
    is_text: bool = True
    """Is text to be translated?"""
    is_translated: bool = True
    """Are attributes, and elements inside that hold text in spite of `is_text`?"""
    is_preformatted: bool = False
    """Does white space count?"""
    foreign: str = ""
    """`svg` or `math` where their rules hold."""
    rank: int = 2
    """How well a last paragraph would stand here: 2 main flow, 1 a part of it, 0 beside it."""


@lru_cache(maxsize=4096)
def enter(outer: Context, name: str) -> Context:
    """The context inside an HTML element."""
    kind = KINDS.get(name, Kind.INLINE)
    role = ROLES.get(name) or (outer.role if outer.role in INHERITED_ROLES else Role.PARAGRAPH)
    rank = 0 if name in BESIDE_TEXT else min(outer.rank, 1) if name in WITHIN_TEXT else outer.rank
    is_text = outer.is_text and kind is not Kind.LITERAL and name != "frameset"
    is_preformatted = outer.is_preformatted or name in ("pre", "listing")
    return replace(outer, role=role, rank=rank, is_text=is_text, is_preformatted=is_preformatted, foreign="")


@lru_cache(maxsize=4096)
def enter_foreign(outer: Context, name: str) -> Context:
    """The context inside `svg` or `math`."""
    return replace(outer, is_text=False, foreign=name, role=Role.PARAGRAPH, rank=0, is_preformatted=False)


@lru_cache(maxsize=4096)
def switch(outer: Context, is_translated: bool) -> Context:
    """The context inside an element that says itself whether it is to be translated."""
    return replace(outer, is_text=is_translated, is_translated=is_translated)
