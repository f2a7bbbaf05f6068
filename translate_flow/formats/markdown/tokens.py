"""A target as tokens: literal text and the markup of codes, tidied so that Markdown can hold it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translate_flow.formats import Parts
from translate_flow.formats.markdown.pieces import (
    BREAK,
    CLOSE,
    CODE,
    DELIMITED,
    HTML,
    LINK,
    OPEN,
    OTHER,
    SINGLE,
    TEXT,
    Kind,
    Markup,
    Style,
)
from translate_flow.formats.markdown.source import Native, Source
from translate_flow.tagged import Tag, TagKind


@dataclass(slots=True)
class Token:
    """A part of a target on its way to Markdown."""

    kind: Kind
    text: str = ""
    """Literal text, escaped in a later step, or the native form of markup."""
    style: Style = OTHER
    mate: "Token | None" = None
    """The other half of a pair."""
    label: str = ""
    """CLOSE of a reference whose text is its label: that label."""
    original: str = ""
    """CLOSE of such a reference: the text that it had."""

    @property
    def is_delimiter(self) -> bool:
        """Is it a half of emphasis or the like, whose recognition depends on the characters around it?"""
        return self.style in DELIMITED


def balance(parts: Parts) -> list[Tag | str]:
    """Parts without halves that have no mate or that cross another pair: markup nobody could read."""
    stack: list[tuple[int, int]] = []
    dropped: set[int] = set()
    is_open: dict[int, int] = {}
    for index, part in enumerate(parts):
        if isinstance(part, str) or part.kind is TagKind.SINGLE:
            continue
        if part.kind is TagKind.OPEN:
            stack.append((part.id, index))
            is_open[part.id] = is_open.get(part.id, 0) + 1
            continue
        if not is_open.get(part.id):
            dropped.add(index)
            continue
        while stack[-1][0] != part.id:
            crossed, at = stack.pop()
            is_open[crossed] -= 1
            dropped.add(at)
        stack.pop()
        is_open[part.id] -= 1
    dropped.update(index for _, index in stack)
    return [part for index, part in enumerate(parts) if index not in dropped]


def tokenise(
    source: Source, parts: Parts, markups: Sequence[Markup | None], literal: Sequence[str], native: Native
) -> list[Token]:
    """Tokens of a target; `literal` holds the text of codes that are only text that looks like a tag."""
    tokens: list[Token] = []
    stack: list[Token] = []
    for part in balance(parts):
        if isinstance(part, str):
            tokens.append(Token(TEXT, part))
            continue
        markup = markups[part.id - 1]
        if markup is None:
            tokens.append(Token(TEXT, literal[part.id - 1]))
            continue
        first, last = markup.first, markup.last
        if part.kind is TagKind.CLOSE and last is not None:
            opening = stack.pop()
            closing = Token(CLOSE, native(last.start, last.end), first.style, opening)
            if first.style is LINK and last.name:
                closing.label, closing.original = last.name, source.slice(first.end, last.start)
            opening.mate = closing
            tokens.append(closing)
            continue
        token = Token(first.kind if last else SINGLE, native(first.start, first.end), first.style)
        if first.style is CODE and ("\n" in token.text or "\r" in token.text):
            token.text = _code_span(first.text)
        tokens.append(token)
        if last is not None:
            stack.append(token)
    return join_texts(tokens)


def _code_span(content: str) -> str:
    """A code span on one line (CommonMark 6.1)."""
    fence = "`"
    while fence in content:
        fence += "`"
    pad = " " if content[:1] in "` " or content[-1:] in "` " else ""
    return f"{fence}{pad}{content}{pad}{fence}"


def join_texts(tokens: Iterable[Token]) -> list[Token]:
    """Tokens without empty texts and with neighbouring ones in one."""
    out: list[Token] = []
    for token in tokens:
        if token.kind is not TEXT:
            out.append(token)
        elif out and out[-1].kind is TEXT:
            out[-1].text += token.text
        elif token.text:
            out.append(token)
    return out


def split_lines(tokens: Iterable[Token]) -> list[Token]:
    """A line break that was typed becomes a hard one."""
    out: list[Token] = []
    for token in tokens:
        if token.kind is not TEXT or not ("\n" in token.text or "\r" in token.text):
            out.append(token)
            continue
        for index, line in enumerate(token.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if index:
                out.append(Token(SINGLE, "", BREAK))
            out.append(Token(TEXT, line))
    return join_texts(out)


def move_spaces_out(tokens: Sequence[Token]) -> list[Token]:
    """White space at the inner edges of emphasis goes outside, for emphasis cannot begin or end with it."""
    moved = _move(_move(tokens, OPEN), CLOSE)
    out: list[Token] = []
    for token in moved:
        if token.kind is CLOSE and token.is_delimiter and out and out[-1] is token.mate:
            out.pop()
        else:
            out.append(token)
    return join_texts(out)


def _move(tokens: Sequence[Token], kind: Kind) -> list[Token]:
    """One direction: openings are looked at from the right, closings from the left."""
    is_opening = kind is OPEN
    out: list[Token] = []
    for token in reversed(tokens) if is_opening else tokens:
        moved: list[Token] = []
        if token.kind is kind and token.is_delimiter:
            while out and (out[-1].style is BREAK or out[-1].kind is TEXT):
                last = out.pop()
                core = last.text.lstrip() if is_opening else last.text.rstrip()
                if last.kind is TEXT and core:
                    out.append(Token(TEXT, core))
                    blank = last.text[: -len(core)] if is_opening else last.text[len(core) :]
                    moved += [Token(TEXT, blank)] if blank else []
                    break
                moved.append(last)
        out.append(token)
        out += reversed(moved)
    if is_opening:
        out.reverse()
    return join_texts(out)


def trim(tokens: Sequence[Token]) -> list[Token]:
    """No blanks at the ends and behind hard breaks, where Markdown drops them; no hard break at an end."""
    kept = list(tokens)
    for index, token in enumerate(kept):
        if token.kind is not TEXT:
            continue
        if index == 0 or kept[index - 1].style is BREAK:
            token.text = token.text.lstrip(" \t\r\n")
        if index == len(kept) - 1:
            token.text = token.text.rstrip(" \t\r\n")
    kept = join_texts(kept)
    for edge in (kept[:1], kept[-1:]):
        for token in edge:
            if token.style is BREAK:
                token.text, token.style = "<br>", HTML
    return kept
