"""The laws on documents composed at random, and the counts of docs/laws.json."""

import json

import pytest

from tests import law_documents, test_html_laws, test_markdown
from tests.conftest import ROOT
from translate_flow import formats

MADE = [(name, number) for name in formats.BUILT_IN for number in range(law_documents.COMPOSED.get(name, 10))]


@pytest.mark.parametrize(("name", "number"), MADE)
def test_composed_documents_keep_the_laws(name: str, number: int) -> None:
    document = law_documents.composed_document(name, number)
    law_documents.check(name, document)
    assert name == formats.detect(f"x{formats.named(name).EXTENSIONS[0]}", document.data).NAME


@pytest.mark.parametrize("number", range(law_documents.COMPOSED["markdown"]))
def test_composed_articles_keep_their_structure(number: int) -> None:
    data = law_documents.composed_document("markdown", number).data
    if not data.startswith((b"\xff\xfe", b"\xef\xbb\xbf")) and b"\r" not in data:
        test_markdown.compare_structure(data)


@pytest.mark.parametrize("number", range(10))
def test_composed_pages_keep_their_structure(number: int) -> None:
    test_html_laws.check(law_documents.composed_document("html", number).data)


@pytest.mark.parametrize("name", formats.BUILT_IN)
def test_the_counts_of_the_documentation_are_true(name: str) -> None:
    counted = json.loads((ROOT / "docs/laws.json").read_text(encoding="utf-8"))
    assert list(counted) == list(formats.BUILT_IN)
    assert counted[name]["documents"] == len(law_documents.documents(name)) >= 40
