"""XML with byte offsets: events tile what they name, patches touch nothing else, bad XML is refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from translate_flow.errors import BadInput
from translate_flow.formats.xmlscan import DEPTH_LIMIT, Kind, Xml, escape, escape_value, patch

SAMPLE = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<!-- ä before -->\n<r xmlns="urn:r" xmlns:x=\'urn:x\'>'
    '<x:a one="1 &amp; é" x:two=\'&lt;"\'  three = ""/>tëxt &amp; &#233;<b\n/><![CDATA[<raw> é]]>tail'
    "<?go there?><c></c><d>\r\n</d></r>\n<!--behind-->"
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "iso-8859-1", "windows-1252")


def encoded(encoding: str) -> bytes:
    if encoding == "utf-16-be-bom":
        return b"\xfe\xff" + SAMPLE.format(encoding="UTF-16").encode("utf-16-be")
    return SAMPLE.format(encoding=encoding.removesuffix("-sig")).encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_event_knows_its_bytes(encoding):
    xml = Xml(encoded(encoding), {"urn:x": "y"})
    seen = [(event.kind, event.name, xml.raw(event), event.text) for event in xml.events()]
    r = "{urn:r}"
    assert seen == [
        (Kind.COMMENT, "", "<!-- ä before -->", " ä before "),
        (Kind.START, f"{r}r", "<r xmlns=\"urn:r\" xmlns:x='urn:x'>", ""),
        (Kind.START, "y:a", '<x:a one="1 &amp; é" x:two=\'&lt;"\'  three = ""/>', ""),
        (Kind.END, "y:a", "", ""),
        (Kind.TEXT, "", "tëxt &amp; &#233;", "tëxt & é"),
        (Kind.START, f"{r}b", "<b\n/>", ""),
        (Kind.END, f"{r}b", "", ""),
        (Kind.CDATA, "", "<![CDATA[<raw> é]]>", "<raw> é"),
        (Kind.TEXT, "", "tail", "tail"),
        (Kind.INSTRUCTION, "go", "<?go there?>", "there"),
        (Kind.START, f"{r}c", "<c>", ""),
        (Kind.END, f"{r}c", "</c>", ""),
        (Kind.START, f"{r}d", "<d>", ""),
        (Kind.TEXT, "", "\r\n", "\n"),
        (Kind.END, f"{r}d", "</d>", ""),
        (Kind.END, f"{r}r", "</r>", ""),
        (Kind.COMMENT, "", "<!--behind-->", "behind"),
    ]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_values_of_attributes_know_their_bytes(encoding):
    xml = Xml(encoded(encoding), {"urn:x": "y"})
    event = next(event for event in xml.events() if event.name == "y:a")
    assert event.is_empty
    assert event.attributes == {"one": "1 & é", "y:two": '<"', "three": ""}
    spans = xml.value_spans(event)
    raw = {name: xml.data[start:end].decode(xml.encoding) for name, (start, end) in spans.items()}
    assert raw == {"one": "1 &amp; é", "y:two": '&lt;"', "three": ""}
    assert [xml.value_quote(span) for span in spans.values()] == ['"', "'", '"']
    start, end = spans["three"]
    patched = patch(xml.data, [(start, end, xml.value("<\"'\n& ő", '"'))])
    assert etree.fromstring(patched)[0].get("three") == "<\"'\n& ő"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), min_size=1, max_size=8))
def test_events_tile_long_and_short_text_alike(texts):
    body = "".join(f"<p a='{i}'>{escape(text)}</p>" for i, text in enumerate(texts))
    data = f"<r>{body}</r>".encode()
    events = list(Xml(data).events())
    assert events[0].start == 0
    assert events[-1].end == len(data)
    assert all(a.end == b.start for a, b in pairwise(events))


def test_events_are_the_same_across_pieces():
    body = "".join(f"<p n='{i}'>café &amp; {i}</p><q/>" for i in range(30_000))
    data = f"<r>{body}</r>".encode()
    events = list(Xml(data).events())
    assert all(a.end == b.start for a, b in pairwise(events))
    texts = [event.text for event in events if event.kind is Kind.TEXT]
    assert texts == [f"café & {i}" for i in range(30_000)]
    assert sum(event.is_empty for event in events) == 30_000


def test_self_closing_elements_in_a_row():
    xml = Xml(b"<a><b/><b></b><c><b/></c></a>")
    starts = [(event.name, event.is_empty) for event in xml.events() if event.kind is Kind.START]
    assert starts == [("a", False), ("b", True), ("b", False), ("c", False), ("b", True)]


def test_an_undeclared_entity_of_an_outer_dtd_is_an_event():
    xml = Xml(b'<!DOCTYPE r PUBLIC "-//X//Y" "http://nowhere.invalid/x.dtd"><r>a&nbsp;b</r>')
    assert [(event.kind, xml.raw(event)) for event in xml.events()] == [
        (Kind.START, "<r>"),
        (Kind.TEXT, "a"),
        (Kind.ENTITY, "&nbsp;"),
        (Kind.TEXT, "b"),
        (Kind.END, "</r>"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<a><b></a>", "mismatched tag in line 1, byte 8"),
        (b"<a>\n<b>&unknown;</b></a>", "undefined entity in line 2, byte 7"),
        (b"", "no element found"),
        (b"<a>\xff</a>", "invalid token"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "declares entities"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "declares entities"),
        (b'<!DOCTYPE a [<!ENTITY % e SYSTEM "http://x.invalid/">%e;]><a/>', "declares entities"),
        (b"<a>" * (DEPTH_LIMIT + 1) + b"</a>" * (DEPTH_LIMIT + 1), "deeper than 200"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "klingon"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a>\x83\x41</a>', "shift_jis"),
        (b"<a x='1' x='2'/>", "duplicate attribute"),
        (b"<q:a/>", "unbound prefix"),
    ],
)
def test_bad_xml_is_refused_with_its_place(data, words):
    with pytest.raises(BadInput) as caught:
        list(Xml(data, place="part.xml").events())
    assert words in caught.value.message
    assert caught.value.message.startswith("part.xml ")


def test_characters_that_an_encoding_lacks_become_references():
    xml = Xml(b'<?xml version="1.0" encoding="us-ascii"?><a/>')
    assert xml.text("é<") == b"&#233;&lt;"


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_text_comes_back(text):
    try:
        content, value = escape(text), escape_value(text, "'")
    except BadInput as error:
        assert "U+" in error.message
        return
    root = etree.fromstring(f"<a b='{value}'>{content}</a>")
    assert (root.text or "") == text
    assert root.get("b") == text


def test_patches_are_applied_in_order_of_place():
    assert patch(b"abcdef", [(4, 5, b"E"), (0, 1, b"A"), (2, 2, b"+"), (2, 2, b"-")]) == b"Ab+-cdEf"
    data = b"same"
    assert patch(data, []) is data
    with pytest.raises(ValueError, match="overlaps"):
        patch(b"abc", [(0, 2, b""), (1, 3, b"")])
