"""Words that take endings, one table for all languages: `dollar*` is found in “dollars”, `km` in “km”."""

from collections.abc import Mapping

_SHORTEST = 3


class Stems:
    """Meaning by word: exact forms, and beginnings (written `stem*`) with any ending of up to six letters."""

    def __init__(self, table: str) -> None:
        """From lines `meaning form form stem* …`."""
        self._exact: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._heads: set[str] = set()
        for line in table.strip().splitlines():
            meaning, *forms = line.split()
            for form in forms:
                if form.endswith("*"):
                    self._stems[form[:-1].casefold()] = meaning
                    self._heads.add(form[:2].casefold())
                else:
                    self._exact[form.casefold() if form.islower() else form] = meaning

    @property
    def exact(self) -> Mapping[str, str]:
        """The forms without endings."""
        return self._exact

    def find(self, word: str) -> str | None:
        """Meaning of a word as written, else in small letters, else by its longest known beginning."""
        small = word.casefold()
        exact = self._exact.get(word) or self._exact.get(small)
        if exact or small[:2] not in self._heads:
            return exact
        for size in range(len(small), max(_SHORTEST, len(small) - 6) - 1, -1):
            if found := self._stems.get(small[:size]):
                return found
        return None
