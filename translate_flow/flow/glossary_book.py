"""Merging drafts of concepts into the glossary: what is new, what changes, what contradicts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from translate_flow.errors import BadInput
from translate_flow.exchange.glossary.drafts import Draft
from translate_flow.model import Concept, Term, TermStatus
from translate_flow.store.glossary import TermKeys, text_key
from translate_flow.store.store import Store

Key = tuple[str, str, str]
"""Language, spelling and article of a term."""
_MEANINGS = ("domain", "definition", "note")
_SAYINGS = ("note", "part_of_speech", "gender", "reference", "example")


def keys_of(term: Term) -> tuple[Key, Key]:
    """What makes two terms of a concept the same: the spelling, in which case counts where a term says so."""
    exact, folded = f"={term.text}", text_key(term.text)
    first, second = (exact, folded) if term.is_case_sensitive else (folded, exact)
    return (term.language, first, term.article), (term.language, second, term.article)


@dataclass(slots=True)
class Tally:
    """What merging did, or would do."""

    added: list[tuple[str, Term]] = field(default_factory=list)
    """(source term, new term)."""
    changed: list[tuple[str, Term]] = field(default_factory=list)
    """(source term, term that says something new)."""
    same: int = 0
    """Terms that were there already, just so."""
    conflicts: list[str] = field(default_factory=list)
    """Sentences on what contradicts what was there."""
    remarks: list[str] = field(default_factory=list)
    """Sentences on what may not be meant so."""


class Book:
    """The glossary of a store, to be changed in memory and written at once."""

    def __init__(self, store: Store, source: str, place: str = "") -> None:
        self._store = store
        self._source = source
        self._place = place
        self._by_text: dict[tuple[str, str], list[int]] = {}
        self._terms: dict[int, dict[Key, Term]] = defaultdict(dict)
        self._concepts: dict[int, Concept] = {}
        self._said: dict[int, Concept] = {}
        self._keys: dict[str, int] = {}
        self._taken: dict[int, str] = {}
        self._seen: dict[tuple[int, Key], tuple[TermStatus, int]] = {}
        self._fresh: dict[tuple[int, Key], Term] = {}
        self._gone: dict[tuple[int, Key], Term] = {}
        self._last = 0
        self.tally = Tally()

    def read(self, drafts: Sequence[Draft]) -> None:
        """Read the concepts that drafts may speak of: those that share a term with one."""
        if not self._store.has_terms():
            return
        texts: dict[str, set[str]] = defaultdict(set)
        for draft in drafts:
            for term in self._naming(draft):
                texts[term.language].add(text_key(term.text))
        shared = (self._store.concepts_with(language, found) for language, found in texts.items())
        numbers = set[int]().union(*shared)
        self._concepts = self._store.concepts(numbers)
        for term in self._store.terms_of(numbers):
            self._put(term.concept, keys_of(term)[0], term)

    def _naming(self, draft: Draft) -> Sequence[Term]:
        """The terms by which the concept of a draft is found: those of the source language, else all."""
        return [term for term in draft.terms if term.language == self._source] or draft.terms

    def _put(self, concept: int, key: Key, term: Term) -> None:
        self._terms[concept][key] = term
        concepts = self._by_text.setdefault((term.language, text_key(term.text)), [])
        if concept not in concepts:
            concepts.append(concept)

    def take(self, draft: Draft) -> None:
        """Merge a draft. Raises BadInput where the file contradicts itself."""
        concept = self._home(draft)
        if draft.key:
            self._keys.setdefault(draft.key, concept)
            self._taken.setdefault(concept, draft.key)
        self._say(concept, draft.concept)
        name = next((term.text for term in draft.terms if term.language == self._source), draft.terms[0].text)
        for term in draft.terms:
            self._take_term(concept, term, draft, name)

    def _home(self, draft: Draft) -> int:
        """The concept that a draft speaks of; a new one where none fits."""
        if draft.key in self._keys:
            return self._keys[draft.key]
        own = self._naming(draft)
        candidates = dict.fromkeys(
            concept for term in own for concept in self._by_text.get((term.language, text_key(term.text)), ())
        )
        return self._fitting(draft, own, candidates) if candidates else self._new()

    def _new(self) -> int:
        self._last -= 1
        return self._last

    def _fitting(self, draft: Draft, own: Sequence[Term], candidates: Iterable[int]) -> int:
        """The best of the concepts that share a naming term with a draft; a new one where none fits."""
        others = [key for term in draft.terms if term not in own for key in keys_of(term)]
        domain = text_key(draft.concept.domain)
        best, found = (False, False, False), 0
        for concept in candidates:
            known = text_key(self._meaning(concept).domain)
            holds = any(key in self._terms[concept] for key in others)
            is_taken = draft.key and self._taken.get(concept, draft.key) != draft.key
            if is_taken or (domain and known != domain and (known or not holds)):
                continue
            is_spelt = self._is_spelt(concept, own)
            if not is_spelt and self._is_another(concept, draft, own, holds=holds):
                continue
            fit = holds, is_spelt, known == domain
            if not found or fit > best:
                best, found = fit, concept
        if not found:
            self._note_variant(draft, own, candidates)
        return found or self._new()

    def _is_spelt(self, concept: int, own: Sequence[Term]) -> bool:
        """Has the concept a naming term in the same upper and lower case?"""
        texts = {(term.language, term.text) for term in self._terms[concept].values()}
        return any((term.language, term.text) in texts for term in own)

    def _is_another(self, concept: int, draft: Draft, own: Sequence[Term], *, holds: bool) -> bool:
        """Is a draft whose naming terms differ in case (Polish, polish) about another meaning?

        It is where a term says that case counts, or where it brings targets of its own, not forbidden ones only.
        """
        sides = {term.language for term in own}
        if any(term.is_case_sensitive for term in (*own, *self._terms[concept].values()) if term.language in sides):
            return True
        allowed = [term for term in draft.terms if term not in own and term.status is not TermStatus.DEPRECATED]
        return bool(allowed) and not holds

    def _note_variant(self, draft: Draft, own: Sequence[Term], candidates: Iterable[int]) -> None:
        """Tell of a new meaning for a word that differs from another one in case only."""
        if any(term.is_case_sensitive for term in own):
            return
        keys = {(term.language, text_key(term.text)): term.text for term in own}
        others = [
            (keys[term.language, text_key(term.text)], term.text)
            for concept in candidates
            for term in self._terms[concept].values()
            if (term.language, text_key(term.text)) in keys and not term.is_case_sensitive
        ]
        if others and all(ours != theirs for ours, theirs in others):
            where = f"line {draft.line}: " if draft.line else ""
            ours, theirs = others[0]
            self.tally.remarks.append(f"{where}{ours} and {theirs} differ in case only; they are two meanings now.")

    def _meaning(self, concept: int) -> Concept:
        return self._said.get(concept) or self._concepts.get(concept) or Concept(concept)

    def _say(self, concept: int, said: Concept) -> None:
        """Add what a draft says of its concept; what it does not say stays."""
        known = self._meaning(concept)
        news = {name: getattr(said, name) for name in _MEANINGS if getattr(said, name)}
        merged = replace(known, **news, extra={**known.extra, **said.extra})
        if merged != known:
            self._said[concept] = merged

    def _take_term(self, concept: int, term: Term, draft: Draft, name: str) -> None:
        terms = self._terms[concept]
        place = next((key for key in keys_of(term) if key in terms), None)
        old = terms[place] if place else None
        is_source = term.language == self._source
        new = _merged(old, term, keeps_text=is_source) if old else term
        key = keys_of(new)[0]
        self._watch(concept, key, new, draft)
        if old and _content(old) == _content(new):
            self.tally.same += not is_source
            return
        is_synonym = not is_source or (old is None and any(other.language == self._source for other in terms.values()))
        if place and old:
            del terms[place]
            if self._fresh.pop((concept, place), None) is None:
                self._gone[concept, place] = old
            new = replace(new, id=0)
        if is_synonym or old:
            (self.tally.changed if old else self.tally.added).append((name, new))
        if terms or old:
            self._note_conflicts(concept, key, old, new, name, draft)
        self._put(concept, key, new)
        self._fresh[concept, key] = new

    def _watch(self, concept: int, key: Key, new: Term, draft: Draft) -> None:
        """Refuse a file in which a term is both allowed and forbidden. Raises BadInput with both lines."""
        if not draft.line:
            return
        first, line = self._seen.setdefault((concept, key), (new.status, draft.line))
        if first is not new.status and new.language != self._source:
            raise BadInput(
                f"{self._place}, line {draft.line}: {new.text!r} is {new.status} here, in line {line} {first}.",
                "Keep one of the two lines; nothing was imported.",
            )

    def _note_conflicts(self, concept: int, key: Key, old: Term | None, new: Term, name: str, draft: Draft) -> None:
        where = f"line {draft.line}: " if draft.line else ""
        bad = TermStatus.DEPRECATED
        if old and (old.status is bad) is not (new.status is bad):
            self.tally.conflicts.append(f"{where}{name} → {new.text} was {old.status} and is {new.status} now.")
        if new.status is not TermStatus.PREFERRED or new.language == self._source:
            return
        rivals = [
            other.text
            for place, other in self._terms[concept].items()
            if other.language == new.language
            and other.article == new.article
            and other.status in (TermStatus.PREFERRED, TermStatus.DO_NOT_TRANSLATE)
            and place != key
        ]
        if rivals:
            self.tally.conflicts.append(f"{where}{name} → {new.text} is preferred, and so is {rivals[0]}.")

    @property
    def has_news(self) -> bool:
        """Is there anything to write?"""
        return bool(self._fresh or self._gone or self._said)

    def write(self, event: int, make_keys: Callable[[Iterable[Term]], Iterable[TermKeys]] | None) -> list[Term]:
        """Store the changes as the work of an event, inside a transaction, with keys where they can be made.

        Returns the terms that took the place of others, with their rows: learned forms went over to them.
        """
        store = self._store
        made = self._make_concepts()
        store.remove_rows("term", [term.id for term in self._gone.values()], event)
        said = [replace(concept, id=made.get(number, number)) for number, concept in self._said.items()]
        store.remove_rows("concept_detail", [concept.row for concept in said if concept.row], event)
        store.add_details(said, event)
        placed = [(made.get(concept, concept), term) for (concept, _), term in self._fresh.items()]
        keys = list(make_keys(term for _, term in placed)) if make_keys else ()
        rows = store.add_terms(placed, event, keys)
        heirs = {
            self._gone[place].id: replace(term, id=row)
            for (place, term), row in zip(self._fresh.items(), rows, strict=True)
            if place in self._gone
        }
        self._move_forms(heirs, event)
        return list(heirs.values())

    def _make_concepts(self) -> dict[int, int]:
        """Rows for the concepts that had none."""
        wanted = sorted({concept for concept, _ in self._fresh if concept < 0}, reverse=True)
        return dict(zip(wanted, self._store.add_concepts(len(wanted)), strict=True)) if wanted else {}

    def _move_forms(self, heirs: Mapping[int, Term], event: int) -> None:
        """Learned forms stay with a term that changed; `heirs`: by the row it had, the term as it is now."""
        forms = self._store.forms(heirs) if heirs else []
        self._store.remove_rows("form", [form.id for form in forms], event)
        self._store.add_forms([replace(form, term=heirs[form.term].id) for form in forms], event)


def _merged(old: Term, new: Term, *, keeps_text: bool) -> Term:
    """A term with what a draft says of it; a source term keeps its spelling and, unless told, its standing."""
    said = {name: getattr(new, name) for name in _SAYINGS if getattr(new, name)}
    merged = replace(old, **said, extra={**old.extra, **new.extra})
    merged = replace(merged, is_case_sensitive=old.is_case_sensitive or new.is_case_sensitive)
    return merged if keeps_text else replace(merged, text=new.text, status=new.status)


def _content(term: Term) -> tuple[object, ...]:
    names = ("text", "status", *_SAYINGS, "is_case_sensitive", "article")
    return *(getattr(term, name) for name in names), tuple(sorted(term.extra.items()))


def drafts(terms: Iterable[Term], concepts: dict[int, Concept]) -> Iterator[Draft]:
    """The glossary as drafts, each with its row as key."""
    grouped: dict[int, list[Term]] = defaultdict(list)
    for term in terms:
        grouped[term.concept].append(term)
    for concept, found in grouped.items():
        yield Draft(concepts.get(concept, Concept(concept)), tuple(found), key=f"c{concept}")
