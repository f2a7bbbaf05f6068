"""Changed Word documents as other programs read them: what they want beside the letter of the standard."""

from lxml import etree

from tests import conformance
from tests import word_documents as word
from tests import word_pieces as pieces
from tests.office_reading import local, trees
from translate_flow.formats import docx

FIELD_PARTS = {"fldChar", "instrText"}


def runs(data):
    """Names of what each run of the text holds, without its properties."""
    root = trees(data)["word/document.xml"]
    return [[local(one) for one in run if local(one) != "rPr"] for run in root.iter(f"{{{pieces.W}}}r")]


def test_parts_of_fields_stand_in_runs_of_their_own():
    """Pandoc takes no run with more than one part of a field in it, and loses the paragraph."""
    content = "".join(word.BODIES[name] for name in ("link field", "page field", "nested field"))
    before, after = pieces.word(content), conformance.translate(docx, pieces.word(content))
    parts = [[one for one in run if one in FIELD_PARTS] for run in runs(after)]
    assert sum(map(len, parts)) == sum(one in FIELD_PARTS for run in runs(before) for one in run)
    assert all(len(run) == 1 for run in runs(after) if FIELD_PARTS & set(run)), etree.tostring(
        trees(after)["word/document.xml"]
    )
