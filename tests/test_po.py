"""PO: the laws on files as gettext, polib and Babel write them; polib and msgfmt judge what is filled in."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import conformance
from translate_flow import formats, tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Options, po
from translate_flow.formats.po import plurals
from translate_flow.formats.po.placeholders import Message
from translate_flow.model import State, Unit

FIXTURES = sorted((Path(__file__).parent / "fixtures/po").glob("*.po*"))
INSTALLED = sorted(Path(polib.__file__).parents[1].glob("**/*.po"))[:60]
SOURCES = [
    ("The harbour was quiet that morning, and nobody had seen the ship since the storm.", ()),
    ("Copied %s to %s (%d%%)\n", ("c-format",)),
    ("Hello, %(name)s!", ("python-format",)),
    ("{count} of {total} {{braces}}", ("python-brace-format",)),
    ('A "quoted" word, a tab\tand a \\ backslash', ()),
    ("First line\nsecond line\n\nlast line\n", ()),
    ("港はその朝、静かだった。" * 6, ()),
    (" blank ends ", ()),
    ("Literal {1} and {2}", ()),
    ("Порт був тихим", ("fuzzy",)),
]  # fmt: skip
PLAIN = Options()
ROMANIAN = Options(settings={"target_language": "ro"})
OPTIONS = {"latin2.po": Options(output_encoding="utf-8")}
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: uk\\n"\n'
UKRAINIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"


def by_polib(number: int) -> bytes:
    """A catalog that polib writes, with another wrapping, encoding and order for each number."""
    catalog = polib.POFile(wrapwidth=(0, 40, 78, 120)[number % 4], encoding="utf-8")
    catalog.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": UKRAINIAN}
    for index, (source, flags) in enumerate(SOURCES[number % 5 :]):
        target = source if (index + number) % 3 else ""
        context = f"context {index}" if index % 4 == 0 else None
        entry = polib.POEntry(msgid=source, msgstr=target, msgctxt=context, flags=list(flags))
        entry.comment, entry.tcomment, entry.occurrences = "extracted", "of the translator", [("a.c", "1")]
        entry.obsolete = index == 5
        catalog.append(entry)
    forms = dict.fromkeys(range(3), "%d" if number % 2 else "")
    catalog.append(polib.POEntry(msgid="%d ship", msgid_plural="%d ships", msgstr_plural=forms, flags=["c-format"]))
    return str(catalog).encode()


def by_babel(number: int) -> bytes:
    """A catalog that Babel writes, with another locale and width for each number."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog(locale=("ro", "uk", "ja", "ar", "de")[number % 5], fuzzy=bool(number % 2))
    for index, (source, _) in enumerate(SOURCES[: 5 + number % 6]):
        catalog.add(source, source if index % 2 else "", [("b.py", index)], auto_comments=["auto"])
    catalog.add(
        ("%(num)d ship", "%(num)d ships"),
        ("",) * catalog.num_plurals,
        flags={"fuzzy"} if number % 3 else set(),
    )
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=(76, None, 30)[number % 3], sort_output=bool(number % 2))
    return buffer.getvalue()


WRITTEN = [(f"{make.__name__}-{n}", make(n)) for make in (by_polib, by_babel) for n in range(20)]
ALL = [(path.name, path.read_bytes()) for path in FIXTURES] + WRITTEN


def read(text: str, **options: str) -> list[Unit]:
    return formats.extract(po, text.encode(), Options(settings=options))


def fill(text: str, *targets: str | None, **options: str) -> str:
    """The catalog with these tagged targets for its units, in order; None leaves one alone."""
    waiting = iter(targets)

    def visit(unit: Unit) -> formats.Parts | None:
        target = next(waiting)
        return None if target is None else tagged.parse(target, unit.codes)

    return po.walk(text.encode(), visit, Options(settings=options)).decode()


def fill_all(data: bytes, change: Callable[[Unit], formats.Parts | None], options: Options = PLAIN) -> bytes:
    return po.walk(data, lambda unit: change(unit) if unit.source else None, options)


@pytest.mark.parametrize(("name", "data"), ALL, ids=[name for name, _ in ALL])
def test_laws_hold(name: str, data: bytes) -> None:
    if name == "latin2.po":
        formats.prove(po, data, Options())
    else:
        conformance.laws(po, data)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_units_are_those_written_beside_the_fixture(path: Path) -> None:
    found = [
        {
            "source": u.source,
            "target": u.target,
            "state": u.state,
            "note": u.note,
            "codes": [c.data for c in u.codes],
        }
        for u in formats.extract(po, path.read_bytes(), Options())
    ]
    assert found == json.loads(path.with_suffix(".units.json").read_text("utf-8"))


@pytest.mark.skipif(not INSTALLED, reason="no installed package brings PO files")
@pytest.mark.parametrize("path", INSTALLED, ids=lambda path: f"{path.parents[2].name}/{path.parents[1].name}")
def test_catalogs_of_installed_packages_come_back(path: Path) -> None:
    data = path.read_bytes()
    formats.prove(po, data, Options())
    assert polib_view(fill_all(data, conformance.translation)).keys() == polib_view(data).keys()


def polib_view(data: bytes) -> dict[tuple[str | None, str], polib.POEntry]:
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else po.declared_encoding(data) or "utf-8"
    catalog = polib.pofile(data.decode(encoding))
    return {(entry.msgctxt, entry.msgid): entry for entry in catalog if not entry.obsolete}


@pytest.mark.parametrize(("name", "data"), WRITTEN, ids=[name for name, _ in WRITTEN])
def test_polib_reads_the_same_messages_with_the_new_translations(name: str, data: bytes) -> None:
    before, after = polib_view(data), polib_view(fill_all(data, conformance.translation))
    assert before.keys() == after.keys()
    for key, old in before.items():
        new = after[key]
        assert (old.comment, old.tcomment, old.occurrences) == (new.comment, new.tcomment, new.occurrences)
        assert [flag for flag in old.flags if flag != "fuzzy"] == new.flags
        assert new.translated()
        assert new.msgid.endswith("\n") == (new.msgstr or new.msgid).endswith("\n")


def test_the_format_is_recognised_by_content() -> None:
    assert all(formats.detect("upload", data).NAME == "po" for name, data in ALL if name != "comments-only.po")
    assert formats.detect("notes.txt", b"#" * 100_000).NAME == "text"


def test_a_changed_entry_is_wrapped_as_the_file_is() -> None:
    entry = 'msgid "a b"\nmsgstr ""\n'
    wrapped = 'msgid ""\n"a word and a word and a word and a "\n"word"\nmsgstr ""\n'
    long = "un cuvânt și încă un cuvânt și încă un cuvânt"
    lines = '""\n"un cuvânt și încă un cuvânt și încă "\n"un cuvânt"'
    assert fill(entry + wrapped, long, None) == entry.replace('msgstr ""', f"msgstr {lines}") + wrapped
    assert fill(entry, "a\nb") == 'msgid "a b"\nmsgstr ""\n"a\\n"\n"b"\n'


def test_white_space_at_the_ends_of_a_msgid_is_put_around_its_translation() -> None:
    text = 'msgid "\\nHello \\n"\nmsgstr ""\n'
    assert [unit.source for unit in read(text)] == ["Hello"]
    assert polib.pofile(fill(text, "Salut\n\n"))[0].msgstr == "\nSalut \n"


def test_plural_forms_are_units_with_their_numbers() -> None:
    text = f'{HEADER}"Plural-Forms: {UKRAINIAN}\\n"\n\nmsgid "%d ship"\nmsgid_plural "%d ships"\nmsgstr[0] ""\n'
    units = read(text.replace('msgid "%d', '#, c-format\nmsgid "%d'))
    assert [unit.source for unit in units] == ["{1} ship", "{1} ships", "{1} ships"]
    assert [unit.note for unit in units] == [
        "Plural form 1 of 3: for 1, 21, 31, 41, 51, 61, ….",
        "Plural form 2 of 3: for 2, 3, 4, 22, 23, 24, ….",
        "Plural form 3 of 3: for 0, 5, 6, 7, 8, 9, ….",
    ]
    assert [unit.key[-3:] for unit in units] == ["[0]", "[1]", "[2]"]
    assert fill(text, None, "%d кораблі", None).endswith('msgstr[0] ""\nmsgstr[1] "%d кораблі"\nmsgstr[2] ""\n')


def test_forms_that_nobody_was_asked_for_repeat_the_last_one() -> None:
    text = f'{HEADER}\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    keys = [unit.key for unit in read(text)]
    assert len(keys) == 2
    targets = dict(zip(keys, [("un",), ("două",)], strict=True))
    result = formats.merge(po, text.encode(), targets, ROMANIAN)
    assert polib.pofile(result.decode())[0].msgstr_plural == {0: "un", 1: "două", 2: "două"}


def test_a_singular_without_its_number_serves_only_the_form_for_one() -> None:
    entry = '\n#, c-format\nmsgid "One ship"\nmsgid_plural "%d ships"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    forms = {"uk": UKRAINIAN, "en": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
    first = {code: read(f'{HEADER}"Plural-Forms: {field}\\n"\n{entry}')[0].source for code, field in forms.items()}
    assert first == {"uk": "{1} ships", "en": "One ship", "fr": "{1} ships"}


def test_a_template_gets_language_plural_forms_and_charset_when_it_is_filled() -> None:
    data = next(path for path in FIXTURES if path.suffix == ".pot").read_bytes()
    options = Options(settings={"target_language": "ro"})
    assert po.walk(data, lambda unit: None, options) == data
    result = fill_all(data, conformance.translation, options).decode()
    filled = polib.pofile(result)
    assert filled.metadata["Language"] == "ro"
    assert filled.metadata["Plural-Forms"].startswith("nplurals=3;")
    assert filled.metadata["Content-Type"].endswith("charset=UTF-8")
    assert not filled.metadata_is_fuzzy
    assert sorted(next(entry for entry in filled if entry.msgid_plural).msgstr_plural) == [0, 1, 2]
    assert "YEAR-MO-DA HO:MI+ZONE" in result


def test_a_header_that_says_something_is_left_alone() -> None:
    text = f'{HEADER}"Plural-Forms: nplurals=2; plural=n>1;\\n"\n\nmsgid "a"\nmsgstr ""\n'
    assert fill(text, "b", target_language="ro") == text[: text.rindex('""')] + '"b"\n'


def test_fuzzy_is_unsure_and_confirmed_by_what_comes_back() -> None:
    text = '#, fuzzy, c-format\n#| msgid "old"\nmsgid "new"\nmsgstr "vechi"\n\n#, fuzzy\nmsgid "x"\nmsgstr "y"\n'
    units = read(text)
    assert [(unit.target, unit.state) for unit in units] == [("vechi", State.INITIAL), ("y", State.INITIAL)]
    assert units[0].note == "Unsure: made for 'old'."
    assert fill(text, "vechi", None) == text.replace(", fuzzy, c", ", c").replace('#| msgid "old"\n', "")
    assert fill(text, None, "z") == text.replace('#, fuzzy\nmsgid "x"\nmsgstr "y"', 'msgid "x"\nmsgstr "z"')


def test_a_plural_stays_fuzzy_until_every_form_is_confirmed() -> None:
    text = '#, fuzzy\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    assert "fuzzy" in fill(text, "e", None)
    assert "fuzzy" not in fill(text, "e", "d")


def test_context_and_comments_reach_the_translator() -> None:
    text = '# Mine\n#. Extracted\n#: a.c:1\nmsgctxt "menu"\nmsgid "Open"\nmsgstr "Deschide"\n'
    (unit,) = read(text)
    assert unit.note == "Context: menu\nExtracted\nMine"
    assert unit.key != read(text.replace("menu", "door"))[0].key
    assert unit.state is State.TRANSLATED


@pytest.mark.parametrize(
    ("flag", "native", "source", "data"),
    [
        ("c-format", "%s: %-5.2f, %lu and 100%%", "{1}: {2}, {3} and 100%", ["%s", "%-5.2f", "%lu"]),
        ("c-format", "%<PRIu64> of %1$*2$d", "{1} of {2}", ["%<PRIu64>", "%1$*2$d"]),
        ("python-format", "%(a)s 100% free", "{1} 100% free", ["%(a)s"]),
        (
            "python-brace-format",
            "{a.b[0]!r:>{w}} {{x}} {}",
            "{1} {2}x{3} {4}",
            ["{a.b[0]!r:>{w}}", "{{", "}}", "{}"],
        ),
        ("java-printf-format", "%2$tY %,.2f", "{1} {2}", ["%2$tY", "%,.2f"]),
        ("qt-format", "%1 of %L2, %n", "{1} of {2}, {3}", ["%1", "%L2", "%n"]),
        ("ruby-format", "%<a>d %{b}", "{1} {2}", ["%<a>d", "%{b}"]),
        ("sh-format", "$HOME and ${X}", "{1} and {2}", ["$HOME", "${X}"]),
        ("object-pascal-format", "%0:s %d", "{1} {2}", ["%0:s", "%d"]),
        ("no-c-format", "%s", "%s", []),
        ("", "%s {1}", "%s {1}", ["{1}"]),
    ],
)
def test_placeholders_are_codes(flag: str, native: str, source: str, data: list[str]) -> None:
    text, codes = Message(native, [flag]).tagged_text()
    assert (text, [code.data for code in codes]) == (source, data)
    assert not any(code.is_deletable for code in codes)
    assert Message(native, [flag]).written(tagged.parse(text, codes), codes) == native


def test_moved_placeholders_are_numbered_and_read_again() -> None:
    message = Message("%s of %d", ["c-format"])
    _, codes = message.tagged_text()
    assert message.written(tagged.parse("{2} din {1}, 5%", codes), codes) == "%2$d din %1$s, 5%%"
    assert message.translation("%2$d din %1$s, 5%%", codes) == "{2} din {1}, 5%"
    assert all(code.is_movable for code in codes)
    assert not any(code.is_movable for code in Message("%s of %d", ["python-format"]).tagged_text()[1])


def test_the_output_encoding_is_named_in_the_header() -> None:
    data = next(path for path in FIXTURES if path.name == "latin2.po").read_bytes()
    with pytest.raises(BadInput, match="cannot be written in iso8859-2"):
        fill_all(data, lambda unit: ("Я",))
    result = fill_all(data, lambda unit: ("Я",), Options(output_encoding="utf-8"))
    assert "charset=UTF-8" in result.decode()
    assert [entry.msgstr for entry in polib.pofile(result.decode())] == ["Я", "Я"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "a"\nmsgstr "b\n', "line 2: a string is not closed"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', "line 3: msgid is out of place"),
        ('msgid "a"\n', "line 2: a message has no msgstr"),
        ('msgid "a"\nmsgstr "b"\nnonsense\n', "line 3: 'nonsense' is neither"),
        ('"a"\n', "line 1: there is a string without a keyword"),
        ('msgid "a"\nmsgstr[0] "b"\n', r"line 2: msgstr\[0\] is out of place"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "b"\n', "line 3: msgstr is out of place"),
        ('msgid "a"\nmsgstr\n', "line 3: msgstr has no string"),
    ],
)
def test_what_is_no_catalog_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        read(text)


def test_plural_forms_of_languages_are_known_and_can_be_evaluated() -> None:
    counts = {code: len(plurals.parse(plurals.field_for(code)) or ()) for code in ("ja", "pt-BR", "ro", "gd", "ar")}
    assert counts == {"ja": 1, "pt-BR": 2, "ro": 3, "gd": 4, "ar": 6}
    assert plurals.field_for("xx") == plurals.field_for("not a tag") == ""
    assert plurals.parse("nplurals=2; plural=n/0;") is None
    assert plurals.parse("nplurals=99; plural=n;") is None


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
FLAGS = st.sampled_from(["", "c-format", "python-format", "python-brace-format", "fuzzy", "qt-format"])


@given(st.lists(st.tuples(TEXT, TEXT, FLAGS), max_size=6), st.sampled_from([0, 20, 78]), st.booleans(), TEXT)
@settings(max_examples=150, deadline=None)
def test_any_catalog_comes_back_and_takes_any_text(
    messages: list[tuple[str, str, str]], width: int, is_crlf: bool, target: str
) -> None:
    catalog = polib.POFile(wrapwidth=width)
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for number, (source, held, flag) in enumerate(messages):
        catalog.append(polib.POEntry(msgctxt=str(number), msgid=source, msgstr=held, flags=[flag] if flag else []))
    data = str(catalog).replace("\n", "\r\n" if is_crlf else "\n").encode()
    formats.prove(po, data, Options())
    units = formats.extract(po, data, Options())
    result = fill_all(data, lambda unit: tagged.parse(target, unit.codes))
    again = formats.extract(po, result, Options())
    assert [unit.source for unit in units] == [unit.source for unit in again]
    assert all(
        (unit.target or "").replace("\r\n", "\n") == target.strip().replace("\r\n", "\n")
        for unit in again
        if not unit.codes
    )


@pytest.mark.clients
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@pytest.mark.parametrize(("name", "data"), ALL, ids=[name for name, _ in ALL])
def test_msgfmt_accepts_what_is_filled(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "catalog.po"
    path.write_bytes(data)
    if msgfmt(path):
        pytest.skip("msgfmt refuses the file as it is")
    path.write_bytes(fill_all(data, conformance.translation, OPTIONS.get(name, ROMANIAN)))
    assert msgfmt(path) == ""


def msgfmt(path: Path) -> str:
    """What msgfmt finds wrong; empty if it accepts the file."""
    command = ["msgfmt", "-c", "-o", "/dev/null", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stderr if run.returncode else ""
