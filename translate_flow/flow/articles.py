"""Articles on their way in: read, proved, cut into segments, stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translate_flow import credit, formats, language, segmentation, tagged
from translate_flow.errors import BadInput, UsageError
from translate_flow.files import read
from translate_flow.flow import people, selection
from translate_flow.formats import Options
from translate_flow.model import Article, Role, Unit
from translate_flow.project import Project
from translate_flow.store.articles import NewArticle, NewSegment
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.store import Store

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Request:
    """How files are to be imported."""

    name: str | None = None
    """Name of the article, else the file's stem; for one file only."""
    format: str | None = None
    """Name of the format, else detected."""
    encoding: str | None = None
    """Codec of the file, else by byte-order mark or UTF-8."""
    by: str | None = None
    """Who imports."""


def import_files(project: Project, files: Sequence[Path], request: Request) -> list[Article]:
    """Read source articles and store them, all or none.

    Raises UsageError for names that exist, BadInput with file and place for one that cannot be read or
    would not come back byte for byte.
    """
    if request.name is not None and len(files) > 1:
        raise UsageError("One --name cannot name several files.", "Import them one by one, or leave --name out.")
    new = [prepare(project, path, request) for path in files]
    by = people.actor(request.by)
    with project.open() as store, store.writing():
        return [_add(store, article, by) for article in new]


def prepare(project: Project, path: Path, request: Request) -> NewArticle:
    """An article ready to be stored: identity and echo proved, segments cut. Nothing is written."""
    name = _checked_name(request.name if request.name is not None else path.stem)
    data = read(path)
    if not data.strip():
        raise BadInput(f"{path} is empty.", "Import a file with text in it.")
    found = formats.named(request.format) if request.format else formats.detect(path.name, data)
    options = Options(encoding=request.encoding, settings=project.table("formats").get(found.NAME, {}))
    try:
        formats.prove(found, data, options)
        units = _with_credit(formats.extract(found, data, options))
    except (BadInput, UsageError) as error:
        raise type(error)(f"{path} was not imported: {error.message}", error.hint) from error
    segments = cut(units, project.source)
    if not segments:
        raise BadInput(f"{path} holds nothing to translate.", "Import a file with text in it.")
    return NewArticle(
        name=name,
        format=found.NAME,
        source_language=project.source,
        file_name=path.name,
        options={"encoding": request.encoding} if request.encoding else {},
        content=data,
        units=units,
        segments=segments,
        credit=units[-1].source if units[-1].role is Role.CREDIT else "",
    )


def _checked_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > _LONGEST_NAME or not tidy.isprintable() or tidy.startswith("-") or "/" in tidy:
        raise UsageError(f"{name!r} cannot name an article.", "Name it with --name: letters, digits, dots, hyphens.")
    return tidy


def _with_credit(units: Sequence[Unit]) -> list[Unit]:
    """The units, the last one marked as a credit if it reads like one and is not all there is."""
    if len(units) > 1 and credit.recognise(tagged.plain(units[-1].source, units[-1].codes).text):
        return [*units[:-1], replace(units[-1], role=Role.CREDIT)]
    return list(units)


def cut(units: Sequence[Unit], lang: str) -> list[NewSegment]:
    """Segments of units, in order; a credit, or a unit without letters or digits, has none."""
    found: list[NewSegment] = []
    for index, unit in enumerate(units):
        if unit.role is Role.CREDIT or not any(letter.isalnum() for letter in unit.source):
            continue
        for start, end in segmentation.split_tagged(unit.source, unit.codes, lang):
            piece = unit.source[start:end]
            text = piece.rstrip()
            source, ids = tagged.renumber(text, unit.codes)
            words = language.count_words(tagged.plain(text, unit.codes).text)
            found.append(NewSegment(index, source, piece[len(text) :], ids, words))
    return found


def _add(store: Store, new: NewArticle, by: str) -> Article:
    if store.article(new.name):
        raise UsageError(f"There is an article {new.name!r} already.", "Give the new one another name with --name.")
    added = store.add_article(new, by)
    after = {"article": added.name, "file": new.file_name, "segments": added.segments, "words": added.words}
    store.record(PROJECT_CHAIN, by, [NewEvent("imported", after=after)])
    return added


def find(project: Project, name: str) -> Article:
    """An article by name. Raises NotFound with the nearest names."""
    with project.open() as store:
        return selection.article(store, name)
