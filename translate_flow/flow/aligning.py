"""`memory align`: two finished articles become entries."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from translate_flow import alignment, formats, language, matching, segmentation, tagged
from translate_flow.alignment import Bead, Sentence
from translate_flow.errors import BadInput, UsageError
from translate_flow.files import read
from translate_flow.flow import cutting, marks, people
from translate_flow.flow.languages import name
from translate_flow.flow.marks import Marks
from translate_flow.formats import Options
from translate_flow.model import Code, Entry, Role
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.store import Store

THRESHOLD = 70
DOUBTFUL = 30
_KNOWN = 99
"""Confidence of a pair that the memory has."""
STRANGE = 6
"""Where not one in so many pairs is sure, the articles do not translate each other."""
_Files = tuple[Path, Path]
# words are learned from so many entries of the memory at most
_LESSONS = 2000


@frozen
class Piece:
    """A sentence of a finished article."""

    text: str
    """Tagged text, codes numbered in the sentence."""
    codes: tuple[Code, ...]
    """Its codes."""
    paragraph: int
    """Number of its unit."""
    role: Role = Role.PARAGRAPH
    """Role of its unit."""

    @property
    def roles(self) -> frozenset[str]:
        """Marks for what it is in the document, such as a headline; a paragraph is nothing special."""
        return frozenset() if self.role is Role.PARAGRAPH else frozenset({f"role:{self.role}"})

    @property
    def plain(self) -> str:
        """What people read."""
        return tagged.plain(self.text, self.codes).text


@frozen
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


@frozen
class Alignment:
    """Two articles, aligned."""

    pairs: tuple[Aligned, ...]
    """Pairs in order, sure ones and others."""
    left_out: int
    """Source sentences without a translation."""
    added: int
    """Target sentences without a source."""

    def is_strange(self, threshold: int) -> bool:
        """Are so few pairs sure that the articles can hardly be translations of each other?"""
        return self.sure(min(threshold, THRESHOLD)) * STRANGE < len(self.pairs)

    def sure(self, threshold: int) -> int:
        """How many pairs reach a threshold."""
        return sum(pair.confidence >= threshold for pair in self.pairs)

    def doubtful(self, threshold: int) -> list[Aligned]:
        """Pairs below a threshold that somebody may look through, in order."""
        return [pair for pair in self.pairs if min(DOUBTFUL, threshold) <= pair.confidence < threshold]


def align(
    project: Project,
    source: Path,
    target: Path,
    *,
    to: str | None = None,
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> Alignment:
    """Align two files of any formats. Raises BadInput for a file that cannot be read or holds no text."""
    tag = project.target(to)
    if source.resolve() == target.resolve():
        raise UsageError("Source and target are one file.", "Name the article and its translation.")
    ours, theirs = pieces(project, source, project.source), pieces(project, target, tag)
    _check_languages(ours, theirs, project.source, tag, (source, target))
    with project.open() as store, store.reading():
        one, other = marks.for_pair(store, project.source, tag)
        taught = _taught(store, project.source, tag)
    beads = alignment.align(_sentences(ours, one), _sentences(theirs, other), taught, watch)
    known = {(matching.normal(one), matching.normal(other)) for one, other in taught}
    pairs = [
        _pair(bead, ours, theirs, project.source, tag, target.name, known)
        for bead in beads
        if bead.sources and bead.targets
    ]
    left = sum(len(bead.sources) for bead in beads if not bead.targets)
    return Alignment(tuple(pairs), left, sum(len(bead.targets) for bead in beads if not bead.sources))


def pieces(project: Project, path: Path, tag: str) -> list[Piece]:
    """The sentences of a finished article."""
    data = read(path)
    if path.suffix.lower() == ".tmx":
        raise BadInput(f"{path} is a translation memory: there is nothing to align.", "Take it in: memory import.")
    found = formats.detect(path.name, data)
    settings = project.table("formats").get(found.NAME, {})
    try:
        units = list(formats.extract(found, data, Options(settings=settings)))
    except BadInput as error:
        raise BadInput(f"{path} cannot be aligned: {error.message}", error.hint) from error
    if any(unit.target for unit in units):
        raise BadInput(
            f"{path} holds translations itself: there is nothing to align.",
            "Import it as an article, and they enter the memory.",
        )
    pieces: list[Piece] = []
    known = cutting.rules(project, tag)
    if len(units) > 1:
        units[-1] = cutting.credit_unit(units[-1], tag)
    for number, unit in enumerate(units):
        if unit.role is Role.CREDIT:
            continue
        for start, end in segmentation.split_tagged(unit.source, unit.codes, tag, known):
            text = unit.source[start:end].strip()
            if any(letter.isalnum() for letter in text):
                renumbered, ids = tagged.renumber(text, unit.codes)
                pieces.append(Piece(renumbered, tagged.segment_codes(unit.codes, ids), number, unit.role))
    if not pieces:
        raise BadInput(f"{path} holds no text to align.", "Name a finished article.")
    return pieces


def _check_languages(ours: Sequence[Piece], theirs: Sequence[Piece], source: str, target: str, files: _Files) -> None:
    """Raises UsageError where a file is plainly not in the language that it should be in."""
    first, second = [piece.plain for piece in ours], [piece.plain for piece in theirs]
    if marks.spoken_in(first) == language.base(target) and marks.spoken_in(second) == language.base(source):
        raise UsageError(
            f"{files[0]} reads like {name(target)} and {files[1]} like {name(source)}.",
            "Name the article first, then its translation.",
        )
    for path, texts, tag in ((files[0], first, source), (files[1], second, target)):
        if marks.is_foreign(texts, tag):
            spoken = marks.spoken_in(texts)
            raise UsageError(
                f"{path} is not in {name(tag)}; it reads like {name(spoken)}."
                if spoken
                else f"{path} is not in {name(tag)}, as its letters tell.",
                f"Name an article in {name(source)}, then its translation into {name(target)}.",
            )


def _sentences(found: Sequence[Piece], marked: Marks) -> list[Sentence]:
    return [Sentence(piece.plain, piece.paragraph, marked(piece.plain) | piece.roles) for piece in found]


def _taught(store: Store, source: str, target: str) -> list[tuple[str, str]]:
    """Texts of entries in the two languages, to learn words from."""
    bases = language.base(source), language.base(target)
    pairs = [p.id for p in store.pairs() if (language.base(p.source), language.base(p.target)) == bases]
    if not pairs:
        return []
    return [
        (tagged.plain(entry.source, entry.codes).text, tagged.plain(entry.target, entry.codes).text)
        for entry in islice(store.all_entries(pairs), _LESSONS)
    ]


def _pair(
    bead: Bead,
    ours: Sequence[Piece],
    theirs: Sequence[Piece],
    source: str,
    target: str,
    article: str,
    known: Collection[tuple[str, str]],
) -> Aligned:
    """A pair as it would enter the memory; one that is there already is sure."""
    chosen, others = [ours[index] for index in bead.sources], [theirs[index] for index in bead.targets]
    is_single = len(chosen) == len(others) == 1
    if is_single and chosen[0].codes == others[0].codes:
        one, other, codes = chosen[0].text, others[0].text, chosen[0].codes
    else:
        one, one_codes = tagged.protect(_joined(chosen, source))
        other, other_codes = tagged.protect(_joined(others, target))
        codes = one_codes if one_codes == other_codes else ()
    first, last = bead.sources[0], bead.sources[-1]
    before = ours[first - 1].text if first else ""
    after = ours[last + 1].text if last + 1 < len(ours) else ""
    entry = Entry(one, other, source, target, codes, before, after, article=article, origin="align")
    texts = matching.normal(tagged.plain(one, codes).text), matching.normal(tagged.plain(other, codes).text)
    return Aligned(
        entry,
        max(bead.confidence, _KNOWN) if texts in known else bead.confidence,
        tuple(index + 1 for index in bead.sources),
        tuple(index + 1 for index in bead.targets),
    )


def _joined(found: Sequence[Piece], tag: str) -> str:
    return (" " if language.spaces_sentences(tag) else "").join(piece.plain for piece in found)


def keep(
    project: Project,
    found: Alignment,
    threshold: int = THRESHOLD,
    accepted: Collection[Aligned] | None = None,
    *,
    by: str | None = None,
) -> tuple[int, int, int]:
    """Put the pairs of at least `threshold`, and accepted ones, into the memory; of (added, known already, left out).

    Raises BadInput where hardly any pair is sure and nobody looked through them (`accepted` is None).
    """
    worker = people.actor(by)
    if accepted is None and found.is_strange(threshold):
        raise BadInput(
            f"The two articles hardly translate each other: {found.sure(threshold)} of {len(found.pairs)} pairs reach"
            f" {threshold}. Nothing was added.",
            "See the pairs with --dry-run, or look through the doubtful ones with --review.",
        )
    chosen = [pair.entry for pair in found.pairs if pair.confidence >= threshold or pair in (accepted or ())]
    if not chosen:
        return 0, 0, len(found.pairs)
    with project.open() as store, store.writing():
        now = store.now()
        with store.loading():
            added, known = store.add_entries(replace(entry, saved_at=now) for entry in chosen)
        after = {"article": chosen[0].article, "added": added, "known": known}
        store.record(PROJECT_CHAIN, worker, [NewEvent("memory aligned", after=after)])
    return added, known, len(found.pairs) - len(chosen)
