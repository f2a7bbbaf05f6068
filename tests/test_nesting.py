"""Mending of targets: well-nested whatever comes, nothing of the text lost, sound targets untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow import tagged
from translate_flow.formats.inline.nesting import mend
from translate_flow.model import Code
from translate_flow.tagged import Tag, TagKind

CODES = (
    Code(1, "<b>", "</b>"),
    Code(2, "<i>", "</i>"),
    Code(3, "<img/>"),
    Code(4, "<br/>", is_deletable=True),
    Code(5, "<note/>"),
)


def mended(text, repeatable=()):
    return "".join(str(part) for part in mend(tagged.parse(text, CODES), CODES, repeatable))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a{1}b{/1}{3}{5}", "a{1}b{/1}{3}{5}"),
        ("{1}a{2}b{/2}c{/1}{3}{5}", "{1}a{2}b{/2}c{/1}{3}{5}"),
        ("{1}a{2}b{/1}c{/2}{3}{5}", "{1}a{2}b{/2}{/1}{2}c{/2}{3}{5}"),
        ("{1}a{3}{5}", "{1}a{3}{5}{/1}"),
        ("a{/1}b{3}{5}", "ab{3}{5}"),
        ("{/1}a{1}{3}{5}", "a{1}{3}{5}{/1}"),
        ("{1}a{1}b{/1}c{/1}{3}{5}", "{1}ab{/1}c{3}{5}"),
        ("{1}a{/1}b{1}c{/1}{3}{5}", "{1}a{/1}b{1}c{/1}{3}{5}"),
        ("{1}{/1}a{2}{1}{/1}{/2}{3}{5}", "a{3}{5}"),
        ("{3}a{3}{5}", "{3}a{5}"),
        ("a", "a{3}{5}"),
        ("{5}a", "{5}a{3}"),
        ("", "{3}{5}"),
        ("{4}a{4}{3}{5}", "{4}a{3}{5}"),
    ],
)
def test_mending(target, expected):
    assert mended(target) == expected


def test_repeatable_codes_may_stand_twice():
    assert mended("{4}a{4}{3}{5}", {4}) == "{4}a{4}{3}{5}"


TAGS = st.one_of(
    st.builds(Tag, st.sampled_from([1, 2]), st.sampled_from([TagKind.OPEN, TagKind.CLOSE])),
    st.builds(Tag, st.sampled_from([3, 4, 5]), st.just(TagKind.SINGLE)),
)


@given(st.lists(st.one_of(st.sampled_from(["a", "b c"]), TAGS)))
def test_what_comes_out_is_well_nested_and_says_the_same(parts):
    out = mend(parts, CODES)
    stack = []
    for part in out:
        if isinstance(part, Tag) and part.kind is TagKind.OPEN:
            assert part.id not in stack
            stack.append(part.id)
        elif isinstance(part, Tag) and part.kind is TagKind.CLOSE:
            assert stack.pop() == part.id
    assert not stack
    assert [part for part in out if isinstance(part, str)] == [part for part in parts if isinstance(part, str)]
    assert mend(out, CODES) == out
    singles = [part.id for part in out if isinstance(part, Tag) and part.kind is TagKind.SINGLE]
    assert len(singles) == len(set(singles))
    assert {3, 5} <= set(singles)
