"""Glossaries as TBX: version 3 (ISO 30042:2019; core, Min and Basic, style DCA) and TBX 2008 (martif).

A dialect has categories for some of what is said of a term; the rest is written as notes, `gender: feminine`, which
`tbx_reading` takes back for what they are.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from translate_flow.exchange.glossary.drafts import Draft
from translate_flow.exchange.glossary.table import COLUMNS
from translate_flow.model import Concept, Term, TermStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CATEGORIES = {
    "subjectField": "domain",
    "definition": "definition",
    "administrativeStatus": "status",
    "partOfSpeech": "part of speech",
    "grammaticalGender": "gender",
    "source": "reference",
    "context": "example",
}
"""TBX data category → column of `table.COLUMNS`."""
PARTS_OF_SPEECH = frozenset(("noun", "verb", "adjective", "adverb", "properNoun", "other"))
_GENDERS = frozenset(("masculine", "feminine", "neuter", "other"))
_STATUSES = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    TermStatus.DO_NOT_TRANSLATE: "preferredTerm-admn-sts",
}
_DIALECTS = {
    "tbx": ("TBX-Basic", frozenset(CATEGORIES)),
    "tbx-min": ("TBX-Min", frozenset(("subjectField", "administrativeStatus", "partOfSpeech"))),
    "tbx-core": ("TBX-Core", frozenset[str]()),
    "tbx-2008": ("TBX-Basic", frozenset(CATEGORIES)),
}
_ELEMENTS = {
    "administrativeStatus": "termNote",
    "partOfSpeech": "termNote",
    "grammaticalGender": "termNote",
    "source": "admin",
}
_DESCRIPTION = "descrip"


class _Writer:
    """Elements of one dialect."""

    def __init__(self, form: str) -> None:
        from lxml import etree

        self._etree = etree
        self.dialect, self._categories = _DIALECTS[form]
        self.is_old = form == "tbx-2008"

    def element(self, parent: "_Element | None", name: str, text: str = "", **attributes: str) -> "_Element":
        """An element of the dialect's namespace, perhaps below another."""
        tag = name if self.is_old else f"{{{NAMESPACE}}}{name}"
        if parent is None:
            made = self._etree.Element(tag, nsmap=None if self.is_old else {None: NAMESPACE})
        else:
            made = self._etree.SubElement(parent, tag)
        for key, value in attributes.items():
            made.set(key, value)
        made.text = _legal(text) or None
        return made

    def say(self, parent: "_Element", category: str, text: str) -> None:
        """One category of a concept or term."""
        if text:
            self.element(parent, _ELEMENTS.get(category, _DESCRIPTION), text, type=category)

    def has(self, category: str) -> bool:
        """Does the dialect have the category?"""
        return category in self._categories

    def note(self, parent: "_Element", name: str, text: str) -> None:
        """A note on what the dialect has no category for."""
        self.element(parent, "note", f"{name}: {text}" if name else text)

    def concept(self, parent: "_Element", draft: Draft, languages: Sequence[str], number: int) -> None:
        """A concept with its terms by language."""
        entry = self.element(parent, "termEntry" if self.is_old else "conceptEntry", id=_id(draft, number))
        self._meaning(entry, draft.concept)
        for tag in languages:
            terms = [term for term in draft.terms if term.language == tag]
            if terms:
                section = self.element(entry, "langSet" if self.is_old else "langSec")
                section.set(XML_LANG, tag)
                for term in terms:
                    self._term(self.element(section, "tig" if self.is_old else "termSec"), term)

    def _meaning(self, entry: "_Element", concept: Concept) -> None:
        for category, text in (("subjectField", concept.domain), ("definition", concept.definition)):
            if self.has(category):
                self.say(entry, category, text)
            elif text:
                self.note(entry, CATEGORIES[category], text)
        if concept.note:
            self.note(entry, "", concept.note)
        self._extra(entry, concept.extra)

    def _term(self, section: "_Element", term: Term) -> None:
        self.element(section, "term", term.text)
        notes: list[tuple[str, str]] = []
        # termNote comes before all others
        ordered = sorted(CATEGORIES, key=lambda name: _ELEMENTS.get(name) != "termNote")
        for category in ordered:
            column = CATEGORIES[category]
            if column in ("domain", "definition"):
                continue
            plain = str(getattr(term, COLUMNS[column]))
            value, is_whole = _listed(category, plain)
            if self.has(category):
                self.say(section, category, value)
            if plain and not (self.has(category) and is_whole) and (category, plain) != _USUAL:
                notes.append((column, plain))
        notes += [("case sensitive", "yes")] if term.is_case_sensitive else []
        notes += [("article", term.article)] if term.article else []
        notes += [("", term.note)] if term.note else []
        for name, text in notes:
            self.note(section, name, text)
        self._extra(section, term.extra)

    def _extra(self, section: "_Element", extra: dict[str, str]) -> None:
        for name, text in extra.items():
            self.note(section, f"column {name}", text)


_USUAL = ("administrativeStatus", str(TermStatus.PREFERRED))


def _listed(category: str, text: str) -> tuple[str, bool]:
    """A value as TBX lists it, and whether that says all."""
    if category == "administrativeStatus":
        return _STATUSES[TermStatus(text)], text != TermStatus.DO_NOT_TRANSLATE
    if category == "partOfSpeech" and text:
        word = {"proper noun": "properNoun"}.get(text.casefold(), text)
        return (word, True) if word in PARTS_OF_SPEECH else ("other", False)
    if category == "grammaticalGender" and text:
        return (text, True) if text in _GENDERS else ("other", False)
    return text, True


def _id(draft: Draft, number: int) -> str:
    return draft.key if draft.key.isidentifier() and draft.key.isascii() else f"c{number}"


def _legal(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def render(drafts: Sequence[Draft], languages: Sequence[str], title: str, form: str) -> bytes:
    """A TBX file of concepts that have terms in these languages, the first being the source; UTF-8."""
    from lxml import etree

    writer = _Writer(form)
    root = writer.element(None, "martif" if writer.is_old else "tbx", type=writer.dialect)
    if not writer.is_old:
        root.set("style", "dca")
    root.set(XML_LANG, languages[0])
    header = writer.element(root, "martifHeader" if writer.is_old else "tbxHeader")
    description = writer.element(header, "fileDesc")
    writer.element(writer.element(description, "titleStmt"), "title", title)
    writer.element(writer.element(description, "sourceDesc"), "p", f"Glossary of {title}, by translate-flow")
    found = [draft for draft in drafts if any(term.language in languages for term in draft.terms)]
    text = writer.element(root, "text")
    if found:
        body = writer.element(text, "body")
        for number, draft in enumerate(found, 1):
            writer.concept(body, draft, languages, number)
    kind = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">' if writer.is_old else None
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=kind)
    return data
