"""The units of a page: of its flows, and of what the attributes of its tags tell."""

from translate_flow.formats.html import attributes, flow, reading, scanning, vocabulary
from translate_flow.formats.html.context import Context, switch
from translate_flow.formats.html.elements import Elements
from translate_flow.model import Role, Unit

_HEADLINE = Role.HEADLINE


class Units(Elements):
    """Collects what there is to translate."""

    def __init__(self, text: str, *, is_xml: bool, has_addresses: bool = False) -> None:
        super().__init__(text, is_xml=is_xml)
        self.has_addresses = has_addresses
        """Are the addresses of links to be translated?"""
        self.offers: list[flow.Offer] = []
        """The units, in order."""
        self.languages: list[tuple[int, int]] = []
        """Where the root element names the language."""
        self.has_headline = False
        self.has_controls = False
        """Is there a button or a label?"""

    def flush(self) -> None:
        """End the flow that is being read: make units of it."""
        items = self.items
        if not items:
            return
        self.items = []
        context = self.context
        opened = self.stack[-1]
        for pieces in flow.split_controls(self.text, items) if self.has_controls else (items,):
            read = reading.read(self.text, pieces, is_preformatted=context.is_preformatted, is_xml=self.is_xml)
            if read:
                self.offer(read, context.role, opened.end if context.is_preformatted else -1)
                if context.rank:
                    place = context.rank, opened.name, opened.start, opened.end, pieces[-1][2]
                    self.events.append(("add", *place))
                    self.places.has_any = True

    def offer(self, read: flow.Flow, role: Role, begin: int) -> None:
        """Add a unit; `begin` as in `Offer`."""
        if role is _HEADLINE:
            role = Role.PARAGRAPH if self.has_headline else role
            self.has_headline = True
        start, end, source, codes, spots = read
        self.offers.append(flow.offered((Unit(source, codes, role), start, end, spots, None, begin)))

    def offer_values(self, name: str, start: int, end: int) -> Context:
        """Offer the texts in the attributes of a tag that stand between two offsets.

        Returns the context as the tag changes it.
        """
        context, text = self.context, self.text
        named = scanning.attributes(text, start, end)
        wanted = attributes.wants_translation(text, named)
        if wanted is not None and (wanted is not context.is_translated or (wanted and not context.is_text)):
            context = switch(context, wanted)
        if name == "html" and not self.languages:
            self.languages = [named[key][:2] for key in ("lang", "xml:lang") if key in named]
        if context.is_translated:
            for key, attribute in named.items():
                if (key in vocabulary.TELLING and attributes.is_text(text, name, key, named)) or (
                    self.has_addresses and attributes.is_address(text, name, key, attribute)
                ):
                    self._offer_value(name, key, attribute)
        return context

    def _offer_value(self, name: str, key: str, attribute: scanning.Attribute) -> None:
        read = flow.read_value(self.text, attribute.start, attribute.end, is_xml=self.is_xml)
        if read:
            role = Role.METADATA if name == "meta" else Role.ADDRESS if key == "href" else Role.ATTRIBUTE
            start, end, source, codes, spots = read
            unit = Unit(source, codes, role, note=f"{key} of <{name}>")
            self.offers.append(flow.Offer(unit, start, end, spots, attribute.quote))
