"""Caches between runs: parsed documents and reports."""
