"""Dictionaries of hunspell for the check of spelling: found on this machine, loaded once per run."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from translate_flow import language
from translate_flow.errors import BadInput, NotFound
from translate_flow.files import read
from translate_flow.flow import languages
from translate_flow.project import Project

_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "~/Library/Spelling",
    "~/.local/share/hunspell",
)
# proposals take a tenth of a second and more each
_MOST_PROPOSED = 20
_NEAREST = 3
_SETTING = "dictionaries"


class Dictionary:
    """A dictionary of hunspell with a project's own words; what the check of spelling asks."""

    def __init__(self, stem: Path, own: frozenset[str] = frozenset()) -> None:
        """From `stem`.aff and `stem`.dic. Raises NotFound where the extra `spell` is not installed."""
        try:
            from hunspell import Hunspell
        except ImportError as error:
            hint = 'Install it (pip install "translate-flow[spell]") or set spelling = "off" in [checks].'
            raise NotFound("Spelling is not checked: the extra “spell” is not installed.", hint) from error
        self._words = Hunspell(stem.name, hunspell_data_dir=str(stem.parent), system_encoding="UTF-8")
        self._own = own
        self._known: dict[str, bool] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    def knows(self, word: str) -> bool:
        """Is it a word of the dictionary, in a form that its rules allow, or of the project?"""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = word.casefold() in self._own or self._spells(word)
        return known

    def _spells(self, word: str) -> bool:
        try:
            return bool(self._words.spell(word))
        except UnicodeEncodeError:  # a letter that an old dictionary's encoding does not have
            return False

    def propose(self, word: str) -> Sequence[str]:
        """The nearest words; none after the twentieth word asked for, as each takes its time."""
        if word not in self._near and len(self._near) < _MOST_PROPOSED:
            try:
                self._near[word] = tuple(self._words.suggest(word))[:_NEAREST]
            except UnicodeEncodeError:
                self._near[word] = ()
        return self._near.get(word, ())


def load(project: Project, tag: str) -> Dictionary:
    """The dictionary of a language, with the project's own words.

    Raises NotFound where the extra or a dictionary is missing, BadInput for settings and word lists.
    """
    folders = tuple(_folders(project))
    stem = next((found for folder in folders for name in _names(tag) if (found := _pair(folder, name))), None)
    if stem is None:
        hint = f"Install hunspell’s (Debian: hunspell-{language.base(tag)}) or name a folder: {_SETTING} in [checks]."
        raise NotFound(f"Spelling is not checked: there is no dictionary of {languages.name(tag)}.", hint)
    return _loaded(stem, _own_words(project, tag))


@lru_cache(maxsize=4)
def _loaded(stem: Path, own: frozenset[str]) -> Dictionary:
    return Dictionary(stem, own)


def _folders(project: Project) -> Iterator[Path]:
    """Folders that may hold dictionaries: the project's own, those of DICPATH, those of the system."""
    named = project.table("checks").get(_SETTING)
    if named is not None:
        if not isinstance(named, str) or not (project.folder / Path(named).expanduser()).is_dir():
            raise BadInput(f"project.toml, [checks]: {_SETTING} names no folder: {named!r}.", "Mend that line.")
        yield project.folder / Path(named).expanduser()
    yield from map(Path, filter(None, os.environ.get("DICPATH", "").split(os.pathsep)))
    yield from (Path(folder).expanduser() for folder in _FOLDERS)


def _names(tag: str) -> Iterable[str]:
    """Names of files for a language, the best first: `de_AT`, `de`, `de_DE`, any other `de_*`."""
    from babel.core import get_global

    found = [name.replace("-", "_") for name in language.fallbacks(tag)]
    likely = get_global("likely_subtags").get(language.base(tag), "").split("_")
    usual = [f"{likely[0]}_{likely[-1]}"] if len(likely) > 1 else []
    return dict.fromkeys([*found, *usual, f"{language.base(tag)}_*"])


def _pair(folder: Path, name: str) -> Path | None:
    """Path, without ending, of an .aff file that has its .dic."""
    stems = (path.with_suffix("") for path in sorted(folder.glob(f"{name}.aff")))
    return next((stem for stem in stems if stem.with_suffix(".dic").is_file()), None)


def _own_words(project: Project, tag: str) -> frozenset[str]:
    """Words of `spelling/LANG.txt`, for shorter tags too; `#` begins a comment."""
    words: set[str] = set()
    for name in language.fallbacks(tag):
        path = project.folder / "spelling" / f"{name}.txt"
        if path.is_file():
            try:
                lines = read(path).decode("utf-8-sig").splitlines()
            except UnicodeDecodeError as error:
                raise BadInput(f"{path} is not UTF-8 from byte {error.start} on.", "Save it as UTF-8.") from error
            words |= {word.casefold() for line in lines if (word := line.partition("#")[0].strip())}
    return frozenset(words)
