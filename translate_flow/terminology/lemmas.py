"""Lemmas by simplemma, stems by Snowball."""

from collections.abc import Callable


class Lemmas:
    def __init__(self, base: str) -> None:
        from simplemma.strategies import DefaultStrategy
        from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
        self._code = {"sr": "hbs", "hr": "hbs", "bs": "hbs", "no": "nb"}.get(base, base)
        self._strategy = DefaultStrategy() if self._code in SUPPORTED_LANGUAGES else None

    @property
    def is_available(self) -> bool:
        return self._strategy is not None

    def find(self, form: str) -> str:
        return self._strategy.get_lemma(form, self._code) or "" if self._strategy and form else ""


def stemmer(base: str) -> Callable[[str], str] | None:
    import Stemmer
    try:
        stem: Callable[[str], str] = Stemmer.Stemmer(base).stemWord
    except KeyError:
        return None
    return stem
