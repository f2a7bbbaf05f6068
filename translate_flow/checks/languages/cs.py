"""Czech."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
0 nula nikdo půlnoc půlnoci žádný
1 jeden jedna jedno jednoho jedné jednu jednou jedním
2 oba obě obou druhý druhá druhé dvakrát pár dvojice
3 třetí třikrát čtvrtletí třetina třetiny
4 čtvrtý čtvrtá čtvrté čtyřikrát čtvrtletí
12 poledne půlnoc tucet
100 století
1.5 půldruhého
0.5,50,30 půl polovina poloviny polovinu
0.25,25,0.75,75,15,45 čtvrt čtvrtina čtvrtiny čtvrtinu
33,66,67 třetina třetiny třetinu
1 první*
2 dvou* dvoj* druh*
3 tří* troj* třet*
4 čtyř* čtvrt*
5 pět* pát*
6 šest*
7 sedm*
8 osm*
9 devít* devát*
10 deset* desít* desát* desetilet*
11 jedenáct*
12 dvanáct*
13 třináct*
14 čtrnáct*
15 patnáct*
16 šestnáct*
17 sedmnáct*
18 osmnáct*
19 devatenáct*
20 dvacet* dvacít* dvacát*
30 třicet* třicít* třicát*
40 čtyřicet* čtyřicít* čtyřicát*
50 padesát*
60 šedesát*
70 sedmdesát*
80 osmdesát*
90 devadesát*
100 stolet*
""")

_UNITS = ("jedn", "dva", "tři", "čtyři", "pět", "šest", "sedm", "osm", "devět")
_TENS = ("dvacet", "třicet", "čtyřicet", "padesát", "šedesát", "sedmdesát", "osmdesát", "devadesát")
# units before tens in one word: třiadvacet, osmatřicetiletá
_JOINED = {
    f"{unit}a{ten}": (Decimal(tens * 10 + value),)
    for tens, ten in enumerate(_TENS, 2)
    for value, unit in enumerate(_UNITS, 1)
}

LANGUAGE = Language(
    quotes=("„“", "»«"),
    inner_quotes=("‚‘", "›‹"),
    names_are_quoted=False,
    dash=" – ",
    repeats=words("se to ne ano velmi moc už tak"),
    cardinals=table("""
2 dva dvě dvou dvěma dvoje
3 tři tří třem třemi
4 čtyři čtyř čtyřem čtyřmi
5 pět pěti
6 šest šesti
7 sedm sedmi
8 osm osmi
9 devět devíti
10 deset deseti
11 jedenáct jedenácti
12 dvanáct dvanácti
13 třináct třinácti
14 čtrnáct čtrnácti
15 patnáct patnácti
16 šestnáct šestnácti
17 sedmnáct sedmnácti
18 osmnáct osmnácti
19 devatenáct devatenácti
20 dvacet dvaceti
30 třicet třiceti
40 čtyřicet čtyřiceti
50 padesát padesáti
60 šedesát šedesáti
70 sedmdesát sedmdesáti
80 osmdesát osmdesáti
90 devadesát devadesáti
"""),
    other_numbers=_WORDS,
    stems=_STEMS | _JOINED,
    scales=table("""
12 tucet tucty tuctů
100 sto set sta stě stovka stovky stovek
1000 tisíc tisíce tisíců tisícům tisících tisíci tis
1000000 milion miliony milionů milionu milionům milionech miliony milionem milión milióny miliónů mil mio
1000000000 miliarda miliardy miliard miliardu miliardě miliardám miliardách miliardami mld
1000000000000 bilion biliony bilionů
"""),
    joins=frozenset({"a"}),
    half=r" a půl",
    percent=words("procento procenta procent procentní procentního procentních"),
    dayparts=words("ráno dopoledne odpoledne večer noci poledne půlnoc"),
)
