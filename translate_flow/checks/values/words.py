"""Spelled-out numbers: `twenty-five`, `doisprezece mii`, `полтора миллиона`, `三百二十`, `XXI`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from translate_flow.checks import languages
from translate_flow.checks.languages import Language
from translate_flow.checks.pieces import words_in
from translate_flow.checks.values.quantities import half_behind, half_pattern
from translate_flow.language import base
from translate_flow.records import frozen

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# letters with the signs that stand on them in Arabic and Indian scripts, which are no letters to `re`
_HAS_SIGNS = re.compile("[\u064b-\u0652\u0900-\u0dff]")
_SIGNED = r"(?:[^\W\d_]|[\u064b-\u0652\u0900-\u0963\u0970-\u0dff])+"
_SIGNED_WORD = re.compile(_SIGNED)
_ARABIC_SIGNS = re.compile("[\u064b-\u0652]")
_ROMAN = re.compile(r"(?<![\w-])([IVXLCDM]{1,9}|[ІIVXХ]{1,7})(?:e|er|ème|º|ª|-[^\W\d_]+)?(?![\w])")
_ROMAN_FORM = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LOOKALIKE = str.maketrans("ІХ", "IX")
_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SMALL = {"十": 10, "百": 100, "千": 1000}
_HAN_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN = re.compile("[零〇一二三四五六七八九两兩十百千万萬亿億兆]+")
_HANGUL_DIGITS = {sign: value for value, sign in enumerate("영일이삼사오육칠팔구")}
_HAN_DIGITS |= _HANGUL_DIGITS
_HAN_SMALL |= {"십": 10, "백": 100, "천": 1000}
_HAN_LARGE |= {"만": 10**4, "억": 10**8, "조": 10**12}
# Sino-Korean numerals are common syllables, too: only where one multiplies another, at the beginning of a word
_HANGUL = re.compile("(?<![가-힣])[영일이삼사오육칠팔구십백천만억조 ]*[십백천만억조][일이삼사오육칠팔구]?")
HAN_LANGUAGES = frozenset({"zh", "ja", "yue", "ko"})
_LONGEST_ENDING = 16
_HALF = Decimal("0.5")


@frozen
class Spelled:
    """A number in words."""

    start: int
    """Offset of its first letter."""
    end: int
    """Offset behind its last letter."""
    values: tuple[Decimal, ...]
    """What it may mean."""
    is_cardinal: bool
    """Does it mean a number and nothing else?"""


@lru_cache(maxsize=16)
def spelled(text: str, tag: str) -> tuple[Spelled, ...]:
    """The numbers in words of a text: cardinal ones as a whole, and words that may mean a number."""
    known = languages.of(tag)
    found: list[Spelled] = []
    if known.knows_numbers:
        found += _Reader(known).read(text)
    if base(tag) in HAN_LANGUAGES:
        pattern = _HANGUL if base(tag) == "ko" else _HAN
        found += [
            Spelled(match.start(), match.end(), (_han_value(match[0]),), False) for match in pattern.finditer(text)
        ]
    return tuple(found)


def has_cardinals(text: str, tag: str) -> bool:
    """May a text have a spelled-out number? A quick look before reading it."""
    words = _SIGNED_WORD.findall(text.casefold()) if _HAS_SIGNS.search(text) else words_in(text)
    return not languages.of(tag).cardinals.keys().isdisjoint(words)


def romans(text: str) -> Iterator[Decimal]:
    """Values of the Roman numerals of a text, written with Cyrillic lookalikes too."""
    for match in _ROMAN.finditer(text):
        numeral = match[1].translate(_LOOKALIKE)
        if _ROMAN_FORM.fullmatch(numeral):
            values = [_ROMAN_VALUE[sign] for sign in numeral]
            signs = [-1 if value < behind else 1 for value, behind in zip(values, [*values[1:], 0], strict=True)]
            yield Decimal(sum(value * sign for value, sign in zip(values, signs, strict=True)))


def _han_value(text: str) -> Decimal:
    """Value of a Chinese numeral; digits in a row are read as places (二〇二四)."""
    if len(text) > 1 and all(sign in _HAN_DIGITS for sign in text):
        return Decimal("".join(str(_HAN_DIGITS[sign]) for sign in text))
    total = section = digit = 0
    for sign in text.replace(" ", ""):
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        elif sign in _HAN_SMALL:
            section, digit = section + (digit or 1) * _HAN_SMALL[sign], 0
        else:
            total, section, digit = total + (section + digit or 1) * _HAN_LARGE[sign], 0, 0
    return Decimal(total + section + digit)


class _Reader:
    """Adds up the words of a number: `two hundred and five thousand` is 2 · 100 + 5, times 1000."""

    def __init__(self, known: Language) -> None:
        self._known = known
        self._clear()

    def _clear(self) -> None:
        self._total = self._current = Decimal(0)
        self._start = self._end = -1
        self._loose: tuple[Decimal, ...] = ()
        self._bare: tuple[Decimal, ...] = ()
        self._has_cardinal = False
        self._last_scale = Decimal(1)
        self._half = Decimal(0)

    def read(self, text: str) -> list[Spelled]:
        """The numbers of a text, in order."""
        found: list[Spelled] = []
        may_matter, heads = languages.number_words(self._known), languages.stem_heads(self._known)
        for start, end, word in _words(text, self._known):
            if word not in may_matter and word[:2] not in heads and not self._known.has_glued_half:
                continue  # it ends a number, as the gap before the next part will show
            self._add_half(text)
            if start < self._end:
                continue
            if self._start >= 0 and not self._is_join(text[self._end : start]):
                found += self._flush()
            found += self._take(start, end, word)
        self._add_half(text)
        return found + self._flush()

    def _add_half(self, text: str) -> None:
        """Two and a half, două ore și jumătate: what adds a half to a number belongs to it."""
        if (self._current or self._total) and not self._loose and not self._half:
            end = half_behind(text, self._end, self._known)
            if end is not None:
                # două milioane și jumătate: half of the last scale
                self._half = _HALF if self._current else _HALF * self._last_scale
                self._current, self._end = self._current + self._half, end

    def _is_join(self, gap: str) -> bool:
        words = gap.casefold().replace("-", " ").split()
        return len(gap) <= 8 and all(word in self._known.joins for word in words)

    def _take(self, start: int, end: int, word: str) -> list[Spelled]:
        known = self._known
        value = known.cardinals.get(word, _glued_half(word, known))
        if value is not None:
            done = [] if self._can_add(value) else self._flush()
            self._start = start if self._start < 0 else self._start
            self._current, self._end, self._has_cardinal = self._current + value, end, True
            return done
        factor = known.scales.get(word)
        if factor is not None and len(word) > 1:
            return self._multiply(start, end, factor)
        if word in known.joins and self._start >= 0 and not self._loose:
            return []
        done = self._flush()
        values = known.other_numbers.get(word, ()) + _stem_values(word, known)
        if values:
            self._loose, self._start, self._end = values, start, end
            return [*done, Spelled(start, end, values, False)]
        return done

    def _multiply(self, start: int, end: int, factor: Decimal) -> list[Spelled]:
        """A scale word behind a number, behind a loose one (`half a million`), or alone (`a million`)."""
        if self._current:
            if factor == 100:
                self._current *= factor
            else:
                self._total, self._current = self._total + self._current * factor, Decimal(0)
                self._last_scale = factor
            self._end = end
            return []
        loose = tuple(value * factor for value in self._loose)
        done = self._flush()
        if factor in (100, 1000) and (not loose or factor in loose):
            self._bare, self._start, self._end = (factor, *loose), start, end
            self._total, self._current = (factor, Decimal(0)) if factor == 1000 else (Decimal(0), factor)
            return done
        return [*done, Spelled(start, end, (factor, *loose), False)]

    def _can_add(self, value: Decimal) -> bool:
        """May a number word continue the number so far: hundred + 5, twenty + 5, soixante + 11?"""
        if self._start < 0 or self._loose:
            return False
        if not self._current:
            return self._total > value
        rest = self._current % 100
        if self._known.has_units_first and rest and rest < 10 and value % 10 == 0 and value < 100:
            return True
        if rest == 0:
            return value < 100 or (self._current % 1000 == 0 and value < 1000)
        return rest >= 20 and rest % 10 == 0 and value < (20 if rest in (60, 80) else 10)

    def _flush(self) -> list[Spelled]:
        number = self._total + self._current
        values: tuple[Decimal, ...] = (number, number - self._half) if self._half else (number,)
        values += self._bare if number not in self._bare else self._bare[1:]
        done = [Spelled(self._start, self._end, values, self._has_cardinal)] if number and not self._loose else []
        self._clear()
        return done


def _glued_half(word: str, known: Language) -> Decimal | None:
    """Viereinhalb, drieënhalf: a number and its half in one word."""
    if not known.has_glued_half:
        return None
    found = half_pattern(known.half).search(word, 1)
    whole = known.cardinals.get(word[: found.start()]) if found else None
    return whole + _HALF if whole else None


def _words(text: str, known: Language) -> Iterator[tuple[int, int, str]]:
    """Words with their places; a hyphenated one as a whole if the language knows it as a number."""
    if _HAS_SIGNS.search(text):
        for match in _SIGNED_WORD.finditer(text):
            yield match.start(), match.end(), normalize("NFC", _ARABIC_SIGNS.sub("", match[0].casefold()))
        return
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        is_plain = "-" not in word and "." not in word
        if is_plain or word in known.cardinals or word in known.other_numbers:
            yield match.start(), match.end(), word
        else:
            for piece in _PIECE.finditer(match[0]):
                yield match.start() + piece.start(), match.start() + piece.end(), piece[0].casefold()


def _stem_values(word: str, known: Language) -> tuple[Decimal, ...]:
    """Values of the longest stem that a word begins with, with any ending (двухнедельный, zweiwöchig)."""
    if word[:2] not in languages.stem_heads(known):
        return ()
    for size in range(len(word), max(2, len(word) - _LONGEST_ENDING) - 1, -1):
        values = known.stems.get(word[:size])
        if values:
            return values
    return ()
