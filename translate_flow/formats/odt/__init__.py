"""OpenDocument texts (ODF 1.3, ISO/IEC 26300): packages, .odt, and single XML files, .fodt.

Units: paragraphs and headings of the text, its lists, tables, notes, text boxes, charts, headers and footers;
titles and descriptions of pictures; title, subject, description and keywords. Settings, `[formats.odt]` of
project.toml: `comments = true` offers reviewers' comments, `code_styles` names styles
of code. Tracked deletions, computed fields, alphabetical indexes and bibliographies are not text. All that
does not change keeps its bytes.
"""

import re

from translate_flow.errors import BadInput
from translate_flow.formats import Guide, Options, Setting, Visit
from translate_flow.formats.inline.code_styles import SETTING, code_styles
from translate_flow.formats.odt.names import PREFIXES
from translate_flow.formats.odt.part import Part
from translate_flow.formats.odt.styles import Styles
from translate_flow.formats.package import Package, is_package
from translate_flow.formats.xmlscan import Xml
from translate_flow.model import Role, Unit

NAME = "odt"
EXTENSIONS: tuple[str, ...] = (".odt", ".ott", ".fodt")

GUIDE = Guide(
    title="OpenDocument texts: packages, templates and single XML files.",
    translated=(
        "Paragraphs and headings of the text, its lists, tables, notes, text boxes, charts, headers and footers; text "
        "of input fields and placeholders; titles and descriptions of pictures and tables; title, subject, description "
        "and keywords of the document."
    ),
    protected=(
        "Code, by its style, and comments (see options); tracked deletions; computed fields (page numbers, dates, "
        "references), alphabetical indexes and bibliographies; page numbers in tables of contents; every member "
        "that holds no text, byte for byte."
    ),
    codes=(
        "Paired: spans whose looks differ from those of the paragraph, links, words with a reading above them. "
        "Standalone: line breaks, tabs, code, notes, pictures, bookmarks, fields."
    ),
    written=(
        "Several blanks, tabs and line breaks are written as OpenDocument's own elements, so that readers see what "
        "was typed. Everything is escaped for XML. Unchanged members of the package are copied raw."
    ),
    credit="A last paragraph of the text, in the style of the last one.",
    settings=(Setting("comments", "false", "Offer reviewers' comments."), SETTING),
)

_TYPE = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = re.compile(rb"<(?:[\w-]+:)?encryption-data\b")


def sniff(data: bytes) -> bool:
    """Does it say that it is an OpenDocument text?"""
    if not is_package(data):
        return b'office:mimetype="' + _TYPE in data[:8192]
    try:
        package = Package(data)
        return "mimetype" in package and package.read("mimetype").startswith(_TYPE)
    except BadInput:
        return False


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput where the document cannot be read."""
    with_comments = bool(options.settings.get("comments"))
    code = code_styles(options.settings.get("code_styles"), NAME)
    if not is_package(data):
        xml = Xml(data, PREFIXES)
        part = Part(xml, visit, Styles(xml, code=code), with_comments=with_comments)
        part.scan()
        return _finished(part, visit)
    package = Package(data)
    if "content.xml" not in package:
        raise BadInput("There is no OpenDocument text in this package.", "Was it renamed? They end in .odt.")
    _refuse_encrypted(package)
    parts = {name: _open(package, name) for name in ("content.xml", "styles.xml") if name in package}
    styles = Styles(*reversed(parts.values()), code=code)
    changes: dict[str, bytes] = {}
    text = Part(parts["content.xml"], visit, styles, with_comments=with_comments)
    text.scan()
    objects = [name for name in package.names if name.startswith("Object ") and name.endswith("/content.xml")]
    for name in ("styles.xml", *objects, "meta.xml"):
        if name in package:
            xml = parts.get(name) or _open(package, name)
            part = Part(xml, visit, styles, with_comments=with_comments, is_object=name in objects)
            part.scan()
            if part.patches:
                changes[name] = part.patches.applied()
    written = _finished(text, visit)
    if written is not text.xml.data:
        changes["content.xml"] = written
    return package.write(changes)


def _finished(part: Part, visit: Visit) -> bytes:
    """The part that holds the text, with a credit line if one comes back."""
    parts = visit(Unit("", role=Role.CREDIT)) if part.last.place else None
    if not parts:
        return part.patches.applied()
    return part.patches.applied(part.credit("".join(str(one) for one in parts)))


def _open(package: Package, name: str) -> Xml:
    return Xml(package.read(name), PREFIXES, name)


def _refuse_encrypted(package: Package) -> None:
    """Raise BadInput where the manifest says that parts are encrypted (ODF 1.3, part 2, 3.4)."""
    # manifests of older programs are not always sound XML
    if _MANIFEST in package and _ENCRYPTED.search(package.read(_MANIFEST)):
        raise BadInput("This document is protected by a password.", "Save it without a password first.")
