"""The rules that look at the word before a full stop: abbreviations, initials, numbers."""

import re

from translate_flow.segmentation.pattern import CLOSERS, OPENERS, UNSPACED
from translate_flow.segmentation.place import (
    Place,
    Rule,
    before_word,
    is_aside,
    is_first,
    is_opening,
    is_short,
    number_before,
)

_NO_INITIAL = re.compile(r"[\d°@/:]|[^\W_](?:[^\w.]?[^\W_]){2}")
_ROMAN = re.compile(r"(?=[IVXL])(?:L?X{1,3}|XL|L)?(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"\d+(?:[.,:/\-–]\d+)*")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}")
_DATE = re.compile(r"\d\d\.\d\d\.\d\d")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_]{1,3}\.\s)+[^\W\d_]{1,3}$")
_JOINT = re.compile(r"[-–’'/]")
_LETTER_AND_POINT = re.compile(r"[^\W\d_][^\w\s!-~]*\.")  # a letter with its vowel signs: पु.
_CONSONANTS = "bcdfghjkmnpqstvwxzßçčćďđðłńñņśšşșťţțźžż" + "бвгджзкмнпстфхцчшщђћџ"
_VOWELLESS = re.compile(
    rf"(?!(?i:[hm]+|ps+t|s+h+|pf+t?|t+s+k?|b?z+)$)"
    rf"(?:[{_CONSONANTS}{_CONSONANTS.upper()}][{_CONSONANTS}]{{1,4}}"
    rf"|[{_CONSONANTS}{_CONSONANTS.upper()}][rlрл]|[RLРЛrlрл][{_CONSONANTS}])"
)
_HAS_DIGIT = re.compile(r"\d")
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)


def judge_word(place: Place) -> Rule:
    """Rules that look at the word before a full stop."""
    text, stop, word, rules = place.text, place.stop, place.word, place.rules
    after = text[stop + 1]
    if "." in rules.points and after != ".":
        return Rule.NO_STOP
    if not word or after == "." or word[-1] in CLOSERS or (after in CLOSERS and after not in ")’'*_"):
        return Rule.STOP
    if _is_half(place):
        return Rule.ABBREVIATION
    part = _last_part(word)
    if known := _judge_forms(place, part):
        return known
    if word[0].isdigit() and _NUMBER.fullmatch(word):
        return _judge_number(place)
    if len(word) == 1 and word.isalpha() and is_first(place):
        return Rule.LIST_NUMBER
    if _are_initials(word, part) or _is_marked_initial(place):
        return _judge_initial(place)
    if _ROMAN.fullmatch(word) and (rules.after_ordinals or is_first(place)):
        return Rule.STARTER if place.is_starter else Rule.ORDINAL
    return Rule.STOP


def _judge_initial(place: Place) -> Rule:
    if len(place.word) == 1 and _is_letter_listed(before_word(place).split()):
        return Rule.STOP
    return Rule.STARTER if place.is_starter else Rule.INITIAL


def _is_letter_listed(before: list[str]) -> bool:
    """Is the letter behind these words one of several, as in `A, B, C.` or `vitamins B and C.`?"""
    if before and before[-1][1:] == "," and before[-1][0].isalpha():
        return True
    return len(before) > 2 and len(before[-2]) == 1 and before[-2].isupper() and len(before[-1]) < 4


def _last_part(word: str) -> str:
    """Of `Dipl.-Ing` the `Ing`; `1970-х` and `aktív-e` have no abbreviation at their end."""
    part = _JOINT.split(word)[-1]
    return word if _HAS_DIGIT.search(word) or (len(part) == 1 and part.islower()) else part


def _judge_forms(place: Place, part: str) -> Rule | None:
    for form in (*_spaced_forms(place), place.word, part):
        if form in place.rules.ends:
            return Rule.STOP
        if form in place.rules.suspects and (rule := _judge_abbreviation(place, form)):
            return rule
    return None if part in place.rules.suspects else _judge_unknown(place, part)


def _spaced_forms(place: Place) -> list[str]:
    """`т. д` as it would be without spaces, `т.д`; of `г. до н. э` first the longest piece."""
    if len(place.word) > 3 or place.stop - place.start < 4:
        return []
    found = _SPACED.search(place.text, max(place.start, place.stop - 16), place.stop)
    if not found:
        return []
    pieces = found[0].split()
    return ["".join(pieces[number:]) for number in range(len(pieces) - 1)]


def _judge_abbreviation(place: Place, word: str) -> Rule | None:
    rules, begins = place.rules, place.begins
    if word in rules.number and _is_number_next(place):
        return Rule.BEFORE_NUMBER
    if word in rules.unit and (number := number_before(place)):
        return Rule.STOP if place.is_starter or _ends_behind_unit(place, number) else Rule.PERHAPS
    if word in rules.never:
        return Rule.STARTER if place.is_starter and place.text[place.stop + 1] == ")" else Rule.ABBREVIATION
    if word in rules.closing:
        ends = place.is_starter or (_begins_phrase(place) and not is_opening(place))
        return Rule.STARTER if ends else Rule.PERHAPS
    if word in rules.maybe:
        return Rule.STARTER if place.is_starter or _begins_with_person(place) else Rule.PERHAPS
    if word in rules.number and len(begins) == 1 and not place.is_starter:
        return Rule.BEFORE_NUMBER
    return None


def _ends_behind_unit(place: Place, number: str) -> bool:
    is_bracket = place.text[place.end] == "("
    return not is_short(place, number) and not (is_bracket and is_aside(place.text, place.end))


def _is_number_next(place: Place) -> bool:
    """Does an Arabic or Roman number follow, or what stands for one: `Nr. %d`?"""
    begins = place.begins
    if begins[:1].isdigit() or place.text[place.end] in "%{#":
        return True
    return not place.is_starter and _ROMAN.fullmatch(begins) is not None


def _judge_unknown(place: Place, word: str) -> Rule | None:
    """Words that our files do not know, but that look like abbreviations: `Lindenstr. 5`, `pkt. 3`, `Vlgs. Peter`."""
    is_before_number = place.begins[:1].isdigit()
    if word.endswith("str") and is_before_number:
        return Rule.BEFORE_NUMBER
    is_other_script = (place.begins[:1] > "\u036f") != (word[:1] > "\u036f")
    if not is_vowelless(word) or is_other_script or number_before(place):
        return None
    if is_before_number:
        return Rule.BEFORE_NUMBER
    return Rule.STARTER if place.is_starter else Rule.PERHAPS


def is_vowelless(word: str) -> bool:
    """Are these two to five consonants in small letters, that nobody can say? `trg`, `vrh` can be said."""
    return _VOWELLESS.fullmatch(word) is not None


def _is_half(place: Place) -> bool:
    """Do this word and the next make an abbreviation that is written with a space: `pr. Kr.`, `v. Chr.`?"""
    begins = place.begins
    if len(place.word) > 3 or not 0 < len(begins) <= 3:
        return False
    return f"{place.word}.{begins}" in place.rules.suspects and place.text.startswith(f"{begins}.", place.end)


def _begins_phrase(place: Place) -> bool:
    """Is this a title, or a capital or a number with a small word behind it, so no name of two words?"""
    begins = place.begins
    if begins in place.rules.never and place.text.startswith(f"{begins}. ", place.end):
        return True
    if not begins or not (begins[0].isupper() or begins.isdigit()) or begins.lower() in place.rules.going_on:
        return False
    behind = place.text.index(begins, place.end) + len(begins)
    second = place.text[behind : behind + 2]
    return second[:1].isspace() and second[1:].islower()


def _begins_with_person(place: Place) -> bool:
    """Does a title with a name follow behind `the U.S.`? (`the U.S. President Biden` alone would have no article.)"""
    begins = place.begins
    if begins.lower() not in place.rules.persons or not _ARTICLE.search(before_word(place)):
        return False
    second = place.text[place.end + len(begins) :][:2]
    return second[:1].isspace() and second[1:].isupper()


def _are_initials(word: str, part: str) -> bool:
    """`J`, `J.R`, `Jean-J`, `d'A`, `जी.डी.पी`; not `consegue-o`."""
    if "." in word:
        return not _NO_INITIAL.search(word)
    return len(part) == 1 and part.isalpha() and part < UNSPACED[0] and (part == word or part.isupper())


def _is_marked_initial(place: Place) -> bool:
    """Is this a letter with a vowel sign, before another initial: the first of `पु. ल. देशपांडे`?"""
    word = place.word
    if not 1 < len(word) < 4 or not _LETTER_AND_POINT.fullmatch(word + "."):
        return False
    return _LETTER_AND_POINT.match(place.text, place.end) is not None


def _judge_number(place: Place) -> Rule:
    word, rules = place.word, place.rules
    if is_first(place):
        return Rule.LIST_NUMBER
    if _SECTION.fullmatch(word) and not _DATE.fullmatch(word) and not place.is_starter:
        return Rule.LIST_NUMBER
    if not rules.after_ordinals or not word.isdigit():
        return Rule.STOP
    if place.begins.lower() in rules.after_ordinals:
        return Rule.ORDINAL
    before = before_word(place).split()
    if before and before[-1].rstrip(".").lstrip(OPENERS) in rules.number:  # `fig. 3. Karel`
        return Rule.STOP
    if place.is_starter:
        return Rule.STOP
    is_year_first = len(word) == 4 and len(place.text[place.start : place.stop].split()) <= 2  # `Od 1991. Hrvatska`
    return Rule.ORDINAL if is_year_first or 0 < int(word) < 1000 else Rule.STOP
