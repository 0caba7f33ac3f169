"""The generated pages, one module for each view."""
