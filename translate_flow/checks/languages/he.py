"""Hebrew."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    quotes=("“”", "””", "„”", "״״"),
    inner_quotes=("‘’", "’’"),
    straight_quotes=True,
    repeats=words("סוף לאט יום אחד שנה שוב כן לא"),
    half=r" וחצי",
    scales=table("""
1000 אלף אלפים
1000000 מיליון מיליוני
1000000000 מיליארד מיליארדי
1000000000000 טריליון
"""),
    percent=words("אחוז אחוזים"),
)
