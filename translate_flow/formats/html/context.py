"""What holds for text inside an open element."""

from dataclasses import replace
from functools import cache, lru_cache

from translate_flow.formats.html.vocabulary import (
    BESIDE_TEXT,
    INHERITED_ROLES,
    INLINE,
    KINDS,
    LITERAL,
    ROLES,
    WITHIN_TEXT,
)
from translate_flow.model import Role
from translate_flow.records import frozen


@frozen
class Surroundings:
    """The values of a `Context`."""

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


class Context:
    """Contexts with the same values are one object, so that looking one up for each element costs little."""

    __slots__ = ("foreign", "is_preformatted", "is_text", "is_translated", "rank", "role", "values")

    def __init__(self, values: Surroundings) -> None:
        self.values = values
        self.role = values.role
        self.is_text = values.is_text
        self.is_translated = values.is_translated
        self.is_preformatted = values.is_preformatted
        self.foreign = values.foreign
        self.rank = values.rank


@cache
def _shared(values: Surroundings) -> Context:
    return Context(values)


ROOT = _shared(Surroundings())


@lru_cache(maxsize=4096)
def enter(outer: Context, name: str) -> Context:
    """The context inside an HTML element."""
    kind = KINDS.get(name, INLINE)
    values = replace(
        outer.values,
        role=ROLES.get(name) or (outer.role if outer.role in INHERITED_ROLES else Role.PARAGRAPH),
        is_text=outer.is_text and kind is not LITERAL and name != "frameset",
        is_preformatted=outer.is_preformatted or name in ("pre", "listing"),
        foreign="",
        rank=0 if name in BESIDE_TEXT else min(outer.rank, 1) if name in WITHIN_TEXT else outer.rank,
    )
    return _shared(values)


def enter_foreign(outer: Context, name: str) -> Context:
    """The context inside `svg` or `math`."""
    return _shared(
        replace(outer.values, is_text=False, foreign=name, role=Role.PARAGRAPH, rank=0, is_preformatted=False)
    )


def switch(outer: Context, is_translated: bool) -> Context:
    """The context inside an element that says itself whether it is to be translated."""
    return _shared(replace(outer.values, is_text=is_translated, is_translated=is_translated))
