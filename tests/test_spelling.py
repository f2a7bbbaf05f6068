"""Spelling: what is asked of a dictionary, which dictionary that is, and what happens without one."""

from dataclasses import dataclass

import pytest

from tests.checks import rows
from translate_flow import checks
from translate_flow.model import Code, Issue, Severity, Term, TermHit

ROMANIAN = ("a", "plecat", "acasă", "s-a", "dus", "la", "piață", "și", "am", "văzut-o", "într-o", "zi")
WORDS = frozenset({*ROMANIAN, "aujourd'hui", "l'eau", "qu'il", "est", "еще", "дом"})


@dataclass(frozen=True)
class Words:
    """A dictionary of the words above, which proposes those that begin alike."""

    words: frozenset[str] = WORDS

    def knows(self, word: str) -> bool:
        return word.casefold() in self.words

    def propose(self, word: str) -> list[str]:
        return sorted(known for known in self.words if known.startswith(word[:3].casefold()))


def misspelt(target: str, source: str = "He left.", language: str = "ro", **more: object) -> list[Issue]:
    segment = rows.context(source, target, "en", language, speller=Words(), **more)
    return list(checks.run(segment, [rows.BY_ID["spelling"]], {"spelling": Severity.WARNING}))


@pytest.mark.parametrize(
    "target, language, expected",
    [
        ("A plecat acasă.", "ro", []),
        ("A plecta acasă.", "ro", ["plecta"]),
        ("A plecta, a pelcat, a plecta.", "ro", ["plecta", "pelcat", "plecta"]),
        ("S-a dus la piață într-o zi.", "ro", []),
        ("Am văzut‑o la piață‑acasă.", "ro", []),
        ("S-a dsu la piață-acsaă.", "ro", ["dsu", "acsaă"]),
        ("Aujourd’hui, l’eau est la.", "fr", []),
        ("Aujourd’huy, l’eau est la.", "fr", ["Aujourd’huy"]),
        ("L’eua est la.", "fr", ["eua"]),
        ("Ещё дом, ещё до\u0301м.", "ru", []),
        ("A plecat la OMS, la 84-lea, la A320, la XIV.", "ro", []),
        ("A plecat la www.exmaple.org/plecta și la ion.popescuu@exmaple.org: %s, {namme}.", "ro", []),
        ("A plecat la 35 de milioane și trei mii: 5 procente.", "ro", ["de"]),
        ("他走了。", "zh", ["他走了"]),
    ],
)
def test_each_misspelt_word_has_its_place(target: str, language: str, expected: list[str]) -> None:
    assert [target[issue.start : issue.end] for issue in misspelt(target, language=language)] == expected


def test_the_nearest_words_stand_in_the_message() -> None:
    (issue,) = misspelt("A plecta acasă.")
    assert (issue.start, issue.end, issue.severity, issue.fix) == (2, 8, Severity.WARNING, None)
    assert issue.message == "“plecta” is not in the dictionary; near: plecat."
    assert misspelt("A xyzt.")[0].message == "“xyzt” is not in the dictionary."


def test_offsets_reach_past_inline_codes() -> None:
    (issue,) = misspelt("A {1}plecta{/1} acasă.", codes=(Code(1, "<b>", "</b>"),))
    assert (issue.start, issue.end) == (5, 11)


def test_words_of_the_source_and_names_in_other_forms_are_not_asked_about() -> None:
    assert not misspelt("A plecat la Lagosul și la hotspoturi.", source="He left Lagos and hotspoturi.")
    assert not misspelt("A plecat la Zelenskîi.", source="He left.", names=frozenset({"Zelenski"}))
    assert [issue.start for issue in misspelt("A plecat la zelenskîi.", names=frozenset({"Zelenski"}))] == [12]


def test_glossary_terms_are_allowed_in_all_forms() -> None:
    term = Term("drohnă", "ro", 1)
    text = "Am văzut drohnele și drohnuța."
    recognised, possible = TermHit(term, 9, 17), TermHit(term, 21, 29)
    found = misspelt(text, target_terms=(recognised,), possible_terms=(possible,))
    assert [text[issue.start : issue.end] for issue in found] == ["văzut"]


def test_it_is_off_unless_asked_for() -> None:
    segment = rows.context("He left.", "A plecta.", speller=Words())
    (spelling,) = [check for check in rows.AVAILABLE if check.id == "spelling"]
    for table, expected in (
        ({}, []),
        ({"spelling": False}, []),
        ({"spelling": "off"}, []),
        ({"spelling": True}, [Severity.WARNING]),
        ({"spelling": "error"}, [Severity.ERROR]),
    ):
        wanted = checks.severities(table, rows.AVAILABLE)
        assert [issue.severity for issue in checks.run(segment, [spelling], wanted)] == expected


AFFIXES = """SET UTF-8
TRY aeiouăîșț
SFX A Y 1
SFX A 0 ul [^u]
REP 1
REP pelc plec
"""
BASE = "8\na\nacasă\nși\nplecat\nom/A\ndocher/A\nla\ndus\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a small Romanian dictionary, and nothing in DICPATH."""
    monkeypatch.delenv("DICPATH", raising=False)
    home = tmp_path / "dicts ă"
    home.mkdir()
    (home / "ro_RO.aff").write_text(AFFIXES, encoding="utf-8")
    (home / "ro_RO.dic").write_text(BASE, encoding="utf-8")
    return home


def ask(tflow, **settings):
    """Write table [checks] of the project anew."""
    path = tflow.folder / "project.toml"
    before = path.read_text(encoding="utf-8").partition("[checks]")[0]
    lines = [f'{key} = "{value}"' for key, value in settings.items()]
    path.write_text("\n".join([before, "[checks]", *lines, ""]), encoding="utf-8")


def found(tflow, *more):
    return [
        (issue["segment"], issue["start"], issue["message"])
        for issue in tflow.json("check", "news", *more)
        if issue["check"] == "spelling"
    ]


@pytest.fixture
def article(tflow):
    tflow.article("He left home.\nThe man left with Kowalsky.\n")
    tflow.translate("news", "A pelcat acasă.", "Omul a plecat cu Kowalskyul.")
    return tflow


def test_the_dictionary_of_the_settings_is_asked(article, folder):
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    assert found(article) == []
    ask(article, spelling="warning", dictionaries=folder)
    words = [(1, 2, "“pelcat” is not in the dictionary; near: plecat."), (2, 14, "“cu” is not in the dictionary.")]
    assert [(number, start) for number, start, _ in found(article)] == [(1, 2), (2, 14)]
    assert found(article)[0] == words[0]


def test_dictionaries_of_dicpath_and_a_relative_folder(article, folder, monkeypatch):
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    ask(article, spelling="info")
    monkeypatch.setenv("DICPATH", f"{folder.parent / 'nowhere'}:{folder}")
    assert found(article)[0][:2] == (1, 2)
    monkeypatch.delenv("DICPATH")
    folder.rename(article.folder / "words")
    ask(article, spelling="info", dictionaries="words")
    assert found(article)[0][:2] == (1, 2)


def test_a_project_has_words_of_its_own(article, folder):
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    ask(article, spelling="warning", dictionaries=folder)
    (article.folder / "spelling").mkdir()
    (article.folder / "spelling/ro.txt").write_text("# ours\nPelcat  # a joke\ncu\n", encoding="utf-8")
    assert found(article) == []
    (article.folder / "spelling/ro.txt").write_bytes(b"\xff")
    assert "not UTF-8" in article.fails(1, "check", "news")


def test_terms_and_names_of_the_project_are_known(article, folder):
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    ask(article, spelling="warning", dictionaries=folder)
    article("glossary", "add", "with", "cu")
    article("glossary", "add", "home", "pelcat")
    assert found(article) == []


def test_without_a_dictionary_the_other_checks_go_on(article, tmp_path):
    (tmp_path / "none").mkdir()
    article.translate("news", "A pelcat  acasă.")
    ask(article, spelling="error", dictionaries=tmp_path / "none")
    path = article.folder / "project.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"ro"', '"mt"'), encoding="utf-8")
    result = article.run("check", "news", "--to", "mt")
    assert "Spelling is not checked: there is no dictionary of Maltese." in result.stderr
    assert "hunspell-mt" in result.stderr
    assert result.exit_code == 3  # nothing is translated into Maltese


def test_a_folder_that_is_none_is_named(article):
    ask(article, spelling="warning", dictionaries="nowhere")
    assert "nowhere" in article.fails(1, "check", "news")


def test_without_the_extra_the_other_checks_go_on(article, folder, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "hunspell.py").write_text("raise ImportError('not installed')\n")
    ask(article, spelling="warning", dictionaries=folder)
    done = article.process("check", "news", env={"PYTHONPATH": f"{broken}:{rows.HERE.parents[1]}"})
    assert "Spelling is not checked: the extra “spell” is not installed." in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_words_outside_an_old_dictionary_s_encoding_are_unknown(article, folder):
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    (folder / "ro_RO.aff").write_text("SET ISO8859-2\n", encoding="iso8859-2")
    (folder / "ro_RO.dic").write_text("3\na\nplecat\nomul\n", encoding="iso8859-2")
    ask(article, spelling="warning", dictionaries=folder)
    article("translate", "news", 1, "A œplecat дом plecat.", "--by", "Ana")
    assert [start for number, start, _ in found(article) if number == 1] == [2, 10]
