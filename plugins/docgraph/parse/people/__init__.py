"""Reads files that list people in other formats than documents."""
