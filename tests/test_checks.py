"""What the checks say: tables of examples, and the laws that hold for all of them."""

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks import corpus, faults, rows
from tests.checks.rows import Row, context, issues, mended, places
from translate_flow import checks
from translate_flow.checks import Others
from translate_flow.errors import UsageError
from translate_flow.model import (
    Code,
    Issue,
    Role,
    SegmentTerm,
    Severity,
    Side,
    State,
    Term,
    TermHit,
    TermStatus,
)

TABLES = sorted(path.name for path in rows.HERE.glob("*.rows"))


@pytest.mark.parametrize("row", [row for name in TABLES for row in rows.read(name)], ids=lambda row: row.id)
def test_row(row: Row) -> None:
    segment = context(row.source, row.target, row.source_language, row.target_language)
    assert places(issues(segment, row.check), segment) == row.places


@pytest.mark.parametrize("state, target", [(State.INITIAL, "Pa pa pa"), (State.INITIAL, ""), (State.TRANSLATED, " ")])
def test_a_segment_without_a_confirmed_target_is_untranslated_and_nothing_else(state: State, target: str) -> None:
    found = issues(context("25 men left!", target, state=state))
    assert [(issue.check, issue.severity) for issue in found] == [("untranslated", Severity.ERROR)]


BOLD = Code(1, "**", "**")
BREAK = Code(2, "\\\n", is_movable=False)


@pytest.mark.parametrize(
    "target, expected",
    [
        ("A {1}plecat{/1}{2} acasă.", ()),
        ("A {1}plecat{2} acasă.", ("s:{/1}",)),
        ("A {1}plecat{/1} acasă.", ("s:{2}",)),
        ("A {1}ple{1}cat{/1}{2} acasă.", ("t:{1}",)),
        ("A {/1}plecat{1}{2} acasă.", ("t:{1}",)),
    ],
)
def test_inline_codes(target: str, expected: tuple[str, ...]) -> None:
    segment = context("He {1}left{/1}{2} home.", target, codes=(BOLD, BREAK))
    found = issues(segment, "codes")
    assert places(found, segment) == expected
    assert all(issue.severity is Severity.ERROR for issue in found)


def test_offsets_point_into_the_tagged_text() -> None:
    segment = context("He {1}left{/1}.", "A  {1}plecat {/1}.", codes=(BOLD,))
    assert [(issue.check, issue.start, issue.end) for issue in issues(segment)] == [
        ("spaces", 1, 3),
        ("spaces", 12, 13),
    ]


def test_a_fix_never_takes_a_tag_away() -> None:
    segment = context("He {1}left{/1} home.", "A {1} plecat{/1} acasă.", codes=(BOLD,))
    (issue,) = issues(segment, "spaces")
    assert issue.fix is None


SOURCE_TERM = Term("ceasefire", "en", 1, id=1)
PREFERRED = Term("armistițiu", "ro", 1, id=2)
FORBIDDEN = Term("încetarea focului", "ro", 1, TermStatus.DEPRECATED, id=3)
NAME = Term("Kyiv Independent", "en", 2, TermStatus.DO_NOT_TRANSLATE, id=4)


def with_terms(source: str, target: str, *target_hits: TermHit) -> checks.Context:
    terms = [
        SegmentTerm(TermHit(term, source.index(term.text), source.index(term.text) + len(term.text)), targets)
        for term, targets in ((SOURCE_TERM, (PREFERRED, FORBIDDEN)), (NAME, ()))
        if term.text in source
    ]
    return context(source, target, terms=tuple(terms), target_terms=target_hits)


def test_a_term_without_its_translation_is_shown_in_the_source() -> None:
    segment = with_terms("A ceasefire holds.", "Pacea ține.")
    (issue,) = issues(segment, "terminology")
    assert (issue.side, issue.start, issue.end, issue.severity) == (Side.SOURCE, 2, 11, Severity.WARNING)
    assert "armistițiu" in issue.message
    assert "focului" not in issue.message


def test_an_inflected_term_counts_as_used() -> None:
    assert not issues(with_terms("A ceasefire holds.", "Armistițiul ține.", TermHit(PREFERRED, 0, 11)), "terminology")


def test_a_forbidden_term_is_an_error_where_it_stands() -> None:
    text = "Armistițiu: încetarea focului ține."
    segment = with_terms("A ceasefire holds.", text, TermHit(PREFERRED, 0, 10), TermHit(FORBIDDEN, 12, 29))
    (issue,) = issues(segment, "terminology")
    assert (issue.side, issue.start, issue.end, issue.severity) == (Side.TARGET, 12, 29, Severity.ERROR)
    assert "armistițiu" in issue.message


def test_a_word_that_must_not_be_translated_is_an_error_in_the_source() -> None:
    segment = with_terms("The Kyiv Independent said so.", "Independentul de Kiev a spus-o.")
    (issue,) = issues(segment, "terminology")
    assert (issue.side, issue.start, issue.end, issue.severity) == (Side.SOURCE, 4, 20, Severity.ERROR)
    assert not issues(with_terms("The Kyiv Independent said so.", "A spus-o The Kyiv Independent."), "terminology")


def test_a_role_may_have_a_limit() -> None:
    segment = context(
        "Talks begin today",
        "Negocierile încep azi",
        role=Role.HEADLINE,
        settings={"limits": {"headline": 12}},
    )
    (issue,) = issues(segment, "length")
    assert (issue.start, issue.end) == (12, 21)
    assert "12" in issue.message


def test_a_project_switches_checks_off_and_changes_severities() -> None:
    table = {
        "spaces": "off",
        "end-punctuation": "error",
        "numbers": True,
        "quotes": False,
        "headline-style": "title",
    }
    wanted = checks.severities(table, rows.AVAILABLE[:])
    assert wanted["spaces"] is None
    assert wanted["quotes"] is None
    assert wanted["end-punctuation"] is Severity.ERROR
    assert "numbers" not in wanted
    segment = context("He left.", "A plecat  acasă")
    found = list(checks.run(segment, rows.AVAILABLE, wanted))
    assert [(issue.check, issue.severity) for issue in found] == [("end-punctuation", Severity.ERROR)]


def test_a_severity_that_is_none_is_refused_with_the_name_of_the_check() -> None:
    with pytest.raises(UsageError, match="spaces"):
        checks.severities({"spaces": "loud"}, rows.AVAILABLE)


def test_a_key_that_is_no_check_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="spacs"):
        checks.severities({"spacs": "off"}, rows.AVAILABLE)


@pytest.mark.parametrize("check", rows.AVAILABLE, ids=lambda check: check.id)
def test_a_check_is_documented_in_sentences(check: checks.Check) -> None:
    first = check.doc.split("\n", 1)[0]
    assert len(first) > 30
    assert check.doc.endswith((".", ")"))


def test_ids_are_unique() -> None:
    ids = [check.id for check in rows.AVAILABLE]
    assert len(ids) == len(set(ids))


def test_a_decomposed_letter_is_put_together() -> None:
    segment = context("He knows.", "E s\u0327tiut a\u0306.".replace("s\u0327", "s\u0326"))
    found = issues(segment, "decomposed-letters")
    assert mended(segment, found) == "E știut ă."


def test_marks_without_a_composed_form_are_left_alone() -> None:
    assert not issues(context("Castle.", "За\u0301мок.", target_language="ru"), "decomposed-letters")


@pytest.mark.parametrize(
    "style, target, expected",
    [
        ("title", "Talks begin in Geneva today", ("t:begin", "t:today")),
        ("title", "Talks Begin in Geneva Today", ()),
        ("sentence", "Talks Begin Today Near Geneva", ("t:Begin Today Near Geneva",)),
        ("sentence", "Talks begin in Geneva today", ()),
        (None, "Talks Begin today Near Geneva", ()),
    ],
)
def test_headlines_keep_to_the_house_rule(style: str | None, target: str, expected: tuple[str, ...]) -> None:
    house = {"headline-style": style} if style else {}
    segment = context("Încep negocierile", target, "ro", "en", role=Role.HEADLINE, settings=house)
    assert places(issues(segment, "headline-capitals"), segment) == expected


def test_the_house_may_ask_for_one_kind_of_ellipsis() -> None:
    segment = context("Wait...", "Așteptați...", settings={"ellipsis-style": "…"})
    found = issues(segment, "ellipsis")
    assert mended(segment, found) == "Așteptați…"


JOB = [
    (1, "The talks began.", "Negocierile au început astăzi la Geneva."),
    (2, "The talks began.", "Discuțiile au început."),
    (3, "Nobody knew about it in 1987.", "Negocierile au început astăzi la Geneva."),
    (4, "He was born in 1951 here.", "S-a născut aici în 1987."),
    (5, "the talks  began.", "negocierile au început astăzi la  Geneva."),
]


@pytest.mark.parametrize(
    "number, expected",
    [
        (1, {"inconsistent-target", "shared-target"}),
        (2, {"inconsistent-target"}),
        (3, {"shared-target"}),
        (4, {"misplaced"}),
        (5, {"inconsistent-target", "shared-target"}),
    ],
)
def test_segments_are_compared_with_the_others(number: int, expected: set[str]) -> None:
    _, source, target = JOB[number - 1]
    segment = context(source, target, number=number, others=Others.of(JOB))
    found = issues(segment, "inconsistent-target", "shared-target", "misplaced")
    assert {issue.check for issue in found} == expected


def test_unconfirmed_segments_do_not_count_as_others() -> None:
    others = Others.of([(1, "The talks began.", "Au început."), (2, "The talks began.", "")])
    assert not issues(context("The talks began.", "Au început.", others=others), "inconsistent-target")


def alarms(source: str, target: str, name: str) -> list[Issue]:
    pairs = list(corpus.pairs(source, target, name))
    others = Others.of((number, *pair) for number, pair in enumerate(pairs, 1))
    segments = (context(*pair, source, target, number=number, others=others) for number, pair in enumerate(pairs, 1))
    return [issue for segment in segments for issue in issues(segment) if issue.severity is not Severity.INFO]


@pytest.mark.parametrize(
    "name, source, target",
    [(name, *pair) for name, languages in corpus.TEXTS.items() for pair in itertools.permutations(languages, 2)],
)
def test_clean_translations_are_left_in_peace(name: str, source: str, target: str) -> None:
    found = alarms(source, target, name)
    assert not [issue for issue in found if issue.severity is Severity.ERROR]
    assert len(found) <= len(corpus.blocks(name)) // 50


def test_clean_translations_into_further_languages_are_left_in_peace() -> None:
    pairs = [
        pair
        for block in corpus.world()
        for tag, text in block.items()
        if tag != "en"
        for pair in ((block["en"], text, "en", tag), (text, block["en"], tag, "en"))
    ]
    found = [issue for pair in pairs for issue in issues(context(*pair)) if issue.severity is not Severity.INFO]
    assert not [issue for issue in found if issue.severity is Severity.ERROR]
    assert len(found) <= len(pairs) // 50


def test_a_finished_article_is_left_in_peace() -> None:
    path = Path(__file__).resolve().parents[1].parent / "shared/articles/us-russia-negotiations.ro-en.tsv"
    if not path.exists():
        pytest.skip("the shared articles are not here")
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [(row["ro"], row["en"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    assert not [issue for pair in pairs for issue in issues(context(*pair, "ro", "en"))]


def test_seeded_faults_are_found_by_the_right_check() -> None:
    seeded = [one for name in corpus.TEXTS for one in faults.seed(name)]
    missed = [one for one in seeded if not one.was_found]
    assert len({one.fault.name for one in seeded}) >= 20
    assert len(seeded) >= 200
    assert len(missed) <= 0.05 * len(seeded), missed[:5]


SAFE = [
    *("space doubled", "space before comma", "space missing behind comma", "french space missing"),
    *("word doubled", "cedilla", "accent apart", "zero width space", "small letter first"),
    *("letter of the other alphabet", "end mark left out", "marks of the source", "notation kept"),
]


@pytest.mark.parametrize("name", SAFE)
def test_a_fix_gives_the_clean_text_back(name: str) -> None:
    (fault,) = [one for one in faults.FAULTS if one.name == name]
    tried = mended_well = 0
    for language in corpus.LANGUAGES[1:]:
        for source, target in corpus.pairs("en", language):
            spoilt = fault.spoil(source, target, language)
            if spoilt:
                segment = context(source, spoilt, "en", language)
                found = [issue for issue in issues(segment) if issue.check in fault.checks and issue.fix is not None]
                if found:
                    tried += 1
                    mended_well += mended(segment, found) == target
    assert tried
    assert mended_well >= 0.95 * tried


@settings(max_examples=40)
@given(
    st.text(alphabet="aăA1 2,.;:!?“”„«»'\"()[]-–—%$€\u00a0\u200b的。3万xIVд\n"),
    st.text(alphabet="șb1 2,.!?„”«»()-%€\u202f10kmд।"),
)
def test_no_text_breaks_a_check_and_all_places_lie_in_it(source: str, target: str) -> None:
    for source_language, target_language in (("en", "ro"), ("fr", "ru"), ("ja", "fr"), ("de", "ar")):
        for issue in issues(context(source, target, source_language, target_language)):
            text = source if issue.side is Side.SOURCE else target
            assert 0 <= issue.start <= issue.end <= len(text)
            assert issue.message
