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
    steps = list(_steps(place))
    for comment, words, expected in steps:
        _run(root, place, comment, words, expected)
    _compare(place)
    note(f"\nThe project is yours to play with: cd {shlex.quote(str(place / 'project'))}")


def _steps(place: Path) -> Iterator[tuple[str, list[str], int]]:
    """(what for, words of the command, exit code) of each step."""
    material, project = place / "material", ["--project", str(place / "project")]
    glossaries = [word for tag in _TEAM for word in ("--glossary", str(material / f"glossary/demo.en-{tag}.csv"))]
    targets = [word for tag in _TEAM for word in ("--to", tag)]
    yield (
        "Make a project, English into Romanian and Ukrainian, with a glossary for each.",
        [*["init", str(place / "project"), "--from", "en", *targets, *glossaries]],
        0,
    )
    yield (
        "Read in an article. It is cut into sentences; every byte of it is kept.",
        [*[*project, "import", str(material / f"articles/{_ARTICLE}.txt")]],
        0,
    )
    yield "What is to be translated next, with the terms to use?", [*project, "next", _ARTICLE, "--to", "ro"], 0
    for tag, (translator, reviser) in _TEAM.items():
        yield from _job(material, project, tag, translator, reviser)
    yield "How far is everything?", [*project, "status"], 0
    yield "Is everything as it was written? Each text and each entry of history has its hash.", [*project, "verify"], 0


def _job(
    material: Path, project: list[str], tag: str, translator: str, reviser: str
) -> Iterator[tuple[str, list[str], int]]:
    with (material / f"targets/{_ARTICLE}.{tag}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    for number, _, target in rows:
        comment = f"{translator} translates into {tag}, segment by segment." if number == "1" else ""
        yield comment, [*project, "translate", _ARTICLE, number, target, "--to", tag, "--by", translator], 0
        if number == "1":
            yield (
                "Exporting now ends with exit code 3: the gate says what is missing.",
                [*[*project, "export", _ARTICLE, "--to", tag]],
                3,
            )
    yield "Do numbers, marks, spaces and terms hold?", [*project, "check", _ARTICLE, "--to", tag], 0
    yield (
        f"A second person revises: {reviser} sends one segment back …",
        [
            *[
                *project,
                "review",
                _ARTICLE,
                "2",
                "--reject",
                "-m",
                "Compare the date once more",
                "--to",
                tag,
                "--by",
                reviser,
            ]
        ],
        0,
    )
    yield "… which the translator sees, and settles.", [*project, "next", _ARTICLE, "--to", tag], 0
    yield "", [*project, "translate", _ARTICLE, "2", rows[1][2], "--to", tag, "--by", translator], 0
    yield "", [*project, "review", _ARTICLE, "--accept", "--to", tag, "--by", reviser], 0
    yield "Everything is reviewed and checked: final.", [*project, "finish", _ARTICLE, "--to", tag, "--by", reviser], 0
    out = str(material.parent / f"{_ARTICLE}.{tag}.txt")
    yield (
        "The finished text, with the credit that was earned.",
        [*project, "export", _ARTICLE, "--to", tag, "-o", out],
        0,
    )


def _run(root: click.Context, place: Path, comment: str, words: list[str], expected: int) -> None:
    if comment:
        click.echo(click.style(f"\n# {comment}", fg="cyan"))
    shown = [word.replace(f"{place}/", "") for word in words if word != "--project"]
    if "--project" in words:
        shown.remove("project")
    click.echo(click.style(f"$ tflow {shlex.join(shown)}", bold=True))
    code = 0
    try:
        code = root.command.main(words, prog_name="tflow", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    if code != expected:
        raise TranslateFlowError(f"That ended with exit code {code}, not {expected}.", "Please report it.")


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
