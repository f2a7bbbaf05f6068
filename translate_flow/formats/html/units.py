"""The units of a page: of its flows, and of what the attributes of its tags tell."""

from translate_flow.formats.html import attributes, flow, reading, scanning, vocabulary
from translate_flow.formats.html.context import Context, switch
from translate_flow.formats.html.elements import Elements, Opened
from translate_flow.model import Role, Unit

_HEADLINE = Role.HEADLINE
_TOGETHER = 64
"""So many flows are read in a row, for a processor is faster while it does the same: by 6 to 10 % of a round trip."""


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
        self._waiting: list[tuple[list[flow.Item], Context, Opened, list[int]] | flow.Offer] = []
        """Flows, each with its context, its element and where its units end, and units that were read between them."""
        self.has_headline = False
        self.has_controls = False
        """Is there a button or a label?"""

    def flush(self) -> None:
        """End the flow that is being read: units will be made of it."""
        items = self.items
        if items:
            self.items = []
            self.put_by(items, self.context, self.stack[-1])

    def put_by(self, items: list[flow.Item], context: Context, opened: Opened) -> None:
        """Keep a flow that stands directly in an element, to read it with others."""
        ends: list[int] = []
        if context.rank:
            self.events.append(("add", context.rank, opened.name, opened.start, opened.end, ends))
        self._waiting.append((items, context, opened, ends))
        if len(self._waiting) >= _TOGETHER:
            self.settle()

    def settle(self) -> None:
        """Make units of the flows that wait."""
        text, is_xml = self.text, self.is_xml
        for waiting in self._waiting:
            if isinstance(waiting, flow.Offer):
                self.offers.append(waiting)
                continue
            items, context, opened, ends = waiting
            is_preformatted = context.is_preformatted
            for pieces in flow.split_controls(text, items) if self.has_controls else (items,):
                read = reading.read(text, pieces, is_preformatted=is_preformatted, is_xml=is_xml)
                if read:
                    self.offers.append(self._offer(read, context.role, opened.end if is_preformatted else -1))
                    if context.rank:
                        ends.append(pieces[-1][2])
                        self.places.has_any = True
        self._waiting.clear()

    def offer(self, read: flow.Flow, role: Role, begin: int) -> None:
        """Add a unit behind those that wait; `begin` as in `Offer`."""
        self._waiting.append(self._offer(read, role, begin))

    def _offer(self, read: flow.Flow, role: Role, begin: int) -> flow.Offer:
        if role is _HEADLINE:
            role = Role.PARAGRAPH if self.has_headline else role
            self.has_headline = True
        start, end, source, codes, spots = read
        return flow.offered((Unit(source, codes, role), start, end, spots, None, begin))

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
            self._waiting.append(flow.Offer(unit, start, end, spots, attribute.quote))
