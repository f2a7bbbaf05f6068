"""Shell completion: commands, article names, languages."""

import os
import subprocess
import sys

import pytest

from tests.conftest import NEWS, ROOT


def complete(tflow, words, incomplete):
    line = " ".join(["tflow", *words.split(), incomplete])
    env = {"_TFLOW_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    code = "import sys; sys.argv = ['tflow']; from translate_flow.cli.entry import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tflow.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert not done.stderr
    return [line.split(",")[1] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "incomplete", "expected"),
    [
        ("", "und", ["undo"]),
        ("show", "ne", ["news", "newsletter"]),
        ("export", "NEWSL", ["newsletter"]),
        ("show news --to", "r", ["ro"]),
        ("glossary", "im", ["import"]),
    ],
)
def test_completion(tflow, words, incomplete, expected):
    tflow.article(NEWS)
    tflow.article(NEWS, "newsletter")
    assert complete(tflow, words, incomplete) == expected


def test_outside_of_a_project_nothing_is_completed(tflow):
    (tflow.folder / "project.toml").unlink()
    assert complete(tflow, "show", "ne") == []
