"""Find the terms of a glossary in a text: a trie whose edges are the key sets of words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from translate_flow import language
from translate_flow.model import Term, TermHit
from translate_flow.terminology.demands import Demands, spellings
from translate_flow.terminology.keys import MARKS, Keys, load_keys, spell, term_keys, word_keys
from translate_flow.terminology.words import Word, split_words

_MEMO_LIMIT = 300_000
_NOWHERE: tuple[int, ...] = ()


@dataclass(slots=True)
class _Node:
    """A place in the trie."""

    children: dict[int, "_Node"] = field(default_factory=dict)
    """What may follow, by number of a key set."""
    entries: list[int] = field(default_factory=list)
    """Entries that end here."""


@dataclass(slots=True)
class _Entry:
    """A term in one spelling: its own or a learned form."""

    term: Term
    number: int
    """Place of the term among those given."""
    text: str
    is_examined: bool = False
    """Are the demands known? They are worked out when the entry is met for the first time."""
    demands: Demands | None = None


_Start = tuple[_Node, bool]
"""Where a first word leads to, and whether it agrees strictly, as terms of one word need it."""


class TermIndex:
    """The terms of one language, ready to be found in any number of texts.

    Building takes about 10 µs per term with cached keys; without, the words are looked up in the dictionary.
    """

    def __init__(
        self,
        terms: Iterable[Term],
        lang: str,
        keys: Mapping[int, str] | None = None,
        forms: Mapping[int, Iterable[str]] | None = None,
    ) -> None:
        """Index `terms` of the language `lang` (BCP 47).

        `keys` are cached dumps (`dump_keys`) and `forms` the learned inflected forms, both by `Term.id`; terms
        with the id 0 have neither. A text without words, such as a quote, is never found.
        """
        self._lang = lang
        self._base = language.base(lang)
        self._root = _Node()
        self._entries: list[_Entry] = []
        self._numbers: dict[Keys, int] = {}
        self._by_key: dict[str, list[int]] = {}
        self._matches: dict[str, tuple[frozenset[int], frozenset[int]]] = {}
        self._starts: dict[str, tuple[_Start, ...]] = {}
        by_dump: dict[str, tuple[Keys, ...]] = {}
        for number, term in enumerate(terms):
            dump = keys.get(term.id) if keys and term.id else None
            if dump is None:
                found = term_keys(term.text, lang)
            elif (known := by_dump.get(dump)) is not None:
                found = known
            else:
                found = by_dump[dump] = load_keys(dump)
            self._add(_Entry(term, number, term.text), found)
            for form in forms.get(term.id, ()) if forms and term.id else ():
                learned = tuple(frozenset(("#" + spelling,)) for spelling in spellings(form, self._base))
                self._add(_Entry(term, number, form), learned)

    def _add(self, entry: _Entry, keys: tuple[Keys, ...]) -> None:
        if not keys:
            return
        node = self._root
        for each in keys:
            node = node.children.setdefault(self._number(each), _Node())
        node.entries.append(len(self._entries))
        self._entries.append(entry)

    def _number(self, keys: Keys) -> int:
        number = self._numbers.get(keys)
        if number is None:
            number = self._numbers[keys] = len(self._numbers)
            for key in keys:
                self._by_key.setdefault(key, []).append(number)
        return number

    def find(self, text: str) -> list[TermHit]:
        """The hits in a text without tags, by start. Of overlapping hits the longest counts, then the first.

        Terms that share a place are all reported, in the order in which they were given.
        """
        hits = self.find_all(text)
        if len(hits) < 2:
            return hits
        taken = bytearray(len(text))
        spans: set[tuple[int, int]] = set()
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            if taken.find(1, hit.start, hit.end) < 0:
                spans.add((hit.start, hit.end))
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        return [hit for hit in hits if (hit.start, hit.end) in spans]

    def find_all(self, text: str) -> list[TermHit]:
        """All hits in a text without tags, overlapping ones as well: by start, longer ones first."""
        if not self._entries:
            return []
        cut = split_words(text, self._lang)
        found: set[tuple[int, int, int, int]] = set()
        starts = self._starts
        for first, (form, start, _) in enumerate(cut):
            leads = starts.get(form)
            if leads is None:
                leads = self._lead(form)
            for node, is_strict in leads:
                for entries, last in self._ends(node, is_strict, cut, first):
                    end = cut[last][2]
                    for entry in entries:
                        if self._is_wanted(entry, text, cut, first, last):
                            found.add((start, -end, self._entries[entry].number, entry))
        hits = []
        previous = None
        for start, end, number, entry in sorted(found):
            if (start, end, number) != previous:
                hits.append(TermHit(self._entries[entry].term, start, -end))
            previous = (start, end, number)
        return hits

    def _lead(self, form: str) -> tuple[_Start, ...]:
        """Where a word leads to from the root; remembered, since most words of a text lead nowhere."""
        if len(self._starts) >= _MEMO_LIMIT:
            self._starts.clear()
        strict, loose = self._match(form)
        children = self._root.children
        leads = [(children[number], True) for number in strict if number in children]
        leads += [(children[number], False) for number in loose if number in children and children[number].children]
        found = self._starts[form] = tuple(leads)
        return found

    def _ends(self, node: _Node, is_strict: bool, cut: list[Word], first: int) -> Iterator[tuple[list[int], int]]:
        """Entries that end at or below a node, with the place of their last word."""
        stack = [(node, first, is_strict)]
        while stack:
            node, last, is_accepted = stack.pop()
            if node.entries and is_accepted:
                yield node.entries, last
            if not node.children or last + 1 == len(cut):
                continue
            strict, loose = self._match(cut[last + 1][0])
            for number in (*strict, *loose):
                child = node.children.get(number)
                if child is not None:
                    stack.append((child, last + 1, True))

    def _match(self, form: str) -> tuple[frozenset[int], frozenset[int]]:
        """Numbers of the key sets that agree with a word strictly, and of those that do so only loosely."""
        found = self._matches.get(form)
        if found is not None:
            return found
        if len(self._matches) >= _MEMO_LIMIT:
            self._matches.clear()
        get = self._by_key.get
        spelling = spell(form, self._base)
        strict = {*get(spelling, _NOWHERE), *get("#" + spelling, _NOWHERE)}
        loose: set[int] = set()
        for key in word_keys(self._base)[form]:
            mark = key[0] if len(key) > 1 and key[0] in MARKS else ""
            if mark in ("&", "?"):
                strict.update(get(key, _NOWHERE))
            elif mark == "~":
                loose.update(get("^" + key[1:], _NOWHERE))
            elif mark == "^":
                loose.update(get("~" + key[1:], _NOWHERE))
            elif not mark:
                strict.update(get("=" + key, _NOWHERE))
                loose.update(get(key, _NOWHERE))
        found = self._matches[form] = (frozenset(strict), frozenset(loose - strict))
        return found

    def _is_wanted(self, number: int, text: str, cut: list[Word], first: int, last: int) -> bool:
        """Does a place with matching words meet what the entry demands beyond them?"""
        entry = self._entries[number]
        if not entry.is_examined:
            entry.demands = Demands.of(entry.term, entry.text, self._base)
            entry.is_examined = True
        return entry.demands is None or entry.demands.are_met(text, cut[first : last + 1])
