"""WebVTT (W3C): the text of each cue is translated; header, notes, styles and every other byte stay."""

import html
import json
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

NAME = "vtt"
EXTENSIONS: tuple[str, ...] = (".vtt", ".webvtt")

GUIDE = Guide(
    title="WebVTT subtitles.",
    translated=(
        "What one speaker says in a cue; its time is the note, its name the key. Line breaks are spaces to the "
        "translator."
    ),
    protected=(
        "Header, `NOTE`, `STYLE`, `REGION`, names and settings of cues, times; dashes, `>>` and voices (`<v Ann>`) "
        "of speakers; markup around all that a speaker says; cues of JSON (metadata); cues with a broken time."
    ),
    codes=(
        "Tags inside a text: paired where both halves are there, else standalone; time stamps (`<00:01.000>`) may "
        "be left out."
    ),
    written=(
        "At most two balanced lines of 42 columns (wide characters count two), or as many as were there; breaks "
        "typed by hand stay, blank lines go. Character references are characters to the translator and are escaped "
        "again: `&`, `<`, `-->`, no-break spaces, direction marks."
    ),
    credit="A last cue, one second behind all others, for three seconds.",
)

_HEADER = re.compile(r"WEBVTT(?=[ \t\r\n]|\Z)")
_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_TIMING = re.compile(rf"[ \t]*(?P<from>{_TIME})[ \t]*-->[ \t]*(?P<to>{_TIME})(?![\w.:])")
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", "\u00a0": "&nbsp;", "\u200e": "&lrm;", "\u200f": "&rlm;"},
)

_DIALECT = Dialect(
    code=re.compile(r"<[^>]*(?:>|\Z)"),
    decode=lambda text: _REFERENCE.sub(lambda found: html.unescape(found[0]), text),
    encode=lambda text: text.translate(_ESCAPES).replace("-->", "--&gt;"),
    deletable=frozenset({"ruby", "rt", ""}),
)

Line = tuple[int, int]


def sniff(data: bytes) -> bool:
    """Does it begin with WEBVTT?"""
    return bool(_HEADER.match(opening(data)))


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput where the file does not begin with WEBVTT."""
    decoded = decode(data, options)
    text = decoded.text
    if not _HEADER.match(text):
        raise BadInput(
            "Line 1 does not begin with WEBVTT, as a WebVTT file must.",
            "If it is a SubRip file, import it with --format srt.",
        )
    cues = [cue for block in _blocks(text) for cue in _cues(text, block)]
    changes = fill_cues(text, cues, _DIALECT, visit)
    if cues:
        changes += credit_cue(text, max(cues[-1].end, len(text.rstrip())), _credit_head(cues), _DIALECT, visit)
    return decoded.encode(spliced(text, changes), options)


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines between empty ones."""
    block: list[Line] = []
    for start, end in line_spans(text):
        if start < end:
            block.append((start, end))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cues(text: str, block: list[Line]) -> Iterator[Cue]:
    """The cue of a block; more than one where empty lines between cues are missing.

    An arrow on its first two lines makes a block a cue (W3C WebVTT §6.1); a time that cannot be read hides
    what is under it.
    """
    arrows = [index for index, (start, end) in enumerate(block) if "-->" in text[start:end]]
    if not arrows or (arrows[0] > 1 and not text.startswith("WEBVTT", block[0][0])):
        return
    for index, stop in zip(arrows, [*arrows[1:], len(block)], strict=True):
        timing = _TIMING.match(text, *block[index])
        if not timing or index + 1 == stop:
            continue
        cue = Cue(block[index + 1][0], block[stop - 1][1], timing[0].strip(), _key(text, block, index))
        if not _is_data(text[cue.start : cue.end]):
            yield cue


def _key(text: str, block: list[Line], timing: int) -> str:
    """The name above a time; a mere number says nothing."""
    if timing != 1:
        return ""
    name = text[slice(*block[0])].strip()
    return "" if name.isdigit() or _HEADER.match(name) else name


def _is_data(text: str) -> bool:
    """Is it JSON, as in tracks of metadata?"""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False


def _credit_head(cues: list[Cue]) -> str:
    """Time of a cue one second behind the last one, for three seconds."""
    begin = max(milliseconds(cue.note.rpartition("-->")[2]) for cue in cues) + 1000
    return f"{clock(begin, '.')} --> {clock(begin + 3000, '.')}"
