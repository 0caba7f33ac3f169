"""Figures as SVG: the neighbourhood of a record, glyphs, wrapped labels."""
