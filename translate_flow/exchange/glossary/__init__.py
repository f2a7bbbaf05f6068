"""Glossaries as files: CSV, TBX, OmegaT's tab files, UTX. Text or bytes in, drafts of concepts out, and back.

`table` reads and writes CSV, `tbx_reading` and `tbx_writing` TBX (ISO 30042:2019 and TBX 2008), `lists` the tab
files of OmegaT and UTX. `drafts` says what they have in common.
"""
