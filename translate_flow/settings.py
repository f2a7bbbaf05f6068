"""What `project.toml` may say: its tables, their keys and the kinds of their values."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from translate_flow import language
from translate_flow.errors import BadInput, UsageError
from translate_flow.model import Role, State

_Problem = str | None


def _is_bool(value: Any) -> _Problem:
    return None if isinstance(value, bool) else "must be true or false"


def _is_text(value: Any) -> _Problem:
    return None if isinstance(value, str) and value.strip() else "must be a text"


def _is_tag(value: Any) -> _Problem:
    if not isinstance(value, str):
        return 'must be a language tag such as "en"'
    if value.isascii() and value.isalpha() and value.islower() and len(value) in (2, 3):
        return None  # as nearly all are; the pattern for the others takes longer than the rest of this file
    try:
        wanted = language.normalise(value)
    except UsageError as error:
        return f"is none: {error.message}"
    return None if wanted == value else f"must be written {wanted!r}"


def _are_tags(value: Any) -> _Problem:
    if not isinstance(value, list) or not value:
        return 'must be a list of language tags such as ["ro"]'
    if len(set(map(str, value))) < len(value):
        return "names a language twice"
    return next((f"{tag!r} {problem}" for tag in value if (problem := _is_tag(tag))), None)


def _is_state(value: Any) -> _Problem:
    states = list(State)[1:]
    return None if value in states else f"{value!r} is none of: {', '.join(states)}"


def _is_wording(value: Any) -> _Problem:
    if not isinstance(value, str) or "{names}" not in value:
        return "must be a text with {names} in it"
    is_plain = not any(mark in value.replace("{names}", "") for mark in "{}")
    return None if is_plain else "may hold no braces but those of {names}"


def _is_count(value: Any) -> _Problem:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return None if is_count else "must be a number of characters"


def _is_table(value: Any) -> _Problem:
    return None if isinstance(value, dict) else "must be a table"


def _is_anything(value: Any) -> _Problem:
    return None


# table → key → check of its value; None: any key, checked where it is used
_KEYS: Mapping[str, Mapping[str, Callable[[Any], _Problem]] | Callable[[Any], _Problem]] = {
    "project": {"name": _is_text, "source": _is_tag, "targets": _are_tags},
    "workflow": {"second_person": _is_bool},
    "export": {"require": _is_state},
    "credit": {"enabled": _is_bool, "wording": _is_wording},
    "checks": _is_anything,
    "limits": {str(role): _is_count for role in Role},
    "formats": _is_table,
    "memory": _is_anything,
}


def check(path: Path, data: Mapping[str, Any]) -> None:
    """Look at the tables of a `project.toml`. Raises BadInput that names the file, the entry and what it must be."""
    for table, entries in data.items():
        known = _KEYS.get(table)
        if known is None:
            raise BadInput(f"{path} has no table {table!r}.", f"Its tables: {', '.join(_KEYS)}.")
        if not isinstance(entries, dict):
            raise BadInput(f"{path}: {table} must be a table, [{table}].", "Mend that line.")
        for key, value in entries.items():
            checker = known if callable(known) else known.get(key)
            if checker is None and not callable(known):
                raise BadInput(f"{path}, [{table}]: there is no entry {key!r}.", f"Entries: {', '.join(known)}.")
            problem = checker(value) if checker else None
            if problem:
                raise BadInput(f"{path}, [{table}]: {key} {problem}.", "Mend that line.")
