"""The nouns: every dataclass and enum that more than one room uses. Words as in docs/architecture.md."""

from dataclasses import field
from enum import StrEnum
from typing import Any

from translate_flow.records import frozen


class Role(StrEnum):
    """What a unit is in its document; checks and limits may depend on it."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CELL = "cell"
    CAPTION = "caption"
    ATTRIBUTE = "attribute"
    ADDRESS = "address"
    METADATA = "metadata"
    NOTE = "note"
    CREDIT = "credit"


class State(StrEnum):
    """State of a segment's target (XLIFF 2.1 `state`)."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def rank(self) -> int:
        """0 for initial … 3 for final."""
        return list(State).index(self)


class Severity(StrEnum):
    """How grave an issue is; only errors close the gate of export."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class TermStatus(StrEnum):
    """Standing of a term (ISO 30042 administrative status); `do-not-translate` is its own target."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    DO_NOT_TRANSLATE = "do-not-translate"


class Side(StrEnum):
    """Which text of a segment an offset points into."""

    SOURCE = "source"
    TARGET = "target"


@frozen
class Code:
    """An inline code of a unit: markup that is shown as `{1}…{/1}` (paired) or `{2}` (standalone)."""

    id: int
    """Number in the unit, from 1."""
    data: str
    """Native form; of a paired code, of its opening half (XLIFF 2.1 `originalData`)."""
    data_end: str | None = None
    """Native form of the closing half; None for a standalone code."""
    is_deletable: bool = False
    """May a translation leave it out (XLIFF 2.1 `canDelete`)?"""
    is_movable: bool = True
    """May a translation move it against other codes (XLIFF 2.1 `canReorder`)?"""
    shown: str = ""
    """What a reader of the document sees in its place (XLIFF 2.1 `equiv`), such as a space for a line break."""

    @property
    def is_paired(self) -> bool:
        """Has it an opening and a closing half?"""
        return self.data_end is not None


@frozen
class Unit:
    """A paragraph-level piece of an article (XLIFF 2.1 `unit`)."""

    source: str
    """Tagged text: text with `{1}…{/1}` and `{2}` for its codes."""
    codes: tuple[Code, ...] = ()
    """Its inline codes, by number."""
    role: Role = Role.PARAGRAPH
    """What it is in the document."""
    key: str = ""
    """Identity that survives unrelated insertions and deletions; native ids where the format has them."""
    note: str = ""
    """What the document tells the translator about it (a comment, a context)."""
    target: str | None = None
    """Translation that the document already holds, as tagged text; empty where a bilingual document has none."""
    state: State = State.INITIAL
    """State of that translation; initial also for an unsure one (PO `fuzzy`, XLIFF `needs-translation`)."""


@frozen
class Segment:
    """The sentence-level piece that people translate, with what is known of its target in one language."""

    number: int
    """Number in the article, from 1, as people see it."""
    source: str
    """Tagged text without the tail; codes numbered in the segment from 1."""
    tail: str
    """White space behind it, kept, not translated (XLIFF 2.1 `ignorable`)."""
    role: Role
    """Role of its unit."""
    unit: int
    """Number of its unit in the article, from 1."""
    note: str = ""
    """What the document tells the translator about its unit."""
    target: str = ""
    """Tagged text; empty where nothing was saved; a draft while the state is initial."""
    state: State = State.INITIAL
    """Where it stands in the workflow."""
    version: int = 0
    """Counts the changes of the target; a save names the version it saw. 0: never saved."""
    translator: str = ""
    """Who wrote the current target."""
    reviser: str = ""
    """Who accepted it."""
    rejection: str = ""
    """Why it was sent back; empty once it is translated anew."""
    origin: str = ""
    """Where the target came from: empty for a person, `tm:87` for a match of 87."""
    saved_at: str = ""
    """UTC time of the last change, ISO 8601."""
    id: int = 0
    """Row in the store."""
    codes: tuple[Code, ...] = ()
    """Inline codes, renumbered as in `source`."""

    @property
    def is_draft(self) -> bool:
        """Is there text that nobody confirmed?"""
        return self.state is State.INITIAL and bool(self.target)


@frozen
class Article:
    """A source document to translate."""

    id: int
    """Row in the store."""
    name: str
    """Unique in the project."""
    format: str
    """Name of its format, such as `text`."""
    source_language: str
    """BCP 47 tag."""
    segments: int
    """How many segments there are to translate."""
    words: int
    """Words in them, as `language.count_words` counts."""
    revision: int
    """Row of the current revision in the store."""
    options: dict[str, Any] = field(default_factory=dict)
    """Options of its format that it was imported with, such as `encoding`."""
    credit: str = ""
    """The credit line that the source itself carries, if any."""
    file_name: str = ""
    """Name of the file it was read from, for names of exports."""


@frozen
class Term:
    """A word or phrase for a concept in one language (ISO 30042)."""

    text: str
    """The term as the glossary writes it."""
    language: str
    """BCP 47 tag."""
    concept: int
    """Row of its concept in the store; terms of one concept translate each other."""
    status: TermStatus = TermStatus.PREFERRED
    """Its standing."""
    note: str = ""
    """Remark for translators."""
    is_case_sensitive: bool = False
    """Must letters match in case?"""
    id: int = 0
    """Row in the store."""
    extra: dict[str, str] = field(default_factory=dict)
    """Further columns of the imported file, kept for export."""
    part_of_speech: str = ""
    """Such as `noun` (TBX `partOfSpeech`)."""
    gender: str = ""
    """Grammatical gender, such as `feminine` (TBX `grammaticalGender`)."""
    reference: str = ""
    """Where the term was taken from (TBX `source`)."""
    example: str = ""
    """A sentence with it (TBX `context`)."""
    article: str = ""
    """Name of the only article that it is valid in; empty: the whole project."""


@frozen
class Concept:
    """A meaning that terms share (ISO 30042 concept entry), and what is said of it in every language."""

    id: int = 0
    """Row in the store."""
    domain: str = ""
    """Subject field (TBX `subjectField`)."""
    definition: str = ""
    """What it is."""
    note: str = ""
    """Remark for translators."""
    extra: dict[str, str] = field(default_factory=dict)
    """Further data of the imported file, kept for export."""
    row: int = 0
    """Row of what is said of it."""


@frozen
class Form:
    """A learned inflected form of a term."""

    term: int
    """Row of the term."""
    text: str
    """The form as texts write it."""
    is_accepted: bool = True
    """Is it a form of the term? Else somebody said that it is none."""
    is_seen: bool = False
    """Was it learned from a reviewed target, and not told?"""
    id: int = 0
    """Row in the store."""


@frozen
class TermHit:
    """A term recognised in a text."""

    term: Term
    """What was recognised."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


@frozen
class SegmentTerm:
    """A source term found in a segment with the terms that may, or must not, translate it."""

    hit: TermHit
    """Where in the source."""
    targets: tuple[Term, ...] = ()
    """Terms of the same concept in the target language: preferred first, forbidden last."""
    concept: Concept = field(default_factory=Concept)
    """What is said of the concept."""
    is_inside: bool = False
    """Does a longer term stand over it or across it? Then that one counts, and this one is shown only."""


@frozen
class Issue:
    """A finding of a check in a segment."""

    check: str
    """Id of the check."""
    severity: Severity
    """How grave it is."""
    segment: int
    """Number of the segment."""
    start: int
    """Offset of the first character concerned, in the text named by `side`."""
    end: int
    """Offset behind the last one; equal to `start` for a place between characters."""
    message: str
    """One sentence for the translator."""
    side: Side = Side.TARGET
    """Which text the offsets point into."""
    waived: str = ""
    """Reason with which the finding was accepted; empty while it stands."""
    fix: str | None = None
    """What to put in place of the characters concerned, where that is safe."""
    other: tuple[int, int] | None = None
    """Start and end of the place on the other side that belongs to it."""


@frozen
class Event:
    """One entry of the append-only history of a job or of the project."""

    number: int
    """Number in its chain, from 1."""
    at: str
    """UTC time, ISO 8601."""
    by: str
    """Who did it."""
    action: str
    """What was done: a verb in the past, such as `translated`."""
    segment: int | None
    """Number of the segment it concerns."""
    before: dict[str, Any]
    """What was there: the fields that the action changed."""
    after: dict[str, Any]
    """What is there now."""
    reason: str = ""
    """Why, where the action needs or has a reason."""
    batch: int = 0
    """Number of the first event of the same command; they are undone together."""
    undoes: int | None = None
    """Number of the event that this one takes back."""
    hash: str = ""
    """SHA-256 over this entry and the hash before it, in hexadecimal."""


@frozen
class Entry:
    """A pair of texts in the translation memory (TMX 1.4b `tu`)."""

    source: str
    """Tagged text."""
    target: str
    """Tagged text; its codes bear the numbers that they have in `codes`."""
    source_language: str
    """BCP 47 tag."""
    target_language: str
    """BCP 47 tag."""
    codes: tuple[Code, ...] = ()
    """Inline codes of both texts, by number."""
    before: str | None = None
    """Source of the segment in front of it; empty at the edge of the article, None where nobody knows."""
    after: str | None = None
    """Source of the segment behind it, likewise."""
    author: str = ""
    """Whose words the target is."""
    saved_at: str = ""
    """UTC time of the last change, ISO 8601; empty where nobody knows."""
    article: str = ""
    """Article or document that it comes from."""
    state: State = State.TRANSLATED
    """How far the target had come."""
    origin: str = ""
    """Where it comes from: empty for a person's work here, `tmx`, `align`, or as a segment's `tm:87`."""
    note: str = ""
    """Remark that came with it."""
    properties: dict[str, str] = field(default_factory=dict)
    """Further properties of other tools, kept for export."""
    id: int = 0
    """Row in the store."""
