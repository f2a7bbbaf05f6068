"""The glossary: add, list, find, import, export, remove, undo."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from translate_flow.errors import NotFound
from translate_flow.exchange.glossary.drafts import Draft, checked_gender, checked_status, checked_term
from translate_flow.files import read
from translate_flow.flow import glossary_files, people, selection, term_keys
from translate_flow.flow.glossary_book import Book, drafts
from translate_flow.model import Concept, Event, Term, TermStatus
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.glossary import text_key
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.store import Store

ACTIONS = ("glossary", "form")
"""Actions of the project's history that `undo` takes back."""
LEARNED = "learned"
_UNDONE = "glossary undone"
_MOST_LISTED = 50


@frozen
class Details:
    """What may be said of a pair of terms beside the two."""

    status: str = TermStatus.PREFERRED
    """Standing of the target term."""
    note: str = ""
    """Remark on the target term."""
    domain: str = ""
    """Subject field of the concept."""
    definition: str = ""
    """What the concept is."""
    part_of_speech: str = ""
    """Of both terms."""
    gender: str = ""
    """Of the target term."""
    reference: str = ""
    """Where the target term was taken from."""
    example: str = ""
    """A sentence with it."""
    is_case_sensitive: bool = False
    """Does case count?"""
    article: str = ""
    """The only article in which the target term is valid."""


@frozen
class Entry:
    """A pair of terms with what is said of it."""

    source: str
    """Source term."""
    target: str
    """Target term."""
    source_language: str
    """BCP 47 tag."""
    target_language: str
    """BCP 47 tag."""
    details: Details
    """What is said of the pair."""
    extra: dict[str, str] = field(default_factory=dict)
    """Further columns."""
    concept: int = 0
    """Row of the concept."""


@frozen
class Change:
    """What an import or an addition did."""

    added: tuple[Entry, ...] = ()
    """Pairs that were not there."""
    changed: tuple[Entry, ...] = ()
    """Pairs that say something new."""
    same: int = 0
    """Pairs that were there already, just so."""
    conflicts: tuple[str, ...] = ()
    """Sentences on what contradicts what was there."""
    warnings: tuple[str, ...] = ()
    """Sentences on what looks wrong."""


def entries(project: Project, to: str | None = None) -> list[Entry]:
    """The glossary as pairs of source and target term, in the order they came."""
    languages = selection.languages(project, to)
    with project.open() as store:
        return _pairs(store.terms(), store.concepts(), project.source, languages)


def _pairs(
    terms: Sequence[Term], concepts: Mapping[int, Concept], source: str, languages: Sequence[str]
) -> list[Entry]:
    sources: dict[int, Term] = {}
    for term in terms:
        if term.language == source:
            sources.setdefault(term.concept, term)
    return [
        _entry(sources[term.concept], term, concepts.get(term.concept, Concept()))
        for term in terms
        if term.language in languages and term.concept in sources
    ]


def _entry(source: Term, target: Term, concept: Concept) -> Entry:
    said = Details(
        target.status,
        target.note,
        concept.domain,
        concept.definition,
        target.part_of_speech,
        target.gender,
        target.reference,
        target.example,
        source.is_case_sensitive,
        target.article,
    )
    extra = {**concept.extra, **target.extra}
    return Entry(source.text, target.text, source.language, target.language, said, extra, target.concept)


def find(project: Project, text: str, to: str | None = None) -> list[Entry]:
    """Pairs that hold a text in a term, the note, the definition or the domain, case not counting."""
    wanted = text_key(text)
    return [
        entry
        for entry in entries(project, to)
        if any(
            wanted in text_key(value)
            for value in (
                entry.source,
                entry.target,
                entry.details.note,
                entry.details.definition,
                entry.details.domain,
            )
        )
    ]


def draft(project: Project, source: str, target: str | None, details: Details, to: str | None) -> Draft:
    """One pair as a draft; without a target, the source is not to be translated.

    Raises UsageError for an empty term, an unknown status or article.
    """
    status = TermStatus.DO_NOT_TRANSLATE if target is None else checked_status(details.status)
    first = Term(
        checked_term(source),
        project.source,
        0,
        part_of_speech=details.part_of_speech.strip(),
        is_case_sensitive=details.is_case_sensitive,
    )
    second = Term(
        checked_term(source if target is None else target),
        project.target(to),
        0,
        status,
        details.note.strip(),
        details.is_case_sensitive,
        part_of_speech=details.part_of_speech.strip(),
        gender=checked_gender(details.gender),
        reference=details.reference.strip(),
        example=" ".join(details.example.split()),
        article=details.article,
    )
    return Draft(Concept(domain=details.domain.strip(), definition=details.definition.strip()), (first, second))


def add(
    project: Project,
    source: str,
    target: str | None,
    details: Details | None = None,
    *,
    to: str | None = None,
    by: str | None = None,
) -> Change:
    """Add one pair; see `draft` for what it raises."""
    details = details or Details()
    with project.open() as store:
        if details.article:
            details = replace(details, article=selection.article(store, details.article).name)
    new = [draft(project, source, target, details, to)]
    change = merge(project, new, people.actor(by))
    return replace(change, warnings=(*glossary_files.suspicions(new), *change.warnings))


def import_file(
    project: Project,
    path: Path,
    *,
    to: str | None = None,
    by: str | None = None,
    form: str | None = None,
    encoding: str | None = None,
    is_rehearsal: bool = False,
) -> Change:
    """Read a glossary file, all of it or nothing (see `glossary_files`); a rehearsal only says what would happen.

    Raises BadInput with file, line and column for what cannot be read.
    """
    with _uncollected():
        found, warnings = glossary_files.parse(project, read(path), path, to, form, encoding)
        change = merge(project, found, people.actor(by), str(path), path.name, is_rehearsal=is_rehearsal)
    return replace(change, warnings=(*warnings, *change.warnings))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make many small objects that all stay: looking for garbage among them takes a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def merge(
    project: Project, new: Sequence[Draft], by: str, place: str = "", origin: str = "", *, is_rehearsal: bool = False
) -> Change:
    """Merge drafts into the glossary in one transaction, or say what that would do."""
    with project.open() as store:
        if is_rehearsal:
            with store.reading():
                return _change(_filled(store, project, new, place), project.source)
        with store.writing():
            book = _filled(store, project, new, place)
            if book.has_news:
                _write(store, book, by, origin)
            return _change(book, project.source)


def _filled(store: Store, project: Project, new: Sequence[Draft], place: str) -> Book:
    book = Book(store, project.source, place)
    book.read(new)
    for each in new:
        book.take(each)
    return book


def _write(store: Store, book: Book, by: str, origin: str) -> None:
    event = store.next_number(PROJECT_CHAIN)
    is_ready = term_keys.is_ready(store)
    with store.driver.loading():
        moved = book.write(event, term_keys.make if is_ready else None)
    if is_ready:
        term_keys.store_form_keys(store, store.forms([term.id for term in moved]), moved)
    else:
        term_keys.renew(store)
    tally = book.tally
    after: dict[str, Any] = {"file": origin} if origin else {}
    for name, found in (("added", tally.added), ("changed", tally.changed)):
        if found:
            after[name] = [[source, *_short(term)] for source, term in found[:_MOST_LISTED]]
        if len(found) > _MOST_LISTED:
            after[f"{name} in all"] = len(found)
    record(store, "glossary", by, event, {}, after)


def record(
    store: Store,
    action: str,
    by: str,
    event: int,
    before: dict[str, Any],
    after: dict[str, Any],
    undoes: int | None = None,
) -> None:
    """Record a change of the glossary that was written as the work of `event`, with a hash over what it added."""
    after = {**after, "digest": store.added_digest(event)}
    store.record(PROJECT_CHAIN, by, [NewEvent(action, before=before, after=after, undoes=undoes)])


def _short(term: Term) -> list[str]:
    return [term.text, term.language, str(term.status)]


def _change(book: Book, source: str) -> Change:
    def listed(found: Sequence[tuple[str, Term]]) -> tuple[Entry, ...]:
        return tuple(_entry(Term(name, source, 0), term, Concept()) for name, term in found)

    tally = book.tally
    said = tuple(tally.conflicts), tuple(tally.remarks)
    return Change(listed(tally.added), listed(tally.changed), tally.same, *said)


def called(terms: Iterable[Term], text: str) -> list[Term]:
    """The terms that a person means by a text: those spelt so, else those that differ in case or white space."""
    found = [term for term in terms if text_key(term.text) == text_key(text)]
    return [term for term in found if term.text == text.strip()] or found


def remove(
    project: Project, source: str, target: str | None = None, *, to: str | None = None, by: str | None = None
) -> list[Entry]:
    """Take out a source term's pairs, or the one with a target. Raises NotFound where there is none."""
    languages = selection.languages(project, to)
    with project.open() as store, store.writing():
        named = [term.concept for term in called(store.terms([project.source]), source)]
        terms = store.terms_of(named)
        gone = [
            term
            for term in terms
            if term.language in languages and (target is None or text_key(term.text) == text_key(target))
        ]
        if not gone:
            pair = source if target is None else f"{source} → {target}"
            raise NotFound(f"The glossary has no {pair!r}.", "Look for it: glossary find TEXT.")
        left = {term.concept for term in terms if term not in gone and term.language != project.source}
        # a source term that translates into nothing any more goes, too
        bare = [term for term in terms if term not in gone and term.concept not in left]
        event = store.next_number(PROJECT_CHAIN)
        store.remove_rows("term", [term.id for term in [*gone, *bare]], event)
        before = {"removed": [_short(term) for term in [*gone, *bare]][:_MOST_LISTED]}
        record(store, "glossary", people.actor(by), event, before, {})
        found = _pairs(terms, store.concepts(named), project.source, languages)
    return found if target is None else [entry for entry in found if text_key(entry.target) == text_key(target)]


def undo(project: Project, by: str | None = None) -> tuple[Event, int, int]:
    """Take back the last thing done to the glossary; undoing again goes further back.

    Returns its event, how many terms, meanings and forms went, and how many came back. Raises NotFound where there
    is nothing to take back.
    """
    with project.open() as store, store.writing():
        events = store.events(PROJECT_CHAIN)
        undone = {event.undoes for event in events}
        standing = [event for event in events if event.action in ACTIONS and event.number not in undone]
        if not standing or "digest" not in standing[-1].after:
            raise NotFound("There is nothing to undo in the glossary.", "See its history: translate-flow log.")
        last = standing[-1]
        number = store.next_number(PROJECT_CHAIN)
        gone, back = store.take_back(last.number, number)
        term_keys.complete(store)
        record(store, _UNDONE, people.actor(by), number, {}, {}, undoes=last.number)
    return last, gone, back


def export(project: Project, to: str | None = None, form: str = "csv") -> bytes:
    """The glossary as a file of one of `glossary_files.FORMS`, with what imports brought along.

    Raises UsageError where a pair of languages is wanted and the project has several targets.
    """
    with project.open() as store, store.reading():
        found = list(drafts(store.terms(), store.concepts()))
        now = store.now()
    return glossary_files.render(project, found, to, form, now)


def damages(store: Store) -> list[str]:
    """Sentences on events of the glossary whose terms are not what they brought."""
    brought = store.added_digests()
    return [
        f"Terms of event {event.number} of the project's history are not what it brought."
        for event in store.events(PROJECT_CHAIN)
        if "digest" in event.after and brought.get(event.number, "") != event.after["digest"]
    ]
