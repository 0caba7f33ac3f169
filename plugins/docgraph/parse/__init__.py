"""Parses documents: their front matter, with the location of each value, and the fields in their bodies."""
