"""The program as it is installed and used: a wheel in a fresh environment, a real editor, a real shell."""

import os
import re
import shutil
import subprocess
import venv

import pytest

from tests.checks import corpus, rows
from tests.conftest import NEWS, ROOT
from translate_flow import checks
from translate_flow.errors import NotFound
from translate_flow.flow import spelling
from translate_flow.model import Severity
from translate_flow.project import Project

pytestmark = pytest.mark.clients


def need(program):
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed: make test-clients brings it")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel of this checkout in an environment of its own; returns the folder of its commands."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    ignored = shutil.ignore_patterns(".git", ".venv", "*.egg-info", "build", "__pycache__", ".hypothesis")
    shutil.copytree(ROOT, source, ignore=ignored)
    venv.create(folder / "env", with_pip=True)
    pip = [str(folder / "env/bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-c", str(source / "constraints.txt"), str(source)], check=True, timeout=600)
    shutil.rmtree(source)
    return folder / "env/bin"


def test_an_installed_program_has_all_it_needs(installed, tmp_path):
    done = subprocess.run(
        [installed / "tflow", "demo", "walk"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "byte for byte" in done.stderr
    version = subprocess.run([installed / "translate-flow", "--version"], capture_output=True, text=True, timeout=60)
    assert version.stdout.startswith("translate-flow ")


def test_a_real_shell_completes(installed, tflow):
    need("bash")
    tflow.article(NEWS, "newsletter")
    script = (
        f'export PATH="{installed}:$PATH"; eval "$(_TFLOW_COMPLETE=bash_source tflow)"\n'
        "COMP_WORDS=(tflow show newsl); COMP_CWORD=2; _tflow_completion tflow; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(
        ["bash", "-c", script], cwd=tflow.folder, capture_output=True, text=True, timeout=60, env=dict(os.environ)
    )
    assert done.stdout.split() == ["newsletter"], done.stderr


def test_a_real_editor_fills_a_worksheet(tflow, monkeypatch):
    need("vim.tiny")
    tflow.article(NEWS)
    monkeypatch.setenv("EDITOR", "vim.tiny -u NONE -N -n -e -s -c 'g/^\\[1 /+2s/.*/+ Titlu nou/' -c wq")
    tflow("edit", "news", "--plain", "--by", "Ana")
    assert tflow.json("show", "news", "1")[0]["target"] == "Titlu nou"


@pytest.mark.parametrize("target", ["ro", "ru", "de", "fr"])
def test_dictionaries_of_the_system_know_the_words_of_clean_texts_and_no_others(target, tmp_path):
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    project = Project(tmp_path, "words", "en", (target,))
    try:
        speller = spelling.load(project, target)
    except NotFound as error:
        pytest.skip(error.message)
    check = [rows.BY_ID["spelling"]]
    segments = alarms = swapped = found = 0
    for source, text in corpus.pairs("en", target):
        good = rows.context(source, text, "en", target, speller=speller)
        alarms += len(list(checks.run(good, check, {"spelling": Severity.WARNING})))
        segments += 1
        word = re.search(r"(?<!\S)[^\W\d_]{8,}(?=[ .,])", text)
        if word and (target == "de" or word[0].islower()) and word[0][3] != word[0][4]:
            at = word.start() + 3
            bad = rows.context(
                source, f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}", "en", target, speller=speller
            )
            issues = checks.run(bad, check, {"spelling": Severity.WARNING})
            swapped += 1
            found += any(issue.start == word.start() for issue in issues)
    assert alarms <= segments / 4
    assert swapped > 30
    assert found >= 0.9 * swapped
