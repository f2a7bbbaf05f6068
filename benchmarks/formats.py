"""Identity round trips of every format beside other tools, on the same files: byte identity, CPU seconds per MB.

    python benchmarks/formats.py [FORMAT …] [--files FOLDER …] [--python PYTHON] [--limit 0.5] [--memory]

Files: those of FOLDER, else of this machine's documentation and packages, with the tests' fixtures and documents
composed for the tests; only UTF-8, for some tools know no other. PYTHON: an interpreter that has translate-toolkit,
mdpo, python-docx, odfpy and EbookLib (some are under the GPL or AGPL: keep them in an environment of their own).
po4a and OmegaT are measured where they are on the path.

A round trip reads every text and writes it back as it was. Ours does that in two steps, as a project does: extract
all texts, then merge them into the document. In one process the second step need not read the document again; the
line "read twice" is for two processes, such as an import today and an export tomorrow. `--memory` measures an import
of 100 MB of text and of a Word document of 300 pages, the whole process.
"""

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from machine import ROOT, describe, table

sys.path.insert(0, str(ROOT))

from peers import Result, ours, peers

from tests import law_documents, word_pieces
from translate_flow import formats

LARGEST = 200_000
MOST_FILES = 150
PARAGRAPHS_PER_PAGE = 9
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
SPELLING = '<w:proofErr w:type="spellStart"/>'
TEXT = "the river rose by more than a metre in one night and all the town went to see it from the bridge"


def collect(name: str, folders: Sequence[Path], limit: float) -> list[bytes]:
    """Documents of a format, of at most so many MB together, in an order that depends on nothing but them."""
    endings = formats.named(name).EXTENSIONS
    found = sorted({path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in endings})
    chosen: list[bytes] = []
    real = (path.read_bytes() for path in found[:: max(1, len(found) // 400)] if path.is_file())
    for data in (*real, *(document.data for document in law_documents.documents(name))):
        is_sound = 0 < len(data) < LARGEST and is_plain(name, data)
        if is_sound and sum(map(len, chosen)) + len(data) <= limit * 1e6 and len(chosen) < MOST_FILES:
            chosen.append(data)
    return chosen


def is_plain(name: str, data: bytes) -> bool:
    """Is it what every tool can read: UTF-8 with line feeds, or a package?"""
    if data.startswith(b"PK"):
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return name not in ("docx", "epub") and b"\r" not in data and not data.startswith((b"\xef\xbb\xbf", b"\xff"))


def compare(name: str, documents: Iterable[bytes], python: str) -> None:
    """Print the table of a format."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, data in enumerate(documents):
            files.append(Path(folder, f"{number}{formats.named(name).EXTENSIONS[0]}"))
            files[-1].write_bytes(data)
        size = sum(path.stat().st_size for path in files)
        print(f"\n### {name}: {len(files)} files, {size / 1e6:.2f} MB\n", flush=True)
        first = ours(name)(files)
        assert first, "translate-flow is not installed"
        rows = [_row("translate-flow", first, first)]
        absent = []
        for tool, measure in {"the same, read twice": ours(name, is_apart=True), **peers(name, python)}.items():
            result = measure(files)
            if result is None:
                absent.append(tool)
            else:
                rows.append(_row(tool, result, first))
        table(("", "CPU s/MB", "× ours", "same bytes", "failed"), rows)
        if absent:
            print(f"\nSkipped, not installed: {', '.join(absent)}.")


def _row(tool: str, result: Result, first: Result) -> tuple[str, ...]:
    own = first.seconds / first.size
    each = result.seconds / result.size if result.size else 0.0
    speed = (f"{each * 1e6:.2f}", f"{each / own:.1f}") if each else ("–", "–")
    return tool, *speed, f"{result.same / result.tried:.0%} of {result.tried}", str(result.failed)


# memory


def long_text(path: Path) -> None:
    """A text of 100 MB, no two paragraphs alike."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(100_000_000 // 1000):
            sentences = (f"On day {number} at {place} o'clock {TEXT}." for place in range(8))
            file.write(" ".join(sentences)[:999] + "\n")


def long_report(path: Path) -> None:
    """A Word document of 300 pages, the run soup that Word leaves behind; not packed, for all of it is to be held."""
    paragraphs = []
    for number in range(300 * PARAGRAPHS_PER_PAGE):
        words = TEXT.split() * 3
        cut = 5 + number % 20
        pieces = (" ".join(words[:cut]) + " ", " ".join(words[cut:40]) + " ", f"{' '.join(words[40:])} {number}.")
        looks = ("<w:lang w:val='en-GB'/>", "<w:b/>", "")
        runs = (
            f'<w:r w:rsidR="00AB12CD"><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{piece}</w:t></w:r>'
            for look, piece in zip(looks, pieces, strict=True)
        )
        paragraphs.append(f"<w:p>{SPELLING.join(runs)}</w:p>")
    path.write_bytes(word_pieces.word("".join(paragraphs), is_stored=True))


def one_word(path: Path) -> None:
    """The least document, for what the program itself takes."""
    path.write_bytes(word_pieces.word("<w:p><w:r><w:t>Word</w:t></w:r></w:p>") if path.suffix == ".docx" else b"Word\n")


def measure_memory() -> None:
    """Print the peak of `import`, the whole process, beside that for one word and the size of the file."""
    rows = []
    for name, write in (("text.txt", long_text), ("report.docx", long_report)):
        base = import_file(name, one_word)[1]
        size, peak, seconds = import_file(name, write)
        figures = (f"{number / 1e6:.1f} MB" for number in (size, base, peak))
        rows.append((name, *figures, f"{peak / size:.1f}", f"{(peak - base) / size:.1f}", f"{seconds:.0f} s"))
    print()
    table(("import", "size", "peak for one word", "peak", "÷ size", "growth ÷ size", "time"), rows)


def import_file(name: str, write: Callable[[Path], None]) -> tuple[int, int, float]:
    """Size of a file, most resident bytes of the process that imports it, seconds."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "TRANSLATE_FLOW_USER": "Ana"}
    flow = (sys.executable, "-m", "translate_flow")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        write(path)
        subprocess.run([*flow, "init", "p", "--from", "en", "--to", "ro"], cwd=folder, env=env, check=True)
        began = time.perf_counter()
        # started by a small process, for the system counts what a process was before it became another program
        words = [sys.executable, "-I", "-S", "-c", PEAK, *flow, "--project", "p", "import", name]
        done = subprocess.run(words, cwd=folder, env=env, check=True, capture_output=True, text=True)
        return path.stat().st_size, int(done.stdout.split()[-1]) * 1024, time.perf_counter() - began


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("formats", nargs="*", help="formats to measure (default: all)")
    arguments.add_argument("--files", type=Path, nargs="+", metavar="FOLDER")
    arguments.add_argument("--python", default=sys.executable, help="interpreter that has the Python peers")
    arguments.add_argument("--limit", type=float, default=0.5, help="MB of each format")
    arguments.add_argument("--memory", action="store_true")
    wanted = arguments.parse_args()
    print(describe())
    if wanted.memory:
        measure_memory()
        return
    here = [Path("/usr/share/doc"), Path(sysconfig.get_path("purelib")), ROOT / "tests/fixtures"]
    for name in wanted.formats or formats.BUILT_IN:
        compare(name, collect(name, wanted.files or here, wanted.limit), wanted.python)


if __name__ == "__main__":
    main()
