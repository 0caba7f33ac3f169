"""Parses Markdown bodies: blocks with offsets, links, comments and code."""
