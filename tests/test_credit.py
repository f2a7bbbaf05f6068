"""Credit lines: recognised in many languages, never where there is none, and written so that they are."""

import re
import string
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_flow import language as tags
from translate_flow.credit import Credit, recognise, render
from translate_flow.credit.wordings import wordings
from translate_flow.errors import UsageError

DATA = Path(__file__).parent / "data"
EU = set(re.findall("..", "bgcsdadeelenesetfifrgahrhuitltlvmtnlplptroskslsv"))
LANGUAGES = list(wordings())


def lines(name: str) -> list[str]:
    read = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in read if line and not line.startswith("# ")]


def marked() -> list[tuple[str, str, str]]:
    """Language, line and names of every credit line of the data."""
    found = []
    for line in lines("credit_lines.txt"):
        language, _, text = line.partition(" ")
        names = text[text.index("‹") + 1 : text.rindex("›")].replace("›", "").replace("‹", "")
        found.append((language, re.sub("[‹›]", "", text), names))
    return found


CREDITS = marked()


@pytest.mark.parametrize(("language", "line", "names"), CREDITS)
def test_recognises_credit_lines(language: str, line: str, names: str) -> None:
    assert recognise(line, language) == Credit(language, names)
    without_hint = recognise(line)
    assert without_hint is not None
    assert without_hint.names == names


def test_every_language_has_three_lines_and_there_are_all_official_languages_of_the_eu() -> None:
    by_language = [language for language, _, _ in CREDITS]
    assert {*by_language} == {*LANGUAGES}
    assert [language for language in LANGUAGES if by_language.count(language) < 3] == []
    assert EU | {"ru", "uk", "tr", "ar", "zh", "zh-Hant", "ja"} <= {*LANGUAGES}


@pytest.mark.parametrize("line", lines("not_credits.txt"))
def test_leaves_other_paragraphs_to_the_translators(line: str) -> None:
    assert recognise(line) is None
    assert not line.isascii() or recognise(f"({line})") is None


def test_the_article_of_the_demo() -> None:
    assert recognise("Translation by Iurie Tataru") == Credit("en", "Iurie Tataru")
    assert render(["Iurie Tataru"], "en") == "Translation by Iurie Tataru"


DECORATIONS = [
    "{}",
    " {} ",
    "({})",
    "[{}]",
    "*{}*",
    "_({})_",
    "— {}",
    "– {}.",
    "**{}**",
    "（{}）",
    "\u2067{}\u2069",
]


@pytest.mark.parametrize("decoration", DECORATIONS)
@pytest.mark.parametrize(("language", "line", "names"), CREDITS[::7])
def test_decoration_does_not_matter(language: str, line: str, names: str, decoration: str) -> None:
    found = recognise(decoration.format(line), language)
    assert found is not None
    assert found.names.rstrip(".") == names.rstrip(".")


@pytest.mark.parametrize(("language", "line", "names"), CREDITS)
def test_form_of_unicode_and_spaces_do_not_matter(language: str, line: str, names: str) -> None:
    for variant in (unicodedata.normalize("NFD", line), line.replace(" ", "\N{NO-BREAK SPACE}")):
        assert recognise(variant, language) == Credit(language, unicodedata.normalize("NFC", names))


@pytest.mark.parametrize("language", ["en", "ro", "de", "fr", "ru", "uk", "el", "tr", "hu", "vi"])
def test_case_does_not_matter(language: str) -> None:
    line = render(["Ana Munteanu"], language)
    for label in (str.upper, str.lower):
        found = recognise(label(line.removesuffix("Ana Munteanu")) + "Ana Munteanu", language)
        assert found == Credit(language, "Ana Munteanu")
    assert recognise(line.upper(), language) == Credit(language, "ANA MUNTEANU")


def test_names_in_small_letters_are_a_sentence() -> None:
    assert recognise("Translation by ana munteanu") is None
    assert recognise("Translation by Ana munteanu") is None


def test_the_language_of_the_article_decides_between_equal_wordings() -> None:
    assert {recognise("Превод: Ана Петрова", tag).language for tag in ("bg", "mk", "sr-RS")} == {
        "bg",
        "mk",
        "sr",
    }
    assert recognise("Překlad: Jan Novák").language == "cs"
    assert recognise("Preklad: Ján Novák").language == "sk"
    assert recognise("Translation by Ana Munteanu", "ro").language == "en"


def test_a_long_paragraph_is_no_credit() -> None:
    assert recognise("Translation by " + " ".join(["Ana Munteanu,"] * 40)) is None
    assert recognise("Translation by " + " ".join(["Ana"] * 9)) is None
    assert recognise("Translation by A" + "n" * 100) is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Translation by Ana Munteanu, Ion Popa and Maria Rusu"),
        ("en-US", "Translation by Ana Munteanu, Ion Popa and Maria Rusu"),
        ("ro", "Traducere de Ana Munteanu, Ion Popa și Maria Rusu"),
        ("mo", "Traducere de Ana Munteanu, Ion Popa și Maria Rusu"),
        ("fr-CA", "Traduction\N{NO-BREAK SPACE}: Ana Munteanu, Ion Popa et Maria Rusu"),
        ("uk", "Переклад: Ana Munteanu, Ion Popa і Maria Rusu"),
        ("zh-Hant-TW", "翻譯：Ana Munteanu、Ion Popa和Maria Rusu"),
        ("zh-TW", "翻譯：Ana Munteanu、Ion Popa和Maria Rusu"),
        ("no", "Oversettelse: Ana Munteanu, Ion Popa og Maria Rusu"),
        ("xx", "Translation by Ana Munteanu, Ion Popa and Maria Rusu"),
        ("", "Translation by Ana Munteanu, Ion Popa and Maria Rusu"),
    ],
)
def test_render(language: str, line: str) -> None:
    assert render(["Ana Munteanu", "Ion Popa", "Maria Rusu"], language) == line


def test_render_tidies_names_and_names_nobody_twice() -> None:
    assert (
        render([" Ana  Munteanu\n", "", "Ion Popa", "Ana Munteanu"], "en") == "Translation by Ana Munteanu and Ion Popa"
    )
    assert render([], "en") == render([" "], "en") == ""


def test_render_a_project_s_own_wording() -> None:
    own = "Versiune românească: {names} (Moldova.org)"
    assert (
        render(["Ana Munteanu", "Ion Popa"], "ro", own) == "Versiune românească: Ana Munteanu și Ion Popa (Moldova.org)"
    )
    assert render(["{names}", "{0}"], "en") == "Translation by {names} and {0}"
    with pytest.raises(UsageError, match="no place for names"):
        render(["Ana Munteanu"], "ro", "Traducere")


def test_spanish_and_hebrew_join_by_sound_and_script() -> None:
    assert render(["Ana", "Ignacio"], "es") == "Traducción de Ana e Ignacio"
    assert render(["Ana", "Hilario"], "es") == "Traducción de Ana e Hilario"
    assert render(["Ana", "Hiam"], "es") == "Traducción de Ana y Hiam"
    assert render(["נועה", "יואב"], "he") == "תרגום: נועה ויואב"
    assert " ו-" in render(["נועה", "Ana"], "he")


def test_names_against_the_direction_of_the_line_are_isolated() -> None:
    assert render(["Ana Munteanu"], "ar") == "ترجمة: Ana Munteanu"
    assert render(["Ana M.", "محمد علي"], "ar") == "ترجمة: \u2068Ana M.\u2069 ومحمد علي"
    assert render(["محمد علي", "سارة حسن"], "en") == "Translation by \u2068محمد علي\u2069 and \u2068سارة حسن\u2069"
    assert render(["محمد علي"], "ar") == "ترجمة: محمد علي"


SMALL = string.ascii_lowercase + "ăâîșțéüøčłñžğ"
NEVER = {word for known in wordings().values() for word in known.never}
AND = {
    "and",
    "at",
    "dan",
    "dhe",
    "eta",
    "ir",
    "ja",
    "kaj",
    "na",
    "ning",
    "och",
    "og",
    "un",
    "und",
    "va",
    "ve",
}
WORD = st.text(SMALL, min_size=2, max_size=9).filter(lambda word: word not in NEVER | AND).map(str.capitalize)
PERSON = st.lists(WORD, min_size=2, max_size=3).map(" ".join)
FIXED = [
    "Moldova.org",
    "Omar al-Rashid",
    "Ulrike von der Heide",
    "Iu. Tataru",
    "Ana M.",
    "Jean-Luc D’Arc",
    "БелТА",
    "ИноСМИ",
]
NAME = st.one_of(PERSON, st.sampled_from(FIXED))
NATIVE = {
    "ar": ["محمد علي", "سارة حسن", "وليد"],
    "fa": ["نرگس احمدی", "علی رضایی", "لیلا"],
    "he": ["נועה כהן", "יואב לוי", "ורד"],
    "hi": ["संगीता शर्मा", "राजेश कुमार", "मीरा"],
    "ja": ["山田花子", "さくらももこ", "マイケル・サンデル"],
    "ka": ["ნინო ბერიძე", "გიორგი ლომიძე", "ანა"],
    "ko": ["김철수", "이영희", "남궁민"],
    "ru": ["Анна Ильина", "Пётр Семёнов", "И. О. Иванов"],
    "th": ["สมชาย ใจดี", "สมหญิง รักไทย", "มานี"],
    "uk": ["Олена Ткаченко", "Юрій Кос’янчук", "Наталія Шевчук-Д’яченко"],
    "zh": ["王小明", "李芳", "约翰·史密斯"],
    "zh-Hant": ["陳大文", "林美玲", "歐陽修"],
}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=20, deadline=None)
@given(names=st.lists(NAME, min_size=1, max_size=3, unique=True))
def test_what_is_written_is_recognised(language: str, names: list[str]) -> None:
    line = render(names, language)
    assert line == render(names, language)
    found = recognise(line, language)
    assert found is not None
    assert found.language == language
    assert all(name in found.names for name in names)
    assert recognise(line) is not None


@pytest.mark.parametrize("language", NATIVE)
def test_what_is_written_with_names_of_the_language_is_recognised(language: str) -> None:
    names = NATIVE[language]
    for count in (1, 2, 3):
        found = recognise(render(names[:count], language), language)
        assert found is not None
        assert all(name in found.names for name in names[:count])
    assert tags.is_right_to_left(language) or "\u2068" not in render(names, language)


@given(st.text(max_size=60))
def test_any_text_may_be_asked(text: str) -> None:
    found = recognise(text)
    assert found is None or found.names


@given(st.sampled_from(LANGUAGES), st.text(max_size=30))
def test_anything_may_stand_where_the_names_should(language: str, text: str) -> None:
    found = recognise(wordings()[language].wording.replace("{names}", text), language)
    assert found is None or found.names.strip()


def test_recognising_loads_no_babel() -> None:
    code = "import sys; from translate_flow.credit import recognise as r; r('Translation by Ana'); "
    code += "print('babel' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
