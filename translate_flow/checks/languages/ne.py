"""Nepali: numbers in lakh and crore."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    stop="।",
    quotes=("“”", "‘’"),
    inner_quotes=("‘’",),
    straight_quotes=True,
    may_repeat_any=True,
    scales=table("""
100 सय
1000 हजार
100000 लाख
1000000 मिलियन
10000000 करोड
1000000000 अर्ब
"""),
    percent=words("प्रतिशत"),
)
