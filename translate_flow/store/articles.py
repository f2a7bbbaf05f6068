"""SQL for articles: revisions with their original bytes, units, segments."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from translate_flow import tagged
from translate_flow.model import Article, Code, Role, Segment, State, Unit
from translate_flow.records import frozen
from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest, digest_bytes
from translate_flow.store.statements import Statements, from_json, to_json


@frozen
class NewSegment:
    """A segment on its way into the store."""

    unit: int
    """Number of its unit in the article, from 1."""
    source: str
    """Tagged text, codes numbered in the segment."""
    tail: str
    """White space behind it."""
    code_ids: tuple[int, ...]
    """Numbers in the unit of its codes, by number in the segment."""
    words: int
    """Its words."""


@frozen
class NewArticle:
    """An article on its way into the store."""

    name: str
    """Unique in the project, case not counting."""
    format: str
    """Name of its format."""
    source_language: str
    """BCP 47 tag."""
    file_name: str
    """File it was read from."""
    options: dict[str, Any]
    """Options of the format."""
    content: bytes
    """The document itself."""


@dataclass(slots=True)
class Intake:
    """An article that is being stored, piece by piece, inside a transaction."""

    article: int
    """Its row."""
    revision: int
    """Row of its revision."""
    units: int = 0
    """Units stored so far."""
    segments: int = 0
    """Segments stored so far."""
    words: int = 0
    """Words in them."""


_ARTICLE = """
SELECT a.id, a.name, a.format, a.source_language, a.revision, r.segments, r.words, r.options, r.credit, r.file_name
FROM article a JOIN revision r ON r.id = a.revision
"""

_SEGMENT = """
SELECT s.id, s.number, s.source, s.tail, s.code_ids, u.number AS unit, u.role, u.codes, u.note,
       t.text, t.state, t.version, t.translator, t.reviser, t.rejection, t.origin, t.saved_at
FROM segment s JOIN unit u ON u.id = s.unit LEFT JOIN target t ON t.segment = s.id AND t.job = :job
WHERE s.revision = :revision
"""


def name_key(name: str) -> str:
    """What makes two names of articles the same."""
    return unicodedata.normalize("NFC", name).casefold()


def segment_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a segment's content."""
    names = ("revision", "unit", "number", "source", "tail", "code_ids", "words")
    return digest(*(row[name] for name in names))


def unit_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a unit's content."""
    return digest(row["revision"], row["number"], row["key"], row["role"], row["source"], row["codes"], row["note"])


def revision_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a revision's own fields."""
    names = (
        "article",
        "number",
        "units",
        "file_name",
        "options",
        "credit",
        "segments",
        "words",
        "imported_at",
        "imported_by",
    )
    return digest(*(row[name] for name in names))


def article_digest(row: Row | dict[str, Any]) -> str:
    """Hash of an article's own fields."""
    return digest(*(row[name] for name in ("id", "name", "name_key", "format", "source_language", "revision")))


class ArticleStatements(Statements):
    """Reading and writing articles."""

    def articles(self) -> list[Article]:
        """All articles, in the order they came."""
        return [_article(row) for row in self.driver.query(_ARTICLE + "ORDER BY a.id")]

    def article(self, name: str) -> Article | None:
        """The article of a name, case not counting."""
        row = self.one(_ARTICLE + "WHERE a.name_key = :key ORDER BY a.id", key=name_key(name))
        return _article(row) if row else None

    def original(self, article: Article) -> bytes:
        """The bytes that were imported."""
        row = self.only("SELECT content FROM original WHERE revision = :revision", revision=article.revision)
        return bytes(row["content"])

    def begin_article(self, new: NewArticle, by: str) -> Intake:
        """Store a new article and its document, inside a transaction; its units and segments follow."""
        row = self.only(
            "INSERT INTO article (name, name_key, format, source_language, revision, hash)"
            " VALUES (:name, :name_key, :format, :source_language, 0, '') RETURNING id",
            name=new.name,
            name_key=name_key(new.name),
            format=new.format,
            source_language=new.source_language,
        )
        article = int(row["id"])
        row = self.only(
            "INSERT INTO revision (article, number, file_name, options, credit, units, segments, words, imported_at,"
            " imported_by, hash) VALUES (:article, 1, :file_name, :options, '', 0, 0, 0, :now, :by, '') RETURNING id",
            article=article,
            file_name=new.file_name,
            options=to_json(new.options),
            now=self.now(),
            by=by,
        )
        revision = int(row["id"])
        self.driver.execute(
            "INSERT INTO original (revision, content, hash) VALUES (:revision, :content, :hash)",
            {"revision": revision, "content": new.content, "hash": digest_bytes(new.content)},
        )
        self.driver.execute(
            "UPDATE article SET revision = :revision WHERE id = :id", {"revision": revision, "id": article}
        )
        return Intake(article, revision)

    def end_article(self, intake: Intake, credit: str) -> None:
        """Seal an article whose pieces are all stored: counts, credit line, hashes."""
        self.driver.execute(
            "UPDATE revision SET credit = :credit, units = :units, segments = :segments, words = :words WHERE id = :id",
            {
                "credit": credit,
                "units": intake.units,
                "segments": intake.segments,
                "words": intake.words,
                "id": intake.revision,
            },
        )
        for table, key, digest_of in (
            ("revision", intake.revision, revision_digest),
            ("article", intake.article, article_digest),
        ):
            row = self.only(f"SELECT * FROM {table} WHERE id = :id", id=key)
            self.driver.execute(f"UPDATE {table} SET hash = :hash WHERE id = :id", {"hash": digest_of(row), "id": key})

    def add_pieces(self, intake: Intake, units: Sequence[Unit], segments: Sequence[NewSegment]) -> None:
        """Store units and their segments behind those that are there."""
        first = intake.units
        self._add_units(intake.revision, first, units)
        ids = [
            row["id"]
            for row in self.driver.query(
                "SELECT id FROM unit WHERE revision = :revision AND number > :first ORDER BY number",
                {"revision": intake.revision, "first": first},
            )
        ]
        self._add_segments(intake, segments, lambda number: ids[number - first - 1])
        intake.units += len(units)
        intake.segments += len(segments)
        intake.words += sum(segment.words for segment in segments)

    def _add_units(self, revision: int, first: int, units: Sequence[Unit]) -> None:
        rows = [
            {
                "revision": revision,
                "number": number,
                "key": unit.key,
                "role": str(unit.role),
                "source": unit.source,
                "codes": codes_to(unit.codes),
                "note": unit.note,
            }
            for number, unit in enumerate(units, first + 1)
        ]
        self.driver.many(
            "INSERT INTO unit (revision, number, key, role, source, codes, note, hash)"
            " VALUES (:revision, :number, :key, :role, :source, :codes, :note, :hash)",
            ({**row, "hash": unit_digest(row)} for row in rows),
        )

    def _add_segments(self, intake: Intake, segments: Sequence[NewSegment], unit_id: Callable[[int], int]) -> None:
        rows = [
            {
                "revision": intake.revision,
                "unit": unit_id(segment.unit),
                "number": number,
                "source": segment.source,
                "tail": segment.tail,
                "code_ids": to_json(segment.code_ids),
                "words": segment.words,
            }
            for number, segment in enumerate(segments, intake.segments + 1)
        ]
        self.driver.many(
            "INSERT INTO segment (revision, unit, number, source, tail, code_ids, words, hash)"
            " VALUES (:revision, :unit, :number, :source, :tail, :code_ids, :words, :hash)",
            ({**row, "hash": segment_digest(row)} for row in rows),
        )

    def units(self, article: Article) -> list[Unit]:
        """The units of an article's current revision, in order."""
        rows = self.driver.query(
            "SELECT key, role, source, codes, note FROM unit WHERE revision = :revision ORDER BY number",
            {"revision": article.revision},
        )
        return [
            Unit(row["source"], codes_from(row["codes"]), Role(row["role"]), row["key"], row["note"]) for row in rows
        ]

    def code_ids(self, article: Article) -> dict[int, tuple[int, ...]]:
        """Numbers in the unit of the codes of segments that have any, by segment number."""
        rows = self.driver.query(
            "SELECT number, code_ids FROM segment"
            " WHERE revision = :revision AND number > 0 AND code_ids <> '[]' ORDER BY number",
            {"revision": article.revision},
        )
        return {row["number"]: tuple(from_json(row["code_ids"])) for row in rows}

    def segments(self, article: Article, job: int, numbers: Sequence[int] | None = None) -> list[Segment]:
        """Segments with their targets in a job (0: none), all or those of some numbers, in order."""
        parameters = {"job": job, "revision": article.revision}
        if numbers is None:
            return [
                _segment(row) for row in self.driver.query(_SEGMENT + "AND s.number > 0 ORDER BY s.number", parameters)
            ]
        if len(numbers) > 200:
            wanted = set(numbers)
            return [segment for segment in self.segments(article, job) if segment.number in wanted]
        names = ", ".join(f":n{index}" for index in range(len(numbers)))
        rows = self.driver.query(
            _SEGMENT + f"AND s.number IN ({names}) ORDER BY s.number",
            parameters | {f"n{index}": number for index, number in enumerate(numbers)},
        )
        return [_segment(row) for row in rows]

    def open_segment(self, article: Article, job: int, states: Sequence[State], after: int) -> Segment | None:
        """The first segment in one of the states, looked for from number `after` + 1 on."""
        names = ", ".join(f":s{index}" for index in range(len(states)))
        row = self.one(
            _SEGMENT + f"AND s.number > :after AND coalesce(t.state, 'initial') IN ({names}) ORDER BY s.number LIMIT 1",
            job=job,
            revision=article.revision,
            after=after,
            **{f"s{index}": str(state) for index, state in enumerate(states)},
        )
        return _segment(row) if row else None

    def rejected_segment(self, article: Article, job: int) -> Segment | None:
        """The first segment that was sent back and not translated anew."""
        row = self.one(
            _SEGMENT + "AND s.number > 0 AND t.rejection <> '' ORDER BY s.number LIMIT 1",
            job=job,
            revision=article.revision,
        )
        return _segment(row) if row else None

    def unit_segments(self, article: Article, unit: int) -> list[Segment]:
        """The segments of one unit, without targets."""
        rows = self.driver.query(
            _SEGMENT + "AND u.number = :unit AND s.number > 0 ORDER BY s.number",
            {"job": 0, "revision": article.revision, "unit": unit},
        )
        return [_segment(row) for row in rows]


def codes_from(text: str) -> tuple[Code, ...]:
    """Codes as the store keeps them."""
    return tuple(Code(**fields) for fields in from_json(text)) if text != "[]" else ()


def codes_to(codes: Sequence[Code]) -> str:
    """What `codes_from` reads."""
    return to_json([_without_defaults(code) for code in codes]) if codes else "[]"


def _without_defaults(code: Code) -> dict[str, Any]:
    fields = asdict(code)
    return {name: value for name, value in fields.items() if value != getattr(_DEFAULT_CODE, name) or name == "data"}


_DEFAULT_CODE = Code(0, "")


def _article(row: Row) -> Article:
    fields = dict(row)
    return Article(**(fields | {"options": from_json(fields["options"])}))


def _segment(row: Row) -> Segment:
    codes = codes_from(row["codes"])
    return Segment(
        number=row["number"],
        source=row["source"],
        tail=row["tail"],
        role=Role(row["role"]),
        unit=row["unit"],
        note=row["note"],
        id=row["id"],
        codes=tagged.segment_codes(codes, from_json(row["code_ids"])) if codes else (),
        **({} if row["state"] is None else _target_fields(row)),
    )


def _target_fields(row: Row) -> dict[str, Any]:
    names = ("version", "translator", "reviser", "rejection", "origin", "saved_at")
    return {"target": row["text"], "state": State(row["state"])} | {name: row[name] for name in names}
