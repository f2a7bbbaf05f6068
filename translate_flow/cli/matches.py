"""How matches from the memory are printed."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from translate_flow.cli.output import excerpt, visible
from translate_flow.matching import Match, difference
from translate_flow.model import Entry, Issue, Side

if TYPE_CHECKING:
    from translate_flow.phrases import Phrase

_COLOURS = {"-": "red", "+": "green"}
_OTHER = {Side.SOURCE: Side.TARGET, Side.TARGET: Side.SOURCE}


def entry_fields(entry: Entry) -> dict[str, Any]:
    """An entry for JSON."""
    names = (
        "source", "target", "source_language", "target_language", "author", "article", "saved_at", "origin", "note",
    )  # fmt: skip
    return {name: getattr(entry, name) for name in names} | {"state": str(entry.state)}


def match_fields(match: Match) -> dict[str, Any]:
    """A match for JSON; `difference` leads from the entry's source to the wanted text."""
    return {
        "score": match.score,
        "target": match.target,
        "similarity": round(match.similarity, 1),
        "is_context": match.is_context,
        "penalties": dict(match.penalties),
        "adapted": [list(pair) for pair in match.adapted],
        "masked": [list(pair) for pair in match.masked],
        "memory": match.memory,
        "issues": [fault_fields(issue) for issue in match.issues],
        "entry": entry_fields(match.entry),
    }


def place_of(entry: Entry, memory: str, *more: str) -> str:
    """Where an entry comes from, for people: memory, article, author, day, and how it came where nobody wrote it."""
    origin = entry.origin if entry.origin in ("tmx", "align") else ""
    return ", ".join(filter(None, (memory, entry.article, entry.author, entry.saved_at[:10], origin, *more)))


def fault_fields(issue: Issue) -> dict[str, Any]:
    """Where a proposed target does not keep to the glossary, for JSON: offsets in the tagged texts, or null."""
    places = {issue.side: (issue.start, issue.end), _OTHER[issue.side]: issue.other}
    return {
        "message": issue.message,
        "severity": str(issue.severity),
        "source": places[Side.SOURCE],
        "target": places[Side.TARGET],
    }


def fault_lines(issues: Iterable[Issue], source: str, target: str, indent: str = "            ") -> None:
    """Print where a target does not keep to the glossary, with the places on both sides."""
    for issue in issues:
        fields = fault_fields(issue)
        click.echo(click.style(f"{indent}glossary: {visible(issue.message)}", fg="yellow"))
        for text, place in ((source, fields["source"]), (target, fields["target"])):
            if place and text and place[1] > place[0]:
                click.echo(f"{indent}    {excerpt(text, place[0], place[1], 'yellow')}")


def match_lines(match: Match, wanted: str = "", *, is_explained: bool = False) -> None:
    """Print a match for people; explained: what was masked, adapted and taken off, too.

    With the `wanted` text, its difference from the entry's source is shown word by word.
    """
    kind = "context" if match.is_context else ""
    place = place_of(match.entry, match.memory)
    head = click.style(f"      {match.score:>3}%", bold=True) + f"  {visible(' '.join(match.target.split()))}"
    told = "; ".join(filter(None, (kind, place)))
    click.echo(head + (click.style(f"  {visible(told)}", dim=True) if told else ""))
    if match.similarity < 100 or match.masked or is_explained:
        click.echo("            " + (diff_line(match.entry.source, wanted) if wanted else visible(match.entry.source)))
    if match.adapted:
        pairs = ", ".join(f"{old} → {new}" for old, new in match.adapted)
        click.echo(click.style(f"            adapted: {visible(pairs)}", fg="yellow"))
    fault_lines(match.issues, wanted, match.target)
    if is_explained:
        _explain(match)


def _explain(match: Match) -> None:
    if match.masked:
        pairs = ", ".join(f"{old or '(none)'} → {new or '(none)'}" for old, new in match.masked)
        click.echo(click.style(f"            masked: {visible(pairs)}", dim=True))
    parts = [f"{match.similarity:.1f} similar"] + [f"{reason} −{points}" for reason, points in match.penalties.items()]
    click.echo(click.style(f"            {', '.join(parts)}", dim=True))


def diff_line(old: str, new: str) -> str:
    """What leads from one text to another: in colour on a terminal, in [-brackets-] {+elsewhere+}."""
    pieces = []
    has_colour = sys.stdout.isatty()
    for mark, text in difference(old, new):
        shown = visible(text)
        if mark == "=":
            pieces.append(shown)
        elif has_colour:
            pieces.append(click.style(shown, fg=_COLOURS[mark], strikethrough=mark == "-"))
        else:
            pieces.append(f"[-{shown}-]" if mark == "-" else f"{{+{shown}+}}")
    return "".join(pieces)


def marked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A text on one line with some places in colour."""
    pieces, done = [], 0
    for start, end in places:
        if start >= done:
            pieces += [visible(text[done:start]), click.style(visible(text[start:end]), fg="green", bold=True)]
            done = end
    return " ".join("".join([*pieces, visible(text[done:])]).split())


def phrase_lines(phrases: "Iterable[Phrase]") -> None:
    """Print phrases that the memory knows: how they were translated, else an entry that holds them."""
    for phrase in phrases:
        if phrase.target:
            told = visible(phrase.target)
        else:
            source, target = phrase.examples[0]
            told = f"? ({visible(source)} = {visible(target)})"
        click.echo(click.style(f"      phrase: {visible(phrase.text)} → {' '.join(told.split())}", dim=True))
