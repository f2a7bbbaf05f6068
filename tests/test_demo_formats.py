"""The examples that ship, one per format: they come back byte for byte and keep their structure in any language."""

import re

import polib
import pytest

from tests import conformance, test_docx, test_epub, test_html_laws, test_odt, test_xliff
from tests.conftest import ROOT
from tests.markdown_structure import structure as markdown_structure
from tests.office_reading import trees
from translate_flow import formats

EXAMPLES = sorted((ROOT / "projects/demo/formats").iterdir())


def times(data):
    """The lines of subtitles that hold no text for readers."""
    return re.findall(rb"^(?:\d+|.*-->.*|WEBVTT.*|NOTE|STYLE|::cue.*|opening)$", data, re.MULTILINE)


def messages(data):
    return [
        (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.occurrences, sorted(entry.msgstr_plural))
        for entry in polib.pofile(data.decode())
    ]


STRUCTURES = {
    ".md": lambda data: markdown_structure(data.decode())[0],
    # of the root, the language may change
    ".html": lambda data: test_html_laws.structure(data)[1:],
    ".docx": lambda data: {part: test_docx.structure(root) for part, root in trees(data).items()},
    ".odt": test_odt.structure,
    ".epub": test_epub.structure,
    ".po": messages,
    ".xlf": test_xliff.skeleton,
    ".xliff": test_xliff.skeleton,
    ".srt": times,
    ".vtt": times,
}


def test_there_is_an_example_of_every_format():
    found = {formats.detect(path.name, path.read_bytes()).NAME for path in EXAMPLES}
    assert found == set(formats.BUILT_IN) - {"text"}  # of that, the demo's own article is one
    assert {path.suffix for path in EXAMPLES} == set(STRUCTURES)
    listed = (ROOT / "projects/demo/README.md").read_text(encoding="utf-8")
    assert all(f"`{path.suffix}`" in listed for path in EXAMPLES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_untranslated_example_is_exported_byte_for_byte(tflow, tmp_path, path):
    tflow("import", path)
    out = tmp_path / f"out{path.suffix}"
    tflow("export", "river-ferry", "--allow-unfinished", "-o", out)
    assert out.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_pseudo_translation_of_an_example_keeps_its_structure(tflow, tmp_path, path):
    tflow("import", path)
    out = tmp_path / f"out{path.suffix}"
    tflow("export", "river-ferry", "--pseudo", "-o", out)
    before, after = path.read_bytes(), out.read_bytes()
    assert before != after
    structure = STRUCTURES[path.suffix]
    assert structure(before) == structure(after)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_keep_the_laws(path):
    data = path.read_bytes()
    is_subtitle = path.suffix in (".srt", ".vtt")
    credit = "Translation by A. *Ünal*" if is_subtitle else conformance.CREDIT
    assert len(conformance.laws(formats.detect(path.name, data), data, credit=credit)) >= 3
