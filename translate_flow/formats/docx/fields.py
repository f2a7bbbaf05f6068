"""Complex fields (ISO/IEC 29500-1, 17.16): begin, instruction, separator, result, end, as items.

The result of most fields is made by Word (page numbers, references, dates): it is shown, not translated. The
text of links, form fields and tables of contents is translated. A field may run over many paragraphs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from translate_flow.formats.inline.items import Item, Sort, absorbed, is_balanced

_TRANSLATED = frozenset({"HYPERLINK", "FORMTEXT", "TOC", "QUOTE"})
# made from other places of the document or of a reference manager, paragraph by paragraph
_GENERATED = frozenset({"INDEX", "BIBLIOGRAPHY", "TOA", "ADDIN"})


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended yet."""

    begin: int | None
    """Where it begins among the items of the paragraph; None: in an earlier paragraph."""
    instruction: str = ""
    """Its instruction, as far as it is read."""
    result: int | None = None
    """Where its result begins; -1 if in an earlier paragraph, None while the instruction lasts."""

    @property
    def type(self) -> str:
        """First word of the instruction, such as `PAGE`."""
        return (self.instruction.split(None, 1) or [""])[0].upper()

    @property
    def is_protected(self) -> bool:
        """Is its text no text to translate, where it runs over paragraphs?"""
        return self.result is None or self.type in _GENERATED


def is_translated(instruction: str) -> bool:
    """Is the result of a field with this instruction text to translate?"""
    return Field(None, instruction).type in _TRANSLATED


def resolve(items: Iterable[Item], fields: list[Field]) -> list[Item]:
    """Items of a paragraph with its fields as pairs and standalone items.

    `fields` holds the fields that are open when the paragraph begins, and when it ends.
    """
    out: list[Item] = []
    for item in items:
        if item.sort is Sort.BEGIN:
            fields.append(Field(len(out)))
        elif item.sort is Sort.INSTRUCTION:
            if fields:
                fields[-1].instruction += item.text
            item.text = ""
        elif item.sort is Sort.SEPARATE and fields:
            fields[-1].result = len(out) + 1
        elif item.sort is Sort.END and fields:
            out.append(item)
            _end(fields.pop(), out)
            continue
        elif item.sort is Sort.TEXT and any(field.begin is None and field.is_protected for field in fields):
            item = absorbed([item], item.name)
        out.append(item)
    for field in fields:
        if field.begin is not None and field.is_protected:
            out[field.begin :] = [_protected(item) for item in out[field.begin :]]
        field.begin, field.result = None, -1 if field.result is not None else None
    return [_single(item) for item in out]


def _end(field: Field, out: list[Item]) -> None:
    """A field is complete: what it is decides what its items become."""
    if field.begin is None:
        return
    inside = out[field.begin :]
    if field.type in _TRANSLATED and field.result is not None:
        head, result = out[field.begin : field.result], out[field.result : -1]
        if is_balanced(head) and is_balanced(result) and any(item.sort is Sort.TEXT for item in result):
            opening, closing = absorbed(head, "field"), out[-1]
            opening.sort, opening.text = Sort.OPEN, field.instruction.strip()
            closing.sort = Sort.CLOSE
            out[field.begin :] = [opening, *result, closing]
            return
    if is_balanced(inside):
        result = out[field.result : -1] if field.result is not None else []
        whole = absorbed(inside, "field")
        whole.text = absorbed(result, "field").text if result else ""
        out[field.begin :] = [whole]
    else:
        out[field.begin :] = [_protected(item) for item in inside]


def _protected(item: Item) -> Item:
    return absorbed([item], item.name) if item.sort is Sort.TEXT else item


def _single(item: Item) -> Item:
    """What is left of incomplete fields stands for itself."""
    if item.sort in (Sort.BEGIN, Sort.INSTRUCTION, Sort.SEPARATE, Sort.END):
        item.sort, item.text = Sort.SINGLE, ""
    return item
