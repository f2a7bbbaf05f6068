"""Who is at work: the name that goes into history and credits."""

import os
from pathlib import Path

from translate_flow.errors import UsageError

_HINT = 'Say --by NAME, set TRANSLATE_FLOW_USER, or write name = "…" into {path}.'


def config_file() -> Path:
    """The user's own settings: `translate-flow/config.toml` in the place the system has for such files."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or Path.home() / ".config"
    return Path(base) / "translate-flow" / "config.toml"


def worker(named: str | None) -> str:
    """The name of who translates or reviews: as given, else TRANSLATE_FLOW_USER, else the user's settings.

    Raises UsageError where there is none: words and judgements need somebody's name.
    """
    name = _known(named)
    if not name:
        raise UsageError("Nobody is named as the one who does this.", _HINT.format(path=config_file()))
    return name


def actor(named: str | None) -> str:
    """The name for actions that earn no credit: as `worker`, else the login name."""
    name = _known(named)
    if name:
        return name
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _known(named: str | None) -> str:
    name = named if named is not None else os.environ.get("TRANSLATE_FLOW_USER") or _configured()
    tidy = " ".join(name.split())
    if named is not None and not tidy:
        raise UsageError("The name behind --by is empty.", "Say --by NAME.")
    if not tidy.isprintable():
        raise UsageError(f"The name {tidy!r} holds characters that cannot be printed.", "Write it with letters.")
    return tidy


def _configured() -> str:
    import tomllib

    path = config_file()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", "Mend it, or say --by NAME.") from error
    name = data.get("name", "")
    return name if isinstance(name, str) else ""
