"""Units of TMX as entries of the memory, and entries as TMX 1.4b, level 2.

What a file says beside the texts is kept: neighbours, document, author, time, state where they are told in one of
the ways that OmegaT, memoQ and this program tell them; other properties as they are, those of one text with
`source/` or `target/` before their name, attributes with `@`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from translate_flow import __version__, language, tagged
from translate_flow.errors import UsageError
from translate_flow.exchange.tmx import Piece, TmxUnit, Variant
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
    languages: dict[str, int] = field(default_factory=dict)
    """Languages that were met → how many texts."""
    _tags: dict[str, str] = field(default_factory=dict)

    def entries(self, unit: TmxUnit) -> list[Entry]:
        """The entries of a unit: one for each of its texts in a target language."""
        sources: list[tuple[int, str, Variant]] = []
        targets: list[tuple[str, Variant]] = []
        for variant in unit.variants:
            tag = self._tag(variant.language)
            self.languages[tag] = self.languages.get(tag, 0) + 1
            distance = self.near(tag, self.source)
            if distance is not None:
                sources.append((distance, tag, variant))
            elif any(self.near(tag, wanted) is not None for wanted in self.targets):
                targets.append((tag, variant))
        if not sources or not targets:
            return self._leave("without a text in both languages", unit)
        _, tag, source = min(sources, key=lambda found: found[0])
        full = [(other, target) for other, target in targets if not target.is_empty]
        if source.is_empty or not full:
            return self._leave("with an empty text", unit)
        return [_entry(unit, tag, source, other, target) for other, target in full]

    def _leave(self, reason: str, unit: TmxUnit) -> list[Entry]:
        count, line = self.left_out.get(reason, (0, unit.line))
        self.left_out[reason] = count + 1, line
        return []

    def _tag(self, written: str) -> str:
        if written not in self._tags:
            try:
                self._tags[written] = language.normalise(written)
            except UsageError:
                self._tags[written] = written
        return self._tags[written]


def _entry(unit: TmxUnit, source_language: str, source: Variant, target_language: str, target: Variant) -> Entry:
    properties = dict(unit.properties)
    source_text, target_text, codes = _tagged(source.parts, target.parts)
    said = {**unit.attributes, **target.attributes}
    state = properties.get("x-state", "")
    kept = {name: value for name, value in properties.items() if name not in _OWN}
    kept |= {f"@{name}": unit.attributes[name] for name in _ATTRIBUTES if name in unit.attributes}
    kept |= {f"source/{name}": value for name, value in source.properties.items()}
    kept |= {f"target/{name}": value for name, value in target.properties.items()}
    return Entry(
        source_text,
        target_text,
        source_language,
        target_language,
        codes,
        _said(properties, _BEFORE),
        _said(properties, _AFTER),
        said.get("changeid") or said.get("creationid") or "",
        _iso(said.get("changedate") or said.get("creationdate") or ""),
        _said(properties, _ARTICLE) or "",
        State(state) if state in ("translated", "reviewed", "final") else State.TRANSLATED,
        "align" if properties.get("x-origin") == "align" else "tmx",
        "\n".join([*unit.notes, *source.notes, *target.notes]),
        kept,
    )


def _said(properties: Mapping[str, str], names: Sequence[str]) -> str | None:
    for name in names:
        if name in properties:
            return _SEG.sub("", properties[name])
    # an edge of the article cannot be told by an empty property: readers drop those
    return "" if f"{names[0]}-edge" in properties else None


def _iso(date: str) -> str:
    found = _DATE.fullmatch(date.strip())
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
        one, other = "".join(map(str, source)), "".join(map(str, target))
        if not any(isinstance(part, Piece) for part in (*source, *target)) and not (
            TAG.search(one) or TAG.search(other)
        ):
            return one, other, ()
    known: list[_Numbered] = []
    one = _side(source, known, is_source=True)
    other = _side(target, known, is_source=False)
    return one, other, tuple(numbered.code for numbered in known)


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


def write(entry: Entry) -> str:
    """One entry as a unit, on lines of its own."""
    plain = {name: value for name, value in entry.properties.items() if name[:1] != "@" and "/" not in name}
    told = {"x-article": entry.article, "x-origin": entry.origin}
    told["x-state"] = "" if entry.state is State.TRANSLATED else str(entry.state)
    for name, near in (("x-before", entry.before), ("x-after", entry.after)):
        told |= {f"{name}-edge": "1"} if near == "" else {name: near or ""}
    attributes = "".join(f" {name[1:]}={_quoted(value)}" for name, value in entry.properties.items() if name[:1] == "@")
    notes = f"<note>{_text(entry.note)}</note>\n" if entry.note else ""
    return (
        f"<tu{attributes}>\n{notes}{_properties(plain | told)}"
        f"{_variant(entry, 'source', entry.source_language, entry.source)}"
        f"{_variant(entry, 'target', entry.target_language, entry.target)}</tu>\n"
    )


def _variant(entry: Entry, side: str, tag: str, text: str) -> str:
    who = ""
    if side == "target":
        date = _tmx_date(entry.saved_at)
        who += f' changedate="{date}"' if date else ""
        who += f" changeid={_quoted(entry.author)}" if entry.author else ""
    own = {name.partition("/")[2]: value for name, value in entry.properties.items() if name.startswith(side + "/")}
    return f"<tuv xml:lang={_quoted(tag)}{who}>{_properties(own)}<seg>{_coded(text, entry.codes)}</seg></tuv>\n"


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
    text = escape(text).replace("\r", "&#13;")
    return text if text.isprintable() else _UNWRITABLE.sub("\ufffd", text)


def _quoted(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("\ufffd", text))


def _tmx_date(iso: str) -> str:
    return iso[:19].replace("-", "").replace(":", "") + "Z" if len(iso) >= 19 else ""


def unwritable(entry: Entry) -> int:
    """How many characters of an entry XML cannot hold."""
    return len(_UNWRITABLE.findall(entry.source)) + len(_UNWRITABLE.findall(entry.target))


def written(entries: Iterable[Entry], source: str, at: str) -> Iterator[str]:
    """A whole file, piece by piece."""
    yield header(source, at)
    for entry in entries:
        yield write(entry)
    yield FOOTER
