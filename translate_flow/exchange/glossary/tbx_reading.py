"""Reading TBX: version 3 in both styles (DCA, DCT) and TBX 2008 (martif), whatever the dialect."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from translate_flow import language
from translate_flow.errors import BadInput, UsageError
from translate_flow.exchange.glossary.drafts import Draft, checked_gender, checked_term
from translate_flow.exchange.glossary.table import COLUMNS
from translate_flow.exchange.glossary.tbx_writing import CATEGORIES, NAMESPACE, XML_LANG
from translate_flow.model import Concept, Term, TermStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

_STATUSES = {
    "preferredterm": TermStatus.PREFERRED,
    "preferred": TermStatus.PREFERRED,
    "standardizedterm": TermStatus.PREFERRED,
    "admittedterm": TermStatus.ADMITTED,
    "admitted": TermStatus.ADMITTED,
    "notrecommended": TermStatus.DEPRECATED,
    "obsolete": TermStatus.DEPRECATED,
    "deprecatedterm": TermStatus.DEPRECATED,
    "supersededterm": TermStatus.DEPRECATED,
    "deprecated": TermStatus.DEPRECATED,
}
_STATUS_CATEGORIES = ("administrativeStatus", "normativeAuthorization")
_SECTIONS = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")


def parse(data: bytes, place: str, languages: Sequence[str]) -> list[Draft]:
    """Drafts of the concepts that have a term in the first language and one in another.

    Raises BadInput with line and column for a broken or hostile file, or one without such concepts.
    """
    root = _root(data, place)
    if _name(root) not in ("tbx", "martif"):
        raise BadInput(f"{place}, line {root.sourceline}: this is {_name(root)}, not TBX.", "Name a TBX file.")
    found: list[Draft] = []
    tags: Counter[str] = Counter()
    for entry in root.iter("{*}conceptEntry", "{*}termEntry"):
        draft = _draft(entry, place, languages, tags)
        if len({term.language for term in draft.terms}) > 1 and draft.terms[0].language == languages[0]:
            found.append(draft)
    if not found:
        there = ", ".join(sorted(tags)) or "none"
        raise BadInput(
            f"{place} holds no concept with terms in {languages[0]} and {' or '.join(languages[1:])}, but: {there}.",
            "Is it a glossary for this project?",
        )
    return found


def _root(data: bytes, place: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = str(error.msg).split(", line ")[0]
        if "depth" in message:
            message = "its elements are nested more than 255 deep"
        raise BadInput(
            f"{place}, line {line}, column {column}: the XML is broken: {message}.", "Mend it; nothing was imported."
        ) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise BadInput(f"{place}, line 1: the file declares entities of its own.", "Write the characters themselves.")
    return root


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _said(element: "_Element") -> Iterator[tuple[str, str]]:
    """(category, text) of what is said in an element: in style DCA by `type`, in DCT by name; groups are entered."""
    for child in element:
        name = _name(child)
        if name.endswith("Grp"):
            yield from _said(child)
        elif name in ("descrip", "termNote", "admin"):
            yield child.get("type", ""), _text(child)
        elif name == "note":
            yield "note", _text(child)
        elif not str(child.tag).startswith(f"{{{NAMESPACE}}}") and str(child.tag).startswith("{"):
            yield name, _text(child)


def _text(element: "_Element") -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _draft(entry: "_Element", place: str, languages: Sequence[str], tags: Counter[str]) -> Draft:
    said = _collected(_said(entry))
    terms: list[Term] = []
    for section in entry:
        if _name(section) not in _SECTIONS:
            continue
        tag = section.get(XML_LANG) or section.get("lang") or ""
        tags[tag or "(no language)"] += 1
        ours = _ours(tag, languages)
        if ours:
            # a definition may stand with the language
            said = _collected(_said(section)) | said
            terms += _terms(section, ours, place)
    terms.sort(key=lambda term: languages.index(term.language))
    meaning = Concept(
        domain=said.get("domain", ""),
        definition=said.get("definition", ""),
        note=said.get("note", ""),
        extra=said.get("extra", {}),
    )
    return Draft(meaning, tuple(terms), int(entry.sourceline or 0), entry.get("id") or f"line {entry.sourceline}")


def _ours(tag: str, languages: Sequence[str]) -> str:
    """The project's language that a tag stands for; empty where there is none."""
    try:
        theirs = language.normalise(tag)
    except UsageError:
        return ""
    if theirs in languages:
        return theirs
    return next(
        (ours for ours in languages if ours in language.fallbacks(theirs) or theirs in language.fallbacks(ours)), ""
    )


def _terms(section: "_Element", tag: str, place: str) -> Iterator[Term]:
    for holder in section:
        if _name(holder) not in _TERMS:
            continue
        group = next((child for child in holder if _name(child) == "termGrp"), holder)
        term = next((child for child in group if _name(child) == "term"), None)
        line = (holder if term is None else term).sourceline
        try:
            text = checked_term(_text(term) if term is not None else "")
        except UsageError as error:
            raise BadInput(f"{place}, line {line}: {error.message}", error.hint) from error
        yield Term(text, tag, 0, **_attributes(_collected(_said(holder))))


def _attributes(said: dict[str, Any]) -> dict[str, Any]:
    """What is said of a term as attributes of `Term`."""
    found = {COLUMNS[name]: said[name] for name in COLUMNS if name in said and name not in ("domain", "definition")}
    if "gender" in said:
        found["gender"] = checked_gender(said["gender"])
    if "is_case_sensitive" in found:
        found["is_case_sensitive"] = said["case sensitive"] == "yes"
    return found | {"extra": said.get("extra", {})}


def _collected(said: Iterator[tuple[str, str]]) -> dict[str, Any]:
    """What is said, by column; notes that `tbx_writing` made are what they stand for."""
    found: dict[str, Any] = {}
    notes: list[str] = []
    for category, text in said:
        name, colon, value = text.partition(": ")
        if category in _STATUS_CATEGORIES:
            status = _STATUSES.get(text.casefold().removesuffix("-admn-sts"))
            found.update({"status": status} if status else {})
        elif category in CATEGORIES:
            plain = "proper noun" if text == "properNoun" else text
            found.setdefault(CATEGORIES[category], plain)
        elif category == "note" and colon and name == "status" and value in list(TermStatus):
            found["status"] = TermStatus(value)
        elif category == "note" and colon and name in COLUMNS and name not in ("status", "note"):
            found[name] = value
        elif category == "note" and colon and name.startswith("column "):
            found.setdefault("extra", {})[name.removeprefix("column ")] = value
        elif category == "note" and text:
            notes.append(text)
        elif text and category:
            found.setdefault("extra", {})[category] = text
    return found | ({"note": "; ".join(dict.fromkeys(notes))} if notes else {})
