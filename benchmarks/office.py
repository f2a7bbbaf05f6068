"""Office formats: seconds and memory of a walk, and how many documents come back byte for byte beside peers.

    python benchmarks/office.py [FOLDER …] [--pages 300]

FOLDER: documents to take (*.docx, *.odt, *.epub); without it, those of tests/fixtures/office. Peers:
python-docx, odfpy and EbookLib open each document and save it as it is; pandoc converts it to its own format.
A peer that is not installed is said to be skipped.
"""

import argparse
import importlib.util
import io
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

from translate_flow import tagged
from translate_flow.errors import BadInput
from translate_flow.formats import Options, docx, epub, odt
from translate_flow.formats.package import Package
from translate_flow.model import Unit

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "office"
# what peers raise at documents that they cannot read
FAILURES = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    SyntaxError,
    subprocess.SubprocessError,
)
FORMATS = {".docx": docx, ".odt": odt, ".epub": epub}
NO_OPTIONS = Options()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = '<w:r w:rsidR="00AB12CD"><w:rPr><w:sz w:val="22"/>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
TEXT = "the river rose by more than a metre in one night and all the town went to see it"
PARAGRAPHS_PER_PAGE = 9


def longer(unit: Unit) -> Sequence[tagged.Part] | None:
    """Every text a third longer."""
    if not unit.source:
        return None
    parsed = tagged.parse(unit.source, unit.codes)
    return [part + part[: len(part) // 3] if isinstance(part, str) else part for part in parsed]


def report(pages: int) -> bytes:
    """A Word document of so many pages: run soup as Word leaves it behind, no two paragraphs alike."""
    paragraphs = []
    for number in range(pages * PARAGRAPHS_PER_PAGE):
        choice = TEXT.split()
        words = [choice[(number * 7 + place * 5 + place // 9) % len(choice)] for place in range(60)]
        text = " ".join(words)
        runs = (
            RUN.format("", text[:70])
            + '<w:proofErr w:type="spellStart"/>'
            + RUN.format('<w:lang w:val="en-GB"/>', text[70:120])
            + RUN.format("<w:b/>", text[120:150])
            + RUN.format("", f"{text[150:]} {number}.")
        )
        paragraphs.append(f'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">{runs}</w:p>')
    body = f'<w:document xmlns:w="{W}"><w:body>{"".join(paragraphs)}<w:sectPr/></w:body></w:document>'
    template = (FIXTURES / "libreoffice.docx").read_bytes()
    return Package(template).write({"word/document.xml": body.encode()})


def seconds(act: Callable[[], object]) -> float:
    """Least time of three runs."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def peak(act: Callable[[], object]) -> int:
    """Most bytes that Python held at once, beside what it held before."""
    tracemalloc.start()
    act()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def measure_size(pages: Sequence[int]) -> None:
    """Print how time and memory grow with a document."""
    print("pages  unpacked MB  keep s  change s  keep memory  change memory")
    for number in pages:
        data = report(number)
        size = len(Package(data).read("word/document.xml"))
        keep = seconds(lambda d=data: docx.walk(d, lambda unit: None, NO_OPTIONS))
        change = seconds(lambda d=data: docx.walk(d, longer, NO_OPTIONS))
        kept = peak(lambda d=data: docx.walk(d, lambda unit: None, NO_OPTIONS)) / size
        changed = peak(lambda d=data: docx.walk(d, longer, NO_OPTIONS)) / size
        print(f"{number:5}  {size / 1e6:11.2f}  {keep:6.2f}  {change:8.2f}  {kept:10.1f}x  {changed:12.1f}x")


def ours(path: Path) -> bytes:
    return FORMATS[path.suffix].walk(path.read_bytes(), lambda unit: None, NO_OPTIONS)


def with_python_docx(path: Path) -> bytes:
    import docx as python_docx

    target = io.BytesIO()
    python_docx.Document(str(path)).save(target)
    return target.getvalue()


def with_odfpy(path: Path) -> bytes:
    from odf.opendocument import load

    target = io.BytesIO()
    load(str(path)).write(target)
    return target.getvalue()


def with_ebooklib(path: Path) -> bytes:
    from ebooklib import epub as books

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "book.epub"
        books.write_epub(str(target), books.read_epub(str(path)))
        return target.read_bytes()


def with_pandoc(path: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / path.name
        subprocess.run(["pandoc", path, "--output", target], check=True, capture_output=True)
        return target.read_bytes()


PEERS: tuple[tuple[str, str, tuple[str, ...], Callable[[Path], bytes]], ...] = (
    ("translate-flow", "", (".docx", ".odt", ".epub"), ours),
    ("python-docx", "docx", (".docx",), with_python_docx),
    ("odfpy", "odf", (".odt",), with_odfpy),
    ("EbookLib", "ebooklib", (".epub",), with_ebooklib),
    ("pandoc", "pandoc", (".docx", ".odt", ".epub"), with_pandoc),
)


def is_installed(module: str) -> bool:
    if module == "pandoc":
        return shutil.which(module) is not None
    return not module or importlib.util.find_spec(module) is not None


def measure_identity(paths: Sequence[Path]) -> None:
    """Print how many documents come back as they were, and in what time beside ours."""
    print("program         format  documents  same bytes   failed  time")
    base: dict[str, float] = {}
    for name, module, suffixes, act in PEERS:
        if not is_installed(module):
            print(f"{name}: not installed, skipped")
            continue
        for suffix in suffixes:
            chosen = [path for path in paths if path.suffix == suffix]
            same = failed = 0
            start = time.perf_counter()
            for path in chosen:
                try:
                    same += act(path) == path.read_bytes()
                except BadInput:
                    failed += 1
                except FAILURES as error:
                    failed += 1
                    print(f"  {name}: {path.name}: {error!r:.80}", file=sys.stderr)
            spent = time.perf_counter() - start
            ratio = spent / base.setdefault(suffix, spent)
            print(f"{name:14}  {suffix:6}  {len(chosen):9}  {same:10}  {failed:7}  {ratio:4.1f}x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    chosen = parser.parse_args()
    processor = platform.processor() or platform.machine()
    print(f"{processor}, {os.cpu_count()} CPUs, Python {platform.python_version()}")
    measure_size([chosen.pages // 2, chosen.pages, chosen.pages * 2])
    folders = chosen.folder or [FIXTURES]
    measure_identity(sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in FORMATS))


if __name__ == "__main__":
    main()
