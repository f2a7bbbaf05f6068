"""Identity round trips of HTML: extract every text, put it back unchanged; seconds per MB and bytes that come back.

    python benchmarks/format_html.py [FOLDER …] [--toolkit PYTHON] [--limit 2.0]

FOLDER: pages to take (*.html, *.xhtml); without it, those in this machine's documentation. PYTHON: an interpreter that
has translate-toolkit. po4a and OmegaT are measured where they are on the path; they start anew for each page, or
project, and that time is theirs.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from translate_flow import tagged
from translate_flow.errors import TranslateFlowError
from translate_flow.formats import Options, extract, html, merge

TOOLKIT = """
import io, sys, time
from pathlib import Path
from translate.convert import html2po, po2html
same = failed = 0
seconds = 0.0
for name in Path(sys.argv[1]).read_text().splitlines():
    data = Path(name).read_bytes()
    start = time.perf_counter()
    try:
        catalog, page = io.BytesIO(), io.BytesIO()
        html2po.converthtml(io.BytesIO(data), catalog, None)
        catalog.seek(0)
        catalog.name = "page.po"
        po2html.converthtml(catalog, page, io.BytesIO(data))
        same += page.getvalue() == data
    except Exception:
        failed += 1
    seconds += time.perf_counter() - start
print(seconds, same, failed)
"""

Row = tuple[str, float, int, int]


def pages(folders: Sequence[str], limit: float) -> list[Path]:
    """Pages in UTF-8, of at most so many MB together."""
    roots = [Path(folder) for folder in folders] or [Path("/usr/share/doc"), Path("/usr/share/gtk-doc")]
    found = sorted(path for root in roots for path in root.rglob("*.*html") if path.is_file())
    chosen: list[Path] = []
    size = 0
    for path in found[:: max(1, len(found) // 400)]:
        data = path.read_bytes()
        try:
            data.decode()
        except UnicodeDecodeError:
            continue
        if len(data) > 500 and size + len(data) <= limit * 1e6:
            chosen.append(path)
            size += len(data)
    return chosen


def ours(chosen: Sequence[Path]) -> Row:
    """Extract and merge with targets equal to the sources; the best of three runs."""
    runs = []
    for _ in range(3):
        same = failed = 0
        start = time.perf_counter()
        for path in chosen:
            data = path.read_bytes()
            try:
                units = extract(html, data, Options())
                targets = {unit.key: tagged.parse(unit.source, unit.codes) for unit in units}
                same += merge(html, data, targets, Options()) == data
            except TranslateFlowError:
                failed += 1
        runs.append(time.perf_counter() - start)
    return "translate-flow", min(runs), same, failed


def toolkit(chosen: Sequence[Path], python: str) -> Row:
    """translate-toolkit: html2po and po2html in one process."""
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder, "names")
        names.write_text("\n".join(map(str, chosen)))
        done = subprocess.run([python, "-c", TOOLKIT, str(names)], capture_output=True, text=True, check=True)
    seconds, same, failed = done.stdout.split()
    return "translate-toolkit", float(seconds), int(same), int(failed)


def po4a(chosen: Sequence[Path]) -> Row:
    """po4a: po4a-updatepo and po4a-translate for each page."""
    same = failed = 0
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        catalog, result = Path(folder, "x.po"), Path(folder, "x.html")
        for path in chosen:
            catalog.unlink(missing_ok=True)
            result.unlink(missing_ok=True)
            common = ["-f", "xhtml", "-m", str(path), "-M", "UTF-8", "-p", str(catalog)]
            start = time.perf_counter()
            for command in (["po4a-updatepo", *common], ["po4a-translate", *common, "-k", "0", "-l", str(result)]):
                subprocess.run(command, capture_output=True, check=False)
            seconds += time.perf_counter() - start
            failed += not result.exists()
            same += result.exists() and result.read_bytes() == path.read_bytes()
    return "po4a", seconds, same, failed


def omegat(chosen: Sequence[Path]) -> Row:
    """OmegaT: one project with all pages, `--mode=console-translate`."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "job")
        for name in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
            (project / name).mkdir(parents=True)
        for number, path in enumerate(chosen):
            shutil.copy(path, project / "source" / f"{number}.html")
        folders = "".join(
            f"<{name}_dir>__DEFAULT__</{name}_dir>" for name in ("source", "target", "tm", "glossary", "dictionary")
        )
        (project / "omegat.project").write_text(
            f'<?xml version="1.0" encoding="UTF-8"?><omegat><project version="1.0">{folders}'
            "<source_lang>EN</source_lang><target_lang>RO</target_lang><sentence_seg>true</sentence_seg>"
            "</project></omegat>"
        )
        start = time.perf_counter()
        subprocess.run(["omegat", str(project), "--mode=console-translate"], capture_output=True, check=False)
        seconds = time.perf_counter() - start
        results = [project / "target" / f"{number}.html" for number in range(len(chosen))]
        same = sum(
            result.exists() and result.read_bytes() == path.read_bytes()
            for result, path in zip(results, chosen, strict=True)
        )
        return "OmegaT", seconds, same, sum(not result.exists() for result in results)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="*")
    arguments.add_argument("--toolkit", metavar="PYTHON")
    arguments.add_argument("--limit", type=float, default=2.0, help="MB of pages")
    wanted = arguments.parse_args()
    chosen = pages(wanted.folders, wanted.limit)
    if not chosen:
        sys.exit("No pages found: name a folder with HTML files.")
    sizes = [path.stat().st_size for path in chosen]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(chosen)} pages, {sum(sizes) / 1e6:.2f} MB, median {statistics.median(sizes) / 1e3:.1f} kB")
    rows = [ours(chosen)]
    for name, is_there, measure in (
        ("translate-toolkit", wanted.toolkit, lambda: toolkit(chosen, wanted.toolkit)),
        ("po4a", shutil.which("po4a-updatepo"), lambda: po4a(chosen)),
        ("OmegaT", shutil.which("omegat"), lambda: omegat(chosen)),
    ):
        if is_there:
            rows.append(measure())
        else:
            print(f"{name} is not installed: skipped")
    print(f"{'':18} {'s/MB':>8} {'times ours':>11} {'identical':>10} {'failed':>7}")
    for name, seconds, same, failed in rows:
        share = f"{100 * same / len(chosen):.0f} %"
        times = seconds / rows[0][1]
        print(f"{name:18} {seconds / sum(sizes) * 1e6:8.3f} {times:11.1f} {share:>10} {failed:7}")


if __name__ == "__main__":
    main()
