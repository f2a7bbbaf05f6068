"""Units of TMX as entries of the memory.

What a file says beside the texts is kept: neighbours, document, author, time, state where they are told in one of
the ways that OmegaT, memoQ and this program tell them; other properties as they are, those of one text with
`source/` or `target/` before their name, attributes with `@`, what codes are with `code/`. A property that bears such
a name itself has `unit/` before it. An empty property says that its value is the entry's own neighbour or document,
which came by that name and goes out by it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from translate_flow import language
from translate_flow.errors import UsageError
from translate_flow.exchange.tmx_codes import OF_CODES, tagged
from translate_flow.exchange.tmx_remarks import notes, texts
from translate_flow.exchange.tmx_units import Header, TmxUnit, Variant
from translate_flow.model import Entry, State
from translate_flow.records import frozen

BEFORE = ("x-before", "source/x-before", "prev", "source/prev", "x-context-pre", "source/x-context-pre")
"""Which properties may tell the neighbour in front, this program's own first; likewise the next two."""
AFTER = ("x-after", "source/x-after", "next", "source/next", "x-context-post", "source/x-context-post")
ARTICLE = ("x-article", "file", "x-document")
_CHANGES = frozenset(["changeid", "changedate"])
OF_TEXT = _CHANGES | {
    "o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "creationdate",
    "creationid", "o-tmf",
}  # fmt: skip
"""The attributes of a text (`tuv`) that are kept; `xml:lang` is the language of its entries."""
OF_TU = OF_TEXT | {"tuid", "segtype", "srclang"}
"""Those of a unit."""
SEGTYPES = ("block", "paragraph", "sentence", "phrase")
"""What `segtype` may say."""
SIDES = ("source/", "target/")
OF_UNIT = "unit/"
RESERVED = ("@", *SIDES, OF_CODES, OF_UNIT)
"""What the names of kept properties may begin with to tell whose they are."""
_OF_UNIT = OF_TEXT | {"tuid"}
_STATES = ("translated", "reviewed", "final")
_OWN = ("x-before", "x-after", "x-article")
_ODD = ("@", OF_UNIT)
_OWN_ORIGIN = re.compile(r"tmx|align|tm:\d+|repeat:\d+")
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
    _header: Header | None = None
    _inherited: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    @property
    def languages(self) -> list[str]:
        """Languages that were met."""
        return sorted({met.tag for met in self._met.values() if met.tag})

    @property
    def others(self) -> list[str]:
        """Languages that were met and are none of the wanted ones."""
        return sorted({met.tag for met in self._met.values() if met.tag and met.distance is None and not met.is_target})

    def entries(self, unit: TmxUnit) -> list[Entry]:
        """The entries of a unit: one for each of its texts in a target language, with the nearest source text.

        Further source texts each make an entry with the first target: all are said to mean the same.
        """
        sources: list[tuple[_Language, Variant]] = []
        targets: list[tuple[_Language, Variant]] = []
        for variant in unit.variants:
            met = self._met.get(variant.language) or self._meet(variant.language)
            if met.is_target:
                targets.append((met, variant))
            elif met.distance is not None:
                sources.append((met, variant))
        if not sources or not targets:
            return self._leave("without a text in both languages", unit)
        pairs = [(sources[0], targets[0])]
        if len(sources) > 1 or len(targets) > 1:
            sources, targets = sorted(_full(sources), key=_distance), _full(targets)
            pairs = [(source, target) for source in sources[:1] for target in targets]
            pairs += [(source, target) for source in sources[1:] for target in targets[:1]]
        if not pairs or pairs[0][0][1].is_empty or pairs[0][1][1].is_empty:
            return self._leave("with an empty text", unit)
        return [_entry(unit, source, target, self._told(unit, target[0].tag)) for source, target in pairs]

    def _told(self, unit: TmxUnit, target: str) -> dict[str, str]:
        """What its header says of a unit that does not say it, and our own header would not; and the way it went."""
        if unit.header is not self._header:
            self._header, self._inherited = unit.header, {}
        written = unit.attributes.get("srclang", "")
        known = self._inherited.get((written, target))
        if known is None:
            known = _inherited(unit.header)
            way = written or unit.header.attributes.get("srclang", "")
            if way == "*all*" or self._is_backward(way, target):
                known["@srclang"] = way
            self._inherited[written, target] = known
        return known

    def _is_backward(self, way: str, target: str) -> bool:
        """Is the target what was translated? Of a third language the entry has no text, so that it cannot say it."""
        named = self._named(way)
        return named.is_target and self.near(named.tag, target) is not None

    def _leave(self, reason: str, unit: TmxUnit) -> list[Entry]:
        count, line = self.left_out.get(reason, (0, unit.line))
        self.left_out[reason] = count + 1, line
        return []

    def _meet(self, written: str) -> "_Language":
        self._met[written] = self._named(written)
        return self._met[written]

    def _named(self, written: str) -> "_Language":
        try:
            tag = language.normalise(written)
        except UsageError:
            tag = written
        distance = self.near(tag, self.source)
        far = [each for each in (self.near(tag, wanted) for wanted in self.targets) if each is not None]
        # of two variants of one language each text belongs to the nearer one
        is_target = bool(far) and (distance is None or min(far) < distance)
        return _Language(tag, distance, is_target)


@frozen
class _Language:
    """A language of a file, as the project sees it."""

    tag: str
    distance: int | None
    is_target: bool


def _inherited(header: Header) -> dict[str, str]:
    """What a header says of its units, as properties, where our own would say something else."""
    segtype, datatype = header.attributes.get("segtype", ""), header.attributes.get("datatype", "")
    found = {} if datatype.lower() in ("", "plaintext", "unknown") else {"@datatype": datatype}
    return found | {"@segtype": segtype} if segtype in SEGTYPES and segtype != "sentence" else found


def _full(texts: Sequence[tuple[_Language, Variant]]) -> list[tuple[_Language, Variant]]:
    """Texts that are not empty, each of a language once."""
    full: list[tuple[_Language, Variant]] = []
    for met, variant in texts:
        if not variant.is_empty and all((met.tag, variant.parts) != (other.tag, text.parts) for other, text in full):
            full.append((met, variant))
    return full


def _distance(text: tuple[_Language, Variant]) -> int:
    return text[0].distance or 0


def _entry(
    unit: TmxUnit, source: tuple[_Language, Variant], target: tuple[_Language, Variant], more: dict[str, str]
) -> Entry:
    """One entry; `more` are properties of units that do not tell them themselves."""
    one, other = source[1], target[1]
    source_text, target_text, codes, kept = tagged(one.parts, other.parts)
    before = after = None
    article = state = origin = ""
    if unit.properties or one.properties or other.properties:
        before, after, article, state, origin, said = _properties(unit, one, other)
        kept = said | kept if kept else said
    mine, own = unit.attributes, other.attributes
    author = _first(own, mine, "changeid", "creationid") if own or mine else ""
    date = _iso(_first(own, mine, "changedate", "creationdate")) if own or mine else ""
    if mine or own or one.attributes:
        kept = _attributes(mine, one.attributes, own, date) | kept
    for name in more:
        kept.setdefault(name, more[name])
    return Entry(
        source_text,
        target_text,
        source[0].tag,
        target[0].tag,
        codes,
        before,
        after,
        author,
        date,
        article,
        State(state) if state else State.TRANSLATED,
        "align" if origin == "align" else "tmx",
        notes(unit.notes, one.notes, other.notes) if unit.notes or one.notes or other.notes else "",
        kept,
    )


def _properties(
    unit: TmxUnit, source: Variant, target: Variant
) -> tuple[str | None, str | None, str, str, str, dict[str, str]]:
    """(before, after, article, state, origin) that properties tell, and all others."""
    kept = {OF_UNIT + name if name.startswith(RESERVED) else name: value for name, value in unit.properties.items()}
    origin = kept.get("x-origin", "")
    if origin == "tmx" or _OWN_ORIGIN.fullmatch(origin):
        del kept["x-origin"]
    for side, properties in ((SIDES[0], source.properties), (SIDES[1], target.properties)):
        for name, value in properties.items():
            kept[f"{side}{OF_UNIT if name.startswith(_ODD) else ''}{name}"] = value
    if not kept:
        return None, None, "", "", origin, kept
    state = kept.get("x-state", "")
    if state in _STATES:
        del kept["x-state"]
    else:
        state = ""
    before, after = _neighbour(kept, BEFORE), _neighbour(kept, AFTER)
    document = next((name for name in ARTICLE if name in kept), "")
    article = texts(_taken(kept, document)) if document else ""
    return before, after, article, state, origin, kept


def _neighbour(kept: dict[str, str], names: Sequence[str]) -> str | None:
    """A neighbour, as it is written; of one in XML, its text without codes."""
    for key in names:
        if key in kept:
            text = texts(_taken(kept, key))
            found = _SEG.fullmatch(text.strip()) if "<seg>" in text else None
            return unescape(_INLINE.sub("", found[1]), {"&quot;": '"', "&apos;": "'"}) if found else text
    # an edge of the article cannot be told by an empty property: readers drop those
    return None if kept.pop(f"{names[0]}-edge", None) is None else ""


def _taken(kept: dict[str, str], key: str) -> str:
    """The value of a property that an entry holds itself; unless it is of this program's own, its name stays."""
    value = kept[key]
    if key in _OWN:
        del kept[key]
    else:
        kept[key] = ""
    return value


def _first(own: Mapping[str, str], unit: Mapping[str, str], *names: str) -> str:
    """The first attribute that says something: of the text, else of its unit."""
    for name in names:
        found = own.get(name) or unit.get(name)
        if found:
            return found
    return ""


def _attributes(
    unit: Mapping[str, str], source: Mapping[str, str], target: Mapping[str, str], date: str
) -> dict[str, str]:
    """Attributes of a unit and its texts as properties; `date`: when the target was changed, where that is known."""
    kept = {f"@{name}": value for name, value in unit.items() if value and name in _OF_UNIT}
    if unit.get("segtype") in SEGTYPES:
        kept["@segtype"] = unit["segtype"]
    for name, value in source.items():
        if value and name in OF_TEXT:
            kept[f"{SIDES[0]}@{name}"] = value
    for name, value in target.items():
        # who changed the target, and when, the entry says, unless the unit says the same
        is_told = name in _CHANGES and value != unit.get(name) and (date or name == "changeid")
        if value and name in OF_TEXT and not is_told:
            kept[f"{SIDES[1]}@{name}"] = value
    return kept


def _iso(date: str) -> str:
    found = _DATE.fullmatch(date.strip()) if date else None
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""
