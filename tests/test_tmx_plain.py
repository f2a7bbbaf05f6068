"""Units that are read from the text at once are those that expat would read."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate_flow.errors import BadInput
from translate_flow.exchange import tmx
from translate_flow.exchange.tmx_plain import PlainUnits, safe_text

HEAD = '<tmx version="1.4"><header creationtool="{}"/>\n<body>\n'
TAIL = "</body></tmx>\n"
TEXTS = st.sampled_from(
    ["one", "", " ", "\n", "a &amp; b", "&amp;lt;", "&lt;g0&gt;x&lt;/g0&gt;", "&#65;", "&nbsp;", "]]>", ">", "ș\r\nț",
     "<ph>x</ph>", '<bpt i="1">b</bpt>c<ept i="1"/>', "<hi>h</hi>", "<!-- c -->", "<![CDATA[</tu>]]>", "<sub>", "\r",
     "\x01", "\ufffe", "𝄞", "\x7f", "<?p i?>", "</seg><seg>"]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["", ' xml:lang="en"', " xml:lang='ro'", ' lang = "de"', ' lang="ro" changeid="a>b"', ' a="1" a="2"', ' a="&amp;"',
     ' a="x\ny"', ' a="1"b="2"', " \n", ' type="x" ', " a=\"'\"", "/", ' é="1"', ' x:y="ü"', ' a="<"', ' a=""']
)  # fmt: skip
BETWEEN = st.sampled_from(["", "", "", "\n", " ", "\r\n", "\r", "<!-- <tu> -->", "x", "<!-- </tu>", "<![CDATA[<tu>]]>"])


def element(name, inside):
    return st.builds("<{0}{1}>{2}</{0}>".format, st.just(name), ATTRIBUTES, inside)


REMARKS = st.one_of(st.just(""), element("prop", TEXTS), element("note", TEXTS))
SEG = TEXTS.map("<seg>{}</seg>".format)
TUV = element("tuv", st.tuples(BETWEEN, REMARKS, SEG, BETWEEN).map("".join))
TU = element("tu", st.tuples(REMARKS, REMARKS, BETWEEN, TUV, BETWEEN, TUV).map("".join))
ODD = st.sampled_from(["<tu/>", "</tu>", "<tu>", "<ut>", "<tu><tuv/><tuv/></tu>", "</body>", "<body>", "<x></tu></x>"])
PLAIN = '<tu>\n<tuv xml:lang="en"><seg>Yes</seg></tuv>\n<tuv xml:lang="ro"><seg>Da</seg></tuv>\n</tu>\n'
BODY = st.lists(st.one_of(TU, st.just(PLAIN), st.just(PLAIN), BETWEEN, ODD), max_size=6).map("".join)
START = st.sampled_from(
    ["", "", "", '<?xml version="1.0" encoding="UTF-8"?>\r\n', "\ufeff", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
     '<!DOCTYPE tmx [<!ATTLIST tuv a CDATA "default">]>', "<!-- <tmx><body> -->\n"]
)  # fmt: skip
DOCUMENT = st.builds(
    lambda start, tool, body, end: start + HEAD.format(tool) + body + end,
    START, st.sampled_from(["x", "OmegaT"]), BODY, st.sampled_from([TAIL, TAIL, ""]),
)  # fmt: skip


class Slow(tmx.Reader):
    """Leaves everything to expat."""

    def _is_between_units(self):
        return False


def outcome(reader, chunks):
    units = []
    try:
        units.extend(reader.read(chunks))
        fault = ""
    except BadInput as error:
        fault = error.message
    return units, fault


def cut(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@settings(max_examples=600, deadline=None)
@given(DOCUMENT, st.sampled_from([1, 7, 64, 300, 100_000]), st.sampled_from(["utf-8", "utf-8", "utf-16", "utf-16-le"]))
@example(HEAD + PLAIN + "<!--" + PLAIN + "-->" + PLAIN + TAIL, 100_000, "utf-8")
@example(HEAD + PLAIN + "<![CDATA[" + PLAIN + "]]>" + PLAIN + TAIL, 100_000, "utf-8")
@example('<!DOCTYPE tmx [<!ATTLIST tuv a CDATA "d">]>' + HEAD + PLAIN + PLAIN + TAIL, 100_000, "utf-8")
@example('<?xml version="1.0" encoding="iso-8859-1"?>' + HEAD + PLAIN + PLAIN.replace("Da", "È") + TAIL, 99, "utf-8")
def test_the_quick_way_reads_what_expat_reads(text, size, encoding):
    data = text.encode(encoding)
    assert outcome(tmx.Reader(), cut(data, size)) == outcome(Slow(), [data])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_files_have_the_same_fault_and_the_same_units_before_it(data):
    sound = (HEAD.format("x") + PLAIN * 4 + TAIL).encode()
    place = data.draw(st.integers(0, len(sound) - 1))
    broken = sound[:place] + data.draw(st.binary(max_size=2)) + sound[place + data.draw(st.integers(0, 3)) :]
    assert outcome(tmx.Reader(), [broken]) == outcome(Slow(), [broken])


def test_plain_units_do_not_go_through_expat():
    plain = PlainUnits(safe_text((PLAIN * 3 + "<tu><!-- --></tu>" + PLAIN).encode()), 100)
    assert [unit.line for unit in plain.units()] == [0, 4, 8]
    assert plain.skip() == "\n<tu><!-- --></tu>"
    assert len(list(plain.units())) == 1


def test_a_text_that_is_too_long_is_refused_as_before():
    data = (HEAD.format("x") + PLAIN + PLAIN.replace("Yes", "x" * (tmx.LONGEST + 1)) + TAIL).encode()
    units, fault = outcome(tmx.Reader(), [data])
    assert len(units) == 1
    assert fault == outcome(Slow(), [data])[1] == "line 8: a text has more than 200,000 characters."
