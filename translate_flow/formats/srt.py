"""SubRip subtitles: the text of each cue is translated; numbers, times and every other byte stay."""

import re
from collections.abc import Iterator

from translate_flow.errors import BadInput
from translate_flow.formats import Guide, Options, Visit
from translate_flow.formats.decoding import decode, opening
from translate_flow.formats.subtitles import (
    Cue,
    Dialect,
    clock,
    credit_cue,
    fill_cues,
    line_spans,
    milliseconds,
    spliced,
)

NAME = "srt"
EXTENSIONS: tuple[str, ...] = (".srt",)

GUIDE = Guide(
    title="SubRip subtitles.",
    translated="What one speaker says in a cue; its time is the note. Line breaks are spaces to the translator.",
    protected=(
        "Numbers, times, positions, blank lines; dashes and `>>` of speakers; markup around all that a speaker "
        "says; cues with a broken time."
    ),
    codes=(
        "`<i>`, `<b>`, `<u>`, `<s>`, `<font>`, `<ruby>`, `{\\an8}` and their like inside a text: paired where both "
        "halves are there, else standalone."
    ),
    written=(
        "At most two balanced lines of 42 columns (wide characters count two), or as many as were there; breaks "
        "typed by hand stay, blank lines go. SRT escapes nothing: a typed `-->` becomes `-- >`."
    ),
    credit="A last cue, one second behind all others, for three seconds.",
    more=(
        "Byte-order mark, CR, CRLF and any encoding stay. Text behind a blank line without a time of its own is "
        "offered, too."
    ),
)

_TIME = r"-?(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[,.:]\d{1,3})?"
_TIMING = re.compile(rf"[ \t]*(?P<from>{_TIME})[ \t]*-{{1,2}}>[ \t]*(?P<to>{_TIME})(?![\w:])")
_NUMBER_LINE = re.compile(rf"^[ \t]*(\d{{1,9}})[ \t]*(?=(?:\r\n|\r|\n){_TIME})", re.MULTILINE)
_NUMBER = re.compile(r"[ \t]*\d+[ \t]*")
_FIRST = re.compile(rf"\s*(?:\d+[ \t]*(?:\r\n|\r|\n))?{_TIMING.pattern}")
_ARROW = re.compile(r"-->")

_DIALECT = Dialect(
    code=re.compile(r"</?(?:[ibus]|font|ruby|rt)(?:\s[^>\r\n]*)?>|\{\\[^}\r\n]*\}|\{/?[ibus]\}", re.IGNORECASE),
    decode=str,
    # nothing can be escaped; an arrow might be taken for a time
    encode=lambda text: _ARROW.sub("-- >", text),
    deletable=frozenset({"ruby", "rt"}),
)


def sniff(data: bytes) -> bool:
    """Does it begin with a time such as 00:00:01,000 --> 00:00:02,000, under a number or alone?"""
    return bool(_FIRST.match(opening(data)))


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput where there is text but no time in the whole file."""
    decoded = decode(data, options)
    text = decoded.text
    lines = list(line_spans(text))
    times = [found for start, end in lines if (found := _TIMING.match(text, start, end))]
    if not times and text.strip():
        place = next(number for number, (start, end) in enumerate(lines, 1) if text[start:end].strip())
        raise BadInput(
            f"Line {place} does not begin a subtitle: in the whole file there is no line of the form "
            "'00:00:01,000 --> 00:00:02,000'.",
            "If it is plain text, import it with --format text.",
        )
    cues = list(_cues(text, lines))
    changes = fill_cues(text, cues, _DIALECT, visit)
    if cues:
        changes += credit_cue(text, max(cues[-1].end, len(text.rstrip())), _credit_head(text, times), _DIALECT, visit)
    return decoded.encode(spliced(text, changes), options)


def _cues(text: str, lines: list[tuple[int, int]]) -> Iterator[Cue]:
    """Runs of lines under a time. A run behind a blank line that has neither number nor time is one more."""
    timings = [_TIMING.match(text, start, end) for start, end in lines]
    note, index = "", 0
    while index < len(lines):
        found = timings[index]
        start = index
        if found:
            note = found[0].strip()
            start = index + 1
        stop = _stop(text, lines, timings, start)
        if start < stop and note and (found or _is_stray(text, lines[start:stop])):
            yield Cue(lines[start][0], lines[stop - 1][1], note)
        index = max(stop, index + 1)


def _stop(text: str, lines: list[tuple[int, int]], timings: list[re.Match[str] | None], start: int) -> int:
    """Index of the line that ends the run from `start`: a blank one, a time, or the number above a time."""
    for index in range(start, len(lines)):
        begin, end = lines[index]
        is_number = index + 1 < len(lines) and timings[index + 1] and _NUMBER.fullmatch(text, begin, end)
        if timings[index] or is_number or not text[begin:end].strip():
            return index
    return len(lines)


def _is_stray(text: str, run: list[tuple[int, int]]) -> bool:
    """Is a run without a time the rest of the cue before it, rather than a cue whose time is broken?"""
    first = text[run[0][0] : run[0][1]]
    return not _NUMBER.fullmatch(first) and "->" not in text[run[0][0] : run[-1][1]]


def _credit_head(text: str, times: list[re.Match[str]]) -> str:
    """Number and time of a cue one second behind the last one, for three seconds."""
    mark = "." if "." in times[-1]["to"] else ","
    begin = max(milliseconds(time["to"].lstrip("-")) for time in times) + 1000
    number = max((int(found) for found in _NUMBER_LINE.findall(text)), default=len(times)) + 1
    return f"{number}\n{clock(begin, mark)} --> {clock(begin + 3000, mark)}"
