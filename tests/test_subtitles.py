"""SRT and VTT: the laws on files, what translators see, what players read afterwards."""

import json
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import conformance
from translate_flow import formats, tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Options, srt, vtt
from translate_flow.model import Role, Unit

FIXTURES = Path(__file__).parent / "fixtures"
FILES = sorted([*FIXTURES.glob("srt/*.srt"), *FIXTURES.glob("vtt/*.vtt")])
ENCODINGS = {"cyrillic-1251.srt": Options(encoding="windows-1251")}
LINES = [
    "The harbour was quiet that morning.",
    "- Did you see the <i>Aurora</i>?\n- No, nobody has.",
    "<i>It rained for two days, and\nthe streets stood under water.</i>",
    "{\\an8}Câți oameni au venit?\nVreo 1.200, după unii.",
    "Вона сказала: «Ні».\nІ пішла.",
    "港はその朝、静かだった。",
    "♪",
    "It is 5 < 6 & 7 > 3",
]
CREDIT = "Translation by A. *Ünal* & _Çelik_ [1]"
TIMING = re.compile(r"^.*-->.*$", re.MULTILINE)


def article_format(path: Path) -> formats.Format:
    return formats.named(path.suffix[1:])


def read(text: str, subtitle_format: formats.Format = srt) -> list[Unit]:
    return formats.extract(subtitle_format, text.encode(), Options())


def fill(text: str, *targets: str, subtitle_format: formats.Format = srt) -> str:
    """The document with these tagged targets for its units, in order."""
    waiting = iter(targets)

    def visit(unit: Unit) -> formats.Parts | None:
        return tagged.parse(next(waiting), unit.codes) if unit.source else None

    return subtitle_format.walk(text.encode(), visit, Options()).decode()


def cue(text: str) -> str:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n"


def composed() -> list[tuple[str, bytes]]:
    """Forty files as players' and editors' programs write them, by line break, mark, encoding and layout."""
    documents = []
    for number, (line_break, (codec, bom), gap) in enumerate(
        product(
            ("\n", "\r\n"),
            (("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")),
            (1, 2, 0),
        )
    ):
        cues = []
        for index in range(3 + number % 5):
            start = f"00:0{index}:0{number % 10},{index}00 --> 00:0{index}:59,999"
            cues.append(f"{index + 1}\n{start}\n{LINES[(index + number) % len(LINES)]}")
        text = ("\n" + "\n" * gap).join(cues) + "\n" * (number % 3)
        documents.append((f"srt-{number}", bom + text.replace("\n", line_break).encode(codec)))
        web = re.sub(r"(\d),(\d)", r"\1.\2", text) if gap else text.replace(",", ".")
        if gap:
            body = web.replace(" & ", " &amp; ").replace("5 <", "5 &lt;").replace("{\\an8}", "")
            documents.append((f"vtt-{number}", bom + f"WEBVTT\n\n{body}".replace("\n", line_break).encode(codec)))
    return documents


COMPOSED = composed()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_laws_hold_on_fixtures(path: Path) -> None:
    options = ENCODINGS.get(path.name, Options())
    if options.encoding:
        data = path.read_bytes()
        assert srt.walk(data, lambda unit: None, options) == data
        formats.prove(srt, data, options)
    else:
        conformance.laws(article_format(path), path.read_bytes(), credit=CREDIT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_units_are_those_written_beside_the_fixture(path: Path) -> None:
    options = ENCODINGS.get(path.name, Options())
    found = [
        {
            "source": unit.source,
            "codes": [[c.data, c.data_end] if c.is_paired else [c.data] for c in unit.codes],
        }
        for unit in formats.extract(article_format(path), path.read_bytes(), options)
    ]
    expected = json.loads(path.with_suffix(".units.json").read_text("utf-8"))
    assert found == expected


@pytest.mark.parametrize(("name", "data"), COMPOSED, ids=[name for name, _ in COMPOSED])
def test_laws_hold_on_composed_files(name: str, data: bytes) -> None:
    conformance.laws(formats.named(name[:3]), data, credit=CREDIT)


@pytest.mark.parametrize(("name", "data"), [pair for pair in COMPOSED if "srt" in pair[0]])
def test_srt_library_reads_the_same_times_and_the_new_texts(name: str, data: bytes) -> None:
    library = pytest.importorskip("srt")
    codec = "utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig"
    after = conformance.translate(srt, data)
    old = list(library.parse(data.decode(codec), ignore_errors=True))
    new = list(library.parse(after.decode(codec), ignore_errors=True))
    assert [(c.index, c.start, c.end) for c in old] == [(c.index, c.start, c.end) for c in new]
    assert all(
        (a.content != b.content) == any(letter.isalnum() for letter in a.content) for a, b in zip(old, new, strict=True)
    )


@pytest.mark.parametrize(
    ("name", "data"), [pair for pair in COMPOSED if "vtt" in pair[0] and b"\xff\xfe" not in pair[1]]
)
def test_webvtt_library_reads_the_same_times_and_the_new_texts(name: str, data: bytes, tmp_path: Path) -> None:
    library = pytest.importorskip("webvtt")
    before, after = tmp_path / "before.vtt", tmp_path / "after.vtt"
    before.write_bytes(data)
    after.write_bytes(conformance.translate(vtt, data))
    old, new = library.read(str(before)), library.read(str(after))
    assert [(c.identifier, c.start, c.end) for c in old] == [(c.identifier, c.start, c.end) for c in new]


def test_formats_are_recognised_by_content() -> None:
    assert all(path.suffix[1:] == formats.detect("upload", path.read_bytes()).NAME for path in FILES)
    assert formats.detect("notes", b"1\nThe first item\n").NAME == "text"


def test_lines_of_a_cue_are_one_sentence_to_the_translator() -> None:
    assert [unit.source for unit in read(cue("The harbour was\nquiet."))] == ["The harbour was quiet."]


def test_two_speakers_are_two_units_and_keep_their_lines_and_dashes() -> None:
    text = cue("- <i>Hi.</i>\n-Hello, Ana.")
    assert [unit.source for unit in read(text)] == ["Hi.", "Hello, Ana."]
    assert fill(text, "Salut.", "Bună, Ana.") == cue("- <i>Salut.</i>\n-Bună, Ana.")


def test_speakers_inside_one_pair_of_tags_keep_it() -> None:
    text = cue("<i>- Hi.\n- Hello,</i> you.")
    assert [unit.source for unit in read(text)] == ["Hi.", "Hello,{1} you."]
    assert fill(text, "A.", "B{1} c.") == cue("<i>- A.\n- B</i> c.")


@pytest.mark.parametrize("line", ["-5 degrees outside.", "-.5 is a half."])
def test_a_negative_number_is_no_speaker(line: str) -> None:
    assert [unit.source for unit in read(cue(f"It was\n{line}"))] == [f"It was {line}"]


def test_voices_are_speakers() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Fred>Hi.\n<v Bob>Bye.\n"
    assert [unit.source for unit in read(text, vtt)] == ["Hi.", "Bye."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Scurt."],
        ["A fost o dimineață liniștită,", "iar portul era încă gol."],
        ["Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"],
        ["Donaudampfschifffahrtsgesellschaft", "erhebt neue Gebühren"],
        ["那天早上港口很安静，街上一个人也没有，", "只有海鸥在叫，远处传来汽笛声。"],
    ],
)
def test_a_new_text_is_broken_into_balanced_lines(lines: list[str]) -> None:
    target = ("" if "，" in lines[0] else " ").join(lines)
    filled = fill(cue("The harbour."), target)
    assert filled == cue("\n".join(lines))
    assert [unit.source for unit in read(filled)] == [target]


@pytest.mark.parametrize("target", ["Prima\nși a doua", "Prima\r\n\r\n \nși a doua\n"])
def test_lines_that_the_translator_broke_stay_and_blank_ones_go(target: str) -> None:
    assert fill(cue("The harbour."), target) == cue("Prima\nși a doua")


def test_a_line_is_not_broken_where_the_break_would_look_like_a_speaker() -> None:
    target = "Era o zi cu soare și cu vânt - spuse el - iar noi mergeam."
    filled = fill(cue("It was a day."), target)
    assert len(read(filled)) == 1
    assert "\n- " not in filled


def test_lines_of_one_speaker_among_others_are_not_multiplied() -> None:
    long = "O propoziție foarte lungă care nu încape deloc pe o singură linie de subtitrare."
    assert fill(cue("- A\n- B"), long, "b") == cue(f"- {long}\n- b")


def test_an_arrow_in_a_translation_is_no_timing() -> None:
    web = "WEBVTT\n\n00:01.000 --> 00:02.000\nGo\n"
    hostile = "00:00:05,000 --> 00:00:06,000"
    assert len(TIMING.findall(fill(cue("Go"), hostile))) == 1
    filled = fill(web, hostile, subtitle_format=vtt)
    assert len(TIMING.findall(filled)) == 1
    assert read(filled, vtt)[0].source == hostile


def test_vtt_characters_are_escaped_and_read() -> None:
    web = "WEBVTT\n\n00:01.000 --> 00:02.000\nR&amp;D &lt;b> &copy;\u00a0&#233;\n"
    assert read(web, vtt)[0].source == "R&D <b> ©\u00a0é"
    filled = fill(web, "A&amp;B <i>\u00a0x", subtitle_format=vtt)
    assert filled.endswith("A&amp;amp;B &lt;i>&nbsp;x\n")


def test_text_behind_a_blank_line_is_offered_and_a_broken_cue_is_not() -> None:
    sources = [unit.source for unit in read((FIXTURES / "srt/broken.srt").read_text("utf-8"))]
    assert "after the gap." in sources
    assert not any("lost its time" in source for source in sources)


def test_a_unit_tells_its_time() -> None:
    assert read(cue("Go"))[0].note == "00:00:01,000 --> 00:00:02,000"


def test_a_named_vtt_cue_keeps_its_name_as_key() -> None:
    keys = [unit.key for unit in read((FIXTURES / "vtt/talk.vtt").read_text("utf-8"), vtt)]
    assert keys[0] == "intro"
    assert "3" not in keys


def test_the_credit_is_a_last_cue_behind_all_others() -> None:
    data = (FIXTURES / "srt/film.srt").read_bytes()
    result = srt.walk(data, lambda unit: ("Translation by Ana",) if unit.role is Role.CREDIT else None, Options())
    assert result == data[:-1] + b"\n\n6\n00:00:13,000 --> 00:00:16,000\nTranslation by Ana\n"


@pytest.mark.parametrize(
    ("subtitle_format", "data", "message"),
    [
        (srt, b"\n\nDear reader,\nthis is a letter.", "Line 3 does not begin a subtitle"),
        (vtt, b"1\n00:00:01,000 --> 00:00:02,000\nx\n", "Line 1 does not begin with WEBVTT"),
        (vtt, b"WEBVTTX\n", "Line 1 does not begin with WEBVTT"),
        (srt, "1\n00:00:01,000 --> 00:00:02,000\nЯ\n".encode("windows-1251"), "does not fit utf-8"),
    ],
)
def test_what_is_no_subtitle_is_refused_with_its_place(
    subtitle_format: formats.Format, data: bytes, message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        subtitle_format.walk(data, lambda unit: None, Options())


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_file_is_an_empty_file(data: bytes) -> None:
    assert srt.walk(data, lambda unit: None, Options()) == data


MESS = st.lists(
    st.sampled_from(
        [
            "1",
            "2",
            "00:00:01,000 --> 00:00:02,000",
            "00:01.000 --> 00:02.000 align:start",
            "-->",
            "",
            "",
            " ",
            "<i>a",
            "b</i>",
            "<b>c</b>",
            "- d",
            "- <i>e",
            "</b>",
            "{\\an8}f",
            "<v Ann>g",
            "<00:01.000>h",
            "NOTE x",
            "STYLE",
            "&amp;",
            "{1}",
            "漢",
            "\tk ",
        ]
    ),
    max_size=25,
)
TARGET = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@given(MESS, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), TARGET)
@settings(max_examples=300, deadline=None)
def test_any_mess_of_lines_comes_back_and_keeps_its_times(
    lines: list[str], line_break: str, is_web: bool, target: str
) -> None:
    subtitle_format: formats.Format = vtt if is_web else srt
    head = ["WEBVTT", ""] if is_web else ["1", "00:00:00,000 --> 00:00:00,500", "go"]
    data = line_break.join([*head, *lines]).encode()
    formats.prove(subtitle_format, data, Options())
    result = subtitle_format.walk(data, lambda unit: (target,) if unit.source else None, Options())
    assert timings(result) == timings(data)


def timings(data: bytes) -> list[str]:
    return [line for line in re.split(r"\r\n|\r|\n", data.decode()) if re.match(r"\d\d:.*-->", line)]
