"""Sentence segmentation: `split(text, lang)` gives spans that tile the text exactly."""

import re
from collections.abc import Sequence

from translate_flow.model import Code

_END = re.compile(r"[.!?…]+[\"”»’)\]]*\s+(?=[\"“„«‘(\[]*[A-ZА-ЯÀ-Þ0-9])|[。！？]+[」』）]*")


def split(text: str, lang: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of a plain text; together they tile it."""
    spans, start = [], 0
    for found in _END.finditer(text):
        if found.end() < len(text):
            spans.append((start, found.end()))
            start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def split_tagged(text: str, codes: Sequence[Code], lang: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a tagged text."""
    return split(text, lang)
