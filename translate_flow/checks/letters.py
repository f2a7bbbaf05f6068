"""Letters and signs: look-alikes, letters of another language, accents in pieces, signs nobody sees."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.languages import words
from translate_flow.checks.pieces import blank
from translate_flow.language import base
from translate_flow.model import Severity

# letters that look alike in Latin, Cyrillic and Greek (Unicode confusables, the certain ones)
_LATIN = "AaBCcEeHIiJjKMOoPpSsTXxYyVvQqWw"
_CYRILLIC = "АаВСсЕеНІіЈјКМОоРрЅѕТХхУуѴѵԚԛԜԝ"
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True)) | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in zip(_CYRILLIC[:28], _LATIN[:28], strict=True)}
_WORD = re.compile(r"[^\W\d_]+")
_IS_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_IS_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_CYRILLIC_RUN = re.compile(r"(?<!\w)[\u0400-\u052f]+(?:[\s,–-]+[\u0400-\u052f]+)*(?!\w)")
_IS_GREEK = re.compile(r"[\u0370-\u03ff]")
_MIXED = re.compile(
    r"[A-Za-z\u00c0-\u024f](?=[\u0370-\u052f])|[\u0370-\u052f](?=[A-Za-z\u00c0-\u024f])|[\u0370-\u03ff](?=[\u0400-\u052f])"
)
CYRILLIC_LANGUAGES = words("ru uk be bg mk sr kk ky mn tg tt ba cv os ab ce")
_OTHER_SCRIPTS = words("el ar he fa ur hi zh ja ko th ka hy am my km lo ta te bn mr ne yi yue")


@check("mixed-scripts")
def mixed_scripts(context: Context) -> Iterator[Finding]:
    """A word mixes look-alike letters of two alphabets, as a Cyrillic „а” in a Latin word.

    Search, spelling and screen readers fail on such words. The fix puts the letters of the word's own
    alphabet.
    """
    text = blank(context.target)
    if not _MIXED.search(text):
        return
    for found in _WORD.finditer(text):
        word = found[0]
        right = _in_one_script(word, base(context.target_language) in CYRILLIC_LANGUAGES)
        if right and right != word and word not in context.source:
            yield Finding(found.start(), found.end(), f"“{word}” mixes letters of two alphabets.", fix=right)


def _in_one_script(word: str, prefers_cyrillic: bool) -> str | None:
    """The word in the alphabet of most of its letters, if all the others look like letters of it."""
    latin, cyrillic = len(_IS_LATIN.findall(word)), len(_IS_CYRILLIC.findall(word))
    greek = len(_IS_GREEK.findall(word))
    if latin and cyrillic and not greek:
        as_latin = _replaced(word, _TO_LATIN, _IS_CYRILLIC)
        as_cyrillic = _replaced(word, _TO_CYRILLIC, _IS_LATIN)
        if as_latin and as_cyrillic:
            return as_cyrillic if prefers_cyrillic else as_latin
        return as_latin or as_cyrillic
    if greek and latin and not cyrillic and latin > greek:
        return _replaced(word, _TO_LATIN, _IS_GREEK)
    return None


def _replaced(word: str, table: dict[str, str], foreign: re.Pattern[str]) -> str | None:
    """The word with its foreign letters replaced; None if one of them has no look-alike."""
    if any(foreign.match(letter) and letter not in table for letter in word):
        return None
    return "".join(table[letter] if foreign.match(letter) else letter for letter in word)


@check("foreign-letters")
def foreign_letters(context: Context) -> Iterator[Finding]:
    """A letter that the target language does not have: „ы” in Ukrainian, „і” in Russian, Cyrillic in German.

    Often a word left untranslated, or a slip of the keyboard layout. Words in brackets or quotation marks
    are left alone where the whole script is foreign.
    """
    tag = base(context.target_language)
    foreign = languages.of(context.target_language).foreign
    if foreign:
        letters = re.compile(f"[{foreign}]")
        for found in _WORD.finditer(blank(context.target)):
            if letters.search(found[0]):
                yield Finding(found.start(), found.end(), f"“{found[0]}” has a letter of another language.")
    if tag in CYRILLIC_LANGUAGES or tag in _OTHER_SCRIPTS:
        return
    if context.target.isascii() or not _IS_CYRILLIC.search(context.target):
        return
    for found in _CYRILLIC_RUN.finditer(context.target):
        before, behind = (
            context.target[: found.start()].rstrip()[-1:],
            context.target[found.end() :].lstrip()[:1],
        )
        is_cited = before in ("(", "[", "«", "„", "“", '"') or behind in (")", "]", "»", "”", '"')
        if not is_cited and not _MIXED.search(context.target[max(0, found.start() - 1) : found.end() + 1]):
            message = f"“{found[0]}” is written in Cyrillic letters: is it translated?"
            yield Finding(found.start(), found.end(), message)


_CEDILLA = str.maketrans("şţŞŢ", "șțȘȚ")


@check("romanian-letters")
def romanian_letters(context: Context) -> Iterator[Finding]:
    """Romanian ș and ț have a comma below, not the cedilla of ş and ţ. The fix puts the right letters.

    Turkish names keep their ş: a word that the source writes in the same way is left alone.
    """
    if base(context.target_language) != "ro" or not any(letter in context.target for letter in "şţŞŢ"):
        return
    for found in _WORD.finditer(context.target):
        right = found[0].translate(_CEDILLA)
        if right != found[0] and (found[0] not in context.source or base(context.source_language) == "ro"):
            yield Finding(found.start(), found.end(), f"“{found[0]}” has a cedilla: write “{right}”.", fix=right)


_COMBINING = re.compile(r"[^\W\d_][\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


@check("decomposed-letters")
def decomposed_letters(context: Context) -> Iterator[Finding]:
    """A letter and its accent are two characters, where one exists (Unicode form NFC): e + ´ instead of é.

    It looks the same but is not found by searches. The fix puts them together.
    """
    if unicodedata.is_normalized("NFC", context.target):
        return
    for found in _COMBINING.finditer(context.target):
        right = unicodedata.normalize("NFC", found[0])
        if right != found[0]:
            yield Finding(found.start(), found.end(), f"“{right}” is written in {len(found[0])} pieces.", fix=right)


_NAMES = {
    "\u00ad": "soft hyphen", "\u200b": "zero-width space", "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner", "\u200e": "left-to-right mark", "\u200f": "right-to-left mark",
    "\u2060": "word joiner", "\ufeff": "byte order mark", "\u180e": "Mongolian vowel separator",
    "\u2028": "line separator", "\u2029": "paragraph separator",
}  # fmt: skip
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u180e\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_JOINERS = "\u200c\u200d"
_DIRECTION = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITH_JOINERS = words("fa ur ar ps sd ug hi mr ne bn as gu kn ml or pa si ta te km ckb")
_WITH_DIRECTION = words("ar he fa ur ps sd ug yi ckb dv")
_WITH_ZERO_SPACE = words("th km my lo")


@check("invisible-characters")
def invisible_characters(context: Context) -> Iterator[Finding]:
    """A character that nobody sees: zero-width and control characters, soft hyphens, direction marks.

    Those that the script needs (joiners in Persian and Hindi, direction marks in Arabic and Hebrew, joiners
    of emoji), and those that the source has too, are left alone. The fix takes them out.
    """
    if not _INVISIBLE.search(context.target):
        return
    left = Counter(_INVISIBLE.findall(context.source))
    allowed = _allowed_invisible(base(context.target_language))
    for found in _INVISIBLE.finditer(context.target):
        sign = found[0]
        if left[sign]:
            left[sign] -= 1
        elif sign not in allowed and not (sign == "\u200d" and _is_emoji(context.target, found.start())):
            name = _NAMES.get(sign, f"control character U+{ord(sign):04X}")
            yield Finding(found.start(), found.end(), f"An invisible character: {name}.", fix="")


def _allowed_invisible(tag: str) -> str:
    return (
        _JOINERS * (tag in _WITH_JOINERS) + _DIRECTION * (tag in _WITH_DIRECTION) + "\u200b" * (tag in _WITH_ZERO_SPACE)
    )


def _is_emoji(text: str, place: int) -> bool:
    """Does the joiner stand behind a pictograph?"""
    return place > 0 and (ord(text[place - 1]) >= 0x2190 and not text[place - 1].isalpha())


_BROKEN = re.compile(r"\ufffd|â€[\u0153\u009d™“”œž˜¦\u0080-\u009f]|Ã[\u00a0-\u00bf]|Ä[ƒ\u0083]|È[™›]|Å[Ÿ£¢]|Ð[°-¿]Ñ")


@check("broken-characters", Severity.ERROR)
def broken_characters(context: Context) -> Iterator[Finding]:
    """Characters that were lost or misread on the way: � or “â€™” for an apostrophe, “Ã©” for é."""
    for found in _BROKEN.finditer(context.target):
        if found[0] not in context.source:
            yield Finding(found.start(), found.end(), "These characters were read in a wrong encoding.")


CHECKS: tuple[Check, ...] = (
    mixed_scripts,
    foreign_letters,
    romanian_letters,
    decomposed_letters,
    invisible_characters,
    broken_characters,
)
