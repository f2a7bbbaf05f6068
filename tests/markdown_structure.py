"""What an independent parser (markdown-it) finds in a document, for comparing it before and after a change."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)\n[\w-]+ *[:=].*?\n\1\n", re.DOTALL)
_TAG_NAME = re.compile(r"</?[A-Za-z][\w-]*|<!--")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, and footnotes where the plug-in is installed."""
    markdown = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])
    try:
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError:
        return markdown
    return markdown.use(footnote_plugin)


def has_footnotes() -> bool:
    return "footnote_def" in parser().get_all_rules()["block"]


def structure(text: str) -> tuple[list[str], list[str]]:
    """The skeleton of a document (tokens without their text, addresses included), and its texts in order."""
    skeleton: list[str] = []
    texts: list[str] = []
    for token in parser().parse(_FRONT_MATTER.sub("", text)):
        if token.type == "inline":
            _read_inline(token.children or [], skeleton, texts)
        elif token.type == "html_block":
            skeleton.append("html " + " ".join(_TAG_NAME.findall(token.content)))
        else:
            content = token.content if token.type in ("fence", "code_block") else ""
            skeleton.append(f"{token.type} {token.tag} {token.markup if 'heading' not in token.type else ''} {content}")
    return skeleton, texts


def _read_inline(children: list[Any], skeleton: list[str], texts: list[str]) -> None:
    pending = ""
    for kind, value in _flat(children):
        if kind == "text":
            pending += value
            continue
        if pending.strip():
            texts.append(pending)
            skeleton.append("text")
        pending = ""
        skeleton.append(f"{kind} {value}")
    if pending.strip():
        texts.append(pending)
        skeleton.append("text")


def _flat(children: list[Any]) -> Iterator[tuple[str, str]]:
    for token in children:
        if token.type in ("text", "text_special"):
            yield "text", token.content
        elif token.type == "softbreak":
            yield "text", " "
        elif token.markup == "autolink":
            continue
        elif token.type == "image":
            yield "image", str(token.attrs.get("src"))
            yield from _flat(token.children or [])
            yield "image end", ""
        elif token.type == "html_inline":
            yield "html", " ".join(_TAG_NAME.findall(token.content))
        else:
            yield token.type, f"{token.attrs.get('href', '')} {token.content}"
