"""Spanish."""

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
0 ningún ninguno ninguna nadie medianoche
1 un uno una unos unas primer primero primera primeros primeras vez solo único única
2 ambos ambas segundo segunda doble par pareja dos dúo
3 tercer tercero tercera triple tercio tercios trimestre
4 cuarto cuarta cuádruple
5 quinto quinta quintos
6 sexto sexta once
7 séptimo séptima
8 octavo octava
9 noveno novena
10 décimo décima década decena
11 once undécimo
12 docena mediodía medianoche duodécimo
15 quincena quince
20 veintena vigésimo veinteañero
30 treintena
50 mitad medio
100 siglo siglos centenar centenares centenario
1000 millar millares milenio
0.5,1.5,30 medio media mitad
0.25,25,0.75,75,15,45 cuarto cuartos
33,66,67 tercio tercios
""")

LANGUAGE = Language(
    quotes=("«»", "“”"),
    inner_quotes=("“”", "‘’", "«»"),
    repeats=words("muy no sí que ya casi nada todo así"),
    cardinals=table("""
0 cero
2 dos
3 tres
4 cuatro
5 cinco
6 seis
7 siete
8 ocho
9 nueve
10 diez
12 doce
13 trece
14 catorce
15 quince
16 dieciséis
17 diecisiete
18 dieciocho
19 diecinueve
20 veinte
21 veintiuno veintiún veintiuna
22 veintidós
23 veintitrés
24 veinticuatro
25 veinticinco
26 veintiséis
27 veintisiete
28 veintiocho
29 veintinueve
30 treinta
40 cuarenta
50 cincuenta
60 sesenta
70 setenta
80 ochenta
90 noventa
100 cien ciento
200 doscientos doscientas
300 trescientos trescientas
400 cuatrocientos cuatrocientas
500 quinientos quinientas
600 seiscientos seiscientas
700 setecientos setecientas
800 ochocientos ochocientas
900 novecientos novecientas
"""),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 docena docenas
100 centenar centenares
1000 mil miles
1000000 millón millones mill
1000000000000 billón billones
"""),
    joins=frozenset({"y", "de"}),
    half=r" y medi[ao]",
    percent=words("por_ciento porcentaje porcentajes porcentual porcentuales"),
    dayparts=words("mañana tarde noche madrugada mediodía medianoche a.m p.m am pm"),
)
