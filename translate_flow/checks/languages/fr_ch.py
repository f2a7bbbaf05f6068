"""Swiss French: spaces before marks and inside « » are usual but not required."""

from dataclasses import replace

from translate_flow.checks.languages import fr

LANGUAGE = replace(fr.LANGUAGE, space_before="", space_allowed=";:!?»")
