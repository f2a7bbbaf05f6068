"""SQL for the glossary: concepts, their terms in several languages, learned forms, and the keys of terms.

No row is ever changed or deleted: it names the event that brought it (`added_in`) and the one that took it out
(`removed_in`, 0 while it holds), numbers in the project's own history. So a step of any size is taken back by
its number. Only the keys, a cache, come and go.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from translate_flow.model import Concept, Form, Term, TermStatus
from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest
from translate_flow.store.settings import SettingStatements
from translate_flow.store.statements import from_json, to_json

TABLES = ("term", "concept_detail", "form")
_TEXTS = ("part_of_speech", "gender", "reference", "example", "article")
_FIRST = ("concept", "language", "text", "text_key", "status", "note", "is_case_sensitive", "extra")
_LATER = (*_TEXTS, "added_in", "removed_in")
_TERM = f"SELECT id, concept, language, text, status, note, is_case_sensitive, extra, {', '.join(_TEXTS)} FROM term "
_PAGE = 500
_LONG_PAGE = 5000
_KEYS = "term_keys"


Placed = tuple[int, Term]
"""The row of a concept and a term of it."""
TermKeys = tuple[str, Iterable[str]]
"""Keys of a term, dumped, and those that it is looked up by."""


def term_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a term's content; rows from before the later columns keep the hash they had."""
    first = digest(*(row[name] for name in _FIRST))
    later = [row[name] for name in _LATER]
    return digest(first, *later) if any(later) else first


def concept_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a concept's content."""
    return digest(row["note"])


def detail_digest(row: Row | dict[str, Any]) -> str:
    """Hash of what is said of a concept."""
    names = ("concept", "domain", "definition", "note", "extra", "added_in", "removed_in")
    return digest(*(row[name] for name in names))


def form_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a learned form."""
    names = ("term", "text", "is_accepted", "is_seen", "added_in", "removed_in")
    return digest(*(row[name] for name in names))


DIGESTS = {"term": term_digest, "concept_detail": detail_digest, "form": form_digest}


def text_key(text: str) -> str:
    """What makes two terms the same word."""
    return " ".join(text.casefold().split())


class GlossaryStatements(SettingStatements):
    """Reading and writing terms."""

    def terms(self, languages: Iterable[str] | None = None) -> list[Term]:
        """Terms in the order they came, perhaps of some languages only."""
        if languages is None:
            return [_term(row) for row in self.driver.query(_TERM + "WHERE removed_in = 0 ORDER BY id")]
        names, wanted = _named(languages)
        sql = _TERM + f"WHERE removed_in = 0 AND language IN ({names}) ORDER BY id"
        return [_term(row) for row in self.driver.query(sql, wanted)]

    def keyless_terms(self) -> list[Term]:
        """Terms whose keys are to be made, in the order they came."""
        return [_term(row) for row in self.driver.query(_TERM + "WHERE removed_in = 0 AND keys = '' ORDER BY id")]

    def most_terms(self) -> int:
        """How many terms there are at most; those that were taken out count, too."""
        return int(self.only("SELECT coalesce(max(id), 0) AS last FROM term")["last"])

    def fixed_terms(self, languages: Iterable[str]) -> list[Term]:
        """Terms of some languages that are not to be translated, in the order they came."""
        names, wanted = _named(languages)
        sql = _TERM + f"WHERE removed_in = 0 AND status = :status AND language IN ({names}) ORDER BY id"
        return [_term(row) for row in self.driver.query(sql, wanted | {"status": TermStatus.DO_NOT_TRANSLATE})]

    def concepts_with(self, language: str, texts: Iterable[str]) -> set[int]:
        """Concepts with one of some texts (`text_key`) as a term of a language."""
        found: set[int] = set()
        for page in _pages(sorted(set(texts))):
            names, wanted = _named(page)
            rows = self.driver.query(
                "SELECT DISTINCT concept FROM term WHERE language = :language AND removed_in = 0"
                f" AND text_key IN ({names}) ORDER BY concept",
                wanted | {"language": language},
            )
            found |= {row["concept"] for row in rows}
        return found

    def terms_of(self, concepts: Iterable[int]) -> list[Term]:
        """The terms of some concepts, in the order they came."""
        found: list[Term] = []
        for page in _pages(sorted(set(concepts))):
            names, wanted = _named(page)
            rows = self.driver.query(_TERM + f"WHERE removed_in = 0 AND concept IN ({names}) ORDER BY id", wanted)
            found += map(_term, rows)
        return sorted(found, key=lambda term: term.id)

    def has_terms(self) -> bool:
        """Is there any term?"""
        return self.one("SELECT id FROM term WHERE removed_in = 0 ORDER BY id LIMIT 1") is not None

    def concepts(self, ids: Iterable[int] | None = None) -> dict[int, Concept]:
        """What is said of concepts, of all or some; of most nothing is."""
        sql = "SELECT concept, id, domain, definition, note, extra FROM concept_detail WHERE removed_in = 0 "
        if ids is None:
            return {row["concept"]: _concept(row) for row in self.driver.query(sql + "ORDER BY id")}
        found: dict[int, Concept] = {}
        for page in _pages(sorted(set(ids))):
            names, wanted = _named(page)
            rows = self.driver.query(sql + f"AND concept IN ({names}) ORDER BY id", wanted)
            found |= {row["concept"]: _concept(row) for row in rows}
        return found

    def add_concepts(self, number: int) -> list[int]:
        """New concepts without terms; their rows."""
        last = self.only("SELECT coalesce(max(id), 0) AS last FROM concept")["last"]
        row = {"note": "", "hash": digest("")}
        self.driver.many("INSERT INTO concept (note, hash) VALUES (:note, :hash)", [row] * number)
        rows = self.driver.query("SELECT id FROM concept WHERE id > :last ORDER BY id", {"last": last})
        return [row["id"] for row in rows]

    def add_details(self, concepts: Iterable[Concept], event: int) -> None:
        """Say something of concepts (`Concept.id`)."""
        rows = [
            {
                "concept": concept.id,
                "domain": concept.domain,
                "definition": concept.definition,
                "note": concept.note,
                "extra": to_json(concept.extra),
                "added_in": event,
                "removed_in": 0,
            }
            for concept in concepts
        ]
        self.driver.many(
            "INSERT INTO concept_detail (concept, domain, definition, note, extra, added_in, removed_in, hash) VALUES"
            " (:concept, :domain, :definition, :note, :extra, :added_in, :removed_in, :hash)",
            [row | {"hash": detail_digest(row)} for row in rows],
        )

    def add_terms(self, terms: Sequence[Placed], event: int, keys: Sequence[TermKeys]) -> list[int]:
        """Store terms, each with the row of its concept, and their keys; returns their rows.

        Without `keys` those are to be made anew (`clear_keys`, `put_keys`).
        """
        last = self.most_terms()
        columns = (*_FIRST, *_LATER, "keys", "hash")
        values = ", ".join(f":{name}" for name in columns)
        dumps = (dump for dump, _ in keys) if keys else repeat("")
        self.driver.many(
            f"INSERT INTO term ({', '.join(columns)}) VALUES ({values})",
            (_term_row(concept, term, event, dump) for (concept, term), dump in zip(terms, dumps, strict=False)),
        )
        rows = self.driver.query("SELECT id FROM term WHERE id > :last ORDER BY id", {"last": last})
        ids = [row["id"] for row in rows]
        languages = (term.language for _, term in terms)
        self._add_keys(
            (language, key, number)
            for language, number, (_, firsts) in zip(languages, ids, keys, strict=False)
            for key in firsts
        )
        return ids

    def add_forms(self, forms: Iterable[Form], event: int) -> None:
        """Store learned forms of terms that are there."""
        rows = [
            {
                "term": form.term,
                "text": form.text,
                "is_accepted": int(form.is_accepted),
                "is_seen": int(form.is_seen),
                "added_in": event,
                "removed_in": 0,
            }
            for form in forms
        ]
        self.driver.many(
            "INSERT INTO form (term, text, is_accepted, is_seen, added_in, removed_in, hash)"
            " VALUES (:term, :text, :is_accepted, :is_seen, :added_in, :removed_in, :hash)",
            [row | {"hash": form_digest(row)} for row in rows],
        )

    def forms(self, terms: Iterable[int] | None = None) -> list[Form]:
        """Learned forms, of all terms or some."""
        sql = "SELECT id, term, text, is_accepted, is_seen FROM form WHERE removed_in = 0 "
        if terms is None:
            return [_form(row) for row in self.driver.query(sql + "ORDER BY id")]
        found: list[Form] = []
        for page in _pages(sorted(set(terms))):
            names, wanted = _named(page)
            found += map(_form, self.driver.query(sql + f"AND term IN ({names}) ORDER BY id", wanted))
        return found

    def remove_rows(self, table: str, ids: Iterable[int], event: int) -> None:
        """Let rows of one of `TABLES` hold no more from an event on."""
        self._mark(table, ids, event)

    def take_back(self, event: int, by: int) -> tuple[int, int]:
        """Undo an event of the glossary: what it added holds no more from event `by` on, what it took out, again.

        Returns how many rows went and how many came back.
        """
        gone = back = 0
        for table in TABLES:
            added = self._ids(table, "added_in = :event AND removed_in = 0", event)
            removed = self._ids(table, "removed_in = :event", event)
            self._mark(table, added, by)
            self._mark(table, removed, 0)
            gone, back = gone + len(added), back + len(removed)
        return gone, back

    def _ids(self, table: str, condition: str, event: int) -> list[int]:
        rows = self.driver.query(f"SELECT id FROM {table} WHERE {condition} ORDER BY id", {"event": event})
        return [row["id"] for row in rows]

    def _mark(self, table: str, ids: Iterable[int], event: int) -> None:
        for page in _pages(list(ids)):
            names, wanted = _named(page)
            rows = self.driver.query(f"SELECT * FROM {table} WHERE id IN ({names}) ORDER BY id", wanted)
            changed = [{**dict(row), "removed_in": event} for row in rows]
            marks = [{"id": row["id"], "event": event, "hash": DIGESTS[table](row)} for row in changed]
            self.driver.many(f"UPDATE {table} SET removed_in = :event, hash = :hash WHERE id = :id", marks)

    def added_digest(self, event: int) -> str:
        """Hash over all that the newest event added, from the hashes of its rows: the event keeps it."""
        parts: list[str] = []
        for table in TABLES:
            before = self.one(f"SELECT id FROM {table} WHERE added_in <> :event ORDER BY id DESC LIMIT 1", event=event)
            last = before["id"] if before else 0
            rows = self.driver.query(f"SELECT hash FROM {table} WHERE id > :last ORDER BY id", {"last": last})
            parts += [row["hash"] for row in rows]
        return digest(*parts) if parts else ""

    def added_digests(self) -> dict[int, str]:
        """The same of every event, computed from what is stored, whatever became of it since: for `verify`."""
        parts: dict[int, list[str]] = defaultdict(list)
        for table in TABLES:
            sql = f"SELECT * FROM {table} WHERE id > :last ORDER BY id LIMIT {_LONG_PAGE}"
            rows = self.driver.query(sql, {"last": 0})
            while rows:
                for row in rows:
                    parts[row["added_in"]].append(DIGESTS[table]({**dict(row), "removed_in": 0}))
                rows = self.driver.query(sql, {"last": rows[-1]["id"]})
        return {event: digest(*hashes) for event, hashes in parts.items()}

    # keys: a cache

    def keys_version(self) -> str:
        """What the stored keys were made with; empty where they are to be made."""
        return self.setting(_KEYS)

    def clear_keys(self, version: str) -> None:
        """Forget all keys; those that follow are of another version."""
        self.driver.execute("DELETE FROM lookup_key")
        self.driver.execute("UPDATE term SET keys = '' WHERE keys <> ''")
        self.put_setting(_KEYS, version)

    def put_keys(self, keys: Iterable[tuple[Term, str, Iterable[str]]]) -> None:
        """Store the keys of terms and those that they are looked up by."""
        dumps: list[dict[str, Any]] = []
        rows: list[tuple[str, str, int]] = []
        for term, dump, firsts in keys:
            dumps.append({"id": term.id, "keys": dump})
            rows += [(term.language, key, term.id) for key in firsts]
        self.driver.many("UPDATE term SET keys = :keys WHERE id = :id", dumps)
        self._add_keys(rows)

    def put_form_keys(self, keys: Iterable[tuple[Term, Iterable[str]]]) -> None:
        """Store keys by which terms are looked up for the sake of their learned forms."""
        self._add_keys((term.language, key, term.id) for term, firsts in keys for key in firsts)

    def _add_keys(self, rows: Iterable[tuple[str, str, int]]) -> None:
        # in the order of their index, which is then written page by page
        sql = "INSERT INTO lookup_key (language, key, term) VALUES (:language, :key, :term)"
        self.driver.many(sql, ({"language": tag, "key": key, "term": term} for tag, key, term in sorted(rows)))

    def term_keys(self, languages: Iterable[str]) -> dict[int, str]:
        """Stored keys of the terms of some languages, by term."""
        names, wanted = _named(languages)
        rows = self.driver.query(
            f"SELECT id, keys FROM term WHERE removed_in = 0 AND language IN ({names}) ORDER BY id", wanted
        )
        return {row["id"]: row["keys"] for row in rows}

    def lookup_keys(self) -> dict[int, set[tuple[str, str]]]:
        """The (language, key) by which each term is looked up, of terms that hold no more as well."""
        found: dict[int, set[tuple[str, str]]] = defaultdict(set)
        sql = f"SELECT id, language, key, term FROM lookup_key WHERE id > :last ORDER BY id LIMIT {_LONG_PAGE}"
        rows = self.driver.query(sql, {"last": 0})
        while rows:
            for row in rows:
                found[row["term"]].add((row["language"], row["key"]))
            rows = self.driver.query(sql, {"last": rows[-1]["id"]})
        return found

    def keys_of(self, terms: Iterable[int]) -> dict[int, str]:
        """Stored keys of some terms."""
        found: dict[int, str] = {}
        for page in _pages(list(terms)):
            names, wanted = _named(page)
            rows = self.driver.query(f"SELECT id, keys FROM term WHERE id IN ({names}) ORDER BY id", wanted)
            found |= {row["id"]: row["keys"] for row in rows}
        return found

    def candidate_concepts(self, languages: Sequence[str], keys: Iterable[str]) -> set[int]:
        """Concepts with a term, in one of the languages, that may occur in a text with these keys."""
        found: set[int] = set()
        tags, wanted = _named(languages, "l")
        for page in _pages(sorted(keys)):
            names, values = _named(page)
            rows = self.driver.query(
                "SELECT DISTINCT t.concept FROM lookup_key k JOIN term t ON t.id = k.term"
                f" WHERE k.language IN ({tags}) AND k.key IN ({names}) AND t.removed_in = 0 ORDER BY t.concept",
                wanted | values,
            )
            found |= {row["concept"] for row in rows}
        return found


def _named(values: Iterable[Any], prefix: str = "v") -> tuple[str, dict[str, Any]]:
    """Names of parameters for a list in SQL, and their values; a list without values matches nothing."""
    wanted = {f"{prefix}{index}": value for index, value in enumerate(values)}
    return ", ".join(f":{name}" for name in wanted) or "NULL", wanted


def _pages(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _PAGE] for start in range(0, len(values), _PAGE))


def _term_row(concept: int, term: Term, event: int, keys: str) -> dict[str, Any]:
    key, status, is_case_sensitive = text_key(term.text), str(term.status), int(term.is_case_sensitive)
    extra = to_json(term.extra) if term.extra else "{}"
    said = (term.part_of_speech, term.gender, term.reference, term.example, term.article)
    first = digest(concept, term.language, term.text, key, status, term.note, is_case_sensitive, extra)
    return {
        "concept": concept,
        "language": term.language,
        "text": term.text,
        "text_key": key,
        "status": status,
        "note": term.note,
        "is_case_sensitive": is_case_sensitive,
        "extra": extra,
        "part_of_speech": said[0],
        "gender": said[1],
        "reference": said[2],
        "example": said[3],
        "article": said[4],
        "added_in": event,
        "removed_in": 0,
        "keys": keys,
        # as `term_digest` has it, without going through the columns again
        "hash": digest(first, *said, event, 0),
    }


def _term(row: Row) -> Term:
    return Term(
        row["text"],
        row["language"],
        row["concept"],
        TermStatus(row["status"]),
        row["note"],
        bool(row["is_case_sensitive"]),
        row["id"],
        from_json(row["extra"]),
        row["part_of_speech"],
        row["gender"],
        row["reference"],
        row["example"],
        row["article"],
    )


def _concept(row: Mapping[str, Any]) -> Concept:
    return Concept(
        row["concept"], row["domain"], row["definition"], row["note"], from_json(row["extra"]), row=row["id"]
    )


def _form(row: Row) -> Form:
    return Form(row["term"], row["text"], bool(row["is_accepted"]), bool(row["is_seen"]), row["id"])
