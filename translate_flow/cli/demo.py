"""`demo`: the worked example from import to export, each command said before it runs."""

import csv
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from translate_flow.cli.output import note
from translate_flow.errors import TranslateFlowError, UsageError
from translate_flow.flow import examples
from translate_flow.records import frozen

_ARTICLE = "river-ferry"
_TEAM = {"ro": ("Ana Munteanu", "Ion Rusu"), "uk": ("Олеся Гнатюк", "Тарас Мельник")}


@click.command("demo")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def demo_(ctx: click.Context, folder: Path | None) -> None:
    """Walk through everything with a short article, in DIR or in a new temporary folder."""
    if folder is not None and folder.exists():
        raise UsageError(f"{folder} is there already.", "Name a folder that is not.")
    root = ctx.find_root()
    place = folder or Path(tempfile.mkdtemp(prefix="translate-flow-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    shutil.copytree(examples.demo(), place / "material", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.db*"))
    for step in list(_steps(place)):
        _run(root, place, step)
    _compare(place)
    note(f"\nThe project is yours to play with: cd {shlex.quote(str(place / 'project'))}")


@frozen
class _Step:
    """A command of the walk."""

    why: str
    """What it is for; empty where the step before says it."""
    words: tuple[str, ...]
    """The command's words."""
    code: int = 0
    """Exit code that it must end with."""


def _steps(place: Path) -> Iterator[_Step]:
    """The whole walk."""
    material = place / "material"
    glossaries = [word for tag in _TEAM for word in ("--glossary", str(material / f"glossary/demo.en-{tag}.csv"))]
    targets = [word for tag in _TEAM for word in ("--to", tag)]

    def step(why: str, *words: str) -> _Step:
        return _Step(why, ("--project", str(place / "project"), *words))

    init = ("init", str(place / "project"), "--from", "en", *targets, *glossaries)
    yield _Step("Make a project, English into Romanian and Ukrainian, with a glossary for each.", init)
    yield step(
        "Read in an article. It is cut into sentences; every byte of it is kept.",
        "import",
        str(material / f"articles/{_ARTICLE}.txt"),
    )
    yield step("What is to be translated next, with the terms to use?", "next", _ARTICLE, "--to", "ro")
    for tag in _TEAM:
        yield from _job(place, tag)
    yield step("How far is everything?", "status")
    yield step("Is everything as it was written? Each text and each entry of history has its hash.", "verify")


def _job(place: Path, tag: str) -> Iterator[_Step]:
    """One language, from the first segment to the export."""
    translator, reviser = _TEAM[tag]
    with (place / f"material/targets/{_ARTICLE}.{tag}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]

    def step(why: str, command: str, *words: str, by: str = "", code: int = 0) -> _Step:
        signed = ("--by", by) if by else ()
        return _Step(why, ("--project", str(place / "project"), command, _ARTICLE, *words, "--to", tag, *signed), code)

    for number, _, target in rows:
        why = f"{translator} translates into {tag}, segment by segment." if number == "1" else ""
        yield step(why, "translate", number, target, by=translator)
        if number == "1":
            yield step("Exporting now ends with exit code 3: the gate says what is missing.", "export", code=3)
    yield step("Do numbers, marks, spaces and terms hold?", "check")
    reason = "Compare the date once more"
    why = f"A second person revises: {reviser} sends one segment back …"
    yield step(why, "review", "2", "--reject", "-m", reason, by=reviser)
    yield step("… which the translator sees, and settles.", "next")
    yield step("", "translate", "2", rows[1][2], by=translator)
    yield step("", "review", "--accept", by=reviser)
    yield step("Everything is reviewed and checked: final.", "finish", by=reviser)
    out = str(place / f"{_ARTICLE}.{tag}.txt")
    yield step("The finished text, with the credit that was earned.", "export", "-o", out)


def _run(root: click.Context, place: Path, step: _Step) -> None:
    """Say a command, run it, and hold its exit code against what it must be."""
    if step.why:
        click.echo(click.style(f"\n# {step.why}", fg="cyan"))
    told = step.words[2:] if step.words[0] == "--project" else step.words
    shown = [word.replace(f"{place}/", "") for word in told]
    click.echo(click.style(f"$ tflow {shlex.join(shown)}", bold=True))
    code = 0
    try:
        code = root.command.main(list(step.words), prog_name="tflow", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    if code != step.code:
        raise TranslateFlowError(f"That ended with exit code {code}, not {step.code}.", "Please report it.")


def _compare(place: Path) -> None:
    """Show the finished texts and hold them against what they must be."""
    for tag in _TEAM:
        made = place / f"{_ARTICLE}.{tag}.txt"
        click.echo(click.style(f"\n$ cat {made.name}", bold=True))
        click.echo(made.read_text(encoding="utf-8"), nl=False)
        wanted = place / f"material/expected/{made.name}"
        if made.read_bytes() != wanted.read_bytes():
            raise TranslateFlowError(f"{made} is not what it must be: {wanted}.", "Please report it.")
    note("\nBoth texts are, byte for byte, what they must be.")
