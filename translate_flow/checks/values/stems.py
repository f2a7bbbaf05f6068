"""Words that take endings, one table for all languages: `dollar*` is found in “dollars”, `km` in “km”."""

from collections.abc import Mapping

_SHORTEST = 3
_LONGEST_GLUED = 7
# what follows a unit in Chinese: 91米的, 30公里外; 米国 is America
_BEHIND_UNIT = "的高长宽深远多左右以之外内处和"


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

    def glued(self, word: str) -> int:
        """How many characters at the beginning of a run of Chinese characters or kana are a known word; 0 for none."""
        if word[:1] < "\u3040":
            return 0
        for size in range(min(len(word) - 1, _LONGEST_GLUED), 0, -1):
            found = self._exact.get(word[:size])
            if found and (size > 1 or word[1] in _BEHIND_UNIT or not "\u4e00" <= word[1] <= "\u9fff"):
                return size
        return 0

    def find(self, word: str) -> str | None:
        """Meaning of a word as written, else in small letters, else by its longest known beginning."""
        small = word.casefold()
        exact = self._exact.get(word) or self._exact.get(small)
        if not exact and word[:1] >= "\u3040":
            return self._exact.get(word[: self.glued(word)])
        if exact or small[:2] not in self._heads:
            return exact
        for size in range(len(small), max(_SHORTEST, len(small) - 6) - 1, -1):
            if found := self._stems.get(small[:size]):
                return found
        return None
