"""Parses documents: front matter with the locations of values, and records in bodies."""
