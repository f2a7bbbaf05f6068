"""Inline codes of TMX, in whatever order, nesting and overlap: each element comes back with what it holds."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_tmx import HEAD, TAIL, read
from tests.test_tmx_lossless import parsed, text_of
from translate_flow.exchange import tmx_writing

CONTENTS = ("", "&lt;b&gt;", "{1}", "a <sub>x</sub> b", '<sub type="t" datatype="html">&amp;</sub>', "x")


def codes(dice):
    """Codes of a text in order, as (element, number); each span ends somewhere behind its beginning."""
    found, begun = [], []
    for number in range(1, dice.randint(2, 10)):
        kind = dice.choice(["text", "bpt", "bpt", "ept", "ept", "ph", "ut", "it", "hi"])
        if kind == "ept":
            if not begun:
                continue
            number = begun.pop(dice.randrange(len(begun)))
        elif kind == "bpt":
            begun.append(number)
        found.append((kind, number))
    return found + [("ept", number) for number in dice.sample(begun, len(begun))]


def seg(found, dice):
    """A text with those codes, each holding something."""

    def one(kind, number):
        held = "h" if kind == "hi" else dice.choice(CONTENTS)
        kind_of = f' type="t{number % 3}"' if number % 3 and kind != "ut" else ""
        return {
            "text": dice.choice(["a", " b ", "{2}", "&lt;", "{/1}"]),
            "ept": f'<ept i="{number}">{held}</ept>',
            "bpt": f'<bpt i="{number}" x="{number}"{kind_of}>{held}</bpt>',
            "it": f'<it pos="{("begin", "end")[number % 2]}" x="{number}"{kind_of}>{held}</it>',
        }.get(kind, f'<{kind} x="{number}"{kind_of}>{held}</{kind}>')

    return "<seg>" + "".join(one(*code) for code in found) + ".</seg>"


def written(entries):
    return "".join(tmx_writing.written(entries, "en", "2024-01-31T10:15:00.000Z"))


def texts(text):
    numbers = {}
    return [text_of(each, numbers) for each in parsed(text).iter("seg")]


@settings(max_examples=400)
@given(st.integers(0, 10**6))
def test_codes_of_both_texts_come_back_whatever_they_hold(seed):
    dice = random.Random(seed)
    found = codes(dice)
    unit = f'<tu><tuv xml:lang="en">{seg(found, dice)}</tuv><tuv xml:lang="ro">{seg(found, dice)}</tuv></tu>'
    entries = read(HEAD + unit + TAIL)
    assert texts(written(entries)) == texts(unit)
    assert read(written(entries)) == entries


@settings(max_examples=100)
@given(st.integers(0, 10**6))
def test_a_target_that_lacks_codes_keeps_the_others(seed):
    dice = random.Random(seed)
    found = codes(dice)
    lacking = {number for _, number in found if dice.random() < 0.3}
    target = [(kind, number) for kind, number in found if number not in lacking]
    unit = f'<tu><tuv xml:lang="en">{seg(found, dice)}</tuv><tuv xml:lang="ro">{seg(target, dice)}</tuv></tu>'
    entries = read(HEAD + unit + TAIL)
    assert texts(written(entries)) == texts(unit)
    assert read(written(entries)) == entries


def test_an_isolated_end_is_no_beginning():
    source = '<bpt i="1" x="1">&lt;b&gt;</bpt>a<bpt i="2" x="2">&lt;i&gt;</bpt>b<ept i="1">/</ept>c<ept i="2">/</ept>'
    pair = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ro"><seg>{}</seg></tuv></tu>'
    (entry,) = read(HEAD + pair.format(source, 'a<ept i="1">&lt;b&gt;</ept>') + TAIL)
    code = list(parsed(written([entry])).iter("seg"))[1][0]
    assert (code.tag, code.get("pos"), code.text) == ("it", "end", "<b>")
