"""Speakers: whoever is quoted is named beside the quotation."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from translate_flow.checks.context import Check, Context, Finding, check
from translate_flow.checks.languages import words
from translate_flow.checks.quotations import speaking
from translate_flow.checks.quoting import Quotation, read
from translate_flow.checks.values.sounds import are_alike, sounds
from translate_flow.language import base
from translate_flow.model import Side
from translate_flow.records import frozen

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w|\.)?")
_PARTICLES = words("de da di del van von der den al el bin ben la le")
_ARTICLES = words("the a an la le les il lo gli el los las os as der die das dem den het de")
_SENTENCE_END = re.compile(r"(?<=\w{3}[.!?])\s+|\n")
_SPEECH_END = ",.!?…。！？"
_SPEECH_START = (":", ",", "：")
_FEWEST_WORDS = 2
_ALIKE = str.maketrans("kwyjq", "cviic")
_BEGINNING = 3
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_COMPARED = words("en ro ru uk de fr es it pt pl nl bg cs sk hr sl sr da nb no sv fi hu tr el ca mk be")


@frozen
class _Name:
    """A name beside a quotation."""

    start: int
    """Offset of its first letter."""
    text: str
    """As it is written."""
    words: tuple[str, ...]
    """Its words without particles."""


@check("speakers")
def speakers(context: Context) -> Iterator[Finding]:
    """The person who is quoted is not named beside the quotation, or another one is: “…,” said Ana Pop.

    Looks at names of two words and more, and at single ones directly beside the verb (“…,” said Pop). A name is
    kept if a word beside the quotation begins like one of its words; between Latin, Cyrillic and Greek letters, if
    one sounds like it; in other scripts, if a name is there at all.
    Languages without capital letters are left alone.
    """
    theirs = _outer(context.source, context.source_language)
    ours = _outer(context.target, context.target_language)
    if not theirs or len(theirs) != len(ours) or context.target.upper() == context.target.lower():
        return
    beside, beside_here = _gaps(context.source, theirs), _gaps(context.target, ours)
    for index, quotation in enumerate(theirs):
        name = _speaker(context, quotation, beside[index], beside[index + 1])
        if name:
            here = [context.target[slice(*gap)] for gap in beside_here[index : index + 2]]
            fault = _fault(name, here, [context.target[slice(*gap)] for gap in beside_here], context.target_language)
            if fault:
                place = ours[index].start, ours[index].end
                yield Finding(name.start, name.start + len(name.text), fault, Side.SOURCE, other=place)


def _outer(text: str, tag: str) -> list[Quotation]:
    return [one for one in speaking(read(text, tag).pairs, text) if one.depth == 1]


def _gaps(text: str, found: Sequence[Quotation]) -> list[tuple[int, int]]:
    """The stretches before, between and behind quotations."""
    ends = [0, *(one.end for one in found)]
    return list(zip(ends, [*(one.start for one in found), len(text)], strict=True))


def _speaker(context: Context, quotation: Quotation, before: tuple[int, int], behind: tuple[int, int]) -> _Name | None:
    """The name in the clause that says who speaks: behind the quotation, else before it."""
    text = context.source
    if text[quotation.end - 2] in _SPEECH_END or text[behind[0] :].startswith((",", " —", " –")):
        clause = _SENTENCE_END.split(text[slice(*behind)], maxsplit=1)[0]
        found = _name(clause, behind[0], context.source_language, is_behind=True)
        if found:
            return found
    clause = _SENTENCE_END.split(text[slice(*before)])[-1]
    if not clause.rstrip().endswith(_SPEECH_START):
        return None
    return _name(clause, before[1] - len(clause), context.source_language, is_behind=False)


def _name(clause: str, offset: int, tag: str, *, is_behind: bool) -> _Name | None:
    """The first full name of a clause, or the single one directly beside its verb."""
    found = [name for name in _names(clause, offset) if not _has_article(clause[: name.start - offset])]
    full = [name for name in found if len(name.words) >= _FEWEST_WORDS]
    if full or base(tag) == "de":  # where every noun has a capital
        return full[0] if full else None
    part = re.split(r"[.,;:]", clause.strip(" ,;:.—–"))[0 if is_behind else -1].strip()
    clear = _WORD.findall(part)
    singles = [name for name in found if len(clear) == _FEWEST_WORDS and name.text in clear and len(name.text) > 2]
    return singles[0] if singles else None


def _names(text: str, offset: int = 0) -> Iterator[_Name]:
    """Runs of words with capitals; particles may stand between them."""
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        follows = run and word and text[run[-1].end() : word.start()] == " "
        if word and follows and word[0] in _PARTICLES:
            run.append(word)
            continue
        if run and not (follows and word and word[0][0].isupper()):
            while run[-1][0] in _PARTICLES:
                run.pop()
            start = run[0].start()
            parts = tuple(one[0] for one in run if one[0] not in _PARTICLES)
            yield _Name(start + offset, text[start : run[-1].end()], parts)
            run = []
        if word and word[0][0].isupper():
            run.append(word)


def _has_article(text: str) -> bool:
    return bool(text.split()) and text.split()[-1].casefold() in _ARTICLES


def _fault(name: _Name, here: Sequence[str], everywhere: Sequence[str], tag: str) -> str:
    """What is wrong with a name in the target; empty where nothing is."""
    wanted = {_beginning(word) for word in name.words}
    script = _script(name.text)
    if _script(" ".join(here)) != script:
        return "" if _is_named(name, here, tag) else f"{name.text} is not named beside the quotation."
    if wanted & {_beginning(word) for text in here for word in _WORD.findall(text)}:
        return ""
    if wanted & {_beginning(word) for text in everywhere for word in _WORD.findall(text)}:
        return f"{name.text} is named beside another quotation."
    others = [other for text in here for other in _names(text)]
    # a word that begins the sentence may be any word: Aceasta a spus: …
    names = [other for other in others if len(other.text) > 2 and not here[0].startswith(other.text)]
    is_nouns = base(tag) == "de" and len(name.words) >= _FEWEST_WORDS  # all have capitals there, and say nothing
    if not names or (is_nouns and not are_alike(sounds(name.text), sounds(" ".join(here)))):
        return f"{name.text} is not named beside the quotation."
    full = [other for other in names if len(other.words) >= _FEWEST_WORDS == len(other.text.split())]
    return f"The target names {full[0].text}, not {name.text}." if full and len(name.words) >= _FEWEST_WORDS else ""


def _is_named(name: _Name, here: Sequence[str], tag: str) -> bool:
    """Does a text in another script name somebody? In Latin, Cyrillic and Greek letters: somebody of like sound?"""
    if base(tag) in _COMPARED and _script(name.text) in _ALPHABETS:
        return are_alike(sounds(name.text), sounds(" ".join(here)))
    return any(word[0].isupper() for text in here for word in _WORD.findall(text))


def _beginning(word: str) -> str:
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word.casefold()) if letter.isalpha())
    return plain.translate(_ALIKE)[:_BEGINNING]


def _script(text: str) -> str:
    letter = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0]


CHECKS: tuple[Check, ...] = (speakers,)
