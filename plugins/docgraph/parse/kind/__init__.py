"""Determines the kind that a document declares or was probably intended to declare."""
