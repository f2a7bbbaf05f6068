"""Greek."""

from translate_flow.checks.languages import Language, table, words

LANGUAGE = Language(
    question=";",
    quotes=("«»", "“”"),
    inner_quotes=("“”", "‘’"),
    names_are_quoted=True,
    repeats=words("πολύ σιγά όχι ναι"),
    scales=table("""
1000 χιλιάδες χιλιάδων χίλια χιλ
1000000 εκατομμύριο εκατομμύρια εκατομμυρίων εκατ
1000000000 δισεκατομμύριο δισεκατομμύρια δισεκατομμυρίων δισ δις
1000000000000 τρισεκατομμύρια τρισ
"""),
    percent=words("τοις_εκατό ποσοστό ποσοστιαίες"),
)
