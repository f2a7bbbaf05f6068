"""OmegaT in its console mode: projects for it, and its fuzzy matches, by a script that it runs with a project."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from translate_flow.exchange import tmx_writing
from translate_flow.model import Entry

FOLDERS = ("source", "target", "tm", "glossary", "dictionary")
# OmegaT's own class for matches, as its window of matches uses it
SCRIPT = """
import groovy.json.JsonOutput
import org.omegat.core.Core
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches

def asked = new groovy.json.JsonSlurper().parse(new File('{asked}'), 'UTF-8')
def project = Core.project
if (project.isProjectLoaded() && !new File('{found}').exists()) {
    def finder = new FindMatches(project.sourceTokenizer, {most}, true, false)
    def found = asked.collect { text ->
        def start = System.nanoTime()
        def near = finder.search(project, text, true, false, { false } as IStopped)
        [(System.nanoTime() - start) / 1e9, near.collect { it.source }]
    }
    new File('{found}').setText(JsonOutput.toJson(found), 'UTF-8')
}
"""


def write_project(folder: Path) -> None:
    """An OmegaT project from English into Romanian without files."""
    for name in (*FOLDERS, "omegat"):
        (folder / name).mkdir(parents=True)
    folders = "".join(f"<{name}_dir>__DEFAULT__</{name}_dir>" for name in FOLDERS)
    languages = "<source_lang>EN</source_lang><target_lang>RO</target_lang><sentence_seg>true</sentence_seg>"
    (folder / "omegat.project").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><omegat><project version="1.0">{folders}{languages}</project></omegat>'
    )


def similar(entries: Sequence[str], asked: Sequence[str], most: int) -> list[tuple[float, list[str]]] | None:
    """For each text the seconds that OmegaT took and the sources of its `most` best; None where it is not installed."""
    if not shutil.which("omegat"):
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder / "p")
        (folder / "p" / "source" / "a.txt").write_text("Nothing.")
        with (folder / "p" / "tm" / "memory.tmx").open("w", encoding="utf-8") as file:
            pairs = (Entry(text, " ".join(reversed(text.split())), "en", "ro") for text in entries)
            file.writelines(tmx_writing.written(pairs, "en", "2026-01-01T00:00:00Z"))
        (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
        script = SCRIPT.replace("{asked}", str(folder / "asked.json")).replace("{found}", str(folder / "found.json"))
        (folder / "ask.groovy").write_text(script.replace("{most}", str(most)), encoding="utf-8")
        subprocess.run(
            ["omegat", str(folder / "p"), "--mode=console-translate", f"--script={folder / 'ask.groovy'}"],
            check=True, capture_output=True, timeout=1800,
        )  # fmt: skip
        return json.loads((folder / "found.json").read_text(encoding="utf-8"))
