"""Lemmas by simplemma, stems by Snowball."""

from collections.abc import Callable


def dictionary(base: str) -> Callable[[str], str | None]:
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    code = {"sr": "hbs", "hr": "hbs", "bs": "hbs", "no": "nb"}.get(base, base)
    if code not in SUPPORTED_LANGUAGES:
        return lambda form: None
    strategy = DefaultStrategy()
    return lambda form: strategy.get_lemma(form, code)


def stemmer(base: str) -> Callable[[str], str] | None:
    import Stemmer

    try:
        stem: Callable[[str], str] = Stemmer.Stemmer(base).stemWord
    except KeyError:
        return None
    return stem
