"""Entries of the memory as TMX 1.4b, level 2."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from translate_flow import __version__, tagged
from translate_flow.exchange.tmx_entries import OF_CODES, OF_UNIT, RESERVED
from translate_flow.model import Code, Entry, State
from translate_flow.tagged import TAG, Tag, TagKind

_FORM = re.compile(r'(bpt|ph|it|ut|hi)((?: (?:type|assoc|pos)="[^"<]*")*)')
# what XML 1.0 cannot hold
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


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
    plain = {
        name.removeprefix(OF_UNIT): value
        for name, value in extra.items()
        if not name.startswith(RESERVED) or name.startswith(OF_UNIT)
    }
    return (
        f"<tu{attributes}>\n{notes}{_properties(plain)}{_whole(_told(entry))}"
        f"<tuv xml:lang={_quoted(entry.source_language)}{_own(extra, 'source/') if extra else '>'}"
        f"<seg>{_coded(entry.source, entry.codes, extra)}</seg></tuv>\n"
        f"<tuv xml:lang={_quoted(entry.target_language)}{_who(entry)}{_own(extra, 'target/') if extra else '>'}"
        f"<seg>{_coded(entry.target, entry.codes, extra)}</seg></tuv>\n</tu>\n"
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
    """The end of the start tag of one text, and its own properties."""
    own = {name.removeprefix(side): text for name, text in properties.items() if name.startswith(side)}
    attributes = "".join(f" {name[1:]}={_quoted(text)}" for name, text in own.items() if name[:1] == "@")
    return f"{attributes}>" + _properties({name: text for name, text in own.items() if name[:1] != "@"})


def _properties(properties: Mapping[str, str]) -> str:
    """Properties by type; those of a type that came more than once stand on lines of their own."""
    return "".join(_whole({name: line}) for name, value in properties.items() for line in value.split("\n"))


def _whole(properties: Mapping[str, str]) -> str:
    return "".join(f"<prop type={_quoted(name)}>{_text(value)}</prop>\n" for name, value in properties.items() if value)


def _coded(text: str, codes: Sequence[Code], extra: Mapping[str, str]) -> str:
    """A tagged text with its codes as TMX has them: pairs as bpt and ept where both halves stand, else as it."""
    if not codes:
        return _text(text)
    parts = tagged.parse(text, codes)
    present = [part for part in parts if isinstance(part, Tag)]
    writer = _Elements(present, codes, extra)
    return "".join(_text(part) if isinstance(part, str) else writer.element(part) for part in parts)


class _Elements:
    """Writes the codes of one text."""

    def __init__(self, present: Sequence[Tag], codes: Sequence[Code], extra: Mapping[str, str]) -> None:
        self._codes = {code.id: code for code in codes}
        self._extra = extra
        self._pairs, self._is_nested = _pairs(present)

    def element(self, tag: Tag) -> str:
        """The element of a code, or half of one."""
        code = self._codes[tag.id]
        name, kind = self._form(tag.id)
        if tag.kind is TagKind.SINGLE:
            if code.shown == code.data and TAG.fullmatch(code.data):
                return code.data
            return f'<{name or "ph"} x="{tag.id}"{kind}>{_text(code.data)}</{name or "ph"}>'
        is_opening = tag.kind is TagKind.OPEN
        data = _text(code.data if is_opening else code.data_end or "")
        if tag.id not in self._pairs:
            return f'<it pos="{"begin" if is_opening else "end"}" x="{tag.id}"{kind}>{data}</it>'
        if name == "hi" and not code.data and not code.data_end and self._is_nested:
            return f'<hi x="{tag.id}"{kind}>' if is_opening else "</hi>"
        return f'<bpt i="{tag.id}" x="{tag.id}"{kind}>{data}</bpt>' if is_opening else f'<ept i="{tag.id}">{data}</ept>'

    def _form(self, number: int) -> tuple[str, str]:
        """(element, further attributes) that were kept of a code."""
        found = _FORM.fullmatch(self._extra.get(f"{OF_CODES}{number}", ""))
        return (found[1], found[2]) if found else ("", "")


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
