"""Swedish."""

from translate_flow.checks.languages import Language, readings, table, words
from translate_flow.checks.languages.marks import QUOTES
from translate_flow.checks.languages.nordic import cardinals, with_hundreds

_UNITS = {"ett": 1, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9}
_TEENS = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
_CARDINALS = with_hundreds(cardinals(_UNITS, _TEENS, _TENS, ""), "hundra", "tusen")
_WORDS, _STEMS = readings("""
0 noll ingen inga midnatt
1 en ett ena första förste enda gång
2 båda bägge andra andre dubbel dubbelt dubbla par hälften halva
3 tredje trefaldigt tredubbla
4 fjärde
5 femte
6 sjätte
7 sjunde
8 åttonde
9 nionde
10 tionde tiotal tiotals årtionde decennium decennier decenniet
11 elfte
12 tolfte dussin dussintals
20 tjugonde tjugotal
100 hundratals århundrade århundradet sekel
1000 tusentals årtusende
0.5,50 halv halva halvt hälften
1.5,150 anderthalv
0.25,25,15 kvart fjärdedel fjärdedelar
33 tredjedel
66,67 tredjedelar
20 tjugo*
30 trettio*
40 fyrtio*
50 femtio*
60 sextio*
70 sjuttio*
80 åttio*
90 nittio*
""")

LANGUAGE = Language(
    quotes=QUOTES["sv"],
    inner_quotes=("’’", "‘’"),
    straight_quotes=True,
    names_are_quoted=True,
    dash=" – ",
    repeats=words("mycket nej ja så det de den som att att på till"),
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | {word: (value,) for word, value in _CARDINALS.items() if len(word) > len("sjutt")},
    scales=table("""
12 dussin
20 tjog
100 hundra
1000 tusen
1000000 miljon miljoner miljonerna mn mkr mnkr
1000000000 miljard miljarder miljarderna md mdr mdkr
1000000000000 biljon biljoner
"""),
    joins=frozenset({"och"}),
    half=r" och en halv| och ett halvt",
    percent=words("procent procents procentenhet procentenheter procentig procentiga procentigt"),
    dayparts=words("morgonen förmiddagen eftermiddagen kvällen natten"),
)
