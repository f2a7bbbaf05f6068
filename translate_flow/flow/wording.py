"""How things are put into words, for every face alike."""

from translate_flow.model import SegmentTerm, TermStatus


def describe(term: SegmentTerm) -> str:
    """A term with what may translate it: `ceasefire → armistițiu, not: încetare`."""
    allowed = [other.text for other in term.targets if other.status is not TermStatus.DEPRECATED]
    forbidden = [other.text for other in term.targets if other.status is TermStatus.DEPRECATED]
    notes = "; ".join(dict.fromkeys(other.note for other in term.targets if other.note))
    text = f"{term.hit.term.text} → {' / '.join(allowed) or '?'}"
    text += f", not: {' / '.join(forbidden)}" if forbidden else ""
    return text + (f" ({notes})" if notes else "")
