"""`python -m docgraph` is the `docgraph` command."""

from docgraph.hosts.cli import main

if __name__ == "__main__":
    main()
