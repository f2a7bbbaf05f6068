"""French."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, table, words

_SMALL = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _cardinals() -> dict[str, Decimal]:
    """The numbers up to 99, hyphenated as before and since 1990; 70 to 99 count on from 60 and 80."""
    found = dict(zip(_SMALL, range(20), strict=True))
    for tens, word in _TENS.items():
        found[word] = tens
        for value in range(1, 20 if tens in (60, 80) else 10):
            found[f"{word}-{_SMALL[value]}"] = tens + value
            found[f"{word}-et-{_SMALL[value]}"] = tens + value
    found |= {"quatre-vingts": 80, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
    return {word: Decimal(value) for word, value in found.items()}


_ALL = _cardinals()
_ORDINALS = {word.removesuffix("e") + "ième": (value,) for word, value in _ALL.items() if value > 1}
_WORDS, _STEMS = readings("""
0 aucun aucune personne minuit
1 un une premier première premiers premières fois seul seule unique
2 second seconde double deux-tiers couple paire moitié demi bilatéral bilatérale
3 tiers triple trimestre
4 quart quarts trimestre
5 cinquième
9 neuf neuvième
10 décennie dizaine
12 douzaine midi minuit
14,15 quinzaine
20 vingtaine
30 trentaine
40 quarantaine
50 cinquantaine
60 soixantaine
100 siècle siècles centaine centième
1000 millénaire millier milliers
0.5,1.5,2.5,50,30 demi demie moitié
0.25,25,0.75,75,15,45 quart quarts
33,66,67 tiers
""")

LANGUAGE = Language(
    quotes=("«»",),
    inner_quotes=("“”", "‹›", "«»", "‘’"),
    space_before=";:!?»",
    repeats=words("nous vous si très non oui plus faire"),
    cardinals={word: value for word, value in _ALL.items() if word not in ("un", "neuf")},
    other_numbers=_WORDS | _ORDINALS,
    stems=_STEMS,
    scales=table("""
10 dizaine dizaines
12 douzaine douzaines
100 cent cents centaine centaines
1000 mille milliers millier
1000000 million millions mio
1000000000 milliard milliards md mds mrd
1000000000000 billion billions
"""),
    joins=frozenset({"et", "de"}),
    half=r" et demie?",
    percent=words("pour_cent pourcent pourcentage pourcentages"),
    dayparts=words("matin après-midi soir nuit midi minuit matinée soirée"),
)
