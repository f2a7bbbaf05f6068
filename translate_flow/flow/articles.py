"""Articles on their way in: read, proved, cut into segments, stored."""

from collections.abc import Sequence
from pathlib import Path

from translate_flow import formats, language, tagged
from translate_flow.errors import BadInput, UsageError
from translate_flow.files import read_input
from translate_flow.flow import people, saving, selection
from translate_flow.flow.cutting import credit_unit, cut, rules
from translate_flow.formats import Format, Options
from translate_flow.model import Article, Role, State, Unit
from translate_flow.project import Project
from translate_flow.records import frozen
from translate_flow.segmentation import Rules
from translate_flow.store.articles import Intake, NewArticle, NewSegment
from translate_flow.store.history import PROJECT_CHAIN, NewEvent
from translate_flow.store.store import Store

_LONGEST_NAME = 120
_BATCH = 2000


@frozen
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
    to: str | None = None
    """Language of the translations that a bilingual file holds, else the one that it names, else the only one."""


@frozen
class Imported:
    """What became of a file."""

    article: Article
    """The article."""
    left_out: str
    """Why translations in the file were not taken; empty if it has none or they were."""


@frozen
class _Read:
    """A file that was read and proved."""

    path: Path
    """Where it was read from."""
    new: NewArticle
    """The article that it becomes."""
    options: Options
    """What its format was told."""
    target: str | None
    """Language into which its translations go, if it has any."""
    doubt: str
    """Why it is not known, or not believed, that its translations are in a language of the project."""


def import_files(project: Project, files: Sequence[Path], request: Request) -> list[Imported]:
    """Read source articles and store them, all or none.

    A bilingual file brings its translations into the language that it names, or into `request.to`; into the
    project's only target language if it names none.
    Raises UsageError for names that exist, BadInput with file and place for one that cannot be read or would not
    come back byte for byte.
    """
    if request.name is not None and len(files) > 1:
        raise UsageError("One --name cannot name several files.", "Import them one by one, or leave --name out.")
    prepared = [_prepare(project, path, request) for path in files]
    by = people.actor(request.by)
    with project.open() as store, store.writing():
        return [_store(store, project, read_in, by) for read_in in prepared]


def _prepare(project: Project, path: Path, request: Request) -> _Read:
    """Read a file and prove identity and echo on it. Nothing is written."""
    if str(path) == "-" and request.name is None:
        raise UsageError("What standard input brings has no name.", "Name the article with --name.")
    data = read_input(path)
    name = _checked_name(request.name if request.name is not None else _shown(path.stem))
    if not data.strip():
        raise BadInput(f"{path} is empty.", "Import a file with text in it.")
    found = formats.named(request.format) if request.format else formats.detect(path.name, data)
    target, doubt = _target(project, request.to, found, data)
    settings = {**project.table("formats").get(found.NAME, {}), **({"target_language": target} if target else {})}
    options = Options(encoding=request.encoding, settings=settings)
    try:
        formats.prove(found, data, options)
    except (BadInput, UsageError) as error:
        raise type(error)(f"{path} was not imported: {error.message}", error.hint) from error
    stored = {"encoding": request.encoding} if request.encoding else {}
    file_name = f"{name}{next(iter(found.EXTENSIONS), '')}" if str(path) == "-" else _shown(path.name)
    new = NewArticle(name, found.NAME, project.source, file_name, stored, data)
    return _Read(path, new, options, target, doubt)


def _target(project: Project, to: str | None, found: Format, data: bytes) -> tuple[str | None, str]:
    """The language of the translations in a file, and why they are not to be taken."""
    if to:
        return project.target(to), ""
    try:
        source, named = formats.named_languages(found, data)
    except BadInput:
        source = named = ""  # the proof that follows says what is wrong
    only = project.targets[0] if len(project.targets) == 1 else None
    if source and language.base(source) != language.base(project.source):
        return only, f"they are from {source}, the project translates from {project.source}"
    if not named:
        return only, "" if only else "it does not say in which language they are"
    near = [tag for tag in project.targets if language.base(tag) == language.base(named)]
    exact = [tag for tag in near if tag.casefold() == named.casefold()]
    if not near:
        return only, f"they are in {named}"
    return (exact or near)[0], ""


def _shown(name: str) -> str:
    """A file's name as text: bytes in it that are no UTF-8 are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _checked_name(name: str) -> str:
    tidy = " ".join(name.split())
    if (
        not tidy
        or len(tidy) > _LONGEST_NAME
        or not tidy.isprintable()
        or tidy.startswith("-")
        or "/" in tidy
        or not tidy.strip(".")
    ):
        raise UsageError(f"{name!r} cannot name an article.", "Name it with --name: letters, digits, dots, hyphens.")
    return tidy


def _store(store: Store, project: Project, read_in: _Read, by: str) -> Imported:
    """Store an article while its document is walked, inside a transaction."""
    new = read_in.new
    if store.article(new.name):
        raise UsageError(f"There is an article {new.name!r} already.", "Give the new one another name with --name.")
    intake = store.begin_article(new, by)
    pieces = _Pieces(store, intake, project.source, rules(project, project.source))
    formats.read(formats.named(new.format), new.content, read_in.options, pieces.take)
    pieces.finish()
    if not intake.segments:
        raise BadInput(f"{read_in.path} holds nothing to translate.", "Import a file with text in it.")
    store.end_article(intake, pieces.credit)
    added = selection.article(store, new.name)
    after = {"article": added.name, "file": new.file_name, "segments": added.segments, "words": added.words}
    store.record(PROJECT_CHAIN, by, [NewEvent("imported", after=after)])
    if not pieces.translations:
        return Imported(added, "")
    if read_in.target and not read_in.doubt:
        saving.import_targets(store, added, read_in.target, pieces.translations, by)
    return Imported(added, read_in.doubt)


class _Pieces:
    """Units on their way into the store, in batches; the last one is held back, for it may be a credit."""

    def __init__(self, store: Store, intake: Intake, lang: str, known: Rules) -> None:
        self._store, self._intake, self._lang, self._rules = store, intake, lang, known
        self._units: list[Unit] = []
        self._segments: list[NewSegment] = []
        self._held: Unit | None = None
        self.credit = ""
        self.translations: dict[int, tuple[str, State]] = {}

    def take(self, unit: Unit) -> None:
        """A unit that the document holds."""
        if self._held:
            self._add(self._held)
        self._held = unit

    def finish(self) -> None:
        """The document has ended."""
        last = self._held
        if last and (self._units or self._intake.units):
            last = credit_unit(last, self._lang)
            if last.role is Role.CREDIT:
                self.credit = tagged.plain(last.source, last.codes).text
        if last:
            self._add(last)
        self._flush()

    def _add(self, unit: Unit) -> None:
        self._units.append(unit)
        self._segments += cut(unit, self._intake.units + len(self._units), self._lang, self._rules)
        if unit.target:
            number = self._intake.segments + len(self._segments)
            self.translations[number] = tagged.renumber_as(unit.source, unit.target, unit.codes), unit.state
        if len(self._units) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._store.add_pieces(self._intake, self._units, self._segments)
        self._units, self._segments = [], []
