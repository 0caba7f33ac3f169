"""Reads files that list people in formats other than Markdown, such as CODEOWNERS and CSV."""
