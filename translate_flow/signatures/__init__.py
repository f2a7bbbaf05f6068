"""Signatures of texts and how near they are: the sieve in front of the exact comparison of a fuzzy look-up.

A signature has one bit for each of 256 classes of what a text is made of. Its coarse part, half of them, tells the
letters and the pairs of neighbouring letters; the other half tells the same by the half of the text where they stand.
Longer texts hold too many of them: of theirs only those count whose hash says so, half as many for each doubling of the
length. So there are grades by length, and a query is signed at the grade of the texts that it is held against. What
tells most was measured on gettext catalogues (docs/memory.md).

Where few texts can be near, all of them go to the exact comparison. A process that looks up one text does without
numpy.
"""

from translate_flow.signatures.blocks import ROWS, Block, merged
from translate_flow.signatures.closest import Batch, closest
from translate_flow.signatures.sieve import COARSELY, NEAREST, Probe
from translate_flow.signatures.signing import band
from translate_flow.signatures.stock import Stock

__all__ = ["COARSELY", "NEAREST", "ROWS", "Batch", "Block", "Probe", "Stock", "band", "closest", "merged"]
