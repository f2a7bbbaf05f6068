"""Markdown round trips beside mdpo, translate-toolkit and po4a: CPU seconds per MB and byte identity.

    python benchmarks/markdown.py [FOLDER…]

Documents: the .md files below the folders (default: /usr/share/doc and the packages installed here). Speed is
measured on one document that joins them, identity on each alone; every text is given back as it is. Python
tools are measured warm and without their start-up, po4a as the program that it is. Each peer is told not to
wrap lines, where it can be told. A round trip that ends in an error is counted as failed and has no time.
The peers that are Python packages run in the interpreter that MDPO_PYTHON or TRANSLATE_TOOLKIT_PYTHON names
(an environment of their own, for their dependencies differ), else in this one.
"""

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MOST = 400_000
LONGEST = 60_000

RUNNER = """
import json, sys, time
from pathlib import Path
{walk}
whole, *documents = json.load(sys.stdin)
def attempt(path):
    try:
        return walk(path).encode() == Path(path).read_bytes()
    except Exception:
        return None
results = [attempt(path) for path in documents]
start = time.process_time()
is_done = attempt(whole) is not None
seconds = time.process_time() - start
json.dump([seconds if is_done else None, results.count(True), results.count(None)], sys.stdout)
"""
MDPO = """
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown
import tempfile
def walk(path):
    with tempfile.TemporaryDirectory() as folder:
        po = Path(folder, "a.po")
        markdown_to_pofile(path, save=True, po_filepath=str(po))
        return pofile_to_markdown(path, str(po), wrapwidth=0)
"""
TRANSLATE_TOOLKIT = """
from io import BytesIO
from translate.storage.markdown import MarkdownFile
def walk(path):
    return MarkdownFile(BytesIO(Path(path).read_bytes()), callback=lambda source: source).filesrc
"""
EMPTY_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'

Result = tuple[float | None, int, int, int] | None
"""CPU seconds for the joined document (None: failed); identical, failed and tried documents."""


def ours(whole: Path, documents: list[Path]) -> Result:
    from translate_flow import tagged
    from translate_flow.formats import Options, markdown

    def echo(unit):
        return tagged.parse(unit.source, unit.codes) if unit.source else None

    same = sum(markdown.walk(path.read_bytes(), echo, Options()) == path.read_bytes() for path in documents)
    data = whole.read_bytes()
    markdown.walk(b"# a\n", echo, Options())
    start = time.process_time()
    markdown.walk(data, echo, Options())
    return time.process_time() - start, same, 0, len(documents)


def in_python(walk: str, module: str, variable: str) -> Callable[[Path, list[Path]], Result]:
    def measure(whole: Path, documents: list[Path]) -> Result:
        python = os.environ.get(variable, sys.executable)
        if subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
            return None
        paths = json.dumps([str(path) for path in (whole, *documents)])
        command = [python, "-W", "ignore", "-c", RUNNER.replace("{walk}", walk)]
        ran = subprocess.run(command, input=paths, capture_output=True, text=True, check=True)
        seconds, same, failed = json.loads(ran.stdout)
        return seconds, same, failed, len(documents)

    return measure


def po4a(whole: Path, documents: list[Path]) -> Result:
    if not shutil.which("po4a-translate"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        po, out = Path(folder, "a.po"), Path(folder, "a.md")
        po.write_text(EMPTY_PO, "utf-8")

        def walk(path: Path) -> bool | None:
            out.unlink(missing_ok=True)
            options = [
                "-f",
                "text",
                "-o",
                "markdown",
                "-o",
                "neverwrap",
                "-M",
                "UTF-8",
                "-L",
                "UTF-8",
                "-k",
                "0",
            ]
            ran = subprocess.run(["po4a-translate", *options, "-m", path, "-p", po, "-l", out], capture_output=True)
            return None if ran.returncode or not out.exists() else out.read_bytes() == path.read_bytes()

        tried = documents[:40]
        results = [walk(path) for path in tried]
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        is_done = walk(whole) is not None
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        return seconds if is_done else None, results.count(True), results.count(None), len(tried)


PEERS: dict[str, Callable[[Path, list[Path]], Result]] = {
    "translate-flow": ours,
    "mdpo": in_python(MDPO, "mdpo", "MDPO_PYTHON"),
    "translate-toolkit": in_python(TRANSLATE_TOOLKIT, "translate.storage.markdown", "TRANSLATE_TOOLKIT_PYTHON"),
    "po4a": po4a,
}


def collect(folders: list[Path]) -> list[Path]:
    found, size = [], 0
    for path in sorted(path for folder in folders for path in folder.rglob("*.md")):
        data = path.read_bytes() if path.is_file() else b""
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if 0 < len(data) < LONGEST and size + len(data) < MOST and "\r" not in text:
            found.append(path)
            size += len(data)
    return found


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]]
    documents = collect(folders or [Path("/usr/share/doc"), Path(sysconfig.get_path("purelib"))])
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.md")
        whole.write_bytes(b"\n\n".join(path.read_bytes() for path in documents))
        size = whole.stat().st_size / 1e6
        print(f"{len(documents)} documents, {size:.2f} MB\n")
        print(f"{'':20}{'s/MB':>8}{'ratio':>8}{'identical':>14}{'failed':>8}")
        first = 0.0
        for name, measure in PEERS.items():
            result = measure(whole, documents)
            if result is None:
                print(f"{name:20} skipped: not installed")
                continue
            seconds, same, failed, tried = result
            first = first or seconds or 0.0
            speed = f"{seconds / size:8.2f}{seconds / first:8.1f}" if seconds is not None else f"{'failed':>16}"
            print(f"{name:20}{speed}{f'{same} of {tried}':>14}{failed:8}", flush=True)
        print(f"{'OmegaT':20} skipped: it needs a Java runtime")


if __name__ == "__main__":
    main()
