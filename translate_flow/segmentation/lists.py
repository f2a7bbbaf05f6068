"""Lists that run on in one paragraph: `1. Sign the form 2. Send it back`, `• One • Two`."""

import re

_FIRST = re.compile(r"\s*(?:([•⁃◦▪●])\s*)?(?:(\()?([0-9]{1,2}|[Aa])([.)]\)?)\s+)?(?=[^\W\d_])")


def find_items(text: str, ordinals: frozenset[str]) -> list[int]:
    """Offsets at which the second and later items begin, of a text that begins with an item's mark.

    A numbered item counts only if its number is the next one, in the same style, before a capital that begins
    none of `ordinals`: `1. mai … 2. juni` is no list.
    """
    found = _FIRST.match(text)
    if not found or not (found[1] or found[3]):
        return []
    bullet, bracket, mark, style = found[1], found[2] or "", found[3], found[4]
    if mark is None:
        return [item.start() for item in re.compile(rf"(?<=\s){bullet}(?=\s*\w)").finditer(text, found.end())]
    items: list[int] = []
    at = found.end()
    while at < len(text):
        mark = str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)
        pattern = rf"(?<=\s){bullet or ''}\s*{re.escape(bracket + mark + style)}\s+(?=([^\W\d_]\w*))"
        item = re.compile(pattern).search(text, at)
        if not item or item[1][0].islower() or item[1].lower() in ordinals:
            break
        items.append(item.start())
        at = item.end()
    return items
