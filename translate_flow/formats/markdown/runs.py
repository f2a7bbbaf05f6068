"""The inside of a paragraph as it is read: stretches of text and markup in a row, and the unit they make."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from translate_flow.formats import key_of
from translate_flow.formats.markdown.pieces import (
    CLOSE,
    HTML,
    OPEN,
    SOFT_BREAK,
    TEXT,
    Piece,
    Stretch,
    Thread,
    assembled,
    has_words,
    is_opaque,
    make_unit,
)
from translate_flow.formats.markdown.source import Place, Source
from translate_flow.model import Code, Role, Unit

_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{[:#.][^{}]*\}$")
# a template expression, or what looks like a tag
_MARKED = re.compile(r"\{(?:[{%]|/?[1-9][0-9]{0,5}\})")

# a word behind tags and punctuation
_WORD = re.compile(r"(?:\{/?[1-9][0-9]*\}|[^\w{])*+[^\W_]")


class Run:
    """The inside of a paragraph, a heading, a cell or an alternative text."""

    __slots__ = ("has_html", "inner", "stretches")

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.inner: list[Place] = []
        """Places in it that hold units of their own."""
        self.has_html = False


def unit_of(source: Source, run: Run, role: Role, note: str = "") -> tuple[Unit, Sequence[Stretch]] | None:
    """The unit of a run, with the stretches behind its codes (see `pieces.markups`).

    Returns None where there is no text to translate.
    """
    stretches = run.stretches
    codes: tuple[Code, ...] = ()
    marks: Sequence[Stretch] = ()
    if len(stretches) == 1 and stretches[0][0] is TEXT:
        text = stretches[0][3]
    elif run.has_html and not _is_paired(source, stretches):
        return _careful(source, run, role, note)
    else:
        text, codes, marks = assembled(source.utf8, stretches)
    if not (text[:1].isalnum() or _WORD.match(text) or has_words(_texts(stretches))):
        return None
    # each mark has written one brace of its own
    if "://" in text or "www." in text or (text.count("{") > len(marks) and _MARKED.search(_texts(stretches))):
        return _careful(source, run, role, note)
    return Unit(text, codes, role, key_of(text), note), marks


def _careful(source: Source, run: Run, role: Role, note: str) -> tuple[Unit, Sequence[Stretch]] | None:
    """As `unit_of`, where there may be addresses, template expressions, tags, or HTML that is not as it should be."""
    thread = Thread([Piece(*stretch) for stretch in run.stretches], run.inner, run.has_html)
    made = make_unit(source, thread, role, note)
    run.inner = thread.inner
    return made


def _texts(stretches: Sequence[Stretch]) -> str:
    return "".join([stretch[3] for stretch in stretches if stretch[0] is TEXT])


def _is_paired(source: Source, stretches: Sequence[Stretch]) -> bool:
    """Do all HTML tags enclose whole stretches, none of which is closed to translation?"""
    opened: list[str] = []
    for kind, start, end, _, style, name in stretches:
        element = name if style is HTML else ""
        if kind is OPEN:
            opened.append(element)
            if element and is_opaque(element, source.slice(start, end)):
                return False
        elif kind is CLOSE and (not opened or opened.pop() != element):
            return False
    return not opened


def definitions(run: Run) -> Iterator[Run]:
    """A paragraph in parts where lines begin with `: `, which many tools read as definitions of a term."""
    stretches, cuts, depth = run.stretches, [0], 0
    for index, (kind, start, end, text, style, name) in enumerate(stretches):
        depth += (kind is OPEN) - (kind is CLOSE)
        is_line = index == 0 or (stretches[index - 1][0] is SOFT_BREAK and not depth)
        if is_line and kind is TEXT and text.startswith((": ", ":\t")):
            blank = len(text) - len(text[1:].lstrip(" \t"))
            if end - start == len(text.encode()):
                stretches[index] = (TEXT, start + blank, end, text[blank:], style, name)
                cuts += [index] if index else []
    if len(cuts) == 1:
        yield run
        return
    for first, last in pairwise([*cuts, len(stretches)]):
        part = Run()
        part.stretches = stretches[first : last - 1] if last < len(stretches) else stretches[first:]
        start, end = part.stretches[0][1], part.stretches[-1][2]
        part.inner = [place for place in run.inner if start <= place.start < end]
        part.has_html = run.has_html
        yield part


def drop_attributes(stretches: list[Stretch]) -> None:
    """Leave `{#id .class}` behind a heading, as Pandoc and others write it, out of the unit."""
    kind, start, end, text, style, name = stretches[-1]
    if kind is not TEXT or not text.endswith("}"):
        return
    found = _ATTRIBUTES.search(text)
    escapes = end - start - len(text.encode())
    if found and (escapes == 0 or (escapes == 1 and found.start())):
        stretches.pop()
        if found.start():
            stretches.append((kind, start, end - len(found[0].encode()), text[: found.start()], style, name))
