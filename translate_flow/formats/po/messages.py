"""The entries of a catalog as units, and what came back for them as changes of the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from translate_flow import tagged
from translate_flow.formats import Parts, Visit
from translate_flow.formats.po.catalog import Catalog, Change, Entry, Text, unescape, unmarked
from translate_flow.formats.po.placeholders import Message
from translate_flow.formats.po.plurals import ENGLISH, Plurals
from translate_flow.model import State, Unit
from translate_flow.records import frozen

_PREVIOUS = re.compile(r'(?:msgid\s+)?"(.*)"')


@frozen
class _Form:
    """One translation of an entry: the only one, or that of a plural form."""

    number: int
    unit: Unit
    message: Message
    source: str
    """The msgid with the white space at its ends, which is not in the unit."""

    def native(self, parts: Parts) -> str:
        """The msgstr for what came back; it begins and ends with the msgid's white space."""
        text = self.message.written(parts, self.unit.codes).strip()
        if not text:
            return ""
        if _has_crlf(self.source):
            text = text.replace("\n", "\r\n")
        start, end = _core(self.source)
        return self.source[:start] + text + self.source[end:]


@dataclass(frozen=True)
class Filling:
    """An entry whose translations are offered."""

    catalog: Catalog
    entry: Entry
    plurals: Plurals | None
    """Forms of the catalog's language, where they are known."""

    def changes(self, visit: Visit) -> list[Change]:
        """Offer each form of the entry; how the file changes by what came back."""
        new: dict[int, str] = {}
        forms = list(self._forms())
        is_confirmed = bool(forms)
        for form in forms:
            parts = visit(form.unit)
            is_confirmed &= parts is not None
            if parts is None:
                continue
            tidy = tagged.tidied(parts)
            if tidy != tagged.parse(form.unit.target or "", form.unit.codes):
                new[form.number] = form.native(tidy)
        return self._replaced(new) + self._added(new) + (self._unmarked() if is_confirmed else [])

    @cached_property
    def _flags(self) -> list[str]:
        return self.catalog.flags(self.entry)

    @cached_property
    def _count(self) -> int:
        """How many forms there are, or should be."""
        is_plural = self.entry.plural and self.plurals
        return max(max(self.entry.targets) + 1, len(self.plurals) if is_plural and self.plurals else 1)

    def _forms(self) -> Iterator[_Form]:
        source = self.entry.source.value if self.entry.source else ""
        if not self.entry.plural:
            sources = [(source, "", False)]
        else:
            known = self.plurals or (ENGLISH if self._count == 2 else None)
            sources = [self._plural_source(number, source, known) for number in range(self._count)]
        for number, (text, note, is_deletable) in enumerate(sources):
            start, end = _core(text)
            if start < end:
                message = Message(_with_lf(text[start:end], text), self._flags)
                held = _with_lf(self.entry.targets.get(number, Text()).value.strip(), text)
                yield _Form(number, self._unit(number, message, held, note, is_deletable), message, text)

    def _plural_source(self, number: int, singular: str, known: Plurals | None) -> tuple[str, str, bool]:
        """Text to translate for a form, a note, and whether its placeholders may be left out.

        It is the msgid for a form that stands for 1, unless it stands for other numbers, too, and the msgid
        does not name them ("one file" for Ukrainian 1, 21, 31).
        """
        plural = self.entry.plural.value if self.entry.plural else ""
        if not known:
            return plural if number else singular, f"Plural form {number + 1}.", False
        is_one_only = known.is_one_only(number)
        flags = self._flags if any(flag.endswith("-format") for flag in self._flags) else ["c-format"]
        is_alike = Message(singular, flags).placeholders == Message(plural, flags).placeholders
        is_singular = known.is_singular(number) and (is_one_only or is_alike)
        return singular if is_singular else plural, known.note(number), is_one_only

    def _unit(self, number: int, message: Message, held: str, note: str, is_deletable: bool) -> Unit:
        source, codes = message.tagged_text(is_deletable=is_deletable)
        is_sure = bool(held) and "fuzzy" not in self._flags
        return Unit(
            source,
            codes,
            key=self._key(number),
            note="\n".join(filter(None, (note, *self._notes()))),
            target=message.translation(held, codes),
            state=State.TRANSLATED if is_sure else State.INITIAL,
        )

    def _key(self, number: int) -> str:
        """Digest of what gettext identifies a message by: context and msgid."""
        context = f"{self.entry.context.value}\x04" if self.entry.context else ""
        source = self.entry.source.value if self.entry.source else ""
        digest = sha256(f"{context}{source}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
        return f"{digest}[{number}]" if self.entry.plural else digest

    def _notes(self) -> Iterator[str]:
        if self.entry.context:
            yield f"Context: {self.entry.context.value}"
        yield from self.catalog.comments(self.entry, ".")
        yield from (line for line in self.catalog.comments(self.entry, " ") if line)
        if "fuzzy" in self._flags:
            strings = filter(None, map(_PREVIOUS.fullmatch, self.catalog.comments(self.entry, "|")))
            previous = unescape("".join(found[1] for found in strings))
            yield f"Unsure: made for {previous!r}." if previous else "Unsure (fuzzy)."

    def _replaced(self, new: dict[int, str]) -> list[Change]:
        targets = self.entry.targets
        return [
            self.catalog.replaced(targets[number], value, self._keyword(number))
            for number, value in new.items()
            if number in targets
        ]

    def _added(self, new: dict[int, str]) -> list[Change]:
        """Forms that the file lacks, all of them if one is filled: gettext wants them complete.

        Where nobody was asked for one, as in a template that was read before its target language was known,
        it repeats the last one, which stood for all other numbers.
        """
        held = {number: text.value for number, text in self.entry.targets.items()} | new
        missing = [number for number in range(self._count) if number not in self.entry.targets]
        last = max(self.entry.targets)
        is_complete = bool(new and last) and all(held.get(number) for number in range(last + 1))
        if not is_complete and not any(map(new.get, missing)):
            return []
        lines = []
        for number in missing:
            keyword = self._keyword(number)
            value = new.get(number) or (held[last] if is_complete else "")
            lines.append(keyword + self.catalog.written(value, keyword))
        end = max(text.end for text in self.entry.targets.values())
        line_break = self.catalog.line_break
        return [(end, end, "".join(line_break + line for line in lines))]

    def _keyword(self, number: int) -> str:
        return f"msgstr[{number}] " if self.entry.plural else "msgstr "

    def _unmarked(self) -> list[Change]:
        """Take the mark `fuzzy` and the message that it was made for out of the comments."""
        return unmarked(self.catalog, self.entry) if "fuzzy" in self._flags else []


def _has_crlf(text: str) -> bool:
    """Does it end its lines by CR and LF, all of them?"""
    return "\r\n" in text and not re.search(r"\r(?!\n)|(?<!\r)\n", text)


def _with_lf(text: str, source: str) -> str:
    """A text whose lines end as translators type them, if the msgid ends them by CR and LF."""
    return text.replace("\r\n", "\n") if _has_crlf(source) else text


def _core(text: str) -> tuple[int, int]:
    """Where a text stands between the white space at its ends."""
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))
