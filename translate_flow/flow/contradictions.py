"""What contradicts itself in the glossary."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from translate_flow.flow import selection
from translate_flow.model import Concept, Term, TermStatus
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.store.glossary import text_key

_GOOD = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DO_NOT_TRANSLATE)
_FIRST = (TermStatus.PREFERRED, TermStatus.DO_NOT_TRANSLATE)


@frozen
class Contradiction:
    """Terms that cannot all be right."""

    kind: str
    """Such as `two-preferred`."""
    source: str
    """Source term."""
    language: str
    """Target language."""
    terms: tuple[str, ...]
    """The target terms concerned."""
    message: str
    """One sentence."""


@frozen
class _Meaning:
    """A concept as it stands between two languages."""

    concept: Concept
    source: Term
    targets: tuple[Term, ...]


def contradictions(project: Project, to: str | None = None) -> list[Contradiction]:
    """Everything in the glossary that contradicts itself, by source term."""
    with project.open() as store, store.reading():
        terms, concepts = store.terms(), store.concepts()
    found: list[Contradiction] = []
    for language in selection.languages(project, to):
        by_source: dict[str, list[_Meaning]] = defaultdict(list)
        for meaning in _meanings(terms, concepts, project.source, language):
            found += _within(meaning, language)
            by_source[text_key(meaning.source.text)].append(meaning)
        for meanings in by_source.values():
            for first, second in combinations(meanings, 2):
                found += _between(first, second, language)
    return found


def _meanings(terms: Sequence[Term], concepts: dict[int, Concept], source: str, language: str) -> Iterator[_Meaning]:
    grouped: dict[int, list[Term]] = defaultdict(list)
    for term in terms:
        if term.language in (source, language):
            grouped[term.concept].append(term)
    for number, members in grouped.items():
        targets = tuple(term for term in members if term.language == language)
        for term in members:
            if term.language == source and targets:
                yield _Meaning(concepts.get(number, Concept(number)), term, targets)


def _within(meaning: _Meaning, language: str) -> Iterator[Contradiction]:
    """What contradicts itself inside one concept."""
    source, targets = meaning.source, meaning.targets

    def told(kind: str, terms: Sequence[Term], message: str) -> Contradiction:
        return Contradiction(kind, source.text, language, tuple(term.text for term in terms), message)

    for first, second in combinations(targets, 2):
        names = f"“{first.text}” and “{second.text}”"
        if first.article != second.article:
            continue
        if text_key(first.text) == text_key(second.text):
            yield told("duplicate", (first, second), f"“{source.text}” has “{first.text}” twice.")
        elif TermStatus.DO_NOT_TRANSLATE in (first.status, second.status) and {first.status, second.status} <= {*_GOOD}:
            message = f"“{source.text}” is not to be translated, and yet has {names}."
            yield told("do-not-translate", (first, second), message)
        elif first.status in _FIRST and second.status in _FIRST:
            yield told("two-preferred", (first, second), f"“{source.text}” has two preferred terms: {names}.")
    for term in targets:
        if term.status is TermStatus.DO_NOT_TRANSLATE and term.text != source.text:
            message = f"“{source.text}” is not to be translated, but its target is “{term.text}”."
            yield told("do-not-translate", (term,), message)
    if not any(term.status in _GOOD for term in targets):
        yield told("only-forbidden", targets, f"“{source.text}” has forbidden terms only, and none to use.")


def _between(first: _Meaning, second: _Meaning, language: str) -> Iterator[Contradiction]:
    """What contradicts itself between two concepts that share a source term."""
    if first.concept.id == second.concept.id:
        return
    text = first.source.text
    ours, theirs = _by_text(first), _by_text(second)
    both = [key for key in ours if key in theirs]
    is_same_field = text_key(first.concept.domain) == text_key(second.concept.domain)
    flipped = [key for key in both if (ours[key].status in _GOOD) is not (theirs[key].status in _GOOD)]
    names = tuple(ours[key].text for key in both)
    if len(flipped) > 1:
        quoted = " and ".join(f"“{ours[key].text}”" for key in flipped)
        message = f"“{text}”: of {quoted} each is forbidden in favour of the other."
        yield Contradiction("circular", text, language, names, message)
    elif flipped:
        message = f"“{text}”: “{ours[flipped[0]].text}” is allowed in one concept and forbidden in another."
        yield Contradiction("allowed-and-forbidden", text, language, names, message)
    elif both and is_same_field:
        message = f"“{text}” → “{ours[both[0]].text}” stands in two concepts."
        yield Contradiction("duplicate", text, language, names, message)
    elif is_same_field and first.source.text != second.source.text:
        if not (first.source.is_case_sensitive or second.source.is_case_sensitive):
            message = (
                f"“{text}” and “{second.source.text}” differ in case only, and are two meanings;"
                " if they are, add one with --case-sensitive."
            )
            yield Contradiction("case-only", text, language, (text, second.source.text), message)
    elif is_same_field:
        rivals = tuple(next((t.text for t in each.targets if t.status in _FIRST), "") for each in (first, second))
        if all(rivals):
            message = (
                f"“{text}” has two preferred terms, “{rivals[0]}” and “{rivals[1]}”, and nothing tells them apart."
            )
            yield Contradiction("two-preferred", text, language, rivals, message)


def _by_text(meaning: _Meaning) -> dict[str, Term]:
    return {text_key(term.text): term for term in meaning.targets if not term.article}
