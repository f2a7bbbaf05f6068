"""Portuguese: of Brazil where nothing else is said; a billion is 10⁹ there and 10¹² in Portugal."""

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
0 nenhum nenhuma ninguém meia-noite
1 um uma primeiro primeira primeiros primeiras vez único única só
2 ambos ambas segundo segunda duplo dobro par casal
3 terceiro terceira triplo terço terços trimestre
4 quarto quarta
5 quinto quinta
6 sexto sexta meia
7 sétimo sétima
8 oitavo oitava
9 nono nona
10 décimo décima década dezena
12 dúzia meio-dia meia-noite
15 quinzena
50 metade
100 século séculos centena centenas
1000 milhar milhares milénio milênio
0.5,1.5,30 meio meia metade
0.25,25,0.75,75,15,45 quarto quartos
33,66,67 terço terços
""")

LANGUAGE = Language(
    quotes=("“”", "«»"),
    inner_quotes=("‘’", "“”"),
    repeats=words("que muito não sim já quase logo bem"),
    cardinals=table("""
0 zero
2 dois duas
3 três
4 quatro
5 cinco
6 seis
7 sete
8 oito
9 nove
10 dez
11 onze
12 doze
13 treze
14 catorze quatorze
15 quinze
16 dezasseis dezesseis
17 dezassete dezessete
18 dezoito
19 dezanove dezenove
20 vinte
30 trinta
40 quarenta
50 cinquenta
60 sessenta
70 setenta
80 oitenta
90 noventa
100 cem cento
200 duzentos duzentas
300 trezentos trezentas
400 quatrocentos quatrocentas
500 quinhentos quinhentas
600 seiscentos seiscentas
700 setecentos setecentas
800 oitocentos oitocentas
900 novecentos novecentas
"""),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 dúzia dúzias
100 centena centenas
1000 mil milhares milhar
1000000 milhão milhões mi
1000000000 bilhão bilhões bi mil_milhões
1000000000000 trilhão trilhões bilião biliões tri
"""),
    joins=frozenset({"e", "de"}),
    half=r" e mei[ao]",
    percent=words("por_cento percentagem porcentagem percentual percentuais"),
    dayparts=words("manhã tarde noite madrugada meio-dia meia-noite"),
)
