"""Units of TMX as entries of the memory, and entries as TMX 1.4b, level 2.

What a file says beside the texts is kept: neighbours, document, author, time, state where they are told in one of
the ways that OmegaT, memoQ and this program tell them; other properties as they are, those of one text with
`source/` or `target/` before their name, attributes with `@`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from translate_flow import __version__, language, tagged
from translate_flow.errors import UsageError
from translate_flow.exchange.tmx_units import Piece, TmxUnit, Variant
from translate_flow.model import Code, Entry, State
from translate_flow.tagged import TAG, Tag, TagKind

_BEFORE = ("x-before", "prev", "x-context-pre")
_AFTER = ("x-after", "next", "x-context-post")
_ARTICLE = ("x-article", "file", "x-document")
_OWN = {*_BEFORE, *_AFTER, *_ARTICLE, "x-before-edge", "x-after-edge", "x-state", "x-origin"}
_ATTRIBUTES = ("tuid", "usagecount")
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_SEG = re.compile(r"</?seg>")
# what XML 1.0 cannot hold
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Selection:
    """Takes from units the pairs of texts in wanted languages and counts what is left out."""

    source: str
    """Source language, BCP 47; its variants count, too."""
    targets: Sequence[str]
    """Target languages, likewise."""
    near: Callable[[str, str], int | None]
    """How far two language tags are apart: 0 the same, None another language."""
    left_out: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Reason → how many units, and the line of the first."""
    _met: dict[str, "_Language"] = field(default_factory=dict)

    @property
    def languages(self) -> list[str]:
        """Languages that were met."""
        return sorted({met.tag for met in self._met.values() if met.tag})

    def entries(self, unit: TmxUnit) -> list[Entry]:
        """The entries of a unit: one for each of its texts in a target language."""
        source: tuple[_Language, Variant] | None = None
        targets: list[tuple[_Language, Variant]] = []
        for variant in unit.variants:
            met = self._met.get(variant.language) or self._meet(variant.language)
            if met.distance is not None:
                if source is None or met.distance < (source[0].distance or 0):
                    source = met, variant
            elif met.is_target:
                targets.append((met, variant))
        if source is None or not targets:
            return self._leave("without a text in both languages", unit)
        full = [(other, target) for other, target in targets if not target.is_empty]
        if source[1].is_empty or not full:
            return self._leave("with an empty text", unit)
        return [_entry(unit, source[0].tag, source[1], other.tag, target) for other, target in full]

    def _leave(self, reason: str, unit: TmxUnit) -> list[Entry]:
        count, line = self.left_out.get(reason, (0, unit.line))
        self.left_out[reason] = count + 1, line
        return []

    def _meet(self, written: str) -> "_Language":
        try:
            tag = language.normalise(written)
        except UsageError:
            tag = written
        is_target = any(self.near(tag, wanted) is not None for wanted in self.targets)
        self._met[written] = _Language(tag, self.near(tag, self.source), is_target)
        return self._met[written]


@dataclass(frozen=True, slots=True)
class _Language:
    """A language of a file, as the project sees it."""

    tag: str
    distance: int | None
    is_target: bool


def _entry(unit: TmxUnit, source_language: str, source: Variant, target_language: str, target: Variant) -> Entry:
    said = unit.properties
    source_text, target_text, codes = _tagged(source.parts, target.parts)
    state = said.get("x-state", "")
    mine, own = unit.attributes, target.attributes
    return Entry(
        source_text,
        target_text,
        source_language,
        target_language,
        codes,
        _said(said, _BEFORE) if said else None,
        _said(said, _AFTER) if said else None,
        _first(own, mine, "changeid", "creationid") if own or mine else "",
        _iso(_first(own, mine, "changedate", "creationdate")) if own or mine else "",
        (_said(said, _ARTICLE) if said else None) or "",
        State(state) if state in ("translated", "reviewed", "final") else State.TRANSLATED,
        "align" if said.get("x-origin") == "align" else "tmx",
        "\n".join([*unit.notes, *source.notes, *target.notes]) if unit.notes or source.notes or target.notes else "",
        _kept(unit, source, target) if said or mine or source.properties or target.properties else {},
    )


def _first(own: Mapping[str, str], unit: Mapping[str, str], *names: str) -> str:
    """The first attribute that says something: of the text, else of its unit."""
    for name in names:
        found = own.get(name) or unit.get(name)
        if found:
            return found
    return ""


def _kept(unit: TmxUnit, source: Variant, target: Variant) -> dict[str, str]:
    """What other tools say of a unit and its texts."""
    kept = {name: value for name, value in unit.properties.items() if name not in _OWN}
    if unit.attributes:
        kept |= {f"@{name}": unit.attributes[name] for name in _ATTRIBUTES if name in unit.attributes}
    if source.properties or target.properties:
        kept |= {f"source/{name}": value for name, value in source.properties.items()}
        kept |= {f"target/{name}": value for name, value in target.properties.items()}
    return kept


def _said(properties: Mapping[str, str], names: Sequence[str]) -> str | None:
    for name in names:
        if name in properties:
            return _SEG.sub("", properties[name])
    # an edge of the article cannot be told by an empty property: readers drop those
    return "" if f"{names[0]}-edge" in properties else None


def _iso(date: str) -> str:
    found = _DATE.fullmatch(date.strip()) if date else None
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


# --- inline codes


@dataclass(slots=True)
class _Numbered:
    """A code of the source with what tells it in the target."""

    code: Code
    link: str
    pair: str
    is_used: bool = False


def _tagged(source: Sequence[str | Piece], target: Sequence[str | Piece]) -> tuple[str, str, tuple[Code, ...]]:
    """Tagged texts of both sides with common codes; texts without codes, the most, pass quickly."""
    if len(source) <= 1 and len(target) <= 1:
        plain, translated = source[0] if source else "", target[0] if target else ""
        if isinstance(plain, str) and isinstance(translated, str) and not (_has_tag(plain) or _has_tag(translated)):
            return plain, translated, ()
    known: list[_Numbered] = []
    one = _side(source, known, is_source=True)
    other = _side(target, known, is_source=False)
    return one, other, tuple(numbered.code for numbered in known)


def _has_tag(text: str) -> bool:
    return "{" in text and bool(TAG.search(text))


def _side(parts: Sequence[str | Piece], known: list[_Numbered], *, is_source: bool) -> str:
    partner = _partners(parts)
    text: list[str] = []
    number_of: dict[int, int] = {}
    for place, part in enumerate(parts):
        if isinstance(part, str):
            text.append(_protected(part, known, is_source=is_source))
        elif place in partner and partner[place] < place:
            text.append(f"{{/{number_of[partner[place]]}}}")
        else:
            closing = parts[partner[place]] if place in partner else None
            end = closing.data if isinstance(closing, Piece) else None
            number_of[place] = _number(part, end, known, is_source=is_source)
            text.append(f"{{{number_of[place]}}}")
    return "".join(text)


def _partners(parts: Sequence[str | Piece]) -> dict[int, int]:
    """Places of opening and closing halves that belong together, properly nested; others stand alone."""
    found: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for place, part in enumerate(parts):
        if isinstance(part, Piece) and part.kind == "open":
            waiting.append((part.pair, place))
        elif isinstance(part, Piece) and part.kind == "close" and waiting and waiting[-1][0] == part.pair:
            _, start = waiting.pop()
            found[start], found[place] = place, start
    return found


def _number(piece: Piece, end: str | None, known: list[_Numbered], *, is_source: bool) -> int:
    """Number of a code: a new one in the source; in the target that of the source's code which it is."""
    if not is_source:
        free = [numbered for numbered in known if not numbered.is_used and numbered.code.is_paired == (end is not None)]
        same = [
            *(one for one in free if piece.link and one.link == piece.link),
            *(one for one in free if one.code.data == piece.data),
            *(one for one in free if piece.pair and one.pair == piece.pair),
        ]
        if same:
            same[0].is_used = True
            return same[0].code.id
    code = Code(len(known) + 1, piece.data, end)
    known.append(_Numbered(code, piece.link, piece.pair, is_used=not is_source))
    return code.id


def _protected(text: str, known: list[_Numbered], *, is_source: bool) -> str:
    """Literal text; what looks like a tag in it becomes a standalone code that shows itself."""

    def one(found: re.Match[str]) -> str:
        number = _number(Piece("single", "", "", found[0]), None, known, is_source=is_source)
        known[number - 1].code = Code(number, found[0], shown=found[0])
        return f"{{{number}}}"

    return TAG.sub(one, text)


# --- writing


def header(source: str, at: str) -> str:
    """Everything before the first unit; `at` is the UTC time of writing, ISO 8601."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="translate-flow" creationtoolversion={quoteattr(__version__)} segtype="sentence"'
        f' o-tmf="translate-flow" adminlang="en" srclang={quoteattr(source)} datatype="plaintext"'
        f' creationdate="{_tmx_date(at)}"/>\n<body>\n'
    )


FOOTER = "</body>\n</tmx>\n"


def write(entry: Entry, source: str = "") -> str:
    """One entry as a unit, on lines of its own; `source` is the language of the header, where it need not be told."""
    extra = entry.properties
    attributes = "".join(f" {name[1:]}={_quoted(value)}" for name, value in extra.items() if name[:1] == "@")
    if entry.source_language != source:
        attributes += f" srclang={_quoted(entry.source_language)}"
    notes = f"<note>{_text(entry.note)}</note>\n" if entry.note else ""
    plain = {name: value for name, value in extra.items() if name[:1] != "@" and "/" not in name}
    return (
        f"<tu{attributes}>\n{notes}{_properties(plain | _told(entry))}"
        f"<tuv xml:lang={_quoted(entry.source_language)}>{_own(extra, 'source/') if extra else ''}"
        f"<seg>{_coded(entry.source, entry.codes)}</seg></tuv>\n"
        f"<tuv xml:lang={_quoted(entry.target_language)}{_who(entry)}>{_own(extra, 'target/') if extra else ''}"
        f"<seg>{_coded(entry.target, entry.codes)}</seg></tuv>\n</tu>\n"
    )


def _told(entry: Entry) -> dict[str, str]:
    """What this program says of an entry, as properties."""
    told = {"x-article": entry.article, "x-origin": entry.origin}
    if entry.state is not State.TRANSLATED:
        told["x-state"] = str(entry.state)
    for name, near in (("x-before", entry.before), ("x-after", entry.after)):
        if near:
            told[name] = near
        elif near is not None:
            told[f"{name}-edge"] = "1"
    return told


def _who(entry: Entry) -> str:
    date = _tmx_date(entry.saved_at)
    when = f' changedate="{date}"' if date else ""
    return f"{when} changeid={_quoted(entry.author)}" if entry.author else when


def _own(properties: Mapping[str, str], side: str) -> str:
    return _properties({name.removeprefix(side): text for name, text in properties.items() if name.startswith(side)})


def _properties(properties: Mapping[str, str]) -> str:
    return "".join(f"<prop type={_quoted(name)}>{_text(value)}</prop>\n" for name, value in properties.items() if value)


def _coded(text: str, codes: Sequence[Code]) -> str:
    """A tagged text with its codes as TMX has them: pairs as bpt and ept where both halves stand, else as it."""
    if not codes:
        return _text(text)
    parts = tagged.parse(text, codes)
    present = [part for part in parts if isinstance(part, Tag)]
    return "".join(_text(part) if isinstance(part, str) else _element(part, present, codes) for part in parts)


def _element(tag: Tag, present: Sequence[Tag], codes: Sequence[Code]) -> str:
    code = next(code for code in codes if code.id == tag.id)
    if tag.kind is TagKind.SINGLE:
        if code.shown == code.data and TAG.fullmatch(code.data):
            return code.data
        return f'<ph x="{tag.id}">{_text(code.data)}</ph>'
    is_opening = tag.kind is TagKind.OPEN
    data = _text(code.data if is_opening else code.data_end or "")
    halves = Tag(tag.id, TagKind.OPEN), Tag(tag.id, TagKind.CLOSE)
    if any(present.count(half) != 1 for half in halves) or present.index(halves[0]) > present.index(halves[1]):
        return f'<it pos="{"begin" if is_opening else "end"}" x="{tag.id}">{data}</it>'
    return f'<bpt i="{tag.id}" x="{tag.id}">{data}</bpt>' if is_opening else f'<ept i="{tag.id}">{data}</ept>'


def _text(text: str) -> str:
    """Text in XML; what XML cannot hold becomes U+FFFD."""
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    return text if text.isprintable() else _UNWRITABLE.sub("\ufffd", text.replace("\r", "&#13;"))


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("\ufffd", text))


def _tmx_date(iso: str) -> str:
    return iso[:19].replace("-", "").replace(":", "") + "Z" if len(iso) >= 19 else ""


def unwritable(entry: Entry) -> int:
    """How many characters of an entry XML cannot hold."""
    return sum(
        len(_UNWRITABLE.findall(text)) for text in (entry.source, entry.target) if text and not text.isprintable()
    )


def written(entries: Iterable[Entry], source: str, at: str) -> Iterator[str]:
    """A whole file, piece by piece."""
    yield header(source, at)
    for entry in entries:
        yield write(entry, source)
    yield FOOTER
