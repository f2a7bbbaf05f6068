"""The clean parallel texts, as pairs in all directions between their languages."""

from collections.abc import Iterator
from functools import lru_cache

from tests.checks.rows import HERE

LANGUAGES = ("en", "ro", "ru", "de", "fr")
OUT_OF_ENGLISH = tuple(("en", language) for language in LANGUAGES[1:])
TEXTS = {"clean.txt": LANGUAGES, "varied.txt": (*LANGUAGES, "uk", "es", "pl"), "later.txt": LANGUAGES}


@lru_cache
def blocks(name: str = "clean.txt") -> tuple[dict[str, str], ...]:
    """The segments of one of `TEXTS`: text by language."""
    text = (HERE / name).read_text(encoding="utf-8").split("\n\n", 1)[1]
    return tuple(dict(zip(TEXTS[name], block.split("\n"), strict=True)) for block in text.strip().split("\n\n"))


def pairs(source: str, target: str, name: str = "clean.txt") -> Iterator[tuple[str, str]]:
    """Source and target texts of one language pair."""
    return ((block[source], block[target]) for block in blocks(name))


def world() -> list[dict[str, str]]:
    """The segments in further languages: text by language."""
    text = (HERE / "world.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
    return [dict(line.split("\t") for line in block.split("\n")) for block in text.strip().split("\n\n")]
