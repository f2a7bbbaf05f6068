"""Names by their sound: Ward is Ворд, Kowal is Коваль, whatever the script and the ending."""

import re

_CAPITAL = re.compile(r"(?<!\w)[^\W\d_][^\W\d_]+")
_LIKE = 60
_SHORTEST = 3
# consonants by class, as in Soundex (Russell and Odell, US patent 1,261,167), for three scripts; w and y are vowels
_SOUNDS = {
    letter: sound
    for sound, letters in {
        "1": "bpfvбпфвψφπβ", "2": "ckqgxhкгґхқκγχξ", "3": "szjșşšžсзжшщцчșčćțţzśźżσςζ", "4": "dtдтțδτθđ",
        "5": "lлłλ", "6": "mnмнñňńμν", "7": "rрřρ",
    }.items()
    for letter in letters
}  # fmt: skip


def sounds(text: str) -> set[str]:
    """Words of a text that begin with a capital, by their sounds; one with a w has two: Уорд, Ворд."""
    names = [name for name in _CAPITAL.findall(text) if name[0].isupper()]
    return {_sound(name) for name in names} | {_sound(re.sub("[Ww]", "v", name)) for name in names}


def are_alike(some: set[str], others: set[str]) -> bool:
    """Does any of some names sound like one of the others? Names without consonants of ours are like any."""
    return "" in some or any(_is_like(one, other) for one in some for other in others)


def _sound(name: str) -> str:
    classes = "".join(_SOUNDS.get(letter, "") for letter in name.casefold())
    return re.sub(r"(.)\1+", r"\1", classes)


def _is_like(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST:
        return one == other
    from rapidfuzz import fuzz

    return one.startswith(other) or other.startswith(one) or fuzz.ratio(one, other) >= _LIKE
