"""Changed Word documents as other programs read them: what they want beside the letter of the standard."""

import pytest
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


def bound(content, more=""):
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Title"/>{more}<w:dataBinding w:xpath="/ns0:title[1]"'
        f' w:storeItemID="{{6C3C8BC8}}"/><w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


BOUND = {
    "in a paragraph": pieces.paragraph(pieces.run("It is called ") + bound(pieces.run("A title")) + pieces.run(".")),
    "all of a paragraph": pieces.paragraph(bound(pieces.run("A title"))),
    "around a paragraph": bound(pieces.paragraph(pieces.run("A title"))),
    "in one another": bound(pieces.paragraph(pieces.run("x ") + bound(pieces.run("A title")))),
    "with an end tag": bound(pieces.paragraph(pieces.run("A title"))).replace(
        'ID="{6C3C8BC8}"/>', 'ID="{6C3C8BC8}"></w:dataBinding>'
    ),
}


@pytest.mark.parametrize("name", BOUND)
def test_a_translated_content_control_does_not_show_other_data(name):
    """Word and LibreOffice show what a control is bound to, whatever stands in it."""
    data = pieces.word(pieces.paragraph(pieces.run("First.")) + BOUND[name])
    conformance.laws(docx, data)
    assert not bindings(conformance.translate(docx, data))
    only_first = conformance.translate(docx, data, change=lambda number, unit: ("Erstens.",) if number == 0 else None)
    assert bindings(only_first) == bindings(data)


def bindings(data):
    root = trees(data)["word/document.xml"]
    return [dict(one.attrib) for one in root.iter(etree.Element) if local(one) == "dataBinding"]


CHART = (
    f"{pieces.DECLARATION}<c:chartSpace{pieces.NAMESPACES}"
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart>{}'
    "</c:barChart></c:plotArea></c:chart></c:chartSpace>"
)
SERIES = (
    '<c:ser><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{}</c:v></c:pt>'
    '</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:f>Sheet1!$A$2:$A$3</c:f><c:strCache><c:pt idx="0"><c:v>Spring'
    '</c:v></c:pt><c:pt idx="1"><c:v> Autumn &amp; winter</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef>'
    '<c:f>Sheet1!$B$2:$B$3</c:f><c:numCache><c:formatCode>General</c:formatCode><c:pt idx="0"><c:v>4.3</c:v></c:pt>'
    "</c:numCache></c:numRef></c:val></c:ser>"
)
NEW_CHART = (
    f"{pieces.DECLARATION}<cx:chartSpace{pieces.NAMESPACES}"
    ' xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:chartData><cx:data id="0">'
    '<cx:strDim type="cat"><cx:f>S!A2</cx:f><cx:lvl ptCount="1"><cx:pt idx="0">Leaf</cx:pt></cx:lvl></cx:strDim>'
    '<cx:strDim type="entityId"><cx:lvl ptCount="1"><cx:pt idx="0">Abc</cx:pt></cx:lvl></cx:strDim>'
    '<cx:numDim type="val"><cx:lvl ptCount="1"><cx:pt idx="0">7</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData>'
    "<cx:chart><cx:series><cx:tx><cx:txData><cx:f>S!B1</cx:f><cx:v>Trees</cx:v></cx:txData></cx:tx></cx:series>"
    "</cx:chart></cx:chartSpace>"
)


def test_names_of_series_and_categories_of_charts_are_text():
    """Readers see them in the legend and along the axis; each is translated once for all series."""
    chart = CHART.format(SERIES.format("Ferries") + SERIES.format("Trains"))
    parts = [
        ("word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", chart),
        ("word/charts/chartEx1.xml", "application/vnd.ms-office.chartex+xml", NEW_CHART),
    ]
    data = pieces.word(pieces.paragraph(pieces.run("Text.")), parts)
    texts = [unit.source for unit in conformance.laws(docx, data)]
    assert texts[1:7] == ["Ferries", "Spring", "Autumn & winter", "Trains", "Leaf", "Trees"]
    result = conformance.translate(docx, data, change=lambda number, unit: (unit.source[::-1],))
    root = trees(result)["word/charts/chart1.xml"]
    shown = [one.text for one in root.iter() if local(one) == "v"]
    once = ["gnirpS", " retniw & nmutuA", "4.3"]
    assert shown == ["seirreF", *once, "sniarT", *once]


def ruby(base, reading, more=""):
    return (
        '<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:ruby><w:rubyPr><w:hps w:val="11"/></w:rubyPr>'
        f"<w:rt>{pieces.run(reading)}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby>{more}</w:r>"
    )


def test_words_under_a_reading_are_text():
    """Furigana: what stands above the words goes where a translation drops the pair."""
    data = pieces.word(
        pieces.paragraph(ruby(pieces.run("東京"), "とうきょう") + pieces.run("へ行く。"))
        + pieces.paragraph(ruby(pieces.run("大阪"), "おおさか"))
        + pieces.paragraph(pieces.run("名") + ruby(pieces.run("古"), "ご", "<w:t>屋</w:t>") + pieces.run("市"))
        + pieces.paragraph(pieces.run("無") + ruby("", "む"))
    )
    texts = [unit.source for unit in conformance.laws(docx, data)]
    assert texts[:4] == ["{1}東京{/1}へ行く。", "{1}大阪{/1}", "名{1}市", "無"]
    whole = {0: ("Wir fahren nach Tokio.",), 1: ("Osaka",)}
    root = trees(conformance.translate(docx, data, change=lambda number, unit: whole.get(number)))["word/document.xml"]
    paragraphs = list(root[0].iter(f"{{{pieces.W}}}p"))
    assert ["".join(one.itertext()) for one in paragraphs][:2] == ["Wir fahren nach Tokio.", "Osaka"]
    assert [len(list(one.iter(f"{{{pieces.W}}}ruby"))) for one in paragraphs] == [0, 0, 1, 1]
