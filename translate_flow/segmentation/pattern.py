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
CLOSERS = "\"'”’»›“‘)]}」』）】〉》〕］｝"
"""Marks that belong to the sentence before them where nothing stands between."""
OPENERS = "\"'“„‟«»‘‚‹›([{¿¡「『（【〈《〔［｛"
"""Marks that may stand before the first letter of a sentence."""
DASHES = "-–—―‒−•·●▪◦⁃*"
"""Dashes and bullets before a sentence."""
OPENING_BRACKETS = "([{（［"
CLOSING_BRACKETS = ")]}）］"


@cache
def candidates(stops: frozenset[str]) -> re.Pattern[str]:
    """Pattern of the places where a sentence may end: stops, closing marks (group 1), the white space behind.

    `stops` are the weak stops of the language itself. A stop without white space behind it counts if it is
    strong or stands between a small and a capital letter.
    """
    weak = f"[{re.escape(WEAK + ''.join(sorted(stops)))}]"
    strong = f"[{STRONG}]"
    both = f"[{re.escape(WEAK)}{STRONG}]"
    closers = rf"[{re.escape(CLOSERS)}]*+"
    glued = r"(?<=[^\W\d_]{2}[.!?])(?=[^\W\d_])"
    return re.compile(
        rf"({weak}++{closers}(?:\[\d++\])*+(?=\s)|{weak}{glued}|{strong}{both}*+{closers})\s*+|\n[^\S\n]*+\n\s*+"
    )
