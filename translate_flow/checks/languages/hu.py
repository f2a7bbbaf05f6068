"""Hungarian: numbers are one word up to two thousand."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, table, words
from translate_flow.checks.languages.marks import QUOTES

_UNITS = {"egy": 1, "kettő": 2, "két": 2, "három": 3, "négy": 4, "öt": 5, "hat": 6, "hét": 7, "nyolc": 8, "kilenc": 9}
_TENS = {"harminc": 30, "negyven": 40, "ötven": 50, "hatvan": 60, "hetven": 70, "nyolcvan": 80, "kilencven": 90}


def _cardinals() -> dict[str, Decimal]:
    """The numbers that Hungarian writes as one word, up to 1999, and multiples of thousand."""
    small = _UNITS | {"tíz": 10, "húsz": 20} | _TENS
    for tens, word in (("tizen", 10), ("huszon", 20), *_TENS.items()):
        small |= {tens + unit: word + value for unit, value in _UNITS.items()}
    hundreds = {"száz": 100} | {f"{unit}száz": value * 100 for unit, value in _UNITS.items()}
    thousands = {f"{word}ezer": value * 1000 for word, value in (small | hundreds).items()}
    large = {head + tail: above + below for head, above in hundreds.items() for tail, below in small.items()}
    found = small | hundreds | thousands | large
    found |= {f"ezer{tail}": 1000 + value for tail, value in (small | hundreds | large).items()}
    # week, six and the article are common words of other meanings
    return {word: Decimal(value) for word, value in found.items() if word not in ("egy", "hét", "hat")}


_CARDINALS = _cardinals()
_WORDS, _STEMS = readings("""
0 nulla senki egyetlen éjfél
1 egy egyik első egyetlen egyszer
2 kettőt mindkét mindkettő kétszer második fele pár
3 harmadik harmada háromszor
4 negyedik negyed
5 ötödik öten
6 hat hatodik hatan
7 hét hetedik heten
8 nyolcadik
9 kilencedik
10 tizedik tized évtized évtizede tízen
12 tucat dél délben
100 század századi századik évszázad
1000 ezredik
0.5,50 fél fele felét
1.5 másfél
2.5 két_és_fél
0.25,25,15 negyed negyede
33 harmada harmadát
1 első*
2 második* kettő*
3 harmadik* hármas*
4 negyedik*
5 ötödik*
20 huszadik* húsz*
30 harmincas*
40 negyvenes*
50 ötvenes*
60 hatvanas*
70 hetvenes*
80 nyolcvanas*
90 kilencvenes*
""")

LANGUAGE = Language(
    quotes=QUOTES["hu"],
    inner_quotes=("»«", "‘’"),
    straight_quotes=True,
    dash=" – ",
    repeats=words("már sok soha nagyon nem igen egy"),
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | {word: (value,) for word, value in _CARDINALS.items() if len(word) > len("három")},
    scales=table("""
12 tucat
100 száz
1000 ezer ezren ezres ezret ezerre ezerből ezernél
1000000 millió milliós milliót milliónyi millióba millióra millióval millióból milliónál millióért millióan
1000000000 milliárd milliárdos milliárdot milliárdba milliárdra milliárddal milliárdból milliárdért mrd
1000000000000 billió billiós
"""),
    joins=frozenset({"és"}),
    half=r" és fél",
    percent=words("százalék százalékos százalékkal százalékot százaléka százalékponttal százalékpont"),
)
