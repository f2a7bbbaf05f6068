"""The glossaries that ship: well formed, and each source term with one preferred target."""

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from translate_flow import language
from translate_flow.model import TermStatus

ROOT = Path(__file__).parents[1]
STARTERS = sorted((ROOT / "glossaries").glob("*.csv"))
FILES = [*STARTERS, *sorted((ROOT / "projects/demo/glossary").glob("*.csv"))]
FOREIGN = {"ro": "şţŞŢ", "uk": "ыэёъЫЭЁЪ'"}


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_well_formed(path: Path) -> None:
    header, *terms = rows(path)
    assert header[2:] == ["status", "note", "domain"]
    assert [language.normalise(tag) for tag in header[:2]] == path.stem.split(".")[1].split("-")
    assert all(len(term) == 5 for term in terms)
    assert all(source and target and domain for source, target, _, _, domain in terms)
    assert all(status in {"", *TermStatus} for _, _, status, _, _ in terms)
    assert {"", "deprecated", "do-not-translate"} <= {status for _, _, status, _, _ in terms}
    text = path.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n") and "\r" not in text
    assert not any(field != field.strip() for term in terms for field in term)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_source_term_has_one_preferred_target(path: Path) -> None:
    preferred = defaultdict(list)
    header, *terms = rows(path)
    for source, target, status, note, _ in terms:
        preferred[source].extend([target] if status in ("", "preferred", "do-not-translate") else [])
        assert status != "do-not-translate" or source == target
        assert status != "deprecated" or note, f"{target}: a deprecated term says why"
        if source != target:
            assert not set(target) & set(FOREIGN[header[1]]), target
    assert [source for source, targets in preferred.items() if len(targets) != 1] == []
    pairs = [(source, target) for source, target, *_ in terms]
    assert len({*pairs}) == len(pairs)


def test_starters_are_large_and_licensed() -> None:
    readme = (ROOT / "glossaries/README.md").read_text("utf-8")
    for path in STARTERS:
        assert len({source for source, *_ in rows(path)}) > 80
        assert f"| `{path.name}` |" in readme
    assert readme.count("CC0-1.0") == len(STARTERS)
