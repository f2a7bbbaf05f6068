"""Cutting units into segments: for the store, and for looking at it without a project."""

from dataclasses import replace
from pathlib import Path

from translate_flow import credit, formats, language, segmentation, tagged
from translate_flow.errors import BadInput, NotFound, UsageError
from translate_flow.files import read, read_input
from translate_flow.flow import languages
from translate_flow.formats import Options
from translate_flow.model import Role, Unit
from translate_flow.project import Project, load
from translate_flow.records import frozen
from translate_flow.segmentation import Candidate, Rules
from translate_flow.store.articles import NewSegment


def rules(project: Project, lang: str) -> Rules:
    """Rules of a language with what the project's `segmentation/<lang>.txt` adds or takes away.

    The file of a shorter tag serves, too: `pt.txt` for `pt-BR`. Raises BadInput with file and line.
    """
    for tag in language.fallbacks(lang):
        path = project.folder / "segmentation" / f"{tag}.txt"
        if path.is_file():
            try:
                return segmentation.load_rules(lang, read(path).decode("utf-8-sig"))
            except UnicodeDecodeError as error:
                raise BadInput(f"{path} is not UTF-8 from byte {error.start} on.", "Save it as UTF-8.") from error
    return segmentation.load_rules(lang)


def cut(unit: Unit, number: int, lang: str, known: Rules | None = None) -> list[NewSegment]:
    """Segments of a unit, in order; a credit, or a unit without letters or digits, has none.

    A unit of a bilingual document is one segment: its translation belongs to the whole of it.
    """
    if unit.role is Role.CREDIT or not any(letter.isalnum() for letter in unit.source):
        return []
    if unit.target is not None:
        return [new_segment(unit, number, 0, len(unit.source))]
    spans = segmentation.split_tagged(unit.source, unit.codes, lang, known)
    return [new_segment(unit, number, start, end) for start, end in spans]


def new_segment(unit: Unit, number: int, start: int, end: int) -> NewSegment:
    """The segment of a span of a unit, white space at its end as its tail."""
    piece = unit.source[start:end]
    text = piece.rstrip()
    source, ids = tagged.renumber(text, unit.codes)
    words = language.count_words(tagged.plain(text, unit.codes).text)
    return NewSegment(number, source, piece[len(text) :], ids, words)


@frozen
class CutUnit:
    """A unit of a file, cut."""

    number: int
    """Number in the file, from 1."""
    unit: Unit
    """The unit."""
    segments: tuple[NewSegment, ...]
    """Its segments."""
    candidates: tuple[Candidate, ...]
    """Places in its plain text where a sentence might end, with the rule that decided."""


def cut_file(
    path: Path, lang: str | None, *, encoding: str | None = None, format_name: str | None = None
) -> list[CutUnit]:
    """How a file would be cut; the language is the one named, else that of the project around.

    Raises UsageError where there is neither, BadInput for a file that cannot be read.
    """
    project = _project_around()
    if lang is None and project is None:
        raise UsageError("The language of the text is not named.", "Say --from LANG.")
    source = languages.known(lang) if lang else project.source if project else ""
    known = rules(project, source) if project else segmentation.load_rules(source)
    data = read_input(path)
    found = formats.named(format_name) if format_name else formats.detect(path.name, data)
    try:
        units = formats.extract(found, data, Options(encoding=encoding))
    except BadInput as error:
        raise BadInput(f"{path} cannot be cut: {error.message}", error.hint) from error
    return [
        CutUnit(
            number,
            unit,
            tuple(cut(credit_unit(unit, source) if number == len(units) > 1 else unit, number, source, known)),
            tuple(segmentation.explain(tagged.plain(unit.source, unit.codes).text, source, known)),
        )
        for number, unit in enumerate(units, 1)
    ]


def _project_around() -> Project | None:
    try:
        return load()
    except NotFound:
        return None


def credit_unit(unit: Unit, lang: str) -> Unit:
    """The last unit of a document, its role credit if it reads like one."""
    is_credit = unit.target is None and credit.recognise(tagged.plain(unit.source, unit.codes).text, lang)
    return replace(unit, role=Role.CREDIT) if is_credit else unit
