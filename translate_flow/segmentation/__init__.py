"""Sentence segmentation: `split(text, lang)` gives spans that tile the text exactly."""

from itertools import pairwise

from translate_flow.segmentation.engine import Candidate, Rule, find_candidates, find_cuts
from translate_flow.segmentation.rules import Rules, load_rules, rules_for

__all__ = ["Candidate", "Rule", "Rules", "explain", "load_rules", "split"]


def split(text: str, lang: str, rules: Rules | None = None) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of a plain text; together they tile it.

    White space behind a sentence belongs to its span, leading white space to the first. `lang` is a BCP 47
    tag; `rules` replaces the built-in rules of the language. Linear in the length of the text.
    """
    if not text:
        return []
    edges = [0, *find_cuts(text, rules or rules_for(lang)), len(text)]
    return list(pairwise(edges))


def explain(text: str, lang: str, rules: Rules | None = None) -> list[Candidate]:
    """Every place where a sentence might end, with the rule that cuts or joins there."""
    return list(find_candidates(text, rules or rules_for(lang)))


def split_tagged(text: str, codes: object, lang: str, rules: Rules | None = None) -> list[tuple[int, int]]:
    """Spans of a tagged text."""
    return split(text, lang, rules)
