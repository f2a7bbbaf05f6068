"""Find the terms of a glossary in a text: a trie whose edges are the key sets of words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from translate_flow import language
from translate_flow.model import Term, TermHit
from translate_flow.terminology.demands import Demands
from translate_flow.terminology.keys import MARKS, dump_keys, term_keys, word_keys
from translate_flow.terminology.letter_case import best_cased
from translate_flow.terminology.spelling import spell
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


_Start = tuple[tuple[int, ...], _Node | None]
"""What a first word leads to: entries of one word, with which it agrees strictly, and where others go on."""


def longest(hits: list[TermHit]) -> set[tuple[int, int]]:
    """Places (start, end) of the hits that count where hits overlap: the longest, then the first."""
    if len(hits) < 2:
        return {(hit.start, hit.end) for hit in hits}
    taken = bytearray(max(hit.end for hit in hits))
    spans: set[tuple[int, int]] = set()
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if taken.find(1, hit.start, hit.end) < 0:
            spans.add((hit.start, hit.end))
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return spans


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

        `keys` are cached dumps (`dump_keys`) and `forms` the learned inflected forms, both by `Term.id`;
        terms with the id 0 have neither. A term without a word, such as a quote, is never found.
        """
        self._lang = lang
        self._base = language.base(lang)
        self._root = _Node()
        self._entries: list[_Entry] = []
        self._numbers: dict[str, int] = {}
        self._by_key: dict[str, list[int]] = {}
        self._matches: dict[str, tuple[frozenset[int], tuple[int, ...]]] = {}
        self._starts: dict[str, tuple[_Start, ...]] = {}
        for number, term in enumerate(terms):
            dump = keys.get(term.id) if keys and term.id else None
            self._add(_Entry(term, number, term.text), dump or dump_keys(term_keys(term.text, lang)))
            for form in forms.get(term.id, ()) if forms and term.id else ():
                learned = [("#" + spell(each, self._base),) for each, _, _ in split_words(form, lang)]
                self._add(_Entry(term, number, form), dump_keys(map(frozenset, learned)))

    def _add(self, entry: _Entry, dump: str) -> None:
        if not dump:
            return
        node = self._root
        for line in dump.split("\n"):
            number = self._numbers.get(line)
            if number is None:
                number = self._number(line)
            child = node.children.get(number)
            if child is None:
                child = node.children[number] = _Node()
            node = child
        node.entries.append(len(self._entries))
        self._entries.append(entry)

    def _number(self, line: str) -> int:
        """Number of the set of keys in a line of a dump."""
        number = self._numbers[line] = len(self._numbers)
        for key in line.split("\t"):
            self._by_key.setdefault(key, []).append(number)
        return number

    def find(self, text: str) -> list[TermHit]:
        """The hits in a text without tags, by start. Of overlapping hits the longest counts, then the first.

        Terms that share a place are all reported, in the order in which they were given; of terms that differ in
        case only, those that fit the place.
        """
        hits = self.find_all(text)
        spans = longest(hits)
        return [hit for hit in hits if (hit.start, hit.end) in spans]

    def find_all(self, text: str) -> list[TermHit]:
        """All hits in a text without tags, overlapping ones as well: by start, longer ones first."""
        if not self._entries:
            return []
        cut = split_words(text, self._lang)
        starts = self._starts
        found: list[tuple[int, int, int]] = []
        for first, (form, _, end) in enumerate(cut):
            leads = starts.get(form)
            if leads is None:
                leads = self._lead(form)
            for entries, node in leads:
                found += [(first, -end, entry) for entry in entries]
                if node is not None:
                    self._follow(node, cut, first, found)
        return self._hits(text, cut, found) if found else []

    def _lead(self, form: str) -> tuple[_Start, ...]:
        """Where a word leads to from the root; remembered, since most words of a text lead nowhere."""
        if len(self._starts) >= _MEMO_LIMIT:
            self._starts.clear()
        strict, every = self._match(form)
        leads: list[_Start] = []
        for number in every:
            node = self._root.children.get(number)
            if node is not None and (node.children or number in strict):
                entries = tuple(node.entries) if number in strict else ()
                leads.append((entries, node if node.children else None))
        found = self._starts[form] = tuple(leads)
        return found

    def _follow(self, node: _Node, cut: list[Word], first: int, found: list[tuple[int, int, int]]) -> None:
        """Add what ends below a node that the word `first` led to: first word, offset of the end, entry."""
        stack = [(node, first + 1)]
        while stack:
            node, last = stack.pop()
            if last == len(cut):
                continue
            form, _, end = cut[last]
            children = node.children
            for number in (self._matches.get(form) or self._match(form))[1]:
                child = children.get(number)
                if child is not None:
                    found += [(first, -end, entry) for entry in child.entries]
                    if child.children:
                        stack.append((child, last + 1))

    def _hits(self, text: str, cut: list[Word], found: list[tuple[int, int, int]]) -> list[TermHit]:
        """The places that meet their entries' demands, in order; a term once per place."""
        hits: list[TermHit] = []
        previous = None
        for first, end, number in sorted(found):
            entry = self._entries[number]
            if not entry.is_examined:
                entry.demands = Demands.of(entry.term, entry.text, self._base)
                entry.is_examined = True
            if (first, end, entry.number) == previous:
                continue
            if entry.demands is None or entry.demands.are_met(text, cut, first):
                hits.append(TermHit(entry.term, cut[first][1], -end))
                previous = (first, end, entry.number)
        return best_cased(text, hits) if len(hits) > 1 else hits

    def _match(self, form: str) -> tuple[frozenset[int], tuple[int, ...]]:
        """Numbers of the key sets that agree with a word strictly, and of all that agree at least loosely."""
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
        found = self._matches[form] = (frozenset(strict), tuple(strict | loose))
        return found
