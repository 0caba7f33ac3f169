"""Reads documents exactly: front matter with the place of every value, and the parts of a body that say something."""
