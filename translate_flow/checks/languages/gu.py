"""Gujarati: numbers in lakh and crore."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    quotes=("“”", "‘’"),
    inner_quotes=("‘’",),
    straight_quotes=True,
    may_repeat_any=True,
    scales=table("""
100 સો
1000 હજાર
100000 લાખ
1000000 મિલિયન
10000000 કરોડ
1000000000 અબજ
"""),
    percent=words("ટકા"),
)
