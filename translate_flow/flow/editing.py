"""Editing many segments at once through a worksheet."""

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translate_flow.errors import Refused, TranslateFlowError, UsageError
from translate_flow.files import read
from translate_flow.flow import adherence, people, saving, selection, term_keys, worksheet
from translate_flow.flow.saving import Edit
from translate_flow.flow.terms import FEW, recognise
from translate_flow.flow.worksheet import Row, Unread
from translate_flow.model import Article, Issue, Segment, State
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.store import Store


@frozen
class Outcome:
    """What became of a worksheet."""

    saved: tuple[Segment, ...]
    """Segments that were changed."""
    unread: tuple[Unread, ...]
    """Blocks that were not saved, with the reason."""
    is_conflict: bool
    """Was any of them changed by somebody else in between?"""


def open_worksheet(
    project: Project, name: str, segments: str | None = None, *, to: str | None = None, by: str | None = None
) -> Path:
    """Write a worksheet of an article's segments beside the project's files; returns its path.

    Raises UsageError (nobody named, unknown language), NotFound, TranslateFlowError if it cannot be written.
    """
    people.worker(by)
    language = project.target(to)
    with project.open() as store, term_keys.reading(store):
        article = selection.article(store, name)
        chosen = selection.numbers(segments, article.segments) if segments else None
        found = store.segments(article, store.job(article, language), chosen)
        numbers = [segment.number for segment in found]
        terms = dict(zip(numbers, recognise(store, article.source_language, language, found, article), strict=True))
        issues = dict(zip(numbers, _against_glossary(store, project, article, language, found), strict=True))
    text = worksheet.render(article.name, article.source_language, language, found, terms, issues)
    return _new_file(project, f"edit-{_plain(article.name)}.{language}-", text)


def _against_glossary(
    store: Store, project: Project, article: Article, language: str, segments: Sequence[Segment]
) -> list[tuple[Issue, ...]]:
    """What the targets of segments do against the glossary, drafts too."""
    if not any(segment.target for segment in segments) or not adherence.is_wanted(store, project):
        return [()] * len(segments)
    is_few = len(segments) <= FEW
    keeper = adherence.Adherence(store, project, article.source_language, language, article.name, is_few=is_few)
    return keeper.issues(segments)


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in ".-_" else "_" for letter in name)[:60]


def _new_file(project: Project, prefix: str, text: str) -> Path:
    try:
        descriptor, path = tempfile.mkstemp(prefix=prefix, suffix=".txt", dir=project.folder)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise TranslateFlowError(
            f"No worksheet can be written into {project.folder}: {error.strerror}.", "Free some room there."
        ) from error
    return Path(path)


def read_worksheet(
    project: Project, name: str, path: Path, *, to: str | None = None, by: str | None = None, is_kept: bool = False
) -> Outcome:
    """Save what was changed in a worksheet; every other block is handed back with its reason.

    Raises UsageError for a worksheet that is no UTF-8 text, or of another article or language; one that was kept
    (`is_kept`) must say whose it is. The file itself is never touched.
    """
    worker = people.worker(by)
    language = project.target(to)
    try:
        text = read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"The worksheet {path} is not UTF-8 from byte {error.start} on; nothing was saved from it.",
            "Save it as UTF-8 in the editor, then: edit ARTICLE --plain --resume FILE.",
        ) from error
    _check_title(project, name, path, text, language, is_kept=is_kept)
    rows, unread = worksheet.parse(text)
    with project.open() as store, store.writing():
        article = selection.article(store, name)
        rows = _followed(store, article, rows)
        current = _current(store, article, language, rows)
        edits: list[Edit] = []
        is_conflict = False
        seen: set[int] = set()
        job = store.job(article, language)
        for row in rows:
            if _is_untouched(store, job, row, current.get(row.number)):
                continue
            why, stale = _obstacle(project, row, current.get(row.number), worker, article, is_double=row.number in seen)
            if row.number in current and row.source == current[row.number].source:
                seen.add(row.number)
            if why:
                unread.append(Unread(row.line, _freshened(row, current.get(row.number), is_stale=stale), why))
                is_conflict |= stale
            elif is_changed(row, current[row.number]) and row.action:
                edits.append(Edit(row.number, row.action, row.target, seen=row.version))
        saved = saving.apply(store, project, article, language, edits, worker)
    unread.sort(key=lambda piece: piece.line)
    return Outcome(tuple(saved), tuple(unread), is_conflict)


def _check_title(project: Project, name: str, path: Path, text: str, language: str, *, is_kept: bool) -> None:
    first = worksheet.title_of(text)
    with project.open() as store:
        wanted = worksheet.title(selection.article(store, name).name, project.source, language)
    if first is None and is_kept:
        raise UsageError(f"{path} is no worksheet.", "Name the file that edit kept.")
    if first is not None and first != wanted:
        other = first.partition(": ")[2]
        raise UsageError(
            f"{path} is the worksheet of another job: {other}.", "Name that article, and --to its language."
        )


def _followed(store: Store, article: Article, rows: Sequence[Row]) -> list[Row]:
    """Blocks under the numbers that their segments have now; a join or split in between moves those behind it."""
    if not store.was_recut(article):
        return list(rows)
    segments = store.segments(article, 0)
    sources = {segment.number: segment.source for segment in segments}
    in_article, in_sheet = Counter(sources.values()), Counter(row.source for row in rows)
    only = {segment.source: segment.number for segment in segments if in_article[segment.source] == 1}
    found = []
    for row in rows:
        is_moved = sources.get(row.number) != row.source and in_sheet[row.source] == 1
        place = only.get(row.source, row.number) if is_moved else row.number
        lines = tuple(line.replace(f"[{row.number} ", f"[{place} ", 1) for line in row.lines[:1]) + row.lines[1:]
        found.append(row if place == row.number else replace(row, number=place, lines=lines))
    return found


def _current(store: Store, article: Article, language: str, rows: Sequence[Row]) -> dict[int, Segment]:
    job = store.job(article, language)
    numbers = sorted({row.number for row in rows if 1 <= row.number <= article.segments})
    return {segment.number: segment for segment in store.segments(article, job, numbers)} if numbers else {}


def _is_untouched(store: Store, job: int, row: Row, segment: Segment | None) -> bool:
    """Is a block of an older version just as it was shown, so that nobody's change is in its way?"""
    if segment is None or row.version >= segment.version or row.source != segment.source:
        return False
    events = store.events(store.chain_of(job), segment.id)
    shown = next((event.after for event in events if event.after.get("version") == row.version), {})
    was = saving.with_fields(replace(segment, target="", state=State.INITIAL, version=0), shown)
    return row.version == was.version and not is_changed(row, was)


def is_changed(row: Row, segment: Segment) -> bool:
    """Does a block ask for anything that is not so already?"""
    if row.action is None:
        return False
    has_new_verb = bool(row.target) and str(row.action) != worksheet.verb(segment)
    return row.target != segment.target.rstrip() or has_new_verb


def _obstacle(
    project: Project, row: Row, segment: Segment | None, by: str, article: Article, *, is_double: bool
) -> tuple[str, bool]:
    """Why a block cannot be saved, or nothing; and whether somebody else's change is the reason."""
    if segment is None:
        return f"there is no segment {row.number}; the article has 1 to {article.segments}", False
    if is_double:
        return f"segment {row.number} stands above already", False
    if row.source != segment.source:
        return "its source lines were changed here, or it was joined or split; sources are not edited here", False
    if row.version != segment.version:
        if row.target == segment.target.rstrip() or row.action is None:
            return "", False
        who = segment.translator or "somebody"
        theirs = worksheet.one_line(segment.target)
        return f"{who} changed it in between (v{segment.version}); theirs: {theirs}", True
    if row.action and not row.target and segment.target:
        return "its target is empty; to empty it on purpose: translate ARTICLE SEGMENT '' --draft", False
    if row.action and is_changed(row, segment):
        try:
            selection.check_texts(row.target)
            saving.changed(project, segment, Edit(row.number, row.action, row.target), by)
        except (Refused, UsageError) as error:
            return worksheet.one_line(f"{error.message} {error.hint}"), False
    return "", False


def _freshened(row: Row, segment: Segment | None, *, is_stale: bool) -> tuple[str, ...]:
    """The lines of a block; a stale one gets the present version, so that saving it again is a decision."""
    if not is_stale or segment is None:
        return row.lines
    fresh = replace(segment, target="")
    head = f"[{row.number} {row.action or worksheet.verb(fresh)} v{segment.version}]"
    return tuple(head if line.startswith("[") else line for line in row.lines)


def keep_unread(project: Project, name: str, outcome: Outcome, *, to: str | None = None) -> Path:
    """Write what was not saved into a worksheet of its own; returns its path."""
    language = project.target(to)
    with project.open() as store:
        first = worksheet.title(selection.article(store, name).name, project.source, language)
    return _new_file(project, f"unsaved-{_plain(name)}.{language}-", worksheet.rescue(first, outcome.unread))
