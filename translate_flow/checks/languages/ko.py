"""Korean."""

from translate_flow.checks.languages import Language

LANGUAGE = Language(quotes=("“”", "‘’", "「」"), inner_quotes=("‘’", "『』"), names_are_quoted=True)
