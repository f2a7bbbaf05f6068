"""Texts and values of attributes as XML 1.0 writes them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 cannot hold."""


def escaped(text: str) -> str:
    """Text in XML; what XML cannot hold becomes U+FFFD."""
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    return text if text.isprintable() else UNWRITABLE.sub("\ufffd", text.replace("\r", "&#13;"))


@lru_cache(maxsize=1024)
def quoted(text: str) -> str:
    """A value of an attribute in its quotes, likewise."""
    return quoteattr(UNWRITABLE.sub("\ufffd", text))


def written(attributes: Mapping[str, str]) -> str:
    """Attributes as they stand in a start tag, each behind a space; those that say nothing are left out."""
    return "".join(f" {name}={quoted(value)}" for name, value in attributes.items() if value)
