"""What a term demands of a place in a text beyond matching words: upper and lower case, gaps, edges."""

from itertools import pairwise
from typing import Self

from translate_flow.model import Term
from translate_flow.records import frozen
from translate_flow.terminology import words
from translate_flow.terminology.keys import word_keys
from translate_flow.terminology.letter_case import agree_in_case
from translate_flow.terminology.spelling import lower, unify
from translate_flow.terminology.words import Word

_CAPITALISES_NOUNS = frozenset(("de", "lb"))
# signs whose gap tells what they are: a full stop in "end. Net" is none of ".NET"
_STRICT_SIGNS = frozenset(".!?,:;…")
# between letters or digits these make one expression of them: n-ar, COVID-19, I/O, R&D, l'art
_LINKS = frozenset(words.APOSTROPHES + "-‐‑–&/+._@")
_LONGEST_ACRONYM = 4
_LONGEST_RISKY_ACRONYM = 3


@frozen
class Demands:
    """The demands of one spelling of a term."""

    base: str
    words: tuple[Word, ...]
    gaps: tuple[bool | None, ...]
    """Before each word but the first: must there be a space, or none? None where either is right."""
    has_fixed_gaps: bool
    is_case_sensitive: bool
    is_acronym: bool
    is_noun: bool
    is_short: bool

    @classmethod
    def of(cls, term: Term, text: str, base: str) -> Self | None:
        """Demands of a term as it is spelt in `text`; None where its words are all that counts."""
        is_plain = text.isascii() and text.islower() and text.replace(" ", "").isalpha()
        if is_plain and len(text) > 1 and not term.is_case_sensitive:
            return None
        cut = tuple(words.split_words(text, base))
        form = cut[0][0] if len(cut) == 1 else ""
        gaps = tuple(_gap(text, left, right) for left, right in pairwise(cut))
        return cls(
            base,
            cut,
            gaps,
            has_fixed_gaps=any(gap is not None for gap in gaps),
            is_case_sensitive=term.is_case_sensitive,
            is_acronym=form.isalpha() and form.isupper() and len(form) <= _LONGEST_ACRONYM,
            is_noun=base in _CAPITALISES_NOUNS and form[:1].isupper() and not form.isupper(),
            is_short=(len(form) == 1 and form.isalnum()) or form.isdecimal(),
        )

    def are_met(self, text: str, cut: list[Word], first: int) -> bool:
        """Does the place that begins with the word `first` of a text meet them? Its words match."""
        word = cut[first]
        if self.is_noun and word[0].islower() and not self._can_be_noun(word[0]):
            return False
        if self.is_acronym and (_is_linked(text, word, "&") or not self._is_same_acronym(word[0])):
            return False
        if self.is_short and _is_linked(text, word, _LINKS):
            return False
        if not self.is_case_sensitive and not self.has_fixed_gaps:
            return True
        place = cut[first : first + len(self.words)]
        if self.is_case_sensitive and not self._agrees_in_case(place):
            return False
        return all(
            wanted is None or wanted is _has_space(text, left, right)
            for wanted, (left, right) in zip(self.gaps, pairwise(place), strict=False)
        )

    def _agrees_in_case(self, place: list[Word]) -> bool:
        pairs = zip(self.words, place, strict=False)
        return all(agree_in_case(unify(our[0], self.base), unify(their[0], self.base)) for our, their in pairs)

    def _is_same_acronym(self, form: str) -> bool:
        """`NATO` is found in `Nato`, but `IT` not in `it`: not where the small letters make a word."""
        acronym = unify(self.words[0][0], self.base)
        if unify(form, self.base).startswith(acronym):
            return True
        if len(acronym) == 1:
            return False
        keys = word_keys(self.base)
        if keys.has_dictionary:
            return not keys.is_known(lower(form, self.base))
        return len(acronym) > _LONGEST_RISKY_ACRONYM

    def _can_be_noun(self, form: str) -> bool:
        """German: `essen` is the verb and not the noun `Essen`; `bundespräsident` can only be one."""
        keys = word_keys(self.base)
        return not keys.lemma(form).islower() or not keys.lemma(self.words[0][0])[:1].isupper()


def _gap(text: str, left: Word, right: Word) -> bool | None:
    is_strict = left[0] in _STRICT_SIGNS or right[0] in _STRICT_SIGNS
    if is_strict or (words.is_unspaced(left[0]) and words.is_unspaced(right[0])):
        return _has_space(text, left, right)
    return None


def _has_space(text: str, left: Word, right: Word) -> bool:
    """Is there a space between two words? A line break is none: unspaced scripts break anywhere."""
    return any(sign.isspace() and sign not in "\r\n" for sign in text[left[2] : right[1]])


def _is_linked(text: str, word: Word, links: frozenset[str] | str) -> bool:
    """Does a link tie the word to a letter or digit beside it? An English 's does not."""
    _, start, end = word
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if len(before) == 2 and before[1] in links and before[0].isalnum():
        return True
    if len(after) < 2 or after[0] not in links or not after[1].isalnum():
        return False
    return not (after[0] in words.APOSTROPHES and text[end + 1 : end + 3].rstrip().lower() in ("s", "s."))
