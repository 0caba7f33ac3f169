"""The fault benchmark: clean corpora, one known fault put into one of them at a time, and what the check says of it."""
