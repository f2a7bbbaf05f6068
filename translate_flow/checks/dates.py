"""Dates and times: day, month, weekday and the half of the day stay what they were."""

import re
from collections.abc import Iterator

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.values.calendar import (
    Date,
    Weekday,
    dates_in,
    weekdays_in,
)
from translate_flow.model import Severity
from translate_flow.records import frozen


@check("dates", Severity.ERROR)
def dates(context: Context) -> Iterator[Finding]:
    """A date has another month, or day and month have changed places: “24 March”, „24 mai”.

    Month names are CLDR's; numeric dates are read in every order that the language writes them in, so
    3/4/2024 in English is never an error. Days and years are left to the check of numbers.
    """
    source = dates_in(context.source, context.source_language)
    if not source:
        return
    target = dates_in(context.target, context.target_language)
    wanted = {reading for date in source for reading in date.readings}
    given = {reading for date in target for reading in date.readings}
    lost = [date for date in source if not date.readings & given]
    for date in target:
        if date.readings & wanted:
            continue
        other = next((one for one in lost if _is_mistaken(one, date)), None)
        if other:
            text = context.source[other.start : other.end].rstrip(".")
            yield Finding(date.start, date.end, f"The source says “{text}”.")


def _is_mistaken(one: Date, other: Date) -> bool:
    """Do two dates differ in the month only, or by the order of day and month?"""
    days, other_days = {day for day, _ in one.readings}, {day for day, _ in other.readings}
    swapped = {(month, day) for day, month in one.readings}
    return bool(days & other_days or swapped & other.readings)


@check("weekdays", Severity.WARNING)
def weekdays(context: Context) -> Iterator[Finding]:
    """A day of the week became another one: “Monday”, „marți”. Names of days are CLDR's."""
    source = weekdays_in(context.source, context.source_language)
    if not source:
        return
    target = weekdays_in(context.target, context.target_language)
    wanted, given = {day.number for day in source}, {day.number for day in target}
    lost = [day for day in source if day.number not in given]
    added = [day for day in target if day.number not in wanted]
    for day, other in zip(lost, added, strict=False):
        yield _weekday(context, day, other)


def _weekday(context: Context, day: Weekday, other: Weekday) -> Finding:
    text = context.source[day.start : day.end]
    return Finding(other.start, other.end, f"The source says “{text}”.")


_MERIDIEM = re.compile(r"(?<![\w.,:])(\d{1,2})(?:[.:](\d\d))?[ \u00a0\u202f]?([ap])\.?[ \u00a0]?m\b\.?", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\w.,:–-])(\d{1,2})(?:[:.hч](\d\d)|[ \u00a0\u202f]h(?:[ \u00a0\u202f](\d\d))?)?(?![\w:%–-]|[.,]\d)"
)
_HALF = 12


@frozen
class _Time:
    """A time of the clock of twelve hours."""

    start: int
    end: int
    hour: int
    minute: int
    is_afternoon: bool

    @property
    def hour_of_day(self) -> int:
        return self.hour % _HALF + _HALF * self.is_afternoon


def _meridiem_times(text: str) -> list[_Time]:
    return [
        _Time(found.start(), found.end(), int(found[1]), int(found[2] or 0), found[3] in "pP")
        for found in _MERIDIEM.finditer(text)
        if 0 < int(found[1]) <= _HALF
    ]


@check("times", Severity.WARNING)
def times(context: Context) -> Iterator[Finding]:
    """A time lost its half of the day: “3 p.m.” became „3:00”, or 15:00 “3:00 a.m.”.

    The target may use the clock of 24 hours, or say morning, afternoon, evening or night.
    """
    for time in _meridiem_times(context.source):
        if _says_half(context.target, context.target_language):
            break
        found = _lost_half(time, _clock_times(context.target))
        if found:
            text = context.source[time.start : time.end]
            yield Finding(*found, f"The source says “{text}”: that is {time.hour_of_day}:{time.minute:02}.")
    given = _meridiem_times(context.target)
    if not given or _says_half(context.source, context.source_language):
        return
    hours = {(hour, minute) for _, _, hour, minute in _clock_times(context.source)}
    for time in given:
        wrong = ((time.hour_of_day + _HALF) % 24, time.minute)
        if wrong in hours and (wrong[0] > _HALF or time.is_afternoon) and (time.hour_of_day, time.minute) not in hours:
            yield Finding(time.start, time.end, f"The source says {wrong[0]}:{wrong[1]:02}.")


def _clock_times(text: str) -> list[tuple[int, int, int, int]]:
    """Places, hours and minutes of what may be a time."""
    return [
        (found.start(), found.end(), int(found[1]), int(found[2] or found[3] or 0))
        for found in _CLOCK.finditer(text)
        if int(found[1]) < 24 and int(found[2] or found[3] or 0) < 60
    ]


def _lost_half(time: _Time, clock: list[tuple[int, int, int, int]]) -> tuple[int, int] | None:
    """Where the target has the hour of the other half of the day and nowhere the right one."""
    wrong = (time.hour_of_day + _HALF) % 24
    if any(hour == time.hour_of_day and minute == time.minute for _, _, hour, minute in clock):
        return None
    return next(((start, end) for start, end, hour, minute in clock if (hour, minute) == (wrong, time.minute)), None)


def _says_half(text: str, tag: str) -> bool:
    """Does a text say which half of the day it is, or may it in words that are not known?"""
    known = languages.of(tag).dayparts
    words = {word.rstrip(".") for word in re.findall(r"[^\W\d_]+(?:[.-][^\W\d_]+)*", text.casefold())}
    return not known or bool(words & known)


CHECKS: tuple[Check, ...] = (dates, weekdays, times)
