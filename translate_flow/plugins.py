"""Third-party formats and checks, found by entry point (`translate_flow.formats`, `translate_flow.checks`)."""

from typing import Any

from translate_flow.errors import TranslateFlowError


def load(drawer: str) -> list[Any]:
    """The objects that installed packages offer for a drawer, in order of their names.

    Raises TranslateFlowError that names the package if one cannot be imported.
    """
    from importlib.metadata import entry_points

    found = []
    for point in sorted(entry_points(group=f"translate_flow.{drawer}"), key=lambda point: point.name):
        try:
            found.append(point.load())
        except ImportError as error:
            raise TranslateFlowError(
                f"The plug-in {point.name!r} ({point.value}) cannot be loaded: {error}.",
                "Update or uninstall the package that brings it.",
            ) from error
    return found
