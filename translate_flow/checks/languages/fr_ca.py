"""Canadian French: as in France, but a space only before the colon and inside « »."""

from dataclasses import replace

from translate_flow.checks.languages import fr

LANGUAGE = replace(fr.LANGUAGE, space_before=":»", space_allowed="")
