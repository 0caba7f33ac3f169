"""Parses documents: front matter with the location of every value, and the parts of a body that declare records."""
