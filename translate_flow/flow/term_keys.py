"""Keys of terms on their way into the store, and the choice of terms that may occur in a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from translate_flow.errors import StoreError
from translate_flow.model import Form, Term
from translate_flow.store.glossary import TermKeys
from translate_flow.store.store import Store

_BATCH = 20_000
_MOST_TOLD = 20


def store_keys(store: Store, terms: Sequence[Term]) -> None:
    """Make and store the keys of new terms, inside a transaction."""
    for start in range(0, len(terms), _BATCH):
        store.put_keys(_keys(terms[start : start + _BATCH]))


def _keys(terms: Sequence[Term]) -> Iterator[tuple[Term, str, Iterable[str]]]:
    return ((term, *keys) for term, keys in zip(terms, make(terms), strict=True))


def make(terms: Iterable[Term]) -> Iterator[TermKeys]:
    """The keys of terms."""
    from translate_flow import terminology

    return (terminology.stored_keys(term.text, term.language) for term in terms)


def store_form_keys(store: Store, forms: Iterable[Form], terms: Iterable[Term]) -> None:
    """Let terms be looked up by their learned forms, too, inside a transaction."""
    from translate_flow import terminology

    by_id = {term.id: term for term in terms}
    store.put_form_keys(
        (by_id[form.term], terminology.first_keys(form.text, by_id[form.term].language))
        for form in forms
        if form.is_accepted and form.term in by_id
    )


def refresh(store: Store) -> None:
    """Make all keys anew where they are of other rules or libraries; outside of transactions.

    A database that cannot be written stays as it is: its terms are found without stored keys, only later.
    """
    if store.driver.is_read_only or not store.has_terms() or is_fresh(store):
        return
    try:
        with store.writing():
            if not is_fresh(store):
                renew(store)
    except StoreError:
        return


@contextmanager
def reading(store: Store) -> Iterator[None]:
    """One consistent state, as `Store.reading`, with fresh keys."""
    refresh(store)
    with store.reading():
        yield


def is_fresh(store: Store) -> bool:
    """Are the stored keys those that would be made now?"""
    from translate_flow import terminology

    return store.keys_version() == terminology.keys_version()


def is_ready(store: Store) -> bool:
    """May the stored keys grow by those of new terms? Those of an empty glossary may; inside a transaction."""
    if is_fresh(store):
        return True
    if store.has_terms():
        return False
    from translate_flow import terminology

    store.clear_keys(terminology.keys_version())
    return True


def renew(store: Store) -> None:
    """Make the keys of all terms, inside a transaction."""
    from translate_flow import terminology

    store.clear_keys(terminology.keys_version())
    terms = store.terms()
    store_keys(store, terms)
    store_form_keys(store, store.forms(), terms)


def complete(store: Store) -> None:
    """Make the keys of terms that have none, such as those that an undo brought back, inside a transaction."""
    if is_fresh(store):
        store_keys(store, store.keyless_terms())


def damages(store: Store) -> list[str]:
    """Sentences on terms whose stored keys are not those of their texts; keys of other rules are not looked at."""
    if not is_fresh(store):
        return []
    terms = store.terms()
    dumps, looked_up = store.keys_of(term.id for term in terms), store.lookup_keys()
    found = [
        term
        for term, dump, firsts in _keys(terms)
        if dumps[term.id] != dump or not {(term.language, key) for key in firsts} <= looked_up.get(term.id, set())
    ]
    told = [f"The keys of the term {term.text!r} (row {term.id}) are not those of its text." for term in found]
    more = len(told) - _MOST_TOLD
    return told if more <= 0 else [*told[:_MOST_TOLD], f"So are those of {more} more terms."]


def look_up(texts: Iterable[str], lang: str) -> set[str]:
    """All keys by which terms that may occur in some texts are found."""
    from translate_flow import terminology

    return set().union(*(terminology.look_up_keys(text, lang) for text in texts))


def by_term(forms: Iterable[Form]) -> dict[int, list[str]]:
    """Accepted forms by term."""
    found: dict[int, list[str]] = defaultdict(list)
    for form in forms:
        if form.is_accepted:
            found[form.term].append(form.text)
    return found
