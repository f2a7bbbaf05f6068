"""PostgreSQL with pg_trgm as a peer of the memory: a private cluster in a temporary folder, on a Unix socket only."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/bin", "/opt/homebrew/bin")
_TIME = re.compile(r"Time: ([\d.,]+) ms")


def binaries():
    """The folder of initdb, postgres and psql; None where they are not installed."""
    folders = [folder for place in _PLACES for folder in sorted(Path("/").glob(place[1:]), reverse=True)]
    return next((f for f in folders if all((f / name).exists() for name in ("initdb", "postgres", "psql"))), None)


@contextmanager
def cluster():
    """A running server; gives a function that runs a script and returns what psql prints."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="pg-bench-", dir="/tmp"))
    # the server refuses to run as root
    user = {"user": "postgres"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "postgres")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    data = folder / "data"
    server = None
    try:
        subprocess.run([programs / "initdb", "-D", data, "-U", "bench", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"],
                       check=True, **quiet, **user)  # fmt: skip
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
            **quiet, **user,
        )  # fmt: skip

        def run(script):
            words = [
                programs / "psql",
                "-X",
                "-q",
                "-A",
                "-t",
                "-h",
                folder,
                "-U",
                "bench",
                "-d",
                "postgres",
                "-f",
                "-",
            ]
            done = subprocess.run(words, input=script, capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(done.stderr)
            return done.stdout

        for _ in range(100):
            try:
                run("SELECT 1;")
                break
            except RuntimeError:
                time.sleep(0.1)
        yield run
    finally:
        if server:
            server.send_signal(signal.SIGINT)
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def similar(folded, asked):
    """For each text asked for (places of the 200 most similar by pg_trgm, milliseconds); builds its index first."""
    rows = "".join(f"{number}\t{_escaped(text)}\n" for number, text in enumerate(folded))
    load = (
        "CREATE EXTENSION pg_trgm; CREATE TABLE entry (id int, folded text);\nCOPY entry FROM stdin;\n"
        f"{rows}\\.\nCREATE INDEX ON entry USING gin (folded gin_trgm_ops); ANALYZE entry;\n"
    )
    with cluster() as run:
        run(load)
        found = []
        for text in asked:
            quoted = text.replace("'", "''")
            query = (
                f"SELECT id FROM entry WHERE folded % '{quoted}'"
                f" ORDER BY similarity(folded, '{quoted}') DESC, id LIMIT 200;\n"
            )
            said = run("SET standard_conforming_strings = on;\n\\timing on\n" + query)
            taken = _TIME.findall(said)[-1].replace(",", "")
            found.append(([int(line) for line in said.splitlines() if line.isdigit()], float(taken)))
    return found


def _escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
