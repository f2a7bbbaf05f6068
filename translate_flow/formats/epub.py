"""EPUB books, versions 2 and 3 (EPUB 3.3; OPF 2.0.1 and NCX of EPUB 2).

Units: the XHTML documents of the spine in reading order, then other ones such as the navigation, the labels
of the NCX, title, description and subjects of the book. XHTML is walked by `formats.html`, which reads the
settings of `[formats.epub]`, too. With `target_language`, a changed book says that it is in that language.
The credit line stands at the end of the last document that has a text. All that does not change keeps its
bytes.
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from translate_flow.errors import BadInput
from translate_flow.formats import Guide, Options, Parts, Setting, Visit
from translate_flow.formats.package import Package, is_package
from translate_flow.formats.xmlscan import Event, Kind, Patch, Xml, patch
from translate_flow.formats.xmltext import offer_texts
from translate_flow.model import Role, Unit
from translate_flow.records import frozen

NAME = "epub"
EXTENSIONS: tuple[str, ...] = (".epub",)

GUIDE = Guide(
    title="Electronic books, EPUB 2 and 3.",
    translated=(
        "Chapters in reading order, then other pages such as the navigation, as [html](#html); labels of the table "
        "of contents (NCX); title, description and subjects of the book."
    ),
    protected=(
        "As in [html](#html); names of people, identifiers and all other metadata; every file that is no page, "
        "byte for byte."
    ),
    codes="As in [html](#html).",
    written="As in [html](#html), well-formed. `mimetype` stays the first member; unchanged members are copied raw.",
    credit="A last paragraph of the last chapter with text.",
    settings=(Setting("xhtml", "by the content", "As in [html](#html)."),),
    more=(
        "Once something has changed, the book says that it is in the target language. A book that is protected "
        "against copying is refused; hidden fonts are no hindrance."
    ),
)

_TYPE = b"application/epub+zip"
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_XHTML, _NCX = "application/xhtml+xml", "application/x-dtbncx+xml"
_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:container": "container",
    "http://www.idpf.org/2007/opf": "opf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.daisy.org/z3986/2005/ncx/": "ncx",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
}
_METADATA = frozenset({"dc:title", "dc:description", "dc:subject"})
_LABELS = frozenset({"ncx:text"})


@frozen
class _Item:
    """A file that the book's package document lists."""

    name: str
    """Name of the member."""
    type: str
    """Media type."""


def sniff(data: bytes) -> bool:
    """Does it say that it is an EPUB?"""
    if not is_package(data):
        return False
    try:
        package = Package(data)
        return _CONTAINER in package and "mimetype" in package and package.read("mimetype").strip() == _TYPE
    except BadInput:
        return False


def walk(data: bytes, visit: Visit, options: Options) -> bytes:
    """See `formats`. Raises BadInput where the book cannot be read or is protected."""
    package = Package(data)
    if _CONTAINER not in package:
        raise BadInput("There is no book in this package.", "Was it renamed? EPUBs have META-INF/container.xml.")
    encrypted = _encrypted(package)
    book = _Book(package, visit, options)
    for root in _roots(package):
        items, spine = _listed(package, root)
        ordered = dict.fromkeys(items[identity] for identity in spine if identity in items)
        for item in dict.fromkeys([*ordered, *items.values()]):
            if item.name in encrypted and item.type in (_XHTML, _NCX):
                raise BadInput(f"{item.name} is encrypted: this book is protected against copying.")
            book.offer(item, is_read=item in ordered)
        book.offer_metadata(root)
    book.offer_credit()
    return package.write(book.changes)


class _Book:
    """Walks the members of a book and collects those that change."""

    def __init__(self, package: Package, visit: Visit, options: Options) -> None:
        self._package = package
        self._visit = visit
        # each document says itself in which encoding it is
        self._options = Options(settings=options.settings)
        self._last = ""
        self.changes: dict[str, bytes] = {}

    def offer(self, item: _Item, *, is_read: bool) -> None:
        """Offer the units of a listed file; `is_read` says that readers come to it page by page."""
        if item.name not in self._package:
            return
        if item.type == _NCX:
            xml = self._open(item.name)
            self._keep(item.name, patch(xml.data, offer_texts(xml, _LABELS, self._visit)))
        if item.type != _XHTML:
            return
        has_text = False

        def ask(unit: Unit) -> Parts | None:
            nonlocal has_text
            if not unit.source:
                return None
            has_text |= unit.role not in (Role.METADATA, Role.ATTRIBUTE)
            return self._visit(unit)

        self._keep(item.name, self._walked(item.name, self._read(item.name), ask))
        if has_text and is_read:
            self._last = item.name

    def offer_metadata(self, root: str) -> None:
        """Offer the title and its like; name the target language if there is one."""
        xml = self._open(root)
        patches = offer_texts(xml, _METADATA, self._visit)
        language = self._options.settings.get("target_language")
        if language and (patches or self.changes):
            patches += _language_patches(xml, str(language))
        self._keep(root, patch(xml.data, patches))

    def offer_credit(self) -> None:
        """Offer a line at the end of the last document with text."""
        if not self._last:
            return
        parts = self._visit(Unit("", role=Role.CREDIT))
        if parts:
            page = self._read(self._last)
            self.changes[self._last] = self._walked(self._last, page, lambda unit: None if unit.source else parts)

    def _walked(self, name: str, page: bytes, visit: Visit) -> bytes:
        from translate_flow.formats import html

        try:
            return html.walk(page, visit, self._options)
        except BadInput as error:
            raise BadInput(f"{name}: {error.message}", error.hint) from error

    def _read(self, name: str) -> bytes:
        return self.changes.get(name) or self._package.read(name)

    def _open(self, name: str) -> Xml:
        return Xml(self._read(name), _PREFIXES, name)

    def _keep(self, name: str, new: bytes) -> None:
        if new != self._read(name):
            self.changes[name] = new


def _starts(package: Package, name: str) -> Iterator[Event]:
    """Starts of the elements in an XML member."""
    events = Xml(package.read(name), _PREFIXES, name).events()
    return (event for event in events if event.kind is Kind.START)


def _roots(package: Package) -> list[str]:
    """Names of the package documents (EPUB 3.3, 4.2.6.3.1). Raises BadInput without any."""
    found = [
        event.attributes.get("full-path", "")
        for event in _starts(package, _CONTAINER)
        if event.name == "container:rootfile"
    ]
    roots = [name for name in dict.fromkeys(found) if name in package]
    if not roots:
        raise BadInput("This book does not say where its contents are listed.", "Its container.xml is broken.")
    return roots


def _listed(package: Package, root: str) -> tuple[dict[str, _Item], list[str]]:
    """Files of a book by id, and the ids of its spine in reading order (EPUB 3.3, 5.6 and 5.7)."""
    items: dict[str, _Item] = {}
    spine: list[str] = []
    for event in _starts(package, root):
        if event.name == "opf:item":
            name = _member(root, event.attributes.get("href", ""))
            items[event.attributes.get("id", "")] = _Item(name, event.attributes.get("media-type", ""))
        elif event.name == "opf:itemref":
            spine.append(event.attributes.get("idref", ""))
    return items, spine


def _member(root: str, href: str) -> str:
    """Name of the member that a relative reference in a package document means; empty for one outside."""
    target = urlsplit(href)
    if target.scheme or target.netloc:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(target.path)))


def _encrypted(package: Package) -> set[str]:
    """Names of encrypted members (EPUB 3.3, 4.2.6.3.2); usually fonts that are but hidden."""
    if _ENCRYPTION not in package:
        return set()
    return {
        unquote(event.attributes.get("URI", ""))
        for event in _starts(package, _ENCRYPTION)
        if event.name == "enc:CipherReference"
    }


def _language_patches(xml: Xml, language: str) -> list[Patch]:
    """Patches by which the first language that a book names is another one."""
    is_inside = False
    for event in xml.events():
        if is_inside and event.kind is Kind.TEXT:
            return [(event.start, event.end, xml.text(language))]
        is_inside = event.kind is Kind.START and event.name == "dc:language"
    return []
