"""What people name on the command line: articles, segments, languages, themselves."""

from collections.abc import Sequence

from translate_flow.errors import NotFound, UsageError
from translate_flow.model import Article
from translate_flow.project import Project
from translate_flow.store.store import Store

_MOST_DIGITS = 12


def article(store: Store, name: str) -> Article:
    """The article of a name. Raises NotFound with the nearest names."""
    found = store.article(name)
    if found:
        return found
    import difflib

    names = [other.name for other in store.articles()]
    near = difflib.get_close_matches(name, names, 3, 0.5)
    ways = "See them all: translate-flow list." if names else "Read one in first: translate-flow import FILE."
    hint = f"Did you mean {' or '.join(near)}?" if near else ways
    raise NotFound(f"There is no article {name!r}.", hint)


def numbers(text: str, last: int, noun: str = "segment", whole: str = "article") -> list[int]:
    """Numbers of segments from `3`, `3-7,12`, ascending and each once; or of what else a whole has.

    Raises UsageError where the text cannot be read, NotFound where a number is beyond `last`.
    """
    found: set[int] = set()
    for piece in text.split(","):
        first, dash, second = piece.strip().partition("-")
        if not first.isdecimal() or (dash and not second.isdecimal()):
            raise UsageError(f"{text!r} names no {noun}s.", "Write numbers and ranges: 3 or 3-7,12.")
        if max(len(first), len(second)) > _MOST_DIGITS:
            raise NotFound(
                f"There is no {noun} with {max(len(first), len(second))} digits.", f"The last one is {last}."
            )
        low, high = int(first), int(second if dash else first)
        if low > high:
            raise UsageError(f"The range {piece.strip()!r} runs backwards.", f"Write {high}-{low}.")
        if low < 1 or high > last:
            wrong = low if low < 1 or low > last else high
            raise NotFound(f"There is no {noun} {wrong}.", f"The {whole} has {noun}s 1 to {last}." if last else "")
        found.update(range(low, high + 1))
    return sorted(found)


def number(text: str, last: int) -> int:
    """The number of one segment. Raises as `numbers` does."""
    found = numbers(text, last)
    if len(found) != 1:
        raise UsageError(f"{text!r} names several segments.", "Name one.")
    return found[0]


def languages(project: Project, wanted: str | None) -> Sequence[str]:
    """The target language asked for, or all of the project's."""
    return project.targets if wanted is None else (project.target(wanted),)


def check_texts(*texts: str) -> None:
    """Refuse characters that no text may hold. Raises UsageError with their place."""
    for text in texts:
        for place, letter in enumerate(text):
            if letter == "\0" or "\ud800" <= letter <= "\udfff":
                raise UsageError(
                    f"Character {place + 1} of the text is U+{ord(letter):04X}, which no text can hold.",
                    "Leave it out; if it was typed, the terminal's encoding is not UTF-8.",
                )


def ranges(chosen: Sequence[int]) -> str:
    """Ascending numbers as people write them: `3, 7-9`."""
    pieces: list[list[int]] = []
    for value in chosen:
        if pieces and value == pieces[-1][-1] + 1:
            pieces[-1].append(value)
        else:
            pieces.append([value])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in pieces)
