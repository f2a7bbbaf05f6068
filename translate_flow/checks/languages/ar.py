"""Arabic: units stand before tens, two has a form of its own, and particles are written to the word."""

from collections.abc import Mapping
from typing import TypeVar

from translate_flow.checks.languages import Language, readings, table, words

_Value = TypeVar("_Value")

_CARDINALS = table("""
1 أحد إحدى
2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي
3 ثلاث ثلاثة
4 أربع أربعة
5 خمس خمسة
6 ست ستة
7 سبع سبعة
8 ثمان ثماني ثمانية
9 تسع تسعة
10 عشر عشرة
20 عشرون عشرين
30 ثلاثون ثلاثين
40 أربعون أربعين
50 خمسون خمسين
60 ستون ستين
70 سبعون سبعين
80 ثمانون ثمانين
90 تسعون تسعين
200 مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي
300 ثلاثمئة ثلاثمائة
400 أربعمئة أربعمائة
500 خمسمئة خمسمائة
600 ستمئة ستمائة
700 سبعمئة سبعمائة
800 ثمانمئة ثمانمائة
900 تسعمئة تسعمائة
2000 ألفان ألفين ألفا ألفي
2000000 مليونان مليونين مليونا مليوني
2000000000 ملياران مليارين مليارا ملياري
""")
_WORDS, _ = readings("""
0 صفر منتصف
1 واحد واحدة أول أولى مرة وحيد وحيدة
2 ثان ثاني ثانية كلا كلتا كلي ضعف ضعفي مرتين زوج مزدوج ثنائي ثنائية
2 يومين يومان ساعتين ساعتان شهرين شهران عامين عامان سنتين سنتان أسبوعين أسبوعان دقيقتين شخصين شخصان رجلين طفلين دولتين
3 ثالث ثالثة ثلاثي ثلاثية
4 رابع رابعة رباعي رباعية
5 خامس خامسة
6 سادس سادسة
7 سابع سابعة
8 ثامن ثامنة
9 تاسع تاسعة
10 عاشر عاشرة عقد عشرات
20 عقدين عقدان
12 ظهر ظهرا
100 قرن مئات
200 قرنين قرنان
1000 ألوف
0.5,50 نصف
0.25,25 ربع
33 ثلث
66,67 ثلثي ثلثا ثلثان
75 أرباع
90 تسعينيات تسعينات
80 ثمانينيات ثمانينات
70 سبعينيات سبعينات
60 ستينيات ستينات
50 خمسينيات خمسينات
""")
_SCALES = table("""
100 مئة مائة مئات
1000 ألف آلاف الاف
1000000 مليون ملايين
1000000000 مليار مليارات بليون
1000000000000 تريليون تريليونات
""")
_PARTICLES = ("", "و", "ب", "ل", "ال", "وال", "بال", "لل", "ف", "ك")


def _with_particles(found: Mapping[str, _Value]) -> dict[str, _Value]:
    return {particle + word: value for word, value in found.items() for particle in _PARTICLES}


LANGUAGE = Language(
    has_no_case=True,
    question="؟",
    quotes=("«»", "“”", "”“"),
    inner_quotes=("“”", "‘’"),
    straight_quotes=True,
    names_are_quoted=True,
    cardinals=_with_particles(_CARDINALS),
    other_numbers=_with_particles(_WORDS),
    scales=_with_particles(_SCALES),
    joins=frozenset({"و"}),
    has_units_first=True,
    half=r" ونصف",
    percent=words("بالمئة بالمائة"),
)
