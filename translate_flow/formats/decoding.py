"""Bytes to text and back, for formats that are text: never a guess, always the same bytes again."""

import codecs

from translate_flow.errors import BadInput, UsageError
from translate_flow.formats import Options
from translate_flow.records import frozen

# the longer marks first: UTF-32's little-endian mark begins with UTF-16's
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOSSLESS = frozenset(name for _, name in _BOMS)
# what Python counts as text encodings, but is notation for host names and string literals, or none at all
_NOTATIONS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_TELLING = 10  # fewer bytes beyond ASCII than that tell nothing of an encoding: Big5 was proposed for Romanian


@frozen
class Decoded:
    """A decoded file."""

    text: str
    """Its text, without a byte-order mark."""
    encoding: str
    """Codec that it was read with."""
    bom: bytes
    """Its byte-order mark, if it has one."""

    def encode(self, text: str, options: Options) -> bytes:
        """Bytes of a text in the file's encoding, or in `options.output_encoding`.

        Raises BadInput that names the first character which that encoding lacks.
        """
        encoding, bom = self.encoding, self.bom
        if options.output_encoding:
            encoding, bom = _codec(options.output_encoding), b""
        try:
            return bom + text.encode(encoding)
        except UnicodeEncodeError as error:
            letter = text[error.start]
            raise BadInput(
                f"The character {letter!r} (U+{ord(letter):04X}) cannot be written in {encoding}"
                f"{'' if options.output_encoding else ', the encoding of the source file'}.",
                "Export with --encoding utf-8.",
            ) from error


def decode(data: bytes, options: Options) -> Decoded:
    """Decode by the codec in `options`, else by byte-order mark, else as strict UTF-8.

    Raises BadInput with the offset of the first byte that does not fit and a proposed `--encoding`, or of
    a NUL character, or if encoding the text again would not give the same bytes.
    """
    bom, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", "utf-8"))
    if options.encoding:
        wanted = _codec(options.encoding)
        # the mark goes with the codec that wrote it; "utf-16" and "utf-8-sig" name the same as their mark does
        is_same = wanted == encoding or encoding.startswith(wanted) or wanted == "utf-8-sig"
        bom, encoding = (bom, encoding) if bom and is_same else (b"", wanted)
    try:
        text = str(memoryview(data)[len(bom) :], encoding)  # large files are not copied
    except UnicodeDecodeError as error:
        raise _misfit(data, len(bom) + error.start, encoding) from error
    except UnicodeError as error:
        raise BadInput(f"The file cannot be read as {encoding}: {error}.", _proposal(data)) from error
    decoded = Decoded(text, encoding, bom)
    nul = text.find("\0")
    if nul >= 0:
        place = len(bom) + len(text[:nul].encode(encoding))
        raise BadInput(f"There is a NUL character at byte {place}: this is no text file.", _nul_hint(data))
    # a strict Unicode codec always gives the same bytes again
    if encoding not in _LOSSLESS and text.encode(encoding) != data[len(bom) :]:
        raise BadInput(
            f"Read as {encoding}, the file would not come back byte for byte.",
            "Name its encoding with --encoding.",
        )
    return decoded


def text_codec(name: str) -> str | None:
    """Python's name of an encoding of texts; None if there is none of that name."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    return found.name if found._is_text_encoding and found.name not in _NOTATIONS else None


def _codec(name: str) -> str:
    found = text_codec(name)
    if found is None:
        raise UsageError(f"There is no encoding {name!r} for texts.", "Try utf-8, utf-16, windows-1252, windows-1251.")
    return found


def _misfit(data: bytes, place: int, encoding: str) -> BadInput:
    byte = f" (0x{data[place]:02X})" if place < len(data) else ""
    return BadInput(f"Byte {place}{byte} does not fit {encoding}.", _proposal(data))


def _nul_hint(data: bytes) -> str:
    return _wide(data) or "If it is text all the same, delete the character there and import it again."


def _wide(data: bytes) -> str:
    """What many NULs say of a file; empty where there are few."""
    if data.count(0) <= len(data) // 8:
        return ""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) > 4 * min(even, odd) + 1:
        return f"It looks like UTF-16: try --encoding utf-16-{'le' if odd > even else 'be'}."
    return "It looks like a binary file."


def _proposal(data: bytes) -> str:
    """What `--encoding` might be: a proposal to the user, never acted on."""
    if wide := _wide(data):
        return wide
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return "It looks like a binary file."
    if sum(byte > 0x7F for byte in data[:200_000]) < _TELLING:
        return "If it is text, name its encoding with --encoding, such as windows-1250, windows-1251 or windows-1252."
    return f"If it is text, try --encoding {best.encoding.replace('_', '-')}."


def opening(data: bytes, size: int = 4096) -> str:
    """The first `size` bytes as text, for a format that sniffs: never fails, drops what does not fit."""
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", "utf-8"))
    return data[len(mark) : size].decode(encoding, "ignore")
