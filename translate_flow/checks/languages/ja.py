"""Japanese: numerals are read by their characters."""

from translate_flow.checks.languages import Language

LANGUAGE = Language(
    stop="。",
    question="？",
    exclamation="！",
    quotes=("「」", "『』", "“”", "〝〟"),
    inner_quotes=("『』", "「」", "‘’"),
    names_are_quoted=True,
)
