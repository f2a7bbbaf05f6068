"""Plain text: every byte comes back, paragraphs are told apart as people do."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translate_flow import formats, segmentation
from translate_flow.errors import BadInput
from translate_flow.flow.articles import cut
from translate_flow.formats import Options, text
from translate_flow.model import Role

NOTHING = Options()
LINE_ENDS = ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]

any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
texts = st.lists(
    st.one_of(st.sampled_from(LINE_ENDS), st.sampled_from(["  ", "\t", "A b. C d.", "{1}", "é漢"]), any_text)
).map("".join)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])


def sources(data, options=NOTHING):
    return [unit.source for unit in formats.extract(text, data, options)]


@given(texts, encodings)
@example("a\r\rb\r\n\n  c \t", "utf-16")
def test_identity_and_echo(document, encoding):
    data = document.encode(encoding)
    formats.prove(text, data, NOTHING)


@given(texts, st.randoms(use_true_random=False))
def test_locality(document, random):
    data = document.encode()
    units = formats.extract(text, data, NOTHING)
    if not units:
        return
    chosen = random.choice(units)
    changed = formats.merge(text, data, {chosen.key: ("Xyzzy",)}, NOTHING)
    at = units.index(chosen)
    after = sources(changed)
    assert after[at] == "Xyzzy"
    assert [*after[:at], *after[at + 1 :]] == [unit.source for unit in [*units[:at], *units[at + 1 :]]]


@given(texts, st.sampled_from(["en", "ro", "zh", "th", "und"]))
def test_segments_and_tails_tile_each_unit(document, lang):
    for unit in formats.extract(text, document.encode(), NOTHING):
        spans = segmentation.split_tagged(unit.source, unit.codes, lang)
        assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
        assert spans[-1][1] == len(unit.source)
        segments = cut(unit, 1, lang)
        if segments and not unit.codes:
            assert "".join(segment.source + segment.tail for segment in segments) == unit.source


def test_a_line_is_a_paragraph():
    data = b"Headline\n\nFirst paragraph, quite long, with a full stop.\nSecond one.\n  indented third \n"
    assert sources(data) == [
        "Headline",
        "First paragraph, quite long, with a full stop.",
        "Second one.",
        "indented third",
    ]


WRAPPED = """The harbour wall

The harbour wall has stood since the spring of 1901, when the town was
hardly more than a row of sheds, and nobody can say who built it or why
it has no gate towards the sea.  It will be mended this year.

  - the council pays for the stones, which come by ship from a quarry to
    the north
  - the harbour pays for the rest
"""


PROSE = (
    "The harbour wall has stood since the spring of 1901, when the town was hardly more than a row of sheds, "
    "and nobody can say who built it or why it has no gate towards the sea.  It will be mended this year."
)


def test_hard_wrapped_lines_are_one_paragraph():
    assert sources(WRAPPED.encode()) == [
        "The harbour wall",
        PROSE,
        "the council pays for the stones, which come by ship from a quarry to the north",
        "the harbour pays for the rest",
    ]


def test_a_changed_paragraph_of_a_wrapped_text_is_wrapped_anew():
    units = formats.extract(text, WRAPPED.encode(), NOTHING)
    target = "Consiliul plătește pietrele, care vin cu vaporul de la o carieră aflată departe, spre nord, lângă far"
    out = formats.merge(text, WRAPPED.encode(), {units[2].key: (target,)}, NOTHING).decode()
    lines = out.split("\n")
    assert max(map(len, lines)) <= 72
    assert sum(line.startswith("    ") for line in lines) == 1  # the item goes on under its text
    assert sources(out.encode())[2] == target


@pytest.mark.parametrize("source", ["SEO pe scurt\nUn rând scurt\nAlt rând\n", "Ana\nBucharest\nRomania\n"])
def test_short_lines_are_not_taken_for_wrapped_ones(source):
    assert len(sources(source.encode())) == 3


def test_unspaced_scripts_join_wrapped_lines_without_a_space():
    line = "今天下午市议会在市政厅召开会议讨论了新的港口建设计划以及相关的环境保护问题并听取了各方面"
    joined = sources(f"{line}\n{line}\n{line}\n".encode())
    assert joined in ([line * 3], [line] * 3)


@pytest.mark.parametrize(
    ("document", "role"),
    [
        ("Headline here\n\nText that follows.\n", Role.HEADLINE),
        ("Headline here\nA paragraph that is far longer than the headline above it.\n", Role.HEADLINE),
        ("A sentence with a stop.\n\nText that follows.\n", Role.PARAGRAPH),
        ("Only one line", Role.PARAGRAPH),
    ],
)
def test_headlines(document, role):
    assert formats.extract(text, document.encode(), NOTHING)[0].role is role


@pytest.mark.parametrize("line_end", LINE_ENDS[:3])
@pytest.mark.parametrize("gap", [1, 2])
@pytest.mark.parametrize("final", [0, 1])
def test_the_credit_stands_as_the_last_paragraphs_do(line_end, gap, final):
    document = f"Head{line_end * 2}One.{line_end * gap}Two.{line_end * final}"
    out = formats.merge(text, document.encode(), {}, NOTHING, "Translation by Ana").decode()
    assert out == f"Head{line_end * 2}One.{line_end * gap}Two.{line_end * gap}Translation by Ana{line_end * final}"


def test_a_target_with_line_breaks_uses_those_of_the_text():
    data = b"One.\r\nTwo.\r\n"
    key = formats.extract(text, data, NOTHING)[0].key
    assert formats.merge(text, data, {key: ("a\nb",)}, NOTHING) == b"a\r\nb\r\nTwo.\r\n"


def test_equal_paragraphs_have_keys_of_their_own():
    data = b"Again.\nAgain.\n"
    first, second = formats.extract(text, data, NOTHING)
    assert formats.merge(text, data, {second.key: ("X",)}, NOTHING) == b"Again.\nX\n"
    assert formats.extract(text, b"New.\nAgain.\nAgain.\n", NOTHING)[1].key == first.key


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"caf\xe9 noir", ["Byte 3", "0xE9", "--encoding"]),
        ("Привет, мир. Это обычный русский текст без всякой хитрости.".encode("cp1251"), ["Byte 0", "--encoding"]),
        (b"abc\0def", ["NUL", "byte 3"]),
        ("text in UTF-16".encode("utf-16-le"), ["--encoding utf-16-le"]),
        (b"\xff\xfe\x00\xd8", ["utf-16"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["Byte 0"]),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data, words):
    with pytest.raises(BadInput) as refused:
        formats.prove(text, data, NOTHING)
    said = f"{refused.value.message} {refused.value.hint}"
    assert all(word in said for word in words), said


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "iso-8859-2", "utf-16-be", "gb18030", "shift_jis", "koi8-r"])
def test_a_named_encoding_is_used_both_ways(encoding):
    document = {"cp1251": "Привет.", "koi8-r": "Привет.", "shift_jis": "日本。"}.get(encoding, "Caf.")
    data = document.encode(encoding)
    options = Options(encoding=encoding)
    formats.prove(text, data, options)
    assert sources(data, options) == [document]


def test_letters_that_the_encoding_lacks_are_named():
    data = b"caf\xe9"
    options = Options(encoding="cp1252")
    key = formats.extract(text, data, options)[0].key
    with pytest.raises(BadInput, match=r"'ș' \(U\+0219\).*cp1252"):
        formats.merge(text, data, {key: ("mușețel",)}, options)
    utf8 = formats.merge(text, data, {key: ("mușețel",)}, Options(encoding="cp1252", output_encoding="utf-8"))
    assert utf8 == "mușețel".encode()


def test_a_literal_tag_is_protected():
    [unit] = formats.extract(text, b"Set {7} and {/7} here.", NOTHING)
    assert unit.source == "Set {1} and {2} here."
    assert [code.data for code in unit.codes] == ["{7}", "{/7}"]


class Careless:
    """A format that loses a final line break, and writes equal texts in its own way."""

    NAME, EXTENSIONS = "careless", (".care",)

    def sniff(self, data):
        return False

    def walk(self, data, visit, options):
        parts = visit(formats.Unit(data.decode().rstrip("\n")))
        return data if parts is None else "".join(map(str, parts)).encode()


def test_a_file_that_would_not_come_back_is_refused_with_the_place():
    formats.prove(Careless(), b"abc", NOTHING)
    with pytest.raises(BadInput, match="echoed, it differs from byte 3 on"):
        formats.prove(Careless(), b"abc\n", NOTHING)
