"""The laws of article formats, for any format and any document: `laws(format, data)`.

Identity, echo, determinism, locality, and what a translator typed is what a reader of the result finds. The
translation that is tried is a pseudo-translation: accented, a third longer, full of characters that formats
must escape. A format's own tests add an independent parser that compares the structure.
"""

from collections.abc import Callable, Iterable, Sequence

from translate_flow import tagged
from translate_flow.formats import Format, Options, Parts
from translate_flow.model import Role, State, Unit

HOSTILE = "*<&>_\"[]|`#\\~!'()-+=;:$%{@^/?"
CREDIT = "Translation by A. *Ünal* & <b>Çe_lik</b> [1]"
_ACCENTS = str.maketrans("AEIOUYaeiouycCnNsSdD", "ÁÈÎÖŨÝáèîöũýçĆñŇșŠđÐ")
_SAMPLE = 12


def laws(
    article_format: Format,
    data: bytes,
    options: Options = Options(),  # noqa: B008
    credit: str = CREDIT,
) -> list[Unit]:
    """Check every law on a document. Raises AssertionError with the place; returns the units.

    Another `credit` is for formats that cannot escape what looks like markup. Plain text has no markup at all:
    where its paragraphs are is judged from the text itself, so there its letters are compared, not its units.
    """
    before = units(article_format, data, options)
    same("identity", data, article_format.walk(data, lambda unit: None, options))
    same("echo", data, article_format.walk(data, _echo, options))
    again = units(article_format, data, options)
    assert before == again, f"determinism: {first_difference(before, again)}"
    _check_locality(article_format, data, options, before)
    _check_all(article_format, data, options, before)
    _check_credit(article_format, data, options, before, credit)
    return [unit for unit in before if unit.source]


def units(article_format: Format, data: bytes, options: Options = Options()) -> list[Unit]:  # noqa: B008
    """All units that a format offers, the empty one for the credit line included."""
    found: list[Unit] = []
    article_format.walk(data, found.append, options)
    return found


def pseudo(text: str, turn: int = 0) -> str:
    """A literal text accented, a third longer and hostile to every escaping; blank text as it is."""
    core = text.strip()
    if not any(letter.isalnum() for letter in core):
        return text
    lead, tail = text[: text.index(core)], text[text.index(core) + len(core) :]
    turn = (turn + len(core)) % len(HOSTILE)
    wheel = HOSTILE[turn:] + HOSTILE[:turn]
    middle = core.translate(_ACCENTS)
    cut = len(middle) // 2
    extra = (wheel * (len(core) // (3 * len(wheel)) + 1))[1 : 1 + max(1, len(core) // 3)]
    return f"{lead}{wheel[0]}{middle[:cut]}{extra}{middle[cut:]}{wheel[-1]}{tail}"


def translation(unit: Unit, turn: int = 0) -> Parts:
    """The pseudo-translation of a unit as parsed parts; its codes stay where they are."""
    parsed = tagged.parse(unit.source, unit.codes)
    return tuple(pseudo(part, turn) if isinstance(part, str) else part for part in parsed)


def translate(
    article_format: Format,
    data: bytes,
    options: Options = Options(),  # noqa: B008
    change: Callable[[int, Unit], Parts | None] = lambda number, unit: translation(unit, number),
    credit: str = "",
) -> bytes:
    """The document with each unit changed by `change(number from 0, unit)`, and a credit line."""
    numbers = iter(range(len(data) + 1_000_000))

    def fill(unit: Unit) -> Parts | None:
        if not unit.source:
            return (credit,) if credit and unit.role is Role.CREDIT else None
        return change(next(numbers), unit)

    return article_format.walk(data, fill, options)


def same(law: str, expected: bytes, found: bytes) -> None:
    """Compare bytes. Raises AssertionError that shows the first difference in its surroundings."""
    if expected == found:
        return
    place = next(
        (i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    around = slice(max(0, place - 40), place + 40)
    raise AssertionError(f"{law}: byte {place}: {expected[around]!r} became {found[around]!r}")


def first_difference(expected: Sequence[object], found: Sequence[object]) -> str:
    """Words for the first place where two sequences differ."""
    for number, (a, b) in enumerate(zip(expected, found, strict=False)):
        if a != b:
            return f"item {number}: expected {a!r}, found {b!r}"
    longer = expected if len(expected) > len(found) else found
    rest = longer[min(len(expected), len(found)) :][:1]
    return f"expected {len(expected)} items, found {len(found)}; the first without a partner: {rest!r}"


def _echo(unit: Unit) -> Parts | None:
    """What the document shows for a unit; None where a bilingual one has no confirmed target."""
    if unit.target is not None and (not unit.target or unit.state is State.INITIAL):
        return None
    return _shown(unit)


def _shown(unit: Unit) -> Parts | None:
    text = unit.source if unit.target is None else unit.target
    return tagged.parse(text, unit.codes) if unit.source else None


def _offered(article_format: Format, data: bytes, options: Options) -> list[Unit]:
    return [unit for unit in units(article_format, data, options) if unit.source]


def _check_locality(article_format: Format, data: bytes, options: Options, before: Iterable[Unit]) -> None:
    """Change one unit at a time: its text is found again, the others are as they were."""
    offered = [unit for unit in before if unit.source]
    areas: list[tuple[int, int, int]] = []
    for number in range(0, len(offered), max(1, len(offered) // _SAMPLE)):
        parts = translation(offered[number], number)
        if parts == _echo(offered[number]):
            continue
        result = translate(article_format, data, options, lambda i, unit, n=number, p=parts: p if i == n else None)
        assert result != data, f"locality: the change of unit {number} is lost: {offered[number]!r}"
        wanted = [parts if i == number else _shown(unit) for i, unit in enumerate(offered)]
        _check_read_back(f"locality, unit {number}", article_format, result, options, offered, wanted)
        if not data.startswith(b"PK"):
            areas.append((*_changed_area(data, result), number))
    _check_areas(areas)


def _check_all(article_format: Format, data: bytes, options: Options, before: Iterable[Unit]) -> None:
    offered = [unit for unit in before if unit.source]
    wanted = [translation(unit, number) for number, unit in enumerate(offered)]
    result = translate(article_format, data, options)
    _check_read_back("all units changed", article_format, result, options, offered, wanted)


def _check_read_back(
    law: str,
    article_format: Format,
    result: bytes,
    options: Options,
    before: Sequence[Unit],
    wanted: Sequence[Parts | None],
) -> None:
    after = _offered(article_format, result, options)
    if article_format.NAME == "text":
        shown = _letters(_shown(unit) or () for unit in after)
        assert _letters(parts or () for parts in wanted) == shown, f"{law}: in {result!r}"
        return
    roles, found_roles = [unit.role for unit in before], [unit.role for unit in after]
    assert len(before) == len(after), (
        f"{law}: " + first_difference([u.source for u in before], [u.source for u in after]) + f"\nin {result!r}"
    )
    assert roles == found_roles, f"{law}: roles: {first_difference(roles, found_roles)}\nin {result!r}"
    found = [_text_of(old, new) for old, new in zip(before, after, strict=True)]
    assert wanted == found, f"{law}: {first_difference(wanted, found)}\nin {result!r}"


def _text_of(before: Unit, after: Unit) -> Parts:
    """Where a translation stands: the target of a bilingual unit, else the source."""
    is_bilingual = after.target is not None and after.source == before.source
    return tagged.parse((after.target or "") if is_bilingual else after.source, after.codes)


def _letters(texts: Iterable[Parts]) -> str:
    """Everything but white space."""
    return "".join("".join(str(part) for parts in texts for part in parts if isinstance(part, str)).split())


def _changed_area(data: bytes, result: bytes) -> tuple[int, int]:
    shorter = min(len(data), len(result))
    start = next((i for i in range(shorter) if data[i] != result[i]), shorter)
    rest = shorter - start
    back = next((i for i in range(rest) if data[-1 - i] != result[-1 - i]), rest)
    return start, len(data) - back


def _check_areas(areas: list[tuple[int, int, int]]) -> None:
    for start, end, number in areas:
        for other_start, other_end, other in areas:
            overlaps = start < other_start < end < other_end
            places = f"unit {number} changes bytes {start}-{end}, unit {other} {other_start}-{other_end}"
            assert not overlaps, f"locality: {places}"


def _check_credit(article_format: Format, data: bytes, options: Options, before: Sequence[Unit], credit: str) -> None:
    """Where a credit line is offered, it becomes one more unit and changes no other."""
    slots = [unit for unit in before if not unit.source]
    assert all(unit.role is Role.CREDIT for unit in slots), "an empty unit was offered that is no credit slot"
    assert len(slots) <= 1, "the credit slot was offered more than once"
    if not slots:
        return
    assert not before[-1].source, "the credit slot must come behind the last unit"
    result = translate(article_format, data, options, lambda number, unit: None, credit)
    after = _offered(article_format, result, options)
    texts = [tagged.plain(unit.source, unit.codes).text for unit in after]
    assert credit in texts, f"credit: not found again; the last unit is {texts[-1:]!r}\nin {result[-300:]!r}"
    del after[len(texts) - 1 - texts[::-1].index(credit)]
    old = [unit.source for unit in before if unit.source]
    new = [unit.source for unit in after]
    assert old == new, f"credit: {first_difference(old, new)}"
