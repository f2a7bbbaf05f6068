"""Docs are part of the work: examples run, everything is documented."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from translate_flow import checks, formats
from translate_flow.cli.reference import commands

SESSION = re.compile(r"<!-- session -->\n```\n(.*?)```", re.DOTALL)


@pytest.fixture
def shell(tmp_path):
    """Runs command lines as a user would, `tflow` on the path, the example beside the working folder."""
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "tflow").write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m translate_flow "$@"\n')
    (binaries / "tflow").chmod(0o755)
    (tmp_path / "projects").symlink_to(ROOT / "projects")
    env = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "PYTHONIOENCODING": "utf-8"}

    def run(session: str) -> str:
        """The session as it really goes: each command, then what it prints."""
        lines = [line for line in session.splitlines() if line.startswith("$ ")]
        script = "exec 2>&1\n" + "\n".join(f"printf '%s\\n' {quoted(line)}\n{line[2:]}" for line in lines)
        options = {"cwd": tmp_path, "env": env, "capture_output": True, "encoding": "utf-8", "timeout": 60}
        done = subprocess.run(["sh", "-c", script], **options)
        return done.stdout

    return run


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


@pytest.mark.skipif(os.name != "posix", reason="sessions are written for a POSIX shell")
@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_sessions_print_what_the_page_says(shell, page):
    sessions = SESSION.findall((ROOT / page).read_text(encoding="utf-8"))
    if page == "README.md":
        assert sessions
    for session in sessions:
        assert shell(session) == session


def test_every_command_and_option_is_documented():
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for name, command in commands():
        assert f"\n## {name}\n" in page
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert max(parameter.opts, key=len) in page
                assert parameter.help, (name, parameter.name)


def test_every_check_is_documented():
    page = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    for check in checks.available():
        assert check.id in page
        assert check.doc


def test_every_format_is_documented():
    page = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    for name in formats.BUILT_IN:
        guide = formats.named(name).GUIDE
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        for words in (guide.title, guide.translated, guide.protected, guide.codes, guide.written, guide.credit):
            assert words.replace("|", "\\|") in section or words in section, name
        assert all(f"`{setting.key}`: {setting.meaning}" in section for setting in guide.settings)


@pytest.mark.parametrize("name", formats.BUILT_IN)
def test_every_option_of_a_format_is_documented_and_no_other(name):
    room = ROOT / "translate_flow/formats"
    files = [*(room / name).glob("*.py")] or [room / f"{name}.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    known = set(re.findall(r"(?:settings|table)\.get\(\"(\w+)\"", code)) - {"target_language"}
    known |= {"xhtml"} if name == "epub" else set()
    assert {setting.key for setting in formats.named(name).GUIDE.settings} - {"target_language"} == known


def test_links_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
