"""Does a text look like names of people or agencies?"""

import re
import unicodedata

from translate_flow import language as tags
from translate_flow.credit.line import Line, fold, is_initial, is_shortened, is_small
from translate_flow.credit.wordings import Names, Wording

_LONGEST, _MOST_WORDS = 100, 8
# without capitals only brevity tells a name from a sentence
_LONGEST_UNCASED, _MOST_UNCASED_WORDS = 40, 5
_MOST_LOUD_WORDS = 4

_DOMAIN = re.compile(r"[\w+-]+(?:[.@][\w-]+)*\.[a-z]{2,12}|@\w{2,}", re.IGNORECASE)
# apostrophes, Hebrew geresh and gershayim, joiners, middle dots, hyphens
_INSIDE = frozenset("'’ʼ׳״\"\u200c\u200d·‧・.&*-‐‑")
_PARTICLE = re.compile(
    "de|da|do|dos|das|del|dei|di|du|des|della|dello|degli|van|von|vom|der|den|dem|ten|ter|te|zu|zum|zur|"
    "af|av|bin|bint|binti|ibn|ben|bat|abu|abd|al|el|la|le|les|lo|los|las|ap|ul|ud|ur|aan|op|'t|y|e|i|"
    "фон|де|ван|дер|ди|да|ла|бен|бин|ибн|аль|эль|ал|оглы|кызы|заде"
)
_NEVER_FIRST = re.compile("la|le|les|lo|los|las|der|den|dem|zu|zum|zur|te|op|aan|y|e|i|ла")


def are_names(line: Line, text: str, kind: Names, known: Wording) -> bool:
    """Does a part of the line look like names, of people where the form asks for them?"""
    if text.count("(") != text.count(")") or text != text.strip(" ,;-/&+"):
        return False
    names = [name for piece in known.joint.split(text) if (name := piece.strip())]
    has_initials = any(is_initial(word) for name in names for word in name.split())
    if not names or (kind is Names.SIGNATURE and not (line.is_set_off or has_initials)):
        return False
    is_loud = line.text == line.text.upper() != line.text.lower() and " " in text
    return all(_is_name(name, known, is_person=kind is not Names.ANY, is_loud=is_loud) for name in names)


def _is_name(name: str, known: Wording, *, is_person: bool, is_loud: bool) -> bool:
    """Is it one name? `is_loud`: the line is all capitals, so that they prove nothing."""
    proper = name if is_person else _without_group(name, known.groups)
    words = proper.split(" ")
    if not proper or len(proper) > _LONGEST or len(words) > (_MOST_LOUD_WORDS if is_loud else _MOST_WORDS):
        return False
    if _is_never(proper, words, known, is_person=is_person) or not all(map(_is_name_word, words)):
        return False
    if _NEVER_FIRST.fullmatch(words[0]) or not _is_proper(words[-1]):
        return False
    if not any(is_small(letter) or letter.isupper() for letter in proper):
        return _is_uncased_name(proper, words, known, is_person=is_person)
    return not is_person or (2 <= len(words) <= 5 and _is_proper(words[0]) and not any(map(_is_domain, words)))


def _without_group(name: str, groups: tuple[str, ...]) -> str:
    """The name of an agency without "the …" and "… team"."""
    folded = fold(name)
    for group in groups:
        if group.endswith(" ") and folded.startswith(group):
            return _without_group(name[len(group) :], groups)
        if group.startswith(" ") and folded.endswith(group):
            return _without_group(name[: -len(group)], groups)
    return name


def _is_never(name: str, words: list[str], known: Wording, *, is_person: bool) -> bool:
    """Does it hold a word that no name holds?"""
    folded = fold(name)
    if is_person and folded.endswith(known.never_last):
        return True
    if not tags.spaces_words(known.language):
        return any(word in folded for word in known.never)
    return any(fold(word).rstrip(".,") in known.never for word in words)


def _is_name_word(word: str) -> bool:
    """Is it a capitalised word, a word of a script without capitals, an initial, a particle or a domain?"""
    if _PARTICLE.fullmatch(fold(word)) or is_initial(word) or is_shortened(word) or _is_domain(word):
        return True
    if not word[0].isalpha() or word.endswith((".", "-")) or not all(map(_may_stand_in_names, word)):
        return False
    return not is_small(word[0]) or any(letter.isupper() for letter in word)


def _may_stand_in_names(letter: str) -> bool:
    return letter.isalnum() or letter in _INSIDE or unicodedata.category(letter).startswith("M")


def _is_domain(word: str) -> bool:
    return bool(_DOMAIN.fullmatch(word)) and not is_initial(word)


def _is_proper(word: str) -> bool:
    """Is it more than a particle?"""
    return not word.islower() or not is_small(word[0]) or _is_domain(word)


def _is_uncased_name(name: str, words: list[str], known: Wording, *, is_person: bool) -> bool:
    """The same for scripts without capitals: by length and, in a form without a label, by surname."""
    if len(name) > _LONGEST_UNCASED or len(words) > _MOST_UNCASED_WORDS:
        return False
    if not is_person:
        return True
    if known.surnames:
        return 2 <= len(name) <= 4 and name[0] in known.surnames
    if not tags.spaces_words(known.language):
        return 2 <= len(name) <= 20
    return 2 <= len(words) <= 4
