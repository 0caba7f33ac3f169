"""Runs the `docgraph` command with `python -m docgraph`."""

from docgraph.cli.main import main

if __name__ == "__main__":
    main()
