"""What the tests share: commands in this process and in real ones, a project to work in, the shared test data."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from translate_flow.cli.root import cli

# the same examples on every machine, and no clock: the suite tells of the code, not of the load
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared test data is not beside this checkout")


@pytest.fixture(autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No project and no user of the machine reaches into a test."""
    for name in ("TRANSLATE_FLOW_PROJECT", "TRANSLATE_FLOW_USER", "VISUAL", "EDITOR", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))


class Tflow:
    """Runs commands in one project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *args: object, stdin: str | bytes | None = None) -> Result:
        words = [str(arg) for arg in args]
        if words[0] not in ("init", "restore", "demo"):
            words = ["--project", str(self.folder), *words]
        result = CliRunner().invoke(cli, words, input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def __call__(self, *args: object, stdin: str | bytes | None = None) -> str:
        """Run a command that must succeed; returns what it printed as data."""
        result = self.run(*args, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result.stdout

    def fails(self, code: int, *args: object, stdin: str | bytes | None = None) -> str:
        """Run a command that must end with a code; returns what it said, which is no traceback."""
        result = self.run(*args, stdin=stdin)
        assert result.exit_code == code, (result.exit_code, result.output)
        assert "Traceback" not in result.stderr
        assert result.stderr.strip()
        return result.stderr

    def json(self, *args: object) -> list[dict[str, object]]:
        return json.loads(self(*args, "--json"))

    def process(self, *args: object, **options: object) -> subprocess.CompletedProcess[str]:
        """Run a command as a process of its own, from the project's folder."""
        words = [sys.executable, "-m", "translate_flow", *map(str, args)]
        env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | options.pop("env", {})
        return subprocess.run(
            words, cwd=self.folder, env=env, capture_output=True, encoding="utf-8", timeout=60, **options
        )

    def article(self, text: str | bytes, name: str = "news", *options: object) -> str:
        """Import a text as an article; returns its name."""
        path = self.folder / f"{name}.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self("import", path, *options)
        return name

    def translate(self, article: str, *targets: str, by: str = "Ana", to: str | None = None) -> None:
        """Give the first segments their targets."""
        for number, target in enumerate(targets, 1):
            self("translate", article, number, target, "--by", by, *(("--to", to) if to else ()))


@pytest.fixture
def new_project(tmp_path: Path) -> Callable[..., Tflow]:
    """Makes projects: `new_project("en", "ro", "uk")`."""

    def make(source: str, *targets: str, name: str = "project") -> Tflow:
        tflow = Tflow(tmp_path / name)
        tflow("init", tflow.folder, "--from", source, *(word for tag in targets for word in ("--to", tag)))
        return tflow

    return make


@pytest.fixture
def tflow(new_project: Callable[..., Tflow]) -> Tflow:
    """A project en → ro."""
    return new_project("en", "ro")


NEWS = """Bridge opens early

The bridge over the Prut opened on Monday. It cost 12 million euros.
Drivers had waited for 3 years.
"""
NEWS_RO = (
    "Podul se deschide mai devreme",
    "Podul peste Prut s-a deschis luni.",
    "A costat 12 milioane de euro.",
    "Șoferii așteptaseră 3 ani.",
)
