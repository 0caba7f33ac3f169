"""Parses documents: front matter with locations of values, and records stated in bodies."""
