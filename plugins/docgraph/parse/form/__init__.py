"""Reads template forms: bodies that state fields under bold labels and headings."""
