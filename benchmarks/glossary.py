"""What a large glossary costs: `show --terms` in a cold process, an import, whole articles.

usage: python benchmarks/glossary.py [TERMS]
"""

import os
import random
import shutil
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import ROOT, describe, table, time_process

ENV = os.environ | {"PYTHONPATH": str(ROOT), "TRANSLATE_FLOW_USER": "Ana"}
TFLOW = (sys.executable, "-m", "translate_flow")
SYLLABLES = ["ba", "co", "der", "fi", "gon", "ha", "in", "lor", "men", "nu", "pra", "ques", "ro", "ster", "tal", "ver"]


def tflow(folder: Path, *words: str) -> float:
    began = time.perf_counter()
    subprocess.run([*TFLOW, *words], cwd=folder, env=ENV, check=True, capture_output=True)
    return time.perf_counter() - began


def word(random_: random.Random) -> str:
    return "".join(random_.choices(SYLLABLES, k=random_.randint(2, 4))) + random_.choice(string.ascii_lowercase)


def glossary(path: Path, size: int) -> list[str]:
    random_ = random.Random(1)
    sources = list({" ".join(word(random_) for _ in range(random_.randint(1, 2))) for _ in range(size)})
    rows = [f"{source},{word(random_)},,note {n}" for n, source in enumerate(sources)]
    path.write_text("en,ro,status,note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return sources


def article(path: Path, sources: list[str], sentences: int) -> None:
    random_ = random.Random(2)
    lines = [f"The minister said that {random_.choice(sources)} and {random_.choice(sources)} would follow on Monday."
             for _ in range(sentences)]  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def imports(folder: Path, size: int) -> list[tuple[str, str]]:
    """An import beside what translate-toolkit takes to turn the same file into TBX, without storing anything."""
    project = folder / f"import-{size}"
    tflow(folder, "init", str(project), "--from", "en", "--to", "ro")
    path = folder / f"terms-{size}.csv"
    glossary(path, size)
    ours = tflow(project, "glossary", "import", str(path))
    rows = [(f"glossary import, {size:,} rows", f"{ours:.1f} s")]
    peer = shutil.which("csv2tbx", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if peer is None:
        return [*rows, ("csv2tbx (translate-toolkit)", "skipped: not installed")]
    began = time.perf_counter()
    words = [peer, "--progress=none", "--columnorder=source,target", str(path), str(folder / "peer.tbx")]
    subprocess.run(words, check=True, capture_output=True)
    theirs = time.perf_counter() - began
    return [*rows, ("csv2tbx (translate-toolkit), the same rows", f"{theirs:.1f} s ({theirs / ours:.1f} × ours)")]


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    print(describe() + "\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "project"
        tflow(folder, "init", str(project), "--from", "en", "--to", "ro")
        sources = glossary(folder / "terms.csv", size)
        article(folder / "news.txt", sources, 10_000)
        article(folder / "day.txt", sources, 1_000)
        rows = [("bare Python", f"{time_process([sys.executable, '-c', 'pass']) * 1000:.0f} ms")]
        for file in ("news.txt", "day.txt"):
            tflow(project, "import", str(folder / file))
        one = time_process([*TFLOW, "show", "news", "7"], cwd=project, env=ENV) * 1000
        rows.append(("show, one segment", f"{one:.0f} ms"))
        for number in (size, 4 * size):
            rows += imports(folder, number)
        tflow(project, "glossary", "import", str(folder / "terms.csv"))
        first = tflow(project, "show", "news", "7", "--terms") * 1000
        rows.append(("show --terms, one segment, the first time", f"{first:.0f} ms"))
        words = [*TFLOW, "show", "news", "7", "--terms"]
        rows.append(
            ("show --terms, one segment", f"{time_process(words, cwd=project, env=ENV) * 1000:.0f} ms (goal: < 300 ms)")
        )
        rows.append(("show --terms, 1,000 segments", f"{tflow(project, 'show', 'day', '--terms', '--json'):.1f} s"))
        rows.append(("show --terms, 10,000 segments", f"{tflow(project, 'show', 'news', '--terms', '--json'):.1f} s"))
        rows.append(("glossary add, one term more", f"{tflow(project, 'glossary', 'add', 'foo', 'bar'):.1f} s"))
        rows.append(("glossary undo of it", f"{tflow(project, 'glossary', 'undo'):.1f} s"))
        rows.append(("glossary undo of the import", f"{tflow(project, 'glossary', 'undo'):.1f} s"))
        table(("what", "median, whole process"), rows)


if __name__ == "__main__":
    main()
