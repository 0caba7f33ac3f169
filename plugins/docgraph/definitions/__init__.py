"""Agent definitions of a repository: which files define agents, and what they define."""
