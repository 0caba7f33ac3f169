"""Detects malformed documents, and what MkDocs would read differently from docgraph."""
