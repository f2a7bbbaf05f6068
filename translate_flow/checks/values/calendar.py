"""Months and days of the week by CLDR names, and the dates that a text states."""

import re
from functools import lru_cache

from translate_flow.checks import languages
from translate_flow.language import base, fallbacks
from translate_flow.records import frozen

_SHORTEST_STEM = 3


@lru_cache(maxsize=64)
def month_names(tag: str) -> dict[str, int]:
    """Month by casefolded name, wide and abbreviated, as in dates and alone; `stem*` for inflection."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, int] = {}
    for name in fallbacks(tag):
        try:
            months = Locale.parse(name, sep="-").months
        except (UnknownLocaleError, ValueError):
            continue
        for number in range(1, 13):
            forms = {months[use][width][number] for use in months for width in ("wide", "abbreviated")}
            wide = [months[use]["wide"][number].casefold() for use in months]
            names |= {form.casefold().rstrip("."): number for form in forms if not form.isdigit()}
            stem = _common_beginning(wide)
            if len(set(wide)) > 1 and len(stem) >= _SHORTEST_STEM:
                names[stem + "*"] = number
        break
    for number, extra in languages.of(tag).month_forms.items():
        names |= dict.fromkeys(extra, number)
    return names


def _common_beginning(words: list[str]) -> str:
    size = next(
        (at for at, signs in enumerate(zip(*words, strict=False)) if len(set(signs)) > 1),
        min(map(len, words)),
    )
    return words[0][:size]


@lru_cache(maxsize=64)
def month_pattern(tag: str) -> re.Pattern[str] | None:
    """A pattern for the month names of a language, as group `month`; None where CLDR has none in letters."""
    names = [name for name in month_names(tag) if name[0].isalpha()]
    if not names:
        return None
    parts = [
        re.escape(name[:-1]) + r"[^\W\d_]{0,3}" if name.endswith("*") else re.escape(name)
        for name in sorted(names, key=len, reverse=True)
    ]
    return re.compile(rf"(?<![^\W\d_])(?P<month>{'|'.join(parts)})(?![^\W\d_])", re.IGNORECASE)


def month_number(name: str, tag: str) -> int:
    """Which month a name matched by `month_pattern` is."""
    names = month_names(tag)
    word = name.casefold().rstrip(".")
    exact = names.get(word)
    if exact:
        return exact
    return next(names[word[:size] + "*"] for size in range(len(word), 0, -1) if word[:size] + "*" in names)


def months_in(text: str, tag: str) -> set[int]:
    """The months that a text names."""
    pattern = month_pattern(tag)
    return {month_number(found["month"], tag) for found in pattern.finditer(text)} if pattern else set()


@frozen
class Date:
    """A day of a month that a text names."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last one."""
    readings: frozenset[tuple[int, int]]
    """(day, month), in each order in which it may be read."""


@frozen
class Weekday:
    """A day of the week that a text names."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last one."""
    number: int
    """0 for Monday … 6 for Sunday."""


_DIGIT = re.compile(r"\d")
_DIGIT_AND_MARK = re.compile(r"\d[./-]\d")
_NUMERIC = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?![\w/-]|\.\d)")
_ISO = re.compile(r"(?<![\w-])\d{4}-(\d\d)-(\d\d)(?![\w-])")
_EAST_ASIAN = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]")
_MONTH_FIRST = frozenset({"en-US", "en-PH", "en-CA"})


@lru_cache(maxsize=16)
def dates_in(text: str, tag: str) -> tuple[Date, ...]:
    """Dates of a text, by place: with month names, numeric, ISO 8601, and 月日."""
    if not _DIGIT.search(text):
        return ()
    found = [
        Date(match.start(), match.end(), readings)
        for match in (_NUMERIC.finditer(text) if _DIGIT_AND_MARK.search(text) else ())
        if (readings := _readings(int(match[1]), int(match[3]), match[2], tag))
    ]
    if "-" in text:
        found += [_date(match, int(match[2]), int(match[1])) for match in _ISO.finditer(text)]
    if not text.isascii():
        found += [_date(match, int(match[2]), int(match[1])) for match in _EAST_ASIAN.finditer(text)]
    for pattern in _date_patterns(tag):
        for match in pattern.finditer(text):
            found.append(_date(match, int(match["day"]), month_number(match["month"], tag)))
    return tuple(sorted((date for date in found if _is_possible(date)), key=lambda date: date.start))


def _date(match: re.Match[str], day: int, month: int) -> Date:
    return Date(match.start(), match.end(), frozenset({(day, month)}))


def _is_possible(date: Date) -> bool:
    return all(1 <= day <= 31 and 1 <= month <= 12 for day, month in date.readings)


def _readings(first: int, second: int, mark: str, tag: str) -> frozenset[tuple[int, int]]:
    """Day and month of a numeric date: in the US the month first, in English either way, else the day."""
    orders = {(first, second), (second, first)} if base(tag) == "en" and mark != "." else {(first, second)}
    if tag in _MONTH_FIRST and mark == "/":
        orders = {(second, first)}
    return frozenset((day, month) for day, month in orders if 1 <= day <= 31 and 1 <= month <= 12)


@lru_cache(maxsize=64)
def _date_patterns(tag: str) -> tuple[re.Pattern[str], ...]:
    """`24 March`, `24. März`, `24 de marzo`, `1er mars`; in English and alike, `March 24` too."""
    month = month_pattern(tag)
    if month is None:
        return ()
    name = month.pattern
    ordinal = r"(?:\.|-?(?:st|nd|rd|th|er|º|го|е))?"
    day_first = re.compile(
        rf"(?<![\w.,:/-])(?P<day>\d{{1,2}}){ordinal}[\s\u00a0]+(?:de |of |d['’])?{name}", re.IGNORECASE
    )
    month_first = re.compile(rf"{name}\.?[\s\u00a0]+(?P<day>\d{{1,2}}){ordinal}(?![\w:%]|[.,]\d)", re.IGNORECASE)
    return (day_first, month_first) if base(tag) == "en" else (day_first,)


_CALENDARS_OF_SIGNS = frozenset({"zh", "yue", "ja", "ko"})
_SIGNS_OF_DAYS = {"zh": "一二三四五六日", "ja": "月火水木金土日", "ko": "월화수목금토일"}


def _weekday_signs(tag: str) -> dict[str, int]:
    """Names of days that are written without spaces around: 星期四, 周四, 木曜日, 목요일."""
    names: dict[str, int] = {}
    for number, sign in enumerate(_SIGNS_OF_DAYS.get(tag, _SIGNS_OF_DAYS["zh"])):
        forms = {"ja": (f"{sign}曜",), "ko": (f"{sign}요일",)}.get(tag, tuple(f"{week}{sign}" for week in _WEEKS))
        names |= dict.fromkeys(forms, number)
    return names if tag in ("ja", "ko") else names | {f"{week}天": 6 for week in _WEEKS[1:]}


_WEEKS = ("周", "週", "星期", "礼拜", "禮拜")


@lru_cache(maxsize=64)
def _weekday_names(tag: str) -> dict[str, int]:
    """Day of the week by casefolded name; `stem*` for languages that inflect it."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, int] = {}
    for name in fallbacks(tag):
        try:
            days = Locale.parse(name, sep="-").days
        except (UnknownLocaleError, ValueError):
            continue
        if base(tag) in _CALENDARS_OF_SIGNS:
            return _weekday_signs(base(tag))
        for number in range(7):
            for use in days:
                word = days[use]["wide"][number].casefold()
                names[word] = number
                if len(word) > _LONGEST_PLAIN_DAY and word[0].isalpha():
                    names[word.rstrip("аеийюяьoaeiuă") + "*"] = number
        break
    for number, extra in languages.of(tag).day_forms.items():
        names |= dict.fromkeys(extra, number)
    return names


_LONGEST_PLAIN_DAY = 5


@lru_cache(maxsize=64)
def _weekday_pattern(tag: str) -> re.Pattern[str] | None:
    names = sorted((name for name in _weekday_names(tag) if name[0].isalpha()), key=len, reverse=True)
    if not names:
        return None
    if base(tag) in _CALENDARS_OF_SIGNS:
        # 一周一次 is once a week
        return re.compile(rf"(?<![一二三四五六七八九十两几])(?:{'|'.join(names)})(?![次天个期回场])")
    parts = [re.escape(name.rstrip("*")) + (r"[^\W\d_]{0,2}" if name.endswith("*") else "") for name in names]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w])", re.IGNORECASE)


@lru_cache(maxsize=16)
def weekdays_in(text: str, tag: str) -> tuple[Weekday, ...]:
    """Days of the week of a text, by place."""
    pattern = _weekday_pattern(tag)
    if pattern is None:
        return ()
    names = _weekday_names(tag)
    found = []
    for match in pattern.finditer(text):
        word = match[0].casefold()
        number = names.get(word)
        if number is None:
            number = next(names[word[:size] + "*"] for size in range(len(word), 0, -1) if word[:size] + "*" in names)
        found.append(Weekday(match.start(), match.end(), number))
    return tuple(found)
