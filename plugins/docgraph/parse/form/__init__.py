"""Reads the fields that a body states under bold labels and headings.

`reader.py` is where reading starts.
"""
