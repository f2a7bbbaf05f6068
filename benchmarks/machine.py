"""What every benchmark prints first, and how it times."""

import os
import platform
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def describe() -> str:
    """The machine in one line."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"


def time_process(words: Sequence[str], runs: int = 9, **options: Any) -> float:
    """Median seconds of a whole process over several runs, after one that does not count."""
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(list(words), check=True, capture_output=True, **options)
        times.append(time.perf_counter() - began)
    return median(times[1:])


def time_call(function: Callable[[], object], runs: int = 3) -> float:
    """Median seconds of a call."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        function()
        times.append(time.perf_counter() - began)
    return median(times)


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(header) + " |")
    print("|" + " --- |" * len(header))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
