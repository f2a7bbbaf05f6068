"""Notes and properties (`note`, `prop`) as the memory keeps them, and as elements.

Most are a mere text, and are kept as one; several properties of a type stand on lines of their own. What more is to be
told bears control characters that XML cannot hold, so that no text of a file can be mistaken for it:
VT, a line break inside one property; RS, between two notes; US, behind the language and the encoding of a remark
(`xml:lang`, `o-encoding`), and behind the side of a note of one text, which comes before them.
"""

from collections.abc import Iterable, Mapping

from translate_flow.exchange.tmx_escaping import escaped, quoted, written

_LINE, _NOTE, _SAID = "\x0b", "\x1e", "\x1f"


def with_about(text: str, language: str, encoding: str) -> str:
    """A remark with its language and encoding, where it has one."""
    return f"{language}{_SAID}{encoding}{_SAID}{text}" if language or encoding else text


def language_of(attributes: Mapping[str, str]) -> str:
    """The language that attributes name, as TMX 1.4 does or earlier versions did."""
    return attributes.get("xml:lang") or attributes.get("lang", "")


def one_property(text: str) -> str:
    """A text as one property, whatever its lines."""
    return text.replace("\n", _LINE)


def texts(value: str) -> str:
    """The mere texts of the properties of a type."""
    if _SAID in value:
        value = "\n".join(line.rpartition(_SAID)[2] for line in value.split("\n"))
    return value.replace(_LINE, "\n") if _LINE in value else value


def notes(of_unit: Iterable[str], of_source: Iterable[str], of_target: Iterable[str]) -> str:
    """The notes of a unit and of its texts as one string."""
    told = [f"{_SAID}{note}" if _SAID in note else note for note in of_unit]
    for side, of_text in (("source", of_source), ("target", of_target)):
        told += [f"{side}{_SAID}{note if _SAID in note else _SAID * 2 + note}" for note in of_text]
    return _NOTE.join(told)


def note_elements(kept: str) -> tuple[str, str, str]:
    """The `note` elements of what `notes` gave: of the unit, the source, the target."""
    found = {"": "", "source": "", "target": ""}
    for note in kept.split(_NOTE):
        side, language, encoding, text = note.split(_SAID, 3) if note.count(_SAID) > 2 else ("", "", "", note)
        found[side] += note_element(text, language, encoding)
    return found[""], found["source"], found["target"]


def note_element(text: str, language: str, encoding: str) -> str:
    """One note, on a line of its own."""
    return f"<note{written({'xml:lang': language, 'o-encoding': encoding})}>{escaped(text)}</note>\n"


def prop_elements(properties: Mapping[str, str]) -> str:
    """Properties by type, each on a line of its own."""
    found = []
    for name, value in properties.items():
        if value:
            found += [prop_element(name, item) for item in (value.split("\n") if "\n" in value else [value])]
    return "".join(found)


def prop_element(name: str, item: str) -> str:
    """One property; nothing where it says nothing."""
    text, about = item, ""
    if _SAID in item:
        language, encoding, text = item.split(_SAID, 2)
        about = written({"xml:lang": language, "o-encoding": encoding})
    if _LINE in text:
        text = text.replace(_LINE, "\n")
    return f"<prop type={quoted(name)}{about}>{escaped(text)}</prop>\n" if text else ""
