"""Japanese: numerals are read by their characters."""

from translate_flow.checks.languages import Language

LANGUAGE = Language(
    has_no_case=True,
    stop="。",
    question="？",
    exclamation="！",
    quotes=("「」", "『』", "“”", "〝〟"),
    inner_quotes=("『』", "「」", "‘’"),
    names_are_quoted=True,
)
