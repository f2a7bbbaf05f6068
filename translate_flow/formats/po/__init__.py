"""GNU gettext catalogs: each msgstr is filled in its place; comments, order and every other byte stay.

A unit is a msgid, or one plural form of it. White space at the ends of a msgid stays out of the unit and is
put around its translation, as `msgfmt -c` asks. The reader is our own: polib gives no places, and two readers
would have to agree; polib judges the result in the tests.
"""

import re
from dataclasses import replace

from translate_flow.formats import Options, Visit
from translate_flow.formats.decoding import decode, opening
from translate_flow.formats.po import plurals
from translate_flow.formats.po.catalog import Change, read
from translate_flow.formats.po.header import Header, declared_encoding
from translate_flow.formats.po.messages import Filling

NAME = "po"
EXTENSIONS: tuple[str, ...] = (".po", ".pot")

_FIRST = re.compile(r'(?:\s*+#[^\r\n]*+)*+\s*+(?:msgctxt|msgid|domain)\s*"')


def sniff(data: bytes) -> bool:
    """Is its first word that is no comment msgid, msgctxt or domain?"""
    return bool(_FIRST.match(opening(data, 65536)))


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
