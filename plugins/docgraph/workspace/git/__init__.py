"""Reads a Git repository: the paths that Git tracks, and the files of a revision."""
