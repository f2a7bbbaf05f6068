"""`python -m translate_flow` is `translate-flow`."""

from translate_flow.cli.entry import main

if __name__ == "__main__":
    main()
