"""`memory align`: two finished articles become entries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate_flow import formats, language, segmentation, tagged
from translate_flow.alignment import Aligner, Bead, Known, Sentence, nothing_known
from translate_flow.errors import BadInput, UsageError
from translate_flow.files import read
from translate_flow.flow import people
from translate_flow.formats import Options
from translate_flow.model import Code, Entry, Role, Term, TermStatus
from translate_flow.project import Project
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.store import Store
from translate_flow.terminology import TermIndex

THRESHOLD = 70
DOUBTFUL = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a finished article."""

    text: str
    """Tagged text, codes numbered in the sentence."""
    codes: tuple[Code, ...]
    """Its codes."""
    paragraph: int
    """Number of its unit."""

    @property
    def plain(self) -> str:
        """What people read."""
        return tagged.plain(self.text, self.codes).text


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pair of texts that alignment found."""

    entry: Entry
    """The pair as it would enter the memory; its texts are without codes that only one side has."""
    confidence: int
    """0–100."""
    sources: tuple[int, ...]
    """Numbers of the source's sentences, from 1."""
    targets: tuple[int, ...]
    """Numbers of the target's sentences."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two articles, aligned."""

    pairs: tuple[Aligned, ...]
    """Pairs in order, sure ones and others."""
    left_out: int
    """Source sentences without a translation."""
    added: int
    """Target sentences without a source."""


def align(project: Project, source: Path, target: Path, *, to: str | None = None) -> Alignment:
    """Align two files of any formats. Raises BadInput for a file that cannot be read or holds no text."""
    tag = project.target(to)
    if source.resolve() == target.resolve():
        raise UsageError("Source and target are one file.", "Name the article and its translation.")
    ours, theirs = pieces(project, source, project.source), pieces(project, target, tag)
    with project.open() as store, store.reading():
        known = _known_terms(store, project.source, tag)
    beads = Aligner(_sentences(ours), _sentences(theirs), known).align()
    pairs = [
        _pair(bead, ours, theirs, project.source, tag, target.name) for bead in beads if bead.sources and bead.targets
    ]
    left = sum(len(bead.sources) for bead in beads if not bead.targets)
    return Alignment(tuple(pairs), left, sum(len(bead.targets) for bead in beads if not bead.sources))


def pieces(project: Project, path: Path, tag: str) -> list[Piece]:
    """The sentences of a finished article."""
    data = read(path)
    found = formats.detect(path.name, data)
    settings = project.table("formats").get(found.NAME, {})
    try:
        units = formats.extract(found, data, Options(settings=settings))
    except BadInput as error:
        raise BadInput(f"{path} cannot be aligned: {error.message}", error.hint) from error
    pieces: list[Piece] = []
    for number, unit in enumerate(units):
        if unit.role is Role.CREDIT:
            continue
        for start, end in segmentation.split_tagged(unit.source, unit.codes, tag):
            text = unit.source[start:end].strip()
            if any(letter.isalnum() for letter in text):
                renumbered, ids = tagged.renumber(text, unit.codes)
                pieces.append(Piece(renumbered, tagged.segment_codes(unit.codes, ids), number))
    if not pieces:
        raise BadInput(f"{path} holds no text to align.", "Name a finished article.")
    return pieces


def _sentences(found: Sequence[Piece]) -> list[Sentence]:
    return [Sentence(piece.plain, piece.paragraph) for piece in found]


def _pair(
    bead: Bead, ours: Sequence[Piece], theirs: Sequence[Piece], source: str, target: str, article: str
) -> Aligned:
    chosen, others = [ours[index] for index in bead.sources], [theirs[index] for index in bead.targets]
    is_single = len(chosen) == len(others) == 1
    if is_single and chosen[0].codes == others[0].codes:
        one, other, codes = chosen[0].text, others[0].text, chosen[0].codes
    else:
        one, one_codes = tagged.protect(_joined(chosen, source))
        other, other_codes = tagged.protect(_joined(others, target))
        codes = one_codes if one_codes == other_codes else ()
    entry = Entry(one, other, source, target, codes, article=article, origin="align")
    return Aligned(
        entry,
        bead.confidence,
        tuple(index + 1 for index in bead.sources),
        tuple(index + 1 for index in bead.targets),
    )


def _joined(found: Sequence[Piece], tag: str) -> str:
    return (" " if language.spaces_sentences(tag) else "").join(piece.plain for piece in found)


def _known_terms(store: Store, source: str, target: str) -> Known:
    """Counts terms of the glossary: how many the source has, and how many of them the target translates."""
    if not store.has_terms():
        return nothing_known
    tags = {"source": set(language.fallbacks(source)), "target": set(language.fallbacks(target))}
    terms = store.terms(tags["source"] | tags["target"])
    sources = TermIndex([term for term in terms if term.language in tags["source"]], source)
    usable: list[Term] = [t for t in terms if t.language in tags["target"] and t.status is not TermStatus.DEPRECATED]
    targets = TermIndex(usable, target)
    cache: dict[tuple[bool, str], set[int]] = {}

    def concepts(index: TermIndex, text: str, *, is_source: bool) -> set[int]:
        if (is_source, text) not in cache:
            cache[is_source, text] = {hit.term.concept for hit in index.find(text)}
        return cache[is_source, text]

    def count(one: str, other: str) -> tuple[int, int]:
        wanted = concepts(sources, one, is_source=True)
        return len(wanted), len(wanted & concepts(targets, other, is_source=False)) if wanted else 0

    return count


def keep(
    project: Project,
    alignment: Alignment,
    threshold: int = THRESHOLD,
    decide: Callable[[Aligned], bool] | None = None,
    *,
    by: str | None = None,
) -> tuple[int, int, int]:
    """Put the pairs of at least `threshold` into the memory; of (added, known already, left out).

    `decide` is asked about the doubtful ones below it; without it they stay out.
    """
    worker = people.actor(by)
    chosen = [
        pair.entry
        for pair in alignment.pairs
        if pair.confidence >= threshold or (decide and pair.confidence >= min(DOUBTFUL, threshold) and decide(pair))
    ]
    if not chosen:
        return 0, 0, len(alignment.pairs)
    with project.open() as store, store.writing():
        with store.loading():
            added, known = store.add_entries(chosen)
        after = {"article": chosen[0].article, "added": added, "known": known}
        store.record(PROJECT_CHAIN, worker, [NewEvent("memory aligned", after=after)])
    return added, known, len(alignment.pairs) - len(chosen)
