"""Italian."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, table, words

_UNITS = ("uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
_TENS = ("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")


def _cardinals() -> dict[str, Decimal]:
    """The numbers from 20 to 99, which drop the vowel before uno and otto; 200 to 900; thousands."""
    found: dict[str, int] = {}
    for tens, word in enumerate(_TENS, 2):
        found[word] = tens * 10
        for value, unit in enumerate(_UNITS, 1):
            found[(word[:-1] if unit[0] in "uo" else word) + unit] = tens * 10 + value
        found[word + "tré"] = tens * 10 + 3
    for value, unit in enumerate(_UNITS[1:], 2):
        found[unit + "cento"] = value * 100
        found[unit + "mila"] = value * 1000
    return {word: Decimal(value) for word, value in found.items()}


_WORDS, _STEMS = readings("""
0 nessuno nessuna mezzanotte
1 un uno una primo prima primi prime volta solo unico unica
2 entrambi entrambe secondo seconda doppio doppia coppia paio
3 terzo terza triplo terzi trimestre
4 quarto quarta
5 quinto quinta
6 sei sesto sesta
7 settimo settima
8 ottavo ottava
9 nono nona
10 decimo decima decina decennio
12 dozzina mezzogiorno mezzanotte
15 quindicina
20 ventina ventesimo
30 trentina
50 metà cinquantina
100 secolo secoli centinaio centinaia
1000 migliaio migliaia millennio
0.5,1.5,30 mezzo mezza metà
0.25,25,0.75,75,15,45 quarto quarti
33,66,67 terzo terzi
""")

LANGUAGE = Language(
    quotes=("«»", "“”"),
    inner_quotes=("“”", "‘’", "«»"),
    repeats=words("via piano man mano così molto poco sempre no sì pian quasi appena"),
    cardinals=table("""
0 zero
2 due
3 tre
4 quattro
5 cinque
7 sette
8 otto
9 nove
10 dieci
11 undici
12 dodici
13 tredici
14 quattordici
15 quindici
16 sedici
17 diciassette
18 diciotto
19 diciannove
100 cento
""")
    | _cardinals(),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 dozzina dozzine
100 centinaia centinaio
1000 mila mille migliaia
1000000 milione milioni mln
1000000000 miliardo miliardi mld
1000000000000 bilione bilioni
"""),
    joins=frozenset({"e", "di"}),
    half=r" e mezz[oa]",
    percent=words("per_cento percento percentuale percentuali"),
    dayparts=words("mattina mattino pomeriggio sera notte mezzogiorno mezzanotte"),
)
