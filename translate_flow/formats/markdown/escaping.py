"""Literal text as Markdown and HTML write it: what a translator types is what a reader sees.

Rules: CommonMark 0.31.2 (2.4 backslash escapes, 2.5 character references, 6.2 emphasis), tables and
strikethrough of GitHub's specification (4.10, 6.5), HTML character references.
"""

import re
import unicodedata

# every parser reads a backslash before ASCII punctuation as an escape; the rest is left as typed
_INLINE = re.compile(
    r"[*`\[\]~]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?]|\Z)"
    r"|&(?=#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,40};)"
    r"|\\(?=[!-/:-@\[-`{-~\n\r]|\Z)"
    r"|[!^]\Z"
    r"|\|"
    r"|[\n\r]"
)
_LINE_START = re.compile(
    r"(?P<number>[0-9]{1,9})(?=[.)](?:[ \t]|\Z))"
    r"|(?=#{1,6}(?:[ \t]|\Z)|>|[-+](?:[-+|: \t]|\Z)|=+[ \t]*\Z|\||:[-| \t])"
)
_ATTRIBUTE = re.compile(r"[&<>\"'`|\n\r]")
_TITLE = re.compile(r"[\\&<>`|\n\r\"'()]")
_TEXT = re.compile(r"[&<>\n\r]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\u00a0": "&nbsp;"}
_CLOSES = {"(": ")"}


def reference(character: str) -> str:
    """A character as a character reference."""
    return _NAMED.get(character, f"&#{ord(character)};")


def escape_inline(text: str, following: str, *, is_cell: bool = False, is_alternative: bool = False) -> str:
    """Literal text in the inside of a paragraph, with the native form `following` behind it ("" for none)."""

    def escaped(found: re.Match[str]) -> str:
        character = found[0]
        is_edge = found.end() == len(text)
        if character in "\n\r":
            return reference(character)
        if character == "|":
            return _escape_pipe(found) if is_cell else "|"
        if character in "!^":
            return f"\\{character}" if following[:1] == "[" else character
        if character == "<" and is_edge and not following:
            return "&lt;" if is_alternative else "<"
        if character in "&<":
            return "&amp;" if character == "&" else "&lt;" if is_alternative else "\\<"
        if character == "`" and (is_edge or found.start() == 0 or is_alternative):
            return reference(character)
        if character == "\\" and is_edge and is_cell:
            return reference(character)
        return f"\\{character}"

    result = _INLINE.sub(escaped, text)
    return result.replace(">", "&gt;") if is_alternative else result


def _escape_pipe(found: re.Match[str]) -> str:
    is_behind_backslash = found.start() and found.string[found.start() - 1] == "\\"
    return "&#124;" if is_behind_backslash else "\\|"


def escape_line_start(text: str) -> str:
    """Escaped text that begins a line: nothing in it may begin a block."""
    found = _LINE_START.match(text)
    return f"{found['number'] or ''}\\{text[found.end() :]}" if found else text


def escape_title(text: str, mark: str = '"') -> str:
    """Literal text in the title of a link between `mark` and its like."""
    closing = _CLOSES.get(mark, mark)

    def escaped(found: re.Match[str]) -> str:
        character = found[0]
        if character in "\"'()":
            return f"\\{character}" if character in (mark, closing) else character
        if character == "\\":
            following = text[found.end() : found.end() + 1]
            return "\\\\" if not following or following in "\r\n" or is_ascii_punctuation(following) else "\\"
        return reference(character)

    return _TITLE.sub(escaped, text)


def escape_attribute(text: str) -> str:
    """Literal text in an HTML attribute between quotation marks of either kind, anywhere in Markdown."""
    return _ATTRIBUTE.sub(lambda found: reference(found[0]), text)


def escape_html(text: str) -> str:
    """Literal text in a raw HTML block."""
    return _TEXT.sub(lambda found: reference(found[0]), text)


def is_ascii_punctuation(character: str) -> bool:
    """Is it punctuation that a backslash can escape?"""
    return character.isascii() and character.isprintable() and not character.isalnum() and character != " "


def is_space(character: str) -> bool:
    """Unicode white space, or the edge of a line, in the sense of the emphasis rules."""
    return not character or character.isspace() or unicodedata.category(character) == "Zs"


def may_be_punctuation(character: str) -> bool:
    """Punctuation in the sense of any version of CommonMark (since 0.31 symbols count, too)."""
    return is_ascii_punctuation(character) or unicodedata.category(character)[:1] in "PS"


def is_surely_punctuation(character: str) -> bool:
    """Punctuation in the sense of every version of CommonMark."""
    return is_ascii_punctuation(character) or unicodedata.category(character)[:1] == "P"
