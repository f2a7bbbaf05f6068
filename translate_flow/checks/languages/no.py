"""Norwegian without a written form named: bokmål."""

from translate_flow.checks.languages.nb import LANGUAGE as LANGUAGE
