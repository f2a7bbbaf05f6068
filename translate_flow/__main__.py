"""`python -m translate_flow` is `translate-flow`."""

from translate_flow.cli.entry import run

if __name__ == "__main__":
    run()
