"""Strings in YAML and TOML: where they stand, what they say, how another text is written there."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from translate_flow.records import frozen


@frozen
class Scalar:
    """A string that a translation may replace."""

    key: str
    """Its key, with those above it before dots."""
    start: int
    """Offset of its first character, quotation marks included."""
    end: int
    """Offset behind its last one."""
    text: str
    """What it says."""
    write: Callable[[str], str]
    """How another text is written in its place."""


# plain scalars in block context; in flow context commas and brackets end them (YAML 1.2, 7.3.3)
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\x9f:#\ufeff\u2028\u2029]|:(?=[^\s])|(?<=[^\s])#)*")
_FLOW = re.compile(r"[,\[\]{}]")
_DOUBLE = re.compile(r'["\\\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]")
_LITERAL_END = re.compile(r"['\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quote(text: str) -> str:
    """A text between double quotation marks, as YAML 1.2 (7.3.1) and TOML 1.0 read it."""
    return '"' + _DOUBLE.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}"), text) + '"'


def _write_plain(text: str) -> str:
    """A plain scalar where that can hold the text."""
    if _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and _is_yaml_text(text):
        return text
    return quote(text)


def _write_flow(text: str) -> str:
    return quote(text) if _FLOW.search(text) else _write_plain(text)


def _is_yaml_text(text: str) -> bool:
    """Is a plain scalar a text, and not a number, a date or a truth value?"""
    import yaml

    resolver: Any = yaml.SafeLoader("")
    return bool(resolver.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT_TAG)


_TEXT_TAG = "tag:yaml.org,2002:str"


def _write_single(text: str) -> str:
    return quote(text) if _CONTROL.search(text) else "'" + text.replace("'", "''") + "'"


def _write_literal(text: str) -> str:
    """A literal TOML string, which has no escapes."""
    return quote(text) if _LITERAL_END.search(text) else f"'{text}'"


def _write_block(text: str, header: str, indent: str, line_break: str, *, is_folded: bool) -> str:
    """A block scalar with its header; another style where lines begin with blanks or are empty."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if any(not line.strip() or line[0] in " \t" or _CONTROL.search(line) for line in lines):
        return quote(text)
    joint = line_break * 2 if is_folded else line_break
    return header + joint.join(indent + line for line in lines)


_BRACKET = re.compile(r"[\[\]{}]")
_DEEPEST = 100
_HEADER = re.compile(r"([|>])([-+]?)[ \t]*(?:\r\n|\r|\n)")


def of_yaml(text: str, keys: frozenset[str]) -> Iterator[Scalar]:
    """The strings under the wanted keys of a YAML mapping, lists included; none where it is broken."""
    import yaml

    if _depth(text) > _DEEPEST:
        return
    try:
        found = list(_yaml_values(yaml.parse(text, Loader=yaml.SafeLoader), keys))
    except yaml.YAMLError:
        return
    for key, event, is_flow in found:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor or event.tag:
            continue
        if event.style in ("|", ">"):
            scalar = _block_scalar(text, key, event)
            if scalar:
                yield scalar
        elif event.style or _is_yaml_text(event.value):
            plain = _write_flow if is_flow else _write_plain
            write = {"'": _write_single, '"': quote}.get(event.style or "", plain)
            yield Scalar(key, start, end, event.value, write)


def _depth(text: str) -> int:
    """How deep brackets may be nested in a YAML document: its parser is slow on thousands."""
    depth = deepest = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _yaml_values(events: Any, keys: frozenset[str]) -> Iterator[tuple[str, Any, bool]]:
    """Scalars that are values of the wanted keys: path, event, whether in flow context. A flat loop."""
    import yaml

    path: list[list[Any]] = []  # of each open collection: kind, key read last, is a key due, flow style?
    for event in events:
        is_value = bool(path) and (path[-1][0] == "list" or not path[-1][2])
        if isinstance(event, yaml.ScalarEvent):
            if is_value:
                name = ".".join(str(level[1]) for level in path if level[0] == "map")
                if name.lower() in keys:
                    yield name, event, any(level[3] for level in path)
            elif path:
                path[-1][1] = event.value
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            path.append([kind, "", True, bool(event.flow_style)])
            continue
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            path.pop()
        elif not isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
            continue
        if path and path[-1][0] == "map":
            path[-1][2] = not path[-1][2]


def _block_scalar(text: str, key: str, event: Any) -> Scalar | None:
    start = event.start_mark.index
    raw = text[start : event.end_mark.index]
    header = _HEADER.match(raw)
    core = raw.rstrip()
    if header is None or not event.value.strip():
        return None
    body = core[header.end() :].lstrip("\r\n")
    indent = body[: len(body) - len(body.lstrip(" "))]
    value = event.value.rstrip("\n")
    if not indent or value != value.strip() or "\n\n" in value:
        return None
    line_break = header[0][len(header[0].rstrip("\r\n")) :]
    write = partial(
        _write_block,
        header=header[0],
        indent=indent,
        line_break=line_break,
        is_folded=header[1] == ">",
    )
    return Scalar(key, start, start + len(core), value, write)


_TOML_LINE = re.compile(
    r"(?m)^[ \t]*([\w-]+|\"[\w -]+\"|'[\w -]+')[ \t]*=[ \t]*"
    r"(\"(?!\"\")(?:[^\"\\\r\n]|\\.)*+\"|'(?!'')[^'\r\n]*+')"
)


def of_toml(text: str, keys: frozenset[str]) -> Iterator[Scalar]:
    """The strings of one line under the wanted keys of a TOML document; none where it is broken."""
    import tomllib

    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        whole = tomllib.loads(normal)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    for found in _TOML_LINE.finditer(text):
        key = found[1].strip("\"'")
        if key.lower() not in keys or not isinstance(whole.get(key), str):
            continue
        marked = text[: found.start(2)] + '"\\u0001"' + text[found.end(2) :]
        try:
            other = tomllib.loads(marked.replace("\r\n", "\n").replace("\r", "\n"))
        except tomllib.TOMLDecodeError:
            continue
        if other.get(key) == "\x01" and {**other, key: whole[key]} == whole:
            write = _write_literal if found[2][0] == "'" else quote
            yield Scalar(key, found.start(2), found.end(2), whole[key], write)
