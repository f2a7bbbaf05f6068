"""The last document that was read is kept: it saves reading, and nothing that is written can be seen in it."""

from pathlib import Path

import pytest

from tests.conformance import laws, translate
from translate_flow.formats import Format, Options, extract, html, markdown, merge, recall

FIXTURES = Path(__file__).parent / "fixtures"
DOCUMENTS = [
    *((markdown, path) for path in sorted((FIXTURES / "markdown").glob("*.md"))),
    *((html, path) for path in sorted((FIXTURES / "html").glob("*.html"))),
]


def test_the_same_document_is_read_once_another_one_anew() -> None:
    read: list[tuple[bytes, str]] = []

    @recall.recalled
    def reading(data: bytes, options: str) -> int:
        read.append((data, options))
        return len(data)

    assert [reading(data, "x") for data in (b"one", bytes(bytearray(b"one")), b"three", b"one")] == [3, 3, 5, 3]
    assert read == [(b"one", "x"), (b"three", "x"), (b"one", "x")]
    reading(b"one", "y")
    recall.forget()
    reading(b"one", "y")
    assert read[3:] == [(b"one", "y")] * 2


def test_a_large_document_is_not_kept() -> None:
    sizes: list[int] = []

    @recall.recalled
    def reading(data: bytes, options: None) -> None:
        sizes.append(len(data))

    for size in (recall.LARGEST, recall.LARGEST, recall.LARGEST + 1, recall.LARGEST + 1):
        reading(bytes(size), None)
    assert sizes == [recall.LARGEST, recall.LARGEST + 1, recall.LARGEST + 1]


@pytest.mark.parametrize(("article_format", "path"), DOCUMENTS, ids=[path.name for _, path in DOCUMENTS])
def test_a_translation_leaves_no_trace_in_what_is_kept(article_format: Format, path: Path) -> None:
    data = path.read_bytes()
    before = extract(article_format, data, Options())
    first = translate(article_format, data)
    assert extract(article_format, data, Options()) == before
    assert translate(article_format, data) == first
    recall.forget()
    assert translate(article_format, data) == first
    laws(article_format, data)


def test_a_large_markdown_file_is_read_while_it_is_visited() -> None:
    program = b"```\n" + (b"x" * 99 + b"\n") * (recall.LARGEST // 100) + b"```\n"
    data = b"# One\n\n" + program + b"\nTwo *three*.\n"
    laws(markdown, data)
    first, second = extract(markdown, data, Options())
    assert (first.source, second.source) == ("One", "Two {1}three{/1}.")
    result = merge(markdown, data, {second.key: ("Doi.",)}, Options(), "By A")
    assert result == b"# One\n\n" + program + b"\nDoi.\n\nBy A\n"
