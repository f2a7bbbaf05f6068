"""Marathi: numbers in lakh and crore, and million and billion in words of its own."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    quotes=("“”", "‘’"),
    inner_quotes=("‘’",),
    straight_quotes=True,
    may_repeat_any=True,
    scales=table("""
100 शे शंभर
1000 हजार
100000 लाख
1000000 दशलक्ष मिलियन
10000000 कोटी
1000000000 अब्ज
"""),
    percent=words("टक्के टक्का टक्क्यांनी टक्क्यांची"),
)
