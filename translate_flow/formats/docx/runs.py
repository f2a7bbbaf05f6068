"""A run of a Word paragraph: its looks, and what it holds as items."""

from collections.abc import Callable, Iterator, Mapping

from translate_flow.formats.docx.writing import NO_BREAK_HYPHEN, SOFT_HYPHEN
from translate_flow.formats.inline.items import CODE, Format, Item, Piece, Run, Sort, absorbed
from translate_flow.formats.xmlscan import Event, Kind, Xml

Subtree = Callable[[Event], Event]
"""Reads an element to its end, offers what is to be translated in it, returns its END."""

Children = Callable[[list[Item]], Event]
"""Adds what stands up to the END of an element to the items of a paragraph, returns that END."""

# properties without which a run looks the same: proofing, history, grid
_UNSEEN = frozenset({"w:lang", "w:noProof", "w:rPrChange", "w:ins", "w:del", "w:snapToGrid", "w:kern"})
# wider or narrower by so many twentieths of a point is what fitting a line leaves behind
_LEAST_SPACING = 10
# they concern complex scripts, and runs marked as such, only
_COMPLEX = frozenset({"w:bCs", "w:iCs", "w:szCs"})
_UNSEEN_VALUES: Mapping[str, frozenset[str]] = {
    "w:rFonts": frozenset({"w:hint", "w:cs", "w:cstheme"}),
    "a:rPr": frozenset({"lang", "altLang", "dirty", "err", "smtClean", "smtId", "noProof", "bmk"}),
}
_ON_SPACES = frozenset(
    {"w:u", "w:strike", "w:dstrike", "w:highlight", "w:shd", "w:bdr", "w:em", "w:rStyle", "a:highlight"}
)
_OFF = frozenset({"0", "false", "off"})
_TRUE = frozenset({"1", "true", "on"})
_FIELD_SORTS = {"begin": Sort.BEGIN, "separate": Sort.SEPARATE, "end": Sort.END}
# what Word remembers of the last layout
_NOISE = frozenset({"w:lastRenderedPageBreak"})
_HYPHENS = {"w:noBreakHyphen": NO_BREAK_HYPHEN, "w:softHyphen": SOFT_HYPHEN}
_REPEATABLE = frozenset({"w:tab", "w:br", "w:cr", "w:sym", "w:ptab"})


class Runs:
    """Reads the runs of a part."""

    def __init__(
        self,
        xml: Xml,
        events: Iterator[Event],
        subtree: Subtree,
        children: Children,
        is_code: Callable[[str], bool],
        *,
        with_hidden: bool,
    ) -> None:
        self._xml = xml
        self._events = events
        self._subtree = subtree
        self._children = children
        self._is_code = is_code
        self._with_hidden = with_hidden

    def read(self, items: list[Item], start: Event) -> None:
        """Add what a run holds to the items of its paragraph."""
        name = self._xml.written_name(start)
        prefix = name.rpartition(":")[0]
        prefix = f"{prefix}:" if prefix else ""
        tail = self._xml.encode(f"</{name}>")
        looks = Format("", self._xml.data[start.start : start.end], tail, prefix, start.name == "a:r")
        run = Run(start.start, start.end, looks)
        mark = len(items)
        for event in self._events:
            if event.kind is Kind.END:
                run.end = event.end
                break
            if event.kind is Kind.COMMENT or event.kind is Kind.INSTRUCTION:
                items.append(Item(Sort.SINGLE, [Piece(event.start, event.end, run)], is_deletable=True))
            if event.kind is not Kind.START:
                continue
            if event.name in ("w:rPr", "a:rPr"):
                run.format = self._format(event, run)
            elif event.name == "w:ruby":
                self._ruby(items, event, run)
            else:
                self._content(items, event, run)
        if any(item.name == "w:ruby" for item in items[mark:]):
            items[mark:] = _annotated(items[mark:], run)

    def _ruby(self, items: list[Item], start: Event, run: Run) -> None:
        """Words in a pair that takes along how they are read; what it opens and closes with is the run's to say."""
        for event in self._events:
            if event.kind is Kind.END:
                break
            if event.kind is not Kind.START:
                continue
            if event.name == "w:rubyBase":
                items.append(Item(Sort.OPEN, [Piece(run.start, event.end)], "", start.name, is_deletable=True))
                end = self._children(items)
                items.append(Item(Sort.CLOSE, [Piece(end.start, end.end)], "", start.name))
            else:
                self._subtree(event)

    def _content(self, items: list[Item], start: Event, run: Run) -> None:
        name = start.name
        if name in ("w:t", "a:t", "w:instrText"):
            text, end = self._text(start)
            sort = Sort.INSTRUCTION if name == "w:instrText" else Sort.TEXT
            if sort is Sort.TEXT and run.format.is_hidden and not self._with_hidden:
                sort, text = Sort.SINGLE, ""
            elif sort is Sort.TEXT and run.format.is_code:
                sort, name = Sort.SINGLE, CODE
            if text or sort is not Sort.TEXT:
                piece = Piece(start.start, end, run, is_apart=name == "w:instrText")
                _add(items, Item(sort, [piece], text, name))
            return
        # programs that read fields want each part of them in a run of its own, as Word writes them
        pieces = [Piece(start.start, self._subtree(start).end, run, is_apart=name == "w:fldChar")]
        if name in _NOISE:
            return
        if name in _HYPHENS:
            items.append(Item(Sort.TEXT, pieces, _HYPHENS[name], name))
            return
        sort = Sort.SINGLE
        if name == "w:fldChar":
            sort = _FIELD_SORTS.get(start.attributes.get("w:fldCharType", ""), Sort.SINGLE)
        is_break = name == "w:cr" or (
            name == "w:br" and start.attributes.get("w:type", "textWrapping") == "textWrapping"
        )
        shown = "\t" if name in ("w:tab", "w:ptab") else " " if is_break else ""
        items.append(Item(sort, pieces, shown, name, is_break, is_repeatable=name in _REPEATABLE))

    def _text(self, start: Event) -> tuple[str, int]:
        """Characters of a text element as Word reads them, and the offset behind the element."""
        texts: list[str] = []
        depth = 1
        end = start.end
        for event in self._events:
            if event.kind is Kind.TEXT or event.kind is Kind.CDATA:
                texts.append(event.text)
            elif event.kind is Kind.START:
                depth += 1
            elif event.kind is Kind.END:
                depth -= 1
                end = event.end
                if not depth:
                    break
        text = "".join(texts)
        if start.name == "w:t":
            if start.attributes.get("xml:space") != "preserve":
                text = text.strip(" \t\r\n")
            text = text.replace("\n", " ").replace("\t", " ")
        return text, end

    def _format(self, start: Event, run: Run) -> Format:
        """Looks of a run: its properties but for those that cannot be seen."""
        seen: list[tuple[str, str]] = []
        depth, unseen = 1, 0
        end = start.end
        if start.attributes:
            seen.append((start.name, _values(start)))
        for event in self._events:
            if event.kind is Kind.START:
                depth += 1
                unseen += unseen > 0 or _is_unseen(event)
                if not unseen:
                    seen.append((event.name, _values(event)))
            elif event.kind is Kind.END:
                depth -= 1
                unseen -= unseen > 0
                end = event.end
                if not depth:
                    break
        names = {name for name, _ in seen}
        if not names & {"w:rtl", "w:cs"}:
            seen = [one for one in seen if one[0] not in _COMPLEX]
        looks = run.format
        return Format(
            "|".join(f"{name} {values}" for name, values in seen if values or name not in ("w:rFonts", "a:rPr")),
            self._xml.data[run.start : end],
            looks.tail,
            looks.prefix,
            looks.is_drawing,
            is_code=any(name == "w:rStyle" and self._is_code(values) for name, values in seen),
            marks_space=bool(names & _ON_SPACES) or any(" u=" in values for _, values in seen),
            is_hidden=any(name == "w:vanish" and values not in _OFF for name, values in seen),
        )


def _add(items: list[Item], item: Item) -> None:
    """Add an item; code behind code is one with it."""
    if item.name == CODE and items and items[-1].name == CODE:
        item = absorbed([items.pop(), item], CODE)
    items.append(item)


def _annotated(items: list[Item], run: Run) -> list[Item]:
    """Items of a run with a `w:ruby`: a pair over the whole run; one code where it holds something else, too."""
    first, last = items[0], items[-1]
    count = sum(item.name == "w:ruby" for item in items)
    if count == 2 and first.name == last.name == "w:ruby":
        last.pieces = [Piece(last.pieces[0].start, run.end)]
        return items
    whole = absorbed(items, "w:r")
    whole.pieces = [Piece(run.start, run.end)]
    return [whole]


def _is_unseen(event: Event) -> bool:
    """Is it a property that nobody can see?"""
    if event.name == "w:spacing":
        value = event.attributes.get("w:val", "").removeprefix("-")
        return value.isdigit() and len(value) < 5 and int(value) <= _LEAST_SPACING
    return event.name in _UNSEEN


def _values(event: Event) -> str:
    """Attributes of a property; the value that says no more than its presence is left out."""
    unseen = _UNSEEN_VALUES.get(event.name, frozenset())
    kept = sorted((name, value) for name, value in event.attributes.items() if name not in unseen)
    if [name for name, _ in kept] == ["w:val"]:
        value = kept[0][1]
        return "" if value in _TRUE else value
    return "".join(f" {name}={value}" for name, value in kept)
