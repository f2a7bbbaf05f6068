"""Reading a PO file: its entries, and where their strings stand. Writing strings in the file's own style.

The grammar is that of GNU gettext (manual, "The Format of PO Files"): tokens in free layout, not lines.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from translate_flow.errors import BadInput
from translate_flow.formats import wrapping

Change = tuple[int, int, str]
"""Text to put in place of that from the first offset to the second one."""

_TOKEN = re.compile(
    r'\s*+(?:(?P<comment>\#[^\r\n]*+)|(?P<string>"(?:[^"\\\r\n]++|\\[^\r\n])*+")'
    r"|(?P<word>(?:msgctxt|msgid_plural|msgid|msgstr|domain)\b(?:\s*\[\s*(?P<form>\d{1,3})\s*\])?)|\Z)"
)
_BREAK = re.compile(wrapping.BREAK)
_ESCAPED = re.compile(r"""\\(?:([abfnrtv"'?\\])|([0-7]{1,3})|x([0-9A-Fa-f]{2}))""")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ESCAPES = str.maketrans({letter: f"\\{name}" for name, letter in _LETTERS.items()} | {'"': '\\"', "\\": "\\\\"})
_DEFAULT_WIDTH = 79
"""Columns of a line as gettext's tools wrap it."""


@dataclass(slots=True)
class Text:
    """The value of a keyword, in one or more strings."""

    value: str = ""
    """What the strings mean together."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where they stand, with their quotes."""

    @property
    def end(self) -> int:
        """Offset behind the last string."""
        return self.spans[-1][1]


@dataclass(slots=True)
class Entry:
    """A message with its translations."""

    comments: list[tuple[int, int]] = field(default_factory=list)
    """Where the comment lines above it stand, without their line breaks."""
    context: Text | None = None
    source: Text | None = None
    plural: Text | None = None
    targets: dict[int, Text] = field(default_factory=dict)
    """By number of the plural form; a message without plural has form 0."""


@dataclass(frozen=True)
class Catalog:
    """A PO file, read."""

    text: str
    entries: list[Entry]
    line_break: str

    @cached_property
    def width(self) -> int:
        """Columns that strings are wrapped to; 0 where they are not."""
        return _width(self.text, self.entries)

    @property
    def header(self) -> Entry | None:
        """The entry that holds the header fields."""
        for entry in self.entries:
            if entry.source and not entry.source.value and not entry.context:
                return entry
        return None

    def comments(self, entry: Entry, mark: str) -> list[str]:
        """The comments of an entry that begin with `#` and this mark, without both."""
        lines = [self.text[start:end] for start, end in entry.comments]
        return [line[1 + len(mark) :].strip() for line in lines if line.startswith(f"#{mark}")]

    def flags(self, entry: Entry) -> list[str]:
        """Flags such as `fuzzy` and `c-format`."""
        lines = self.comments(entry, ",")
        return [flag.strip() for line in lines for flag in line.split(",") if flag.strip()]

    def written(self, value: str, keyword: str = "msgstr ") -> str:
        """Strings for a value in the style of the file, as they follow a keyword."""
        rows = value.split("\n")
        logical = [f"{row}\n" for row in rows[:-1]] + ([rows[-1]] if rows[-1] else [])
        alone = f'"{escape(value)}"'
        if len(logical) < 2 and (not self.width or wrapping.columns(keyword + alone) <= self.width):
            return alone
        lines = ['""'] + [f'"{line}"' for row in logical for line in self._wrapped(row)]
        return self.line_break.join(lines)

    def replaced(self, old: Text, value: str, keyword: str = "msgstr ") -> Change:
        """The change that gives a keyword another value."""
        return old.spans[0][0], old.end, self.written(value, keyword)

    def _wrapped(self, row: str) -> list[str]:
        """A line of the value, cut to the width, each piece escaped."""
        if not self.width:
            return [escape(row)]
        lines, line = [], ""
        for piece in wrapping.pieces(row):
            written = escape(piece)
            if line and wrapping.columns(line + written) + 2 > self.width:
                lines.append(line)
                line = ""
            line += written
        return [*lines, line]


def unmarked(catalog: Catalog, entry: Entry) -> list[Change]:
    """Changes that take `fuzzy` out of an entry's flags, and its comments of the earlier msgid."""
    changes = []
    for start, end in entry.comments:
        line = catalog.text[start:end]
        if line.startswith("#|"):
            changes.append(_removed(catalog.text, start, end))
        elif line.startswith("#,") and "fuzzy" in line:
            flags = [flag for flag in line[2:].split(",") if flag.strip() and flag.strip() != "fuzzy"]
            kept = f"#,{','.join(flags)}"
            changes.append((start, end, kept) if flags else _removed(catalog.text, start, end))
    return changes


def escape(value: str) -> str:
    """Characters as they stand inside the quotes of a string."""
    return value.translate(_ESCAPES)


def unescape(native: str) -> str:
    """What the characters inside the quotes of a string mean; bytes beyond ASCII stay as they are written."""
    return _ESCAPED.sub(_meant, native) if "\\" in native else native


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        return _LETTERS.get(found[1], found[1])
    code = int(found[2], 8) if found[2] else int(found[3], 16)
    return chr(code) if 0 < code < 128 else found[0]


def _removed(text: str, start: int, end: int) -> Change:
    """The change that takes a line out with its indentation and its line break."""
    found = _BREAK.match(text, end)
    while start and text[start - 1] in " \t":
        start -= 1
    return start, found.end() if found else end, ""


def read(text: str) -> Catalog:
    """Read a PO file. Raises BadInput with the line where it is none."""
    entries = _Reader(text).read()
    found = _BREAK.search(text)
    return Catalog(text, entries, found[0] if found else "\n")


def _width(text: str, entries: list[Entry]) -> int:
    """The columns that the file wraps to: those of the widest string that goes on in the next one."""
    widest = longest = 0
    for entry in entries:
        for value in filter(None, (entry.source, entry.plural, *entry.targets.values())):
            strings = [text[start:end] for start, end in value.spans]
            wrapped = [string for string in strings[:-1] if string != '""' and not string.endswith('\\n"')]
            widest = max([widest, *map(len, wrapped)])
            longest = max([longest, *(len(string) for string in strings if " " in string)])
    if widest:
        return min(max(widest, 40), 200)
    return 0 if longest > _DEFAULT_WIDTH else _DEFAULT_WIDTH


class _Reader:
    """Puts tokens together to entries."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._entries: list[Entry] = []
        self._entry = Entry()
        self._value: Text | None = None
        self._keyword = ""
        self._at = 0

    def read(self) -> list[Entry]:
        """All entries that are not obsolete."""
        while self._at < len(self._text):
            found = _TOKEN.match(self._text, self._at)
            if not found:
                raise self._bad(self._what())
            if found["string"]:
                self._string(found.span("string"))
            elif found["comment"]:
                self._comment(found.span("comment"))
            elif found["word"]:
                self._word(found["word"], found["form"])
            self._at = found.end()
        self._finish()
        return self._entries

    def _comment(self, span: tuple[int, int]) -> None:
        if self._entry.targets:
            self._finish()
        if self._text.startswith("#~", span[0]):
            # the comments above belong to an obsolete entry
            self._entry.comments.clear()
        else:
            self._entry.comments.append(span)

    def _string(self, span: tuple[int, int]) -> None:
        if self._value is None:
            raise self._bad("there is a string without a keyword such as msgid before it")
        self._value.spans.append(span)
        self._value.value += unescape(self._text[span[0] + 1 : span[1] - 1])

    def _word(self, written: str, number: str | None) -> None:
        word = written.partition("[")[0].rstrip()
        if self._entry.targets and word != "msgstr":
            self._finish()
        self._check_value()
        self._value, self._keyword, entry = Text(), word, self._entry
        is_new = True
        if word == "msgctxt":
            is_new, entry.context = entry.context is None and entry.source is None, self._value
        elif word == "msgid":
            is_new, entry.source = entry.source is None, self._value
        elif word == "msgid_plural":
            is_new, entry.plural = bool(entry.source) and entry.plural is None, self._value
        elif word == "msgstr":
            form = int(number or 0)
            is_new = form not in entry.targets and bool(entry.source) and (number is None) == (not entry.plural)
            entry.targets[form] = self._value
        if not is_new or (number and word != "msgstr"):
            raise self._bad(f"{written} is out of place")

    def _finish(self) -> None:
        """The entry is complete, or there is none."""
        self._check_value()
        entry, self._entry, self._value = self._entry, Entry(), None
        if entry.targets:
            self._entries.append(entry)
        elif entry.source or entry.context:
            raise self._bad("a message has no msgstr")

    def _check_value(self) -> None:
        if self._value is not None and not self._value.spans:
            raise self._bad(f"{self._keyword} has no string")

    def _what(self) -> str:
        line = self._text[self._at :].lstrip().split("\n", 1)[0].strip()
        if line.startswith('"'):
            return "a string is not closed"
        return f"{line[:30]!r} is neither a keyword, a string nor a comment"

    def _bad(self, what: str) -> BadInput:
        rest = self._text[self._at :]
        at = self._at + len(rest) - len(rest.lstrip())
        line = len(_BREAK.findall(self._text[:at])) + 1
        return BadInput(f"This is no PO file that can be read: line {line}: {what}.", "Try msgfmt -c on it.")
