"""What a check is and what it may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from translate_flow import tagged
from translate_flow.model import Code, Role, SegmentTerm, Severity, Side, State, TermHit


@dataclass(frozen=True, slots=True)
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
    is_last_of_unit: bool = True
    """Does its unit end with it?"""
    terms: tuple[SegmentTerm, ...] = ()
    """Terms recognised in the source with the terms that may translate them."""
    target_terms: tuple[TermHit, ...] = ()
    """Terms of the target language recognised in the target, forbidden ones too."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Table `[checks]` of project.toml."""

    @property
    def source(self) -> str:
        """The source as people read it."""
        return self.plain_source.text

    @property
    def target(self) -> str:
        """The target as people read it; empty where there is none."""
        return self.plain_target.text


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


def check(name: str, severity: Severity) -> Callable[[Callable[[Context], Iterator[Finding]]], Check]:
    """Make a generator of findings a check; its docstring is the check's documentation."""

    def make(run: Callable[[Context], Iterator[Finding]]) -> Check:
        return Check(name, severity, (run.__doc__ or "").strip(), run)

    return make
