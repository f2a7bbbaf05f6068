"""Run every benchmark of this folder, one after the other."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_ALONE = {"run.py", "machine.py", "peers.py"}


def main() -> None:
    for path in sorted(HERE.glob("*.py")):
        if path.name not in NOT_ALONE:
            print(f"\n## {path.stem}\n", flush=True)
            subprocess.run([sys.executable, str(path)], check=True)


if __name__ == "__main__":
    main()
