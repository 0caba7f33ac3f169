"""Malformed documents: detects what was intended and what MkDocs would read differently."""
