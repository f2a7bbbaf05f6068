"""Where `translate-flow` and `tflow` begin. `--version` alone is answered without loading anything else."""

import atexit
import gc
import io
import os
import sys

from translate_flow import __version__


def run() -> None:
    """Run the command line as a process; never returns.

    Taking down the interpreter, object by object, is a seventh of a short command's time, and the process ends with
    all of it. What was written is flushed before, and what others have left for the end is done.
    """
    try:
        main()
    except SystemExit as done:
        if done.code is not None and not isinstance(done.code, int):
            raise
        atexit._run_exitfuncs()
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream:
                    stream.flush()
        except (OSError, ValueError):
            raise done from None  # nobody reads any more: Python ends as it does then
        os._exit(done.code or 0)


def main() -> None:
    """Run the command line; never returns."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"translate-flow {__version__}\n")
        sys.exit(0)
    # a command makes objects that live to its end: looking for dead ones takes a third of a large one's time
    gc.set_threshold(100_000, 20, 20)
    # numpy's linear algebra, which no command needs, else starts threads that wait busily: half of numpy's start
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        # a terminal that lacks a letter shows its escape; it never ends the program
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from translate_flow.cli.root import cli

    cli()
