"""Hindi."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    stop="।",
    quotes=("“”", "‘’"),
    inner_quotes=("‘’",),
    straight_quotes=True,
    may_repeat_any=True,
    scales=table("""
100 सौ
1000 हज़ार हजार
100000 लाख
1000000 मिलियन
10000000 करोड़ करोड
1000000000 अरब बिलियन
100000000000 खरब
"""),
    percent=words("प्रतिशत फीसदी फ़ीसदी"),
)
