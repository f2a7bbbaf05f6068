"""Round trips by ours and by other tools, each on the same files: what `formats.py` compares.

A tool takes files and returns the CPU seconds that it worked, which results equal their sources, and how many it
could not write. Python tools, ours too, run in an interpreter of their own, file by file, without their start-up; of
the others, the time for a document with one word is taken off for each start.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import omegat_project
from machine import ROOT

PO4A_FILES = 25
"""po4a starts anew for each file: so many of them are tried."""
PO4A = {"markdown": ("text", "-o", "markdown", "-o", "neverwrap"), "html": ("xhtml",), "text": ("text",)}

RUNNER = """
import io, json, sys, time
from pathlib import Path
{code}
def run(files):
    same, failed, seconds, size = 0, 0, 0.0, 0
    for path in files:
        data = path.read_bytes()
        start = time.process_time()
        try:
            back = trip(data, path)
        except Exception:
            back = None
        used = time.process_time() - start
        if back is None:
            failed += 1
            continue
        seconds, size = seconds + used, size + len(data)
        same += back == data
    return seconds, size, same, failed
files = [Path(name) for name in json.load(sys.stdin)]
run(files[:1])
print("\\n" + json.dumps(min(run(files) for _ in range(3))))
"""
OURS = """
import sys
sys.path.insert(0, {root!r})
from translate_flow import formats, tagged
from translate_flow.formats import Options, recall
from translate_flow.model import State
form = formats.named({name!r})
def targets(data):
    for unit in formats.extract(form, data, Options()):
        if unit.target is None or (unit.target and unit.state is not State.INITIAL):
            yield unit.key, tagged.parse(unit.source if unit.target is None else unit.target, unit.codes)
def trip(data, path):
    found = dict(targets(data))
    {between}()
    return formats.merge(form, data, found, Options())
"""
SNIPPETS = {
    ("translate-toolkit", "html"): """
from translate.convert import html2po, po2html
def trip(data, path):
    catalog, page = io.BytesIO(), io.BytesIO()
    html2po.converthtml(io.BytesIO(data), catalog, None)
    catalog.seek(0)
    catalog.name = "page.po"
    po2html.converthtml(catalog, page, io.BytesIO(data))
    return page.getvalue()
""",
    ("translate-toolkit", "markdown"): """
from translate.storage.markdown import MarkdownFile
def trip(data, path):
    known = {unit.source: unit.source for unit in MarkdownFile(io.BytesIO(data)).units}
    return MarkdownFile(io.BytesIO(data), callback=known.get).filesrc.encode()
""",
    ("translate-toolkit", "text"): """
from translate.convert import txt2po, po2txt
def trip(data, path):
    catalog, text = io.BytesIO(), io.BytesIO()
    txt2po.run_converter(io.BytesIO(data), catalog, None)
    catalog.seek(0)
    catalog.name = "text.po"
    po2txt.run_converter(catalog, text, io.BytesIO(data))
    return text.getvalue()
""",
    ("translate-toolkit", "odt"): """
import tempfile
from translate.convert import odf2xliff, xliff2odf
def trip(data, path):
    with tempfile.TemporaryDirectory() as folder:
        catalog, text = Path(folder, "a.xlf"), Path(folder, "a.odt")
        with catalog.open("wb") as file:
            odf2xliff.convertodf(path.open("rb"), file, None)
        xliff2odf.convertxliff(catalog.open("rb"), text.open("wb"), path.open("rb"))
        return text.read_bytes()
""",
    **{
        ("translate-toolkit", name): """
from translate.storage import factory
def trip(data, path):
    file = io.BytesIO(data)
    file.name = str(path)
    return bytes(factory.getobject(file))
"""
        for name in ("po", "xliff")
    },
    ("translate-toolkit", "srt"): """
from translate.storage import factory, subtitles
def trip(data, path):
    file = io.BytesIO(data)
    file.name = str(path)
    return bytes(factory.getobject(file))
""",
    ("mdpo", "markdown"): """
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown
import tempfile
def trip(data, path):
    with tempfile.TemporaryDirectory() as folder:
        catalog = str(Path(folder, "a.po"))
        markdown_to_pofile(str(path), save=True, po_filepath=catalog)
        return pofile_to_markdown(str(path), catalog, wrapwidth=0).encode()
""",
    ("polib", "po"): """
import polib
def trip(data, path):
    return str(polib.pofile(data.decode("utf-8-sig"))).encode()
""",
    ("lxml", "xliff"): """
from lxml import etree
def trip(data, path):
    return etree.tostring(etree.ElementTree(etree.fromstring(data)), encoding="utf-8", xml_declaration=True)
""",
    ("python-docx", "docx"): """
import docx
def trip(data, path):
    target = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(target)
    return target.getvalue()
""",
    ("odfpy", "odt"): """
from odf import opendocument
def trip(data, path):
    target = io.BytesIO()
    opendocument.load(io.BytesIO(data)).write(target)
    return target.getvalue()
""",
    ("EbookLib", "epub"): """
from ebooklib import epub
import tempfile
def trip(data, path):
    with tempfile.NamedTemporaryFile(suffix=".epub") as target:
        epub.write_epub(target.name, epub.read_epub(str(path)))
        return Path(target.name).read_bytes()
""",
}
TINY = {"markdown": "Word\n", "text": "Word\n", "html": "<html><body><p>Word</p></body></html>\n"}


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool made of the files."""

    seconds: float
    """CPU time for the files that it could write."""
    size: int
    """Their bytes."""
    same: int
    failed: int
    tried: int


Peer = Callable[[Sequence[Path]], Result | None]
"""From files to a result; None where the tool is not here."""


def ours(name: str, *, is_apart: bool = False) -> Peer:
    """Extract all texts, then merge them; `is_apart`: as two commands would, of which neither knows the other."""
    code = OURS.format(root=str(ROOT), name=name, between="recall.forget" if is_apart else "bool")
    return _in_python(code, sys.executable)


def peers(name: str, python: str) -> dict[str, Peer]:
    """The tools that know a format; `python` is the interpreter that has the Python ones."""
    found = {tool: _in_python(code, python) for (tool, known), code in SNIPPETS.items() if known == name}
    if name in PO4A:
        found["po4a"] = lambda files: _po4a(name, files)
    if name not in ("epub", "vtt"):
        found["OmegaT"] = lambda files: _omegat(name, files)
    return found


def _in_python(code: str, python: str) -> Peer:
    def measure(files: Sequence[Path]) -> Result | None:
        imports = "\n".join(line for line in code.splitlines() if line.startswith(("import", "from", "sys.")))
        if subprocess.run([python, "-c", imports], capture_output=True).returncode:
            return None
        command = [python, "-W", "ignore", "-c", RUNNER.replace("{code}", code)]
        listed = json.dumps([str(path) for path in files])
        done = subprocess.run(command, input=listed, capture_output=True, text=True, check=True)
        return Result(*json.loads(done.stdout.splitlines()[-1]), len(files))

    return measure


def _size(files: Sequence[Path]) -> int:
    return sum(path.stat().st_size for path in files)


def _spent() -> float:
    """CPU seconds of all processes that were started and are done."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _po4a(name: str, files: Sequence[Path]) -> Result | None:
    """`po4a-updatepo`, then `po4a-translate`."""
    if not shutil.which("po4a-updatepo"):
        return None
    tried = sorted(files, key=lambda path: -path.stat().st_size)[:: max(1, len(files) // PO4A_FILES)]
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder, f"tiny{files[0].suffix}")
        tiny.write_text(TINY[name], encoding="utf-8")

        def trip(path: Path) -> tuple[float, bytes | None]:
            catalog, result = Path(folder, "x.po"), Path(folder, f"x{path.suffix}")
            catalog.unlink(missing_ok=True)
            result.unlink(missing_ok=True)
            common = ["-f", *PO4A[name], "-m", str(path), "-M", "UTF-8", "-p", str(catalog)]
            start = _spent()
            for command in (["po4a-updatepo", *common], ["po4a-translate", *common, "-k", "0", "-l", str(result)]):
                subprocess.run(command, capture_output=True, check=False)
            return _spent() - start, result.read_bytes() if result.exists() else None

        trip(tiny)
        # a start beside each file, for both swing with the machine
        results = [(path, -trip(tiny)[0], *trip(path)) for path in tried]
    written = [(path, start + used, back) for path, start, used, back in results if back is not None]
    seconds = max(0.0, sum(used for _, used, _ in written))
    same = sum(back == path.read_bytes() for path, _, back in written)
    size = _size([path for path, *_ in written])
    return Result(seconds, size, same, len(tried) - len(written), len(tried))


def _omegat(name: str, files: Sequence[Path]) -> Result | None:
    """One project with all files, `--mode=console-translate`; Markdown is plain text to it."""
    if not shutil.which("omegat"):
        return None
    ending = {"markdown": ".txt", "xliff": ".xlf"}.get(name, files[0].suffix)
    with tempfile.TemporaryDirectory() as folder:
        few, _ = _run_omegat(Path(folder, "few"), [min(files, key=lambda path: path.stat().st_size)], ending)
        seconds, results = _run_omegat(Path(folder, "all"), files, ending)
    same = sum(back == path.read_bytes() for path, back in zip(files, results, strict=True))
    return Result(max(0.0, seconds - few), _size(files), same, sum(back is None for back in results), len(files))


def _run_omegat(project: Path, files: Sequence[Path], ending: str) -> tuple[float, list[bytes | None]]:
    omegat_project.write_project(project)
    for number, path in enumerate(files):
        shutil.copy(path, project / "source" / f"{number}{ending}")
    start = _spent()
    subprocess.run(["omegat", str(project), "--mode=console-translate"], capture_output=True, check=False, timeout=300)
    seconds = _spent() - start
    results = [project / "target" / f"{number}{ending}" for number in range(len(files))]
    return seconds, [path.read_bytes() if path.exists() else None for path in results]
