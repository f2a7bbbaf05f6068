"""Glossaries as lines with tabs: OmegaT's files and UTX.

OmegaT: source, target, comment; UTF-8; no header; lines that begin with # are comments. A standing that is not the
usual one is written in front of the comment: `[deprecated] old name`.
UTX 1.20 (AAMT): a first line `#UTX 1.20; en/ro; TIME; …`, a second one with the names of the columns, `#src tgt …`.
"""

import re
from collections.abc import Sequence

from translate_flow.errors import BadInput, UsageError
from translate_flow.exchange.glossary import table
from translate_flow.exchange.glossary.drafts import Draft, checked_status, checked_term, pairs
from translate_flow.model import Concept, Term, TermStatus

_STANDING = re.compile(r"\[([a-z-]+)\] ?(.*)", re.DOTALL)
_UTX = re.compile(r"#\s*UTX(?:-S)?\s+[\d.]+\s*;\s*([A-Za-z0-9-]+)\s*/\s*([A-Za-z0-9-]+)")
_FROM_UTX = {
    "approved": "preferred",
    "provisional": "admitted",
    "non-standard": "admitted",
    "forbidden": "deprecated",
    "rejected": "deprecated",
    "obsolete": "deprecated",
}
_TO_UTX = {TermStatus.PREFERRED: "approved", TermStatus.ADMITTED: "non-standard", TermStatus.DEPRECATED: "forbidden"}
_COLUMN_OF = {
    "src": "source",
    "tgt": "target",
    "src:pos": "part of speech",
    "term status": "status",
    "tgt:comment": "note",
    "comment": "note",
    "domain": "domain",
    "concept id": "concept",
}
_UTX_OF = {"status": "term status", "part of speech": "src:pos", "concept": "concept ID", "note": "comment"}


def _only(targets: Sequence[str]) -> str:
    if len(targets) > 1:
        raise UsageError("The file does not say the target language.", f"Say --to {' or '.join(targets)}.")
    return targets[0]


def parse_tab(text: str, place: str, source: str, targets: Sequence[str]) -> list[Draft]:
    """Drafts of an OmegaT glossary. Raises BadInput with line and column, UsageError where --to is missing."""
    target = _only(targets)
    found: list[Draft] = []
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2:
            raise BadInput(
                f"{place}, line {number}: there is no tab between source and target.",
                "Write source, tab, target and, if you like, tab, comment.",
            )
        standing = _STANDING.fullmatch(cells[2]) if len(cells) > 2 else None
        is_standing = standing is not None and standing[1] in list(TermStatus)
        status = TermStatus(standing[1]) if standing and is_standing else TermStatus.PREFERRED
        note = standing[2] if standing and is_standing else " ".join(cells[2:])
        texts = [_checked(cells[at], place, number, at + 1) for at in (0, 1)]
        terms = (Term(texts[0], source, 0), Term(texts[1], target, 0, status, note.strip()))
        found.append(Draft(Concept(), terms, number))
    if not found:
        raise BadInput(f"{place} holds no terms.", "Write source, tab, target on each line.")
    return found


def _checked(text: str, place: str, line: int, column: int) -> str:
    try:
        return checked_term(text)
    except UsageError as error:
        raise BadInput(f"{place}, line {line}, column {column}: {error.message}", error.hint) from error


def render_tab(drafts: Sequence[Draft], source: str, target: str) -> bytes:
    """An OmegaT glossary of one language pair."""
    lines = []
    for draft, first, second in pairs(drafts, source, target):
        standing = "" if second.status is TermStatus.PREFERRED else f"[{second.status}] "
        comment = _plain(standing + (second.note or draft.concept.definition)).strip()
        shield = " " if first.text.startswith("#") else ""
        lines.append("\t".join([shield + first.text, second.text, *([comment] if comment else [])]))
    return "".join(f"{line}\n" for line in lines).encode()


def _plain(cell: str) -> str:
    return re.sub(r"[\t\r\n]+", " ", cell)


def parse_utx(text: str, place: str, source: str, targets: Sequence[str]) -> list[Draft]:
    """Drafts of a UTX file. Raises BadInput with line and column."""
    lines = re.split("\r\n|\r|\n", text)
    head = _UTX.match(lines[0])
    if not head:
        raise BadInput(f"{place}, line 1: this is no UTX header.", "It begins: #UTX 1.20; en/ro; …")
    target = next((tag for tag in targets if _is_one_language(tag, head[2])), None)
    if target is None or not _is_one_language(source, head[1]):
        wanted = f"{source}/{' or '.join(targets)}"
        raise BadInput(f"{place}, line 1: the file is for {head[1]}/{head[2]}, not for {wanted}.", "Name another file.")
    at = next((at for at, line in enumerate(lines) if at and line.startswith("#src")), None)
    if at is None:
        raise BadInput(f"{place}: no line names the columns.", "The second line begins: #src, tab, tgt.")
    names = [name.strip() for name in lines[at][1:].split("\t")]
    columns = [_COLUMN_OF.get(name.casefold(), name) for name in names]
    status = columns.index("status") if "status" in columns else None
    kept = ["" if line.startswith("#") else _with_status(line, status) for line in lines]
    kept[at] = "\t".join(columns)
    return table.parse("\n".join(kept), place, source, [target], target, is_plain=True)


def _is_one_language(ours: str, theirs: str) -> bool:
    mine, other = ours.casefold(), theirs.casefold()
    return mine == other or other.startswith(f"{mine}-") or mine.startswith(f"{other}-")


def _with_status(line: str, at: int | None) -> str:
    cells = line.split("\t")
    if at is None or at >= len(cells):
        return line
    word = cells[at].strip().casefold()
    cells[at] = _FROM_UTX.get(word, word)
    return "\t".join(cells)


def render_utx(drafts: Sequence[Draft], source: str, target: str, now: str) -> bytes:
    """A UTX 1.20 file of one language pair; `now` is the time, UTC, ISO 8601."""
    names, found = table.rows(drafts, source, target)
    has_fixed = any(row["status"] == TermStatus.DO_NOT_TRANSLATE for row in found)
    shown = {source: "src", target: "tgt", **_UTX_OF}
    header = [shown.get(name, name) for name in names]
    # a word that stays as it is has no status of its own in UTX
    lines = [f"#UTX 1.20; {source}/{target}; {now}; creator: translate-flow", "#" + "\t".join(header)]
    for row in found:
        cells = [row.get(name, "") for name in names]
        fixed = row["status"] == TermStatus.DO_NOT_TRANSLATE
        cells[2] = str(TermStatus.DO_NOT_TRANSLATE) if has_fixed and fixed else _TO_UTX[checked_status(row["status"])]
        lines.append("\t".join(map(_plain, cells)))
    return "".join(f"{line}\n" for line in lines).encode()
