"""Finds, parses and edits front matter, and explains errors in it."""
