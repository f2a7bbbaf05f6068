"""What a newsroom and a documentation team met in their first days: each stays mended."""

import pytest

from tests.conftest import NEWS, NEWS_RO


@pytest.mark.parametrize(
    "encoding", ["idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined", "hex", "no"]
)
def test_only_encodings_of_texts_are_encodings(tflow, encoding):
    tflow.article(NEWS)
    path = tflow.folder / "other.txt"
    path.write_text("One.\n")
    assert "There is no encoding" in tflow.fails(2, "import", path, "--encoding", encoding)
    assert "There is no encoding" in tflow.fails(2, "segment", path, "--from", "en", "--encoding", encoding)
    assert "There is no encoding" in tflow.fails(2, "export", "news", "--pseudo", "--encoding", encoding)


@pytest.mark.parametrize("encoding", ["idna", "punycode", "hex"])
def test_a_file_that_names_an_encoding_of_no_texts(tflow, encoding):
    page, catalog, client = (tflow.folder / name for name in ("page.html", "messages.po", "client.xlf"))
    page.write_text(f'<html><head><meta charset="{encoding}"></head><body><p>Știri.</p></body></html>', "utf-8")
    catalog.write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset={encoding}\\n"\n\nmsgid "Știri"\nmsgstr ""\n', "utf-8"
    )
    client.write_text(f'<?xml version="1.0" encoding="{encoding}"?>\n<xliff version="2.0" srcLang="en"/>\n')
    tflow("import", page, catalog)
    assert [tflow.json("show", name)[0]["source"] for name in ("page", "messages")] == ["Știri.", "Știri"]
    assert f"encoding '{encoding}' is not known" in tflow.fails(1, "import", client)


def test_a_letter_that_the_wanted_encoding_lacks(tflow):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    said = tflow.fails(1, "export", "news", "--encoding", "latin-1")
    assert "cannot be written in iso8859-1." in said
    assert "source file" not in said
