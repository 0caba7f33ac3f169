"""Detects malformed documents: what was intended, and what MkDocs would read differently."""
