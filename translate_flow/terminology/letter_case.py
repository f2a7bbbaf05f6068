"""Upper and lower case of terms: does a place agree with a term, and which of two terms that differ in case only?"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from translate_flow.model import TermHit

# what may stand in front of a sentence's first word, back to the end of the sentence before
_SENTENCE_START = re.compile(r"(?:^|[.!?…:。\n][\"'”’»)\]]*\s)[\s\"'“„«‘‚(\[¿¡–—-]*\Z")
_LOOKED_AT = 12


@lru_cache(maxsize=65_536)
def agree_in_case(ours: str, theirs: str) -> bool:
    """Do the letters agree in case as far as the words are the same, at least the first ones?"""
    same = 0
    for our, their in zip(ours, theirs, strict=False):
        if our != their:
            if our.casefold() == their.casefold():
                return False
            break
        same += 1
    return same > 0 or ours[:1].isupper() == theirs[:1].isupper()


def best_cased(text: str, hits: Iterable[TermHit]) -> list[TermHit]:
    """The hits without those of terms for which another, differing in case only, fits the place better.

    *Polish* and *polish* each get their own places; at the start of a sentence `Polish` may be either.
    """
    kept: list[TermHit] = []
    for (start, end), group in groupby(hits, key=lambda hit: (hit.start, hit.end)):
        found = list(group)
        kept += _fitting(text, start, end, found) if len(found) > 1 else found
    return kept


def _fitting(text: str, start: int, end: int, hits: list[TermHit]) -> list[TermHit]:
    if len({hit.term.text.casefold() for hit in hits}) == len(hits):
        return hits
    variants: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        variants[hit.term.text.casefold()].add(hit.term.text)
    written = [text[start:end]]
    if written[0][:1].isupper() and _SENTENCE_START.search(text[max(0, start - _LOOKED_AT) : start]):
        written.append(written[0][:1].lower() + written[0][1:])
    good = {term: any(agree_in_case(term, each) for each in written) for terms in variants.values() for term in terms}
    return [
        hit
        for hit in hits
        if good[hit.term.text] or not any(good[other] for other in variants[hit.term.text.casefold()])
    ]
