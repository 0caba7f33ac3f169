"""Finds the files of a repository that define agents, and reads what they define."""
