"""Detects malformed documents, and text that MkDocs reads differently from docgraph."""
