"""Recognise terms of a glossary in a text."""

from translate_flow.terminology.index import TermIndex
from translate_flow.terminology.keys import dump_keys, first_keys, load_keys, term_keys

__all__ = ["TermIndex", "dump_keys", "first_keys", "load_keys", "term_keys"]
