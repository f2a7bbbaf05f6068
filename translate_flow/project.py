"""A project: a folder with `project.toml` and a store."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from translate_flow import settings
from translate_flow.errors import BadInput, NotFound, TranslateFlowError, UsageError
from translate_flow.files import write_atomically
from translate_flow.records import frozen
from translate_flow.store.store import Store

FILE_NAME = "project.toml"
DATABASE_NAME = "project.db"


@frozen
class Project:
    """What `project.toml` says."""

    folder: Path
    """Where it lies."""
    name: str
    """Its title."""
    source: str
    """Source language, a BCP 47 tag."""
    targets: tuple[str, ...]
    """Target languages."""
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The other tables, by name."""

    @property
    def database(self) -> Path:
        """Its store."""
        return self.folder / DATABASE_NAME

    @property
    def needs_second_person(self) -> bool:
        """Must the reviser be another person than the translator (ISO 17100 §5.3.3)? Yes unless switched off."""
        return bool(self.table("workflow").get("second_person", True))

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of the settings; empty where the file has none."""
        return self.settings.get(name, {})

    def open(self) -> Store:
        """Its store, opened; use as a context manager."""
        return Store.open(self.database)

    def target(self, wanted: str | None) -> str:
        """The target language asked for, or the only one.

        Raises UsageError that lists the languages where none is named and there are several, or it is unknown.
        """
        if wanted is None:
            if len(self.targets) == 1:
                return self.targets[0]
            raise UsageError(f"The project has several target languages: {', '.join(self.targets)}.", "Say --to LANG.")
        for tag in self.targets:
            if tag.casefold() == wanted.strip().replace("_", "-").casefold():
                return tag
        raise UsageError(
            f"The project does not translate into {wanted!r}.", f"Its target languages: {', '.join(self.targets)}."
        )


def find(folder: Path | None = None) -> Path:
    """The folder of the project: the one named, else TRANSLATE_FLOW_PROJECT, else the nearest parent that is one.

    Raises NotFound in one sentence where there is none.
    """
    named = folder or (Path(os.environ["TRANSLATE_FLOW_PROJECT"]) if os.environ.get("TRANSLATE_FLOW_PROJECT") else None)
    if named is not None:
        if not (named / FILE_NAME).is_file():
            raise NotFound(f"{named} is no project: it has no {FILE_NAME}.", "Make one: translate-flow init DIR.")
        return named
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / FILE_NAME).is_file():
            return candidate
    raise NotFound(
        f"Neither {here} nor a folder above it is a project.",
        "Make one (translate-flow init DIR) or name one (--project DIR).",
    )


def load(folder: Path | None = None) -> Project:
    """Read the project of a folder (see `find`). Raises BadInput that names the place in `project.toml`."""
    import tomllib

    root = find(folder)
    path = root / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TranslateFlowError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not valid TOML: {error}.", "Save it as UTF-8.") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path} is not valid TOML: {error}.", _mending(text, str(error))) from error
    return _project(root, path, data)


def _mending(text: str, error: str) -> str:
    """What to do about an error: a table that is declared twice is told apart, since `init` writes some."""
    lines = text.splitlines()
    place = re.search(r"Cannot declare .* twice \(at line (\d+)", error)
    table = lines[int(place[1]) - 1].strip() if place else ""
    first = next((number for number, line in enumerate(lines, 1) if table and line.strip() == table), 0)
    return f"{table} stands in line {first} already: write what is new below that." if first else "Mend that line."


def _project(root: Path, path: Path, data: dict[str, Any]) -> Project:
    settings.check(path, data)
    own = data.pop("project", {})
    source, targets = own.get("source"), own.get("targets")
    if not source or not targets:
        raise BadInput(
            f"{path} does not name the languages of the project.",
            'It needs [project] with source = "en" and targets = ["ro"].',
        )
    return Project(root, own.get("name", root.resolve().name), source, tuple(targets), data)


def create(folder: Path, name: str, source: str, targets: Sequence[str]) -> Project:
    """Make a new project in a folder that holds none. Raises UsageError if it does, TranslateFlowError if it can't."""
    path = folder / FILE_NAME
    for taken in (path, folder / DATABASE_NAME):
        if taken.exists():
            raise UsageError(f"{folder} is a project already: there is a {taken.name}.", "Choose another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TranslateFlowError(
            f"No project can be made in {folder}: {error.strerror}.", "Choose another folder."
        ) from error
    try:
        Store.create(folder / DATABASE_NAME).driver.close()
        write_atomically(path, _document(name, source, targets).encode())
    except TranslateFlowError:
        for made in folder.glob(f"{DATABASE_NAME}*"):
            made.unlink()
        raise
    return load(folder)


def _document(name: str, source: str, targets: Sequence[str]) -> str:
    """A `project.toml` with the settings at their defaults; JSON strings are TOML strings."""
    from json import dumps

    return f"""[project]
name = {dumps(name, ensure_ascii=False)}
source = {dumps(source)}
targets = {dumps(list(targets))}

[workflow]
# Must the reviser be another person than the translator?
second_person = true

[export]
# State that every segment must have reached: translated, reviewed or final.
require = "translated"

[credit]
# End exported texts with the names of the translators?
enabled = true
# wording = "Translation by {{names}}"

# Severity of a check: error, warning, info or off.
# [checks]
# length = "off"
"""
