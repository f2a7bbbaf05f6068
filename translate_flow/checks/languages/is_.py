"""Icelandic."""

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
0 núll enginn miðnætti
1 einn ein eitt einum eina fyrsti fyrsta fyrstu einu einungis
2 báðir báðar bæði annar önnur annað tvöfalt tvöfaldast par helmingur tvisvar
3 þriðji þriðja þriðju þrefalt
4 fjórði fjórða fjórðungur ársfjórðungi
5 fimmti fimmta
6 sjötti sjötta
7 sjöundi sjöunda
8 áttundi áttunda
9 níundi níunda
10 tíundi tíunda áratugur áratug áratugar tugir
12 tylft tugur hádegi
20 tuttugasti tuttugasta
100 öld aldar hundruð
1000 árþúsund þúsundir
0.5,50 hálf hálfur hálft hálfa hálfri helmingur helmingi
1.5,150 hálfur_annar
0.25,25,15 korter fjórðungur
33 þriðjungur þriðjungi
66,67 þriðjungar þriðju
""")

LANGUAGE = Language(
    quotes=("„“", "‚‘"),
    inner_quotes=("‚‘",),
    straight_quotes=True,
    names_are_quoted=True,
    dash=" – ",
    repeats=words("mjög nei já svo það þau sem að"),
    cardinals=table("""
2 tveir tvær tvö tvo tveimur tveggja
3 þrír þrjár þrjú þrjá þremur þriggja
4 fjórir fjórar fjögur fjóra fjórum fjögurra
5 fimm
6 sex
7 sjö
8 átta
9 níu
10 tíu
11 ellefu
12 tólf
13 þrettán
14 fjórtán
15 fimmtán
16 sextán
17 sautján
18 átján
19 nítján
20 tuttugu
30 þrjátíu
40 fjörutíu
50 fimmtíu
60 sextíu
70 sjötíu
80 áttatíu
90 níutíu
"""),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 tylft
100 hundrað hundruð hundruðum
1000 þúsund þúsundir þúsundum
1000000 milljón milljónir milljónum milljóna millj m.kr
1000000000 milljarður milljarðar milljarða milljörðum milljarði ma
1000000000000 billjón billjónir
"""),
    joins=frozenset({"og"}),
    half=r" og hálf(?:ur|t|a|u)?",
    percent=words("prósent prósenta prósentum prósentustig prósentustiga"),
)
