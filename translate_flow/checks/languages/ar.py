"""Arabic."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    question="؟",
    quotes=("«»", "“”", "”“"),
    inner_quotes=("“”", "‘’"),
    straight_quotes=True,
    names_are_quoted=True,
    scales=table("""
100 مئة مائة
1000 ألف آلاف ألفا
1000000 مليون ملايين مليونا
1000000000 مليار مليارات بليون
1000000000000 تريليون تريليونات
"""),
    percent=words("بالمئة بالمائة"),
)
