"""The glossary: add, list, find, import, export, remove."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translate_flow.errors import NotFound, UsageError
from translate_flow.files import read
from translate_flow.flow import glossary_csv, people, selection
from translate_flow.flow.glossary_csv import Entry
from translate_flow.model import Term, TermStatus
from translate_flow.project import Project
from translate_flow.store.glossary import text_key
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """What an import or an addition did."""

    added: tuple[Entry, ...] = ()
    """Pairs that were not there."""
    changed: tuple[Entry, ...] = ()
    """Pairs whose status, note or further columns are new."""
    same: int = 0
    """Pairs that were there already, just so."""


@dataclass(slots=True)
class _Book:
    """The glossary of a store by source term, kept up to date while entries come in."""

    concepts: dict[tuple[str, str], int] = field(default_factory=dict)
    """(language, key of a source term) → concept."""
    terms: dict[tuple[int, str, str], Term] = field(default_factory=dict)
    """(concept, language, key of a term) → term."""

    @classmethod
    def of(cls, terms: Iterable[Term], source: str) -> "_Book":
        book = cls()
        for term in terms:
            if term.language == source:
                book.concepts.setdefault((source, text_key(term.text)), term.concept)
            book.terms[term.concept, term.language, text_key(term.text)] = term
        return book


def entries(project: Project, to: str | None = None) -> list[Entry]:
    """The glossary as pairs of source and target term, in the order they came."""
    languages = selection.languages(project, to)
    with project.open() as store:
        return _pairs(store.terms(), project.source, languages)


def _pairs(terms: Sequence[Term], source: str, languages: Sequence[str]) -> list[Entry]:
    sources: dict[int, Term] = {}
    for term in terms:
        if term.language == source:
            sources.setdefault(term.concept, term)
    return [
        Entry(sources[term.concept].text, term.text, source, term.language, term.status, term.note, dict(term.extra))
        for term in terms
        if term.language in languages and term.concept in sources
    ]


def find(project: Project, text: str, to: str | None = None) -> list[Entry]:
    """Pairs that hold a text in either term or in the note, case not counting."""
    wanted = text_key(text)
    return [
        entry
        for entry in entries(project, to)
        if any(wanted in text_key(value) for value in (entry.source, entry.target, entry.note))
    ]


def add(
    project: Project,
    source: str,
    target: str | None,
    *,
    to: str | None = None,
    status: str = TermStatus.PREFERRED,
    note: str = "",
    by: str | None = None,
) -> Change:
    """Add one pair; without a target, the source is not to be translated.

    Raises UsageError for an empty term or an unknown status.
    """
    if target is None:
        target, status = source, TermStatus.DO_NOT_TRANSLATE
    entry = Entry(
        glossary_csv.checked_term(source),
        glossary_csv.checked_term(target),
        project.source,
        project.target(to),
        glossary_csv.checked_status(status),
        note.strip(),
    )
    return _store(project, [entry], people.actor(by), "")


def import_file(project: Project, path: Path, *, to: str | None = None, by: str | None = None) -> Change:
    """Read a CSV glossary, all of it or nothing (see `glossary_csv`).

    Raises BadInput with file and line for what cannot be read.
    """
    found = glossary_csv.parse(read(path), path, project.source, project.targets, project.target(to) if to else None)
    return _store(project, found, people.actor(by), path.name)


def _store(project: Project, new: Sequence[Entry], by: str, origin: str) -> Change:
    with project.open() as store, store.writing():
        book = _Book.of(store.terms(), project.source)
        added: list[Entry] = []
        changed: list[Entry] = []
        removed: list[Term] = []
        terms: list[Term] = []
        same = 0
        for entry in new:
            concept = _concept(store, book, entry, terms)
            key = (concept, entry.target_language, text_key(entry.target))
            old = book.terms.get(key)
            term = Term(entry.target, entry.target_language, concept, entry.status, entry.note, extra=dict(entry.extra))
            if old and _content(old) == _content(term):
                same += 1
                continue
            if old:
                # the pair may stand twice in one file: then it is not in the store yet
                removed += [old] if old.id else []
                terms = [other for other in terms if other is not old]
            (changed if old else added).append(entry)
            book.terms[key] = term
            terms.append(term)
        store.add_terms(terms)
        store.remove_terms([term.id for term in removed])
        if added or changed:
            after = {"added": [_short(entry) for entry in added], "changed": [_short(entry) for entry in changed]}
            before = {"changed": [_plain(term) for term in removed]}
            event = NewEvent("glossary", before=before, after=after | ({"file": origin} if origin else {}))
            store.record(PROJECT_CHAIN, by, [event])
    return Change(tuple(added), tuple(changed), same)


def _concept(store: Store, book: _Book, entry: Entry, terms: list[Term]) -> int:
    """Concept of an entry's source term, made with that term if it is new."""
    key = (entry.source_language, text_key(entry.source))
    if key not in book.concepts:
        concept = store.add_concept()
        book.concepts[key] = concept
        terms.append(Term(entry.source, entry.source_language, concept))
    return book.concepts[key]


def _content(term: Term) -> tuple[object, ...]:
    return term.text, term.status, term.note, tuple(sorted(term.extra.items()))


def _short(entry: Entry) -> list[str]:
    return [entry.source, entry.target, entry.target_language, str(entry.status)]


def _plain(term: Term) -> list[str]:
    return [term.text, term.language, str(term.status), term.note]


def remove(
    project: Project, source: str, target: str | None = None, *, to: str | None = None, by: str | None = None
) -> list[Entry]:
    """Take out a source term's pairs, or the one with a target. Raises NotFound where there is none."""
    languages = selection.languages(project, to)
    with project.open() as store, store.writing():
        terms = store.terms()
        concepts = {t.concept for t in terms if t.language == project.source and text_key(t.text) == text_key(source)}
        gone = [
            term
            for term in terms
            if term.concept in concepts
            and term.language in languages
            and (target is None or text_key(term.text) == text_key(target))
        ]
        if not gone:
            pair = source if target is None else f"{source} → {target}"
            raise NotFound(f"The glossary has no {pair!r}.", "Look for it: glossary find TEXT.")
        left = defaultdict(list)
        for term in terms:
            if term not in gone:
                left[term.concept].append(term)
        # a source term that translates into nothing any more goes, too
        bare = [
            t for concept in concepts for t in left[concept] if all(o.language == t.language for o in left[concept])
        ]
        store.remove_terms([term.id for term in [*gone, *bare]])
        before = {"removed": [_plain(term) for term in [*gone, *bare]]}
        store.record(PROJECT_CHAIN, people.actor(by), [NewEvent("glossary", before=before)])
    return (
        _pairs([term for term in terms if term.concept in concepts], project.source, languages)
        if not target
        else [
            entry
            for entry in _pairs([term for term in terms if term.concept in concepts], project.source, languages)
            if text_key(entry.target) == text_key(target)
        ]
    )


def export_csv(project: Project, to: str | None = None) -> bytes:
    """The glossary as CSV, with the columns that imports brought along.

    Raises UsageError where the project has several target languages and none is named.
    """
    language = project.target(to)
    return glossary_csv.render(entries(project, language), project.source, language)


def starter(name: str) -> Path:
    """A glossary that ships with the program. Raises UsageError that lists them."""
    from translate_flow.flow.examples import glossaries

    available = {path.stem: path for path in glossaries()}
    if name not in available:
        raise UsageError(f"There is no starter glossary {name!r}.", f"There are: {', '.join(sorted(available))}.")
    return available[name]
