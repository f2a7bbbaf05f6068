"""In which encoding a TMX file is, and its bytes in one that every XML parser reads."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
# those of more bytes than one that expat does not know
_MULTIBYTE = frozenset(
    [
        "big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jisx0213", "euc_jp", "euc_kr", "gb18030",
        "gb2312", "gbk", "johab", "shift_jis", "shift_jis_2004", "shift_jisx0213",
    ]
)  # fmt: skip
_HEAD = 400
_NO_UTF8 = b"\xff"


def readable(chunks: Iterable[bytes]) -> tuple[str | None, Iterator[bytes]]:
    """The encoding that a parser must be told of a file, None where the file says it right, and the file's bytes.

    A byte-order mark counts more than the declaration, which many programs leave wrong when they convert a file.
    Bytes that cannot be decoded become one that no parser takes, so that it stops at their line.
    """
    waiting, head = iter(chunks), b""
    while len(head) < _HEAD and (chunk := next(waiting, None)) is not None:
        head += chunk
    encoding = _real_encoding(head)
    every = chain([head], waiting)
    return ("utf-8", _decoded(every, encoding)) if encoding else (None, every)


def _real_encoding(head: bytes) -> str | None:
    """The encoding that a file must be decoded from; None where expat finds it out."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
                           (codecs.BOM_UTF8, "utf-8-sig"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):  # fmt: skip
        if head.startswith(mark):
            return encoding
    declared = _DECLARED.match(head)
    if not declared:
        return None
    name = declared[1].decode()
    if re.match("(?i)utf-?16|ucs-?2|unicode", name):
        return "utf-8"  # it cannot be two bytes a letter, for the declaration is not
    try:
        return name if codecs.lookup(name).name in _MULTIBYTE else None
    except LookupError:
        return None


def _decoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    for chunk in chain(chunks, [None]):
        try:
            text = decoder.decode(chunk or b"", final=chunk is None)
        except UnicodeDecodeError as error:
            yield error.object[: error.start].decode(encoding, "ignore").encode("utf-8") + _NO_UTF8
            return
        yield text.encode("utf-8")
