"""Making a project."""

from collections.abc import Sequence
from pathlib import Path

from translate_flow import project as projects
from translate_flow.errors import UsageError
from translate_flow.files import read
from translate_flow.flow import glossary_files, languages, people
from translate_flow.project import Project
from translate_flow.store.history import PROJECT_CHAIN, NewEvent


def init(
    folder: Path, source: str, targets: Sequence[str], by: str | None = None, glossaries: Sequence[Path] = ()
) -> Project:
    """Make a project that translates from `source` into `targets`.

    Raises UsageError for an unknown language, a target that is the source or stands twice, or a folder that
    is a project already, BadInput for a glossary that could not be imported; nothing is made then.
    """
    source = languages.known(source)
    tags = [languages.known(target) for target in targets]
    if source in tags:
        raise UsageError(f"{source} is both source and target.", "Name other languages with --to.")
    if len(set(tags)) < len(tags):
        raise UsageError("A target language stands twice.", "Name each --to once.")
    planned = Project(folder, folder.resolve().name, source, tuple(tags))
    for path in glossaries:
        glossary_files.parse(planned, read(path), path, None, None)
    made = projects.create(folder, folder.resolve().name, source, tags)
    with made.open() as store, store.writing():
        store.record(PROJECT_CHAIN, people.actor(by), [NewEvent("started", after={"source": source, "targets": tags})])
    return made
