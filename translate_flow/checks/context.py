"""What a check is and what it may look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from inspect import cleandoc
from typing import Any, Protocol

from translate_flow import tagged
from translate_flow.model import Code, Role, SegmentTerm, Severity, Side, State, TermHit
from translate_flow.records import frozen

_MOST_UNLIKE = 8


def same_words(text: str) -> str:
    """A text as far as consistency goes: case and white space do not count."""
    return " ".join(text.casefold().split())


@frozen
class Others:
    """What the confirmed segments of the job say together; built once per job with `Others.of`."""

    by_source: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """The different targets of a source, by `same_words` of it, each with the first segment that has it."""
    by_target: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """The different sources of a target, by `same_words` of it, each with the first segment that has it."""
    ratio: float | None = None
    """Usual length of a target divided by that of its source; None below 20 segments."""
    sources: Mapping[int, str] = field(default_factory=dict)
    """Source texts by number, of segments without a target too."""

    @staticmethod
    def of(pairs: Iterable[tuple[int, str, str]]) -> "Others":
        """From (number, source, target) of each segment, as plain texts; an unconfirmed target is empty."""
        by_source: dict[str, dict[str, tuple[int, str]]] = {}
        by_target: dict[str, dict[str, tuple[int, str]]] = {}
        sources: dict[int, str] = {}
        ratios: list[float] = []
        for number, source, target in pairs:
            sources[number] = source
            if target and source:
                asked, given = same_words(source), same_words(target)
                _keep(by_source.setdefault(asked, {}), given, (number, target))
                _keep(by_target.setdefault(given, {}), asked, (number, source))
                ratios.append(len(target) / len(source))
        return Others(
            {text: tuple(found.values()) for text, found in by_source.items()},
            {text: tuple(found.values()) for text, found in by_target.items()},
            sorted(ratios)[len(ratios) // 2] if len(ratios) >= 20 else None,
            sources,
        )


def _keep(found: dict[str, tuple[int, str]], words: str, value: tuple[int, str]) -> None:
    """Keep the first few unlike texts: an article that says one thing a thousand times costs no more."""
    if len(found) < _MOST_UNLIKE:
        found.setdefault(words, value)


class Speller(Protocol):
    """A dictionary, as the check of spelling needs it."""

    def knows(self, word: str) -> bool:
        """Is it a word?"""
        ...

    def propose(self, word: str) -> Sequence[str]:
        """The words nearest to one that is none, the nearest first."""
        ...


@frozen
class Context:
    """One segment and what is known around it. Checks read `source` and `target`, texts without tags."""

    number: int
    """Number of the segment."""
    plain_source: tagged.Plain
    """Source without tags, with the way back to tagged offsets."""
    plain_target: tagged.Plain
    """Target without tags, likewise."""
    source_language: str
    """BCP 47 tag."""
    target_language: str
    """BCP 47 tag."""
    tagged_source: str = ""
    """Source with its tags."""
    tagged_target: str = ""
    """Target with its tags."""
    codes: tuple[Code, ...] = ()
    """Inline codes of the segment."""
    role: Role = Role.PARAGRAPH
    """Role of its unit."""
    state: State = State.TRANSLATED
    """State of the target."""
    terms: tuple[SegmentTerm, ...] = ()
    """Terms recognised in the source with the terms that may translate them."""
    target_terms: tuple[TermHit, ...] = ()
    """Terms of the target language recognised in the target, forbidden ones too."""
    possible_terms: tuple[TermHit, ...] = ()
    """Words of the target that begin as a term does that may translate one of `terms`, and were not recognised."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Table `[checks]` of project.toml; its key `limits` holds table `[limits]`, characters by role."""
    others: Others = field(default_factory=Others)
    """The other segments of the job, for checks of consistency and completeness."""
    speller: Speller | None = None
    """Dictionary of the target language, where spelling is to be checked."""
    names: frozenset[str] = frozenset()
    """Words of the names in the article, as its translation writes them, where spelling is to be checked."""

    @property
    def source(self) -> str:
        """The source as people read it."""
        return self.plain_source.text

    @property
    def target(self) -> str:
        """The target as people read it; empty where there is none."""
        return self.plain_target.text

    @property
    def is_confirmed(self) -> bool:
        """Is there a target that somebody stands for?"""
        return self.state is not State.INITIAL and bool(self.plain_target.text.strip())


@frozen
class Finding:
    """What a check found, with offsets in `Context.target` or `Context.source`."""

    start: int
    """Offset of the first character concerned."""
    end: int
    """Offset behind the last one."""
    message: str
    """One sentence for the translator: what is wrong and, where it helps, what is expected."""
    side: Side = Side.TARGET
    """Which text the offsets point into."""
    fix: str | None = None
    """What to put in place of the characters concerned, where that is safe."""
    severity: Severity | None = None
    """Severity of this finding where it is not that of its check."""
    other: tuple[int, int] | None = None
    """Start and end of the place on the other side that belongs to it."""
    is_tagged: bool = False
    """Do the offsets point into the tagged text?"""


@frozen
class Check:
    """A check of the drawer."""

    id: str
    """Stable name, as in project.toml and in issues."""
    severity: Severity
    """Severity of its findings unless the project says otherwise."""
    doc: str
    """What it finds, for users."""
    run: Callable[[Context], Iterator[Finding]]
    """The generator."""
    needs_target: bool = True
    """Does it look only at segments with a confirmed target?"""
    is_optional: bool = False
    """Is it silent unless the project asks for it?"""


Generator = Callable[[Context], Iterator[Finding]]


def check(
    name: str, severity: Severity = Severity.WARNING, *, needs_target: bool = True, is_optional: bool = False
) -> Callable[[Generator], Check]:
    """Make a generator of findings a check; its docstring is the check's documentation."""

    def make(run: Generator) -> Check:
        return Check(name, severity, cleandoc(run.__doc__ or ""), run, needs_target, is_optional)

    return make
