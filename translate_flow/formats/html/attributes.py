"""What the attributes of a tag tell: texts to translate, and whether to translate at all."""

import re

from translate_flow.formats.html import references, vocabulary
from translate_flow.formats.html.scanning import Attribute

LINKS = frozenset(("a", "area"))
"""Elements whose `href` is the address of another page."""
# places in the same page, and what is no address
_NOT_ADDRESSES = re.compile(r"[\t\n\f\r ]*(?:#|javascript:|data:|\Z)", re.IGNORECASE)
_TELLING = re.compile(r"(?:title|alt|label|placeholder|aria-[a-z]+)[\t\n\f\r ]*=|translate", re.IGNORECASE)
_LOOKED_AT = frozenset(("meta", "input", "th", "table"))


def may_tell(name: str, attribute_text: str) -> bool:
    """Can there be anything of interest in a tag? Most have nothing, and are not looked at closely.

    `attribute_text`: its attributes, with or without those that tell nothing on any element (`scanning.step`).
    """
    if not attribute_text:
        return name == "html"
    return name == "html" or name in _LOOKED_AT or _TELLING.search(attribute_text) is not None


def value(text: str, named: dict[str, Attribute], key: str) -> str:
    """The value of an attribute, empty if there is none."""
    if key not in named:
        return ""
    return references.decode(text[named[key].start : named[key].end], is_value=True)


def wants_translation(text: str, named: dict[str, Attribute]) -> bool | None:
    """What an element says itself of whether it is to be translated; None if nothing."""
    if "notranslate" in value(text, named, "class").split():
        return False
    if "translate" not in named:
        return None
    return {"no": False, "yes": True, "": True}.get(value(text, named, "translate").lower())


def is_text(text: str, name: str, key: str, named: dict[str, Attribute]) -> bool:
    """Is the value of an attribute of an element text for readers?"""
    if key in vocabulary.ATTRIBUTES:
        # of a style sheet the title is the name of a set
        is_style = name == "style" or (name == "link" and "stylesheet" in value(text, named, "rel").lower())
        return not (key == "title" and is_style)
    if key == vocabulary.OWN_ATTRIBUTES.get(name):
        return True
    if name == "input" and key == "value":
        return value(text, named, "type").strip().lower() in vocabulary.BUTTON_TYPES
    if name != "meta" or key != "content":
        return False
    titles = (value(text, named, title).strip().lower() for title in ("name", "property", "itemprop"))
    return any(title in vocabulary.META_NAMES for title in titles)


def is_address(text: str, name: str, key: str, attribute: Attribute) -> bool:
    """Is the value of an attribute of an element the address of another page?"""
    if key != "href" or name not in LINKS:
        return False
    return not _NOT_ADDRESSES.match(text[attribute.start : attribute.end])
