"""Finnish: numbers are one word, and each part takes the case."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, table, words
from translate_flow.checks.languages.marks import QUOTES

# nominative, genitive, partitive, inessive, elative, illative, adessive, ablative, allative
_UNITS = {
    2: "kaksi kahden kahta kahdessa kahdesta kahteen kahdella kahdelta kahdelle",
    3: "kolme kolmen kolmea kolmessa kolmesta kolmeen kolmella kolmelta kolmelle",
    4: "neljä neljän neljää neljässä neljästä neljään neljällä neljältä neljälle",
    5: "viisi viiden viittä viidessä viidestä viiteen viidellä viideltä viidelle",
    6: "kuusi kuuden kuutta kuudessa kuudesta kuuteen kuudella kuudelta kuudelle",
    7: "seitsemän seitsemän seitsemää seitsemässä seitsemästä seitsemään seitsemällä seitsemältä seitsemälle",
    8: "kahdeksan kahdeksan kahdeksaa kahdeksassa kahdeksasta kahdeksaan kahdeksalla kahdeksalta kahdeksalle",
    9: "yhdeksän yhdeksän yhdeksää yhdeksässä yhdeksästä yhdeksään yhdeksällä yhdeksältä yhdeksälle",
}
_ONE = "yksi yhden yhtä yhdessä yhdestä yhteen yhdellä yhdeltä yhdelle"
_TEN = "kymmentä kymmenen kymmentä kymmenessä kymmenestä kymmeneen kymmenellä kymmeneltä kymmenelle"
_HUNDRED = "sataa sadan sataa sadassa sadasta sataan sadalla sadalta sadalle"
_THOUSAND = "tuhatta tuhannen tuhatta tuhannessa tuhannesta tuhanteen tuhannella tuhannelta tuhannelle"


def _cardinals() -> dict[str, Decimal]:
    """Numbers up to 99 and round hundreds and thousands, in nine cases."""
    found: dict[str, int] = {}
    ones, tens, hundreds, thousands = (forms.split() for forms in (_ONE, _TEN, _HUNDRED, _THOUSAND))
    for case in range(len(ones)):
        units = {1: ones[case]} | {value: forms.split()[case] for value, forms in _UNITS.items()}
        small = {word: value for value, word in units.items() if value > 1}
        small |= {f"{word}toista": value + 10 for value, word in units.items()}
        for value, word in list(units.items())[1:]:
            small[f"{word}{tens[case]}"] = value * 10
            small |= {f"{word}{tens[case]}{unit}": value * 10 + below for below, unit in units.items()}
        round_hundreds = {f"{units[value]}{hundreds[case]}": value * 100 for value in range(2, 10)}
        for word, value in list(small.items()):
            small |= {f"{head}{word}": above + value for head, above in round_hundreds.items()}
        small |= round_hundreds
        found |= small | {f"{word}{thousands[case]}": value * 1000 for word, value in small.items()}
    found |= {"kymmenen": 10, "kymmentä": 10, "kymmenessä": 10, "kymmenestä": 10}
    return {word: Decimal(value) for word, value in found.items() if word not in ("kuusi",)}


_WORDS, _STEMS = readings("""
0 nolla ei keskiyö keskiyöllä
1 yksi yhden ensimmäinen ainoa kerran
2 molemmat molempien molempia pari parin kaksin toinen toisen toista kaksinkertainen puolet
3 kolmas kolmannen kolminkertainen
4 neljäs neljännen neljännes vuosineljännes
5 viides viidennen
6 kuusi kuudes kuudennen
7 seitsemäs
8 kahdeksas
9 yhdeksäs
10 kymmenes kymmenkunta vuosikymmen kymmeniä
12 tusina tusinan keskipäivä
100 vuosisata vuosisadan satoja
1000 vuosituhat tuhansia
0.5,50 puoli puolet puolen puolta puolikas
1.5,150 puolitoista puolentoista
2.5 kaksi_ja_puoli
0.25,25,15 neljännes vartti neljäsosa
33 kolmannes kolmasosa
66,67 kaksikolmasosaa
1 ensimmäi*
2 toise* kaksi* kahde*
3 kolman* kolmi*
4 neljän* neli*
5 viiden* viisi*
""")
_CARDINALS = _cardinals()

LANGUAGE = Language(
    quotes=QUOTES["fi"],
    inner_quotes=("’’",),
    straight_quotes=True,
    names_are_quoted=True,
    dash=" – ",
    repeats=words("hyvin ei joo niin se ne yhä"),
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | {word: (value,) for word, value in _CARDINALS.items() if len(word) > len("kahdeksan")},
    scales=table("""
12 tusina tusinaa
100 sata sataa sadan sadassa sadasta
1000 tuhat tuhatta tuhannen tuhannessa tuhansia
1000000 miljoona miljoonaa miljoonan miljoonalla miljoonasta miljoonaan milj mio
1000000000 miljardi miljardia miljardin miljardilla miljardista miljardiin mrd
1000000000000 biljoona biljoonaa biljoonan
"""),
    joins=frozenset({"ja"}),
    half=r" ja puoli| ja puolen",
    percent=words(
        "prosentti prosenttia prosentin prosentilla prosentista prosenttiin prosenttiyksikköä prosenttiyksikön"
    ),
)
