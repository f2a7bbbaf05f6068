"""Taking a project's database back to what older programs left."""

import sqlite3


def before_planes(database: sqlite3.Connection) -> None:
    """Back to schema 6: signatures lay word by word."""
    database.execute("DROP TABLE block_signature")
    database.execute("ALTER TABLE block ADD COLUMN words BLOB NOT NULL DEFAULT x''")
    database.execute("DELETE FROM migration WHERE number > 6")


def before_new_signatures(database: sqlite3.Connection) -> None:
    """Back to schema 3: texts lay with their signatures."""
    before_planes(database)
    database.execute("DROP TABLE block_text")
    database.execute("ALTER TABLE lookup_key RENAME TO term_key")
    database.execute("DROP INDEX idx_lookup_key_language_key_term")
    database.execute("ALTER TABLE setting DROP COLUMN hash")
    for column in ("ends", "texts"):
        database.execute(f"ALTER TABLE block ADD COLUMN {column} BLOB NOT NULL DEFAULT x''")
    database.execute("DELETE FROM migration WHERE number > 3")


def before_memory(database: sqlite3.Connection) -> None:
    """Back to schema 1."""
    before_planes(database)
    for table in ("fresh", "block_text", "block", "entry", "entry_words", "pair"):
        database.execute(f"DROP TABLE {table}")
    # … and of before all that came behind it
    for table in ("lookup_key", "form", "concept_detail"):
        database.execute(f"DROP TABLE {table}")
    for column in ("part_of_speech", "gender", "reference", "example", "article", "added_in", "removed_in"):
        database.execute(f"ALTER TABLE term DROP COLUMN {column}")
    database.execute("ALTER TABLE setting DROP COLUMN hash")
    database.execute("DELETE FROM migration WHERE number > 1")
