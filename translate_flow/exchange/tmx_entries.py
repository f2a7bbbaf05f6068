"""Units of TMX as entries of the memory.

What a file says beside the texts is kept: neighbours, document, author, time, state where they are told in one of
the ways that OmegaT, memoQ and this program tell them; other properties as they are, those of one text with
`source/` or `target/` before their name, attributes with `@`, the kind of code 3 as `code/3`. A property of the unit
that bears such a name itself has `unit/` before it.
"""

import re
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from translate_flow import language
from translate_flow.errors import UsageError
from translate_flow.exchange.tmx_units import Piece, TmxUnit, Variant
from translate_flow.model import Code, Entry, State
from translate_flow.records import frozen
from translate_flow.tagged import TAG

_BEFORE = ("x-before", "prev", "x-context-pre")
_AFTER = ("x-after", "next", "x-context-post")
_ARTICLE = ("x-article", "file", "x-document")
_OWN = {*_BEFORE, *_AFTER, *_ARTICLE, "x-before-edge", "x-after-edge", "x-state", "x-origin"}
_CHANGES = frozenset(["changeid", "changedate"])
_ATTRIBUTES = _CHANGES | {
    "tuid", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "creationdate",
    "creationid", "segtype", "o-tmf",
}  # fmt: skip
_OF_TEXTS = ("source/", "target/")
OF_CODES, OF_UNIT = "code/", "unit/"
RESERVED = ("@", *_OF_TEXTS, OF_CODES, OF_UNIT)
"""What the names of kept properties may begin with to tell whose they are."""
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
# memoQ tells neighbours as XML
_SEG = re.compile(r"<seg>(.*)</seg>", re.DOTALL)
_INLINE = re.compile(r"<(bpt|ept|ph|it|ut)\b[^>]*?(?:/>|>.*?</\1>)|<[^>]*>", re.DOTALL)


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

    @property
    def others(self) -> list[str]:
        """Languages that were met and are none of the wanted ones."""
        return sorted({met.tag for met in self._met.values() if met.tag and met.distance is None and not met.is_target})

    def entries(self, unit: TmxUnit) -> list[Entry]:
        """The entries of a unit: one for each of its texts in a target language."""
        source: tuple[_Language, Variant] | None = None
        targets: list[tuple[_Language, Variant]] = []
        for variant in unit.variants:
            met = self._met.get(variant.language) or self._meet(variant.language)
            if met.distance is not None and not met.is_target:
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
        distance = self.near(tag, self.source)
        far = [each for each in (self.near(tag, wanted) for wanted in self.targets) if each is not None]
        # of two variants of one language each text belongs to the nearer one
        is_target = bool(far) and (distance is None or min(far) < distance)
        self._met[written] = _Language(tag, distance, is_target)
        return self._met[written]


@frozen
class _Language:
    """A language of a file, as the project sees it."""

    tag: str
    distance: int | None
    is_target: bool


def _entry(unit: TmxUnit, source_language: str, source: Variant, target_language: str, target: Variant) -> Entry:
    said = unit.properties
    source_text, target_text, codes, forms = _tagged(source.parts, target.parts)
    state = said.get("x-state", "")
    mine, own = unit.attributes, target.attributes
    told = {**source.properties, **said} if source.properties else said
    has_more = said or mine or own or source.attributes or source.properties or target.properties
    author = _first(own, mine, "changeid", "creationid") if own or mine else ""
    date = _first(own, mine, "changedate", "creationdate") if own or mine else ""
    return Entry(
        source_text,
        target_text,
        source_language,
        target_language,
        codes,
        _said(told, _BEFORE) if told else None,
        _said(told, _AFTER) if told else None,
        author,
        _iso(date),
        (_said(said, _ARTICLE) if said else None) or "",
        State(state) if state in ("translated", "reviewed", "final") else State.TRANSLATED,
        "align" if said.get("x-origin") == "align" else "tmx",
        "\n".join([*unit.notes, *source.notes, *target.notes]) if unit.notes or source.notes or target.notes else "",
        {**_kept(unit, source, target, {author, date}), **forms} if has_more or forms else {},
    )


def _first(own: Mapping[str, str], unit: Mapping[str, str], *names: str) -> str:
    """The first attribute that says something: of the text, else of its unit."""
    for name in names:
        found = own.get(name) or unit.get(name)
        if found:
            return found
    return ""


def _kept(unit: TmxUnit, source: Variant, target: Variant, told: Collection[str]) -> dict[str, str]:
    """What other tools say of a unit and its texts; who changed the target, and when, is `told` already."""
    kept = {
        OF_UNIT + name if name.startswith(RESERVED) else name: value
        for name, value in unit.properties.items()
        if name not in _OWN
    }
    for side, properties in zip(_OF_TEXTS, (source.properties, target.properties), strict=True):
        if properties:
            kept |= {side + name: value for name, value in properties.items() if name not in _OWN}
    if unit.attributes:
        kept |= _attributes("", unit.attributes, told)
    if source.attributes:
        kept |= _attributes("source/", source.attributes, ())
    if not target.attributes.keys() <= _CHANGES:
        kept |= _attributes("target/", target.attributes, told)
    return kept


def _attributes(side: str, attributes: Mapping[str, str], told: Collection[str]) -> dict[str, str]:
    return {
        f"{side}@{name}": value
        for name, value in attributes.items()
        if name in _ATTRIBUTES and value and not (name in _CHANGES and value in told)
    }


def _said(properties: Mapping[str, str], names: Sequence[str]) -> str | None:
    for name in names:
        if name in properties:
            return _neighbour(properties[name])
    # an edge of the article cannot be told by an empty property: readers drop those
    return "" if f"{names[0]}-edge" in properties else None


def _neighbour(text: str) -> str:
    """A neighbour as it is written; of one in XML, its text without codes."""
    found = _SEG.fullmatch(text.strip())
    return unescape(_INLINE.sub("", found[1]), {"&quot;": '"', "&apos;": "'"}) if found else text


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
    form: str
    is_used: bool = False


class _Known:
    """The codes of a unit so far, and which of the source's the target may still have."""

    def __init__(self) -> None:
        self.codes: list[_Numbered] = []
        self._waiting: dict[tuple[str, str, bool], deque[_Numbered]] = {}

    def add(self, numbered: _Numbered) -> None:
        """Take a code in."""
        self.codes.append(numbered)
        if not numbered.is_used:
            code = numbered.code
            for key in _keys(numbered.link, code.data, numbered.pair, is_paired=code.is_paired):
                self._waiting.setdefault(key, deque()).append(numbered)

    def free(self, piece: Piece, *, is_paired: bool) -> _Numbered | None:
        """The source's code that a code of the target is: the first of the same link, else data, else pair."""
        for key in _keys(piece.link, piece.data, piece.pair, is_paired=is_paired):
            waiting = self._waiting.get(key)
            while waiting and waiting[0].is_used:
                waiting.popleft()
            if waiting:
                return waiting[0]
        return None


def _keys(link: str, data: str, pair: str, *, is_paired: bool) -> list[tuple[str, str, bool]]:
    keys = [("link", link, is_paired)] if link else []
    keys.append(("data", data, is_paired))
    return [*keys, ("pair", pair, is_paired)] if pair else keys


def _tagged(
    source: Sequence[str | Piece], target: Sequence[str | Piece]
) -> tuple[str, str, tuple[Code, ...], dict[str, str]]:
    """Tagged texts of both sides with common codes and what they are; texts without codes, the most, pass quickly."""
    if len(source) <= 1 and len(target) <= 1:
        plain, translated = source[0] if source else "", target[0] if target else ""
        if isinstance(plain, str) and isinstance(translated, str) and not (_has_tag(plain) or _has_tag(translated)):
            return plain, translated, (), {}
    known = _Known()
    one = _side(source, known, is_source=True)
    other = _side(target, known, is_source=False)
    forms = {f"{OF_CODES}{numbered.code.id}": numbered.form for numbered in known.codes if numbered.form}
    return one, other, tuple(numbered.code for numbered in known.codes), forms


def _has_tag(text: str) -> bool:
    return "{" in text and bool(TAG.search(text))


def _side(parts: Sequence[str | Piece], known: _Known, *, is_source: bool) -> str:
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


def _number(piece: Piece, end: str | None, known: _Known, *, is_source: bool) -> int:
    """Number of a code: a new one in the source; in the target that of the source's code which it is."""
    same = None if is_source else known.free(piece, is_paired=end is not None)
    if same:
        same.is_used = True
        return same.code.id
    code = Code(len(known.codes) + 1, piece.data, end)
    known.add(_Numbered(code, piece.link, piece.pair, _form(piece, end), is_used=not is_source))
    return code.id


def _form(piece: Piece, end: str | None) -> str:
    """What is kept of a code's element; a half that stands alone is isolated."""
    if end is not None or piece.kind == "single":
        return piece.form
    begins = piece.kind == "open"
    return f'it pos="{"begin" if begins else "end"}"' + piece.form.removeprefix("bpt" if begins else piece.form)


def _protected(text: str, known: _Known, *, is_source: bool) -> str:
    """Literal text; what looks like a tag in it becomes a standalone code that shows itself."""

    def one(found: re.Match[str]) -> str:
        number = _number(Piece("single", "", "", found[0]), None, known, is_source=is_source)
        known.codes[number - 1].code = Code(number, found[0], shown=found[0])
        return f"{{{number}}}"

    return TAG.sub(one, text)
