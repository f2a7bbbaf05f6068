"""What everyday commands cost, as multiples of bare Python's start, and how a save grows with the project.

usage: python benchmarks/commands.py
"""

import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from statistics import median

from machine import ROOT, describe, table

ENV = os.environ | {"PYTHONPATH": str(ROOT), "TRANSLATE_FLOW_USER": "Ana"}
TFLOW = (sys.executable, "-m", "translate_flow")
SENTENCES = 10_000


def tflow(folder: Path, *words: str) -> None:
    subprocess.run([*TFLOW, *words], cwd=folder, env=ENV, check=True, capture_output=True)


def article(folder: Path, name: str, sentences: int) -> Path:
    """A text of distinct sentences, ten in a paragraph."""
    path = folder / f"{name}.txt"
    lines = (
        " ".join(f"The council of {name} met for the {n * 10 + k}th time on Monday." for k in range(10))
        for n in range(sentences // 10)
    )
    path.write_text("Headline\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def project(folder: Path, segments: int) -> Path:
    """A project with that many segments, in articles of at most 10,000."""
    made = folder / f"project-{segments}"
    tflow(folder, "init", str(made), "--from", "en", "--to", "ro")
    for number in range(max(1, segments // SENTENCES)):
        tflow(made, "import", str(article(folder, f"town{number}", min(segments, SENTENCES))))
    return made


def starts(folder: Path) -> None:
    """Each command and bare Python in turn, so that drift of the machine falls on all alike."""
    small = project(folder, 100)
    goals = {"--version": "≤ 5", "status": "≤ 8", "list": "", "--help": "", "show town0 3": "", "next": ""}
    lines = {"": [sys.executable, "-c", "pass"]} | {words: [*TFLOW, *words.split()] for words in goals}
    times: dict[str, list[float]] = {words: [] for words in lines}
    for _ in range(16):
        for words, line in lines.items():
            began = time.perf_counter()
            subprocess.run(line, cwd=small, env=ENV, check=True, capture_output=True)
            times[words].append(time.perf_counter() - began)
    medians = {words: median(found[1:]) for words, found in times.items()}
    bare = medians.pop("")
    rows = [(words, f"{m * 1000:.0f} ms", f"{m / bare:.1f}", goals[words]) for words, m in medians.items()]
    print(f"\nStart (bare Python: {bare * 1000:.0f} ms)\n")
    table(("command", "median", "× bare Python", "goal"), rows)


def imports(folder: Path) -> None:
    made = folder / "import"
    tflow(folder, "init", str(made), "--from", "en", "--to", "ro")
    path = article(folder, "big", SENTENCES)
    times = []
    for number in range(3):
        began = time.perf_counter()
        tflow(made, "import", str(path), "--name", f"copy{number}")
        times.append(time.perf_counter() - began)
    print(f"\nImport of {SENTENCES:,} segments: {sorted(times)[1]:.2f} s (goal: < 2 s), whole process\n")


def saves(folder: Path) -> None:
    """One `translate` in projects of growing size, in turn, so that drift of the machine falls on all alike."""
    sizes = (1_000, 10_000, 200_000)
    made = {size: project(folder, size) for size in sizes}
    numbers = count(1)
    times: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(16):
        for size in sizes:
            number = next(numbers)
            words = [*TFLOW, "translate", "town0", str(number % 900 + 1), f"Text {number}."]
            began = time.perf_counter()
            subprocess.run(words, cwd=made[size], env=ENV, check=True, capture_output=True)
            times[size].append(time.perf_counter() - began)
    medians = {size: sorted(values[1:])[len(values) // 2] for size, values in times.items()}
    rows = [(f"{n:,}", f"{m * 1000:.0f} ms", f"{m / medians[sizes[0]]:.2f}") for n, m in medians.items()]
    print("\nOne translate, whole process\n")
    table(("segments in the project", "median", f"× {sizes[0]:,}"), rows)


def main() -> None:
    print(describe())
    with tempfile.TemporaryDirectory() as name:
        starts(Path(name))
        imports(Path(name))
        saves(Path(name))


if __name__ == "__main__":
    main()
