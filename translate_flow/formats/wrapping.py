"""Lines: how wide a text is, where it may be broken, and a text of several lines on one."""

import re
import unicodedata

BREAK = r"\r\n|[\r\n]"
_CJK = r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = r"[、。，．！？：；」』）】〉》々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]"
_JOINT = re.compile(rf"(?:[ \t]*(?:{BREAK}))+[ \t]*")
_UNSPACED = re.compile(f"[{_CJK}]")
# a line may end behind blanks, or behind a character of a script without blanks if no stop follows it
_PIECE = re.compile(
    rf"(?:[^\s{_CJK}]|[\u00a0\u202f])*(?:[{_CJK}]{_CLOSING}*)?(?:(?![\u00a0\u202f])\s)*",
)


def columns(text: str) -> int:
    """Width in terminal columns: 2 for wide characters of East Asia (UAX 11), 0 for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def joined(native: str) -> str:
    """A text of several lines on one: a break with its blanks is a space, in CJK nothing."""
    return _JOINT.sub(_joint, native)


def _joint(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return "" if _UNSPACED.match(before) and _UNSPACED.match(after) else " "


def pieces(text: str) -> list[str]:
    """The text cut behind every place where a line may end; together they are the text."""
    return [found[0] for found in _PIECE.finditer(text) if found[0]]
