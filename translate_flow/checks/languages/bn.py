"""Bengali: numbers in lakh and crore."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    has_no_case=True,
    stop="।",
    quotes=("“”", "‘’"),
    inner_quotes=("‘’",),
    straight_quotes=True,
    may_repeat_any=True,
    scales=table("""
100 শত
1000 হাজার
100000 লাখ লক্ষ
1000000 মিলিয়ন
10000000 কোটি
1000000000 বিলিয়ন শতকোটি
"""),
    percent=words("শতাংশ"),
)
