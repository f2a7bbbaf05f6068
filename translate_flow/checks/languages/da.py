"""Danish: units stand before tens, and the tens from fifty on count scores (halvtreds, tres)."""

from translate_flow.checks.languages import Language, readings, table, words
from translate_flow.checks.languages.marks import QUOTES
from translate_flow.checks.languages.nordic import cardinals, with_hundreds

_UNITS = {"en": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9}
_TEENS = {
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17,
    "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70, "firs": 80, "halvfems": 90,
}  # fmt: skip
_CARDINALS = with_hundreds(cardinals(_UNITS, _TEENS, _TENS, "og", is_reversed=True), "hundrede", "tusind")
_WORDS, _STEMS = readings("""
0 nul ingen midnat
1 en et én ét ene første eneste gang
2 begge anden andet dobbelt dobbelte fordoblet par halvdelen
3 tredje tredobbelt
4 fjerde kvartal
5 femte
6 sjette
7 syvende
8 ottende
9 niende
10 tiende årti årtiet årtier snese
11 ellevte
12 tolvte dusin dusinvis
20 tyvende snes
30 tredivte
40 fyrrer*
50 halvtredser*
60 tresser*
70 halvfjerdser*
80 firser*
90 halvfemser*
100 hundredvis århundrede århundredet
1000 tusindvis årtusinde
0.5,50 halv halve halvt halvdelen
1.5,150 halvanden halvandet
0.25,25,15 kvart kvarter fjerdedel
33 tredjedel
66,67 tredjedele
""")

LANGUAGE = Language(
    quotes=QUOTES["da"],
    inner_quotes=("›‹", "‘’", "’’", "„“"),
    straight_quotes=True,
    names_are_quoted=True,
    dash=" – ",
    repeats=words("meget nej ja så det de den som at på til der"),
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | {word: (value,) for word, value in _CARDINALS.items() if len(word) > len("femten")},
    scales=table("""
12 dusin
100 hundrede hundreder
1000 tusind tusinde tusinder
1000000 million millioner millionerne mio
1000000000 milliard milliarder milliarderne mia mia. mrd
1000000000000 billion billioner
"""),
    joins=frozenset({"og"}),
    half=r" og en halv| og et halvt",
    percent=words("procent procents pct procentpoint"),
    dayparts=words("morgenen formiddagen eftermiddagen aftenen natten morgen eftermiddag aften nat"),
)
