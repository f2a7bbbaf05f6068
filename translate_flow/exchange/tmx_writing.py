"""Entries of the memory as TMX 1.4b, level 2."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from translate_flow import __version__, tagged
from translate_flow.exchange.tmx_codes import END, OF_CODES
from translate_flow.exchange.tmx_entries import (
    AFTER,
    ARTICLE,
    BEFORE,
    OF_TEXT,
    OF_TU,
    OF_UNIT,
    RESERVED,
    SEGTYPES,
    SIDES,
)
from translate_flow.exchange.tmx_escaping import UNWRITABLE, escaped, quoted
from translate_flow.exchange.tmx_remarks import note_elements, one_property, prop_elements
from translate_flow.model import Code, Entry, State
from translate_flow.tagged import TAG, Tag, TagKind

_FORM = re.compile(r'(bpt|ph|it|ut|hi)((?: (?:type|assoc|pos)="[^"<]*")*)(?: of="(\d+)")?')
_OWN_NAMES = {name: names[0] for names in (BEFORE, AFTER, ARTICLE) for name in names}
_POS = re.compile(r' pos="\w*"')


def header(source: str, at: str, items: Sequence[str] = ()) -> str:
    """Everything before the first unit; `at` is the UTC time of writing, ISO 8601, `items` what stands in it as XML."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="translate-flow" creationtoolversion={quoted(__version__)} segtype="sentence"'
        f' o-tmf="translate-flow" adminlang="en" srclang={quoted(source)} datatype="plaintext"'
        f' creationdate="{_tmx_date(at)}"' + (f">\n{''.join(items)}</header>\n<body>\n" if items else "/>\n<body>\n")
    )


FOOTER = "</body>\n</tmx>\n"


def write(entry: Entry, source: str = "") -> str:
    """One entry as a unit, on lines of its own; `source` is the language of the header, where it need not be told."""
    extra = entry.properties
    told, named = _told(entry), extra
    if extra and "" in extra.values():
        told, named = _by_their_names(entry, told)
    attributes, plain = _of_unit(named) if extra else ("", {})
    if entry.source_language != source and "@srclang" not in extra:
        attributes += f" srclang={quoted(entry.source_language)}"
    of_unit, of_source, of_target = note_elements(entry.note) if entry.note else ("", "", "")
    begun = _own(named, SIDES[0], of_source) if extra or of_source else ">"
    other = _own(named, SIDES[1], of_target) if extra or of_target else ">"
    return (
        f"<tu{attributes}>\n{of_unit}{prop_elements(plain) if plain else ''}{_whole(told)}"
        f"<tuv xml:lang={quoted(entry.source_language)}{begun}"
        f"<seg>{_coded(entry.source, entry.codes, extra, 'source')}</seg></tuv>\n"
        f"<tuv xml:lang={quoted(entry.target_language)}{_who(entry)}{other}"
        f"<seg>{_coded(entry.target, entry.codes, extra, 'target')}</seg></tuv>\n</tu>\n"
    )


def _told(entry: Entry) -> dict[str, str]:
    """What this program says of an entry, as properties."""
    told = {"x-article": entry.article}
    if "x-origin" not in entry.properties:  # another program's stays
        told["x-origin"] = entry.origin
    if entry.state is not State.TRANSLATED:
        told["x-state"] = str(entry.state)
    for name, near in (("x-before", entry.before), ("x-after", entry.after)):
        if near:
            told[name] = near
        elif near is not None:
            told[f"{name}-edge"] = "1"
    return told


def _by_their_names(entry: Entry, told: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is left to tell in this program's way, and all other properties with what came under another name."""
    left, named = dict(told), dict(entry.properties)
    for key, value in entry.properties.items():
        if value == "" and key in _OWN_NAMES:
            own = _OWN_NAMES[key]
            held = {BEFORE[0]: entry.before, AFTER[0]: entry.after}.get(own, entry.article)
            named[key] = _as_named(key, held or "")
            left.pop(own, None)
            left.pop(f"{own}-edge", None)
    return left, named


def _as_named(name: str, value: str) -> str:
    """A neighbour or document as the property of a name tells it: memoQ's neighbours are XML."""
    if "x-context-" in name:
        return one_property(f"<seg>{escape(value)}</seg>")
    return value if name in ARTICLE else one_property(value)


def _of_unit(extra: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The attributes of a unit and its properties by type, of all that is kept."""
    attributes, plain = "", {}
    for name, value in extra.items():
        if name[:1] == "@":
            if name[1:] in OF_TU and (name != "@segtype" or value in SEGTYPES):
                attributes += f" {name[1:]}={quoted(value)}"
        elif name.startswith(OF_UNIT):
            plain[name[len(OF_UNIT) :]] = value
        elif not name.startswith(RESERVED):
            plain[name] = value
    return attributes, plain


def _who(entry: Entry) -> str:
    """Who changed the target and when, unless that is kept of it, or of its unit."""
    date, kept = _tmx_date(entry.saved_at), entry.properties
    is_told = kept and ("target/@changedate" in kept or kept.get("@changedate") == date)
    when = f' changedate="{date}"' if date and not is_told else ""
    if not entry.author or (kept and ("target/@changeid" in kept or kept.get("@changeid") == entry.author)):
        return when
    return f"{when} changeid={quoted(entry.author)}"


def _own(extra: Mapping[str, str], side: str, notes: str) -> str:
    """The end of the start tag of one text, its notes and own properties."""
    attributes, plain = "", {}
    for key, value in extra.items():
        if not key.startswith(side):
            continue
        name = key[len(side) :]
        if name[:1] == "@" and name[1:] in OF_TEXT:
            attributes += f" {name[1:]}={quoted(value)}"
        else:
            plain[name[len(OF_UNIT) :] if name.startswith((f"{OF_UNIT}@", OF_UNIT * 2)) else name] = value
    return f"{attributes}>{notes}{prop_elements(plain) if plain else ''}"


def _whole(properties: Mapping[str, str]) -> str:
    return "".join(
        f"<prop type={quoted(name)}>{escaped(value)}</prop>\n" for name, value in properties.items() if value
    )


def _coded(text: str, codes: Sequence[Code], extra: Mapping[str, str], side: str) -> str:
    """A tagged text with its codes as TMX has them: pairs as bpt and ept where both halves stand, else as it."""
    if not codes:
        return escaped(text)
    parts = tagged.parse(text, codes)
    present = [part for part in parts if isinstance(part, Tag)]
    writer = _Elements(present, codes, extra, side)
    return "".join(escaped(part) if isinstance(part, str) else writer.element(part) for part in parts)


class _Elements:
    """Writes the codes of one text."""

    def __init__(self, present: Sequence[Tag], codes: Sequence[Code], extra: Mapping[str, str], side: str) -> None:
        self._codes = {code.id: code for code in codes}
        self._extra, self._side = extra, side
        self._contents = {key: value for key, value in extra.items() if key.startswith(OF_CODES) and side in key}
        self._pairs, self._is_nested = _pairs(present)
        self._crossed = self._halves([tag.id for tag in present if tag.kind is TagKind.SINGLE])

    def _halves(self, single: Sequence[int]) -> dict[int, int]:
        """By code, the one that opens, of standalone codes that are halves of pairs which cross others."""
        found: dict[int, int] = {}
        for place, number in enumerate(single):
            if " of=" not in self._extra.get(f"{OF_CODES}{number}", ""):
                continue
            begun = self._form(number)[2]
            if begun in single[:place] and begun not in found and single.count(begun) == single.count(number) == 1:
                found[number] = found[begun] = begun
        return found

    def element(self, tag: Tag) -> str:
        """The element of a code, or half of one."""
        code = self._codes[tag.id]
        name, kind, ends = self._form(tag.id)
        if tag.kind is TagKind.SINGLE:
            if code.shown == code.data and TAG.fullmatch(code.data):
                return code.data
            return self._single(code, name or "ph", kind, ends)
        is_opening = tag.kind is TagKind.OPEN
        data = self._content(tag.id, code.data) if is_opening else self._content(tag.id, code.data_end or "", END)
        if tag.id not in self._pairs:
            return f'<it pos="{"begin" if is_opening else "end"}" x="{tag.id}"{kind}>{data}</it>'
        if name == "hi" and self._is_nested and self._is_empty(code):
            return f'<hi x="{tag.id}"{kind}>' if is_opening else "</hi>"
        return f'<bpt i="{tag.id}" x="{tag.id}"{kind}>{data}</bpt>' if is_opening else f'<ept i="{tag.id}">{data}</ept>'

    def _is_empty(self, code: Code) -> bool:
        """Does nothing stand in the elements of a pair here?"""
        return not self._content(code.id, code.data) and not self._content(code.id, code.data_end or "", END)

    def _single(self, code: Code, name: str, kind: str, ends: int) -> str:
        data, begun = self._content(code.id, code.data), self._crossed.get(code.id)
        if begun is None:
            return f'<{name} x="{ends or code.id}"{kind}>{data}</{name}>'
        if begun == code.id:
            return f'<bpt i="{code.id}" x="{code.id}"{_POS.sub("", kind)}>{data}</bpt>'
        return f'<ept i="{begun}">{data}</ept>'

    def _content(self, number: int, data: str, end: str = "") -> str:
        """What the element of a code holds in this text."""
        kept = self._contents.get(f"{OF_CODES}{number}/{self._side}{end}") if self._contents else None
        return escaped(data) if kept is None else kept

    def _form(self, number: int) -> tuple[str, str, int]:
        """(element, further attributes, code that this one ends or 0) that were kept of a code."""
        found = _FORM.fullmatch(self._extra.get(f"{OF_CODES}{number}", ""))
        return (found[1], found[2], int(found[3] or 0)) if found else ("", "", 0)


def _pairs(present: Sequence[Tag]) -> tuple[set[int], bool]:
    """Codes whose halves both stand once, in order; and: does none of all end inside another that began later?"""
    halves: dict[int, str] = {}
    still_open: list[int] = []
    is_nested = True
    for tag in present:
        if tag.kind is TagKind.OPEN:
            halves[tag.id] = halves.get(tag.id, "") + "("
            still_open.append(tag.id)
        elif tag.kind is TagKind.CLOSE:
            halves[tag.id] = halves.get(tag.id, "") + ")"
            is_nested = is_nested and bool(still_open) and still_open.pop() == tag.id
    return {number for number, found in halves.items() if found == "()"}, is_nested and not still_open


def _tmx_date(iso: str) -> str:
    return iso[:19].replace("-", "").replace(":", "") + "Z" if len(iso) >= 19 else ""


def unwritable(entry: Entry) -> int:
    """How many characters of an entry XML cannot hold."""
    return sum(
        len(UNWRITABLE.findall(text)) for text in (entry.source, entry.target) if text and not text.isprintable()
    )


def written(entries: Iterable[Entry], source: str, at: str, items: Sequence[str] = ()) -> Iterator[str]:
    """A whole file, piece by piece; `items` are the notes, properties and encodings of its header, as XML."""
    yield header(source, at, items)
    for entry in entries:
        yield write(entry, source)
    yield FOOTER
