"""Alignment of two texts that translate each other: which sentences belong together.

`align` is the whole of it. What it weighs, each as a log-likelihood ratio of "these belong together" against "this is
chance": lengths (`lengths`), words, numbers and marks that translate each other (`keys`, `lexicon`, `wording`), and
paragraphs that begin together (`layout`). The best way through both texts, and how sure each step of it is, come from
dynamic programming in a band (`band`, `route`). The first pass knows only what looks alike in both languages; the
passes behind it know the words that the pass before has learned (Moore 2002, "Fast and Accurate Sentence Alignment of
Bilingual Corpora"). No language is named anywhere.

The modules inside import numpy; `align` loads them when it is called.
"""

from collections.abc import Callable, Iterable, Sequence

from translate_flow.records import frozen


@frozen
class Sentence:
    """A sentence to align."""

    text: str
    """Its text without codes."""
    paragraph: int
    """Number of its paragraph."""
    marks: frozenset[str] = frozenset()
    """What it holds that a translation holds, too, written alike for both languages, such as `value:12`."""


@frozen
class Bead:
    """Sentences that belong together."""

    sources: tuple[int, ...]
    """Indexes of source sentences, neighbours; empty where the target was added."""
    targets: tuple[int, ...]
    """Indexes of target sentences, neighbours; empty where the source was left out."""
    confidence: int
    """How sure it is that they translate each other, 0–100; 0 where one side is empty."""


def align(
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
    taught: Iterable[tuple[str, str]] = (),
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> list[Bead]:
    """The beads in order; every sentence is in one.

    `taught` are pairs of texts in the same languages that are known to translate each other, to learn words from.
    `watch` is told how many steps of how many are done.
    """
    from translate_flow.alignment.passes import run

    return run(sources, targets, taught, watch)
