"""The demo that ships: article, targets, glossary and finished texts fit together."""

import csv
import re
from pathlib import Path

import pytest

from translate_flow.credit import recognise, render
from translate_flow.formats import Options, extract, merge, text

DEMO = Path(__file__).parents[1] / "projects" / "demo"
ARTICLE = (DEMO / "articles/river-ferry.txt").read_bytes()
TRANSLATORS = {"ro": "Ana Munteanu", "uk": "Олеся Гнатюк"}
LANGUAGES = list(TRANSLATORS)
# letters that the inflected words of the targets share, with the terms that they are forms of
STEMS = {
    "ro": {
        "viitură": "viitur",
        "consiliu": "consili",
        "punct": "punct",
        "conferință": "conferinț",
        "declarație": "declarați",
        "autorități": "autorități",
        "grant": "grant",
    },
    "uk": {
        "повінь": "пов[іе]н",
        "пристань": "пристан",
        "міська": "міськ",
        "міський": "міськ",
        "рада": "рад",
        "угода": "угод",
        "пункт": "пункт",
        "пресконференція": "пресконференці",
        "заява": "заяв",
        "грант": "грант",
    },
}
QUOTES = {"ro": ("„", "”"), "uk": ("«", "»")}


def segments(language: str) -> list[tuple[str, str]]:
    header, *rows = (DEMO / f"targets/river-ferry.{language}.tsv").read_text("utf-8").splitlines()
    assert header == f"segment\ten\t{language}"
    cells = [row.split("\t") for row in rows]
    assert [int(number) for number, _, _ in cells] == list(range(1, len(cells) + 1))
    return [(source, target) for _, source, target in cells]


def terms(language: str) -> list[dict[str, str]]:
    with (DEMO / f"glossary/demo.en-{language}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holds(target: str, term: str, language: str) -> bool:
    """Do forms of the term's words follow each other in the target?"""
    words = [STEMS[language].get(word, re.escape(word)) + r"\w*" for word in term.split()]
    return bool(re.search(r"\b" + r"\s+".join(words), target, re.IGNORECASE))


def test_the_article_has_a_headline_and_seven_paragraphs_with_what_makes_segmentation_hard() -> None:
    lines = ARTICLE.decode().split("\n")
    assert [index for index, line in enumerate(lines) if not line] == [1, len(lines) - 1]
    assert len(lines) == 10
    assert all(hard in ARTICLE.decode() for hard in ("U.S. ", "Dr. ", "a.m. ", "p.m. ", "1.5 ", "1,900", "“"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_are_the_article_s_sentences_in_order(language: str) -> None:
    sources = iter([source for source, _ in segments(language)])
    for line in filter(None, ARTICLE.decode().split("\n")):
        joined = next(sources)
        while len(joined) < len(line):
            joined += " " + next(sources)
        assert joined == line
    assert list(sources) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_and_credit_make_the_expected_text(language: str) -> None:
    pairs = iter(segments(language))
    targets = {}
    for unit in extract(text, ARTICLE, Options()):
        source, target = next(pairs)
        while len(source) < len(unit.source):
            following = next(pairs)
            source, target = f"{source} {following[0]}", f"{target} {following[1]}"
        targets[unit.key] = (target,)
    credit = render([TRANSLATORS[language]], language)
    expected = (DEMO / f"expected/river-ferry.{language}.txt").read_bytes()
    assert merge(text, ARTICLE, targets, Options(), credit) == expected
    last = expected.decode().splitlines()[-1]
    assert recognise(last).names == TRANSLATORS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_use_the_glossary(language: str) -> None:
    used = 0
    for term in terms(language):
        for source, target in segments(language):
            if not re.search(rf"\b{term['en']}(s|es)?\b", source, re.IGNORECASE):
                continue
            has_term = holds(target, term[language], language)
            assert has_term is (term["status"] != "deprecated"), (term, target)
            used += 1
    assert used >= len(terms(language))
    assert 10 <= len(terms(language)) <= 15
    assert {"deprecated", "do-not-translate"} <= {term["status"] for term in terms(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_follow_the_conventions_of_their_language(language: str) -> None:
    opening, closing = QUOTES[language]
    for source, target in segments(language):
        assert source.count("“") == target.count(opening)
        assert source.count("”") == target.count(closing)
        assert not re.search(r'["“]|\d\.\d\d?\b(?!\d)|\.\.\.| {2}', target)
        assert source[-1].isalpha() == target[-1].isalpha()
    whole = " ".join(target for _, target in segments(language))
    assert {"ro": "250.000 de dolari", "uk": "250\N{NO-BREAK SPACE}000 доларів"}[language] in whole
    assert not set(whole) & set("şţŞŢыэёъ")
