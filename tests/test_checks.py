"""What the checks say: tables of examples, and the laws that hold for all of them."""

import pytest

from tests.checks import rows
from tests.checks.rows import Row, context, issues, places
from translate_flow import checks
from translate_flow.errors import UsageError
from translate_flow.model import (
    Code,
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


@pytest.mark.parametrize("check", rows.AVAILABLE, ids=lambda check: check.id)
def test_a_check_is_documented_in_sentences(check: checks.Check) -> None:
    first = check.doc.split("\n", 1)[0]
    assert len(first) > 30
    assert check.doc.endswith((".", ")"))


def test_ids_are_unique() -> None:
    ids = [check.id for check in rows.AVAILABLE]
    assert len(ids) == len(set(ids))
