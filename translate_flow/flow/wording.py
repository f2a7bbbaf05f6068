"""How things are put into words, for every face alike."""

from translate_flow.model import SegmentTerm, Term, TermStatus


def _with_grammar(term: Term) -> str:
    """A target term with its gender: `pace (f.)`."""
    return f"{term.text} ({term.gender[0]}.)" if term.gender else term.text


def describe(term: SegmentTerm) -> str:
    """A term with what may translate it: `ceasefire → armistițiu, not: încetare`."""
    allowed = [_with_grammar(other) for other in term.targets if other.status is not TermStatus.DEPRECATED]
    forbidden = [other.text for other in term.targets if other.status is TermStatus.DEPRECATED]
    said = [other.note for other in term.targets if other.note] + [term.hit.term.note, term.concept.note]
    notes = "; ".join(dict.fromkeys(note for note in said if note))
    domain = f" [{term.concept.domain}]" if term.concept.domain else ""
    text = f"{term.hit.term.text}{domain} → {' / '.join(allowed) or '?'}"
    text += f", not: {' / '.join(forbidden)}" if forbidden else ""
    text += f" ({notes})" if notes else ""
    text += f" – {term.concept.definition}" if term.concept.definition else ""
    return text + (", inside a longer term" if term.is_inside else "")
