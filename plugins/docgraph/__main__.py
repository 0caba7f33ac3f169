"""`python -m docgraph` is the `docgraph` command."""

from docgraph.cli.main import main

if __name__ == "__main__":
    main()
