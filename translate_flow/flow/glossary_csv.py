"""Glossaries as CSV: a header row, a pair of terms in each row, further columns kept.

The header names the columns: `source term` and `target term` (or the language tags themselves), `status`,
`note`; any other column is kept and written out again. Several columns with language tags give several pairs.
Cells that a spreadsheet would run as formulas are written behind an apostrophe, which reading takes off again.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translate_flow.errors import BadInput, TranslateFlowError, UsageError
from translate_flow.formats import Options
from translate_flow.formats.decoding import decode
from translate_flow.model import TermStatus

_SOURCE = frozenset(("source term", "source", "term"))
_TARGET = frozenset(("target term", "target", "translation"))
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_STATUS_WORDS = {"": TermStatus.PREFERRED, "forbidden": TermStatus.DEPRECATED, "dnt": TermStatus.DO_NOT_TRANSLATE}
_MOST_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair of terms."""

    source: str
    """Source term."""
    target: str
    """Target term."""
    source_language: str
    """BCP 47 tag."""
    target_language: str
    """BCP 47 tag."""
    status: TermStatus = TermStatus.PREFERRED
    """Standing of the target term."""
    note: str = ""
    """Remark."""
    extra: dict[str, str] = field(default_factory=dict)
    """Further columns."""


@dataclass(frozen=True, slots=True)
class _Columns:
    source: int
    targets: dict[int, str]
    status: int | None
    note: int | None
    extra: dict[int, str]


def checked_term(text: str) -> str:
    """A term, its white space tidied. Raises UsageError where there is none or it holds control characters."""
    tidy = " ".join(text.split())
    if not tidy:
        raise UsageError("A term is empty.", "Write the word or phrase.")
    if any(ord(letter) < 32 or "\ud800" <= letter <= "\udfff" for letter in tidy):
        raise UsageError(f"The term {tidy!r} holds characters that no term can hold.", "Write it without them.")
    return tidy


def checked_status(text: str) -> TermStatus:
    """A status by its name, case not counting. Raises UsageError that lists them."""
    name = text.strip().casefold().replace(" ", "-").replace("_", "-")
    if name in _STATUS_WORDS:
        return _STATUS_WORDS[name]
    if name not in list(TermStatus):
        raise UsageError(f"{text!r} is no status of a term.", f"Statuses: {', '.join(TermStatus)}.")
    return TermStatus(name)


def parse(data: bytes, path: Path, source: str, targets: Sequence[str], to: str | None) -> list[Entry]:
    """Entries of a CSV file with a header; comma, semicolon or tab, found from the header.

    `to` is the language of a column `target term`; None: the project's only target. Raises BadInput with the line.
    """
    try:
        text = decode(data, Options()).text
    except TranslateFlowError as error:
        raise BadInput(f"{path}: {error.message}", "Save the file as UTF-8.") from error
    first = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    csv.field_size_limit(_MOST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Entry] = []
    columns: _Columns | None = None
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = _columns(row, source, targets, to)
            else:
                found += _entries(row, columns, source)
    except (UsageError, csv.Error) as error:
        message = error.message if isinstance(error, UsageError) else f"{error}."
        hint = error.hint if isinstance(error, UsageError) else "Mend that line; nothing was imported."
        raise BadInput(f"{path}, line {max(reader.line_num, 1)}: {message}", hint) from error
    if columns is None:
        raise BadInput(f"{path} is empty.", "A glossary begins with a header: source term,target term,status,note.")
    return found


def _columns(header: Sequence[str], source: str, targets: Sequence[str], to: str | None) -> _Columns:
    names = [" ".join(cell.split()) for cell in header]
    keys = [name.casefold() for name in names]
    doubled = next((name for name, key in zip(names, keys, strict=True) if key and keys.count(key) > 1), None)
    if doubled:
        raise UsageError(f"The column {doubled!r} stands twice in the header.", "Give each column its own name.")
    source_at = [at for at, key in enumerate(keys) if key in _SOURCE or key == source.casefold()]
    tags = {tag.casefold(): tag for tag in targets}
    target_at = {at: tags[key] for at, key in enumerate(keys) if key in tags and (to is None or tags[key] == to)}
    plain = [at for at, key in enumerate(keys) if key in _TARGET]
    if plain:
        if to is None and len(targets) > 1:
            raise UsageError("The header does not say the target language.", f"Say --to {' or '.join(targets)}.")
        target_at[plain[0]] = to or targets[0]
    if not source_at or not target_at:
        missing = (
            f"source term (or {source})" if not source_at else f"target term (or {', '.join([to] if to else targets)})"
        )
        raise UsageError(f"The header has no column {missing}.", "Begin with: source term,target term,status,note.")
    status = keys.index("status") if "status" in keys else None
    note = keys.index("note") if "note" in keys else None
    known = {source_at[0], *target_at, status, note, *(at for at, key in enumerate(keys) if key in tags)}
    extra = {at: name for at, name in enumerate(names) if at not in known and name}
    return _Columns(source_at[0], target_at, status, note, extra)


def _entries(row: Sequence[str], columns: _Columns, source: str) -> list[Entry]:
    cells = [_undefused(cell) for cell in row]

    def cell(at: int | None) -> str:
        return cells[at].strip() if at is not None and at < len(cells) else ""

    status = checked_status(cell(columns.status))
    term = checked_term(cell(columns.source))
    extra = {name: cell(at) for at, name in columns.extra.items() if cell(at)}
    found = []
    for at, tag in columns.targets.items():
        text = cell(at)
        if not text and status is TermStatus.DO_NOT_TRANSLATE:
            text = term
        if not text and len(columns.targets) > 1:
            continue
        found.append(Entry(term, checked_term(text), source, tag, status, cell(columns.note), extra))
    return found


def render(entries: Sequence[Entry], source: str, target: str) -> bytes:
    """CSV of entries of one language pair, UTF-8, lines ended by CRLF (RFC 4180)."""
    further = list(dict.fromkeys(name for entry in entries for name in entry.extra))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([source, target, "status", "note", *further])
    for entry in entries:
        cells = [entry.source, entry.target, str(entry.status), entry.note]
        writer.writerow([_defused(cell) for cell in [*cells, *(entry.extra.get(name, "") for name in further)]])
    return out.getvalue().encode()


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) or (cell.startswith("'") and cell[1:].startswith(_RISKY)) else cell


def _undefused(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip("'").startswith(_RISKY) else cell
