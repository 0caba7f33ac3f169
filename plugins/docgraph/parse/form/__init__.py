"""Reads fields that the body declares with bold labels and headings.

The main module is `reader.py`.
"""
