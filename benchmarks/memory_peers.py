"""What other tools and ways find in the same memory.

Each answers with seconds and texts for each query (None where it fails), or with a sentence why not.
"""

import time

import omegat_project
import postgres_peer

from translate_flow import matching, phrases

MOST = 5
_MOST_CANDIDATES = 200


def words(project, entries, asked):
    """The best 200 by SQLite's FTS5 for any of the words, to be compared exactly."""
    seconds, found = [], []
    with project.open() as store:
        for text in asked:
            start = time.perf_counter()
            query = " OR ".join(f'"{word}"' for word in phrases.words(text)) or '"x"'
            rows = store.driver.query(
                "SELECT rowid AS id FROM entry_words WHERE entry_words MATCH :query ORDER BY rank LIMIT :most",
                {"query": f"source : ({query})", "most": _MOST_CANDIDATES},
            )
            near = [text for _, text in store.folded([row["id"] for row in rows])]
            seconds.append(time.perf_counter() - start)
            found.append(near)
    return seconds, found


def trigrams(project, entries, asked):
    """The best 200 by PostgreSQL's pg_trgm, to be compared exactly."""
    if postgres_peer.binaries() is None:
        return "skipped, PostgreSQL is not installed here"
    folded = [matching.folded(text) for text in entries]
    answers = postgres_peer.similar(folded, [matching.folded(text) for text in asked])
    return [milliseconds / 1000 for _, milliseconds in answers], [[folded[at] for at in near] for near, _ in answers]


def toolkit(project, entries, asked):
    """translate-toolkit's matcher."""
    try:
        from translate.search import match
        from translate.storage import base
    except ImportError:
        return "skipped, translate-toolkit is not installed here"
    store = base.TranslationStore()
    for text in entries:
        unit = base.TranslationUnit(text)
        unit.target = text
        store.units.append(unit)
    matcher = match.matcher(store, max_candidates=MOST, min_similarity=70, max_length=3000)
    seconds, found = [], []
    for text in asked:
        start = time.perf_counter()
        try:
            near = matcher.matches(text)
        except TypeError:  # it compares units where two are equally near
            near = None
        seconds.append(time.perf_counter() - start)
        found.append(None if near is None else [unit.source for unit in near])
    return seconds, found


def omegat(project, entries, asked):
    """OmegaT's matches, without those of its first queries, which warm it up."""
    answers = omegat_project.similar(entries, [*asked[:MOST], *asked], MOST)
    if answers is None:
        return "skipped, OmegaT is not installed here"
    return [seconds for seconds, _ in answers[MOST:]], [near for _, near in answers[MOST:]]


PEERS = (
    ("FTS5 candidates", 10**9, words),
    ("PostgreSQL pg_trgm", 100_000, trigrams),
    ("translate-toolkit's matcher", 100_000, toolkit),
    ("OmegaT", 100_000, omegat),
)
"""Name, largest memory that it is asked for, what asks it."""
