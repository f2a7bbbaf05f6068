"""Sentence segmentation: `split(text, lang)` gives spans that tile the text exactly.

An own thin engine: one pattern finds the candidates, a handful of set look-ups decides at each. What a
language knows stands in `data/<lang>.txt`; docs/segmentation.md describes the rules and the files. It joins
rather than splits wrongly.
"""

from collections.abc import Sequence
from itertools import pairwise

from translate_flow.model import Code
from translate_flow.segmentation.codes import map_cuts, silent_tags
from translate_flow.segmentation.engine import Candidate, find_candidates, find_cuts
from translate_flow.segmentation.place import Rule
from translate_flow.segmentation.rules import Rules, load_rules, rules_for
from translate_flow.tagged import plain

__all__ = ["Candidate", "Rule", "Rules", "explain", "load_rules", "split", "split_tagged"]


def split(text: str, lang: str, rules: Rules | None = None) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of a plain text; together they tile it.

    White space behind a sentence belongs to its span, leading white space to the first. `lang` is a BCP 47
    tag; `rules` (see `load_rules`) replaces the built-in rules of the language. Linear in the length of the
    text.
    """
    if not text:
        return []
    edges = [0, *find_cuts(text, rules or rules_for(lang)), len(text)]
    return list(pairwise(edges))


def split_tagged(text: str, codes: Sequence[Code], lang: str, rules: Rules | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of a tagged text; together they tile it, and no tag is cut.

    Sentences are those of the text without its tags. An opening tag goes with the text behind it, a closing
    tag with the text before it, a standalone code with the text it touches; between two, with that before it.
    """
    if not codes:
        return split(text, lang, rules)
    bare = plain(text, codes)
    starts = (start for start, _ in split(bare.text, lang, rules)[1:])
    cuts = [(start, bare.offset(start)) for start in starts if not bare.is_inside_code(start)]
    edges = [0, *map_cuts(bare.text, cuts, silent_tags(text, codes)), len(text)]
    return list(pairwise(edges)) if text else []


def explain(text: str, lang: str, rules: Rules | None = None) -> list[Candidate]:
    """Every place where a sentence might end, with the rule that cuts or joins there.

    The cuts are those of `split`: `[c.end for c in explain(…) if c.is_cut]` are the starts of its spans.
    """
    return list(find_candidates(text, rules or rules_for(lang)))
