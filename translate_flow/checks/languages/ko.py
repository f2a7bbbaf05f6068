"""Korean: native numerals here, Sino-Korean ones are read by their characters."""

from decimal import Decimal

from translate_flow.checks.languages import Language, readings, words

_ONES = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4}
_ONES |= {"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_SURE = {"스무": 20} | {word: value for word, value in (_ONES | _TENS).items() if value >= 5 and len(word) > 1}
_SURE |= {tens + one: above + below for tens, above in _TENS.items() for one, below in _ONES.items()}
_CARDINALS = {word: Decimal(value) for word, value in _SURE.items()}
_WORDS, _STEMS = readings("""
0 영 공 자정
1 한 하나 첫 첫째 첫번째 한번 하루 단
2 두 둘 둘째 두번째 이틀 두배 양국 양측 쌍 부부
3 세 셋 셋째 세번째 사흘 세배
4 네 넷 넷째 네번째 나흘 네배
5 닷새 다섯째
6 엿새 여섯째
7 이레 일주일
8 여드레
9 아흐레
10 열흘 십년 수십
12 열두째 정오
15 보름
100 세기 수백
1000 수천
0.5,50 절반 반
25 분기
1 첫* 한*
2 두* 둘* 이틀*
3 세* 셋* 사흘*
4 네* 넷* 나흘*
""")

LANGUAGE = Language(
    has_no_case=True,
    quotes=("“”", "‘’", "「」"),
    inner_quotes=("‘’", "『』"),
    names_are_quoted=True,
    cardinals=_CARDINALS,
    other_numbers=_WORDS,
    stems=_STEMS | {word: (value,) for word, value in _CARDINALS.items()} | {"한": (Decimal(1),)},
    half=r" 반",
    percent=words("퍼센트 프로 퍼센트포인트"),
)
