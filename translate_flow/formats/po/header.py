"""The header entry of a catalog: fields such as `Language` and `Plural-Forms` in its msgstr."""

import re
from dataclasses import dataclass, field

from translate_flow.formats.decoding import opening, text_codec
from translate_flow.formats.po.catalog import Catalog, Change, Entry, Text, escape, unescape, unmarked

_CHARSET = re.compile(rb'"Content-Type:[^"]*?charset=([A-Za-z0-9._:-]+)', re.IGNORECASE)
_LANGUAGE = re.compile(
    r'^[ \t]*"(?:[^"\n]*\\n)?Language:[ \t]*([A-Za-z]{2,8}(?:[_-]\w+)*)', re.IGNORECASE | re.MULTILINE
)
_IN_FIELD = re.compile(r"(charset=)([^\s;]+)", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """Codec that the header of a catalog names; None if it names none that is known."""
    found = _CHARSET.search(data[:65536])
    return text_codec(found[1].decode("ascii")) if found else None


def declared_language(data: bytes) -> str:
    """Language tag that the header of a catalog names (`pt_BR` is pt-BR); empty if it names none."""
    head = re.split(r"\n[ \t]*msgid\b", opening(data, 65536))[:2]
    found = _LANGUAGE.search("\n".join(head))
    return found[1].replace("_", "-") if found else ""


@dataclass(slots=True)
class Header:
    """The header of a catalog, and what is to be changed in it."""

    catalog: Catalog
    entry: Entry | None
    _new: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """A field; empty if it is not there."""
        found = re.search(rf"^{re.escape(name)}:[ \t]*(.*)$", self._text.value, re.MULTILINE | re.IGNORECASE)
        return found[1].strip() if found else ""

    def __setitem__(self, name: str, value: str) -> None:
        if self.entry:
            self._new[name] = value

    def name_encoding(self, encoding: str, *, is_template_only: bool) -> None:
        """Let the header name an encoding; if asked so, only in place of the template's word CHARSET."""
        content_type = self["Content-Type"]
        found = _IN_FIELD.search(content_type)
        if found and (found[2] == "CHARSET" or not is_template_only):
            self["Content-Type"] = f"{content_type[: found.start(2)]}{encoding}{content_type[found.end(2) :]}"

    def changes(self) -> list[Change]:
        """The changes: in the string of each field, or behind the last one for a field that is new.

        A header that is filled is no template any more and loses its mark `fuzzy`.
        """
        if not self._new or not self.entry:
            return []
        return unmarked(self.catalog, self.entry) + self._field_changes(self.entry.targets[0])

    def _field_changes(self, text: Text) -> list[Change]:
        catalog = self.catalog
        strings = [unescape(catalog.text[start + 1 : end - 1]) for start, end in text.spans]
        if any(string.count("\n") != 1 or not string.endswith("\n") for string in strings if string):
            return [catalog.replaced(text, self._rewritten())]
        changes: list[Change] = []
        added = ""
        for name, value in self._new.items():
            written = f'"{escape(f"{name}: {value}")}\\n"'
            places = [i for i, string in enumerate(strings) if string.lower().startswith(f"{name.lower()}:")]
            if places:
                changes.append((*text.spans[places[0]], written))
            else:
                added += catalog.line_break + written
        return sorted([*changes, (text.end, text.end, added)])

    def _rewritten(self) -> str:
        """The whole text with the new fields."""
        lines = [line for line in self._text.value.split("\n") if line]
        for name, value in self._new.items():
            places = [i for i, line in enumerate(lines) if line.lower().startswith(f"{name.lower()}:")]
            place = places[0] if places else len(lines)
            lines[place : place + 1] = [f"{name}: {value}"]
        return "".join(f"{line}\n" for line in lines)

    @property
    def _text(self) -> Text:
        return self.entry.targets[0] if self.entry else Text()
