"""GNU gettext catalogs: each msgstr is filled in its place; comments, order and every other byte stay.

A unit is a msgid, or one plural form of it. White space at the ends of a msgid stays out of the unit and is
put around its translation, as `msgfmt -c` asks. The reader is our own: polib gives no places, and two readers
would have to agree; polib judges the result in the tests.
"""

import re
from dataclasses import replace

from translate_flow.formats import Guide, Options, Setting, Visit
from translate_flow.formats.decoding import decode, opening
from translate_flow.formats.po import plurals
from translate_flow.formats.po.catalog import Change, read
from translate_flow.formats.po.header import Header, declared_encoding, declared_language
from translate_flow.formats.po.messages import Filling

NAME = "po"
EXTENSIONS: tuple[str, ...] = (".po", ".pot")

GUIDE = Guide(
    title="GNU gettext catalogs and templates.",
    translated=(
        "Each msgid; of a plural message each form, with the numbers that it stands for in the note. Context, "
        "extracted and translator's comments are notes."
    ),
    protected=(
        "White space at the ends of a msgid (it is put around the translation, as `msgfmt -c` asks); comments, "
        "references, flags, header, order, obsolete entries."
    ),
    codes=(
        "Placeholders by the entry's flags, standalone: `%s`, `%(name)s`, `{0}`, `%1`, `$HOME` …; `%%` is a plain "
        "`%` to the translator."
    ),
    written=(
        "Only the msgstr that changed, in the file's own wrapping, line breaks and encoding. Where a format can "
        "number its placeholders, moved ones are numbered (`%2$s`); `%` is doubled again. A template gets "
        "Language, Plural-Forms and charset when it is filled."
    ),
    credit="None.",
    settings=(
        Setting(
            "target_language",
            "the target language, if there is one",
            (
                'For a project with several: whose plural forms `import` expects in a template (`"ro"`). `export` '
                "always takes the language that it exports to."
            ),
        ),
    ),
    more=(
        "Existing translations are targets. A `fuzzy` one is unsure; what comes back for it is confirmed: the flag "
        "and the `#|` lines go. Forms that a template lacked at import repeat the last one."
    ),
)

_FIRST = re.compile(r'(?:\s*+#[^\r\n]*+)*+\s*+(?:msgctxt|msgid|domain)\s*"')


def sniff(data: bytes) -> bool:
    """Is its first word that is no comment msgid, msgctxt or domain?"""
    return bool(_FIRST.match(opening(data, 65536)))


def languages(data: bytes) -> tuple[str, str]:
    """No source language, for a catalog names none; the target language that its header names."""
    return "", declared_language(data)


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput with the line where it is no PO file.

    `options.settings["target_language"]` fills the header's Language and Plural-Forms where they are empty.
    """
    decoded = decode(data, replace(options, encoding=options.encoding or declared_encoding(data)))
    catalog = read(decoded.text)
    header = Header(catalog, catalog.header)
    language = str(options.settings.get("target_language", ""))
    known = plurals.parse(header["Plural-Forms"]) or plurals.parse(plurals.field_for(language))
    changes: list[Change] = []
    for entry in catalog.entries:
        if entry is not header.entry:
            changes += Filling(catalog, entry, known).changes(visit)
    if changes and language:
        _set_language(header, language)
    if changes or options.output_encoding:
        encoding = options.output_encoding or decoded.encoding
        header.name_encoding(encoding.upper(), is_template_only=not options.output_encoding)
    return decoded.encode(_spliced(catalog.text, changes + header.changes()), options)


def _set_language(header: Header, language: str) -> None:
    """Fill what a template leaves empty; the header is then no template any more."""
    if not header["Language"]:
        header["Language"] = language.replace("-", "_")
    field = plurals.field_for(language)
    if field and not plurals.parse(header["Plural-Forms"]):
        header["Plural-Forms"] = field


def _spliced(text: str, changes: list[Change]) -> str:
    out: list[str] = []
    end = 0
    for start, stop, native in sorted(changes, key=lambda change: change[:2]):
        out += [text[end:start], native]
        end = stop
    return "".join([*out, text[end:]])
