"""What the house promises of its structure: budgets, and what a light command does not load."""

import ast
import subprocess
import sys
from statistics import median

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "translate_flow"
HEAVY = (
    "textual",
    "lxml",
    "numpy",
    "psycopg",
    "sqlite_utils",
    "simplemma",
    "babel",
    "rapidfuzz",
    "rich.console",
    "yaml",
)


def functions():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_functions_are_short():
    sizes = dict(functions())
    assert not {name: size for name, size in sizes.items() if size > 60}
    assert median(sizes.values()) <= 10


def test_files_are_short():
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in PACKAGE.rglob("*.py")}
    assert not {str(path): count for path, count in lines.items() if count > 400}


def loaded(folder, *args):
    code = (
        "import sys; from translate_flow.cli.entry import main\n"
        f"sys.argv = ['tflow', *{list(args)!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(
        done.stdout.rsplit("\n", 2)[-2].split() if done.stdout.endswith("\n") else done.stdout.split("\n")[-1].split()
    )


@pytest.mark.parametrize(
    "args",
    [["--help"], ["--version"], ["status"], ["list"], ["translate", "news", "1", "Unu.", "--by", "Ana"]],
    ids=" ".join,
)
def test_light_commands_load_nothing_heavy(tflow, args):
    tflow.article("One.\n")
    modules = loaded(tflow.folder, *args)
    assert "translate_flow.cli.entry" in modules
    assert not modules.intersection(HEAVY)
    if args == ["--version"]:
        assert "click" not in modules


def test_a_look_up_in_a_small_memory_loads_neither_numpy_nor_the_glossary(tflow):
    tflow.article("One.\n")
    tflow("translate", "news", "1", "Unu.", "--by", "Ana")
    modules = loaded(tflow.folder, "memory", "search", "--fuzzy", "One, two.")
    assert "rapidfuzz" in modules
    assert not modules.intersection({"numpy", "translate_flow.terminology", "translate_flow.flow.pretranslation"})


def test_a_command_ends_with_its_whole_output_and_what_others_left_for_the_end():
    code = (
        "import atexit, sys; atexit.register(print, 'done'); sys.argv = ['tflow', *sys.argv[1:]]\n"
        "from translate_flow.cli.entry import run; run()"
    )
    for args, status in ((["--help"], 0), (["--version"], 0), (["nonsense"], 2)):
        ended = subprocess.run(
            [sys.executable, "-c", code, *args],
            env={"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ended.returncode == status
        assert ended.stdout.endswith("done\n")
        assert bool(ended.stdout.removesuffix("done\n")) is not bool(ended.stderr)


def test_the_import_contracts_hold():
    lint = pytest.importorskip("importlinter.cli")
    assert lint
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
