"""Code in Word and OpenDocument texts: known by its style, seen by the translator, not offered."""

import pytest

from tests import conformance, word_pieces
from tests import odt_documents as made
from translate_flow import tagged
from translate_flow.errors import UsageError
from translate_flow.formats import Options, docx, extract, odt

WORD_STYLES = (
    '<w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Listing"><w:name w:val="Listing"/><w:basedOn w:val="SourceCode"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="HTMLVorformatiert"><w:name w:val="HTML Preformatted"/></w:style>'
    '<w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/></w:style>'
    '<w:style w:type="character" w:styleId="KeywordTok"><w:name w:val="KeywordTok"/><w:basedOn w:val="VerbatimChar"/>'
    "</w:style>"
)
ODT_STYLES = (
    '<style:style style:name="P8" style:family="paragraph" style:parent-style-name="Source_20_Code"/>'
    '<style:style style:name="T8" style:family="text" style:parent-style-name="Source_20_Text"/>'
)


def word_code(text, style="VerbatimChar"):
    return word_pieces.run(text, f'<w:rStyle w:val="{style}"/>')


def word():
    body = (
        word_pieces.paragraph(word_pieces.run("x = 1"), "SourceCode")
        + word_pieces.paragraph(word_pieces.run("y = 2"), "Listing")
        + word_pieces.paragraph(word_pieces.run("As it stands"), "HTMLVorformatiert")
        + word_pieces.paragraph(
            word_code("if", "KeywordTok") + word_code(" x") + word_pieces.run(" is written ") + word_code("so")
        )
        + word_pieces.paragraph(word_code("only code"))
    )
    package = docx.Package(word_pieces.word(body))
    styles = package.read("word/styles.xml").decode().replace("</w:styles>", f"{WORD_STYLES}</w:styles>")
    return package.write({"word/styles.xml": styles.encode()})


def open_document():
    body = (
        made.p("x = 1", "Source_20_Code")
        + made.p("y = 2", "P8")
        + made.p("As it stands", "Preformatted_20_Text")
        + made.p(made.span("if", "T8") + made.span(" x", "Source_Text") + " is written " + made.span("so", "T8"))
        + made.p(made.span("only code", "T8"))
    )
    package = odt.Package(made.odt(body))
    content = package.read("content.xml").decode().replace("</office:automatic", f"{ODT_STYLES}</office:automatic", 1)
    return package.write({"content.xml": content.encode()})


DOCUMENTS = {"docx": (docx, word(), "HTML Preformatted"), "odt": (odt, open_document(), "Preformatted Text")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_code_is_shown_and_not_offered(name):
    article_format, data, _ = DOCUMENTS[name]
    units = conformance.laws(article_format, data)
    assert [unit.source for unit in units][:2] == ["As it stands", "{1} is written {2}"]
    assert tagged.plain(units[1].source, units[1].codes).text == "if x is written so"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_styles_of_code_are_a_setting(name):
    article_format, data, preformatted = DOCUMENTS[name]
    options = Options(settings={"code_styles": [preformatted.lower()]})
    texts = [unit.source for unit in extract(article_format, data, options)]
    assert texts[:2] == ["x = 1", "y = 2"]
    assert "As it stands" not in texts
    assert "only code" in texts
    with pytest.raises(UsageError, match="code_styles"):
        extract(article_format, data, Options(settings={"code_styles": "Source Code"}))
