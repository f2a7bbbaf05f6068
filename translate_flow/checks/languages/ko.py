"""Korean."""

from translate_flow.checks.languages import Language

LANGUAGE = Language(has_no_case=True, quotes=("“”", "‘’", "「」"), inner_quotes=("‘’", "『』"), names_are_quoted=True)
