"""Glossary files of every kind: which one it is, how it is decoded, what looks wrong in it."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from translate_flow import language
from translate_flow.errors import BadInput, UsageError
from translate_flow.exchange.glossary import table
from translate_flow.exchange.glossary.drafts import Draft
from translate_flow.formats import Options
from translate_flow.formats.decoding import decode
from translate_flow.model import Term
from translate_flow.project import Project

FORMS = ("csv", "tbx", "tbx-min", "tbx-core", "tbx-2008", "utx", "tab")
"""What `export` writes; `import` finds out by itself."""
_MOST_WARNINGS = 20
_SCRIPTS = {"cyrillic": "\u0400-\u052f", "greek": "\u0370-\u03ff", "hebrew": "\u0590-\u05ff", "arabic": "\u0600-\u06ff"}
_SCRIPT_OF = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "tg", "uk"), "cyrillic"),
    "el": "greek",
    **dict.fromkeys(("he", "yi"), "hebrew"),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), "arabic"),
}
_LATIN = frozenset(
    "cs da de en es et fi fr ga hr hu id is it lt lv mt nb nl nn no pl pt ro sk sl sq sv tr vi".split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W\d_]+")


def parse(
    project: Project, data: bytes, path: Path, to: str | None, form: str | None, encoding: str | None = None
) -> tuple[list[Draft], list[str]]:
    """Drafts of a file, and sentences on what looks wrong in them.

    Languages that the project does not have are left out. `encoding` is that of a text file; else it has a
    byte-order mark or is UTF-8. Raises BadInput with file, line and column.
    """
    targets = [project.target(to)] if to else list(project.targets)
    kind = form or _detect(project, data, path)
    if kind.startswith("tbx"):
        from translate_flow.exchange.glossary import tbx_reading

        found = tbx_reading.parse(data, str(path), [project.source, *targets])
        return found, suspicions(found)
    text = _decoded(data, path, encoding)
    if kind == "csv":
        found = table.parse(text, str(path), project.source, project.targets, project.target(to) if to else None)
    else:
        from translate_flow.exchange.glossary import lists

        reader = lists.parse_utx if kind == "utx" else lists.parse_tab
        found = reader(text, str(path), project.source, targets)
    return found, suspicions(found)


def _detect(project: Project, data: bytes, path: Path) -> str:
    start = data[:4096].lstrip(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or b"<\0?\0" in start[:8] or b"\0<\0?" in start[:8]:
        return "tbx"
    if start.startswith(b"#UTX"):
        return "utx"
    if path.suffix.lower() in (".tab", ".utf8", ".txt", ".tsv"):
        header = start.split(b"\n", 1)[0].decode("utf-8", "replace")
        if not table.is_table(header, project.source, project.targets):
            return "tab"
    return "csv"


def _decoded(data: bytes, path: Path, encoding: str | None) -> str:
    try:
        return decode(data, Options(encoding)).text
    except BadInput as error:
        at = error.__cause__.start if isinstance(error.__cause__, UnicodeDecodeError) else data.find(0)
        hint = f"Save the file as UTF-8, or say what it is. {error.hint}"
        raise BadInput(f"{path}{_place(data, at)}: {error.message}", hint) from error


def _place(data: bytes, at: int) -> str:
    """Line and column of a byte in what is mostly UTF-8 or in one byte for each letter."""
    if at < 0:
        return ""
    start = data.rfind(b"\n", 0, at) + 1
    column = len(data[start:at].decode("utf-8", "replace")) + 1
    return f", line {data.count(bytes([10]), 0, at) + 1}, column {column}"


def suspicions(found: Sequence[Draft]) -> list[str]:
    """Terms that are written in another script than their language."""
    warnings: list[str] = []
    for draft in found:
        for term in draft.terms:
            script = _stray_script(term)
            if script:
                where = f"line {draft.line}: " if draft.line else ""
                warnings.append(f"{where}{term.text!r} has {script} letters, but its language is {term.language}.")
    if len(warnings) > _MOST_WARNINGS:
        more = len(warnings) - _MOST_WARNINGS
        warnings[_MOST_WARNINGS:] = [f"{more} more terms are written in another script than their language."]
    return warnings


def _stray_script(term: Term) -> str:
    """A script that words of the term's language are not written in; empty where there is none."""
    if term.text.isascii() and term.text.isprintable() and language.base(term.language) in _LATIN:
        return ""
    own = _SCRIPT_OF.get(language.base(term.language), "latin" if language.base(term.language) in _LATIN else "")
    if not own or ("-" in term.language and len(term.language.split("-")[1]) == 4):
        return ""
    for name, letters in _SCRIPTS.items():
        if name != own and re.search(f"[{letters}]", term.text) and not _is_sign(term.text):
            return name.title()
    is_mixed = any(
        re.search("[A-Za-z]", word) and re.search(f"[{_SCRIPTS[own]}]", word)
        for word in (_WORD.findall(term.text) if own in _SCRIPTS else ())
    )
    return "Latin" if is_mixed else ""


def _is_sign(text: str) -> bool:
    """Is it a single letter, as formulas use them?"""
    return len(text) == 1


def render(project: Project, found: Sequence[Draft], to: str | None, form: str, now: str) -> bytes:
    """A file of the glossary; `now` is the time (UTC, ISO 8601). Raises UsageError for an unknown form."""
    if form not in FORMS:
        raise UsageError(f"There is no glossary format {form!r}.", f"Formats: {', '.join(FORMS)}.")
    if form.startswith("tbx"):
        from translate_flow.exchange.glossary import tbx_writing

        wanted = [project.source, *([project.target(to)] if to else project.targets)]
        return tbx_writing.render(found, wanted, project.name, form)
    from translate_flow.exchange.glossary import lists

    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: table.render(found, project.source, project.target(to)),
        "tab": lambda: lists.render_tab(found, project.source, project.target(to)),
        "utx": lambda: lists.render_utx(found, project.source, project.target(to), now),
    }
    return writers[form]()
