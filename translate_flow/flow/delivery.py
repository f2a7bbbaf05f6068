"""Articles on their way out: the gate, segments joined per unit, the document with its credit line."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from translate_flow import credit, formats, language, tagged
from translate_flow.errors import GateClosed, UsageError
from translate_flow.files import write_atomically
from translate_flow.flow import authorship, quality, selection
from translate_flow.flow.saving import is_confirmed
from translate_flow.formats import Options, Parts
from translate_flow.model import Article, Role, Segment, State, Unit
from translate_flow.project import DATABASE_NAME, FILE_NAME, Project
from translate_flow.pseudo import pseudo_translate
from translate_flow.records import frozen
from translate_flow.store.store import Store

_OWN_FILES = (DATABASE_NAME, FILE_NAME)


@frozen
class Exported:
    """A finished text."""

    content: bytes
    """The document."""
    file_name: str
    """Name that it would bear: that of the article with the language in it and the ending of the source."""
    unfinished: tuple[int, ...]
    """Numbers of segments that are filled with their source."""
    names: tuple[str, ...]
    """Who earned the credit."""
    is_credited: bool
    """Are they named in the document?"""
    head: str
    """Hash of the newest event of the job's history; empty where nothing was done."""
    is_anonymous: bool = False
    """Does the project want nobody named?"""
    other_language: str = ""
    """Target language that the document names, where it is another than that of the export."""


@frozen
class Terms:
    """What an export asks for."""

    require: str | None = None
    """State that every segment must have reached; None: what the project says."""
    is_unfinished_allowed: bool = False
    """Fill what is not translated with the source?"""
    encoding: str | None = None
    """Codec of the result; None: that of the source."""


def export(project: Project, name: str, terms: Terms, *, to: str | None = None) -> Exported:
    """Put an article together in one language.

    Raises GateClosed that lists what is missing, BadInput for characters that the encoding lacks.
    """
    target = project.target(to)
    required = _required(project, terms)
    with project.open() as store, store.reading():
        article = selection.article(store, name)
        job = store.job(article, target)
        segments = store.segments(article, job)
        _pass_gate(store, project, article, target, segments, required, is_lenient=terms.is_unfinished_allowed)
        # what has not come far enough is exported as nobody's work
        unfinished = [segment.number for segment in segments if segment.state.rank < required.rank]
        short = set(unfinished)
        segments = [replace(seg, state=State.INITIAL) if seg.number in short else seg for seg in segments]
        names = authorship.earned(store, job, segments)
        units = store.units(article)
        targets = _joined(units, segments, store.code_ids(article), article.source_language, target)
        line = _credit_line(project, names, target)
        is_wanted = bool(line)
        for unit in units:
            if unit.role is Role.CREDIT and line:
                targets[unit.key], line = (line,), ""
        options = _options(project, article, target, terms.encoding)
        article_format, data = formats.named(article.format), store.original(article)
        content, is_taken = formats.merge_credited(article_format, data, targets, options, line)
        _, named = formats.named_languages(article_format, data)
        return Exported(
            content,
            file_name(article, target),
            tuple(unfinished),
            tuple(names),
            is_wanted and (is_taken or not line),
            store.head(store.chain_of(job)),
            not is_wanted,
            named if named and language.base(named) != language.base(target) else "",
        )


def export_pseudo(project: Project, name: str, encoding: str | None = None, *, to: str | None = None) -> Exported:
    """The document with every text pseudo-translated (see `pseudo`), no address; nothing is asked, nothing recorded."""
    target = project.target(to)
    with project.open() as store, store.reading():
        article = selection.article(store, name)
        units = [unit for unit in store.units(article) if unit.role not in (Role.CREDIT, Role.ADDRESS)]
        targets = {unit.key: pseudo_translate(tagged.parse(unit.source, unit.codes)) for unit in units}
        options = _options(project, article, target, encoding)
        content = formats.merge(formats.named(article.format), store.original(article), targets, options)
    return Exported(content, file_name(article, f"{target}.pseudo"), (), (), False, "")


def _options(project: Project, article: Article, target: str, encoding: str | None) -> Options:
    return Options(
        encoding=article.options.get("encoding"),
        output_encoding=encoding,
        settings={**project.table("formats").get(article.format, {}), "target_language": target},
    )


def _required(project: Project, terms: Terms) -> State:
    ordinary = State.TRANSLATED if terms.is_unfinished_allowed else project.table("export").get("require")
    wanted = terms.require or ordinary or State.TRANSLATED
    if wanted not in list(State)[1:]:
        raise UsageError(f"{wanted!r} is no state that an export can require.", "States: translated, reviewed, final.")
    return State(wanted)


def _pass_gate(
    store: Store,
    project: Project,
    article: Article,
    target: str,
    segments: Sequence[Segment],
    required: State,
    *,
    is_lenient: bool,
) -> None:
    missing = [] if is_lenient else quality.missing(segments, required)
    exported = [segment for segment in segments if segment.state.rank >= required.rank]
    missing += quality.errors(quality.check_segments(store, project, article, target, exported))
    if missing:
        raise GateClosed(
            f"{article.name!r} was not exported to {target}:\n" + "\n".join(missing),
            "Mend that, accept an issue with waive, or fill what is not translated with --allow-unfinished.",
        )


def _joined(
    units: Sequence[Unit],
    segments: Sequence[Segment],
    code_ids: Mapping[int, tuple[int, ...]],
    source: str,
    target: str,
) -> dict[str, Parts]:
    """Parsed targets by unit key; units without a confirmed target are left out, so that they stay as they are."""
    of_unit: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        of_unit[segment.unit].append(segment)
    found: dict[str, Parts] = {}
    for number, members in of_unit.items():
        if any(is_confirmed(segment) for segment in members):
            unit = units[number - 1]
            parts: list[tagged.Part] = []
            for segment in members:
                text = segment.target if is_confirmed(segment) else segment.source
                parts += tagged.unit_parts(text, unit.codes, code_ids.get(segment.number, ()))
                is_last = segment is members[-1]
                parts.append(segment.tail if is_last else joint(segment.tail, source, target))
            found[unit.key] = tagged.tidied(parts)
    return found


def joint(tail: str, source: str, target: str) -> str:
    """What stands between two sentences: a space where the target language wants one, nothing where it does not."""
    if tail.strip(" \u3000"):
        return tail
    if language.spaces_sentences(target):
        return tail or ("" if language.spaces_sentences(source) else " ")
    return tail if not language.spaces_sentences(source) else ""


def _credit_line(project: Project, names: Sequence[str], target: str) -> str:
    settings = project.table("credit")
    if not names or not settings.get("enabled", True):
        return ""
    return credit.render(names, target, settings.get("wording"))


def file_name(article: Article, target: str) -> str:
    """Name for an export: the article's with the ending of its file; `news.en` or `news` is `news.ro.txt`.

    So articles of files that bear one name in several folders do not become one file.
    """
    ending = PurePath(article.file_name).suffix
    stem = article.name.removesuffix(ending)
    marked, dot, tag = stem.rpartition(".")
    if dot and tag.casefold() == article.source_language.casefold():
        stem = marked
    return f"{stem}.{target}{ending}"


def write(project: Project, exported: Exported, destination: str) -> Path:
    """Write a finished text to a file, or into a folder under its own name; returns the file.

    Raises UsageError for a folder that is not there and for the project's own files, TranslateFlowError if the
    file cannot be written; an older file is then as it was.
    """
    path = Path(destination)
    if path.is_dir():
        path = path / exported.file_name
    elif destination.endswith(("/", "\\")):
        raise UsageError(f"There is no folder {destination}", "Make it first.")
    if path.parent.resolve() == project.folder.resolve() and path.name.startswith(_OWN_FILES):
        raise UsageError(f"{path} is a file of the project itself.", "Choose another name.")
    write_atomically(path, exported.content)
    return path
