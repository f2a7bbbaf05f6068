"""Lemmas by simplemma, stems by Snowball.

simplemma reads a whole dictionary before it answers: 0.2 s for English, 1.3 s for German, 4 s and 700 MB for
Polish. So the first time that a language is used its dictionary is written to the user's cache folder in a
form that is read a few kilobytes at a time; from then on the first lemma takes some milliseconds.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from translate_flow.errors import TranslateFlowError

if TYPE_CHECKING:
    from simplemma.strategies import DefaultStrategy

_SHARED = {
    "sr": "hbs",
    "hr": "hbs",
    "bs": "hbs",
    "sh": "hbs",
    "no": "nb",
    "fil": "tl",
    "mo": "ro",
    "zsm": "ms",
}
_STEMMER_OF = {"nb": "no", "nn": "no", "mo": "ro"}


class Lemmas:
    """The dictionary of one language, given as in `language.base`."""

    def __init__(self, base: str) -> None:
        self._language = _SHARED.get(base, base)
        self._strategy: DefaultStrategy | None = None
        self.is_available = _has_dictionary(self._language)
        """Is there a dictionary for the language?"""

    def prepare(self) -> None:
        """Open the dictionary; write it to the cache folder where it is not there yet."""
        if self.is_available and self._strategy is None:
            self._strategy = _strategy(self._language)

    def find(self, form: str) -> str:
        """Lemma of a word in NFC, in the case of the dictionary; empty for one it does not know."""
        self.prepare()
        return (self._strategy.get_lemma(form, self._language) or "") if self._strategy and form else ""


def stemmer(base: str) -> Callable[[str], str] | None:
    """The Snowball stemmer of a language; None where there is none."""
    snowball = import_module("Stemmer")  # it has no types
    try:
        # without its own cache, which costs more than it saves where every word is asked for once
        stem: Callable[[str], str] = snowball.Stemmer(_STEMMER_OF.get(base, base), 0).stemWord
    except KeyError:
        return None
    return stem


def _has_dictionary(language: str) -> bool:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES


def _strategy(language: str) -> "DefaultStrategy":
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    from translate_flow import files
    from translate_flow.terminology import dictionary

    folder = cache_folder()
    factory = DefaultDictionaryFactory()
    if folder is None:
        return DefaultStrategy(dictionary_factory=factory)
    path = folder / f"lemmas-{language}"
    found = dictionary.open_file(path, _version())
    if found is None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(path, dictionary.pack(factory.get_dictionary(language), _version()))
        except (OSError, TranslateFlowError):
            # no place for a cache: the dictionary stays in memory
            return DefaultStrategy(dictionary_factory=factory)
        found = dictionary.open_file(path, _version())
        if found is None:
            return DefaultStrategy(dictionary_factory=factory)
    return DefaultStrategy(dictionary_factory=dictionary.OneDictionary(found))


def _version() -> str:
    from simplemma import __version__

    return __version__


def versions() -> str:
    """Versions of the two libraries, as they say themselves: asking the installer takes 0.1 s."""
    return f"simplemma {_version()} PyStemmer {import_module('Stemmer').version()}"


def cache_folder() -> Path | None:
    """Where a user's programs keep what they can make again (XDG, Apple, Microsoft); None without a home."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if named and Path(named).is_absolute():
        return Path(named) / "translate-flow"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if not home.is_absolute():
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "translate-flow"
