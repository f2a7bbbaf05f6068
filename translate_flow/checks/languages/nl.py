"""Dutch."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, table, words

_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_TEENS = (
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)


def _cardinals() -> dict[str, Decimal]:
    """The numbers that Dutch writes as one word, up to 99 and as multiples of hundred and thousand."""
    found = dict(zip(_UNITS[1:], range(2, 10), strict=True)) | dict(zip(_TEENS, range(10, 20), strict=True))
    for tens, word in enumerate(_TENS, 2):
        found[word] = tens * 10
        for value, unit in enumerate(_UNITS, 1):
            found[f"{unit}{'ën' if unit.endswith('e') else 'en'}{word}"] = tens * 10 + value
    found |= {f"{unit}honderd": value * 100 for unit, value in found.items() if value < 20}
    return {word: Decimal(value) for word, value in (found | {"nul": 0}).items()}


_CARDINALS = _cardinals()
_WORDS, _STEMS = readings("""
0 niemand middernacht geen
1 een één eerste eenmaal enige
2 beide beiden tweede dubbel dubbele paar helft
3 derde driemaal kwartaal
4 vierde kwart
8 achtste
10 decennium tiental
12 dozijn middag middernacht
100 eeuw eeuwen eeuwse
1.5 anderhalf anderhalve
0.5,50,30 half halve helft
0.25,25,0.75,75,15,45 kwart driekwart
33,66,67 derde
""")

LANGUAGE = Language(
    quotes=("“”", "‘’", "„”"),
    inner_quotes=("‘’", "“”"),
    repeats=words("die dat het heel nee ja er zo is"),
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | {word: (value,) for word, value in _CARDINALS.items() if value > 1 and len(word) > len("elf")},
    scales=table("""
12 dozijn
100 honderd honderden
1000 duizend duizenden
1000000 miljoen miljoenen mln
1000000000 miljard miljarden mld mrd
1000000000000 biljoen biljoenen
"""),
    joins=frozenset({"en"}),
    half="(?:ën|en)half",
    percent=words("procent procenten procentpunt procentpunten"),
    dayparts=words("ochtends ochtend middags middag avonds avond nachts nacht"),
)
