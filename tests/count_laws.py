"""Prove the laws of every format on all documents of the tests and on some hundred more; count them.

    python -m tests.count_laws

writes docs/laws.json, from which docs/formats.md is made (`make docs`).
"""

import json
import sys
from pathlib import Path

from tests.conformance import laws
from tests.law_documents import AT_RANDOM, check, composed_document, documents
from tests.test_markdown import specification
from translate_flow import formats

GENERATED = 300
COUNTS = Path(__file__).parents[1] / "docs" / "laws.json"


def count(name: str) -> dict[str, int]:
    """How many documents keep the laws; all of them, or AssertionError is raised."""
    own = documents(name)
    more = {composed_document(name, AT_RANDOM + number).data: number for number in range(GENERATED)}
    for document in (*own, *(composed_document(name, AT_RANDOM + number) for number in more.values())):
        try:
            check(name, document)
        except AssertionError as error:
            raise AssertionError(f"{name}, {document.name}: {error}") from error
    counted = {"documents": len(own), "generated": len(more)}
    return counted | ({"specification": _specification()} if name == "markdown" else {})


def _specification() -> int:
    """How many examples of the CommonMark specification keep the laws; 0 where they are not here."""
    examples = list(specification())
    for data in examples:
        laws(formats.named("markdown"), data)
    return len(examples)


def main() -> None:
    counted = {}
    for name in formats.BUILT_IN:
        counted[name] = count(name)
        print(f"{name}: {counted[name]}", file=sys.stderr)
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(counts)}" for name, counts in counted.items())
    COUNTS.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
