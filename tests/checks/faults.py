"""Faults as people make them, to be put into clean translations; each with the checks that may find it.

A fault is a function of source, target and target language that gives the spoilt target, or None where the
segment offers no place for it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.checks import corpus
from tests.checks.rows import context, issues
from translate_flow.checks import Others
from translate_flow.model import State

Spoil = Callable[[str, str, str], str | None]
MOST_PER_KIND = 60


@dataclass(frozen=True)
class Fault:
    name: str
    checks: tuple[str, ...]
    spoil: Spoil


FAULTS: list[Fault] = []


def fault(*checks: str) -> Callable[[Spoil], Spoil]:
    def keep(spoil: Spoil) -> Spoil:
        FAULTS.append(Fault(spoil.__name__.replace("_", " "), checks, spoil))
        return spoil

    return keep


def replaced(text: str, pattern: str, new: str) -> str | None:
    """The text with the first place of a pattern replaced; None where there is none or nothing changes."""
    changed = re.sub(pattern, new, text, count=1)
    return changed if changed != text else None


def swapped(text: str, words: dict[str, str]) -> str | None:
    """The text with the first of some words replaced by another one."""
    found = re.search("|".join(rf"\b{re.escape(word)}\b" for word in words), text)
    return text[: found.start()] + words[found[0]] + text[found.end() :] if found else None


PLAIN_NUMBER = r"(?<![\w.,:+\u00a0\u202f–-])([1-9]\d)(?![\w.,:–-]|[\u202f\u00a0]\d)"


@fault("numbers", "phone-numbers")
def number_changed(source: str, target: str, language: str) -> str | None:
    found = re.search(PLAIN_NUMBER, target)
    if not found or found[0] not in source or "+373" in target:
        return None
    return target[: found.start()] + str(int(found[0]) + 3) + target[found.end() :]


@fault("numbers")
def digits_transposed(source: str, target: str, language: str) -> str | None:
    found = re.search(r"(?<![\w.,:+\u202f–-])(?:19|20)\d\d(?![\w–-])", target)
    if not found or found[0] not in source:
        return None
    digits = found[0][:2] + found[0][3] + found[0][2]
    return target[: found.start()] + digits + target[found.end() :] if digits != found[0] else None


@fault("numbers", "phone-numbers")
def number_left_out(source: str, target: str, language: str) -> str | None:
    found = re.search(PLAIN_NUMBER, target)
    if not found or found[0] not in source or "+373" in target:
        return None
    return target[: found.start()].rstrip() + target[found.end() :]


@fault("numbers", "numbers-added")
def decimal_sign_lost(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"(?<![\d.])(\d{1,2}),(\d)(?!\d)", r"\1\2")


SCALES = {
    "milioane": "miliarde", "miliarde": "milioane", "млн": "млрд", "млрд": "млн", "миллиона": "миллиарда",
    "Millionen": "Milliarden", "Milliarden": "Billionen", "millions": "milliards", "milliards": "billions",
    "milliard": "billion", "million": "milliard",
}  # fmt: skip


@fault("numbers")
def scale_changed(source: str, target: str, language: str) -> str | None:
    return swapped(target, SCALES)


@fault("number-notation", "numbers")
def notation_kept(source: str, target: str, language: str) -> str | None:
    return (
        replaced(target, r"(?<!\d)(\d{1,3})[.\u202f](\d{3})(?!\d)", r"\1,\2")
        if language != "ru" and "+373" not in target
        else None
    )


WORDS = {
    "patru": "cinci", "șase": "șapte", "zece": "nouă", "treizeci": "patruzeci", "trei": "cinci",
    "шесть": "семь", "четырёх": "пяти", "десять": "девять", "vier": "fünf", "sechs": "sieben",
    "zehn": "neun", "drei": "vier", "quatre": "cinq", "six": "sept", "dix": "douze", "trois": "quatre",
}  # fmt: skip


@fault("number-words", "numbers")
def spelled_number_changed(source: str, target: str, language: str) -> str | None:
    if not re.search(r"\b(?:three|four|six|ten|thirty)\b", source):
        return None
    return swapped(target, WORDS)


@fault("percentages")
def percent_lost(source: str, target: str, language: str) -> str | None:
    signs = r"[ \u00a0]?%| la sută| процент\w*| Prozent\w*|-Prozent"
    if ("percent" not in source and "%" not in source) or re.search(r"punct|пункт|points|[Pp]unkt", target):
        return None
    changed = re.sub(signs, "", target)
    return changed if changed != target else None


CURRENCY_CHANGES = {
    "dolari": "euro", "долларов": "евро", "Dollar": "Euro", "dollars": "euros", "euro": "dolari",
    "евро": "долларов", "Euro": "Dollar", "d’euros": "de dollars", "euros": "dollars", "леев": "рублей",
    "lei": "ruble",
}  # fmt: skip


@fault("money")
def currency_changed(source: str, target: str, language: str) -> str | None:
    names = CURRENCY_CHANGES if "traded" not in source else {}
    return swapped(target, names) if names else None


UNIT_CHANGES = {
    "kg": "g", "кг": "г", "kilometri": "mile", "километров": "миль", "Kilometern": "Meilen",
    "kilomètres": "miles", "metri": "kilometri", "метров": "километров", "Metern": "Kilometern",
    "mètres": "kilomètres", "milimetri": "centimetri", "Millimeter": "Zentimeter",
    "millimètres": "centimètres", "миллиметров": "сантиметров",
}  # fmt: skip


@fault("units")
def unit_changed(source: str, target: str, language: str) -> str | None:
    return swapped(target, UNIT_CHANGES) if not re.search("miles|feet", source) else None


MONTHS = {
    "martie": "mai", "марта": "мая", "März": "Mai", "mars": "mai", "iunie": "iulie", "июня": "июля",
    "Juni": "Juli", "juin": "juillet", "octombrie": "noiembrie", "октября": "ноября", "Oktober": "November",
    "octobre": "novembre",
}  # fmt: skip


@fault("dates")
def month_changed(source: str, target: str, language: str) -> str | None:
    return (
        swapped(target, MONTHS) if re.search(r"\d (?:March|June|October)|(?:March|June|October) \d", source) else None
    )


DAYS = {
    "luni": "marți", "marți": "miercuri", "sâmbătă": "duminică", "duminică": "sâmbătă", "miercuri": "joi",
    "vineri": "sâmbătă", "понедельник": "вторник", "вторник": "среду", "субботу": "воскресенье",
    "воскресенье": "субботу", "пятницы": "субботы", "Montag": "Dienstag", "Samstag": "Sonntag",
    "Mittwoch": "Donnerstag", "Freitag": "Samstag", "lundi": "jeudi", "samedi": "dimanche",
    "dimanche": "samedi", "mercredi": "jeudi", "vendredi": "samedi",
}  # fmt: skip


@fault("weekdays")
def weekday_changed(source: str, target: str, language: str) -> str | None:
    return swapped(target, DAYS) if len(re.findall(r"[A-Z][a-z]+day\b", source)) == 1 else None


@fault("end-punctuation")
def end_mark_left_out(source: str, target: str, language: str) -> str | None:
    return target[:-1] if target[-1] in ".?!" and not target.endswith("...") else None


@fault("end-punctuation")
def question_became_statement(source: str, target: str, language: str) -> str | None:
    return re.sub(r"[\u202f]?\?", ".", target) if source.rstrip("”").endswith("?") else None


@fault("spaces")
def space_doubled(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"(?<=\w) (?=\w)", "  ")


@fault("spaces")
def space_before_comma(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"(?<=\w), ", " , ")


@fault("spaces")
def space_missing_behind_comma(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"(?<=[^\W\d_]{2}), (?=[^\W\d_])", ",")


@fault("spaces")
def french_space_missing(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"\u00a0(?=[»:])|\u202f(?=[;!?])", "") if language == "fr" else None


@fault("repeated-words")
def word_doubled(source: str, target: str, language: str) -> str | None:
    found = re.search(r"(?<=[a-zа-яăâîșț] )([^\W\d_]{2,6})(?= [a-zа-я])", target)
    if not found or found[0][0].isupper() or found[0] in ("die", "der", "das", "nous", "la", "ce"):
        return None
    return target[: found.end()] + " " + found[0] + target[found.end() :]


@fault("brackets")
def bracket_left_out(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"[)(]", "")


@fault("quotes")
def closing_mark_left_out(source: str, target: str, language: str) -> str | None:
    mark = {"ro": "”", "ru": "»", "de": "“", "fr": "\u00a0»"}[language]
    place = target.rfind(mark)
    return target[:place] + target[place + len(mark) :] if place >= 0 else None


@fault("quotations")
def quotation_without_marks(source: str, target: str, language: str) -> str | None:
    changed = re.sub(r"[„”“]|«\u00a0?|\u00a0?»", "", target)
    return changed if changed != target and "“" in source and "“The Salt" not in source else None


@fault("speakers")
def speaker_changed(source: str, target: str, language: str) -> str | None:
    return None if language == "ru" else replaced(target, "Elena Marin|Maria(?=, 7)", "Vasile Moraru")


@fault("quotation-marks")
def marks_of_the_source(source: str, target: str, language: str) -> str | None:
    pairs = {"ro": "„”", "ru": "«»", "de": "„“"}
    if language == "fr":
        changed = re.sub(r"«\u00a0", "“", re.sub(r"\u00a0»", "”", target))
    else:
        opening, closing = pairs[language]
        changed = target.replace(closing, "”").replace(opening, "“")
    return changed if changed != target else None


LOOKALIKES = {"а": "a", "о": "o", "е": "e", "с": "c", "a": "а", "o": "о", "e": "е", "c": "с"}


@fault("mixed-scripts", "foreign-letters")
def letter_of_the_other_alphabet(source: str, target: str, language: str) -> str | None:
    letters = "[аоес]" if language == "ru" else "[aoec]"
    found = re.search(rf"(?<=[^\W\d_]{{2}}){letters}(?=[^\W\d_]{{2}})", target)
    return target[: found.start()] + LOOKALIKES[found[0]] + target[found.end() :] if found else None


@fault("romanian-letters")
def cedilla(source: str, target: str, language: str) -> str | None:
    return replaced(replaced(target, "ș", "ş") or target, "ț", "ţ") if language == "ro" else None


@fault("foreign-letters")
def letter_of_a_neighbour(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"(?<=\w)и(?=\w)", "і") if language == "ru" else None


@fault("decomposed-letters")
def accent_apart(source: str, target: str, language: str) -> str | None:
    changed = unicodedata.normalize("NFD", target)
    return changed if changed != target else None


@fault("invisible-characters")
def zero_width_space(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"(?<=\w) (?=\w)", " \u200b")


@fault("urls")
def address_changed(source: str, target: str, language: str) -> str | None:
    return replaced(target, "example.org/help", "example.com/help")


@fault("emails")
def mail_changed(source: str, target: str, language: str) -> str | None:
    return replaced(target, "tips@", "tip@")


@fault("phone-numbers")
def phone_changed(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"555(.)014", r"555\g<1>041")


@fault("same-as-source")
def left_untranslated(source: str, target: str, language: str) -> str | None:
    return source


@fault("omission", "length")
def second_half_left_out(source: str, target: str, language: str) -> str | None:
    if len(source) < 110:
        return None
    return target[: int(len(target) * 0.33)].rsplit(" ", 1)[0] + target[-1]


@fault("capitals")
def small_letter_first(source: str, target: str, language: str) -> str | None:
    found = re.match(r"[^\w]*[^\W\d_]", target)
    if not found or not found[0][-1].isupper() or re.match(r".{1,4}[ ’'-][A-ZÀ-ÞА-Я]", target):
        return None
    is_sentence = source[-1] in ".!?…" and source[source.find(next(filter(str.isalpha, source)))].isupper()
    return found[0][:-1] + found[0][-1].lower() + target[found.end() :] if is_sentence else None


@fault("number-order")
def score_reversed(source: str, target: str, language: str) -> str | None:
    return replaced(target, r"(?<![\d:])(3)([–:-])(1)(?!\d)", r"\3\2\1")


@fault("shared-target")
def target_of_another_segment(source: str, target: str, language: str) -> str | None:
    second = corpus.blocks()[1]
    is_of_this_text = any(block["en"] == source for block in corpus.blocks())
    return second[language] if is_of_this_text and second["en"] != source else None


@fault("untranslated")
def nothing_saved(source: str, target: str, language: str) -> str | None:
    return ""


@dataclass(frozen=True)
class Seeded:
    """A fault put into a segment, and whether a right check found it."""

    fault: Fault
    language: str
    source: str
    target: str
    found_by: tuple[str, ...]

    @property
    def was_found(self) -> bool:
        return bool(set(self.fault.checks) & set(self.found_by))


def seed(name: str = "clean.txt") -> Iterator[Seeded]:
    """Put every fault into the segments of a text that offer a place, at most `MOST_PER_KIND` of a kind."""
    for one in FAULTS:
        for language in corpus.LANGUAGES[1:]:
            segments = list(corpus.pairs("en", language, name))
            spoilt = [
                (number, source, one.spoil(source, target, language))
                for number, (source, target) in enumerate(segments, 1)
            ]
            chosen = [found for found in spoilt if found[2] is not None][: MOST_PER_KIND // 4]
            for number, source, text in chosen:
                assert text is not None
                yield _checked(one, language, number, source, text, segments)


def _checked(one: Fault, language: str, number: int, source: str, text: str, segments: list[tuple[str, str]]) -> Seeded:
    others = Others.of((at, there, text if at == number else target) for at, (there, target) in enumerate(segments, 1))
    state = State.TRANSLATED if text else State.INITIAL
    segment = context(source, text, "en", language, number=number, others=others, state=state)
    found = tuple(issue.check for issue in issues(segment))
    return Seeded(one, language, source, text, found)
