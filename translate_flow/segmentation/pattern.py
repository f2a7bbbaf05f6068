"""The one pattern that finds every place where a sentence may end, and the marks it is made of."""

import re
from functools import cache

WEAK = ".!?…‽⁇⁈⁉‼"
"""Stops that end a sentence where white space follows."""
STRONG = (
    "。！？．｡︒︕︖﹒﹖﹗"  # Chinese, Japanese; wide and small forms
    "؟۔؞؝"  # Arabic script
    "।॥꣎꣏"  # Devanagari and the scripts that borrow its danda
    "։"  # Armenian
    "።፧፨"  # Ethiopic
    "။"  # Burmese; the little section mark ၊ is a comma
    "។៕"  # Khmer
    "།༎༏༐༑"  # Tibetan
    "᠃᠉"  # Mongolian
    "܀܁܂߹꓿꘎꘏᙮᱾᱿᭚᭛᭞᭟꧈꧉꫰꫱꯫᥄᥅᪨᪩᪪᪫"  # other Sentence_Terminal marks (Unicode, PropList.txt)
)
"""Stops of scripts that need no space behind them."""
CLOSERS = "\"'”’»›“‘«‹)]}」』）】〉》〕］｝*_"
"""Marks that belong to the sentence before them where nothing stands between."""
OPENERS = "\"'“„‟«»‘‚‹›([{¿¡「『（【〈《〔［｛<*_`"
"""Marks that may stand before the first letter of a sentence."""
DASHES = "-–—―‒−•·●▪◦⁃"
"""Dashes and bullets before a sentence."""
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Kana and Chinese characters, as a range of a pattern: no space stands before them."""

_NOT_BEFORE_A_WORD = dict.fromkeys(map(ord, "“‘«‹*_"))


@cache
def candidates(stops: frozenset[str]) -> re.Pattern[str]:
    """Pattern of the places where a sentence may end: stops, closing marks (group 1), the white space behind.

    `stops` are the weak stops of the language itself. A stop without white space behind it counts if it is
    strong or stands between letters and a capital.
    """
    weak = re.escape(WEAK + "".join(sorted(stops)))
    closers = re.escape(CLOSERS)
    # only at the first of a run of stops: else a line of dots would take quadratic time
    spaced = rf"(?<!\n)(?<![{weak}].)[{weak}]*+[{closers}]*+(?:\[\d++\])*+(?=\s)"
    strong = rf"(?<=[{STRONG}])[{STRONG}{weak}{re.escape(CLOSERS.translate(_NOT_BEFORE_A_WORD))}]*+"
    unspaced = rf"(?<=[{UNSPACED}][!?])[!?]*+[{closers}]*+(?=[\w「『（《])"
    glued = r"(?:(?<=[^\W\d_]{2}[.!?])|(?<=[^\W\d_][.!?…])[.!?…]++)(?=[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я])"
    empty_line = r"(?<=\n)[^\S\n]*+\n"
    # one set of first characters, then the cases: several times faster than the cases side by side
    return re.compile(rf"([{weak}{STRONG}\n](?:{spaced}|{strong}|{unspaced}|{glued}|{empty_line}))\s*+")
