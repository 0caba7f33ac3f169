"""Reads documents that do not declare a docgraph kind, if the settings assign a kind to them ("adopt" them)."""
