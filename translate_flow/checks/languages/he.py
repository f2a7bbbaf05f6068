"""Hebrew: particles are written to the word, and some words have a form for two."""

from collections.abc import Mapping
from typing import TypeVar

from translate_flow.checks.languages import Language, readings, table, words

_Value = TypeVar("_Value")

_CARDINALS = table("""
1 אחד אחת
2 שניים שתיים שנים שתים
3 שלוש שלושה שלושת
4 ארבע ארבעה ארבעת
5 חמש חמישה חמשת
6 שש שישה ששת
7 שבעה שבעת
8 שמונה שמונת
9 תשע תשעה תשעת
10 עשר עשרה עשרת
20 עשרים
30 שלושים
40 ארבעים
50 חמישים
60 שישים
70 שבעים
80 שמונים
90 תשעים
200 מאתיים
2000 אלפיים
""")
_WORDS, _ = readings("""
0 אפס חצות
1 ראשון ראשונה ראשונים יחיד יחידה פעם
2 שני שתי שנייה שניה שניהם שתיהן כפול כפולה זוג פעמיים יומיים שנתיים שבועיים חודשיים שעתיים
3 שלישי שלישית משולש רבעון
4 רביעי רביעית
5 חמישי חמישית
6 שישי שישית
7 שבע שביעי שביעית
8 שמיני שמינית
9 תשיעי תשיעית
10 עשירי עשירית עשור עשרות
12 תריסר צהריים
100 מאות יובל
0.5,50 חצי מחצית
0.25,25,15 רבע
33 שליש
66,67 שלישים
75,45 רבעי
""")
_PARTICLES = ("", "ו", "ב", "ל", "כ", "מ", "ה", "ש", "וב", "ול", "שב", "מה")


def _with_particles(found: Mapping[str, _Value]) -> dict[str, _Value]:
    return {particle + word: value for word, value in found.items() for particle in _PARTICLES}


LANGUAGE = Language(
    has_no_case=True,
    quotes=("“”", "””", "„”", "״״"),
    inner_quotes=("‘’", "’’"),
    straight_quotes=True,
    repeats=words("סוף לאט יום אחד שנה שוב כן לא"),
    cardinals=_with_particles(_CARDINALS),
    other_numbers=_with_particles(_WORDS),
    has_units_first=True,
    half=r" וחצי",
    scales=_with_particles(
        table("""
100 מאה מאות
1000 אלף אלפים אלפי
1000000 מיליון מיליוני מיליונים
1000000000 מיליארד מיליארדי מיליארדים
1000000000000 טריליון טריליוני
""")
    ),
    percent=words("אחוז אחוזים אחוזי"),
)
