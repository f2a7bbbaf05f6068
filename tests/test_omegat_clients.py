"""OmegaT, the real program: it translates from the memory that we export, and we read the memory that it keeps."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import NEWS, NEWS_RO, Tflow

pytestmark = pytest.mark.clients

FOLDERS = "".join(
    f"<{name}_dir>__DEFAULT__</{name}_dir>" for name in ("source", "target", "tm", "glossary", "dictionary")
)
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><omegat><project version="1.0">'
    f"{FOLDERS}<source_lang>EN</source_lang><target_lang>RO</target_lang>"
    "<sentence_seg>true</sentence_seg></project></omegat>"
)


def omegat(project: Path, tmp_path: Path) -> None:
    """Translate all files of an OmegaT project with what its memories hold."""
    command = ["omegat", str(project), "--mode=console-translate", f"--config-dir={tmp_path / 'config'}"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.fixture
def made(tflow: Tflow, tmp_path: Path) -> Path:
    """An OmegaT project that has translated an article by our memory."""
    if not shutil.which("omegat"):
        pytest.skip("omegat is not installed: make test-clients brings it")
    project = tmp_path / "omegat"
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(SETTINGS, encoding="utf-8")
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    tflow("memory", "export", project / "tm/auto/ours.tmx")
    shutil.copy(tflow.folder / "news.txt", project / "source/news.txt")
    omegat(project, tmp_path)
    return project


def test_omegat_translates_with_our_memory(made: Path) -> None:
    text = (made / "target/news.txt").read_text(encoding="utf-8")
    assert all(target in text for target in NEWS_RO)


def test_what_omegat_keeps_comes_into_our_memory(made: Path, new_project) -> None:
    other = new_project("en", "ro", name="other")
    kept = max(made.glob("*-omegat.tmx"), key=lambda path: path.stat().st_size)
    assert f"{len(NEWS_RO)} entries new" in other.run("memory", "import", kept).stderr
    other.article(NEWS, "again")
    other("pretranslate", "again", "--by", "Ana")
    assert [row["target"] for row in other.json("show", "again")] == list(NEWS_RO)
