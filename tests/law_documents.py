"""Every document on which the tests prove the laws of a format, and as many more as wanted."""

from collections.abc import Iterator
from typing import NamedTuple

from tests import (
    composed,
    conformance,
    test_docx,
    test_epub,
    test_html_laws,
    test_markdown,
    test_odt,
    test_po,
    test_subtitles,
    test_xliff,
)
from translate_flow import formats
from translate_flow.formats import Options

COMPOSED = {"text": 50, "markdown": 50, "srt": 40, "vtt": 40}
"""How many composed documents the tests take; of the other formats, which have more of their own, ten."""
AT_RANDOM = 1000
"""Number of the first composed document that only `count_laws.py` takes."""


class Document(NamedTuple):
    name: str
    data: bytes
    options: Options


def documents(name: str) -> list[Document]:
    """The documents of a format, those that are equal once."""
    found = [Document(own, data, _options(name)) for own, data in _own(name)]
    found += (composed_document(name, number) for number in range(COMPOSED.get(name, 10)))
    return list({document.data: document for document in reversed(found)}.values())[::-1]


def composed_document(name: str, number: int) -> Document:
    """A document made at random."""
    return Document(f"composed-{number}", composed.COMPOSERS[name](number), _options(name))


def check(name: str, document: Document) -> None:
    """Prove the laws. Raises AssertionError."""
    credit = test_subtitles.CREDIT if name in ("srt", "vtt") else conformance.CREDIT
    conformance.laws(formats.named(name), document.data, document.options, credit)


def _options(name: str) -> Options:
    return Options(settings={"comments": True}) if name in ("docx", "odt") else Options()


def _own(name: str) -> Iterator[tuple[str, bytes]]:
    """The documents of the format's own tests."""
    if name == "markdown":
        yield from test_markdown.ARTICLES
    elif name == "html":
        for path in (*test_html_laws.FIXTURES["html"], *test_html_laws.FIXTURES["xhtml"]):
            yield path.name, path.read_bytes()
        yield from ((page, page.encode()) for page in test_html_laws.TRICKY)
    elif name in ("srt", "vtt"):
        for path in test_subtitles.FILES:
            if path.suffix[1:] == name and path.name not in test_subtitles.ENCODINGS:
                yield path.name, path.read_bytes()
        yield from (pair for pair in test_subtitles.COMPOSED if pair[0].startswith(name))
    elif name == "po":
        yield from (pair for pair in test_po.ALL if pair[0] not in test_po.OPTIONS)
    elif name == "xliff":
        yield from test_xliff.ALL
    elif name in ("docx", "odt", "epub"):
        module = {"docx": test_docx, "odt": test_odt, "epub": test_epub}[name]
        yield from module.DOCUMENTS.items()
        yield from ((path.name, path.read_bytes()) for path in module.REAL)
