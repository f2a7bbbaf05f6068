"""Glossaries as CSV: a header row, a pair of terms in each row, further columns kept.

The header names the columns: `source term` and `target term` (or the language tags themselves), the columns of
`COLUMNS`, each also for one language (`en note`), and `concept`, by which rows belong together; any other column is
kept and written out again. Several columns with language tags give several pairs. Any delimiter will do.
Cells that a spreadsheet would run as formulas are written behind an apostrophe, which reading takes off again.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from translate_flow.errors import BadInput, UsageError
from translate_flow.exchange.glossary.drafts import (
    Draft,
    checked_gender,
    checked_status,
    checked_term,
    checked_truth,
    pairs,
)
from translate_flow.language import base
from translate_flow.model import Concept, Term, TermStatus

_SOURCE = frozenset(("source term", "source", "term"))
_TARGET = frozenset(("target term", "target", "translation"))
_ALIASES = {
    "comment": "note",
    "remark": "note",
    "notes": "note",
    "pos": "part of speech",
    "subject": "domain",
    "subject field": "domain",
    "context": "example",
    "case-sensitive": "case sensitive",
    "term source": "reference",
}
COLUMNS = {
    "status": "status",
    "note": "note",
    "domain": "domain",
    "definition": "definition",
    "part of speech": "part_of_speech",
    "gender": "gender",
    "example": "example",
    "reference": "reference",
    "case sensitive": "is_case_sensitive",
    "article": "article",
}
"""Column → attribute of the target term; domain and definition are the concept's."""
_OF_CONCEPT = frozenset(("domain", "definition"))
_OF_BOTH = frozenset(("part of speech", "case sensitive"))
_CONCEPT = "concept"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
# how Excel names the delimiter in front of the header
_EXCEL_SIGN = re.compile(r"(sep=(.))(?=\r?\n)", re.IGNORECASE)
_MOST_FIELD = 1_000_000
# en-US, EN_us, English (US)
_REGION = re.compile(r"[-_(]")


@dataclass(slots=True)
class _Columns:
    names: list[str]
    source: int
    targets: dict[int, str]
    concept: int | None = None
    shared: dict[str, int] = field(default_factory=dict)
    """Column of `COLUMNS` → place."""
    own: dict[tuple[str, str], int] = field(default_factory=dict)
    """(language, column) → place."""
    extra: dict[int, str] = field(default_factory=dict)
    plans: dict[str, list["_Plan"]] = field(default_factory=dict)
    """Language → what its terms are told by."""


_Plan = tuple[str, int | None, int | None, Any]
"""An attribute of a term, its column of its own, the shared one, and what reads the cell."""


class _Misplaced(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: int, error: UsageError) -> None:
        super().__init__(error.message)
        self.column = column
        self.error = error


def parse(
    text: str, place: str, source: str, targets: Sequence[str], to: str | None, *, is_plain: bool = False
) -> list[Draft]:
    """Drafts of a CSV file with a header, one for each row; a plain one has tabs and no quotes.

    `place` names the file; `to` is the language of a column `target term`, None: the project's only target. Raises
    BadInput with line and column.
    """
    csv.field_size_limit(_MOST_FIELD)
    told = _EXCEL_SIGN.match(text)
    if told:  # the line stays, blank, so that numbers of lines are right
        text = text[told.end(1) :]
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = "\t" if is_plain else told[2] if told else delimiter(first, source, targets)
    stream = io.StringIO(text, newline="")
    reader = (
        csv.reader(stream, delimiter=sign, quoting=csv.QUOTE_NONE, strict=True)
        if is_plain
        else csv.reader(stream, delimiter=sign, strict=True)
    )
    found: list[Draft] = []
    columns: _Columns | None = None
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                if columns is None:
                    columns = _columns(row, source, targets, to)
                else:
                    found += _drafts(row, columns, source, line)
            line = reader.line_num + 1
    except _Misplaced as found_at:
        names = columns.names if columns else []
        where = f"column {found_at.column + 1}" + (f" ({names[found_at.column]})" if names else "")
        raise BadInput(f"{place}, line {line}, {where}: {found_at.error.message}", found_at.error.hint) from None
    except UsageError as error:
        raise BadInput(f"{place}, line {line}: {error.message}", error.hint) from error
    except csv.Error as error:
        hint = "Mend that line; nothing was imported."
        raise BadInput(f"{place}, line {max(line, 1)}: {_told(str(error))}.", hint) from error
    if columns is None:
        raise BadInput(f"{place} is empty.", "A glossary begins with a header: source term,target term,status,note.")
    return found


def _told(message: str) -> str:
    """What the reader of CSV found, for people."""
    if "unexpected end" in message:
        return "a cell begins with a quotation mark and never ends"
    if "expected after" in message:
        return "behind the closing quotation mark of a cell stands no delimiter"
    return message


def delimiter(header: str, source: str, targets: Sequence[str]) -> str:
    """The sign that cuts a header into the most columns that are known; a comma where none does."""
    known = {*_SOURCE, *_TARGET, *COLUMNS, *_ALIASES, *(tag.casefold() for tag in (source, *targets))}
    signs = {sign for sign in header if not sign.isalnum() and sign not in " \"'-_()"} | {","}

    def fit(sign: str) -> tuple[int, bool, int]:
        cells = [" ".join(cell.strip('" ').casefold().split()) for cell in header.split(sign)]
        return sum(cell in known for cell in cells), sign in ",;\t|", len(cells)

    return max(sorted(signs), key=fit)


def is_table(header: str, source: str, targets: Sequence[str]) -> bool:
    """Does a first line look like the header of such a file, with a source column at least?"""
    cells = header.strip("\ufeff").split(delimiter(header, source, targets))
    names = {" ".join(cell.strip('" \r\n').casefold().split()) for cell in cells}
    return bool(names & {*_SOURCE, source.casefold()}) and bool(
        names & {*_TARGET, *COLUMNS, *(tag.casefold() for tag in targets)}
    )


def _columns(header: Sequence[str], source: str, targets: Sequence[str], to: str | None) -> _Columns:
    names = [" ".join(cell.split()) for cell in header]
    keys = [_ALIASES.get(name.casefold(), name.casefold()) for name in names]
    doubled = next((at for at, key in enumerate(keys) if key and key in keys[:at]), None)
    if doubled is not None:
        raise UsageError(f"The column {names[doubled]!r} stands twice in the header.", "Give each column its own name.")
    tags = {tag.casefold(): tag for tag in targets}
    keys = _with_tags(keys, [source, *targets])
    found = _Columns(names, *_languages(keys, source, tags, to, targets))
    known = {found.source, *found.targets, *(at for at, key in enumerate(keys) if key in tags)}
    tags[source.casefold()] = source
    # the source language's first: a concept has one definition, further ones are kept as columns of their own
    for at, key in sorted(enumerate(keys), key=lambda cell: not cell[1].startswith(source.casefold())):
        tag, _, rest = key.partition(" ")
        name = _ALIASES.get(rest, rest)
        if at in known or not key:
            continue
        if key == _CONCEPT:
            found.concept = at
        elif key in COLUMNS:
            found.shared[key] = at
        elif tag in tags and name in _OF_CONCEPT and name not in keys:
            place = found.shared.setdefault(name, at)
            if place != at:
                found.extra[at] = names[at]
        elif tag in tags and name in COLUMNS and name not in _OF_CONCEPT:
            found.own[tags[tag], name] = at
        else:
            found.extra[at] = names[at]
    for tag in {source, *found.targets.values()}:
        found.plans[tag] = [*_plans(found, tag, is_source=tag == source)]
    return found


def _plans(columns: _Columns, tag: str, *, is_source: bool) -> Iterator[_Plan]:
    readers = {"status": checked_status, "case sensitive": checked_truth, "gender": checked_gender}
    for name, attribute in COLUMNS.items():
        own = columns.own.get((tag, name))
        is_shared = name not in _OF_CONCEPT and (not is_source or name in _OF_BOTH)
        shared = columns.shared.get(name) if is_shared else None
        if own is not None or shared is not None:
            yield attribute, own, shared, readers.get(name, str)


def _with_tags(keys: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Names of columns; languages that are named in another way (English, en-US, EN_us) by the project's tags."""
    own = [tag.casefold() for tag in tags]
    if {*_SOURCE, own[0]}.intersection(keys) and {*_TARGET, *own[1:]}.intersection(keys):
        return list(keys)
    known = {*_SOURCE, *_TARGET, *COLUMNS, *own}
    named = {name: tag.casefold() for tag in reversed(tags) for name in _names(tag)}
    found = [key if key in known else named.get(_REGION.split(key)[0].strip(), key) for key in keys]
    return [key if found.index(key) == at else keys[at] for at, key in enumerate(found)]


def _names(tag: str) -> set[str]:
    """What a language is called in tables of others: its base tag, its name in English and in itself."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(base(tag))
    except (UnknownLocaleError, ValueError):
        return {base(tag)}
    own, english = locale.get_language_name(), locale.get_language_name("en")
    return {base(tag)} | {name.casefold() for name in (own, english) if name}


def _languages(
    keys: Sequence[str], source: str, tags: dict[str, str], to: str | None, targets: Sequence[str]
) -> tuple[int, dict[int, str]]:
    """Places of the source terms and of the terms of target languages."""
    source_at = [at for at, key in enumerate(keys) if key in _SOURCE or key == source.casefold()]
    target_at = {at: tags[key] for at, key in enumerate(keys) if key in tags and (to is None or tags[key] == to)}
    plain = [at for at, key in enumerate(keys) if key in _TARGET]
    if plain:
        if to is None and len(targets) > 1:
            raise UsageError("The header does not say the target language.", f"Say --to {' or '.join(targets)}.")
        target_at[plain[0]] = to or targets[0]
    if not source_at or not target_at:
        wanted = ", ".join([to] if to else targets)
        missing = f"source term (or {source})" if not source_at else f"target term (or {wanted})"
        there = ", ".join(repr(key) for key in keys if key)
        raise UsageError(
            f"The header has no column {missing}; it has {there[:200]}.",
            "Begin with: source term,target term,status,note.",
        )
    return source_at[0], target_at


def _drafts(row: Sequence[str], columns: _Columns, source: str, line: int) -> Iterator[Draft]:
    cells = [_undefused(cell).strip() for cell in row]
    if len(cells) > len(columns.names) and any(cells[len(columns.names) :]):
        raise UsageError(
            f"The row has {len(cells)} cells, the header {len(columns.names)}.", "Quote cells that hold the delimiter."
        )
    cells += [""] * (len(columns.names) - len(cells))
    said = _said(cells, columns.plans[source])
    first = Term(_read(cells, columns.source, checked_term), source, 0, **said)
    meaning = {name: cells[columns.shared[name]] if name in columns.shared else "" for name in _OF_CONCEPT}
    concept = Concept(domain=meaning["domain"], definition=meaning["definition"])
    extra = {name: cells[at] for at, name in columns.extra.items() if cells[at]}
    terms = [first]
    for at, tag in columns.targets.items():
        said = _said(cells, columns.plans[tag])
        fixed = said.get("status") is TermStatus.DO_NOT_TRANSLATE
        if not cells[at] and not fixed and len(columns.targets) > 1:
            continue
        text = first.text if fixed and not cells[at] else _read(cells, at, checked_term)
        terms.append(Term(text, tag, 0, extra=extra, **said))
    key = cells[columns.concept] if columns.concept is not None else ""
    if len(terms) > 1:
        yield Draft(concept, tuple(terms), line, key)


def _said(cells: Sequence[str], plans: Sequence[_Plan]) -> dict[str, Any]:
    """Attributes of a term that its row gives."""
    found: dict[str, Any] = {}
    for attribute, own, shared, reader in plans:
        at = own if own is not None and cells[own] else shared
        if at is not None and cells[at]:
            found[attribute] = _read(cells, at, reader)
    return found


def _read(cells: Sequence[str], at: int, reader: Any) -> Any:
    try:
        return reader(cells[at])
    except UsageError as error:
        raise _Misplaced(at, error) from error


def rows(drafts: Sequence[Draft], source: str, target: str) -> tuple[list[str], list[dict[str, str]]]:
    """Header and rows (cells by column) of one language pair; columns beyond the first four as needed."""
    # in the order they came, where they have rows
    paired = sorted(pairs(drafts, source, target), key=lambda pair: (pair[2].id, pair[1].id))
    found = [_row(draft, first, second) for draft, first, second in paired]
    if not _needs_concepts(drafts, source, target):
        found = [{**row, _CONCEPT: ""} for row in found]
    always = [source, target, "status", "note"]
    optional = [*list(COLUMNS)[2:], *(f"{source} {name}" for name in COLUMNS), _CONCEPT]
    used = {name for row in found for name, cell in row.items() if cell}
    further = dict.fromkeys(name for row in found for name in row if name not in {*always, *optional})
    return [*always, *(name for name in optional if name in used), *further], found


def render(drafts: Sequence[Draft], source: str, target: str) -> bytes:
    """CSV of one language pair, UTF-8, lines ended by CRLF (RFC 4180)."""
    names, found = rows(drafts, source, target)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_defused(row.get(name, "")) for name in names] for row in found)
    return out.getvalue().encode()


def _row(draft: Draft, first: Term, second: Term) -> dict[str, str]:
    """A pair as cells by column."""
    row = {first.language: first.text, second.language: second.text, _CONCEPT: draft.key}
    for name, attribute in COLUMNS.items():
        ours, theirs = _cell(draft.concept, first, name), _cell(draft.concept, second, name)
        row[name] = theirs
        default = theirs if name in _OF_BOTH else str(TermStatus.PREFERRED) if attribute == "status" else ""
        if name not in _OF_CONCEPT and ours != default:
            row[f"{first.language} {name}"] = ours or ("no" if name == "case sensitive" else "")
    for name, cell in {**draft.concept.extra, **second.extra}.items():
        row[name] = row.get(name) or cell
    return row


def _cell(concept: Concept, term: Term, name: str) -> str:
    value = getattr(concept if name in _OF_CONCEPT else term, COLUMNS[name])
    return ("yes" if value else "") if isinstance(value, bool) else str(value)


def _needs_concepts(drafts: Sequence[Draft], source: str, target: str) -> bool:
    """Would rows be joined wrongly without a column that says what belongs together?"""
    sources = [
        (draft.key, term.text.casefold(), draft.concept.domain.casefold())
        for draft in drafts
        if any(term.language == target for term in draft.terms)
        for term in draft.terms
        if term.language == source
    ]
    has_synonyms = any(count > 1 for count in Counter(key for key, _, _ in sources).values())
    return has_synonyms or any(count > 1 for count in Counter((text, domain) for _, text, domain in sources).values())


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) or (cell.startswith("'") and cell[1:].startswith(_RISKY)) else cell


def _undefused(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip("'").startswith(_RISKY) else cell
