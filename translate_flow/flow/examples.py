"""What ships beside the package: the worked example."""

import sys
from pathlib import Path

from translate_flow.errors import NotFound

_CHECKOUT = Path(__file__).resolve().parents[2]
_SHARED = Path(sys.prefix) / "share" / "translate-flow"


def _folder(name: str) -> Path:
    for root in (_CHECKOUT, _SHARED):
        if (root / name).is_dir():
            return root / name
    raise NotFound(f"The folder {name} that ships with translate-flow is not there.", "Install it again.")


def demo() -> Path:
    """The folder of the worked example."""
    return _folder("projects/demo")
