"""Similarity, masks, penalties, adaptation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.matching import (
    Names,
    Penalties,
    Query,
    difference,
    fit_tags,
    folded,
    normal,
    pattern,
    rank,
    score,
    variant_distance,
)
from translate_flow.model import Code, Entry

BOLD = (Code(1, "<b>", "</b>"),)
TEXT = st.text(alphabet="abc DEF123.,{}é€中", max_size=40)


def scored(source, entry_source, target="Ținta", *, codes=(), entry_codes=(), names=(), **extra):
    entry = Entry(entry_source, target, "en", "ro", entry_codes, **extra)
    known = Names(names) if names else None
    query = Query(pattern(source, codes, known), codes, "", "Next.", known)
    return score(query, entry, Penalties(), {})


@given(TEXT)
def test_a_text_is_its_own_exact_match(text):
    assert scored(text, text).score == 100


PIECES = st.sampled_from(
    ["a@b.org", "see ", "www.x.ro", "http://x.y/z?1", " 1,234.5", "Été", "E\u0301", ".", " ", "@", "//", "7"]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_folding_alone_is_what_the_pattern_holds(text):
    assert folded(text) == pattern(text).folded


@pytest.mark.parametrize(
    ("text", "address", "number"),
    [
        ("Ask a.b@c.org today", 1, 0),
        ("See www.x.ro/7 or 12", 1, 1),
        ("ftp://x.y/z", 1, 0),
        ("1,234.5 and 7 // 8", 0, 3),
    ],
)
def test_addresses_and_numbers_are_masked(text, address, number):
    made = pattern(text)
    assert (len(made.addresses), len(made.numbers)) == (address, number)


@given(TEXT, TEXT)
def test_only_equal_texts_reach_100(one, other):
    match = scored(one, other)
    assert (match.score >= 100) == (normal(one) == normal(other))
    assert 0 <= match.score <= 100


@given(TEXT, TEXT)
def test_similarity_has_no_direction(one, other):
    assert scored(one, other).similarity == pytest.approx(scored(other, one).similarity)


def test_two_normalisations_and_any_white_space_are_one_text():
    assert scored("Cafe\u0301 noir", " Café\u00a0 noir ").score == 100


def test_the_same_neighbours_make_101():
    assert scored("Yes.", "Yes.", before="", after="Next.").score == 101
    assert scored("Yes.", "Yes.", before="", after="Other.").score == 100
    assert scored("Yes.", "Yes.").score == 100


@pytest.mark.parametrize(
    ("source", "entry", "target", "wanted"),
    [
        ("It cost 12 euros.", "It cost 3 euros.", "A costat 3 euro.", "A costat 12 euro."),
        ("In 2024, 7 died.", "In 2019, 5 died.", "În 2019 au murit 5.", "În 2024 au murit 7."),
        ("It cost 2,500.75.", "It cost 1,234.50.", "A costat 1.234,50.", "A costat 2.500,75."),
        ("See https://a.org/x.", "See http://b.com/y.", "Vezi http://b.com/y.", "Vezi https://a.org/x."),
    ],
)
def test_numbers_and_addresses_are_adapted(source, entry, target, wanted):
    match = scored(source, entry, target)
    assert match.target == wanted
    assert match.score == 99
    assert match.adapted


@pytest.mark.parametrize(
    ("source", "entry", "target"),
    [
        ("From 4 to 9.", "From 3 to 3.", "De la 3 la 3."),  # one number became two
        ("It is 4.", "It is 3.", "Sunt trei."),  # written out
        ("It is 4.", "It is 3.", "Sunt 3, chiar 3."),  # twice
        ("It is 1,5.", "It is 3.", "Sunt 3,0."),
    ],
)
def test_what_is_in_doubt_is_not_adapted(source, entry, target):
    match = scored(source, entry, target)
    assert match.target == target
    assert not match.adapted
    assert match.penalties["numbers"] >= 1


@pytest.mark.parametrize(
    ("source", "entry", "target", "codes", "entry_codes", "wanted"),
    [
        ("The price is 15.", "The {1}price{/1} is 12.", "{1}Prețul{/1} e 12.", (), BOLD, "Prețul e 15."),
        ("The {1}price{/1} is 15.", "The price is 12.", "Prețul e 12.", BOLD, (), "Prețul e 15."),
    ],
)
def test_numbers_are_adapted_where_codes_differ_too(source, entry, target, codes, entry_codes, wanted):
    match = scored(source, entry, target, codes=codes, entry_codes=entry_codes)
    assert match.target == wanted
    assert match.adapted == (("12", "15"),)
    assert match.penalties == {"codes": 1}


def test_names_that_are_not_translated_are_adapted():
    match = scored("Install Orion now.", "Install Vega now.", "Instalați acum Vega.", names=["Orion", "Vega"])
    assert (match.target, match.score) == ("Instalați acum Orion.", 99)


def test_numbers_of_tags_are_left_alone():
    match = scored("{1}4{/1} a", "{1}1{/1} a", "{1}1{/1} b", codes=BOLD, entry_codes=BOLD)
    assert match.target == "{1}4{/1} b"


def test_letter_case_costs_a_little():
    match = scored("THE BRIDGE", "The bridge")
    assert (match.score, dict(match.penalties)) == (99, {"case": 1})


def test_codes_that_differ_cost_and_tags_are_fitted():
    match = scored("The bridge", "The {1}bridge{/1}", "{1}Podul{/1}", entry_codes=BOLD)
    assert match.target == "Podul"
    assert match.score < 100
    assert fit_tags("{1}x{/1}{2}", (*BOLD, Code(2, "<br>")), BOLD) == "{1}x{/1}"


def test_ranking_shows_each_target_once_and_the_best_first():
    matches = [scored("Yes.", text, target) for text, target in (("Yes.", "Da."), ("Yes!", "Da!"), ("Yes?", "Da."))]
    assert [match.target for match in rank(matches, 70)] == ["Da.", "Da!"]


@given(TEXT, TEXT)
def test_a_difference_holds_both_texts(one, other):
    parts = difference(one, other)
    assert "".join(text for mark, text in parts if mark in "=-") == one
    assert "".join(text for mark, text in parts if mark in "=+") == other


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("ro", "ro", 0),
        ("ro-MD", "ro", 1),
        ("pt", "pt-BR", 1),
        ("pt-PT", "pt-BR", 2),
        ("zh-CN", "zh-Hans", 2),
        ("zh-TW", "zh-Hant", 2),
        ("zh-CN", "zh-TW", None),
        ("sr-Latn", "sr", None),
        ("en", "ro", None),
    ],
)
def test_variants_of_a_language(one, other, distance):
    assert variant_distance(one, other) == distance
    assert variant_distance(other, one) == distance
