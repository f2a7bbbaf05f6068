"""SQL for the glossary: concepts and their terms."""

from collections.abc import Iterable, Sequence
from typing import Any

from translate_flow.model import Term, TermStatus
from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest
from translate_flow.store.statements import Statements, from_json, to_json

_TERM = "SELECT id, concept, language, text, status, note, is_case_sensitive, extra FROM term "


def term_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a term's content."""
    names = ("concept", "language", "text", "text_key", "status", "note", "is_case_sensitive", "extra")
    return digest(*(row[name] for name in names))


def concept_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a concept's content."""
    return digest(row["note"])


def text_key(text: str) -> str:
    """What makes two terms the same word."""
    return " ".join(text.casefold().split())


class GlossaryStatements(Statements):
    """Reading and writing terms."""

    def terms(self, languages: Iterable[str] | None = None) -> list[Term]:
        """Terms in the order they came, perhaps of some languages only."""
        if languages is None:
            return [_term(row) for row in self.driver.query(_TERM + "ORDER BY id")]
        wanted = {f"l{index}": language for index, language in enumerate(languages)}
        names = ", ".join(f":{name}" for name in wanted)
        return [_term(row) for row in self.driver.query(_TERM + f"WHERE language IN ({names}) ORDER BY id", wanted)]

    def terms_of(self, concept: int) -> list[Term]:
        """The terms of one concept."""
        return [
            _term(row)
            for row in self.driver.query(_TERM + "WHERE concept = :concept ORDER BY id", {"concept": concept})
        ]

    def has_terms(self) -> bool:
        """Is there any term?"""
        return self.one("SELECT id FROM term ORDER BY id LIMIT 1") is not None

    def add_concept(self, note: str = "") -> int:
        """A new concept."""
        row = self.only(
            "INSERT INTO concept (note, hash) VALUES (:note, :hash) RETURNING id",
            note=note,
            hash=digest(note),
        )
        return int(row["id"])

    def add_terms(self, terms: Sequence[Term]) -> None:
        """Store terms of concepts that are there."""
        rows = [
            {
                "concept": term.concept,
                "language": term.language,
                "text": term.text,
                "text_key": text_key(term.text),
                "status": str(term.status),
                "note": term.note,
                "is_case_sensitive": int(term.is_case_sensitive),
                "extra": to_json(term.extra),
                "keys": "",
            }
            for term in terms
        ]
        self.driver.many(
            "INSERT INTO term (concept, language, text, text_key, status, note, is_case_sensitive, extra, keys, hash)"
            " VALUES (:concept, :language, :text, :text_key, :status, :note, :is_case_sensitive, :extra, :keys, :hash)",
            [row | {"hash": term_digest(row)} for row in rows],
        )

    def remove_terms(self, ids: Sequence[int]) -> None:
        """Take terms out, and concepts that are left without one."""
        self.driver.many("DELETE FROM term WHERE id = :id", [{"id": number} for number in ids])
        self.driver.execute("DELETE FROM concept WHERE id NOT IN (SELECT concept FROM term)")


def _term(row: Row) -> Term:
    return Term(
        text=row["text"],
        language=row["language"],
        concept=row["concept"],
        status=TermStatus(row["status"]),
        note=row["note"],
        is_case_sensitive=bool(row["is_case_sensitive"]),
        id=row["id"],
        extra=from_json(row["extra"]),
    )
