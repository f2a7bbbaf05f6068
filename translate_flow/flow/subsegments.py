"""Sub-segment help: the longest phrases of a segment that the memory has, with how they were translated."""

from collections.abc import Iterator, Sequence

from translate_flow import phrases, tagged
from translate_flow.model import Entry, Side
from translate_flow.store.store import Store

_SHORTEST_PHRASE = 3
_EXAMPLES = 24


def known_phrases(
    store: Store, source: str, pairs: Sequence[int], owner: tuple[int, int] | None = None
) -> list[phrases.Phrase]:
    """The longest phrases of a text that entries hold, by place, with how they were translated.

    A phrase has three words (four letters, where words are not spaced) or more; a text that an entry holds wholly
    has none of its own. Entries made by `owner` (job, segment row) do not count.
    """
    spans = phrases.spans(source)
    found: list[phrases.Phrase] = []
    for start, end in _longest_runs(store, spans, pairs):
        run = tuple(word for word, _, _ in spans[start:end])
        hits = store.with_words(phrases.Wanted((run,)), Side.SOURCE, pairs, _EXAMPLES)
        entries = [entry for entry, made_by in store.entries(hits) if made_by is None or made_by != owner]
        if not entries:
            continue
        first, last = spans[start][1], spans[end - 1][2]
        found.append(
            phrases.Phrase(
                source[first:last],
                first,
                last,
                _translation(store, run, entries, pairs),
                tuple((entry.source, entry.target) for entry in entries[:3]),
                len(entries),
            )
        )
    return found


def _longest_runs(
    store: Store, spans: Sequence[tuple[str, int, int]], pairs: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Runs of words that some entry holds and no longer run around them: two ends that only move on."""
    end = 0
    last_end = 0
    for start in range(len(spans)):
        end = max(end, start)
        while end < len(spans) and _is_known(store, spans, start, end + 1, pairs):
            end += 1
        least = _SHORTEST_PHRASE + (1 if start < len(spans) and len(spans[start][0]) == 1 else 0)
        if end - start >= least and end > last_end:
            yield start, end
            last_end = end


def _is_known(store: Store, spans: Sequence[tuple[str, int, int]], start: int, end: int, pairs: Sequence[int]) -> bool:
    run = tuple(word for word, _, _ in spans[start:end])
    return bool(store.with_words(phrases.Wanted((run,)), Side.SOURCE, pairs, 1))


def _translation(store: Store, run: tuple[str, ...], entries: Sequence[Entry], pairs: Sequence[int]) -> str:
    """How a phrase was translated: the whole target of an entry that is the phrase, else what targets share."""
    for entry in entries:
        if tuple(phrases.words(tagged.plain(entry.source, entry.codes).text)) == run:
            return tagged.plain(entry.target, entry.codes).text
    targets = list(dict.fromkeys(tagged.plain(entry.target, entry.codes).text for entry in entries))
    # entries with a word of the phrase, but without the phrase, tell what comes from elsewhere
    near = {number for word in run for number in store.with_words(phrases.Wanted(((word,),)), Side.SOURCE, pairs, 20)}
    others = [entry.target for entry, _ in store.entries(sorted(near - {entry.id for entry in entries}))]
    return phrases.common_target(targets, others, len(run))
