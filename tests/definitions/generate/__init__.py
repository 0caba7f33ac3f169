"""Writes the labelled set: small repositories with agent definitions, and a label for every file in them."""
