"""The rules: why a sentence ends at a candidate, or does not."""

import re

from translate_flow.segmentation.abbreviations import judge_word
from translate_flow.segmentation.pattern import DASHES, OPENERS, UNSPACED
from translate_flow.segmentation.place import (
    BRACKET_LIMIT,
    CUTTING,
    STRONG_STOPS,
    WORD_LIMIT,
    Place,
    Rule,
    has_letter,
    is_aside,
)
from translate_flow.segmentation.rules import Rules

_QUOTE_LIMIT = 1000
_COMMAS = frozenset(",;:")
_NEXT = re.compile(rf"(?:[\s{re.escape(OPENERS + DASHES)}…]|,,|\.\.\.){{0,24}}+((\w*+)[-'’]?)")
_REFERENCE = re.compile(r"(?:\[\d{1,3}\]\s*+)++")
_DETACHED = re.compile(r"(''|[»”’›)\]}」』\"'«“])(?=\s|$|[.,;:!?…])\s*+([.!?…]*+)\s*+")
_MENTIONS = {"(": ")", "[": "]", "„": "“”", "«": "»", "“": "”", "‘": "’", "'": "'", '"': '"'}
_QUOTES = frozenset("\"”»“’'")
_NAME_AND_WORD = re.compile(r"(?:[^\W\d_a-z][\w'’-]*\.?\s){1,3}([a-z]+)")


def judge(text: str, start: int, found: re.Match[str], rules: Rules) -> tuple[Rule, int]:
    """The rule for one candidate of a sentence that began at `start`, and where the next one would begin."""
    stop, end = found.span()
    if text[stop] == "\n":
        is_blank = stop == start or text[start:stop].isspace()
        return (Rule.NOTHING_BEFORE if is_blank else Rule.PARAGRAPH), end
    if end - stop > 2 and text.count("\n", stop, end) > 1:
        return Rule.PARAGRAPH, end
    end = _skip_detached(text, stop, end)
    if end >= found.endpos:
        return Rule.END, end
    following = _NEXT.match(text, end)
    assert following  # it matches nothing at all, too
    starters = rules.starters
    begins = following[2]
    is_starter = (begins.lower() in starters or following[1].lower() in starters) and not (
        len(begins) == 1 and text.startswith(".", following.end())
    )
    word = _word_before(text, start, stop)
    place = Place(text, start, stop, found.end(1), end, word, begins, is_starter, rules)
    rule = _judge_following(place)
    if rule is None:
        rule = judge_word(place) if text[stop] == "." else _judge_name(place)
    if rule in CUTTING and _is_in_brackets(place):
        rule = Rule.BRACKETS
    return rule, end


def _skip_detached(text: str, stop: int, end: int) -> int:
    """Closing quotes behind a space and reference marks such as `[17]` belong to the sentence before."""
    if end < len(text) and text[end] in "[»”’›)]}」』\"'«“":
        if found := _REFERENCE.match(text, end):
            return found.end()
        found = _DETACHED.match(text, end)
        if found and _is_closing(text, stop, found):
            return found.end()
    return end


def _is_closing(text: str, stop: int, found: re.Match[str]) -> bool:
    """Does a mark between two spaces close something? Straight quotes are counted, as far as they reach."""
    mark = found[1]
    if found[2] or text[found.end() : found.end() + 1] in _COMMAS or mark not in "\"'«“":
        return True
    return mark in "\"'" and text.count(mark, max(0, stop - _QUOTE_LIMIT), stop) % 2 == 1


def _word_before(text: str, start: int, stop: int) -> str:
    if stop == start or text[stop - 1].isspace():
        return ""
    pieces = text[max(start, stop - WORD_LIMIT) : stop].split()
    return pieces[-1].lstrip(OPENERS + DASHES + "…,")


def _judge_following(place: Place) -> Rule | None:
    """Rules that look at what follows; None where it may be a sentence."""
    text, end, stop, begins = place.text, place.end, place.stop, place.begins
    first = text[end]
    if _is_mark_next(place) or _is_range(place) or _is_mention(place):
        return Rule.GOES_ON
    if not place.word[-1:].isalnum() and not has_letter(text[max(place.start, stop - WORD_LIMIT) : stop]):
        return Rule.NOTHING_BEFORE
    if begins[:1].islower() and not begins[1:2].isupper() and _is_small(place):
        is_start = _is_small_start(place) or _begins_with_points(place)
        return Rule.SMALL_STARTER if is_start else Rule.LOWER_CASE
    if text[place.closed - 1] in _QUOTES and first == "(" and is_aside(text, end):
        return Rule.GOES_ON
    if _goes_on_quoting(place) or _is_reported(place):
        return Rule.QUOTING
    if "\u0590" <= begins[:1] <= "\u08ff" and text.startswith(("…", "..."), stop):
        return Rule.ELLIPSIS
    if text[stop] in STRONG_STOPS:
        is_decimal = text[stop] == "．" and text[stop - 1].isdigit() and begins[:1].isdigit()
        if text[stop] == "۔" and place.word in place.rules.never:  # letters of initials, in Urdu
            return Rule.ABBREVIATION
        return Rule.NO_SPACE if is_decimal else Rule.STRONG_STOP
    if place.closed == end:  # no white space behind it
        return _judge_unspaced(place)
    return None


def _is_mark_next(place: Place) -> bool:
    """Does a mark follow that begins no sentence?"""
    return place.text[place.end] in ",;:!?.…)]}/&№=" and not place.text.startswith(("...", ",,", "=="), place.end)


def _is_small(place: Place) -> bool:
    """Does a small letter say that the sentence goes on? Not in Georgian, nor a Latin one behind another script."""
    first, last = place.begins[0], place.text[place.stop - 1]
    if "\u10d0" <= first <= "\u10ff":
        return False
    if place.text[place.end] == "(":  # `続けますか? (y/N)`
        return True
    return not (first <= "z" and last > "\u036f" and last.isalpha() and place.closed < place.end)


def _begins_with_points(place: Place) -> bool:
    """Does a sentence begin with points, as in `He fired. ...and missed`?"""
    text, end = place.text, place.end
    points = 3 if text.startswith("...", end) else int(text[end] == "…")
    is_glued = points > 0 and text[end + points : end + points + 1].isalpha()
    return (
        is_glued and place.closed - place.stop == 1 and place.word.isalpha() and place.word not in place.rules.suspects
    )


def _is_range(place: Place) -> bool:
    """Do the points stand between two numbers, as in `[-1 … 1]`?"""
    text, stop = place.text, place.stop
    if text[stop] != "…" and not text.startswith("..", stop):
        return False
    before, after = text[max(place.start, stop - 2) : stop].rstrip(), text[place.end : place.end + 2].lstrip("-−+")
    return before[-1:].isdigit() and after[:1].isdigit()


def _is_mention(place: Place) -> bool:
    """Does a mark stand alone between quotes or brackets, as in `(!)`? It is spoken of, or doubted."""
    opening = place.text[place.stop - 1 : place.stop]
    closing = _MENTIONS.get(opening, "")
    return bool(closing) and place.closed - place.stop > 1 and place.text[place.stop + 1] in closing


def _goes_on_quoting(place: Place) -> bool:
    """Does a particle that ends a quotation follow?"""
    words = place.rules.quoting
    if not words or (place.closed - place.stop == 1 and place.text[place.stop] not in "!?！？"):
        return False
    return place.text.startswith(tuple(words), place.end)


def _is_reported(place: Place) -> bool:
    """Do a name and a verb of saying follow a quoted question, as in `“Why?” Mr. Smith asked`?"""
    text, verbs = place.text, place.rules.reporting
    if not verbs or text[place.stop] == "." or text[place.closed - 1] not in _QUOTES:
        return False
    following = _NAME_AND_WORD.match(text, place.end)
    return following is not None and following[1] in verbs and not place.is_starter


def _is_small_start(place: Place) -> bool:
    """Does a careless writer begin a sentence with a small letter? Only words that say so count."""
    word = place.word
    return (
        place.begins in place.rules.small_starters
        and place.text[place.stop] != "…"
        and place.closed - place.stop == 1
        and place.closed < place.end
        and (
            (len(word) > 2 and "." not in word and word not in place.rules.suspects)
            if word
            else place.text[place.stop - 2] not in ".…"
        )
        and word + place.text[place.stop] not in place.rules.names
    )


def _judge_unspaced(place: Place) -> Rule:
    text, stop, end = place.text, place.stop, place.end
    if text[stop] != "." and text[stop - 1] >= UNSPACED[0]:
        return Rule.STRONG_STOP
    behind = end + len(place.begins)
    is_sentence = place.is_starter and text[stop - 1].islower() and place.begins[0].isupper()
    is_lower = text[stop - 1].islower()
    if is_lower and place.closed - stop > 1 and (text[behind - 1].islower() or place.begins == "I"):  # `wait...What?`
        return Rule.GLUED
    if is_lower and text[stop - 1] > "\u036f" and _is_plain(place):
        return Rule.GLUED
    return Rule.GLUED if is_sentence and text[behind : behind + 1] in (" ", "'", "’", ",") else Rule.NO_SPACE


def _is_plain(place: Place) -> bool:
    """Is the word before the stop a longer one and no abbreviation?"""
    return len(place.word) > 3 and place.word.isalpha() and place.word not in place.rules.suspects


def _judge_name(place: Place) -> Rule:
    if place.word + place.text[place.stop] not in place.rules.names or place.closed - place.stop > 1:
        return Rule.STOP
    return Rule.STARTER if place.is_starter else Rule.NAME


def _is_in_brackets(place: Place) -> bool:
    """Does the stop stand in brackets that opened inside this sentence and will close?"""
    if _is_between(place, "(", ")"):
        return True
    return place.text[place.stop] in STRONG_STOPS and (_is_between(place, "（", "）") or _is_between(place, "《", "》"))


def _is_between(place: Place, opening: str, closing: str) -> bool:
    text, start, closed = place.text, place.start, place.closed
    floor = max(start, place.stop - BRACKET_LIMIT)
    opened = text.rfind(opening, floor, closed)
    if opened < 0 or text.find(closing, opened, closed) >= 0:
        return False
    if text.count(closing, floor, opened) > text.count(opening, floor, opened):
        return False  # unbalanced: brackets say nothing here
    if not has_letter(text[floor:opened]):
        return False  # whole sentences in brackets
    end = text.find(closing, closed, closed + BRACKET_LIMIT)
    return end >= 0 and text.find(opening, closed, end) < 0
