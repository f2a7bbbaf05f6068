"""Sentence segmentation.

`tests/segmentation/<lang>.txt` hold cases that people write: a line `===` (with a name, if it has one) begins a
case, a line `---` separates its segments. The text of a case is its segments joined by one space; cutting it must
give the segments back.
"""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.errors import BadInput
from translate_flow.model import Code
from translate_flow.segmentation import Rule, explain, load_rules, split, split_tagged
from translate_flow.segmentation.rules import rules_for
from translate_flow.tagged import Tag, parse, plain

CASES = Path(__file__).parent / "segmentation"
SHARED = Path(__file__).parents[1].parent / "shared"
DATA = Path(sys.modules[split.__module__].__file__ or "").parent / "data"


def read_cases(path):
    for block in path.read_text("utf-8").split("===")[1:]:
        lines = block.split("\n")[1:]
        yield [part.strip() for part in "\n".join(lines).split("---") if part.strip()]


def sentences(text, lang, rules=None):
    return [text[start:end].strip() for start, end in split(text, lang, rules)]


def case_parameters():
    for path in sorted(CASES.glob("*.txt")):
        for wanted in read_cases(path):
            yield pytest.param(path.stem, wanted, id=f"{path.stem}: {wanted[0][:40]}")


@pytest.mark.parametrize(("lang", "wanted"), list(case_parameters()))
def test_case(lang, wanted):
    assert sentences(" ".join(wanted), lang) == wanted


@pytest.mark.parametrize("lang", "en ro ru uk de fr es pl".split())
def test_every_main_language_has_sixty_sentences(lang):
    assert sum(map(len, read_cases(CASES / f"{lang}.txt"))) >= 60
