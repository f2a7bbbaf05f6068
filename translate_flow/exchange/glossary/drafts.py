"""What every glossary file gives and takes: concepts with their terms, before they have rows in the store."""

import re
from collections.abc import Iterable

from translate_flow.errors import UsageError
from translate_flow.model import Concept, Term, TermStatus
from translate_flow.records import frozen

_STATUS_WORDS = {"": TermStatus.PREFERRED, "forbidden": TermStatus.DEPRECATED, "dnt": TermStatus.DO_NOT_TRANSLATE}
_CODE = re.compile(r"\{/?\d+\}")
_LONGEST = 500
_GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter", "c": "common"}


@frozen
class Draft:
    """A concept of a file."""

    concept: Concept
    """What is said of it; without a row."""
    terms: tuple[Term, ...]
    """Its terms; without rows."""
    line: int = 0
    """Where it begins in the file, from 1; 0: nowhere."""
    key: str = ""
    """Identity in the file: drafts of one key are one concept, of different keys different ones."""


def checked_term(text: str) -> str:
    """A term, its white space tidied. Raises UsageError where there is none or it holds what no term can hold."""
    tidy = " ".join(text.split())
    if tidy == text and tidy[:1].isalnum() and tidy.isprintable() and "{" not in tidy and len(tidy) <= _LONGEST:
        return tidy  # as nearly all terms are
    if not tidy:
        raise UsageError("A term is empty.", "Write the word or phrase.")
    if "\n" in text.strip() or "\r" in text.strip():
        raise UsageError(f"The term {_short(tidy)!r} runs over a line break.", "Write it on one line.")
    if any(ord(letter) < 32 or letter == "\x7f" or "\ud800" <= letter <= "\udfff" for letter in tidy):
        raise UsageError(f"The term {_short(tidy)!r} holds characters that no term can hold.", "Write it without them.")
    code = _CODE.search(tidy)
    if code:
        raise UsageError(f"The term {_short(tidy)!r} holds the inline code {code[0]}.", "Write the words alone.")
    if len(tidy) > _LONGEST:
        raise UsageError(
            f"The term {_short(tidy)!r} is {len(tidy)} characters long; {_LONGEST} are the most.",
            "Is a column in the wrong place?",
        )
    if not any(letter.isalnum() for letter in tidy) and len(tidy) > 3:
        raise UsageError(f"The term {_short(tidy)!r} holds neither letters nor digits.", "Write a word.")
    return tidy


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def checked_status(text: str) -> TermStatus:
    """A status by its name, case not counting. Raises UsageError that lists them."""
    name = text.strip().casefold().replace(" ", "-").replace("_", "-")
    if name in _STATUS_WORDS:
        return _STATUS_WORDS[name]
    if name not in list(TermStatus):
        raise UsageError(f"{text!r} is no status of a term.", f"Statuses: {', '.join(TermStatus)}.")
    return TermStatus(name)


def checked_truth(text: str) -> bool:
    """Yes or no. Raises UsageError for anything else."""
    word = text.strip().casefold()
    if word in ("", "no", "false", "0", "n"):
        return False
    if word in ("yes", "true", "1", "y", "x"):
        return True
    raise UsageError(f"{text!r} is neither yes nor no.", "Write yes or no.")


def checked_gender(text: str) -> str:
    """A gender; the usual letters stand for its name."""
    word = text.strip()
    return _GENDERS.get(word.casefold().rstrip("."), word)


def pairs(drafts: Iterable[Draft], source: str, target: str) -> Iterable[tuple[Draft, Term, Term]]:
    """Every source term of a draft with every term of the target language."""
    for draft in drafts:
        for first in draft.terms:
            for second in draft.terms:
                if first.language == source and second.language == target:
                    yield draft, first, second
