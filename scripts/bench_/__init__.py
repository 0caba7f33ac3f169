"""The benchmark: a corpus of our own, written for us and for each peer, and commands timed on it. Needs no package."""
