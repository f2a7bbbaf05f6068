"""Spelling by the dictionaries of hunspell."""

import re
from collections.abc import Iterator

from translate_flow.checks import languages
from translate_flow.checks.context import Check, Context, Finding, Speller, check
from translate_flow.checks.pieces import blank

# a letter with the marks that stand on it in Arabic, Hebrew and Indian scripts
_LETTER = r"[^\W\d_](?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff]|[^\W\d_])*"
_WORD = re.compile(rf"(?<![\w\ue000])(?<!\d[-‑]){_LETTER}(?:['’ʼ‐‑-]{_LETTER})*(?![\w\ue000])")
_PIECE = re.compile(rf"{_LETTER}(?:['’ʼ]{_LETTER})*")
_PART = re.compile(_LETTER)
_SIGNS = str.maketrans("’ʼ‐‑", "''--", "\u0301\u00ad")
_LONGEST_ENDING = 4
# l’, s-, -o, -mi
_LONGEST_CLITIC = 2
_SHORTEST_NAME = 3


@check("spelling", is_optional=True)
def spelling(context: Context) -> Iterator[Finding]:
    """A word is not in the dictionary of the target language; the nearest words that are stand beside it.

    Off unless table `[checks]` of project.toml says `spelling = "warning"`. It needs the extra `spell`
    (in a checkout: `pip install '.[spell]'`) and a dictionary of hunspell for the language: those of the system
    are found (Debian: `apt install hunspell-ro`), those in the folders of DICPATH, and those in a folder of your
    own: `dictionaries = "FOLDER"` in `[checks]`.

    Not asked about: glossary terms in any form, names of the article and their forms, words of the source,
    acronyms, numbers, addresses, placeholders and codes, and the words of `spelling/LANG.txt` in the project,
    one in a line.
    """
    speller = context.speller
    if speller is None:
        return
    text = blank(context.target)
    accepted = _accepted(context)
    for found in _WORD.finditer(text):
        if not any(start <= found.start() and found.end() <= end for start, end in accepted):
            for start, end in _unknown(found, speller, context):
                yield Finding(start, end, _message(text[start:end], speller))


def _accepted(context: Context) -> list[tuple[int, int]]:
    """Places of glossary terms, in forms that were recognised or look like one."""
    return [(hit.start, hit.end) for hit in (*context.target_terms, *context.possible_terms)]


def _unknown(found: re.Match[str], speller: Speller, context: Context) -> Iterator[tuple[int, int]]:
    """Places of what is unknown in a word; of a word in pieces, those pieces only."""
    if _is_known(found[0], speller, context):
        return
    pieces = list(_PIECE.finditer(found[0]))
    if len(pieces) == 1:
        pieces = list(_PART.finditer(found[0]))
    long = [piece for piece in pieces if len(piece[0]) > _LONGEST_CLITIC]
    wrong = [piece for piece in long if not _is_known(piece[0], speller, context)]
    if len(pieces) == 1 or len(wrong) == len(long) > 1:
        yield found.span()
    else:
        yield from ((found.start() + piece.start(), found.start() + piece.end()) for piece in wrong)


def _is_known(word: str, speller: Speller, context: Context) -> bool:
    plain = word.translate(_SIGNS)
    if len(plain) == 1 or plain.isupper() or speller.knows(plain):
        return True
    small = plain.casefold()
    if "ё" in small and speller.knows(plain.replace("ё", "е").replace("Ё", "Е")):
        return True
    known = languages.of(context.target_language)
    is_number = small in known.scales or small in known.cardinals or small in known.other_numbers
    return is_number or small in known.percent or _is_of_source(word, context) or _is_name(word, context)


def _is_of_source(word: str, context: Context) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", context.source, re.IGNORECASE))


def _is_name(word: str, context: Context) -> bool:
    """Is it a name of the article or of the source, perhaps with another ending?"""
    if not word[:1].isupper():
        return False
    names = [*context.names, *(part[0] for part in _PART.finditer(context.source) if part[0][:1].isupper())]
    return any(_is_form(word.casefold(), name.casefold()) for name in names)


def _is_form(word: str, name: str) -> bool:
    """Do two words differ in no more than an ending?"""
    size = next((at for at, (ours, theirs) in enumerate(zip(word, name, strict=False)) if ours != theirs), None)
    same = min(len(word), len(name)) if size is None else size
    return same >= max(_SHORTEST_NAME, len(name) - 2) and len(word) - same <= _LONGEST_ENDING


def _message(word: str, speller: Speller) -> str:
    near = ", ".join(speller.propose(word.translate(_SIGNS)))
    return f"“{word}” is not in the dictionary{f'; near: {near}' if near else ''}."


CHECKS: tuple[Check, ...] = (spelling,)
