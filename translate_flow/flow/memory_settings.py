"""What `[memory]` in project.toml says: the lowest match, penalties, memories that are shared from elsewhere."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from pathlib import Path
from typing import Any

from translate_flow import matching
from translate_flow.errors import BadInput
from translate_flow.matching import Penalties
from translate_flow.project import FILE_NAME, Project
from translate_flow.records import frozen

_KEYS = ("minimum", "confirm", "repetitions", "penalties", "also")
_NEVER = 102


@frozen
class Shared:
    """A memory from elsewhere, only read."""

    path: Path
    """A project's database or a TMX file."""
    penalty: int
    """Points that its matches lose."""

    @property
    def name(self) -> str:
        """What it is called: the project's folder, or the file."""
        return self.path.parent.resolve().name if self.path.name == "project.db" else self.path.name


@frozen
class Settings:
    """How the memory works in a project."""

    lowest: int = matching.LOWEST
    """Lowest score that is shown, 1–100."""
    confirm: int = matching.EXACT
    """Lowest score that pretranslate fills as translated; below it, as drafts."""
    has_repetitions: bool = False
    """Do repetitions inside an article fill themselves?"""
    penalties: Penalties = field(default_factory=Penalties)
    """Points taken from scores."""
    also: tuple[Shared, ...] = ()
    """Memories from elsewhere."""


def of(project: Project) -> Settings:
    """The settings of a project. Raises BadInput that names the entry which does not fit."""
    table = project.table("memory")
    for key in table:
        if key not in _KEYS:
            raise _unknown(key, _KEYS)
    penalties = _penalties(table.get("penalties", {}))
    confirm = table.get("confirm", matching.EXACT)
    return Settings(
        _number("minimum", table.get("minimum", matching.LOWEST), 1, 100),
        _NEVER if confirm is False else _number("confirm", confirm, 1, 101),
        _flag("repetitions", table.get("repetitions", False)),
        penalties,
        tuple(_shared(project, item, penalties.also) for item in _list("also", table.get("also", []))),
    )


def _penalties(table: Any) -> Penalties:
    if not isinstance(table, Mapping):
        raise _misfit("penalties", "Write [memory.penalties] with a number for each.")
    known = [one.name for one in fields(Penalties)]
    for key in table:
        if key not in known:
            raise _unknown(f"penalties.{key}", known)
    return Penalties(**{key: _number(f"penalties.{key}", value, 0, 100) for key, value in table.items()})


def _shared(project: Project, item: Any, penalty: int) -> Shared:
    if isinstance(item, Mapping) and set(item) <= {"path", "penalty"}:
        penalty = _number("also.penalty", item.get("penalty", penalty), 0, 100)
        item = item.get("path")
    if not isinstance(item, str) or not item:
        raise _misfit("also", 'Write paths: also = ["legacy.tmx", {path = "../other", penalty = 3}].')
    path = _normal(project.folder / Path(item).expanduser())
    return Shared(path / "project.db" if path.is_dir() else path, penalty)


def _normal(path: Path) -> Path:
    """A path without `..`, for sentences; links are left as they are where they lead up."""
    plain = Path(os.path.normpath(path))
    return plain if plain.exists() else path


def _number(key: str, value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _misfit(key, f"Write a whole number from {least} to {most}.")
    return value


def _flag(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _misfit(key, "Write true or false.")
    return value


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _misfit(key, "Write a list in brackets.")
    return value


def _unknown(key: str, known: Iterable[str]) -> BadInput:
    return BadInput(f"{FILE_NAME}, [memory]: there is no entry '{key}'.", f"Entries: {', '.join(known)}.")


def _misfit(key: str, hint: str) -> BadInput:
    return BadInput(f"{FILE_NAME}: [memory] {key} cannot be what it says.", hint)
