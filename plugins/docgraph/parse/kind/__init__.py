"""Determines the kind that a document declares, or the kind that was probably intended."""
