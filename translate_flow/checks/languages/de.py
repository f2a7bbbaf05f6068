"""German."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, table, words

_UNITS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_TEENS = (
    "zehn",
    "elf",
    "zwölf",
    *(f"{unit}zehn" for unit in ("drei", "vier", "fünf", "sech", "sieb", "acht", "neun")),
)


def _cardinals() -> dict[str, Decimal]:
    """The numbers that German writes as one word, up to 99 and as multiples of hundred and thousand."""
    small = dict(zip(_UNITS, range(1, 10), strict=True)) | dict(zip(_TEENS, range(10, 20), strict=True))
    for tens, word in enumerate(_TENS, 2):
        small[word] = tens * 10
        small |= {f"{unit}und{word}": tens * 10 + value for value, unit in enumerate(_UNITS, 1)}
    hundreds = {f"{unit}hundert": value * 100 for unit, value in small.items() if value < 20}
    thousands = {f"{unit}tausend": value * 1000 for unit, value in (small | hundreds).items()}
    ambiguous = {"ein"}
    found = small | hundreds | thousands | {"null": 0, "zwo": 2, "dreissig": 30}
    return {word.casefold(): Decimal(value) for word, value in found.items() if word not in ambiguous}


_CARDINALS = _cardinals()
# ordinals (zwölfte, zwanzigste) and compounds (zweiwöchig, Zehnkampf)
_COMPOUNDS = {word: (value,) for word, value in _CARDINALS.items() if value > 1 and len(word) > len("elf")}
_WORDS, _STEMS = readings("""
0 niemand mitternacht kein keine
1 ein eine einem einen einer eines eins einmal einzige einzigen erste ersten erster erstes erstem einzelne
2 beide beiden beider beides zweimal doppelt doppelte doppelten paar halb halbe halben bilateral bilaterale
3 dreimal dreifach drittel dritte dritten dritter drittes quartal
4 viertel viermal vierfach quartal
5 fünftel
7 siebte siebten siebter siebtes
8 achte achten achter achtes
10 zehntel jahrzehnt jahrzehnte jahrzehnts
12 dutzend mittag mittags mitternacht
100 jahrhundert jahrhunderts hundertstel
1000 jahrtausend jahrtausends
1.5,150 anderthalb eineinhalb
2.5 zweieinhalb
0.5,50 halb halbe halben halber halbes hälfte
0.25,25,0.75,75,15,45 viertel dreiviertel
33,66,67 drittel
1 erst*
2 zweit* doppel*
3 dritt* dreifach*
20 zwanzigst* zwanziger*
30 dreißiger*
40 vierziger*
50 fünfziger*
60 sechziger*
70 siebziger*
80 achtziger*
90 neunziger*
""")

LANGUAGE = Language(
    quotes=("„“", "»«", "‚‘"),
    inner_quotes=("‚‘", "›‹", "„“"),
    names_are_quoted=True,
    dash=" – ",
    repeats=words("die der das den dem sie ihr sehr so nein ja ganz immer wieder"),
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | _COMPOUNDS,
    scales=table("""
12 dutzend
100 hundert hunderte
1000 tausend tausende tsd
1000000 million millionen mio
1000000000 milliarde milliarden mrd
1000000000000 billion billionen bio
1000000000000000 billiarde billiarden
"""),
    joins=frozenset({"und"}),
    half=r"einhalb",
    percent=words("prozent prozents prozentpunkt prozentpunkte prozentpunkten prozentige v.h"),
    dayparts=words(
        "morgens früh vormittags vormittag mittag", "nachmittags nachmittag abends abend nachts nacht morgen"
    ),
)
