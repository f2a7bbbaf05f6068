"""EPUB books: every byte comes back, chapters come in reading order, the package stays an EPUB."""

import io
import zipfile

import pytest
from lxml import etree

from tests import conformance
from tests import epub_documents as made
from tests.office_reading import FIXTURES, local, members
from translate_flow.errors import BadInput
from translate_flow.formats import Options, detect, epub, extract, merge, prove
from translate_flow.formats.package import Package
from translate_flow.model import Role

DOCUMENTS = made.documents()
REAL = sorted(FIXTURES.glob("*.epub"))
NO_OPTIONS = Options()
BROKEN = {"broken page"}


def roots(data):
    kinds = (".xhtml", ".opf", ".ncx", ".xml")
    return {name: etree.fromstring(xml) for name, xml in members(data).items() if name.endswith(kinds)}


def structure(data):
    return {name: [one.tag for one in root.iter(etree.Element)] for name, root in roots(data).items()}


def sources(data):
    return [unit.source for unit in extract(epub, data, NO_OPTIONS)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_laws(name):
    conformance.laws(epub, DOCUMENTS[name])
    prove(epub, DOCUMENTS[name], NO_OPTIONS)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_laws_on_books_of_real_programs(path):
    data = path.read_bytes()
    assert len(conformance.laws(epub, data)) > 15
    assert structure(data) == structure(conformance.translate(epub, data))


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in BROKEN])
def test_an_independent_parser_finds_the_same_structure_and_the_new_text(name):
    data = DOCUMENTS[name]
    result = conformance.translate(epub, data)
    assert structure(data) == structure(result)
    text = "\n".join(
        "".join([*root.itertext(), *(value for one in root.iter(etree.Element) for value in one.attrib.values())])
        for root in roots(result).values()
    )
    flat = "".join(text.split())
    for number, unit in enumerate(extract(epub, data, NO_OPTIONS)):
        for part in conformance.translation(unit, number):
            if isinstance(part, str):
                assert "".join(part.split()) in flat, unit


@pytest.mark.parametrize("name", ["everything", "version 2"])
def test_the_package_stays_an_epub(name):
    result = conformance.translate(epub, DOCUMENTS[name], credit="By A")
    assert result[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(result)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_a_change_is_local():
    data = DOCUMENTS["everything"]
    before = members(data)
    offered = extract(epub, data, NO_OPTIONS)
    for number in range(0, len(offered), 5):
        after = members(
            conformance.translate(
                epub,
                data,
                NO_OPTIONS,
                lambda i, unit, n=number: conformance.translation(unit) if i == n else None,
            )
        )
        assert sum(before[name] != after[name] for name in before) == 1, offered[number]


def test_chapters_come_in_reading_order_then_the_rest():
    book = made.book([made.page(f"<p>Page {number}.</p>", "T") for number in "123"])
    assert [source for source in sources(book) if source != "T"] == [
        "Page 1.",
        "Page 2.",
        "Page 3.",
        "The book",
        "One",
        "Contents",
        "The start",
        "The book & I",
        "Rivers",
    ]


def test_roles():
    by_source = {unit.source: unit.role for unit in extract(epub, DOCUMENTS["everything"], NO_OPTIONS)}
    expected = {
        "Chapter one": Role.HEADLINE,
        "Hello world.": Role.PARAGRAPH,
        "Inner": Role.LIST_ITEM,
        "The book & I": Role.METADATA,
        "Rivers": Role.METADATA,
    }
    assert {source: by_source[source] for source in expected} == expected


def test_the_credit_line_stands_at_the_end_of_the_last_text():
    result = merge(epub, DOCUMENTS["cover last"], {}, NO_OPTIONS, credit="By <A> & B")
    found = {name: "".join(root.itertext()).split("\n") for name, root in roots(result).items()}
    assert [name for name, lines in found.items() if "By <A> & B" in lines] == ["OEBPS/c 1.xhtml"]
    page = roots(result)["OEBPS/c 1.xhtml"]
    assert [local(one) for one in page.iter(etree.Element)] == ["html", "head", "title", "body", "p", "p"]


def test_the_target_language_is_named_once_something_changed():
    options = Options(settings={"target_language": "ro"})
    data = DOCUMENTS["plain"]
    assert merge(epub, data, {}, options) is data
    key = next(unit.key for unit in extract(epub, data, options) if unit.source == "Hello world.")
    result = merge(epub, data, {key: ("Bună, lume.",)}, options)
    assert roots(result)["OEBPS/content.opf"].findtext(".//{*}language") == "ro"
    assert roots(result)["OEBPS/c 1.xhtml"].get("lang") == "ro"


def test_protected_and_broken_books_are_refused():
    data = made.book(
        [made.page("<p>x</p>")],
        extra=[("META-INF/encryption.xml", made.encryption("OEBPS/c%201.xhtml").encode())],
    )
    for broken, words in (
        (data, "protected against copying"),
        (made.package([("mimetype", b"application/epub+zip")]), "no book"),
        (Package(DOCUMENTS["plain"]).write({"META-INF/container.xml": b"<c/>"}), "does not say"),
        (Package(DOCUMENTS["plain"]).write({"OEBPS/content.opf": b"<c>"}), "content.opf is no XML"),
        (Package(DOCUMENTS["plain"]).write({"OEBPS/c 1.xhtml": b"<p>\xff</p>"}), "OEBPS/c 1.xhtml: "),
    ):
        with pytest.raises(BadInput) as caught:
            epub.walk(broken, lambda unit: None, NO_OPTIONS)
        assert words in caught.value.message


def test_detection():
    assert detect("x", DOCUMENTS["plain"]) is epub
    assert not epub.sniff(b"PK\x03\x04")
    assert not epub.sniff(made.package([("mimetype", b"application/zip"), ("META-INF/container.xml", b"")]))
