"""Emphasis that stays emphasis whatever is typed inside and around it (CommonMark 6.2, flanking rules)."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from translate_flow.formats.markdown.escaping import (
    is_space,
    is_surely_punctuation,
    may_be_punctuation,
    reference,
)
from translate_flow.formats.markdown.pieces import BARE, BREAK, CLOSE, EMPHASIS, OPEN, STRIKE, STRONG, TEXT
from translate_flow.formats.markdown.tokens import Token

if TYPE_CHECKING:
    from pyromark import Markdown

# delimiters side by side that are looked over; where there are more, reading back tells
_LONGEST_RUN = 16
_EVENTS = {"Emphasis": EMPHASIS, "Strong": STRONG, "Strikethrough": STRIKE}


def settle(tokens: list[Token]) -> None:
    """Write the delimiters among escaped tokens so that they are recognised; as HTML where no way helps."""
    if not any(token.is_delimiter for token in tokens):
        return
    texts = [token.text for token in tokens]
    for change in (_part_neighbours, _alternate):
        change(tokens)
        _settle_underscores(tokens)
        for index, token in enumerate(tokens):
            if token.is_delimiter:
                _settle_flanks(tokens, index)
        if _is_read_back(tokens):
            return
        for token, text in zip(tokens, texts, strict=True):
            token.text = text
    for token in tokens:
        if token.is_delimiter:
            token.text = f"<{'/' if token.kind is CLOSE else ''}{token.style.value}>"


def _alternate(tokens: Sequence[Token]) -> None:
    """Asterisks and underscores by turns, from the outside inwards and from pair to pair."""
    depth = count = 0
    for token in tokens:
        if token.is_delimiter and token.style is not STRIKE:
            if token.kind is OPEN:
                count += not depth
                depth += 1
                _use(token, "*_"[(depth + count) % 2])
            else:
                depth -= 1


def _part_neighbours(tokens: Sequence[Token]) -> None:
    """`*a*` directly before `*b*` would run together: the second becomes `_b_`."""
    for before, token in pairwise(tokens):
        if before.kind is CLOSE and token.kind is OPEN and token.is_delimiter:
            other = {"*": "_", "_": "*"}.get(token.text[:1])
            if before.text[-1:] == token.text[:1] and other:
                _use(token, other)


def _use(token: Token, character: str) -> None:
    for half in (token, token.mate):
        if half is not None:
            half.text = character * len(half.text)


def _settle_underscores(tokens: Sequence[Token]) -> None:
    """Underscores are no emphasis inside a word: asterisks are, if no others are there to mix them up."""
    if any(token.is_delimiter and token.text[:1] == "*" for token in tokens):
        return
    for index, token in enumerate(tokens):
        if token.is_delimiter and token.text[:1] == "_":
            outside = _neighbour(tokens, index, -1 if token.kind is OPEN else 1)
            inside = _neighbour(tokens, index, 1 if token.kind is OPEN else -1)
            if _is_letter(outside) and _is_letter(inside):
                _use(token if token.kind is OPEN else token.mate or token, "*")


def _is_letter(character: str) -> bool:
    return not is_space(character) and not is_surely_punctuation(character)


def _settle_flanks(tokens: Sequence[Token], index: int) -> None:
    """Between punctuation inside and a letter outside, the letter is written as a reference."""
    token = tokens[index]
    step = -1 if token.kind is OPEN else 1
    outside, inside = _neighbour(tokens, index, step), _neighbour(tokens, index, -step)
    if not _is_letter(outside) or not (may_be_punctuation(inside) or token.text[:1] == "_"):
        return
    at = index + step
    while tokens[at].is_delimiter and abs(at - index) < _LONGEST_RUN:
        at += step
    word = tokens[at]
    if word.kind is not TEXT:
        return
    if step > 0:
        word.text = reference(word.text[0]) + word.text[1:]
    else:
        rest = word.text[:-1]
        slashes = len(rest) - len(rest.rstrip("\\"))
        if slashes % 2:
            rest = rest[:-1] + reference("\\")
        word.text = rest + reference(word.text[-1])


def _neighbour(tokens: Sequence[Token], index: int, step: int) -> str:
    """The character next to a run of delimiters in one direction; "" at an end."""
    mark = tokens[index].text[:1]
    index += step
    for _ in range(_LONGEST_RUN):
        if not (0 <= index < len(tokens) and tokens[index].is_delimiter and tokens[index].text[:1] == mark):
            break
        index += step
    if not 0 <= index < len(tokens):
        return ""
    if tokens[index].style is BREAK:
        return " "
    return tokens[index].text[-1:] if step < 0 else tokens[index].text[:1]


def _is_read_back(tokens: Sequence[Token]) -> bool:
    """Does the parser find the same emphasis around the same text? Other markup is stood in for."""
    wanted: list[Any] = []
    native = ["x "]
    for token in tokens:
        if token.style is BARE:
            native.append("x")
        elif token.kind is TEXT or token.is_delimiter:
            native.append(token.text)
        else:
            native.append("<x>")
        wanted += [(token.kind, token.style)] if token.is_delimiter else []
    found = _delimiters(_parser().events("".join(native)))
    return wanted == found


@cache
def _parser() -> "Markdown":
    from pyromark import Markdown, Options

    return Markdown(options=Options.ENABLE_STRIKETHROUGH)


def _delimiters(events: Iterable[Any]) -> list[Any]:
    found = []
    for event in events:
        if event.__class__ is not str:
            ((kind, name),) = event.items()
            if name.__class__ is str and name in _EVENTS and kind in ("Start", "End"):
                found.append((OPEN if kind == "Start" else CLOSE, _EVENTS[name]))
    return found
