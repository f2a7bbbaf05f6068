"""Polish."""

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
0 zero nikt północ północy żaden
1 jeden jedna jedno jednego jednej jednym jedną raz pierwszy
2 oba obie obaj obu druga drugi drugie drugiego dwukrotnie para pary podwójny
3 trzykrotnie kwartał
12 południe południa tuzin północ
15,45 kwadrans
100 wiek wieku stulecie stulecia setka setki
1.5 półtora półtorej
0.5,50,30 pół połowa połowy połowę wpół
0.25,25,0.75,75 ćwierć
33,66,67 jedna_trzecia
1 pierwsz*
2 drug* dwu* dwóch* dwoj* dwa*
3 trzec* trzy* trzech* troj*
4 czwart* cztero* czterech* czworo*
5 piąt* pięcio*
6 szóst* sześcio*
7 siódm* siedmio*
8 ósm* ośmio*
9 dziewiąt* dziewięcio*
10 dziesiąt* dziesięcio* dekad*
11 jedenast*
12 dwunast*
13 trzynast*
14 czternast*
15 piętnast*
16 szesnast*
17 siedemnast*
18 osiemnast*
19 dziewiętnast*
20 dwudziest*
30 trzydziest*
40 czterdziest*
50 pięćdziesiąt* pięćdziesięcio*
60 sześćdziesiąt*
70 siedemdziesiąt*
80 osiemdziesiąt*
90 dziewięćdziesiąt*
100 setn* stu* stulet*
""")

LANGUAGE = Language(
    quotes=("„”", "»«", "«»"),
    inner_quotes=("«»", "»«", "‘’"),
    names_are_quoted=True,
    dash=" – ",
    repeats=words("nie tak bardzo coraz ledwo już no to"),
    cardinals=table("""
2 dwa dwie dwóch dwu dwóm dwoma dwoje
3 trzy trzech trzem trzema troje
4 cztery czterech czterem czterema czworo
5 pięć pięciu pięcioro
6 sześć sześciu
7 siedem siedmiu
8 osiem ośmiu
9 dziewięć dziewięciu
10 dziesięć dziesięciu
11 jedenaście jedenastu
12 dwanaście dwunastu
13 trzynaście trzynastu
14 czternaście czternastu
15 piętnaście piętnastu
16 szesnaście szesnastu
17 siedemnaście siedemnastu
18 osiemnaście osiemnastu
19 dziewiętnaście dziewiętnastu
20 dwadzieścia dwudziestu
30 trzydzieści trzydziestu
40 czterdzieści czterdziestu
50 pięćdziesiąt pięćdziesięciu
60 sześćdziesiąt sześćdziesięciu
70 siedemdziesiąt siedemdziesięciu
80 osiemdziesiąt osiemdziesięciu
90 dziewięćdziesiąt dziewięćdziesięciu
100 sto stu
200 dwieście dwustu
300 trzysta trzystu
400 czterysta czterystu
500 pięćset pięciuset
600 sześćset sześciuset
700 siedemset siedmiuset
800 osiemset ośmiuset
900 dziewięćset dziewięciuset
"""),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 tuzin tuziny tuzinów
100 setka setki setek setkę setce setkami setkach
1000 tysiąc tysiące tysięcy tysiąca tysiącom tysiącami tysiącach tysiącu tysiącem tys
1000000 milion miliony milionów miliona milionom milionami milionach milionowi milionem milionie mln
1000000000 miliard miliardy miliardów miliarda miliardom miliardami miliardach miliardem miliardzie mld
1000000000000 bilion biliony bilionów biliona bilionom bilionami bilionem bln
"""),
    joins=frozenset({"i"}),
    half=r" i pół",
    percent=words("procent procenta procentowy procentowych procentowego proc p.p pkt"),
    dayparts=words("rano ranem południe południu wieczorem wieczór nocy noc"),
)
