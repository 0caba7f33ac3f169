"""Writes the generated pages as files, for site generators without plugins, such as Zensical."""
