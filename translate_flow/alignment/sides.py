"""Two texts as numbers: the keys of their sentences, where their paragraphs begin, and which keys look alike."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from translate_flow.alignment import Sentence, keys
from translate_flow.alignment.band import Floats, Ints
from translate_flow.records import frozen

Like = tuple[Ints, Ints, Floats]
"""Keys that look like translations: of the source, of the target, and how much (0–1)."""


@frozen
class Side:
    """One of the texts."""

    texts: tuple[str, ...]
    """Its sentences."""
    keys: tuple[Ints, ...]
    """Numbers of the keys of each sentence."""
    taught: tuple[Ints, ...]
    """The same of the texts that words are learned from."""
    names: tuple[str, ...]
    """The keys by number."""
    shares: Floats
    """How often each key stands in all of them, sum 1."""
    begins: NDArray[np.bool_]
    """Does the sentence begin a paragraph?"""

    def run(self, first: int, count: int) -> Ints:
        """The keys of a run of sentences."""
        return self.keys[first] if count == 1 else np.unique(np.concatenate(self.keys[first : first + count]))


def side(sentences: Sequence[Sentence], taught: Sequence[str]) -> Side:
    """A text of at least one sentence."""
    numbers: dict[str, int] = {}
    own = tuple(_numbered(keys.keys(sentence.text) | sentence.marks, numbers) for sentence in sentences)
    others = tuple(_numbered(keys.keys(text), numbers) for text in taught)
    # half a time more, so that a text without any key has shares, too
    counts = np.bincount(np.concatenate([*own, *others]), minlength=len(numbers)) + 0.5
    paragraphs = np.asarray([sentence.paragraph for sentence in sentences])
    return Side(
        tuple(sentence.text for sentence in sentences),
        own,
        others,
        tuple(numbers),
        counts / counts.sum(),
        np.concatenate([[True], paragraphs[1:] != paragraphs[:-1]]),
    )


def _numbered(found: Iterable[str], numbers: dict[str, int]) -> Ints:
    return np.asarray([numbers.setdefault(key, len(numbers)) for key in sorted(found)], dtype=np.int64)


def alike(source: Side, target: Side) -> Like:
    """The keys of both sides that look like translations."""
    ones = {key: number for number, key in enumerate(source.names)}
    others = {key: number for number, key in enumerate(target.names)}
    found = [(ones[one], others[other], share) for one, other, share in keys.likenesses(ones, others)]
    return (
        np.asarray([pair[0] for pair in found], dtype=np.int64),
        np.asarray([pair[1] for pair in found], dtype=np.int64),
        np.asarray([pair[2] for pair in found], dtype=np.float64),
    )
