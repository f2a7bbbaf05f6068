"""The clean parallel texts, as pairs in all directions between their languages."""

from collections.abc import Iterator

from tests.checks.rows import HERE

LANGUAGES = ("en", "ro", "ru", "de", "fr")
OUT_OF_ENGLISH = tuple(("en", language) for language in LANGUAGES[1:])


def blocks() -> list[dict[str, str]]:
    """The segments: text by language."""
    text = (HERE / "clean.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
    return [dict(zip(LANGUAGES, block.split("\n"), strict=True)) for block in text.strip().split("\n\n")]


def pairs(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Source and target texts of one language pair."""
    return ((block[source], block[target]) for block in blocks())
