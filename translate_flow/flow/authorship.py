"""Who earned the credit: whose words are in the text, by the recorded history."""

from collections import Counter
from collections.abc import Iterable, Sequence

from translate_flow.flow.saving import IMPORTED, is_confirmed
from translate_flow.model import Event, Segment
from translate_flow.store.store import Store

Authors = tuple[str, ...]


def earned(store: Store, job: int, segments: Sequence[Segment]) -> list[str]:
    """Names of the people whose words are in the confirmed targets, largest share of words first.

    Each word of a target belongs to the person who brought it in; who mends a comma earns nothing, and a text
    that comes back (undo) is its authors' again. Names that differ only in case or spacing are one person.
    """
    if not job:
        return []
    confirmed = {segment.number: segment.target for segment in segments if is_confirmed(segment)}
    by_segment: dict[int, list[Event]] = {}
    for event in store.events(store.chain_of(job)):
        if event.segment in confirmed:
            by_segment.setdefault(event.segment, []).append(event)
    share: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for number, events in by_segment.items():
        for name in filter(None, authors(events, confirmed[number])):
            key = " ".join(name.casefold().split())
            spelling.setdefault(key, name)
            share[key] += 1 if key else 0
    return [spelling[key] for key, _ in share.most_common() if key]


def authors(events: Iterable[Event], text: str) -> Authors:
    """Author of each word of `text`, told from the events of its segment, oldest first."""
    known: dict[str, Authors] = {"": ()}
    current = ""
    for event in events:
        following = event.after.get("text")
        if following is None or following == current:
            continue
        if "authors" in event.after:  # joined or split: the words came along
            known[following] = tuple(event.after["authors"])
        if following not in known:
            known[following] = _handed_on(words(current), known[current], words(following), _writer(event))
        current = following
    return known.get(text, ())


def _writer(event: Event) -> str:
    """Whose words an event brought: of what came from the memory, its author's; empty where nobody is known."""
    if event.action == IMPORTED:
        return ""
    from_memory = str(event.after.get("origin", "")).startswith(("tm:", "repeat:"))
    return str(event.after["translator"]) if from_memory and "translator" in event.after else event.by


def words(text: str) -> list[str]:
    """Pieces that are counted: words between spaces; letters where none are written."""
    pieces = text.split()
    return [letter for piece in pieces for letter in (piece if len(piece) > 40 else [piece])]


def _handed_on(old: Sequence[str], owners: Authors, new: Sequence[str], by: str) -> Authors:
    """Owners of the new words: kept where a word was there before, or differs in punctuation only."""
    from rapidfuzz.distance import LCSseq

    # by longest common subsequence, bit-parallel: a page of equal words costs no more than others
    result = [by] * len(new)
    for step in LCSseq.opcodes([_bare(word) for word in old], [_bare(word) for word in new]):
        if step.tag == "equal":
            result[step.dest_start : step.dest_end] = owners[step.src_start : step.src_end]
    return tuple(result)


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum()).casefold() or word
