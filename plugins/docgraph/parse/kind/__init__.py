"""Determines the kind that a document declares, and reports documents whose `kind` is missing or misspelled."""
