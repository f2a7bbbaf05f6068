"""Romanian."""

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
0 niciun nicio nimeni miezul
1 un o unu una unui unei primul prima primii primele primului primei întâi dată singur singură singurul
2 ambii ambele ambilor doilea doua secund secundă dublu dublă pereche cuplu jumate ori bilateral
3 treilea treia triplu triplă treime treimi trimestru
4 patrulea patra sfert sferturi cvadruplu
5 cincilea cincea cincime cincimi
6 șaselea șasea
7 șaptelea șaptea
8 optulea opta
9 nouălea noua nouă
10 zecelea zecea zecime zecimi deceniu deceniul deceniului
11 unsprezecelea unsprezecea
12 doisprezecelea douăsprezecea duzină duzini amiază amiaza prânz miezul
13 treisprezecelea treisprezecea
14 paisprezecelea paisprezecea
15 cincisprezecelea cincisprezecea sfert
16 șaisprezecelea șaisprezecea
17 șaptesprezecelea șaptesprezecea
18 optsprezecelea optsprezecea
19 nouăsprezecelea nouăsprezecea
20 douăzecilea douăzecea
30 treizecilea treizecea
40 patruzecilea patruzecea
50 cincizecilea cincizecea
100 sutălea secol secolul secolului veac centenar
1000 mileniu
0.5,1.5,50 jumătate jumătăți jumătatea
0.25,25,0.75,75,45 sfert sferturi
33,66,67 treime treimi
""")

LANGUAGE = Language(
    quotes=("„”",),
    inner_quotes=("«»",),
    names_are_quoted=True,
    dash=" – ",
    repeats=words("încet tot foarte doar hai la ce da nu mereu așa bine mult gata iar"),
    cardinals=table("""
0 zero
2 doi două
3 trei
4 patru
5 cinci
6 șase
7 șapte
8 opt
10 zece
11 unsprezece unșpe
12 doisprezece douăsprezece
13 treisprezece
14 paisprezece patrusprezece
15 cincisprezece
16 șaisprezece
17 șaptesprezece
18 optsprezece
19 nouăsprezece
20 douăzeci
30 treizeci
40 patruzeci
50 cincizeci
60 șaizeci
70 șaptezeci
80 optzeci
90 nouăzeci
"""),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 duzină duzini
100 sută sute
1000 mie mii mia miile
1000000 milion milioane milionul milioanele mil mln mil.
1000000000 miliard miliarde miliardul miliardele mld mlrd
1000000000000 bilion bilioane trilion trilioane
"""),
    joins=frozenset({"și", "de"}),
    half=r" și jumătate",
    percent=words("la_sută procent procente procentul procentele procentului procentual procentuale"),
    dayparts=words(
        "dimineața dimineață după-amiaza după-amiază după-masa",
        "seara seară noaptea noapte prânz amiază pm am",
    ),
)
