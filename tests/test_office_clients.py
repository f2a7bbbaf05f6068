"""Office documents and real programs: LibreOffice and pandoc make them and read their translations."""

import json
import shutil
import subprocess

import pytest

from tests import conformance
from tests.office_reading import FIXTURES
from translate_flow.formats import Options, detect, docx, epub, extract, odt, prove
from translate_flow.model import Role

pytestmark = pytest.mark.clients

NO_OPTIONS = Options()
FORMATS = {".docx": docx, ".odt": odt, ".epub": epub}
DOCUMENTS = [path for path in sorted(FIXTURES.iterdir()) if path.suffix in FORMATS]
BODY = frozenset({Role.PARAGRAPH, Role.HEADLINE, Role.LIST_ITEM, Role.CELL, Role.QUOTE, Role.CAPTION})


def program(name):
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def office(folder, kind, *paths):
    """Convert documents with LibreOffice; returns the folder of the results."""
    out = folder / "out"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", out, *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out


def outline(path):
    """Structure of a document as pandoc reads it: what there is in which order, without the words."""
    command = [program("pandoc"), "--to", "json", path]
    read = subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=path.parent)
    found = []

    def look(node):
        if isinstance(node, dict):
            if node.get("t") not in (None, "Str", "Space", "SoftBreak"):
                found.append(node["t"])
            for key in sorted(node):
                look(node[key])
        elif isinstance(node, list):
            for one in node:
                look(one)

    look(json.loads(read.stdout)["blocks"])
    return found


def translated(path, folder):
    """A pseudo-translation of a document, as a file of the same kind."""
    target = folder / path.name
    target.write_bytes(conformance.translate(FORMATS[path.suffix], path.read_bytes()))
    return target


def squeezed(text):
    """Text without white space: programs wrap lines as they like."""
    return "".join(text.split())


def test_libreoffice_reads_the_new_text(tmp_path):
    program("soffice")
    paths = [path for path in DOCUMENTS if path.suffix != ".epub"]
    results = {path: tmp_path / f"{path.suffix[1:]}-{path.name}" for path in paths}
    for path, result in results.items():
        result.write_bytes(conformance.translate(FORMATS[path.suffix], path.read_bytes()))
    out = office(tmp_path, "txt:Text (encoded):UTF8", *results.values())
    for path, result in results.items():
        text = squeezed((out / f"{result.stem}.txt").read_text("utf-8"))
        units = extract(FORMATS[path.suffix], path.read_bytes(), NO_OPTIONS)
        for number, unit in enumerate(units):
            if unit.role in BODY:
                for part in conformance.translation(unit, number):
                    assert not isinstance(part, str) or squeezed(part) in text, (path.name, unit)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_pandoc_sees_the_same_structure(path, tmp_path):
    assert outline(translated(path, tmp_path)) == outline(path)


def test_documents_fresh_from_pandoc(tmp_path):
    for suffix, article_format in FORMATS.items():
        made = tmp_path / f"made{suffix}"
        source = FIXTURES / "source.md"
        command = [program("pandoc"), "--toc", "--standalone", source, "--output", made]
        subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
        check(made, article_format)


@pytest.mark.parametrize(
    ("kind", "suffix"), [("docx:MS Word 2007 XML", ".docx"), ("odt:writer8", ".odt"), ("epub", ".epub")]
)
def test_documents_fresh_from_libreoffice(kind, suffix, tmp_path):
    out = office(tmp_path, kind, FIXTURES / "libreoffice.odt")
    check(out / f"libreoffice{suffix}", FORMATS[suffix])


def test_flat_documents_of_libreoffice(tmp_path):
    out = office(tmp_path, "fodt", FIXTURES / "pandoc.docx")
    check(out / "pandoc.fodt", odt)


def check(made, article_format):
    data = made.read_bytes()
    assert detect(made.name, data) is article_format
    prove(article_format, data, NO_OPTIONS)
    texts = [unit.source for unit in conformance.laws(article_format, data)]
    assert any("1.25 metres" in text for text in texts)
    assert any("white bread" in text for text in texts)
