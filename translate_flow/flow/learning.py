"""Learned forms: told by `glossary form`, or seen in targets that a reviser accepted."""

from collections.abc import Iterator, Sequence

from translate_flow import tagged
from translate_flow.errors import NotFound, UsageError
from translate_flow.exchange.glossary.drafts import checked_term
from translate_flow.flow import glossary, people, selection, term_keys
from translate_flow.flow.terms import Recogniser
from translate_flow.model import Article, Form, Segment, Term, TermStatus
from translate_flow.project import Project
from translate_flow.store.glossary import text_key
from translate_flow.store.history import PROJECT_CHAIN
from translate_flow.store.store import Store

_NEVER = (TermStatus.DEPRECATED, TermStatus.DO_NOT_TRANSLATE)


def tell(
    project: Project, term: str, form: str, *, is_form: bool = True, to: str | None = None, by: str | None = None
) -> list[Term]:
    """Record that a word is a form of a term, or that it is none; returns the terms that it was recorded for.

    The term may be of any of the project's languages. Raises NotFound where the glossary has no such term,
    UsageError where the form is the term itself.
    """
    wanted, text = checked_term(term), checked_term(form)
    if text_key(wanted) == text_key(text):
        raise UsageError(f"{form!r} is the term itself.", "Name another form of it.")
    languages = {project.source, *selection.languages(project, to)}
    with project.open() as store, store.writing():
        terms = glossary.called(store.terms(languages), wanted)
        if not terms:
            raise NotFound(f"The glossary has no {term!r}.", "Look for it: glossary find TEXT.")
        known = [each for each in store.forms([t.id for t in terms]) if text_key(each.text) == text_key(text)]
        stale = [each.id for each in known if each.is_accepted is not is_form or each.is_seen]
        said = {each.term for each in known if each.id not in stale}
        forms = [Form(each.id, text, is_form) for each in terms if each.id not in said]
        if forms:
            event = store.next_number(PROJECT_CHAIN)
            store.remove_rows("form", stale, event)
            _add(store, forms, terms, event)
            after = {"term": wanted, "form": text, "is a form": is_form}
            glossary.record(store, "form", people.actor(by), event, {}, after)
    return terms


def _add(store: Store, forms: Sequence[Form], terms: Sequence[Term], event: int) -> None:
    store.add_forms(forms, event)
    if term_keys.is_fresh(store):
        term_keys.store_form_keys(store, forms, terms)


def learn(store: Store, article: Article, language: str, segments: Sequence[Segment], by: str) -> list[Form]:
    """Learn the forms of terms from targets that were just accepted, inside a transaction.

    A word counts as a form where the source has a term, the target none of its known forms, and exactly one word
    that begins alike.
    """
    if not segments or not store.has_terms():
        return []
    recogniser = Recogniser(store, article.source_language, language, article.name, segments)
    found: dict[tuple[int, str], Form] = {}
    terms: dict[int, Term] = {}
    for segment in segments:
        for term, text in _new_forms(recogniser, segment):
            terms[term.id] = term
            found.setdefault((term.id, text_key(text)), Form(term.id, text, is_seen=True))
    forms = list(found.values())
    if forms:
        event = store.next_number(PROJECT_CHAIN)
        _add(store, forms, list(terms.values()), event)
        seen = [[terms[form.term].text, form.text] for form in forms]
        glossary.record(store, glossary.LEARNED, by, event, {}, {"forms": seen[:50]})
    return forms


def _new_forms(recogniser: Recogniser, segment: Segment) -> Iterator[tuple[Term, str]]:
    text = tagged.plain(segment.target, segment.codes).text
    terms = recogniser.in_source(segment)
    recognised = recogniser.in_target(segment)
    used = {hit.term.id for hit in recognised}
    possible = recogniser.possible(segment, terms, recognised)
    for found in terms:
        ids = {term.id for term in found.targets if term.status not in _NEVER}
        places = [hit for hit in possible if hit.term.id in ids]
        if not found.is_inside and not ids & used and len(places) == 1:
            yield places[0].term, text[places[0].start : places[0].end]
