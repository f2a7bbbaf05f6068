"""Sentence segmentation: laws on any text, linear time, and the data that lies beside the repository."""

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.model import Code
from translate_flow.segmentation import explain, split, split_tagged
from translate_flow.tagged import Tag, parse, plain

SHARED = Path(__file__).parents[1].parent / "shared"
DATA = Path(sys.modules[split.__module__].__file__ or "").parent / "data"
CODES = (
    Code(1, "<b>", "</b>"),
    Code(2, "<i>", "</i>"),
    Code(3, "<img>"),
    Code(4, "<br>", shown=" "),
    Code(5, "{1}", shown="{1}"),
)


def sentences(text, lang):
    return [text[start:end].strip() for start, end in split(text, lang)]


# ---- laws

LANGS = [*sorted(path.stem for path in DATA.glob("*.txt")), "xx"]
ALPHABET = st.sampled_from(
    [
        *" .!?…\"'“”«»()[]\n\t\u00a0-—–,;:。！？」「）（《》।॥؟۔։།።",
        *"aAzZéÉяЯ的かไआعѓ1５0",
        *("{1}", "{/1}", "{3}"),
    ]
)
WORDS = st.sampled_from(
    [
        " Dr.",
        " U.S.",
        " etc. ",
        " The",
        " г. ",
        "т. д. ",
        " 3. ",
        "XIV. ",
        "Yahoo! ",
        "...",
        ". ",
        ".” ",
        " i",
        "z. B. ",
        "Pkt. ",
        "pr. Kr. ",
        "5 kr. ",
        "5 p.m. Lunch is",
        "Lindenstr. 5",
        "wait...What",
        "Aa..A",
        "слово.Слово",
        "ایم۔ ",
        ". ایل۔0",
        "पु. ल. ",
        "句。ab ",
        "(!) ",
        "B and C. ",
        " the U.S. President Biden",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(ALPHABET, WORDS), max_size=60).map("".join))


def assert_tiles(text, spans):
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans)
    assert all(left[1] == right[0] for left, right in pairwise(spans))
    assert not text or (spans[0][0], spans[-1][1]) == (0, len(text))


@given(TEXTS, st.sampled_from(LANGS))
def test_spans_tile_any_text(text, lang):
    spans = split(text, lang)
    assert_tiles(text, spans)
    if text.strip():
        assert all(text[a:b].strip() for a, b in spans), "a span of white space alone"
        assert all(not text[a].isspace() for a, _ in spans[1:])


@given(TEXTS, st.sampled_from(LANGS))
def test_explain_agrees_with_split(text, lang):
    assert [c.end for c in explain(text, lang) if c.is_cut] == [start for start, _ in split(text, lang)[1:]]


@given(TEXTS, st.sampled_from(["en", "de", "zh"]))
def test_tagged_spans_tile_and_cut_no_tag(text, lang):
    spans = split_tagged(text, CODES, lang)
    assert_tiles(text, spans)
    whole = [part for part in parse(text, CODES) if isinstance(part, Tag)]
    pieces = [part for a, b in spans for part in parse(text[a:b], CODES) if isinstance(part, Tag)]
    assert pieces == whole
    assert len(spans) == max(1, len(split(plain(text, CODES).text, lang))) or not text


@given(TEXTS)
def test_text_without_codes_is_cut_as_plain_text(text):
    assert split_tagged(text, (), "en") == split(text, "en")


@pytest.mark.parametrize(
    "piece",
    [
        ". ",
        "Dr. ",
        "(A. b ",
        '"No. ',
        "a.\t",
        "1. ",
        "。",
        "\n",
        ". [1] ",
        "т. ",
        "« . ",
        "A. ",
        "([{ ",
        " ' ",
        "... ",
        "пр. Kr. ",
    ],
)
def test_long_lines_take_linear_time(piece):
    """Twenty times the text may not take much more than twenty times the steps; a quadratic one takes 400."""

    def count_steps(text):
        steps = 0

        def count(*_):
            nonlocal steps
            steps += 1
            return count

        sys.setprofile(count)
        try:
            split(text, "en")
        finally:
            sys.setprofile(None)
        return steps

    assert count_steps(piece * 2000) <= 25 * count_steps(piece * 100) + 200


@pytest.mark.parametrize("piece", ["...", "a.", ".)", "[1]", "(", " \n", "…！", "word"])
def test_a_line_of_one_thing_comes_to_an_end(piece):
    """A pattern that goes back over its run would not come back from these before the day is over."""
    text = piece * 150_000
    assert_tiles(text, split(text, "en"))


# ---- what lies beside the repository


@pytest.mark.parametrize(("lang", "column"), [("ro", 1), ("en", 2)])
def test_articles(lang, column):
    folder = SHARED / "articles"
    if not folder.is_dir():
        pytest.skip("no ../shared/articles")
    rows = (folder / "us-russia-negotiations.ro-en.tsv").read_text("utf-8").splitlines()
    wanted = [row.split("\t")[column] for row in rows if row.split("\t")[0].isdigit()]
    lines = (folder / f"us-russia-negotiations.{lang}.txt").read_text("utf-8").splitlines()
    found = [sentence for line in lines if line.strip() for sentence in sentences(line, lang)]
    assert len(wanted) == 15
    assert found[:15] == wanted
    assert len(found) == (16 if lang == "en" else 15)  # the credit line


# treebanks that also cut where there is no stop, or not where there is one
HARD = {"hy": 98.7, "sv": 98.0, "id": 94.5, "en": 87.9, "tr": 42.0}
PLAIN = (
    "ar",
    "cs",
    "de",
    "el",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "ja",
    "ko",
    "nl",
    "pt",
    "ro",
    "ru",
    "uk",
    "vi",
    "zh",
)
FLOORS = dict.fromkeys(PLAIN, 99.3) | HARD


@pytest.mark.parametrize("lang", FLOORS)
def test_boundary_f1_on_treebanks(lang):
    folder = SHARED / "segmentation"
    if not folder.is_dir():
        pytest.skip("no ../shared/segmentation")
    hit = wrong = 0
    for row in map(json.loads, (folder / "dev" / f"{lang}.jsonl").read_text("utf-8").splitlines()):
        gold, start = {end for _, end in row["spans"]}, 0
        for line in row["text"].split("\n"):
            last = start + len(line.rstrip())
            wanted = {end for end in gold if start < end < last}
            found = {start + len(line[:end].rstrip()) for _, end in split(line, lang)} - {last, start}
            hit, wrong, start = hit + len(found & wanted), wrong + len(found ^ wanted), start + len(line) + 1
    assert 200 * hit / (2 * hit + wrong) >= FLOORS[lang]


def test_golden_rules():
    path = SHARED / "segmentation" / "golden_rules.jsonl"
    if not path.is_file():
        pytest.skip("no ../shared/segmentation")
    right = 0
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        wanted = [line.strip() for s in row["sentences"] for line in s.split("\n") if line.strip()]
        found = [s for line in row["text"].split("\n") for s in sentences(line, row["lang"]) if s]
        right += found == wanted
    assert right >= 268
