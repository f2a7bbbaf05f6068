"""Urdu: numbers in lakh and crore."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    stop="۔",
    question="؟",
    quotes=("“”", "‘’"),
    inner_quotes=("‘’",),
    straight_quotes=True,
    may_repeat_any=True,
    scales=table("""
100 سو
1000 ہزار
100000 لاکھ
1000000 ملین
10000000 کروڑ
1000000000 ارب
100000000000 کھرب
"""),
    percent=words("فیصد"),
)
