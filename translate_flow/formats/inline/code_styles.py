"""Styles of word processors whose text is code: what they are called, and the setting that names others."""

from translate_flow.errors import UsageError
from translate_flow.formats import Setting

_DEFAULT = ["Source Code", "Source Text", "Verbatim Char", "HTML Code"]
"""Of pandoc, LibreOffice and Word. That of preformatted text is none: whole articles are written in it."""

SETTING = Setting(
    "code_styles",
    str(_DEFAULT).replace("'", '"'),
    (
        "Names of styles whose text is code, and of those that others are based on: their paragraphs are not offered, "
        'their words are a code that shows them. `"Preformatted Text"` may be one.'
    ),
)


def code_styles(names: object, article_format: str) -> frozenset[str]:
    """The names of the setting (None: not set) as `folded` gives them. Raises UsageError for what is no list."""
    names = _DEFAULT if names is None else names
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise UsageError(
            f"{SETTING.key} of [formats.{article_format}] must be a list of names of styles.",
            f"Write {SETTING.key} = {SETTING.default}.",
        )
    return frozenset(map(folded, names))


def folded(name: str) -> str:
    """A style's name in lower case; OpenDocument writes a space in it as `_20_`, pandoc as `_`."""
    return name.replace("_20_", " ").replace("_", " ").casefold()
