"""RACI tables."""
