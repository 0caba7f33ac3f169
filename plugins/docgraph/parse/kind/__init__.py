"""Determines the kind that a document declares, or the one that was probably intended."""
