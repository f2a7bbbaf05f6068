"""Recognise the terms of a glossary in a text, inflected forms too; docs/terminology.md says how.

For many texts build a `TermIndex` over all terms, with their keys from a cache (`term_keys`, `dump_keys`).
For one text look up the few terms that can occur in it, by a table of their `first_keys` and the
`look_up_keys` of the text, and build the index over those. Importing this loads no dictionary; the first key
of a language does.
"""

from translate_flow.terminology.index import TermIndex, longest
from translate_flow.terminology.keys import (
    dump_keys,
    first_keys,
    keys_version,
    load_keys,
    look_up_keys,
    prepare,
    stored_keys,
    term_keys,
)

__all__ = [
    "TermIndex",
    "dump_keys",
    "first_keys",
    "keys_version",
    "load_keys",
    "longest",
    "look_up_keys",
    "prepare",
    "stored_keys",
    "term_keys",
]
