"""Word documents (Office Open XML, ISO/IEC 29500, transitional and strict).

Units: paragraphs of the text, its tables, text boxes, notes, headers, footers, charts and diagrams;
alternative texts; title, subject, description and keywords. Settings, `[formats.docx]` of project.toml:
`comments = true` offers reviewers' comments, `hidden = true` hidden text, `code_styles` names styles of
code. Tracked deletions, instructions of fields and their computed results are not text. All that does not
change keeps its bytes.
"""

from translate_flow.errors import BadInput
from translate_flow.formats import Guide, Options, Setting, Visit
from translate_flow.formats.docx.credit import credit_patch
from translate_flow.formats.docx.names import PREFIXES
from translate_flow.formats.docx.part import Part, Twins
from translate_flow.formats.docx.styles import Styles
from translate_flow.formats.inline.code_styles import SETTING, code_styles
from translate_flow.formats.package import Package, is_package
from translate_flow.formats.xmlscan import Kind, Xml, patch
from translate_flow.formats.xmltext import offer_texts
from translate_flow.model import Role, Unit

NAME = "docx"
EXTENSIONS: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")

GUIDE = Guide(
    title="Word documents (Office Open XML, transitional and strict), with macros or without, and templates.",
    translated=(
        "Paragraphs of the text, its tables, text boxes, notes, headers and footers, charts and diagrams; names of "
        "a chart's series and categories (until somebody edits its data in Word, which reads them anew); text of "
        "links, form fields and tables of contents; alternative texts and tips of links; title, subject, "
        "description and keywords of the document."
    ),
    protected=(
        "Code, by its style, hidden text and comments (see options); tracked deletions; instructions of fields and "
        "what Word computes (page numbers, dates, references, indexes, bibliographies); numbering; every part that "
        "holds no text, byte for byte."
    ),
    codes=(
        "Paired: looks that differ from those of most of the paragraph (neighbouring runs with equal ones are "
        "one), links, fields, content controls, words with a reading above them. Standalone: line breaks, tabs, "
        "pictures, note references, code, fields that Word computes."
    ),
    written=(
        "In the looks of the paragraph, or of the code around it; a typed line break or tab is Word's own. "
        "A content control shows what was typed in it: it is no longer bound to data in the source language. "
        "Everything is escaped for XML. Unchanged members of the package are copied raw."
    ),
    credit="A last paragraph of the text, with the properties and looks of the last one.",
    settings=(
        Setting("comments", "false", "Offer reviewers' comments."),
        Setting("hidden", "false", "Offer hidden text."),
        SETTING,
    ),
)

_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_MAIN = (
    ".document.main+xml",
    ".template.main+xml",
    "document.macroEnabled.main+xml",
    "template.macroEnabledTemplate.main+xml",
)
# endings of content types, in the order in which their parts are offered
_PARTS: tuple[tuple[str, Role], ...] = (
    ("wordprocessingml.footnotes+xml", Role.NOTE),
    ("wordprocessingml.endnotes+xml", Role.NOTE),
    ("wordprocessingml.header+xml", Role.PARAGRAPH),
    ("wordprocessingml.footer+xml", Role.PARAGRAPH),
    ("wordprocessingml.comments+xml", Role.NOTE),
    ("drawingml.chart+xml", Role.CAPTION),
    ("ms-office.chartex+xml", Role.CAPTION),
    ("drawingml.diagramData+xml", Role.CAPTION),
    ("ms-office.drawingml.diagramDrawing+xml", Role.CAPTION),
)
_METADATA = frozenset({"dc:title", "dc:subject", "dc:description", "cp:keywords"})
_METADATA_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.oclc.org/ooxml/package/metadata/core-properties": "cp",
}


def sniff(data: bytes) -> bool:
    """Is it a package with a Word document in it?"""
    if not is_package(data):
        return False
    try:
        package = Package(data)
        return _TYPES in package and _main(package, _content_types(package)) is not None
    except BadInput:
        return False


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput where the package or a part of it cannot be read."""
    package = Package(data)
    types = _content_types(package) if _TYPES in package else {}
    main = _main(package, types)
    if main is None:
        raise BadInput("There is no Word document in this package.", "Was it renamed? Word's files end in .docx.")
    walker = _Walker(package, types, visit, options)
    body = walker.part(main, Role.PARAGRAPH)
    for ending, role in _PARTS:
        if "comments" not in ending or options.settings.get("comments"):
            walker.parts(ending, role)
    walker.metadata()
    walker.credit(main, body)
    return package.write(walker.changes)


class _Walker:
    """Walks the parts of a package and collects those that change."""

    def __init__(self, package: Package, types: dict[str, str], visit: Visit, options: Options) -> None:
        self._package = package
        self._types = types
        self._visit = visit
        self._with_hidden = bool(options.settings.get("hidden"))
        styles = _named(types, "wordprocessingml.styles+xml")
        code = code_styles(options.settings.get("code_styles"), NAME)
        self._styles = Styles(self._xml(styles[0]) if styles else None, code)
        self._diagrams = Twins()
        self.changes: dict[str, bytes] = {}

    def part(self, name: str, role: Role) -> Part:
        """Offer the units of one part."""
        part = Part(self._xml(name), self._visit, self._styles, role, with_hidden=self._with_hidden)
        if "diagrams/" in name:
            part.twins.append(self._diagrams)
        part.scan()
        if part.patches:
            self.changes[name] = part.patches.applied()
        return part

    def parts(self, ending: str, role: Role) -> None:
        """Offer the units of all parts of a type; diagrams are drawn from data that says the same."""
        if "diagramDrawing" in ending:
            self._diagrams.begin_copy()
        for name in _named(self._types, ending):
            self.part(name, role)

    def metadata(self) -> None:
        """Offer the title and its like."""
        for name in _named(self._types, "package.core-properties+xml"):
            xml = Xml(self._package.read(name), _METADATA_PREFIXES, name)
            patches = offer_texts(xml, _METADATA, self._visit)
            if patches:
                self.changes[name] = patch(xml.data, patches)

    def credit(self, main: str, body: Part) -> None:
        """Offer a line at the end of the body."""
        if not body.last.place:
            return
        parts = self._visit(Unit("", role=Role.CREDIT))
        if parts:
            self.changes[main] = body.patches.applied(credit_patch(body.xml, body.last, parts))

    def _xml(self, name: str) -> Xml:
        return Xml(self._package.read(name), PREFIXES, name)


def _content_types(package: Package) -> dict[str, str]:
    """Content types of the parts by name, as the package spells the names (ISO/IEC 29500-2, 7.2)."""
    types: dict[str, str] = {}
    by_ending: dict[str, str] = {}
    spelled = {name.lower(): name for name in package.names}
    for event in Xml(package.read(_TYPES), place=_TYPES).events():
        kind = event.attributes.get("ContentType", "")
        if event.kind is Kind.START and event.name.endswith("}Override"):
            name = spelled.get(event.attributes.get("PartName", "").lstrip("/").lower(), "")
            types[name] = kind
        elif event.kind is Kind.START and event.name.endswith("}Default"):
            by_ending[event.attributes.get("Extension", "").lower()] = kind
    for name in package.names:
        types.setdefault(name, by_ending.get(name.rpartition(".")[2].lower(), ""))
    # building blocks for Word's menus are a document of their own
    return {name: kind for name, kind in types.items() if name not in ("", _TYPES) and "/glossary/" not in name}


def _main(package: Package, types: dict[str, str]) -> str | None:
    """Name of the part that holds the text: what the package points to (ISO/IEC 29500-2, 6.5)."""
    found = [name for name, kind in types.items() if kind.endswith(_MAIN)]
    if len(found) > 1 and _RELATIONS in package:
        for event in Xml(package.read(_RELATIONS), place=_RELATIONS).events():
            target = event.attributes.get("Target", "").lstrip("/")
            if event.attributes.get("Type", "").endswith("/officeDocument") and target in found:
                return target
    return found[0] if found else None


def _named(types: dict[str, str], ending: str) -> list[str]:
    return [name for name, kind in types.items() if kind.endswith(ending)]
