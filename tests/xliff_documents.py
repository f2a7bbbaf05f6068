"""XLIFF files as tools write them, made from numbers: versions, layouts, encodings, states, inline codes."""

import random

V1, V2 = "urn:oasis:names:tc:xliff:document:1.2", "urn:oasis:names:tc:xliff:document:2.0"
TEXTS = [
    "The harbour",
    " was quiet & cold <today>. ",
    "Łódź 港",
    "{1} literal",
    "\n      folded",
    "5 > 3",
    " ",
]
INLINE = {
    V1: [
        '<g id="%d">%s</g>',
        '<x id="%d"/>%s',
        '<bpt id="%d">[b]</bpt>%s<ept id="%d">[/b]</ept>',
        '<bx id="%d"/>%s',
        '<ph id="%d">[br]</ph>%s',
        '<it id="%d" pos="close">[/i]</it>%s',
        '<mrk mtype="x-term" mid="m%d">%s</mrk>',
        '<mrk mtype="protected" mid="m%d">%s</mrk>',
    ],
    V2: [
        '<pc id="%d">%s</pc>',
        '<ph id="%d"/>%s',
        '<sc id="%d"/>%s<ec startRef="%d"/>',
        '<sm id="m%d"/>%s<em startRef="m%d"/>',
        '<ph id="%d" equiv=" " canReorder="no"/>%s',
        '<mrk id="m%d" type="term">%s</mrk>',
        '<mrk id="m%d" translate="no">%s</mrk>',
        '<sc id="%d" isolated="yes"/>%s',
    ],
}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def content(namespace: str, chance: random.Random, depth: int = 0) -> str:
    """Text with inline elements, with ids that are unique in a document."""
    out = [escape(chance.choice(TEXTS))]
    for _ in range(chance.randrange(4 - depth)):
        form = chance.choice(INLINE[namespace])
        number = chance.randrange(1, 10**8)
        inside = content(namespace, chance, depth + 1) if depth < 2 else escape(chance.choice(TEXTS))
        out.append(form.replace("%s", inside.replace("%", "%%")).replace("%d", str(number)).replace("%%", "%"))
        out.append(escape(chance.choice(TEXTS)))
    return "".join(out)


def document(number: int) -> bytes:
    """An XLIFF file: even numbers are 1.2, odd ones 2.0; layout, encoding and states differ."""
    chance = random.Random(number)
    namespace, gap = (V2 if number % 2 else V1), ("\n  " if number % 3 else "")
    units = []
    for index in range(1, 2 + number % 6):
        texts = [content(namespace, chance) for _ in range(chance.randrange(1, 4))]
        units.append((_unit2 if number % 2 else _unit1)(index, texts, chance, gap))
    body = gap.join(units)
    if number % 2:
        inner = f'<file id="f">{gap}{body}</file>'
        text = f'<xliff xmlns="{V2}" version="2.0" srcLang="en" trgLang="ro">{inner}</xliff>'
    else:
        head = 'original="a.html" source-language="en" datatype="html"'
        text = f'<xliff xmlns="{V1}" version="1.2"><file {head}><body>{gap}{body}</body></file></xliff>'
    codec = ("utf-8", "iso-8859-1", "utf-16")[number % 5 if number % 5 < 3 else 0]
    text = f'<?xml version="1.0" encoding="{codec}"?>{gap}{text}'
    return (text.replace("\n", "\r\n") if number % 7 == 0 else text).encode(codec, "xmlcharrefreplace")


def _unit1(index: int, texts: list[str], chance: random.Random, gap: str) -> str:
    source = " ".join(texts)
    extra = ""
    if len(texts) > 1:
        marks = [f'<mrk mtype="seg" mid="{mid}">{text}</mrk>' for mid, text in enumerate(texts)]
        extra = f"{gap}<seg-source>{' '.join(marks)}</seg-source>"
    held = chance.choice(["", "<target/>", '<target state="new"></target>', f"<target>{source}</target>"])
    held = gap + held if held else ""
    note = f'{gap}<note from="x">About this</note><alt-trans><target>other</target></alt-trans>'
    return f'<trans-unit id="u{index}">{gap}<source>{source}</source>{extra}{held}{note}</trans-unit>'


def _unit2(index: int, texts: list[str], chance: random.Random, gap: str) -> str:
    segments = []
    for text in texts:
        state = chance.choice(["", ' state="initial"', ' state="final" subState="x:y"'])
        held = f"{gap}<target>{text}</target>" if "final" in state else chance.choice(["", "<target/>"])
        segments.append(f"<segment{state}>{gap}<source>{text}</source>{held}</segment>")
    return f'<unit id="u{index}"><notes><note>About this</note></notes>{gap}{gap.join(segments)}</unit>'
