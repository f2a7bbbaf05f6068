"""Norwegian (bokmål)."""

from translate_flow.checks.languages import Language, readings, table, words
from translate_flow.checks.languages.nordic import cardinals, with_hundreds

_UNITS = {"en": 1, "ett": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7}
_UNITS |= {"åtte": 8, "ni": 9}
_TEENS = {
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17,
    "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {
    "tjue": 20, "tyve": 20, "tretti": 30, "tredve": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70,
    "åtti": 80, "nitti": 90,
}  # fmt: skip
_SMALL = cardinals(_UNITS, _TEENS, _TENS, "") | cardinals(_UNITS, {}, _TENS, "og", is_reversed=True)
_CARDINALS = with_hundreds(_SMALL, "hundre", "tusen")
_WORDS, _STEMS = readings("""
0 null ingen midnatt
1 en ett én ei første eneste gang
2 begge andre dobbel dobbelt doblet par halvparten
3 tredje tredoblet
4 fjerde kvartal
5 femte
6 sjette
7 sjuende syvende
8 åttende
9 niende
10 tiende tiår tiåret titalls
11 ellevte
12 tolvte dusin dusinvis
20 tjuende
100 hundrevis århundre århundret
1000 tusenvis årtusen
0.5,50 halv halve halvt halvparten
1.5,150 halvannen halvannet
0.25,25,15 kvart fjerdedel firedel
33 tredel tredjedel
66,67 tredjedeler tredeler
20 tjue*
30 tretti*
40 førti*
50 femti*
60 seksti*
70 sytti*
80 åtti*
90 nitti*
""")

LANGUAGE = Language(
    quotes=("«»", "“”", "„“"),
    inner_quotes=("‘’", "“”"),
    straight_quotes=True,
    names_are_quoted=True,
    dash=" – ",
    repeats=words("veldig nei ja så det de den som at på til"),
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | {word: (value,) for word, value in _CARDINALS.items() if len(word) > len("sytti")},
    scales=table("""
12 dusin
100 hundre
1000 tusen
1000000 million millioner millionene mill
1000000000 milliard milliarder milliardene mrd
1000000000000 billion billioner
"""),
    joins=frozenset({"og"}),
    has_units_first=True,
    half=r" og en halv| og et halvt",
    percent=words("prosent prosents prosentpoeng prosentenheter"),
    dayparts=words("morgenen formiddagen ettermiddagen kvelden natten morgen ettermiddag kveld natt"),
)
