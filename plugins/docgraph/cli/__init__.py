"""The `docgraph` command."""
