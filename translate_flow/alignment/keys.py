"""What a sentence is compared by: words by their beginnings, numbers, marks; and which keys look like translations."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

_IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_KATAKANA = r"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_HIRAGANA = r"\u3040-\u30a0\u30fb"
_RUNS_OF_THREE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff"
# hiragana stands for endings and small words: it is no key
_PIECE = re.compile(
    rf"(?P<number>\d+(?:[.,:\u00a0\u202f ’']\d+)*)|(?P<signs>[{_IDEOGRAPHS}]+)|(?P<foreign>[{_KATAKANA}]+)"
    rf"|(?P<letters>[{_RUNS_OF_THREE}]+)|(?P<word>[^\W\d_{_IDEOGRAPHS}{_KATAKANA}{_HIRAGANA}{_RUNS_OF_THREE}]+)"
    r"|(?P<mark>[?!:;()%&@#*/+=<>[\]…])"
)
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
# letters that sound alike are written alike, roughly: this is for comparing, not for reading
_LETTERS = (
    "аa бb вv гg ґg дd еe ёe єe жz зz иi іi їi йi кk лl мm нn оo пp рr сs тt уu фf хh цc чc шs щs ъ ыi ь эe юu яa "
    "ђd јi љl њn ћc џd ѓg ќk ѕz αa βv γg δd εe ζz ηi θt ιi κk λl μm νn ξx οo πp ρr σs ςs τt υi φf χh ψps ωo "
    "אa בb גg דd הh וv זz חh טt יi כk ךk לl מm םm נn ןn סs עa פp ףp צc ץc קk רr שs תt "
    "ßss æae œoe øo łl đd ðd þt ıi"
)
_SOUNDS = {pair[0]: pair[1:] for pair in _LETTERS.split()}
_ALIKE = str.maketrans({"q": "k", "c": "k", "w": "v", "y": "i", "j": "i", "z": "s", "x": "ks", "h": None})


def keys(text: str) -> frozenset[str]:
    """The keys of a text.

    Words in letters are romanised and cut to a beginning, since endings change with case and person; scripts without
    spaces give their runs of two signs (three letters), katakana whole words; a number gives its digits.
    """
    return frozenset(filter(None, _keys(text)))


def _keys(text: str) -> Iterator[str]:
    for piece in _PIECE.finditer(unicodedata.normalize("NFKC", text)):
        kind, found = piece.lastgroup, piece[0]
        if kind == "number":
            yield "#" + "".join(str(int(letter)) for letter in found if letter.isdecimal())
        elif kind == "signs":
            yield from _runs(found, 2)
        elif kind == "letters":
            yield from _runs(found, 3)
        elif kind == "foreign":
            yield found[:4]
        elif kind == "mark":
            yield found
        elif _HANGUL.match(found):
            yield found[:2]
        else:
            yield beginning(romanised(found))


def _runs(text: str, size: int) -> Iterator[str]:
    yield from (text[at : at + size] for at in range(max(1, len(text) - size + 1)))


def romanised(word: str) -> str:
    """A word in small Latin letters without accents; letters of scripts that are not known here stay."""
    folded = unicodedata.normalize("NFD", word.casefold())
    return "".join(_SOUNDS.get(letter, letter) for letter in folded if not unicodedata.combining(letter))


def beginning(word: str) -> str:
    """The part of a word that its forms are likely to share."""
    size = len(word)
    return word if size <= 4 else word[: 4 if size <= 6 else 5 if size == 7 else 6]


def likenesses(sources: Iterable[str], targets: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of a source key and a target key that look like translations, and how much (0–1).

    Equal keys, and cognates by their first sounds (Simard, Foster & Isabelle 1992).
    """
    by_sound: dict[str, list[str]] = defaultdict(list)
    for key in targets:
        by_sound[_sound(key)].append(key)
    for key in sources:
        for other in by_sound.get(_sound(key), ()):
            yield key, other, _likeness(key, other)


def _sound(key: str) -> str:
    if not key[0].isalpha() or len(key) < 4 or ":" in key:
        return key
    return re.sub(r"(.)\1", r"\1", key.replace("ph", "f").translate(_ALIKE))[:4] or key


def _likeness(key: str, other: str) -> float:
    if key == other:
        return 0.5 if len(key) == 1 else 1.0
    return 0.5 if key[:5] == other[:5] or len(key) > 4 < len(other) else 0.3
