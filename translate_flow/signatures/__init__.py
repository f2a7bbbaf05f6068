"""Signatures of texts and how near they are: the sieve in front of the exact comparison of a fuzzy look-up.

A signature has one bit for each of 256 classes of what a text is made of: its letters and its pairs of neighbouring
letters. Longer texts hold too many of them: of theirs only those count whose hash says so, half as many for each
doubling of the length. So there are grades by length, and a query is signed at the grade of the texts that it is held
against. What tells most was measured on gettext catalogues (benchmarks/memory.py): with runs of three letters more is
lost, for one changed letter spoils three of them.

Where few texts can be near, all of them go to the exact comparison, and numpy stays away.
"""

from translate_flow.signatures.blocks import ROWS, Block, Stock, merged
from translate_flow.signatures.closest import closest
from translate_flow.signatures.sieve import NEAREST, ONCE, Batch, Probe
from translate_flow.signatures.signing import band

__all__ = ["NEAREST", "ONCE", "ROWS", "Batch", "Block", "Probe", "Stock", "band", "closest", "merged"]
