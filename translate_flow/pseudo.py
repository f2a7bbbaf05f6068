"""Pseudo-translation: a text that reads like its source but shows what a translation may break.

Letters bear accents, the text is 30 % longer, and it holds characters that most formats must escape. Whoever
looks at the exported document sees at once what is not translatable, cut off or badly escaped.
"""

from collections.abc import Iterable
from itertools import cycle, islice

from translate_flow.tagged import Part

_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_MARKED = "ÅåƁƀĆćĎďÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁŃńÖöÞþǪǫŔŕŠšŤťÛûṼṽŴŵẊẋÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _MARKED)
_PADDING = "~ & < > \" ' * _ | # ` [ ] "
_GROWTH = 0.3


def pseudo_translate(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parsed text in disguise: codes as they are, padding behind the last piece of text."""
    found = list(parts)
    texts = [index for index, part in enumerate(found) if isinstance(part, str) and part.strip()]
    for index in texts:
        found[index] = str(found[index]).translate(_ACCENTS)
    if texts:
        size = sum(len(str(found[index])) for index in texts)
        padding = "".join(islice(cycle(_PADDING), max(1, round(size * _GROWTH)))).rstrip()
        last = str(found[texts[-1]])
        kept = last.rstrip()
        found[texts[-1]] = f"{kept} {padding}{last[len(kept) :]}"
    return tuple(found)
