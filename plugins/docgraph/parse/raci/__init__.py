"""Reads RACI tables."""
