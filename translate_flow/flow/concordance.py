"""Concordance: entries of all memories that have words or phrases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from translate_flow import matching, phrases, tagged
from translate_flow.errors import TranslateFlowError, UsageError
from translate_flow.flow import memory_settings, selection, term_keys
from translate_flow.flow.matches import Tell, is_same_file
from translate_flow.flow.memory_settings import Shared
from translate_flow.model import Entry, Issue, Role, Segment, Side
from translate_flow.phrases import Wanted
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.store import Store

MOST_HITS = 50
_PAGE = 200
_READ = 1000
"""Entries that are read at least, so that how often a pair stands is mostly known."""


@frozen
class Hit:
    """A pair of texts that has the words searched for."""

    entry: Entry
    """The newest entry of it."""
    source: str
    """Its source without codes."""
    target: str
    """Its target without codes."""
    in_source: tuple[tuple[int, int], ...]
    """Where in `source` they are: offsets."""
    in_target: tuple[tuple[int, int], ...]
    """Where in `target` they are."""
    times: int = 1
    """How many entries have these texts, as far as they were read."""
    memory: str = ""
    """Name of the shared memory it comes from; empty for the project's own."""
    issues: tuple[Issue, ...] = ()
    """Where the target does not keep to the glossary of today: offsets in the entry's tagged texts."""


@frozen
class Search:
    """How words are searched for."""

    side: Side | None = None
    """In sources or targets only."""
    is_phrase: bool = False
    """Must the words stand one behind the other?"""
    most: int = MOST_HITS
    """Most hits."""


def search(project: Project, text: str, how: Search, *, to: str | None = None, tell: Tell | None = None) -> list[Hit]:
    """Pairs that have words or, in quotes, phrases; letter case and diacritics do not count.

    The newest come first, those of shared memories behind the project's own. `tell` is told of a shared memory that
    cannot be read; without it, that is an error. Raises UsageError where the text holds no word.
    """
    asked = phrases.wanted(text, is_phrase=how.is_phrase)
    if not asked.runs:
        raise UsageError(f"There is no word in {text!r}.", "Search for words, a phrase in quotes, or word*.")
    wanted = project.source, selection.languages(project, to)
    with project.open() as store, term_keys.reading(store):
        hits = _distinct(_of_store(store, asked, how.side, wanted), "", how.most)
        for shared in memory_settings.of(project).also:
            if len(hits) < how.most and not is_same_file(shared.path, project.database):
                hits = _with_shared(hits, shared, asked, how, wanted, tell)
        return _marked(project, store, hits)


_Languages = tuple[str, Sequence[str]]


def _with_shared(
    hits: list[Hit], shared: Shared, asked: Wanted, how: Search, wanted: _Languages, tell: Tell | None
) -> list[Hit]:
    known = {_texts(hit.entry) for hit in hits}
    try:
        found = _of_shared(shared, asked, how, wanted, tell)
    except TranslateFlowError as error:
        if tell is None:
            raise
        tell(f"{error.message} The search does without it.")
        return hits
    return [*hits, *(hit for hit in found if _texts(hit.entry) not in known)][: how.most]


def _of_shared(shared: Shared, asked: Wanted, how: Search, wanted: _Languages, tell: Tell | None) -> list[Hit]:
    if shared.path.suffix.lower() == ".tmx" and shared.path.is_file():
        from translate_flow.flow.memory_files import entries_of

        source, targets = wanted
        every = (entry for tag in targets for entry in entries_of(shared.path, source, tag, tell=tell))
        return _distinct((hit for entry in every if (hit := _hit(entry, asked, how.side))), shared.name, how.most)
    with Store.open_to_read(shared.path) as store, store.reading():
        return _distinct(_of_store(store, asked, how.side, wanted), shared.name, how.most)


def _of_store(store: Store, asked: Wanted, side: Side | None, wanted: _Languages) -> Iterator[Hit]:
    source, targets = wanted
    pairs = [
        pair.id
        for pair in store.pairs()
        if matching.variant_distance(pair.source, source) is not None
        and any(matching.variant_distance(pair.target, tag) is not None for tag in targets)
    ]
    done, most = 0, _PAGE
    while len(found := store.with_words(asked, side, pairs, most)) > done:
        entries = {entry.id: entry for entry, _ in store.entries(found[done:])}
        for number in found[done:]:
            if number in entries and (hit := _hit(entries[number], asked, side)):
                yield hit
        if len(found) < most:
            break
        done, most = len(found), most * 4


def _texts(entry: Entry) -> tuple[str, str, str, str]:
    return entry.source_language, entry.target_language, matching.normal(entry.source), matching.normal(entry.target)


def _distinct(hits: Iterable[Hit], memory: str, most: int) -> list[Hit]:
    """The first hits of different texts, each with how many have them."""
    found: dict[tuple[str, str, str, str], Hit] = {}
    for count, hit in enumerate(hits, 1):
        key = _texts(hit.entry)
        if key in found:
            found[key] = replace(found[key], times=found[key].times + 1)
        elif len(found) < most:
            found[key] = replace(hit, memory=memory)
        elif count >= _READ:
            break
    return list(found.values())


def _hit(entry: Entry, asked: Wanted, side: Side | None) -> Hit | None:
    source = tagged.plain(entry.source, entry.codes).text
    target = tagged.plain(entry.target, entry.codes).text
    in_source = () if side is Side.TARGET else tuple(phrases.places(source, asked))
    in_target = () if side is Side.SOURCE else tuple(phrases.places(target, asked))
    return Hit(entry, source, target, in_source, in_target) if in_source or in_target else None


def _marked(project: Project, store: Store, hits: list[Hit]) -> list[Hit]:
    """Hits with what their targets do against the glossary."""
    if not hits or not store.has_terms():
        return hits
    from translate_flow.flow import adherence
    from translate_flow.flow.terms import FEW

    if not adherence.is_wanted(store, project):
        return hits
    marked = dict(enumerate(hits))
    for target in dict.fromkeys(hit.entry.target_language for hit in hits):
        places = [place for place, hit in enumerate(hits) if hit.entry.target_language == target]
        keeper = adherence.Adherence(store, project, project.source, target, is_few=len(places) <= FEW)
        texts = [_segment(hits[place].entry) for place in places]
        for place, issues in zip(places, keeper.issues(texts), strict=True):
            marked[place] = replace(hits[place], issues=issues)
    return list(marked.values())


def _segment(entry: Entry) -> Segment:
    return Segment(0, entry.source, "", Role.PARAGRAPH, 0, target=entry.target, codes=entry.codes)
