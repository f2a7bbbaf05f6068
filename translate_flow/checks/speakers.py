"""Speakers: who says a quotation in the source says it in the target."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.languages import words
from translate_flow.checks.quoting import Quotation, read
from translate_flow.language import base
from translate_flow.model import Side

# verbs of saying as newspapers use them beside a quotation, by stem or in full
_SAYING = {
    "en": "said says told adds? added wrote writes asked replied announced declared stated explained recalled warned "
    "insisted joked laughed shouted noted argued claimed tweeted posted quipped",
    "ro": "spus spune spunea declarat declară afirmat afirmă adăugat adaugă scris scrie întrebat răspuns anunțat "
    "explicat precizat subliniat avertizat glumit râs strigat amintit",
    "ru": "сказал[аи]? заявил[аи]? говорит добавил[аи]? написал[аи]? спросил[аи]? ответил[аи]? сообщил[аи]? "
    "объяснил[аи]? отметил[аи]? подчеркнул[аи]? предупредил[аи]? пошутил[аи]? вспоминает рассказал[аи]?",
    "uk": "сказа(?:в|ла|ли) заяви(?:в|ла|ли) каже дода(?:в|ла|ли) написа(?:в|ла|ли) запита(?:в|ла|ли) "
    "відпові(?:в|ла|ли) повідоми(?:в|ла|ли) поясни(?:в|ла|ли) зазначи(?:в|ла|ли) підкресли(?:в|ла|ли)",
    "de": "sagte sagt erklärte erklärt meinte meint fügte schrieb schreibt fragte antwortete warnte betonte so",
    "fr": "dit déclaré affirmé ajouté écrit demandé répondu annoncé expliqué précisé souligné averti lancé confié",
    "es": "dijo dice declaró afirmó añadió escribió preguntó respondió anunció explicó señaló advirtió bromeó",
    "it": "detto dice dichiarato affermato aggiunto scritto chiesto risposto annunciato spiegato sottolineato",
    "pt": "disse diz declarou afirmou acrescentou escreveu perguntou respondeu anunciou explicou alertou",
    "pl": "powiedział[ao]? mówi oświadczył[ao]? dodał[ao]? napisał[ao]? zapytał[ao]? odpowiedział[ao]? podkreślił[ao]?",
    "nl": "zei zegt verklaarde voegde schreef vroeg antwoordde waarschuwde",
}  # fmt: skip
_NAME = r"[A-ZÀ-ÞĀ-ŽȘȚА-ЯЁІЇЄҐ][^\W\d_]+(?:['’-][^\W\d_]+)*"
# Dr. Anna Lindqvist
_RUN = rf"(?P<name>(?:[A-ZА-Я][^\W\d_]{{0,3}}\. )?{_NAME}(?:[ \u00a0]{_NAME}){{0,3}})"
# the White House, Russia’s Foreign Ministry: bodies, whose names are translated
_OWNED = re.compile(r"(?:\b[Tt]he|['’]s?) $")
_AT_START = re.compile(r"(?:^|[.!?…:»”\"“][)\]]?\s+|^[\"“„«]\s?)$")
_CAPITAL = re.compile(_NAME)
_NEAR = 40
_LIKE = 60
_SHORTEST = 3
# letters of names by sound, so that Ward is like Ворд, and Kowal like Коваль; vowels, w and y do not count
_SOUNDS = {
    letter: sound
    for sound, letters in {
        "1": "bpfvбпфвψφπβ", "2": "ckqgxhкгґхқκγχξ", "3": "szjșşšžсзжшщцчșčćțţzśźżσςζ", "4": "dtдтțδτθđ",
        "5": "lлłλ", "6": "mnмнñňńμν", "7": "rрřρ",
    }.items()
    for letter in letters
}  # fmt: skip
_COMPARED = words("en ro ru uk de fr es it pt pl nl bg cs sk hr sl sr da nb no sv fi hu tr el ca")


@check("speakers")
def speakers(context: Context) -> Iterator[Finding]:
    """The name of the one who says a quotation is nowhere in the target: “…,” said Elena Marin.

    Looks at names of people beside verbs of saying, between languages of Latin, Cyrillic and Greek letters,
    and compares by sound, so that endings and transliterations do not matter. Countries and bodies, whose
    names are translated, are left alone.
    """
    if base(context.source_language) not in _SAYING or base(context.target_language) not in _COMPARED:
        return
    quoted = read(context.source, context.source_language).pairs
    if not quoted or not read(context.target, context.target_language).pairs:
        return
    found = list(_speakers(context.source, quoted, base(context.source_language)))
    if not found:
        return
    theirs = _sounds(context.target)
    for speaker in found:
        parts = _sounds(speaker["name"])
        if not any(_is_like(part, other) for part in parts for other in theirs):
            message = f"{speaker['name']}, who says this, is not named in the target."
            yield Finding(*speaker.span("name"), message, Side.SOURCE)


@lru_cache(maxsize=16)
def _patterns(tag: str) -> tuple[re.Pattern[str], ...]:
    """`said Elena Marin`, `Elena Marin said`."""
    verbs = "|".join(_SAYING[tag].split())
    return (
        re.compile(rf"(?<!\w)(?:{verbs}) {_RUN}"),
        re.compile(rf"{_RUN} (?:(?:a|au|hat|ha) )?(?:{verbs})(?!\w)"),
    )


def _speakers(text: str, quoted: tuple[Quotation, ...], tag: str) -> Iterator[re.Match[str]]:
    """Names beside verbs of saying, in what stands near a quotation and in none."""
    edges = [0, *(place for pair in quoted if pair.depth == 1 for place in (pair.start, pair.end)), len(text)]
    for number, (start, end) in enumerate(pairwise(edges)):
        if number % 2 == 0 and start < end:
            for pattern in _patterns(tag):
                yield from _beside(pattern, text, start, end, tag)


def _beside(pattern: re.Pattern[str], text: str, start: int, end: int, tag: str) -> Iterator[re.Match[str]]:
    for found in pattern.finditer(text, start, end):
        is_near = (start > 0 and found.start() - start < _NEAR) or (end < len(text) and end - found.end() < _NEAR)
        if is_near and _is_person(found, tag):
            yield found


def _is_person(found: re.Match[str], tag: str) -> bool:
    """Is it no country or body, and no word that has its capital from the beginning of a sentence, or in German?"""
    name, before = found["name"], found.string[: found.start("name")]
    is_single = " " not in name
    if name.isupper() or _OWNED.search(before) or name in _territories(tag):
        return False
    return not (is_single and (tag == "de" or _AT_START.search(before)))


@lru_cache(maxsize=16)
def _territories(tag: str) -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale.parse(tag).territories.values())


def _sounds(text: str) -> set[str]:
    """Words with a capital by their sounds; Ward is Уорд or Ворд, so that it has two."""
    names = _CAPITAL.findall(text)
    return {_sound(name) for name in names} | {_sound(re.sub("[Ww]", "v", name)) for name in names}


def _sound(name: str) -> str:
    sounds = "".join(_SOUNDS.get(letter, "") for letter in name.casefold())
    return re.sub(r"(.)\1+", r"\1", sounds)


def _is_like(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST:
        return one == other != ""
    from rapidfuzz import fuzz

    return one.startswith(other) or other.startswith(one) or fuzz.ratio(one, other) >= _LIKE


CHECKS: tuple[Check, ...] = (speakers,)
