"""The command line: commands that call one flow function each and print what it returns."""
