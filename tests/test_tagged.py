"""Tagged text: laws of parse, render, renumber, plain, compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow import tagged
from translate_flow.model import Code
from translate_flow.tagged import Builder, Tag, TagKind

pieces = st.lists(
    st.one_of(
        st.tuples(st.just("text"), st.text("ab {}/12")),
        st.tuples(st.just("single"), st.sampled_from(["<br/>", "{9}", ""])),
        st.tuples(st.just("pair"), st.sampled_from(["<b>", "<i>"])),
    ),
    max_size=8,
)


def built(items):
    """A unit from pieces, with the native text that it stands for."""
    builder, native = Builder(), []
    for kind, value in items:
        if kind == "text":
            builder.text(value)
            native.append(value)
        elif kind == "single":
            builder.single(value)
            native.append(value)
        else:
            builder.open(value)
            builder.text("x")
            builder.close("</>")
            native += [value, "x", "</>"]
    return builder.source, builder.codes, "".join(native)


@given(pieces)
def test_render_gives_the_native_text_back(items):
    source, codes, native = built(items)
    assert tagged.render(tagged.parse(source, codes), codes) == native


@given(pieces)
def test_parts_written_out_are_the_text(items):
    source, codes, _ = built(items)
    assert "".join(str(part) for part in tagged.parse(source, codes)) == source


@given(pieces, st.data())
def test_a_piece_of_a_unit_finds_its_codes_again(items, data):
    source, codes, _ = built(items)
    starts = [0]
    for part in tagged.parse(source, codes):
        starts.append(starts[-1] + len(str(part)))
    start, end = sorted((data.draw(st.sampled_from(starts)), data.draw(st.sampled_from(starts))))
    piece = source[start:end]
    text, ids = tagged.renumber(piece, codes)
    back = "".join(str(part) for part in tagged.unit_parts(text, codes, ids))
    assert back == piece
    used = [part.id for part in tagged.parse(text, tagged.segment_codes(codes, ids)) if isinstance(part, Tag)]
    assert list(dict.fromkeys(used)) == list(range(1, len(ids) + 1))


@given(pieces)
def test_plain_offsets_lead_back(items):
    source, codes, _ = built(items)
    plain = tagged.plain(source, codes)
    for at, letter in enumerate(plain.text):
        place = plain.offset(at)
        assert 0 <= place < len(source)
        if not any(code.shown for code in codes):
            assert source[place] == letter


def test_offsets_in_what_a_code_shows_lead_into_the_code():
    plain = tagged.plain("On {1}, a {2}b{/2}.", [Code(1, "<date/>", shown="March 11"), Code(2, "<b>", "</b>")])
    assert plain.text == "On March 11, a b."
    places = [plain.offset(at) for at in range(len(plain.text) + 1)]
    assert places == [0, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 6, 7, 8, 9, 13, 18, 19]
    assert tagged.plain("{1}", [Code(1, "{11}", shown="{11}")]).offset(3) == 2


def test_unknown_numbers_are_literal():
    assert tagged.parse("a {1} {2} {/1} {01}", [Code(1, "<br>")]) == (
        "a ",
        Tag(1, TagKind.SINGLE),
        " {2} {/1} {01}",
    )


PAIR, BREAK, FIXED = Code(1, "<b>", "</b>"), Code(2, "<br>", is_deletable=True), Code(3, "<hr>", is_movable=False)


@pytest.mark.parametrize(
    ("target", "missing", "doubled", "crossed"),
    [
        ("{1}a{/1} {2}", 0, 0, 0),
        ("{1}a{/1}", 0, 0, 0),
        ("a {2}", 2, 0, 0),
        ("{1}a {2}", 1, 0, 0),
        ("{1}a{/1}{1}b{/1}{2}", 0, 2, 0),
        ("{/1}a{1}{2}", 0, 0, 1),
    ],
)
def test_compare(target, missing, doubled, crossed):
    found = tagged.compare("{1}a{/1} {2}", target, (PAIR, BREAK))
    assert (len(found.missing), len(found.doubled), len(found.crossed)) == (missing, doubled, crossed)


@pytest.mark.parametrize("code", [Code(1, "<br>"), Code(1, "<b>", "</b>")])
def test_one_text_is_parsed_by_the_codes_it_comes_with(code):
    is_paired = code.is_paired
    opening = Tag(1, TagKind.OPEN if is_paired else TagKind.SINGLE)
    closing = Tag(1, TagKind.CLOSE) if is_paired else "{/1}"
    for text in ("a", "a" * 10_000):  # of both, long ones are not kept
        found = tagged.parse(f"{text}{{1}}{{2}}{{/1}}", (code,))
        assert found == ((text, opening, "{2}", closing) if is_paired else (text, opening, "{2}{/1}"))


def test_equal_codes_are_one_in_a_set():
    assert len({PAIR, Code(PAIR.id, PAIR.data, PAIR.data_end), BREAK}) == 2


def test_pairs_that_overlap_are_crossed():
    codes = (PAIR, Code(2, "<i>", "</i>"))
    assert tagged.compare("{1}a{2}b{/2}{/1}", "{1}a{2}b{/1}{/2}", codes).crossed
    assert not tagged.compare("{1}a{2}b{/2}{/1}", "{2}a{1}b{/1}{/2}", codes)


def test_codes_that_may_not_move():
    codes = (FIXED, Code(4, "<p>", is_movable=False))
    assert tagged.compare("{3}a{4}", "{4}a{3}", codes).moved == (3, 4)


def test_halves_whose_other_half_stands_in_another_sentence():
    codes = (PAIR, Code(2, "<i>", "</i>"))
    assert not tagged.compare("a{/1} b{/2}", "b{/1} a{/2}", codes)
    assert tagged.compare("a{/1} b{/2}", "b{/2} a{/1}", codes).crossed
    assert not tagged.compare("{1}a {2}b{/2}", "{2}b{/2} {1}a", codes)
    assert not tagged.compare("a{/1}", "{/1}a", codes)
