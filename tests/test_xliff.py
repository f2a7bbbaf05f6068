"""XLIFF: the laws on files of both versions; lxml and the OASIS schemas judge what is filled in."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import conformance
from tests.xliff_documents import V1, V2, document
from translate_flow import formats, tagged
from translate_flow.errors import BadInput, UsageError
from translate_flow.formats import Options, xliff
from translate_flow.model import State, Unit

etree = pytest.importorskip("lxml.etree")

FIXTURES = sorted(path for path in (Path(__file__).parent / "fixtures/xliff").iterdir() if path.suffix != ".json")
CATALOGS = sorted((Path(__file__).parent / "fixtures/po").glob("*.po"))
SCHEMAS = Path(__file__).parents[1].parent / "shared/schemas"
PLAIN = Options()
ROMANIAN = Options(settings={"target_language": "ro"})
COMPOSED = [(f"composed-{number}", document(number)) for number in range(44)]
ALL = [(path.name, path.read_bytes()) for path in FIXTURES] + COMPOSED
IDS = [name for name, _ in ALL]


def wrap1(units: str) -> str:
    head = f'<xliff version="1.2" xmlns="{V1}"><file original="a" source-language="en" datatype="x"><body>'
    return f"{head}{units}</body></file></xliff>"


def wrap2(segments: str, unit: str = "") -> str:
    head = f'<xliff version="2.0" xmlns="{V2}" srcLang="en" trgLang="ro"><file id="f"><unit id="u"{unit}>'
    return f"{head}{segments}</unit></file></xliff>"


def read(text: str) -> list[Unit]:
    return formats.extract(xliff, text.encode(), PLAIN)


def fill(text: str, *targets: str | None, options: Options = PLAIN) -> str:
    """The file with these tagged targets for its units, in order; None leaves one alone."""
    waiting = iter(targets)

    def visit(unit: Unit) -> formats.Parts | None:
        target = next(waiting)
        return None if target is None else tagged.parse(target, unit.codes)

    return xliff.walk(text.encode(), visit, options).decode()


def fill_all(data: bytes, change: Callable[[Unit], formats.Parts | None], options: Options = ROMANIAN) -> bytes:
    return xliff.walk(data, lambda unit: change(unit) if unit.source else None, options)


@cache
def schema(namespace: str) -> Any:
    """The OASIS schema of a version; None if it is not beside this checkout."""
    path = SCHEMAS / {V1: "xliff-1.2/xliff-core-1.2-transitional.xsd", V2: "xliff-2.1/xliff_core_2.0.xsd"}[namespace]
    return etree.XMLSchema(etree.parse(path)) if path.exists() else None


def errors(data: bytes) -> str:
    """What the schema of the file's version finds wrong; empty if nothing, or if there is no schema."""
    tree = etree.fromstring(data)
    known = schema(etree.QName(tree).namespace) if etree.QName(tree).namespace in (V1, V2) else None
    return "" if known is None or known.validate(tree) else str(known.error_log)


has_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="the OASIS schemas are not beside this checkout")


@pytest.mark.parametrize(("name", "data"), ALL, ids=IDS)
def test_laws_hold(name: str, data: bytes) -> None:
    conformance.laws(xliff, data)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_units_are_those_written_beside_the_fixture(path: Path) -> None:
    found = [
        {
            "source": u.source,
            "target": u.target,
            "state": u.state,
            "key": u.key,
            "note": u.note,
            "codes": [[c.data, c.data_end] if c.is_paired else [c.data] for c in u.codes],
        }
        for u in formats.extract(xliff, path.read_bytes(), PLAIN)
    ]
    assert found == json.loads(path.with_suffix(".units.json").read_text("utf-8"))


@pytest.mark.parametrize(("name", "data"), ALL, ids=IDS)
def test_lxml_finds_everything_but_targets_as_it_was(name: str, data: bytes) -> None:
    after = fill_all(data, conformance.translation)
    assert skeleton(data) == skeleton(after)


def skeleton(data: bytes) -> list[object]:
    """What a file holds beside the targets of its units and what goes with them."""
    root = etree.fromstring(data)
    alternatives = "ancestor::*[local-name()='alt-trans' or local-name()='match']"
    for target in root.xpath(f"//*[local-name()='target'][not({alternatives})]"):
        target.getparent().remove(target)
    ours = {"trgLang", "target-language", "state", "subState"}
    return [
        (
            element.tag,
            {k: v for k, v in element.attrib.items() if k not in ours},
            (element.text or "").strip(),
        )
        for element in root.iter()
    ]


@has_schemas
@pytest.mark.parametrize(("name", "data"), ALL, ids=IDS)
def test_filled_files_are_as_valid_as_they_were(name: str, data: bytes) -> None:
    if not errors(data):
        assert errors(fill_all(data, conformance.translation)) == ""


@has_schemas
def test_most_files_of_these_tests_are_valid_to_begin_with() -> None:
    assert sum(not errors(data) for _, data in ALL) >= 40


WILD = st.lists(
    st.one_of(
        st.sampled_from(["{1}", "{/1}", "{2}", "{/2}", "{3}", "{/3}", "{9}", "<b>", "]]>", "&amp;", "\n  ", " "]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5),
    ),
    max_size=12,
).map("".join)


@given(st.integers(0, 400), WILD)
@settings(max_examples=120, deadline=None)
def test_any_target_leaves_a_valid_file(number: int, target: str) -> None:
    data = document(number)
    if not target.strip():
        target = "x"
    result = xliff.walk(data, lambda unit: tagged.parse(target, unit.codes), PLAIN)
    root = etree.fromstring(result)
    assert [unit.source for unit in formats.extract(xliff, data, PLAIN)] == [
        unit.source for unit in formats.extract(xliff, result, PLAIN)
    ]
    for found in root.iter(f"{{{V2}}}target"):
        ids = [element.get("id") for element in found.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        opened = {element.get("id") for element in found.iter(f"{{{V2}}}sc") if element.get("isolated") != "yes"}
        assert opened == {element.get("startRef") for element in found.iter(f"{{{V2}}}ec")}
    if not errors(data):
        assert errors(result) == ""


def test_a_target_that_is_only_a_lost_half_of_a_code_leaves_the_one_that_is_there() -> None:
    cut = '<seg-source><mrk mtype="seg" mid="1"><g id="1">A.</g></mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source>'
    source = '<source><g id="1">A.</g> B.</source>'
    text = wrap1(f'<trans-unit id="1">{source}{cut}<target><g id="1">X.</g> Y.</target></trans-unit>')
    assert fill(text, "{/1}") == text
    data = document(350)
    result = xliff.walk(data, lambda unit: tagged.parse("{/1}", unit.codes), PLAIN)
    assert [unit.key for unit in formats.extract(xliff, data, PLAIN)] == [
        unit.key for unit in formats.extract(xliff, result, PLAIN)
    ]


def test_formats_are_recognised_by_content() -> None:
    assert {formats.detect("upload", data).NAME for _, data in ALL} == {"xliff"}
    assert formats.detect("a.txt", b"<p>about <xliff> files</p>").NAME == "text"


def test_a_missing_target_is_put_behind_the_source_with_its_indentation() -> None:
    text = wrap1('\n\t<trans-unit id="1">\n\t\t<source>Hi</source>\n\t</trans-unit>')
    new = '<source>Hi</source>\n\t\t<target state="translated">Salut</target>\n'
    assert fill(text, "Salut") == text.replace("<source>Hi</source>\n", new)


def test_a_target_stands_behind_the_cut_source() -> None:
    seg = '<seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source>'
    text = wrap1(f'<trans-unit id="1"><source>A. B.</source>{seg}<note>n</note></trans-unit>')
    both = '<mrk mtype="seg" mid="1">X.</mrk> <mrk mtype="seg" mid="2">Y.</mrk></target>'
    assert fill(text, "X.", "Y.") == text.replace(seg, f'{seg}<target state="translated">{both}')
    assert fill(text, None, "Y.") == text.replace(seg, f"{seg}<target>{both.replace('X.', '')}")


def test_states_are_read_and_set_on_what_changed_only() -> None:
    words = ["new", "needs-translation", "translated", "final"]
    targets = [*(f'<target state="{word}">b</target>' for word in words), "<target>b</target>"]
    units = [f'<trans-unit id="{i}"><source>a</source>{target}</trans-unit>' for i, target in enumerate(targets)]
    text = wrap1("".join(units))
    assert [unit.state for unit in read(text)] == ["initial", "initial", "translated", "final", "translated"]
    assert fill(text, *"bbbbb") == re.sub('"new"|"needs-translation"', '"translated"', text)
    assert fill(text, None, None, None, "c", None) == text.replace('state="final">b', 'state="translated">c')


def test_an_approved_translation_is_final() -> None:
    text = wrap1('<trans-unit id="1" approved="yes"><source>a</source><target>b</target></trans-unit>')
    assert read(text)[0].state is State.FINAL
    assert fill(text, "b") == text


def test_an_emptied_target_is_not_called_translated() -> None:
    text = wrap1('<trans-unit id="1"><source>a</source><target state="final">b</target></trans-unit>')
    assert '<target state="needs-translation"></target>' in fill(text, "")
    text = wrap2('<segment state="final" subState="a:b"><source>a</source><target>b</target></segment>')
    assert '<segment state="initial"><source>a</source><target></target></segment>' in fill(text, "")


def test_a_state_below_another_goes_with_it() -> None:
    text = wrap2('<segment id="s" subState="a:b" state="final"><source>a</source><target>b</target></segment>')
    assert '<segment id="s" state="translated"><source>a</source><target>c</target></segment>' in fill(text, "c")
    assert fill(text, "b") == text


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("{1}a {2}b{/2}{/1}", '<g id="1">a <g id="2">b</g></g>'),
        ("{1}a {2}b{/1} c{/2}", '<g id="1">a <g id="2">b</g></g> c'),
        ("{1}a", '<g id="1">a</g>'),
        ("a{/1} {2}b", 'a <g id="2">b</g>'),
        ("{1}a{/1} {1}b{/1}", '<g id="1">a</g> b'),
        ("a", "a"),
        ("{7} & <b>", "{7} &amp; &lt;b&gt;"),
    ],
)
def test_missing_crossed_and_doubled_codes_leave_markup_that_nests(target: str, written: str) -> None:
    text = wrap1('<trans-unit id="1"><source><g id="1">x <g id="2">y</g></g></source><target/></trans-unit>')
    assert fill(text, target) == text.replace("<target/>", f'<target state="translated">{written}</target>')


def test_a_half_whose_other_half_is_in_another_segment_is_not_lost() -> None:
    one, two = "<source>Begins <sc id='1'/>here.</source>", "<source>Ends<ec startRef='1'/> there.</source>"
    result = fill(wrap2(f"<segment>{one}</segment><segment>{two}</segment>"), "Începe.", "Sfârșit.")
    assert "<target><sc id='1'/>Începe.</target>" in result
    assert "<target>Sfârșit.<ec startRef='1'/></target>" in result


def test_a_targets_codes_are_those_of_the_source_in_whatever_form() -> None:
    source = '<source><pc id="1">a</pc> <ph id="2"/> {1}</source>'
    target = '<target>{1} <ph id="2"/><ph id="9"/> <sc id="1"/>b<ec startRef="1"/></target>'
    (unit,) = read(wrap2(f"<segment>{source}{target}</segment>"))
    assert unit.source == "{1}a{/1} {2} {3}"
    assert unit.target == "{3} {2} {1}b{/1}"
    text = wrap2(f"<segment>{source}{target}</segment>")
    assert fill(text, unit.target) == text


def test_what_must_not_be_translated_is_not_offered() -> None:
    parts = [
        '<trans-unit id="1" translate="no"><source>a</source></trans-unit>',
        '<group translate="no"><trans-unit id="2"><source>b</source></trans-unit></group>',
        '<group translate="no"><trans-unit id="3" translate="yes"><source>c</source></trans-unit></group>',
        '<trans-unit id="4"><source>d <mrk mtype="protected">TM-1</mrk></source></trans-unit>',
    ]  # fmt: skip
    assert [unit.source for unit in read(wrap1("".join(parts)))] == ["c", "d {1}"]
    assert read(wrap2("<segment><source>a</source></segment>", ' translate="no"')) == []


def test_codes_know_what_they_show_and_what_may_be_done_with_them() -> None:
    source = 'a<ph id="1" equiv=" " canDelete="yes" canReorder="no"/>b<ph id="2"/>'
    text = wrap2(f"<segment><source>{source}</source></segment>")
    first, second = read(text)[0].codes
    assert (first.shown, first.is_deletable, first.is_movable) == (" ", True, False)
    assert (second.shown, second.is_deletable, second.is_movable) == ("", False, True)


def test_white_space_at_the_ends_of_a_source_is_put_around_its_translation() -> None:
    text = wrap1('<trans-unit id="1"><source> a\n</source><target/></trans-unit>')
    assert read(text)[0].source == "a"
    assert '<target state="translated"> b\n</target>' in fill(text, "b")


def test_indented_lines_are_one_line_unless_space_is_preserved() -> None:
    unit = '<trans-unit id="1"%s><source>a\n   b</source></trans-unit>'
    assert read(wrap1(unit % ""))[0].source == "a b"
    assert read(wrap1(unit % ' xml:space="preserve"'))[0].source == "a\n   b"


def test_cdata_is_answered_with_cdata_where_it_can_be() -> None:
    text = wrap1('<trans-unit id="1"><source><![CDATA[<p>a & b</p>]]></source><target/></trans-unit>')
    assert read(text)[0].source == "<p>a & b</p>"
    assert '<target state="translated"><![CDATA[<p>c & d</p>]]></target>' in fill(text, "<p>c & d</p>")
    assert '<target state="translated">]]&gt;</target>' in fill(text, "]]>")


def test_the_target_language_is_named_where_it_is_not() -> None:
    one = wrap1('<trans-unit id="1"><source>a</source></trans-unit>')
    assert 'datatype="x" target-language="ro">' in fill(one, "b", options=ROMANIAN)
    assert fill(one, None, options=ROMANIAN) == one
    two = wrap2("<segment><source>a</source></segment>").replace(' trgLang="ro"', "")
    assert 'srcLang="en" trgLang="ro">' in fill(two, "b", options=ROMANIAN)
    assert 'trgLang="uk"' in fill(two.replace("srcLang", 'trgLang="uk" srcLang'), "b", options=ROMANIAN)


def test_notes_names_and_limits_reach_the_translator() -> None:
    start = '<trans-unit id="1" resname="ok" maxwidth="9" size-unit="char">'
    source = '<source>a<ph id="1">[x]<sub>t</sub></ph></source>'
    (found,) = read(wrap1(f"{start}{source}<note>n</note></trans-unit>"))
    assert found.note == "Name: ok\nn\nAt most 9 char.\nStays untranslated inside a code: t"
    assert found.key == "a/1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html/>", "its root element is html"),
        (f'<xliff version="3.0" xmlns="{V2}"/>', "XLIFF version '3.0' is not known"),
        (wrap1("<trans-unit>"), "no XML that can be read"),
        ('<!DOCTYPE xliff [<!ENTITY a "b">]><xliff version="1.2"/>', "declares entities"),
    ],
)
def test_what_is_no_xliff_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=re.escape(message)):
        read(text)


def test_a_character_that_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(BadInput, match="U\\+0001"):
        fill(wrap1('<trans-unit id="1"><source>a</source></trans-unit>'), "b\x01")


@pytest.mark.clients
@pytest.mark.skipif(not shutil.which("po2xliff"), reason="translate-toolkit is not installed")
@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.name)
def test_laws_hold_on_files_of_translate_toolkit(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.xlf"
    run = subprocess.run(["po2xliff", str(path), str(made)], capture_output=True, text=True, check=False)
    if run.returncode or not made.exists() or not made.stat().st_size:
        pytest.skip("po2xliff refuses the catalog")
    conformance.laws(xliff, made.read_bytes())


def test_another_encoding_is_refused_and_its_own_is_not() -> None:
    data = wrap1('<trans-unit id="1"><source>a</source></trans-unit>').encode()
    assert xliff.walk(data, lambda unit: None, Options(output_encoding="UTF-8")) == data
    with pytest.raises(UsageError, match="keeps its encoding, here utf-8"):
        xliff.walk(data, lambda unit: None, Options(output_encoding="windows-1252"))
