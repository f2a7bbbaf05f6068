"""Find the terms of a glossary in a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from translate_flow import language
from translate_flow.model import Term, TermHit
from translate_flow.terminology import words
from translate_flow.terminology.keys import Keys, load_keys, spell, term_keys, word_keys


@dataclass(slots=True)
class _Node:
    children: dict[int, "_Node"] = field(default_factory=dict)
    terms: list[int] = field(default_factory=list)


class TermIndex:
    """The terms of one language, ready to be found."""

    def __init__(
        self,
        terms: Iterable[Term],
        lang: str,
        keys: Mapping[int, str] | None = None,
        forms: Mapping[int, Iterable[str]] | None = None,
    ) -> None:
        self._lang = lang
        self._base = language.base(lang)
        self._terms = list(terms)
        self._root = _Node()
        self._sets: dict[Keys, int] = {}
        self._by_key: dict[str, list[int]] = {}
        self._memo: dict[str, tuple[frozenset[int], frozenset[int]]] = {}
        keys = keys or {}
        for number, term in enumerate(self._terms):
            dump = keys.get(term.id)
            self._add(number, load_keys(dump) if dump else term_keys(term.text, lang))
            for form in (forms or {}).get(term.id, ()):
                self._add(number, tuple(frozenset(("#" + spell(w, self._base),)) for w, _, _ in words.split_words(form, lang)))

    def _add(self, number: int, keys: tuple[Keys, ...]) -> None:
        if not keys:
            return
        node = self._root
        for each in keys:
            node = node.children.setdefault(self._number(each), _Node())
        if number not in node.terms:
            node.terms.append(number)

    def _number(self, keys: Keys) -> int:
        number = self._sets.get(keys)
        if number is None:
            number = self._sets[keys] = len(self._sets)
            for key in keys:
                self._by_key.setdefault(key, []).append(number)
        return number

    def _candidates(self, form: str) -> tuple[frozenset[int], frozenset[int]]:
        """(strong, all)"""
        found = self._memo.get(form)
        if found is None:
            get = self._by_key.get
            spelling = spell(form, self._base)
            strong: set[int] = {*get(spelling, ()), *get("#" + spelling, ())}
            weak: set[int] = set()
            for key in word_keys(self._base)[form]:
                kind = key[0] if len(key) > 1 else ""
                if kind in ("&", "?") and kind:
                    strong.update(get(key, ()))
                elif kind == "~":
                    weak.update(get("^" + key[1:], ()))
                elif kind == "^":
                    weak.update(get("~" + key[1:], ()))
                elif kind != "=":
                    strong.update(get("=" + key, ()))
                    weak.update(get(key, ()))
            found = self._memo[form] = (frozenset(strong), frozenset(strong | weak))
        return found

    def find_all(self, text: str) -> list[TermHit]:
        if not self._terms:
            return []
        cut = words.split_words(text, self._lang)
        hits: list[TermHit] = []
        for position, (form, start, end) in enumerate(cut):
            strong, every = self._candidates(form)
            for number in every:
                node = self._root.children.get(number)
                if node is None:
                    continue
                if number in strong:
                    hits.extend(TermHit(self._terms[t], start, end) for t in node.terms)
                if node.children:
                    self._walk(node, cut, position + 1, start, hits)
        unique = {(id(hit.term), hit.start, hit.end): hit for hit in hits}
        return sorted(unique.values(), key=lambda hit: (hit.start, -hit.end))

    def _walk(self, node: _Node, cut: list[words.Word], position: int, start: int, hits: list[TermHit]) -> None:
        if position == len(cut):
            return
        form, _, end = cut[position]
        for number in self._candidates(form)[1]:
            child = node.children.get(number)
            if child is not None:
                hits.extend(TermHit(self._terms[t], start, end) for t in child.terms)
                if child.children:
                    self._walk(child, cut, position + 1, start, hits)

    def find(self, text: str) -> list[TermHit]:
        spans: list[tuple[int, int]] = []
        every = self.find_all(text)
        for hit in sorted(every, key=lambda hit: (hit.start - hit.end, hit.start)):
            if all(hit.end <= a or hit.start >= b or (hit.start, hit.end) == (a, b) for a, b in spans):
                spans.append((hit.start, hit.end))
        kept = set(spans)
        return [hit for hit in every if (hit.start, hit.end) in kept]
